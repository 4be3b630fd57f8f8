"""A lesson in real minutes: what happens when, where its stops come, and what can be cut.

The one idea: the shape is that of an hour that works: arrive, be briefed, play with two stops,
think alone, talk about three moments, answer questions, improve one thing. Any other length has
the same shape. Where a stop comes is worked out from how much there is to decide before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from itilsim.classroom.expected import Expected
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.plan_file import A_MINUTE
from itilsim.seat.request import PACES

HOUR: Final = 60
"""Real minutes of the lesson whose shape is scaled."""
STOP: Final = 2
"""Real minutes of a stop: vote, talk to a neighbour, vote again, go on. Source: the 60-minute
class."""
DECISION: Final = 20
"""Real seconds of a decision by somebody who is new to it. Tuning constant."""
INSIDE: Final = 0.75
"""Share of these seconds in which a form is open. Tuning constant."""
LATE: Final = 15
"""Real minutes that a late start is to be made up for."""

PhaseName = Literal["arrive", "brief", "play", "reflect", "discuss", "answer", "improve"]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the lesson."""

    name: PhaseName
    """Which."""
    begins: int
    """Real minute at which it begins."""
    ends: int
    """Real minute at which it ends."""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.ends - self.begins


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that can be left out."""

    words: str
    """What, and instead of what."""
    minutes: int
    """Real minutes that it saves."""


_SHAPE: Final[tuple[tuple[PhaseName, int], ...]] = (
    ("arrive", 5),
    ("brief", 10),
    ("play", 32),
    ("reflect", 37),
    ("discuss", 52),
    ("answer", 58),
    ("improve", 60),
)
"""Minute of an hour at which each part ends. Source: the 60-minute class."""


def phases(minutes: int) -> tuple[Phase, ...]:
    """The parts of a lesson of a length, without gaps.

    Args:
        minutes: Real minutes.
    """
    ends = [round(end * minutes / HOUR) for _, end in _SHAPE]
    begins = (0, *ends)
    return tuple(
        Phase(name, begin, end) for (name, _), begin, end in zip(_SHAPE, begins, ends, strict=False)
    )


def phase(name: PhaseName, minutes: int) -> Phase:
    """One of them.

    Args:
        name: Which.
        minutes: Real minutes of the lesson.
    """
    return next(each for each in phases(minutes) if each.name == name)


def reached(seconds: int, plan: ClassPlan, expected: Expected) -> float:
    """Real minutes of play in which a class comes to a second of the shift, stops left out.

    Args:
        seconds: Second of the shift.
        plan: The class.
        expected: The shift as textbook plays it.
    """
    decided = DECISION * sum(entry.at < seconds for entry in expected.journal)
    if plan.pace is None:
        return decided / A_MINUTE
    speed, share = expected.setting.scenario.speed, PACES[plan.pace]
    inside = decided * INSIDE
    outside = max(seconds - inside * speed.inside * share, 0.0)
    return (inside + outside / (speed.outside * share)) / A_MINUTE


def stops_at(plan: ClassPlan, expected: Expected) -> tuple[int, ...]:
    """The real minute of the lesson at which each stop is likely to come.

    Args:
        plan: The class.
        expected: The shift as textbook plays it.
    """
    begins = phase("play", plan.minutes).begins
    return tuple(
        round(begins + place * STOP + reached(stop.minute * A_MINUTE, plan, expected))
        for place, stop in enumerate(plan.stops)
    )


def too_late(minute: int, plan: ClassPlan) -> bool:
    """Whether a stop at a real minute of the lesson is not over while there is time for playing."""
    return minute + STOP > phase("play", plan.minutes).ends


def whole(plan: ClassPlan, expected: Expected) -> int:
    """Real minutes in which a class plays the whole shift, stops and all."""
    played = reached(expected.setting.horizon, plan, expected)
    return round(played + STOP * len(plan.stops))


def last_minute(plan: ClassPlan, expected: Expected) -> int:
    """The minute of the shift to which a class comes in the time for playing."""
    room = phase("play", plan.minutes).minutes
    minutes = expected.setting.horizon // A_MINUTE
    for minute in range(minutes + 1):
        stops = STOP * sum(stop.minute < minute for stop in plan.stops)
        if reached(minute * A_MINUTE, plan, expected) + stops > room:
            return max(minute - 1, 0)
    return minutes


def cuts(plan: ClassPlan) -> tuple[Cut, ...]:
    """What to leave out, the first first, when a lesson begins late.

    Args:
        plan: The class.
    """
    brief, discuss = phase("brief", plan.minutes), phase("discuss", plan.minutes)
    answer, reflect = phase("answer", plan.minutes), phase("reflect", plan.minutes)
    found = [
        Cut("The questions after the shift: give them as homework", answer.minutes)
        if plan.after
        else Cut("The moment that the class chooses", answer.minutes),
        Cut("The discussion: one moment instead of three", discuss.minutes * 2 // 3),
        Cut("The briefing: read it aloud once, ask nothing", brief.minutes // 2),
        *(
            [Cut("The stops after the first: read the word at once, talk later",
                 STOP * (len(plan.stops) - 1))]
            if len(plan.stops) > 1 else []
        ),
        Cut("The reflection: one question instead of two", reflect.minutes // 2),
    ]  # fmt: skip
    kept: list[Cut] = []
    for each in found:
        if each.minutes and sum(one.minutes for one in kept) < LATE:
            kept.append(each)
    return tuple(kept)
