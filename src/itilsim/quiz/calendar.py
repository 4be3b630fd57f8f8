"""The learner's own calendar: which day a moment lies in, and when a day begins.

The one idea: clocks on the wall are ahead of UTC by a number of seconds that changes now and then,
in summer or on a journey. A calendar is the list of these changes, as plain values; so each moment
is read by the clock that hung there then, and a day may have 23 or 25 hours.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass

DAY = 86_400
"""Seconds of a day on which no clock is changed."""

EPOCH = dt.date(1970, 1, 1)
"""Day 0."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How far ahead of UTC the learner's clocks are, and were."""

    ahead: int = 0
    """Seconds ahead of UTC before the first change; negative in the west."""
    changes: tuple[tuple[int, int], ...] = ()
    """From which moment on, in epoch seconds, they are how many seconds ahead; in order of time."""

    def ahead_at(self, at: int) -> int:
        """Return by how many seconds the clocks are ahead of UTC at a moment, in epoch seconds."""
        place = bisect_right(self.changes, (at, DAY))  # no clock is a day ahead
        return self.changes[place - 1][1] if place else self.ahead

    def day(self, at: int, begins: int = 0) -> int:
        """Return the number of the day in which a moment lies.

        Args:
            at: Epoch seconds.
            begins: When a day begins, in seconds after midnight.
        """
        return (at + self.ahead_at(at) - begins) // DAY

    def moment(self, day: int, clock: int) -> int:
        """Return when the clocks of a day show a time, in epoch seconds.

        Of two such moments it is the first; where clocks skip it, the moment after the jump.

        Args:
            day: Number of the day.
            clock: Seconds after midnight.
        """
        local = day * DAY + clock
        first, *others = sorted({self.ahead_at(local - DAY), self.ahead_at(local + DAY)})[::-1]
        if self.ahead_at(local - first) == first or not others:
            return local - first
        (second,) = others
        return local - second if self.ahead_at(local - second) == second else self._jump(local)

    def _jump(self, local: int) -> int:
        """When the clocks jump over a time that they never show."""
        return next(at for at, _ in self.changes if at > local - 2 * DAY)


def date_of(day: int) -> dt.date:
    """Return the date of a day's number."""
    return EPOCH + dt.timedelta(days=day)


UTC = Calendar()
"""The calendar of those whose clocks show universal time."""
