"""Words for the codes of a debrief: criteria, bands, tags, choices, syllabus references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from itilsim.domain.debriefing.values import Debrief, Subject
from itilsim.domain.estate import Estate
from itilsim.domain.names import SHIFT_LEAD, RecordKind
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Described, Finding, Links, Value
from itilsim.words.evidence import Naming
from itilsim.words.figures import give_or_take
from itilsim.words.labels import (
    CATEGORIES,
    CHANNELS,
    IMPACTS,
    RECORD_KINDS,
    SIGNIFICANCES,
    URGENCIES,
    counted,
    ticket_number,
)
from itilsim.words.render import spelled

CRITERIA: Final[Mapping[str, str]] = {
    "total": "Total",
    "triage": "Triage",
    "outcome": "Outcome",
    "conduct": "Conduct",
    "kind": "What is it?",
    "impact": "Impact",
    "urgency": "Urgency",
    "category": "Service, item, category",
    "destination": "Solved or sent right",
    "correlation": "One cause, one parent",
    "known_error": "Known errors used",
    "escalation": "Escalated in time",
    "events": "Events understood",
    "access": "Identity verified",
    "lost_minutes": "Lost user time",
    "resolution": "Resolved in time",
    "response": "Answered in time",
    "satisfaction": "Satisfaction",
    "cost": "Cost (illustrative)",
    "left": "Backlog left",
    "told": "People told",
    "ownership": "Owned to closure",
    "problem": "Problem raised",
    "proactive": "Warning heeded",
    "handover": "Handover note",
}
"""Criteria, parts and total as short noun phrases."""

BANDS: Final[Mapping[str, str]] = {
    "starting": "Starting",
    "developing": "Developing",
    "competent": "Competent",
    "strong": "Strong",
    "": "–",
}
"""Bands of a score."""

COLLEAGUES: Final[Mapping[str, str]] = {
    "first_come": "First-come Fran",
    "by_priority": "Matrix Max",
    "textbook": "Textbook Toni",
}
"""References, as colleagues with names."""

TAGS: Final[Mapping[str, str]] = {"itil": "ITIL", "local": "local rule", "tool": "tool habit"}
"""Whose rule it is."""

DEDUCTIONS: Final[Mapping[str, str]] = {
    "unchecked": "Given without check or approval",
    "impostor": "Given to somebody who is not who they say",
    "hold": "On hold without a reason that shows",
    "not_restored": "Ended though nobody was served",
    "against_word": "Ended against the caller's word",
    "lowered": "Priority lowered shortly before a target",
    "false_p1": "P1 without evidence, beyond the second",
    "teams": "A third or further team for one record",
}
"""Deductions."""

MARKS: Final[Mapping[str, str]] = {
    "started": "started",
    "assigned": "a person owned it",
    "answered": "the caller was answered",
    "model_started": "its model started",
    "held": "on hold",
    "resumed": "resumed",
    "resolved": "resolved",
    "reopened": "reopened",
    "closed": "closed",
    "cancelled": "cancelled",
    "prioritised": "recorded as",
    "over": "it was over",
}
"""What happened to a clock."""

MISSING: Final[Mapping[str, str]] = {
    "assigned": "nobody owned it",
    "answered": "the caller was not answered",
    "model_started": "its model was not started",
    "resolved": "it was not resolved",
}
"""What a clock still waited for."""

_EDITIONS: Final = {"2011": "ITIL 2011", "4": "ITIL 4", "5": "ITIL (Version 5)"}
_TOPICS: Final = {
    "incident": "incident management",
    "request": "request fulfilment",
    "event": "event management",
    "problem": "problem management",
    "access": "access management",
    "desk": "service desk",
    "knowledge": "knowledge management",
    "levels": "service level management",
    "security": "information security management",
    "offerings": "service offerings",
    "communication": "communication in service operation",
    "operate": "operate",
    "deliver": "deliver",
    "support": "support",
}
_TOPICS_OF_4: Final = {
    "request": "service request management",
    "event": "monitoring and event management",
}
_ROUTES: Final = {
    "log": "read, no record",
    "team": "sent to a team",
    "record": "a record",
    "answered": "answered",
}
_TOLD: Final = {
    "answered": "an answer in time",
    "informed": "news while waiting",
    "closing": "a word at the end",
}
_OWNED: Final = {
    "resolved": "an end once it is over",
    "agreed": "the caller's agreement",
    "closed": "the closing of the record",
    "refused": "an end against the caller's word",
}


def reference_words(reference: str) -> str:
    """A syllabus reference: "ITIL 2011, unit 5: incident management"."""
    edition, _, place = reference.partition(":")
    unit, _, topic = place.rpartition(".")
    name = (_TOPICS_OF_4 if edition == "4" else {}).get(topic) or _TOPICS.get(topic, spelled(topic))
    where = f", {'unit ' if edition == '2011' else ''}{unit}" if unit else ""
    return f"{_EDITIONS.get(edition, edition)}{where}: {name}"


def total_words(debrief: Debrief) -> str:
    """The total beside its band: "45 of 100, give or take 6"."""
    points = f"{debrief.score[0].points} of 100"
    if debrief.score[0].points is None:
        return "no points"
    if debrief.standard_error is None:
        return points
    return f"{points}, give or take {give_or_take(debrief.standard_error)}"


def naming_of(debrief: Debrief, setting: Setting) -> Naming:
    """Names for everything in a debrief."""
    naming = Naming(
        setting,
        Estate(setting.organisation),
        lambda subject: subject,
        lambda subject: _number(debrief.subjects.get(subject)),
    )
    naming.subject = lambda subject: subject_words(subject, debrief, naming)
    return naming


def subject_words(subject: str, debrief: Debrief, naming: Naming) -> str:
    """A contact, alert or record, short: "Marek Hollins at 09:25"."""
    if subject.startswith("problem/"):
        return f"the problem behind {subject_words(subject[8:], debrief, naming)}"
    known = debrief.subjects.get(subject)
    if known is None:
        return "the handover note" if subject == "handover" else subject
    return f"{_who(known, naming)} at {naming.time(known.at)}"


def kind_of(subject: str, debrief: Debrief, naming: Naming) -> RecordKind:
    """What its record says it is; of what nobody logged, what was said on the contact."""
    known = debrief.subjects.get(subject)
    symptom = naming.setting.symptoms.get(known.symptom) if known is not None else None
    if known is not None and known.record is not None:
        return known.record
    return symptom.kind if symptom is not None else "incident"


def headline_of(subject: str, debrief: Debrief, naming: Naming) -> str:
    """The same, long: "09:25 Marek Hollins, phone: scanners spin (INC0010029)"."""
    known = debrief.subjects.get(subject)
    if known is None:
        return CRITERIA.get(subject, subject)
    symptom = naming.setting.symptoms.get(known.symptom)
    about = f": {symptom.name}" if symptom is not None else ""
    number = f" ({_number(known)})" if known.number is not None else ""
    channel = "" if known.person is None else f", {CHANNELS[known.channel].lower()}"
    return f"{naming.time(known.at)} {_who(known, naming)}{channel}{about}{number}"


def _number(known: Subject | None) -> str:
    """The number of its record; empty: it has none."""
    if known is None or known.number is None:
        return ""
    return ticket_number(known.record or "incident", known.number)


def _who(known: Subject, naming: Naming) -> str:
    if known.person is not None:
        return naming.person(known.person)
    kind = SIGNIFICANCES[known.significance or "informational"]
    return f"{kind} on {known.component}"


def name_of(finding: Finding, naming: Naming) -> str:
    """What was judged, as a short noun phrase; two things of one criterion have two names."""
    if finding.criterion == "escalation" and SHIFT_LEAD in (finding.chosen, finding.best):
        return "Shift lead told"
    models = naming.setting.request_models
    best = finding.best if isinstance(finding.best, tuple) else ()
    if finding.criterion == "known_error" and best and all(each in models for each in best):
        return "Request model used"
    return DEDUCTIONS.get(finding.criterion) or CRITERIA[finding.criterion].rstrip("?")


def choice_words(criterion: str, value: Value, naming: Naming) -> str:
    """What was or should have been decided, or what was true."""
    if value is None or value is False or value == ():
        return "nothing"
    words = _CHOICES.get(criterion)
    return words(value, naming) if words is not None else str(value)


def _each(value: Value) -> tuple[str, ...]:
    """One code or several, as several."""
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _described(value: Value, naming: Naming) -> str:
    """Service, item and category of a record."""
    if not isinstance(value, Described):
        return str(value)
    service = "no service" if value.service is None else naming.service(value.service)
    category = "no category" if value.category is None else CATEGORIES[value.category]
    return f"{service}, {value.component or 'no item'}, {category}"


def _teams(value: Value, naming: Naming) -> str:
    if value == SHIFT_LEAD:
        return "the shift lead"
    return " or ".join(naming.team(each) for each in _each(value))


def _records(value: Value, naming: Naming) -> str:
    return ", ".join(naming.subject(each) for each in _each(value))


def _of(*tables: Mapping[Any, str]) -> Callable[[Value, Naming], str]:
    """Words out of tables that share no code."""
    words: dict[Any, str] = {code: word for table in tables for code, word in table.items()}
    return lambda value, _: words.get(value, str(value))


def _links(value: Value, naming: Naming) -> str:
    del naming
    if not isinstance(value, Links):
        return str(value)
    words = f"{counted(value.right, 'report') if value.right else 'no report'} linked to its cause"
    return f"{words}, {value.wrong} to another" if value.wrong else words


def _helpful(value: Value, naming: Naming) -> str:
    return " and ".join(naming.knowledge(each) for each in _each(value))


_CHOICES: Final[dict[str, Callable[[Value, Naming], str]]] = {
    "kind": _of(RECORD_KINDS, _ROUTES),
    "impact": _of(IMPACTS),
    "urgency": _of(URGENCIES),
    "category": _described,
    "destination": _teams,
    "escalation": _teams,
    "correlation": _links,
    "known_error": _helpful,
    "events": _of(SIGNIFICANCES),
    "told": lambda value, _: ", ".join(_TOLD[each] for each in _each(value)),
    "ownership": lambda value, _: ", ".join(_OWNED[each] for each in _each(value)),
    "problem": lambda *_: "raised",
    "proactive": lambda *_: "passed on",
    "handover": _records,
    "access": lambda *_: "identity checked first",
}
