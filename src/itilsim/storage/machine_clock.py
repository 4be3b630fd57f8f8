"""The clocks of the machine, read together.

The one idea: this is the only place that knows which clock goes on counting while a machine sleeps;
whoever needs the time in an exam is handed `read`, or in a test something else.
"""

from __future__ import annotations

import sys
import time
from functools import cache
from pathlib import Path
from typing import Final

from itilsim.quiz.calendar import DAY, Calendar
from itilsim.quiz.elapsed import Moment

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Where Linux tells a name that is new after each start. Source: random(4)."""

FIRST: Final = 1_577_836_800
"""From when on changes of clocks are looked for: 2020, before anybody could learn with this."""
AHEAD: Final = 5 * 366 * DAY
"""How long from now on they are looked for: longer than anybody plans for an exam. Tuning
constant."""
STEP: Final = 20 * DAY
"""Between two looks: changes that take each other back lie further apart. Tuning constant; the
shortest known are those of the month of Ramadan in Morocco."""


def read() -> Moment:
    """Return this moment; nothing fails, a system without boot ids has an empty one."""
    return Moment(int(time.time()), int(_since_boot()), _boot_id())


def calendar() -> Calendar:
    """Return what the clocks on the walls here show, and showed: by the rules of where we are now.

    What they showed to a learner who has travelled since is not known.
    """
    return _calendar(time.tzname, int(time.time()) // DAY)


@cache
def _calendar(names: tuple[str, str], today: int) -> Calendar:
    """The calendar of a zone with these names, looked up once a day."""
    del names
    ahead = before = _ahead(FIRST)
    changes = []
    for begin in range(FIRST, today * DAY + AHEAD, STEP):
        then = _ahead(begin + STEP)
        if then != before:
            changes.append((_change(begin, begin + STEP), then))
            before = then
    return Calendar(ahead, tuple(changes))


def _ahead(at: int) -> int:
    return time.localtime(at).tm_gmtoff


def _change(low: int, high: int) -> int:
    """The first moment at which clocks show what they show at the second one."""
    late = _ahead(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _ahead(middle) == late else (middle, high)
    return high


def _since_boot() -> float:
    """Seconds since the machine was started, asleep or not.

    Linux counts sleep in a clock of its own; macOS and Windows count it in the monotonic one.
    Source: clock_gettime(2) of Linux and of macOS; GetTickCount64 in Microsoft's reference.
    """
    if sys.platform == "win32":
        return time.monotonic()
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is not None:
        return time.clock_gettime(boottime)
    monotonic = getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if monotonic is None else time.clock_gettime(monotonic)


@cache
def _boot_id() -> str:
    """The kernel's name for this start; it cannot change while this process lives."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()[:64]
    except (OSError, UnicodeDecodeError):
        return ""
