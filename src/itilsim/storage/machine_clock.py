"""The clocks of the machine, read together.

The one idea: this is the only place that knows which clock goes on counting while a machine sleeps;
whoever needs the time in an exam is handed `read`, or in a test something else.
"""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

from itilsim.quiz.elapsed import Moment

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Where Linux tells a name that is new after each start. Source: random(4)."""


def read() -> Moment:
    """Return this moment; nothing fails, a system without boot ids has an empty one."""
    return Moment(int(time.time()), int(_since_boot()), _boot_id())


def ahead_of_utc() -> int:
    """Return by how many seconds the clocks on the walls here are ahead of UTC today."""
    return time.localtime().tm_gmtoff


def _since_boot() -> float:
    """Seconds since the machine was started, asleep or not.

    Linux counts sleep in a clock of its own; macOS and Windows count it in the monotonic one.
    Source: clock_gettime(2) of Linux and of macOS; GetTickCount64 in Microsoft's reference.
    """
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
