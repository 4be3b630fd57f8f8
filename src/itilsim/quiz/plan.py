"""What a learner has decided about reviewing: until when, how much a day, how sure.

The one idea: reviews are planned in whole days. A day begins in the night, when nobody learns, so
that an evening's session is one day's work; and every due time is the beginning of a day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from itilsim.quiz.calendar import DAY, UTC, Calendar, date_of

__all__ = ["DAY", "FUZZ", "Plan", "fuzz_window"]

FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
"""By how much an interval may vary: days from, days to, share of the days between. Source: fsrs
6.3.2, `FUZZ_RANGES`, which are Anki's."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The learner's decisions."""

    exam_at: int | None = None
    """When the exam is, in epoch seconds; None without a date."""
    daily_cap: int = 40
    """Most cards a day, new ones included."""
    seed: int = 0
    """Spreads cards over days; the learner's own."""
    retention: float = 0.9
    """Probability of recall at which a card is due."""
    new_a_day: int = 10
    """New cards a day, as long as the exam leaves time for it. A tuning constant."""
    final_days: int = 7
    """Days before the exam in which each card has its last review. A tuning constant."""
    day_starts: int = 4 * 3600
    """Seconds after midnight at which the learner's day begins: an evening's work is one day's. A
    tuning constant, as in Anki."""
    calendar: Calendar = UTC
    """What the learner's clocks show."""

    def day(self, at: int) -> int:
        """Return the number of the learner's day in which a moment lies."""
        return self.calendar.day(at, self.day_starts)

    def start(self, day: int) -> int:
        """Return the moment at which a day begins, in epoch seconds."""
        return self.calendar.moment(day, self.day_starts)

    def date(self, at: int) -> dt.date:
        """Return the date of the learner's day in which a moment lies."""
        return date_of(self.day(at))

    def days_left(self, at: int) -> int | None:
        """Return how many days from now the exam is, or None on its day, after it or without."""
        if self.exam_at is None:
            return None
        left = self.day(self.exam_at) - self.day(at)
        return left if left > 0 else None


def fuzz_window(days: int) -> range:
    """Return the intervals, in days, that serve as well as this one.

    Source: fsrs 6.3.2, which varies intervals as Anki does; below 2.5 days not at all.
    """
    if days < FUZZ[0][0]:
        return range(days, days + 1)
    spread = 1.0
    for start, end, share in FUZZ:
        spread += share * max(min(float(days), end) - start, 0.0)
    return range(max(2, round(days - spread)), round(days + spread) + 1)
