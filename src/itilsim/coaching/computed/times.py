"""Times as computed questions write them: short, unambiguous, the same length in every option.

The one idea: a question lies in days on which no clock changes, so that its seconds are counted
from a local midnight and need no time zone.
"""

from __future__ import annotations

import datetime as dt

from itilsim.domain.hours import DAYS, Calendar, Offsets, time_of_day

DAY = 86_400
"""Seconds of a day."""

WEEK = 7
"""Days."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MIDNIGHT = "24:00"


def steady(first: dt.date) -> Offsets:
    """Clocks that never change, counted from the midnight that begins a day."""
    return Offsets(((0, 0),), (first - dt.date(1970, 1, 1)).days * DAY)


def clock(at: int) -> str:
    """The time of day: "20:40"."""
    return f"{at % DAY // 3600:02d}:{at % 3600 // 60:02d}"


def day(first: dt.date, at: int) -> str:
    """The day: "Fri 28 Aug"."""
    date = first + dt.timedelta(days=at // DAY)
    return f"{DAYS[date.weekday()].title()} {date.day} {_MONTHS[date.month - 1]}"


def moment(first: dt.date, at: int) -> str:
    """Day and time: "Fri 28 Aug, 20:40"."""
    return f"{day(first, at)}, {clock(at)}"


def span(minutes: int) -> str:
    """A length of time in one unit: "45 minutes", "4 hours"."""
    if minutes % 60 or minutes < 120:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    return f"{minutes // 60} hours"


def openings(calendar: Calendar) -> str:
    """When a calendar is open: "Mon to Fri, 06:00 to 22:00"; empty if that is no short matter."""
    if len(calendar.weekly) != 1:
        return ""
    only = calendar.weekly[0]
    places = sorted(DAYS.index(name) for name in only.days)
    if len(places) < 2 or places != list(range(places[0], places[-1] + 1)):
        return ""
    if len(places) == WEEK and time_of_day(only.closes) - time_of_day(only.opens) == DAY:
        return "round the clock"
    days = (
        "every day"
        if len(places) == WEEK
        else " to ".join(DAYS[place].title() for place in (places[0], places[-1]))
    )
    closes = "midnight" if only.closes == _MIDNIGHT else only.closes
    return f"{days}, {only.opens} to {closes}"
