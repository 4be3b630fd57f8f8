"""Local time looked up once: what clocks show over a scenario's horizon, as plain numbers.

The one idea: the zone database is asked here, while a scenario is loaded, and nowhere else. It is
the one that is installed with the program, so that a scenario means the same on every machine.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from itilsim.domain.hours import Offsets

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_STEP = 6 * 3600
"""Between two looks for a clock change, in seconds; no zone changes twice in so short a time."""


@cache
def zone_names() -> tuple[str, ...]:
    """The names of all time zones."""
    from importlib.resources import files

    return tuple((files("tzdata") / "zones").read_text("utf-8").split())


def has_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    return name in _zone_set()


def start_utc(zone: str, start: dt.datetime) -> int:
    """The moment at which local clocks show `start`, in seconds since 1970-01-01 00:00 UTC.

    Of a time that comes twice it is the first one.

    Args:
        zone: A name for which `has_zone` holds.
        start: Local date and time, without zone information.
    """
    return int(start.replace(tzinfo=_zone(zone), fold=0).timestamp())


def skipped(zone: str, start: dt.datetime) -> bool:
    """Whether a spring change leaves this local time out."""
    there_and_back = dt.datetime.fromtimestamp(start_utc(zone, start), tz=_zone(zone))
    return there_and_back.replace(tzinfo=None) != start


def offsets(zone: str, begin_utc: int, first: int, until: int) -> Offsets:
    """The clock changes of a zone over a horizon.

    Args:
        zone: A name for which `has_zone` holds.
        begin_utc: The moment at which the scenario begins, as `start_utc` gives it.
        first: First second of the horizon, counted from the scenario's beginning.
        until: First second after the horizon.
    """
    info = _zone(zone)
    changes = [(first, _offset(info, begin_utc + first))]
    for low in range(first, until, _STEP):
        high = min(low + _STEP, until)
        if _offset(info, begin_utc + high) != changes[-1][1]:
            at = _change(info, begin_utc, low, high)
            changes.append((at, _offset(info, begin_utc + at)))
    return Offsets(tuple(changes), begin_utc)


@cache
def _zone_set() -> frozenset[str]:
    """The names of all time zones, to look one up."""
    return frozenset(zone_names())


def _change(info: ZoneInfo, begin_utc: int, low: int, high: int) -> int:
    """The first second after `low` at which the offset is that of `high`."""
    after = _offset(info, begin_utc + high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _offset(info, begin_utc + middle) == after else (middle, high)
    return high


def _offset(info: ZoneInfo, utc: int) -> int:
    """Seconds east of UTC at a moment."""
    shift = dt.datetime.fromtimestamp(utc, tz=info).utcoffset()
    return 0 if shift is None else int(shift.total_seconds())


@cache
def _zone(name: str) -> ZoneInfo:
    """The rules of a zone, from the installed database."""
    from importlib.resources import files
    from zoneinfo import ZoneInfo

    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
