"""The month in which a shift lies: how much service time is agreed in it, and how available.

The one idea: a calendar is a week that repeats less its holidays, so a month of it can be counted
without a time zone; a change of the clocks moves no more than an hour and is not counted.
"""

from __future__ import annotations

import calendar as months
import datetime as dt

from itilsim.domain.hours import Calendar, Offsets, resolve
from itilsim.domain.names import ServiceClass
from itilsim.domain.scenario import Setting

_DAY = 86_400


def agreed_share(setting: Setting, of_class: ServiceClass) -> int | None:
    """The agreed availability of a class, in hundredths of a percent; none: none is agreed."""
    agreed = setting.organisation.availability
    return next((e.percent_hundredths for e in agreed if e.service_class == of_class), None)


def agreed_in_month(setting: Setting, hours: str) -> int:
    """Agreed service time of the month in which a shift begins, in seconds.

    Args:
        setting: The scenario.
        hours: Id of the calendar of the service hours.
    """
    found = next((e for e in setting.organisation.calendars if e.id == hours), None)
    if found is None:
        return 0
    day = dt.date.fromisoformat(setting.scenario.start.partition(" ")[0])
    return open_in_month(found, day.year, day.month)


def open_in_month(calendar: Calendar, year: int, month: int) -> int:
    """Seconds of a month at which a calendar is open, by the clock on the wall.

    Args:
        calendar: The calendar.
        year: Which year.
        month: Which month, from 1.
    """
    first = dt.datetime(year, month, 1, tzinfo=dt.UTC)
    length = months.monthrange(year, month)[1] * _DAY
    wall = Offsets(((0, 0),), int(first.timestamp()))
    return resolve(calendar, wall, 0, length).elapsed(0, length)
