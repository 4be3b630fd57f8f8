"""Calendars: when a service, a team or a desk is open, and how open time is counted.

A calendar is written in local time, but asked in seconds since the scenario began. `resolve`
turns the one into the other once, for the whole horizon; from then on every question is a binary
search in sorted intervals, and no question needs a time zone.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from itilsim.domain.bounds import LONGEST_ID, MOST_ENTRIES, NEVER

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as calendars name them."""

_DAY = 86_400
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")


@dataclass(frozen=True, slots=True)
class Hours:
    """The seconds at which a calendar is open; outside its horizon it counts as closed."""

    intervals: tuple[tuple[int, int], ...]
    """(opens, closes) pairs, half-open; kept sorted, merged and cut to the horizon."""
    first: int
    """The first second of the horizon."""
    until: int
    """The first second after the horizon."""
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where each interval opens, for the binary search."""
    _through: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Open seconds from the start of the horizon to the end of each interval."""

    def __post_init__(self) -> None:
        """Bring the intervals into their one form and add up the open time, once."""
        clean = self._merged(
            (max(start, self.first), min(end, self.until)) for start, end in self.intervals
        )
        through: list[int] = []
        for start, end in clean:
            through.append((through[-1] if through else 0) + end - start)
        object.__setattr__(self, "intervals", clean)
        object.__setattr__(self, "_starts", tuple(start for start, _ in clean))
        object.__setattr__(self, "_through", tuple(through))

    def is_open(self, at: int) -> bool:
        """Whether the calendar is open in the second that begins at `at`."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self.intervals[index][1]

    def elapsed(self, start: int, end: int) -> int:
        """The open seconds from `start` to `end`; 0 when `end` is not after `start`."""
        return max(0, self._before(end) - self._before(start))

    def add(self, start: int, duration: int) -> int:
        """The moment at which `duration` open seconds have passed since `start`.

        It is the earliest such moment, so work that fills a day to its end is due when that day
        closes and not when the next one opens.

        Args:
            start: Where counting begins, open or not.
            duration: Open seconds, not negative.

        Returns:
            The due moment, `start` itself for no duration, `NEVER` past the horizon.
        """
        if duration <= 0:
            return start
        goal = self._before(start) + duration
        index = bisect_left(self._through, goal)
        if index == len(self._through):
            return NEVER
        return self.intervals[index][1] - (self._through[index] - goal)

    def next_open(self, at: int) -> int | None:
        """The first open second at or after `at`, None when there is none in the horizon."""
        if self.is_open(at):
            return at
        index = bisect_right(self._starts, at)
        return self._starts[index] if index < len(self._starts) else None

    def next_change(self, at: int) -> int | None:
        """The next second after `at` at which it opens or closes, None when there is none."""
        index = bisect_right(self._starts, at)
        closing = self.intervals[index - 1][1] if index else at
        if closing > at:
            return closing if closing < NEVER else None
        return self._starts[index] if index < len(self._starts) else None

    def _before(self, at: int) -> int:
        """Open seconds from the start of the horizon to `at`."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return 0
        return self._through[index] - max(0, self.intervals[index][1] - at)

    @staticmethod
    def _merged(intervals: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """Sort intervals, drop empty ones, join those that touch or overlap."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(intervals):
            if start >= end:
                continue
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)


ALWAYS = Hours(((-NEVER, NEVER),), -NEVER, NEVER)
"""Round the clock, every day, without a horizon."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening that repeats every week, in local time."""

    days: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """The days on which it applies, from `mon` to `sun`."""
    opens: str = field(metadata={"max_length": LONGEST_ID})
    """Local time at which it begins, as `HH:MM`."""
    closes: str = field(metadata={"max_length": LONGEST_ID})
    """Local time at which it ends, as `HH:MM`, later than `opens`; `24:00` is midnight. An opening
    that passes midnight is written as two."""

    def __post_init__(self) -> None:
        """Refuse what is no opening; `ValueError` lets the edge say where it stands."""
        for day in self.days:
            if day not in DAYS:
                near = difflib.get_close_matches(day.lower(), DAYS, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise ValueError(f"{day!r} is not a day ({', '.join(DAYS)}){hint}")
        if time_of_day(self.opens) >= time_of_day(self.closes):
            raise ValueError(
                f"opens at {self.opens} but closes at {self.closes}: "
                "write an opening that passes midnight as two"
            )


@dataclass(frozen=True, slots=True)
class Calendar:
    """When something is open: weekly openings less holidays, in one time zone."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """The name by which agreements, teams and services refer to it."""
    weekly: tuple[Opening, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """The openings of an ordinary week; they may overlap. Empty means never open."""
    holidays: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Local dates, as `YYYY-MM-DD`, on which it stays closed the whole day."""
    zone: str = field(default="", metadata={"max_length": LONGEST_ID})
    """IANA time zone, like `Europe/London`; empty means the organisation's."""
    business_day_minutes: int = field(default=480, metadata={"ge": 1, "le": 1440})
    """How many open minutes an agreement means by one business day."""

    def __post_init__(self) -> None:
        """Refuse holidays that are no dates; `ValueError` lets the edge say where it stands."""
        for holiday in self.holidays:
            _day_number(holiday)


@dataclass(frozen=True, slots=True)
class Offsets:
    """What local clocks of one time zone show over the horizon, free of any zone database."""

    changes: tuple[tuple[int, int], ...]
    """(second since the scenario began from which it holds, offset in seconds east of UTC), in
    order, at least one. The first also holds for all time before it."""
    start_utc: int
    """The moment at which the scenario begins, in seconds since 1970-01-01 00:00 UTC."""


def resolve(calendar: Calendar, offsets: Offsets, first: int, until: int) -> Hours:
    """Work out when a calendar is open, over a whole horizon.

    A second is open when its local date is an open weekday and no holiday and its local time of
    day lies in an opening. So an opening over a spring change is shorter, and one over an autumn
    change counts the repeated hour twice.

    Args:
        calendar: The calendar, in local time.
        offsets: The clock changes of its time zone.
        first: First second of the horizon; may be negative, before the scenario begins.
        until: First second after the horizon.
    """
    weekly = _by_weekday(calendar.weekly)
    holidays = frozenset(_day_number(holiday) for holiday in calendar.holidays)
    found: list[tuple[int, int]] = []
    for begin, end, offset in _stretches(offsets, first, until):
        to_local = offsets.start_utc + offset
        for day in range((begin + to_local) // _DAY, (end - 1 + to_local) // _DAY + 1):
            if day in holidays:
                continue
            midnight = day * _DAY - to_local
            found += [
                (max(begin, midnight + opens), min(end, midnight + closes))
                for opens, closes in weekly[(day + 3) % 7]  # 1970-01-01 was a Thursday
            ]
    return Hours(tuple(found), first, until)


def local(offsets: Offsets, at: int) -> dt.datetime:
    """The local date and time at a second of the scenario, without zone information."""
    index = max(0, bisect_right(offsets.changes, at, key=lambda change: change[0]) - 1)
    seconds = offsets.start_utc + at + offsets.changes[index][1]
    return (_EPOCH + dt.timedelta(seconds=seconds)).replace(tzinfo=None)


def time_of_day(text: str) -> int:
    """Seconds from local midnight to a time written as `HH:MM`, up to `24:00`.

    `ValueError` when it is not written so.
    """
    if not _TIME.fullmatch(text):
        raise ValueError(f"{text!r} is not a time of day, like '08:30' or '24:00'")
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _by_weekday(weekly: tuple[Opening, ...]) -> list[list[tuple[int, int]]]:
    """For each weekday from Monday: (opens, closes) in seconds from local midnight."""
    return [
        [(time_of_day(o.opens), time_of_day(o.closes)) for o in weekly if name in o.days]
        for name in DAYS
    ]


def _stretches(offsets: Offsets, first: int, until: int) -> Iterator[tuple[int, int, int]]:
    """The parts of [first, until) with one offset each: (begin, end, offset)."""
    last = len(offsets.changes) - 1
    for index, (since, offset) in enumerate(offsets.changes):
        begin = first if index == 0 else max(first, since)
        end = until if index == last else min(until, offsets.changes[index + 1][0])
        if begin < end:
            yield begin, end, offset


def _day_number(text: str) -> int:
    """Days from 1970-01-01 to a date written as `YYYY-MM-DD`, else `ValueError`."""
    try:
        day: dt.date | None = dt.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise ValueError(f"{text!r} is not a date, like '2026-12-25'")
    return day.toordinal() - _EPOCH.toordinal()
