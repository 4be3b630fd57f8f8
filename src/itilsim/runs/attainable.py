"""The best still attainable: what a run could still have become, minute by minute.

The one idea: at each minute the run is forked. What was done until then is done again, then
Textbook Toni takes the seat and plays to the planned end, and that is judged like the run itself.
The best of the forks from a minute on was attainable at that minute at least: somebody who knows
more than Toni might have done better. So the curve can only fall, and where it falls something was
decided, or left, that could not be made good again.

A fork is a replay, for a process that waits cannot be copied. To do and judge the beginning again
takes less than a third of the time (measured on `first-shift`: 0.4 of 1.3 seconds in 90 forks).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from itilsim.domain import scoring
from itilsim.domain.commands import BeginAction, EndShift, Entry
from itilsim.domain.debrief import debrief, read
from itilsim.domain.debriefing.values import Dear, Debrief
from itilsim.domain.errors import UsageError
from itilsim.domain.facts import Fact
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.table import BANDS
from itilsim.runs.causes import MINUTE, Cause, cause_of
from itilsim.runs.opened import OpenedRun, carefully
from itilsim.runs.references import HIGHEST, LOWEST, References
from itilsim.runs.replaying import Log
from itilsim.sim.policies import play
from itilsim.sim.replay import replay

FALLS = 3
"""So many falls are shown if nothing else is said. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Course:
    """A finished run that can be forked, with what its forks are judged by."""

    setting: Setting
    """The scenario that it was played in."""
    seed: int
    """Its seed."""
    mode: Mode
    """How much help there was."""
    pace: Pace
    """How time moved."""
    journal: tuple[Entry, ...]
    """What was done, in order."""
    card: scoring.Scorecard
    """Its own score."""
    tally: scoring.Tally
    """What judging found in it."""
    debrief: Debrief
    """What there is to say of it, with nobody beside."""
    idle: scoring.Tally
    """Nobody in the seat."""
    textbook: scoring.Tally
    """Toni in it all the time."""
    facts: tuple[Fact, ...] = ()
    """Its log."""
    stranger: str = ""
    """Where it comes from, if that is a file."""

    @property
    def minutes(self) -> int:
        """Length of the shift in minutes, the last one whole or not; one fork less than forks."""
        return -(-self.setting.horizon // MINUTE)

    @property
    def left_at(self) -> int | None:
        """The second at which the seat was left before the planned end, if it was."""
        last = self.journal[-1] if self.journal else None
        early = last is not None and isinstance(last.command, EndShift)
        return last.at if last is not None and early and last.at < self.setting.horizon else None


@dataclass(frozen=True, slots=True)
class Fork:
    """The run up to a minute, and Toni from there on."""

    minute: int
    """Whole minutes since the shift began. The last fork is the run itself."""
    total: int
    """Points of the total in hundredths."""
    band: str
    """The band of it."""
    instead: Entry | None
    """What Toni did first that was not done in its place; none: nothing."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A minute in which something could no longer be reached."""

    minute: int
    """At its beginning the better total was still attainable, at its end it was not."""
    before: int
    """Hundredths of a point attainable at its beginning."""
    after: int
    """The same at its end."""
    entries: tuple[Entry, ...]
    """What was done in it; a form that was opened is not yet something done."""
    cause: Cause
    """Why it fell: a decision of that minute, what happened, or time."""
    instead: Entry | None
    """What Toni did first that was not done in its place, in the seat from that minute on."""

    @property
    def dear(self) -> Dear | None:
        """Of its entries, the judged decision that has cost most, if any has cost points."""
        return self.cause.dear

    @property
    def fell(self) -> int:
        """By how much the best still attainable fell, in hundredths of a point.

        No price: what a decision cost is its own mark only; a fall is all that it spoilt.
        """
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Curve:
    """What was still attainable, minute by minute."""

    forks: tuple[Fork, ...]
    """All forks, by minute from 0."""
    points: tuple[int, ...]
    """The best total of the forks from each minute on, in hundredths: it never rises."""
    bands: tuple[str, ...]
    """The same for the band."""
    falls: tuple[Fall, ...]
    """Where the points fall, in order of time."""

    @property
    def fell(self) -> int:
        """All falls together, in hundredths of a point."""
        return self.points[0] - self.points[-1]

    def largest(self, most: int) -> tuple[Fall, ...]:
        """The largest falls, in order of time; of equals the earlier.

        Args:
            most: How many.
        """
        dearest = sorted(self.falls, key=lambda each: (-each.fell, each.minute))[:most]
        return tuple(sorted(dearest, key=lambda each: each.minute))


def why_not(run: OpenedRun) -> str:
    """Why a finished run has no curve, in words; empty: it has one.

    Args:
        run: The run.
    """
    header = run.stored.header
    if header.mode == "guided":
        return (
            "A guided shift has no score, so nothing can be said of the best that was still "
            "attainable. Play the shift in practice mode, and it can."
        )
    if not run.same_engine:
        return (
            f"This shift was played with engine {header.engine}, whose world this version does "
            "not have: it cannot be played on from any minute."
        )
    return ""


def course_of(run: OpenedRun, log: Log, references: References) -> Course:
    """A finished run, ready to be forked.

    Args:
        run: The run.
        log: Its log.
        references: For idle and textbook on its seed.

    Raises:
        UsageError: If it has no curve, or comes from a file and makes no sense.
    """
    if why := why_not(run):
        raise UsageError(why)
    header, setting = run.stored.header, run.setting
    with carefully(run.stranger):
        record, tally = read(setting, log.facts, log.began)
        idle, textbook = (references.tally(setting, header.seed, e) for e in (LOWEST, HIGHEST))
        card = scoring.scorecard(tally, setting, idle, textbook)
        told = debrief(record, tally, card, {})
    mode, pace = cast("Mode", header.mode), cast("Pace", header.pace)
    return Course(
        setting, header.seed, mode, pace, run.journal, card, tally, told, idle, textbook,
        log.facts, run.stranger,
    )  # fmt: skip


def forks(course: Course) -> Iterator[Fork]:
    """The forks of a run, one at a time from its end to its beginning.

    Whoever has taken some knows the curve from there on, and may stop.

    Args:
        course: The run.

    Raises:
        UsageError: If the run comes from a file, and what it holds makes no sense.
    """
    yield Fork(course.minutes, course.card.total, course.card.band, None)
    for minute in reversed(range(course.minutes)):
        yield forked(course, minute)


def forked(course: Course, minute: int) -> Fork:
    """One fork: what was done before a minute, and Toni from there on.

    Toni begins when the seat is free of what was begun before. Leaving early is no part of it: an
    empty seat can be taken.

    Args:
        course: The run.
        minute: Before its planned end.
    """
    at = minute * MINUTE
    before = tuple(each for each in course.journal if each.at < at and not _leaves(each))
    judging = scoring.start(course.setting)
    with carefully(course.stranger):
        shift = replay(
            course.setting, course.seed, before, mode=course.mode, pace=course.pace,
            sink=lambda fact, _: scoring.step(judging, fact),
        )  # fmt: skip
        shift.advance(max(at, shift.busy_until()))
        play(shift, HIGHEST)
        shift.finish()
        tally = scoring.finish(judging)
    card = scoring.scorecard(tally, course.setting, course.idle, course.textbook)
    instead = _instead(shift.journal[len(before) :], _done(course.journal[len(before) :]))
    return Fork(minute, card.total, card.band, instead)


def curve_of(course: Course, found: Iterable[Fork]) -> Curve:
    """The curve, and what was done where it falls.

    Args:
        course: The run.
        found: All its forks, in any order.
    """
    ordered = tuple(sorted(found, key=lambda each: each.minute))
    points = attainable([each.total for each in ordered])
    ranks = attainable([_RANKS[each.band] for each in ordered])
    falls = tuple(
        _fall(course, fork, before, after)
        for fork, before, after in zip(ordered, points, points[1:], strict=False)
        if after < before
    )
    return Curve(ordered, points, tuple(_BANDS[each] for each in ranks), falls)


def attainable(values: Sequence[int]) -> tuple[int, ...]:
    """The running maximum from the right: the best of each value and all after it.

    Args:
        values: In order of time.
    """
    return tuple(accumulate(reversed(values), max))[::-1]


_BANDS = tuple(word for _, word in reversed(BANDS))
_RANKS = {word: rank for rank, word in enumerate(_BANDS)}


def _fall(course: Course, fork: Fork, before: int, after: int) -> Fall:
    """A fall, with what stood in its minute."""
    at = fork.minute * MINUTE
    done = _done(course.journal)
    entries = tuple(each for each in done if at <= each.at < at + MINUTE)
    cause = cause_of(fork.minute, done, course.debrief.dearest, course.facts, course.left_at)
    return Fall(fork.minute, before, after, entries, cause, fork.instead)


def _done(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by which something is done; a form that was opened is none yet."""
    return tuple(each for each in entries if not isinstance(each.command, BeginAction))


def _instead(tonis: Sequence[Entry], own: Sequence[Entry]) -> Entry | None:
    """The first of Toni's entries that was not done in its place."""
    for place, each in enumerate(tonis):
        if place >= len(own) or own[place].command != each.command:
            return None if _leaves(each) else each
    return None


def _leaves(entry: Entry) -> bool:
    return isinstance(entry.command, EndShift)
