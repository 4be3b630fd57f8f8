"""Response and restoration clocks, read from what happened to a record.

Nothing is stored: a reading is a pure function of the history, the agreed terms and now. The
history is cut into spans in which the clock ran under one priority. A priority change counts all
spans again, on the hours of the new target; a breach is looked for in each span under the
priority that was in force there, so it outlives the priority that caused it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from itilsim.domain.bounds import NEVER
from itilsim.domain.hours import ALWAYS, Hours
from itilsim.domain.quick import quick

Clock: TypeAlias = Literal["response", "restoration"]
"""The two clocks of a record. Restoration and resolution targets are one clock."""
CLOCKS: tuple[Clock, ...] = ("response", "restoration")

MarkKind: TypeAlias = Literal[
    "started",
    "assigned",
    "answered",
    "model_started",
    "held",
    "resumed",
    "resolved",
    "reopened",
    "closed",
    "cancelled",
    "prioritised",
]
"""What can happen to a record that matters to a clock."""


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """One entry in the history of a record."""

    at: int
    """When it happened."""
    what: MarkKind
    """What happened: `started` when the contact or alert reached the desk, `assigned` when a named
    assignee first existed, `answered` when the caller was answered, `model_started` when the
    request's model began; the others as they are called."""
    value: int | str = ""
    """The priority, 1 to 5, of `prioritised`; the reason of `held` (`caller`, `supplier`, `change`
    or `problem`); the model of `model_started`; else empty."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is agreed for one priority."""

    response_minutes: int | None
    """Minutes to respond; None when that is planned, not timed."""
    restore_minutes: int | None
    """Minutes to restore; None when that is planned, not timed."""
    hours: Hours = ALWAYS
    """When the minutes count."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed for one record, at each priority that it may be given."""

    targets: Mapping[int, Target]
    """The target of each priority, 1 to 5; a priority that is absent has no target."""
    pausing: frozenset[str] = frozenset({"caller"})
    """The reasons for a hold that pause the restoration clock.

    Source: scenario brief, desk card: only "awaiting caller" pauses the customer's clock."""
    has_caller: bool = True
    """Whether somebody waits for an answer; an alert has no caller."""
    is_request: bool = False
    """Whether a request model must start before the record counts as responded to."""
    default_priority: int | None = None
    """The priority in force before the first `prioritised` mark, None for no target until then."""
    default_hours: Hours = ALWAYS
    """When time counts while no target is in force."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one clock shows at one moment."""

    started: int | None
    """When it began to count, None if nothing has reached the desk yet."""
    stopped_at: int | None
    """When it stopped, None while it counts or is paused."""
    paused: bool
    """Whether a hold pauses it now."""
    elapsed: int
    """Seconds counted, on the hours of the target in force."""
    remaining: int | None
    """Seconds left of the target, negative once it is passed, None without a target."""
    due: int | None
    """The moment at which the whole target is, or was, used: as if a paused clock resumed now and a
    stopped one had not stopped. `NEVER` past the horizon, None without a target."""
    breached_at: int | None
    """The first moment at which it ran with the whole target of that moment used; no later change
    of priority takes it away."""
    target: int | None
    """Seconds agreed at the priority in force, None where planned or not yet known."""


def response(history: Sequence[Mark], terms: Terms, now: int) -> Reading:
    """Read the response clock.

    It stops at the first moment at which the record has had an assignee, the caller (if there is
    one) has been answered and the model (of a request) has started. Holds, resolution and
    reopening do not touch it.

    Args:
        history: What happened, in order of time; marks after `now` are not looked at.
        terms: What is agreed.
        now: The moment of reading; what happened in that very second counts.
    """
    return _read("response", history, terms, now)


def restoration(history: Sequence[Mark], terms: Terms, now: int) -> Reading:
    """Read the restoration clock, which is the resolution clock too.

    It stops when the record is resolved (or closed without that), goes on when it is reopened, and
    pauses while it is on hold for a pausing reason. Resolution ends a hold.

    Args:
        history: What happened, in order of time; marks after `now` are not looked at.
        terms: What is agreed.
        now: The moment of reading; what happened in that very second counts.
    """
    return _read("restoration", history, terms, now)


def next_look(history: Sequence[Mark], terms: Terms, now: int) -> int | None:
    """The next second at which a clock would be breached if nothing else happened.

    None when no running clock has a breach before it inside the horizon. A clock that is breached
    already has nothing more to wait for.
    """
    moments = (_next_breach(clock, history, terms, now) for clock in CLOCKS)
    return min((at for at in moments if at is not None), default=None)


def breached_at(clock: Clock, history: Sequence[Mark], terms: Terms, now: int) -> int | None:
    """`Reading.breached_at` alone, for who needs nothing else."""
    return _first_breach(clock, _follow(clock, history, terms, now), terms, now)


def milestone(
    clock: Clock, history: Sequence[Mark], terms: Terms, now: int, percent: int
) -> int | None:
    """The moment at which a clock has, or had, used a share of its target.

    Read like `Reading.due`, which is the milestone of 100 percent.

    Args:
        clock: Which clock.
        history: What happened, in order of time.
        terms: What is agreed.
        now: The moment of asking.
        percent: Share of the target, like 50, 75 or 90 for an early warning.
    """
    course = _follow(clock, history, terms, now)
    target = _target(clock, terms, course.priority)
    if target is None or course.started is None:
        return None
    return course.reach(_hours(terms, course.priority), -(-target * percent // 100), now)


def share(reading: Reading) -> int | None:
    """Percent of the target used, rounded down, over 100 once it is passed; None if planned."""
    if reading.target is None:
        return None
    return reading.elapsed * 100 // reading.target if reading.target else 100


def met(reading: Reading) -> bool | None:
    """Whether the target was met, by the target now in force and without any earlier breach.

    None without a target, and while that is still open. Unlike `breached_at` it also judges a
    clock that had stopped before the record got its first priority.
    """
    if reading.target is None or reading.due is None:
        return None
    if reading.breached_at is not None:
        return False
    if reading.stopped_at is None:
        return None
    return reading.stopped_at <= reading.due


class _Span(NamedTuple):
    """A part of the history in which a clock ran under one priority."""

    start: int
    end: int
    priority: int | None


@dataclass(slots=True)
class _Course:
    """How one clock got on, up to the mark that was followed last."""

    priority: int | None
    started: int | None = None
    stopped_at: int | None = None
    cancelled: bool = False
    paused: bool = False
    at: int = 0
    spans: list[_Span] = field(default_factory=list)

    @property
    def running(self) -> bool:
        return self.started is not None and self.stopped_at is None and not self.paused

    @property
    def changed(self) -> bool:
        """Whether it ran under another priority before."""
        return any(span.priority not in (None, self.priority) for span in self.spans)

    def advance(self, at: int) -> None:
        """Let time pass; what goes on as before makes the last span longer."""
        if at > self.at and self.running:
            last = self.spans[-1] if self.spans else None
            if last is not None and last.end == self.at and last.priority == self.priority:
                self.spans[-1] = _Span(last.start, at, self.priority)
            else:
                self.spans.append(_Span(self.at, at, self.priority))
        self.at = at

    def stop(self) -> None:
        if self.stopped_at is None:
            self.stopped_at = self.at
            self.paused = False

    def used(self, hours: Hours, spans: int | None = None) -> int:
        """Seconds counted on some hours, in the first spans or in all."""
        return sum(hours.elapsed(span.start, span.end) for span in self.spans[:spans])

    def reach(self, hours: Hours, amount: int, now: int) -> int:
        """The earliest moment with an amount used, as if the clock went on from where it is."""
        for span in self.spans:
            at = hours.add(span.start, amount)
            if at <= span.end:
                return at
            amount -= hours.elapsed(span.start, span.end)
        return hours.add(now if self.stopped_at is None else self.stopped_at, amount)


def _read(clock: Clock, history: Sequence[Mark], terms: Terms, now: int) -> Reading:
    course = _follow(clock, history, terms, now)
    hours = _hours(terms, course.priority)
    target = _target(clock, terms, course.priority)
    elapsed = course.used(hours)
    timed = target is not None and course.started is not None
    return Reading(
        started=course.started,
        stopped_at=course.stopped_at,
        paused=course.paused and course.started is not None,
        elapsed=elapsed,
        remaining=None if target is None else target - elapsed,
        due=course.reach(hours, target, now) if target is not None and timed else None,
        breached_at=_first_breach(clock, course, terms, now),
        target=target,
    )


def _next_breach(clock: Clock, history: Sequence[Mark], terms: Terms, now: int) -> int | None:
    if clock == "response" and _responded(history, terms, now):
        return None
    course = _follow(clock, history, terms, now)
    target = _target(clock, terms, course.priority)
    if target is None or not course.running:
        return None
    due = course.reach(_hours(terms, course.priority), target, now)
    if not now < due < NEVER:
        return None
    # Only another priority in force before can have been breached while this one is not.
    return None if course.changed and _first_breach(clock, course, terms, now) is not None else due


def _responded(history: Sequence[Mark], terms: Terms, now: int) -> bool:
    """Whether the response clock has stopped, without following it: nothing starts it again."""
    happened = {mark.what for mark in history if mark.at <= now}
    return _needed(terms.has_caller, terms.is_request) <= happened


def _follow(clock: Clock, history: Sequence[Mark], terms: Terms, now: int) -> _Course:
    """Follow a history up to and including the second of `now`."""
    course = _Course(terms.default_priority)
    needed = _needed(terms.has_caller, terms.is_request)
    happened: set[MarkKind] = set()
    for mark in history:
        what = mark.what
        if mark.at > now:
            break
        course.advance(mark.at)
        if what == "started" and course.started is None:
            course.started = mark.at
        elif what == "prioritised":
            course.priority = int(mark.value)
        elif what == "cancelled":
            course.cancelled = True
            course.stop()
        if clock == "response":
            happened.add(what)
            if needed <= happened:
                course.stop()
        elif what in _RESTORING:
            _restore(course, mark, terms)
    course.advance(now)
    return course


_RESTORING = frozenset({"resolved", "closed", "reopened", "held", "resumed"})
"""Marks that stop, start or pause the restoration clock."""


@cache
def _needed(has_caller: bool, is_request: bool) -> frozenset[MarkKind]:  # noqa: FBT001 - cached
    """What must have happened for a response."""
    needed: set[MarkKind] = {"started", "assigned"}
    if has_caller:
        needed.add("answered")
    if is_request:
        needed.add("model_started")
    return frozenset(needed)


def _restore(course: _Course, mark: Mark, terms: Terms) -> None:
    """What a mark means to the restoration clock alone."""
    if mark.what in ("resolved", "closed"):
        course.stop()
    elif mark.what == "reopened" and not course.cancelled:
        course.stopped_at = None
    elif mark.what == "held" and course.stopped_at is None:
        course.paused = mark.value in terms.pausing
    elif mark.what == "resumed":
        course.paused = False


def _first_breach(clock: Clock, course: _Course, terms: Terms, now: int) -> int | None:
    """The first moment at which the clock ran with the target in force used up."""
    if not course.changed and (left := _left(clock, course, terms)) is not None and left > 0:
        return None  # Most clocks: one priority, and some of its target left.
    spans = list(course.spans)
    if course.running:
        spans.append(_Span(now, now + 1, course.priority))  # the second of now counts too
    for index, span in enumerate(spans):
        target = _target(clock, terms, span.priority)
        if target is None:
            continue
        hours = _hours(terms, span.priority)
        at = hours.add(span.start, target - course.used(hours, index))
        if at < span.end:
            return at
    return None


def _left(clock: Clock, course: _Course, terms: Terms) -> int | None:
    """The seconds left of the target in force, negative once it is passed; None without one."""
    target = _target(clock, terms, course.priority)
    return None if target is None else target - course.used(_hours(terms, course.priority))


def _target(clock: Clock, terms: Terms, priority: int | None) -> int | None:
    """The seconds agreed at a priority."""
    target = None if priority is None else terms.targets.get(priority)
    if target is None:
        return None
    minutes = target.response_minutes if clock == "response" else target.restore_minutes
    return None if minutes is None else minutes * 60


def _hours(terms: Terms, priority: int | None) -> Hours:
    """The hours on which time counts at a priority."""
    target = None if priority is None else terms.targets.get(priority)
    return terms.default_hours if target is None else target.hours
