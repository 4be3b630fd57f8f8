"""What the tutor fills in, and why, in a line each.

The one idea: a field that is not the trainee's yet is never left empty and never unexplained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from itilsim.domain.assess import Assessment, Evidence, assess
from itilsim.domain.desk import Desk
from itilsim.domain.due import Due
from itilsim.words.evidence import Naming, evidence_words
from itilsim.words.labels import (
    CATEGORIES,
    IMPACTS,
    RECORD_KINDS,
    RESOLUTION_CODES,
    SIGNIFICANCES,
    URGENCIES,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A field that the tutor filled in."""

    name: str
    """Attribute of the command, like `category`."""
    value: str
    """The value in words; empty: left out on purpose."""
    why: str
    """One line."""


_TABLES: Final[Mapping[str, Mapping[Any, str]]] = {
    "kind": RECORD_KINDS,
    "record": RECORD_KINDS,
    "significance": SIGNIFICANCES,
    "impact": IMPACTS,
    "urgency": URGENCIES,
    "category": CATEGORIES,
    "code": RESOLUTION_CODES,
}
_NAMED: Final[Mapping[str, Callable[[Naming, str], str]]] = {
    "team": Naming.team,
    "service": Naming.service,
    "component": Naming.component,
    "risk": Naming.component,
    "known_error": Naming.knowledge,
    "article": Naming.knowledge,
    "model": Naming.knowledge,
    "next_minutes": lambda _, minutes: f"in {minutes} minutes",
    "link": lambda naming, subject: naming.subject(subject),
    "parent": lambda naming, subject: naming.subject(subject),
    "promise": lambda naming, subject: naming.subject(subject),
}
_PLAIN: Final = {
    "category": "What kind of thing it is about.",
    "service": "The service that the report is about.",
    "component": "The item that the evidence points at.",
    "code": "How it ended.",
    "next_minutes": "Say when the next update comes, and keep to it.",
    "risk": "A problem was raised on it: its cause is not gone yet.",
    "promise": "Somebody was promised an update.",
}
_DEEDS: Final = {
    "resolve-ticket": "I resolve it, since nothing more needs doing.",
    "end-call": "Everything is said: I say goodbye.",
    "close-ticket": "I close it.",
    "confirm-restoration": "I ask whether it is over; only the caller can say.",
    "update-caller": "I say how it stands, and when they hear from us again.",
    "send-notice": "I tell all who are affected how it stands, and when they hear from us again.",
}
"""What the tutor does where nothing is decided, by kind of command."""
_DECIDED: Final = {
    "log-ticket": "I log it: {}.",
    "reply": "I send an article: {}.",
    "apply-workaround": "I talk the caller through {}.",
    "alert-team": "I tell a team: {}.",
    "assign-ticket": "I send it to {}.",
    "prioritise-ticket": "I rate it. {}.",
}
"""The same where something is, with the words for what."""


def fillings(desk: Desk, due: Due, names: Iterable[str], naming: Naming) -> tuple[Filled, ...]:
    """What the tutor puts into some fields of a move.

    Args:
        desk: The Desk.
        due: The move.
        names: Attributes of its command that are not open.
        naming: For words.
    """
    seen = None if due.subject == "handover" else assess(desk, due.subject)
    found = []
    for name in names:
        if name != "disputed":
            value = value_words(name, getattr(due.best, name), naming)
            found.append(Filled(name, value, _why(due, seen, name, naming)))
    return tuple(found)


def why_of(due: Due, naming: Naming) -> str:
    """What the tutor does and why, in one line with what it decided."""
    if not due.answers or due.fields == ("update",):
        return _DEEDS.get(due.kind, "I do what comes next.")
    values, why = [], []
    for answer in due.answers:
        value = value_words(answer.field, answer.value, naming)
        rated = answer.field in ("impact", "urgency")
        values.append(f"{answer.field.capitalize()} {value}" if rated else value)
        why += [evidence_words(each, naming) for each in answer.evidence[:1]]
    said = _DECIDED.get(due.kind, "I decide: {}.").format(", ".join(values))
    return " ".join((said, *why))


def value_words(name: str, value: object, naming: Naming) -> str:
    """A value of a field as people read it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        items = name in ("handover", "items")
        return "; ".join(naming.subject(str(each)) if items else str(each) for each in value)
    table = _TABLES.get(name)
    if table is not None:
        return str(table.get(value, value))
    words = _NAMED.get(name)
    return words(naming, str(value)) if words is not None and value else str(value)


def _why(due: Due, seen: Assessment | None, name: str, naming: Naming) -> str:
    for answer in due.answers:
        if answer.field == name and answer.evidence:
            return evidence_words(answer.evidence[0], naming)
    choice = getattr(seen, name, None)
    evidence: tuple[Evidence, ...] = getattr(choice, "evidence", ())
    if evidence:
        return evidence_words(evidence[0], naming)
    return _PLAIN.get(name, "")
