"""An oracle for clocks: a desk that looks at its record once a minute and counts.

It asks the zone database what local clocks show in each minute and keeps its own book of what
state the record is in. It knows no intervals, no sums and no searches, so it is slow, and hard to
get wrong in the same way as what it checks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from itilsim.domain.clocks import MarkKind
from itilsim.domain.hours import DAYS, Calendar

DAY = 1440
"""Minutes."""
HORIZON = 14 * DAY
ROUND_THE_CLOCK = 2
"""The place of 24x7 in a case's calendars, after two that are drawn."""

Entry: TypeAlias = tuple[int, MarkKind, int | str]
Agreed: TypeAlias = tuple[int | None, int | None, int] | None
"""Minutes to respond and to restore, and which calendar; None where nothing is agreed."""


@dataclass(frozen=True)
class Case:
    """One history with its agreement, in minutes since the scenario began."""

    middle: str
    """The day, near the middle, on which some clocks change."""
    start: str
    """When the scenario begins, in UTC."""
    first: int
    """Where the horizon begins; not after 0."""
    calendars: tuple[Calendar, Calendar]
    agreed: tuple[Agreed, ...]
    default_calendar: int
    default_priority: int | None
    pausing: frozenset[str]
    has_caller: bool
    is_request: bool
    history: tuple[Entry, ...]
    now: int

    @property
    def until(self) -> int:
        return self.first + HORIZON


@dataclass
class Counted:
    """What the oracle found for one clock, in minutes."""

    elapsed: int = 0
    stopped_at: int | None = None
    paused: bool = False
    target: int | None = None
    due: int | None = None
    breached_at: int | None = None
    next_breach: int | None = None


@cache
def _shown(zone: str, month: int) -> tuple[int, list[int], list[int]]:
    """What local clocks show, minute by minute, over the sixty days from a month's 20th.

    Returns:
        The first POSIX minute; then for each minute the minute of the local week (from Monday)
        and the local date's ordinal.
    """
    info = ZoneInfo(zone)
    begin = int(dt.datetime(2026, month, 20, tzinfo=dt.UTC).timestamp()) // 60
    of_week: list[int] = []
    of_date: list[int] = []
    for minute in range(begin, begin + 60 * DAY):
        there = dt.datetime.fromtimestamp(minute * 60, tz=info)
        date = there.toordinal()
        of_week.append((date - 1) % 7 * DAY + there.hour * 60 + there.minute)
        of_date.append(date)
    return begin, of_week, of_date


def open_minutes(calendar: Calendar, start: str, first: int) -> list[bool]:
    """For each minute of the horizon, whether the calendar is open."""
    begins = dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    table, of_week, of_date = _shown(calendar.zone, 2 if begins.month < 6 else 9)
    place = int(begins.timestamp()) // 60 + first - table
    week = [False] * (7 * DAY)
    for opening in calendar.weekly:
        opens, closes = (
            int(text[:2]) * 60 + int(text[3:]) for text in (opening.opens, opening.closes)
        )
        for day in opening.days:
            midnight = DAYS.index(day) * DAY
            week[midnight + opens : midnight + closes] = [True] * (closes - opens)
    closed = {dt.date.fromisoformat(holiday).toordinal() for holiday in calendar.holidays}
    window = slice(place, place + HORIZON)
    return [
        week[minute] and date not in closed
        for minute, date in zip(of_week[window], of_date[window], strict=True)
    ]


class Oracle:
    """A desk that looks at its record once a minute and writes down what it sees."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.open = [
            *(open_minutes(calendar, case.start, case.first) for calendar in case.calendars),
            [True] * HORIZON,
        ]
        self.begun = False
        self.done: set[str] = set()
        self.state = "in progress"
        self.reason = ""
        self.priority = case.default_priority
        self.found = {"response": Counted(), "restoration": Counted()}
        self.ticks: dict[str, list[list[int]]] = {name: [[], [], []] for name in self.found}

    def run(self) -> dict[str, Counted]:
        """Step through the horizon; marks end at now, the look ahead goes on."""
        case = self.case
        waiting = [entry for entry in case.history if entry[0] <= case.now]
        for minute in range(waiting[0][0] if waiting else case.now, case.until):
            while waiting and waiting[0][0] == minute:
                self.happen(*waiting.pop(0))
            if minute == case.now:
                self.read()
            if not self.step(minute) and minute > case.now:
                break
        return self.found

    def happen(self, minute: int, what: str, value: int | str) -> None:
        """Book one entry of the history."""
        if what == "started":
            self.begun = True
        elif what in ("assigned", "answered", "model_started"):
            self.done.add(what)
        elif what == "prioritised":
            self.priority = int(value)
        else:
            self.change_state(what, str(value))
        self.note_stops(minute)

    def change_state(self, what: str, value: str) -> None:
        """Move the record to another state, where it can go there."""
        if what == "cancelled":
            self.state = "cancelled"
        elif self.state == "resolved" and what == "reopened":
            self.state = "in progress"
        elif self.state == "in progress" and what in ("resolved", "closed"):
            self.state, self.reason = "resolved", ""
        elif self.state == "in progress" and what in ("held", "resumed"):
            self.reason = value

    def note_stops(self, minute: int) -> None:
        """Write down when a clock stopped, or that it goes on after all."""
        answer, repair = self.found["response"], self.found["restoration"]
        responded = self.begun and "assigned" in self.done
        responded = responded and ("answered" in self.done or not self.case.has_caller)
        responded = responded and ("model_started" in self.done or not self.case.is_request)
        if answer.stopped_at is None and (responded or self.state == "cancelled"):
            answer.stopped_at = minute
        if self.state == "in progress":
            repair.stopped_at = None
        elif repair.stopped_at is None:
            repair.stopped_at = minute

    def counts(self, name: str) -> bool:
        """Whether a clock runs in the minute that begins."""
        held = name == "restoration" and self.reason in self.case.pausing
        return self.begun and self.found[name].stopped_at is None and not held

    def agreed(self, name: str) -> tuple[int | None, int]:
        """The target in force, in minutes, and the place of the calendar on which it counts."""
        agreed = self.case.agreed[self.priority - 1] if self.priority else None
        if agreed is None:
            return None, self.case.default_calendar
        return agreed[0 if name == "response" else 1], agreed[2]

    def step(self, minute: int) -> bool:
        """Let one minute pass; False when nothing that is still to come matters."""
        alive = False
        for name, found in self.found.items():
            if not self.counts(name):
                continue
            target, calendar = self.agreed(name)
            ticks = self.ticks[name]
            if target is not None and len(ticks[calendar]) >= target:
                if minute <= self.case.now and found.breached_at is None:
                    found.breached_at = minute
                elif found.breached_at is None and found.next_breach is None:
                    found.next_breach = minute
            waits = found.breached_at is None and found.next_breach is None
            alive = alive or (target is not None and waits)
            for ticking, is_open in zip(ticks, self.open, strict=True):
                if is_open[minute - self.case.first]:
                    ticking.append(minute + 1)
        return alive

    def read(self) -> None:
        """Write down what both clocks show now."""
        for name, found in self.found.items():
            target, calendar = self.agreed(name)
            ticks = list(self.ticks[name][calendar])
            found.elapsed, found.target = len(ticks), target
            found.paused = self.begun and found.stopped_at is None and not self.counts(name)
            if target is None or not self.begun:
                continue
            onwards = self.case.now if found.stopped_at is None else found.stopped_at
            ticks += self.open_from(calendar, onwards, target - len(ticks))
            found.due = ticks[target - 1] if len(ticks) >= target else None

    def open_from(self, calendar: int, minute: int, wanted: int) -> Iterator[int]:
        """The ends of the next open minutes, as many as are wanted and there are."""
        while wanted > 0 and minute < self.case.until:
            if self.open[calendar][minute - self.case.first]:
                wanted -= 1
                yield minute + 1
            minute += 1
