"""When things come: a rate that follows the organisation's day, and chance within it.

The one idea: arrivals are a Poisson process whose rate is itself random: the profile of the hour,
times a gamma factor of the day, times a lognormal factor of the hour that remembers the last one.
Given how many come, their times are drawn independently from that rate.
Source: what published logs of service desks have in common (BPI Challenge 2014, UCI 498).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from itilsim.composing.draws import Draws
from itilsim.domain.sources import Sources

FIRST = 8
"""Minutes in which something may come however short the shift is. Tuning constant."""

STEP = 5 * 60
"""Seconds in which the rate is taken as constant. Tuning constant."""

FIRST_DAY, DAYS = dt.date(2026, 9, 1), 108
"""The days from which a shift's date is drawn: those whose holidays the calendars know."""


@dataclass(frozen=True)
class Layout:
    """The day of a shift and its rate of arrivals."""

    sources: Sources
    """What the organisation says of its demand."""
    minutes: int
    """Length of the shift."""
    draws: Draws
    """Chance."""

    @cached_property
    def start(self) -> dt.datetime:
        """Local date and time of the beginning; busy weekdays are drawn more often."""
        days = [FIRST_DAY + dt.timedelta(n) for n in range(DAYS)]
        busy = self.sources.weekday_percent
        day = self.draws.weighted(days, lambda each: busy[each.weekday()], "day")
        begins = self.draws.pick(self.sources.begins, "begins")
        return dt.datetime.combine(day, dt.time.fromisoformat(begins))

    @cached_property
    def day_factor(self) -> float:
        """How busy the day is, around 1: a gamma factor, as Wilson and Hilferty approach it."""
        cv = self.sources.day_cv_percent / 100
        if not cv:
            return 1.0
        ninth = cv * cv / 9
        root = 1 - ninth + math.sqrt(ninth) * self.draws.normal("day-factor")
        return max(root, 0.0) ** 3

    def moments(self, count: int, what: str, *, leave: int) -> list[int]:
        """So many times, in seconds since the beginning, in order.

        Args:
            count: How many.
            what: What comes; it keys the draws.
            leave: So many minutes before the end all have come, so that it can be dealt with.
        """
        last = max(self.minutes - leave, FIRST) * 60
        steps = self._rates[: max(last // STEP, 1)]
        found = []
        for n in range(count):
            step = self.draws.weighted(range(len(steps)), steps.__getitem__, what, n, "step")
            found.append(min(step * STEP + int(self.draws.unit(what, n, "second") * STEP), last))
        return sorted(found)

    def clock(self, second: int) -> str:
        """The clock time on the first day of a second since the beginning, not before midnight."""
        at = max(self.start + dt.timedelta(seconds=second), _midnight(self.start))
        return f"{at:%H:%M:%S}"

    @cached_property
    def _rates(self) -> Sequence[float]:
        """The relative rate of each step, from the beginning to the planned end."""
        return [self._rate(step * STEP) for step in range(-(-self.minutes * 60 // STEP))]

    def _rate(self, second: int) -> float:
        at = self.start + dt.timedelta(seconds=second)
        return max(self.sources.hour_weights[at.hour], 1) * self._hour_factors[at.hour]

    @cached_property
    def _hour_factors(self) -> Sequence[float]:
        """The lognormal factor of each hour of the day, autocorrelated."""
        cv = self.sources.hour_cv_percent / 100
        rho = self.sources.hour_correlation_percent / 100
        sigma = math.sqrt(math.log1p(cv * cv))
        level, found = self.draws.normal("hour-factor", 0), []
        for hour in range(24):
            found.append(math.exp(sigma * level - sigma * sigma / 2))
            fresh = self.draws.normal("hour-factor", hour + 1)
            level = rho * level + math.sqrt(1 - rho * rho) * fresh
        return found


def _midnight(at: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(at.date(), dt.time())
