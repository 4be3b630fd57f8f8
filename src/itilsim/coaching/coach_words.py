"""What the coach says: after a decision, and when asked for a hint.

The one idea: what was right comes first; then the rule, as the desk card has it; then what could be
seen; then the way to mend it, with what comes back. Not a word of what truly was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from itilsim.coaching.decisions import Decided
from itilsim.coaching.filling import value_words
from itilsim.coaching.remarks import COST, REMARKS
from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.due import Answer
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.practices import offered
from itilsim.domain.scoring.asking import AFTER, FULL
from itilsim.domain.scoring.helped import left_of
from itilsim.words.actions import action_named
from itilsim.words.evidence import Naming, evidence_words
from itilsim.words.labels import FIELDS

Voice = Literal["head", "right", "wrong", "seen", "mend"]
"""How a line is set: what it is about, what was right, what was not, what could be seen, and the
way on."""
SHOWN: Final = 2
"""Pieces of evidence that are named where one decision is wrong; of several one each. Tuning
constant: what fits into the panel."""
MATTERS: Final = 3
"""Matters that are named where several went well. Tuning constant, as above."""

_RULES: Final[Mapping[str, str]] = {
    "kind": "Incident: it does not work as agreed. Request: somebody wants something, wants to "
    "know something, or wants access. Complaint: about the service itself.",
    "significance": "Informational: all went as it should. Warning: a limit is near, and nothing "
    "has failed yet. Exception: something does not work.",
    "team": "The team that owns the failed item gets it; without an item, the table of teams "
    "decides. What a known error or article solves stays at the desk.",
    "link": "Reports with one cause are one incident: the first record is the parent.",
    "known_error": "A known error fits if it is about what is reported, on that kind of item.",
    "model": "Choose the model made for what is asked for.",
}
_KINDS: Final[Mapping[object, str]] = {
    "incident": "Something does not work as agreed: that is an incident.",
    "request": "Nothing is broken, and nobody gains a right: it is a request from the catalogue.",
    "information": "Nothing is broken, somebody wants to know something: that is a request.",
    "access": "Nothing is broken, somebody wants access: that is an access request.",
    "complaint": "Somebody is unhappy with the service itself: that is a complaint.",
    None: "An exception needs a record; an informational event needs none.",
}
_EVENTS: Final[Mapping[object, str]] = {
    "informational": "All went as it should: it only informs.",
    "warning": "A limit is near, and nothing has failed yet: a warning.",
    "exception": "Something does not work: an exception.",
}
_PLACES: Final[Mapping[str, str]] = {
    "symptom": "what is reported",
    "alert": "what monitoring shows",
    "owner": "who owns the item (its card beside the record)",
    "map": "who depends on the item (its card beside the record)",
    "nothing-hit-yet": "who is affected so far",
    "trend": "when it fails at this rate",
    "record": "your open records",
    "caller-names": "the item that the caller names",
    "caller-says": "the caller's own words",
    "caller-has-not-said": "what the caller has not said yet",
    "deadline": "the note from the shift before (4 Board)",
    "knowledge": "what is known about it (/)",
    "table": "the table of teams (6)",
    "same-report": "what was reported before",
    "model": "the request models",
    "returned": "the note of the team that sent it back",
}
"""Where each kind of evidence can be seen."""
_MENDING: Final[Mapping[str, tuple[type[c.Command], ...]]] = {
    "kind": (c.CategoriseTicket,),
    "impact": (c.PrioritiseTicket,),
    "urgency": (c.PrioritiseTicket,),
    "team": (c.AssignTicket, c.AlertTeam),
    "link": (c.LinkTicket,),
    "known_error": (c.ApplyWorkaround,),
    "model": (c.StartModel,),
}
_GIVES_BACK: Final = frozenset({"kind", "impact", "urgency", "link", "known_error", "model"})
"""Decisions whose correction gives something back; of the others the first try alone is marked."""
_ENDED: Final = frozenset({"against_word", "not_asked", "cancelled"})
"""Remarks on a record that was ended while its caller may still wait."""
_REOPEN: Final = f"Open it again ({action_named('reopen_ticket').keys[0]}) if somebody still waits."
_NAMES: Final[Mapping[str, str]] = {
    "kind": "What it is", "link": "One cause", "known_error": "What is known",
}  # fmt: skip
"""Decisions that the coach calls otherwise than a form does."""
_CRITERIA: Final[Mapping[str, str]] = {
    "team": "destination", "link": "correlation", "significance": "events", "model": "known_error",
}  # fmt: skip
"""Criteria that are not named like their decision."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the coach."""

    voice: Voice
    """How it is set."""
    words: str
    """What is said."""


def feedback(found: Iterable[Decided], desk: Desk, naming: Naming) -> tuple[Said, ...]:
    """What the coach says of the decisions of one command, or of all that went well meanwhile.

    Args:
        found: The decisions.
        desk: What can be seen now, for the way to mend them.
        naming: For words.
    """
    every = sorted(found, key=lambda each: not each.is_right)
    wrong = [each for each in every if not each.is_right]
    if not wrong and len({each.subject for each in every}) > 1:
        return tuple(_went_well(every, naming))
    lines = [Said("head", naming.subject(every[0].subject))]
    for each in every:
        shown = SHOWN if len(wrong) == 1 else 1
        lines += _right(each, naming) if each.is_right else _wrong(each, desk, naming, shown)
    if wrong:
        lines.append(Said("mend", _mending(wrong, desk)))
    return tuple(lines)


def fading(fields: Iterable[str]) -> Said:
    """That the coach falls silent on some skills, and when he speaks of them again.

    Args:
        fields: The decisions, at least one.
    """
    names = [_name(each).lower() for each in fields]
    verb = "is" if len(names) == 1 else "are"
    listed = " and ".join((", ".join(names[:-1]), names[-1])) if names[1:] else names[0]
    return Said("seen", f"Twice right: {listed} {verb} spoken of at quiet moments from now on.")


def hint(answers: Iterable[Answer], rung: int, desk: Desk, naming: Naming) -> tuple[Said, ...]:
    """What a rung of a hint tells.

    Args:
        answers: The decisions that it is about.
        rung: 1 where to look, 2 the rule, 3 the answer.
        desk: What can be seen.
        naming: For words.
    """
    return tuple(line for each in answers for line in _RUNGS[rung](each, desk, naming))


def price(answers: Iterable[Answer], rung: int, *, tried: bool) -> str:
    """What a rung costs, before it is taken.

    Args:
        answers: The decisions that it is about.
        rung: Which.
        tried: The first try is over: what is bought is a correction.
    """
    if tried:
        return f"a correction then gives back {AFTER * 100 // FULL} %, not 90 %"
    shares = {100 - left_of(FULL, _criterion(each.field), rung) * 100 // FULL for each in answers}
    return f"costs {max(shares)} % of {_the_marks(answers)}"


def names_of(answers: Iterable[Answer]) -> str:
    """The decisions, as they are called."""
    return " and ".join(_name(each.field).lower() for each in answers)


def _the_marks(answers: Iterable[Answer]) -> str:
    return "the mark" if len(tuple(answers)) == 1 else "each mark"


def _criterion(field: str) -> str:
    return _CRITERIA.get(field, field)


def _name(field: str) -> str:
    return _NAMES.get(field) or FIELDS[field]


def _went_well(right: Iterable[Decided], naming: Naming) -> Iterator[Said]:
    """One line a matter, the last ones; who wants more of it has the debrief."""
    names: dict[str, dict[str, None]] = {}
    for each in right:
        names.setdefault(each.subject, {})[_name(each.field).lower()] = None
    yield Said("head", "What went well meanwhile")
    for subject in list(names)[-MATTERS:]:
        yield Said("right", f"{naming.subject(subject)}: {', '.join(names[subject])}: right.")
    if len(names) > MATTERS:
        yield Said("seen", f"And {len(names) - MATTERS} more before.")


def _right(each: Decided, naming: Naming) -> list[Said]:
    given = value_words(each.field, each.given, naming)
    # What was chosen is said already, and is no evidence for itself.
    why = " ".join(_seen(each.subject, each.answer, naming, but=each.given)[:1])
    return [Said("right", f"{_name(each.field)}: {given}. {why}".rstrip())]


def _seen(subject: str, answer: Answer, naming: Naming, *, but: object = "") -> list[str]:
    """What could be seen, a sentence each; that an alert is there says nothing about itself."""
    found = (one for one in answer.evidence if one.about not in ("", subject, but))
    return list(dict.fromkeys(evidence_words(one, naming) for one in found))


def _wrong(each: Decided, desk: Desk, naming: Naming, shown: int) -> list[Said]:
    if each.field in REMARKS:
        return [Said("wrong", ": ".join(REMARKS[each.field]))]
    given = value_words(each.field, each.given, naming) or "a record of its own"
    rule = _rule_broken(each.answer, desk)
    lines = [Said("wrong", f"{_name(each.field)}: {given}. {rule}")]
    seen = _seen(each.subject, each.answer, naming)
    return lines + [Said("seen", words) for words in seen[:shown]]


def _rule_broken(answer: Answer, desk: Desk) -> str:
    """The sentence of the desk card, or the rule, that the evidence speaks for."""
    if answer.field in ("impact", "urgency"):
        if not answer.accepted:
            return "Nobody can know yet: ask the caller first, then rate it."
        level = answer.value
        return f"The card says {level}: {_levels(answer.field, desk)[int(str(level)) - 1]}"
    if answer.field == "kind":
        return _KINDS.get(answer.value, _RULES["kind"])
    if answer.field == "significance":
        return _EVENTS.get(answer.value, _RULES["significance"])
    if answer.field == "link" and not answer.accepted:
        return "Nothing that can be seen says that these have one cause."
    if answer.field == "team" and answer.value == SERVICE_DESK:
        return "What is known solves it here, at first contact."
    return _RULES[answer.field]


def _levels(field: str, desk: Desk) -> tuple[str, str, str]:
    card = desk.setting.organisation.card
    rules = card.impact if field == "impact" else card.urgency
    return rules.level_1, rules.level_2, rules.level_3


def _mending(wrong: list[Decided], desk: Desk) -> str:
    """How to put it right now, and what that gives back."""
    told = next((each for each in wrong if each.field in REMARKS), None)
    if told is not None:
        reopens = told.field in _ENDED and offered(c.ReopenTicket, told.subject, desk)
        return f"{COST} {_REOPEN}" if reopens else COST
    ways: dict[str, list[str]] = {}
    for key, name in dict.fromkeys(way for each in wrong if (way := _way(each, desk))):
        ways.setdefault(key, []).append(name)
    if not ways:
        return "The first try counts: now you know."
    which = " or ".join(f"{key} {_joined(names)}" for key, names in ways.items())
    if any(each.field in _GIVES_BACK for each in wrong):
        back = AFTER * 100 // FULL
        return f"The first try counts. Put it right now ({which}): {back} % of the loss comes back."
    return f"The first try counts. Put it right ({which}), and it still gets to the right people."


def _joined(names: list[str]) -> str:
    """What one key mends, like `Impact and urgency`."""
    first, *more = names
    return " and ".join((first, *(each.lower() for each in more)))


def _way(each: Decided, desk: Desk) -> tuple[str, str] | None:
    """The key that mends a decision now, and what it is called; of a rating, what was rated."""
    commands = _MENDING.get(each.field, ())
    if each.field == "link" and not each.answer.accepted:
        commands = (c.UnlinkTicket,)
    if each.field == "known_error" and each.answer.value is None:
        commands = ()  # Nothing that is written down helps: there is no other one to take.
    for command in commands:
        if offered(command, each.subject, desk):
            action = action_named(command.kind.replace("-", "_"))
            rated = command is c.PrioritiseTicket
            return action.keys[0], _name(each.field) if rated else action.title
    return None


def _where(answer: Answer, _: Desk, __: Naming) -> Iterator[Said]:
    places = dict.fromkeys(_PLACES[each.code] for each in answer.evidence if each.code in _PLACES)
    where = ", and ".join(places) or "what came in, and the item's card beside the record"
    yield Said("seen", f"{_name(answer.field)}: look at {where}.")


def _rule(answer: Answer, desk: Desk, _: Naming) -> Iterator[Said]:
    if answer.field not in ("impact", "urgency"):
        yield Said("seen", _RULES[answer.field])
        return
    for level, words in enumerate(_levels(answer.field, desk), start=1):
        yield Said("seen", f"{_name(answer.field)} {level}: {words}")


def _told(answer: Answer, _: Desk, naming: Naming) -> Iterator[Said]:
    if answer.value is None and not answer.accepted:
        yield Said("right", "Ask the caller whether they can work (a); then it can be rated.")
        return
    told = value_words(answer.field, answer.value, naming) or "no record"
    why = " ".join(evidence_words(one, naming) for one in answer.evidence[:1] if one.about)
    yield Said("right", f"{_name(answer.field)}: {told}. {why}".rstrip())


_RUNGS: Final = {1: _where, 2: _rule, 3: _told}
