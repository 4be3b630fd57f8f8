"""Due: by when a target has to be met, over closing times, weekends, holidays and holds.

The one idea: the clocks of the shift are read on a drawn history; each wrong option reads them with
one rule forgotten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from itilsim.coaching.computed.asking import Family, Place, Question, Scale, Wrong
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.coaching.computed.times import DAY, clock, day, moment, openings, span, steady
from itilsim.domain.agreements import Agreements
from itilsim.domain.bounds import NEVER
from itilsim.domain.clocks import Clock, Mark, response, restoration
from itilsim.domain.hours import DAYS, Calendar, Hours, resolve
from itilsim.domain.organisation import Target
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

QUIET_MONTHS = (1, 2, 5, 6, 7, 8, 12)
"""Months in which hardly a country changes its clocks, so that none is in the way."""

HORIZON = 28 * DAY
"""How far calendars are resolved: past the longest target that a question can be about."""

_STEPS = (15, 30, 45, 60)
"""Minutes by which somebody slips who adds up times."""

_LEAD = 3
"""Days before the day that makes a week special with which a question's time begins."""


@dataclass(frozen=True, slots=True)
class _Hold:
    """Time on hold."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One record with its clock, in seconds since the midnight that begins `first`."""

    first: dt.date
    target: Target
    which: Clock
    calendar: Calendar
    hours: Hours
    at: int
    hold: _Hold | None

    @property
    def minutes(self) -> int:
        """What is agreed for the clock that is asked for."""
        return self._minutes[0]

    @property
    def other(self) -> int:
        """What is agreed for the other clock."""
        return self._minutes[1]

    @property
    def _minutes(self) -> tuple[int, int]:
        both = self.target.response_minutes or 0, self.target.restore_minutes or 0
        return both if self.which == "response" else (both[1], both[0])

    @property
    def paused(self) -> int:
        """Seconds for which the clock stands."""
        hold = self.hold
        return hold.end - hold.start if hold and hold.reason == "caller" else 0


def make(draw: Draw, setting: Setting, _edition: Edition, _wanted: str) -> Question | None:
    """Draw a record with its history, and ask the clock when it is due."""
    case = _case(draw, setting)
    if case is None:
        return None
    key = due(case, setting)
    # At closing time "now" and "when it opens again" are one moment of service time.
    if (
        key is None
        or key >= NEVER
        or not case.hours.is_open(key)
        or _other_year(case, key, setting)
    ):
        return None
    wrong = tuple(
        Wrong(moment(case.first, found), f"{mistake} {_worked(case, key)}", found)
        for found, mistake in _slips(case)
        if case.at + 60 * max(_STEPS) < found < NEVER
    )
    stem, why = _stem(draw, setting, case, key), _worked(case, key)
    minutes = draw.pick(_STEPS, "step")
    slip = f"Slips by {minutes} minutes in the addition."
    scale = Scale(60 * minutes, lambda at: moment(case.first, int(at)), slip)
    return Question(stem, moment(case.first, key), why, wrong, value=key, scale=scale)


def due(case: _Case, setting: Setting) -> int | None:
    """When the target of the case is due, by the agreements and clocks of a shift."""
    organisation = setting.organisation
    of_class = {
        each.hours
        for each in organisation.targets
        if each.service_class == case.target.service_class
    }
    hours = {
        each.id: case.hours
        if each == case.calendar
        else resolve(each, steady(case.first), 0, HORIZON)
        for each in organisation.calendars
        if each.id in of_class
    }
    agreements = Agreements(organisation, {}, hours, setting.estate)
    terms = agreements.incident(
        case.target.service_class, has_caller=True, priority=case.target.priority
    )
    history = [Mark(case.at, "started")]
    if case.hold is not None:
        history += [Mark(case.hold.start, "held", case.hold.reason),
                    Mark(case.hold.end, "resumed")]  # fmt: skip
    read = response if case.which == "response" else restoration
    return read(history, terms, history[-1].at).due


def _other_year(case: _Case, key: int, setting: Setting) -> bool:
    """Whether it touches a year whose holidays the calendar may not name."""
    days = (case.at // DAY, key // DAY + 1)
    years = {(case.first + dt.timedelta(days=each)).year for each in days}
    return years != {int(setting.scenario.start[:4])}


def _case(draw: Draw, setting: Setting) -> _Case | None:
    """A record that comes in shortly before or after its calendar closes, or in the middle."""
    organisation = setting.organisation
    calendars = {each.id: each for each in organisation.calendars if openings(each)}
    timed = [
        each for each in organisation.targets
        if each.response_minutes and each.restore_minutes and each.hours in calendars
    ]  # fmt: skip
    if not timed:
        return None
    target = draw.pick(timed, "target")
    calendar = calendars[target.hours]
    first = _first(draw, setting, calendar)
    hours = resolve(calendar, steady(first), 0, HORIZON)
    which: Clock = "response" if draw.likely(30, "clock") else "restoration"
    bare = _Case(first, target, which, calendar, hours, 0, None)
    at = _arrival(draw, hours, bare.minutes * 60)
    if at is None:
        return None
    with_time = replace(bare, at=at)
    if which == "response" or not draw.likely(60, "hold"):
        return with_time
    hold = _hold(draw, with_time)
    return replace(with_time, hold=hold) if hold else None


def _first(draw: Draw, setting: Setting, calendar: Calendar) -> dt.date:
    """The day from which seconds are counted, a few before a holiday or some weekend."""
    year = int(setting.scenario.start[:4])
    holidays = [dt.date.fromisoformat(each) for each in calendar.holidays]
    quiet = [each for each in holidays if each.month in QUIET_MONTHS and each.weekday() < 5]
    if quiet and draw.likely(40, "holiday"):
        return draw.pick(quiet, "which") - dt.timedelta(days=_LEAD)
    month = draw.pick(QUIET_MONTHS, "month")
    return dt.date(year, month, 1 + draw.below(28, "first"))


def _arrival(draw: Draw, hours: Hours, seconds: int) -> int | None:
    """When it comes in: late before closing, after closing, or some time after opening."""
    opens, closes = draw.pick(hours.intervals[:4], "interval")
    way = draw.below(100, "arrival")
    if closes >= hours.until or way >= 75:
        return opens + 300 * (6 + draw.below(60, "early"))
    if way < 50:
        least = min(seconds, closes - opens) // 300
        return closes - 300 * (1 + draw.below(least - 1, "late")) if least > 1 else None
    at = closes + 300 * (1 + draw.below(24, "closed"))
    return None if hours.is_open(at) else at


def _hold(draw: Draw, case: _Case) -> _Hold | None:
    """A while on hold, inside one opening, with some of the target used and some left."""
    minutes = case.minutes
    used = max(minutes * draw.pick((20, 40, 60, 75), "used") // 100 // 5 * 5, 5)
    start = case.hours.add(case.at, used * 60)
    end = start + 60 * draw.pick((20, 30, 45, 60, 90), "length")
    reason = "caller" if draw.likely(70, "reason") else "supplier"
    if start >= NEVER or not case.hours.is_open(start) or not case.hours.is_open(end):
        return None
    return _Hold(start, end, reason) if case.hours.elapsed(start, end) == end - start else None


def _stem(draw: Draw, setting: Setting, case: _Case, key: int) -> str:
    """The agreement, the days off, what happened, and the question."""
    of_class = case.target.service_class
    services = [
        each for each in offered(setting, "external", "internal") if each.service_class == of_class
    ]
    name = service_name(draw.pick(services, "service")) if services else f"A {of_class} service"
    respond, restore = case.target.response_minutes or 0, case.target.restore_minutes or 0
    arrives = draw.pick(("reaches the desk on", "comes in on", "is reported on"), "words")
    asked = "a response" if case.which == "response" else "restoration"
    return "".join(
        (
            (
                f"{name}, P{case.target.priority}: response in {span(respond)}, restoration in "
                f"{span(restore)}, counted {openings(case.calendar)}. "
            ),
            _holidays(case, key),
            f"An incident {arrives} {moment(case.first, case.at)}. ",
            _held(case),
            f"By when is {asked} due?",
        )
    )


def _holidays(case: _Case, key: int) -> str:
    """The holidays up to the day after it is due, by the key or by any mistake."""
    last = max((key, *(found for found, _ in _slips(case) if found < NEVER)))
    days = range(case.at // DAY, last // DAY + 2)
    off = (n for n in days if (case.first + dt.timedelta(n)).isoformat() in case.calendar.holidays)
    named = " and ".join(day(case.first, n * DAY) for n in off)
    return f"Closed on {named}. " if named else ""


def _held(case: _Case) -> str:
    hold = case.hold
    if hold is None:
        return ""
    where = f"from {moment(case.first, hold.start)} to {clock(hold.end)}"
    return f"It waits for the {hold.reason} {where}; only waiting for the caller stops the clock. "


def _slips(case: _Case) -> Iterator[tuple[int, str]]:
    """Where one comes to who forgets a rule, the most instructive first."""
    hours, at, wanted = case.hours, case.at, case.minutes * 60
    if case.paused:
        yield hours.add(at, wanted), "Forgets that waiting for the caller stops the clock."
    elif case.hold is not None:
        held = case.hold.end - case.hold.start
        yield hours.add(at, wanted + held), "Stops the clock for the supplier, whom IT has chosen."
    never_closed = at + wanted + _standing(case, at, at + wanted)
    yield never_closed, "Counts on while the service hours are over."
    every_day = _resolved(case, DAYS, ())
    yield _reached(case, every_day, at), "Counts days on which the calendar is closed."
    workdays = _resolved(case, case.calendar.weekly[0].days, ())
    yield _reached(case, workdays, at), "Counts the holiday like any other day."
    closes = hours.next_change(at) if hours.is_open(at) else None
    reopens = hours.next_open(closes) if closes is not None and closes < never_closed else None
    if reopens is not None:
        again = _reached(case, hours, reopens)
        yield again, "Starts again at the next opening, as if none were used."
    wanted += case.paused
    yield hours.add(at, case.other * 60), "Takes the minutes of the other target."


def _reached(case: _Case, hours: Hours, start: int) -> int:
    """When the agreed time is over that begins at a moment and is counted in some hours."""
    bare = hours.add(start, case.minutes * 60)
    return hours.add(bare, _standing(case, start, bare))


def _standing(case: _Case, start: int, end: int) -> int:
    """Seconds for which waiting for the caller, begun in a span of time, stops the clock."""
    return case.paused if case.hold is not None and start <= case.hold.start < end else 0


def _resolved(case: _Case, days: Sequence[str], holidays: tuple[str, ...]) -> Hours:
    """The hours of the calendar if other days were off."""
    opening = replace(case.calendar.weekly[0], days=tuple(days))
    calendar = replace(case.calendar, weekly=(opening,), holidays=holidays)
    return resolve(calendar, steady(case.first), 0, HORIZON)


def _worked(case: _Case, key: int) -> str:
    """The open time up to a moment, piece by piece."""
    spans = [(case.at, key)]
    if case.paused and case.hold is not None:
        spans = [(case.at, case.hold.start), (case.hold.end, key)]
    pieces = [
        (max(start, opens), min(end, closes))
        for start, end in spans
        for opens, closes in case.hours.intervals
        if max(start, opens) < min(end, closes)
    ]
    told = "; ".join(
        f"{day(case.first, start)} {clock(start)} to {_end(end)} = {(end - start) // 60}"
        for start, end in pieces
    )
    return f"Open minutes: {told}; together {case.minutes}."


def _end(at: int) -> str:
    return clock(at) if at % DAY else "24:00"


DUE = Family(
    {
        "2011": Place("5", "operation", "incident-management"),
        "4": Place("7.1", "deliver-and-support", "incident-management"),
        "5": Place("4.4", "support", "incident-management", beyond_exam=True),
    },
    make,
)
"""When a response or restoration target is due."""
