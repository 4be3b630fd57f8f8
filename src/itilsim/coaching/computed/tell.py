"""Tell: who is to hear something now, of those who rang and of management.

The one idea: each has a time of their own, which no voice or rank moves. A promise, or else the
longest silence, gives a caller's; that it works again is told at once; a share of the restoration
target gives management's. The case is put on a desk of its own, whose records say what is owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, listed, meant
from itilsim.coaching.computed.drawing import PEOPLE, Draw
from itilsim.coaching.computed.escalation import LONGEST, mark_of
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.coaching.computed.times import clock, span
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, CauseId, ContactId, PersonId, TicketId
from itilsim.domain.organisation import Service
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.domain.telling import owed_by
from itilsim.quiz.editions import Edition

Who = Literal["one", "each", "management", "nobody"]

TEXTS: Mapping[Who, str] = {
    "one": "Just one caller",
    "each": "Each of the callers",
    "management": "The manager in charge",
    "nobody": "Nobody for now",
}
"""The answers; the stem speaks of people who rang and of management."""

SILENCES = range(15, 61)
"""Longest silences, in minutes, of which a question can be told; else it tells of promises."""

_BY = "by the time promised, or else every {silence} minutes, and at once when it works again"
_RULES = (
    f"House rule: callers hear {_BY}; management, at {{percent}} % of the time to restore.",
    f"House rule: management hears at {{percent}} % of the time to restore; callers, {_BY}.",
)
_INCIDENTS = (
    "{names} ring at {at} about {service}: P{priority}, to be restored in {restore}.",
    "{at}: a P{priority} on {service}, to be restored in {restore}; {names} ring.",
)
_NOISE = ("{name} is on the VIP list.", "{name} is the loudest.", "{name} is in haste.")
_MISTAKES: Mapping[Who, str] = {
    "one": "Goes by one voice, rank or time, not by the times of each.",
    "each": "Calls round, though not everybody who rang is owed word now.",
    "management": "Tells management before its mark has come, or a second time.",
    "nobody": "Overlooks that somebody's time has come.",
}


class Word(NamedTuple):
    """What a caller heard last, in minutes from the first call."""

    at: int
    promised: int | None = None
    """By when the next word was promised."""
    works: bool = False
    """That it works again."""


class Case(NamedTuple):
    """An incident and who has heard what; all times in minutes from the first call."""

    service: Service
    priority: int
    restore: int
    percent: int
    silence: int
    now: int
    lone: Word
    """What the one heard last of whom something is said apart."""
    others: Word
    """What the two others heard last."""
    works: int | None = None
    """Since when it works again."""
    told: int | None = None
    """When management was told."""

    @property
    def mark(self) -> int | None:
        """When management is to be told; none: it has been, or need not be any more."""
        ended = self.told is not None or self.works is not None
        return None if ended else mark_of(self.restore, self.percent)


def due_time(case: Case, word: Word, setting: Setting) -> int | None:
    """By when whoever has heard this is to hear more; none: they know that it works."""
    contact, record = ContactId("computed/tell"), TicketId("computed/tell")
    state, at, group = new_state(setting), 60 * word.at, setting.organisation.groups[0].id
    state.apply(
        f.ContactArrived(
            0, contact, "computed", PersonId("computed"), group, False, "phone", "", "stopped",  # noqa: FBT003 - no VIP
            case.service.id, None, 1, "calm", "", "", 900, None, CauseId("computed/tell"),
        )
    )  # fmt: skip
    state.apply(f.TicketOpened(0, record, 1, TRAINEE, "incident", None, case.service.id, None))
    promised = None if word.promised is None else 60 * word.promised
    state.apply(f.CallerUpdated(at, record, TRAINEE, promised))
    if word.works:
        state.apply(f.RestorationConfirmed(at, record, TRAINEE, restored=True))
    ticket = state.desk.tickets[record]
    if ticket.confirmed or case.works is not None:
        return None if ticket.confirmed else case.works
    owed, heard = owed_by(ticket), ticket.last_word_at or 0
    return (heard + 60 * case.silence if owed is None else owed) // 60


def who_is_due(case: Case, setting: Setting) -> Who | None:
    """Who is to hear now; none: callers and management, or some callers but not all."""
    times = (due_time(case, case.lone, setting), due_time(case, case.others, setting), case.mark)
    lone, others, management = (at is not None and at <= case.now for at in times)
    found: Mapping[tuple[bool, bool, bool], Who] = {
        (True, False, False): "one",
        (True, True, False): "each",
        (False, False, True): "management",
        (False, False, False): "nobody",
    }
    return found.get((lone, others, management))


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(TEXTS.values())


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw a case that leads to the answer."""
    case = _case(draw, setting, meant(TEXTS, wanted))
    key = None if case is None else who_is_due(case, setting)
    if case is None or key is None:
        return None
    starts = 3600 * (8 + draw.below(6, "hour")) + 300 * draw.below(12, "minute")
    names = [each.split()[0] for each in draw.shuffled(PEOPLE, "names")[:3]]
    why = _worked(case, setting, names[0], starts)
    wrong = tuple(
        Wrong(text, f"{_MISTAKES[who]} {why}") for who, text in TEXTS.items() if who != key
    )
    return Question(_stem(draw, case, names, starts), TEXTS[key], why, wrong)


def _case(draw: Draw, setting: Setting, wanted: Who) -> Case | None:
    """A case in which, if these draws allow it, the wanted answer is right."""
    pairs = [(service, target) for service in offered(setting, "external", "internal")
             for target in setting.organisation.targets
             if target.service_class == service.service_class
             and target.restore_minutes and 40 <= target.restore_minutes <= LONGEST]  # fmt: skip
    if not pairs:
        return None
    (service, target), percent = draw.pick(pairs, "target"), draw.pick((60, 75, 80), "percent")
    restore, silence = target.restore_minutes or 0, setting.organisation.card.house.silence_minutes
    mark, works = mark_of(restore, percent), wanted != "management" and draw.likely(30, "works")
    low = mark + 3 if wanted == "management" else 15
    high = mark - 3 if works else restore - 2
    now = low + draw.below(max(high - low, 0) + 1, "now")
    one, each = wanted in ("one", "each"), wanted == "each"
    lone = _word(draw, now, silence, "lone", due=one and not works)
    others = _word(draw, now, silence, "others", due=each and not works)
    since = now - 2 - draw.below(4, "since")
    if works:
        knows = Word(since + 1, works=True)
        lone, others = lone if one else knows, lone if each else knows
    elif one == each and draw.likely(30, "alike"):
        others = lone
    if high < low or abs(now - mark) < 3 or min(lone.at, others.at) < 1:
        return None
    told = mark + draw.below(3, "told") if now > mark and wanted != "management" else None
    return Case(service, target.priority, restore, percent, silence, now, lone, others,
                since if works else None, told)  # fmt: skip


def _word(draw: Draw, now: int, silence: int, who: str, *, due: bool) -> Word:
    """What somebody may have heard last to whom more is due, or is not due yet."""
    late = 1 + draw.below(8, who, "late")
    if silence not in SILENCES or draw.likely(50, who, "promise"):
        by = now - late if due else now + 3 + late
        return Word(min(by, now) - 10, by)
    return Word(now - silence - late if due else now - 6 - draw.below(silence - 10, who))


def _stem(draw: Draw, case: Case, names: list[str], starts: int) -> str:
    """The rule, the incident, who has heard what, and the question."""
    rule = draw.pick(_RULES, "rule").format(silence=case.silence, percent=case.percent)
    incident = draw.pick(_INCIDENTS, "incident").format(
        service=service_name(case.service),
        priority=case.priority,
        restore=span(case.restore),
        at=clock(starts),
        names=listed(tuple(sorted(names))),
    )
    said = [rule, incident, _heard(case, names[0], starts), "Management knows nothing."]
    if case.told is not None:
        said[-1] = f"Management was told at {clock(starts + 60 * case.told)}."
    if draw.likely(60, "noise"):
        said.append(draw.pick(_NOISE, "which").format(name=draw.pick(names, "who")))
    now = clock(starts + 60 * case.now)
    asks = (f"It is {now}. Who must hear now?", f"Who must hear now, at {now}?")
    return " ".join((*said, draw.pick(asks, "ask")))


def _heard(case: Case, name: str, starts: int) -> str:
    """Who has heard what."""
    (lone, at), (others, later) = (
        ("last told, with no promise,", f"at {clock(starts + 60 * word.at)}")
        if word.promised is None
        else ("promised word", f"by {clock(starts + 60 * word.promised)}")
        for word in (case.lone, case.others)
    )
    if case.works is None and case.lone == case.others:
        return f"All three were {lone} {at}."
    if case.works is None:
        others = "" if others == lone else f"were {others} "
        return f"{name} was {lone} {at}, the others {others}{later}."
    since = f"It has worked again since {clock(starts + 60 * case.works)}."
    if case.lone != case.others:
        return f"{since} {name}, {lone} {at}, does not know; the others do."
    knows = "All three know"
    if not case.lone.works:
        knows = f"None of the three knows; all were {lone} {at}"
    return f"{since} {knows}."


def _worked(case: Case, setting: Setting, name: str, starts: int) -> str:
    """By when each is to hear."""
    times = (due_time(case, case.lone, setting), due_time(case, case.others, setting), case.mark)
    lone, others, management = (
        "no more" if at is None else f"at {clock(starts + 60 * at)}" for at in times
    )
    to = f"to {name} {lone}, to the others {others}"
    if case.lone == case.others:
        to = f"to all three {lone}"
    now = clock(starts + 60 * case.now)
    return f"Word is due {to}, to management {management}; it is {now}."


TELL = Family(
    {
        "2011": Place("6", "operation", "service-desk"),
        "4": Place("7.1", "engage", "service-desk"),
        "5": Place("4.4", "support", "incident-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Who must be told now."""
