"""The choices of an instructor's run: what was decided, what can be defended, what tempts.

The one idea: each decision is set beside the judge's accepted set of just that moment, as the
coach does it. Wrong answers are the neighbours of the right one, those first that people take for
it; what could be defended is never among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from itilsim.classroom.authored import Authored
from itilsim.classroom.expected import Expected
from itilsim.coaching.decisions import Decided, decided
from itilsim.domain import commands as c
from itilsim.domain.commands import Command, Entry, subject_of
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, Actor, ContactId, TeamId
from itilsim.domain.scenario import Setting
from itilsim.sim.replay import replay
from itilsim.words.evidence import Naming, evidence_words
from itilsim.words.labels import RECORD_KINDS, SIGNIFICANCES, priority

WRONG: Final = 3
"""Wrong answers beside a right one, at most. Tuning constant."""
ALONE: Final = "It gets a record of its own"
"""An answer to whether something belongs to another record."""
_TAKEN_FOR: Final[dict[object, tuple[str, ...]]] = {
    "incident": ("request", "complaint", "information"),
    "request": ("incident", "access", "information"),
    "information": ("request", "incident", "complaint"),
    "access": ("request", "incident", "information"),
    "complaint": ("incident", "information", "request"),
}
"""What each kind of record is taken for, most often first. Tuning constant."""
_ASKS: Final = {
    "kind": "What kind of record is it?",
    "significance": "Which kind of event is it?",
    "team": "Who gets it?",
    "known_error": "Which piece of knowledge helps here?",
    "model": "Which model fits?",
    "link": "Is it one more sign of something that is known?",
    "priority": "Which priority does it have, by the desk card?",
}
"""What is asked about each decision."""
_IN_ORDER: Final = ("kind", "significance", "priority")
"""Fields whose answers have an order of their own, which tells nothing."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that cannot be defended."""

    words: str
    """The answer."""
    command: Command | None
    """What whoever gives it does instead; none: it is no command."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision of the run, with what else could have been decided."""

    entry: Entry
    """What was done."""
    subject: str
    """Contact, alert or record."""
    field: str
    """Which decision, like `team`."""
    best: str
    """What the evidence spoke for."""
    also: tuple[str, ...]
    """What else can be defended."""
    wrong: tuple[Wrong, ...]
    """What cannot, the most tempting first."""
    yours: str
    """What was decided."""
    why: str
    """The evidence."""
    mended: Command | None
    """The judge's best in its place; none: what was decided can be defended."""

    @property
    def question(self) -> str:
        """What is asked."""
        return _ASKS[self.field]

    @property
    def has_order(self) -> bool:
        """Whether its answers have an order of their own."""
        return self.field in _IN_ORDER


def choices(done: Authored, expected: Expected) -> Iterator[Choice]:
    """Every decision of a run on which the evidence has something to say.

    Args:
        done: The run.
        expected: The shift as it was played there.
    """
    setting, seed = expected.setting, expected.debrief.seed
    shift = replay(setting, seed, (), mode=done.mode, pace=done.pace)
    for entry in done.journal:
        shift.advance(entry.at)
        if shift.ended:
            return
        yield from _of(shift.desk, entry, expected)
        shift.submit(entry.command, Actor(entry.actor))


def _of(desk: Desk, entry: Entry, expected: Expected) -> Iterator[Choice]:
    found = {each.field: each for each in decided(desk, entry.command)}
    if isinstance(entry.command, c.PrioritiseTicket):
        rated = _priority(entry, entry.command, found, expected)
        if rated is not None:
            yield rated
        return
    for name, each in found.items():
        # What a record of an alert is, nobody takes for anything else.
        plain = name == "kind" and each.subject in desk.alerts
        if name in _ASKS and each.answer.value is not None and not plain:
            yield _choice(entry, each, expected)


def _choice(entry: Entry, found: Decided, expected: Expected) -> Choice:
    naming, name = expected.naming, found.field

    def said(value: object) -> str:
        return _words(name, value, expected)

    accepted = tuple(dict.fromkeys((found.answer.value, *found.answer.accepted)))
    best, *also = dict.fromkeys(map(said, accepted))
    wrong = [
        Wrong(said(each), _with(entry.command, name, each))
        for each in dict.fromkeys(_neighbours(found, expected, entry.at))
        if each not in accepted and said(each) not in (best, *also)
    ]
    mended = None if found.is_right else _with(entry.command, name, found.answer.value)
    return Choice(
        entry, found.subject, name, best, tuple(also), tuple(wrong[:WRONG]), said(found.given),
        _evidence(found, naming), mended,
    )  # fmt: skip


def _priority(
    entry: Entry, command: c.PrioritiseTicket, found: dict[str, Decided], expected: Expected
) -> Choice | None:
    """Impact and urgency together, by the card."""
    impact, urgency = found.get("impact"), found.get("urgency")
    if impact is None or urgency is None:
        return None
    matrix = expected.setting.organisation.card.matrix
    levels = range(1, len(matrix) + 1)

    def by_card(one: object, two: object) -> int:
        return matrix[int(str(one)) - 1][int(str(two)) - 1]

    best = by_card(impact.answer.value, urgency.answer.value)
    fit = {by_card(i, u) for i in impact.answer.accepted for u in urgency.answer.accepted} | {best}
    ways: dict[int, tuple[int, int]] = {}
    near = sorted(
        ((i, u) for i in levels for u in levels),
        key=lambda each: abs(each[0] - command.impact) + abs(each[1] - command.urgency),
    )
    for each in near:
        ways.setdefault(by_card(*each), each)
    wrong = sorted((e for e in ways if e not in fit), key=lambda e: (abs(e - best), e > best))
    right = impact.is_right and urgency.is_right
    mended = replace(
        command, impact=int(str(impact.answer.value)), urgency=int(str(urgency.answer.value))
    )
    why = f"{_evidence(impact, expected.naming)} {_evidence(urgency, expected.naming)}".strip()
    return Choice(
        entry, impact.subject, "priority", priority(best),
        tuple(priority(each) for each in sorted(fit - {best})),
        tuple(
            Wrong(priority(e), replace(command, impact=ways[e][0], urgency=ways[e][1]))
            for e in wrong[:WRONG]
        ),
        priority(by_card(command.impact, command.urgency)), why, None if right else mended,
    )  # fmt: skip


def _evidence(found: Decided, naming: Naming) -> str:
    seen = (each for each in found.answer.evidence if each.about)
    return " ".join(dict.fromkeys(evidence_words(each, naming) for each in seen))


def _words(name: str, value: object, expected: Expected) -> str:
    naming = expected.naming
    match name:
        case "kind":
            return next((words for kind, words in RECORD_KINDS.items() if kind == value), "")
        case "significance":
            return next((words for kind, words in SIGNIFICANCES.items() if kind == value), "")
        case "team":
            return naming.team(str(value))
        case "link":
            return ALONE if value is None else f"Yes: it hangs on {naming.subject(str(value))}"
    return naming.knowledge(str(value))


def _neighbours(found: Decided, expected: Expected, at: int) -> Iterable[object]:
    """Answers of the same field, those first that people take for the right one."""
    setting, name, right = expected.setting, found.field, found.answer.value
    own = () if found.is_right else (found.given,)
    match name:
        case "kind":
            return (*own, *_TAKEN_FOR.get(right, ()), *RECORD_KINDS)
        case "significance":
            return (*own, *SIGNIFICANCES)
        case "team":
            return (*own, *_owners(found.subject, expected), SERVICE_DESK, *setting.teams)
        case "link":
            return (*own, None, *_others(found.subject, expected, at))
        case "model":
            return (*own, *_alike(setting, right, tuple(setting.request_models)))
    return (*own, *_alike(setting, right, (*setting.known_errors, *setting.articles)))


def _others(subject: str, expected: Expected, at: int) -> Iterator[str]:
    """Records that are there by then and lead others, or none, and have truly another cause."""
    own = expected.story(subject)
    for each in expected.arrivals:
        story = expected.story(each.subject)
        of_another = story is not None and own is not None and story.cause != own.cause
        if each.ticket is not None and each.at < at and not each.parent and of_another:
            yield each.subject


def _owners(subject: str, expected: Expected) -> Iterator[TeamId]:
    """Teams that own something on the way from what is reported, the nearest first."""
    estate = expected.setting.estate
    known = expected.debrief.subjects.get(subject)
    if known is None:
        return
    symptom = expected.setting.symptoms.get(known.symptom)
    start = known.component or (symptom.service if symptom is not None else None) or known.group
    for node in sorted(estate.upstream(str(start)).items(), key=lambda each: each[1]):
        component = next((e for e in estate.components.values() if e.id == node[0]), None)
        if component is not None:
            yield component.owner


def _alike(setting: Setting, right: object, known: tuple[str, ...]) -> list[str]:
    """What is written down, that about the same service and category first."""

    def about(number: str) -> set[object]:
        found = (setting.known_errors.get(number) or setting.articles.get(number)
                 or setting.request_models.get(number))  # fmt: skip
        symptoms = [setting.symptoms[e] for e in (found.symptoms if found else ())]
        return {each.service for each in symptoms} | {each.category for each in symptoms}

    own = about(str(right))
    return sorted(known, key=lambda each: (-len(own & about(each)), known.index(each)))


def _with(command: Command, name: str, value: Any) -> Command | None:  # noqa: ANN401 - of any field
    """The same command with another answer; none: that is another command."""
    match name, command:
        case "kind", c.LogTicket() | c.CategoriseTicket():
            return replace(command, record=value)
        case "significance", c.AcknowledgeAlert():
            return replace(command, significance=value)
        case "team", c.AssignTicket() | c.AlertTeam() if value != SERVICE_DESK:
            return replace(command, team=value)
        case "known_error", c.ApplyWorkaround() | c.SendNotice():
            return replace(command, known_error=value)
        case "known_error", c.Reply():
            return replace(command, article=value)
        case "link", c.LinkTicket() if value is None:
            return c.LogTicket(ContactId(command.subject), "incident")
        case "model", c.StartModel():
            return replace(command, model=value)
    return None


def on(found: Iterable[Choice]) -> dict[str, tuple[Choice, ...]]:
    """Choices by what they are about.

    Args:
        found: The choices, in order.
    """
    by_subject: dict[str, list[Choice]] = {}
    for each in found:
        by_subject.setdefault(subject_of(each.entry.command), []).append(each)
    return {subject: tuple(some) for subject, some in by_subject.items()}
