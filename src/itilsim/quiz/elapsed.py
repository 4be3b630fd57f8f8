"""How much of an exam's time is used, whatever happened to the process, the machine or its clock.

The one idea: the clock that counts since the machine was started can be neither set nor stopped by
a suspend, so it is believed while the machine runs; the calendar only bridges a restart.

The rules, for a sitting of which the last step was saved with the time used until then:

1. *Same start of the machine* (the same boot id): what the boot clock has counted. It goes on while
   the process is dead and while the machine sleeps, and knows nothing of a calendar that is set
   forward or back. Both ends are whole seconds, so the deadline is kept to within a second.
2. *The machine tells no boot id* (some systems): as rule 1 while the boot clock goes forward; once
   it has gone back, the machine was started anew, and rule 3 holds.
3. *Started anew*: the time saved, and what the calendar has counted since the save, less a second:
   whole seconds of two clocks do not add up exactly, and the doubt is the candidate's. A calendar
   that was set back gives no time: the difference is at least 0, and at least what the machine has
   been running, where its boot clock shows that it began again after the save.
4. The time used never becomes less than what was saved.

While the machine runs, then, nothing gives extra time and nothing ends an exam early. Over a
restart two things cannot be told apart: a calendar set forward looks like being away; and one set
back, where the machine afterwards runs longer than it had before, hides how long it was away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ROUNDING: Final = 1
"""Seconds that are given for a restart. Tuning constant: see rule 3."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment, read from all clocks of a machine at once."""

    wall: int
    """The calendar: whole seconds of the epoch, UTC. May be set forward and back."""
    boot: int
    """Whole seconds since the machine was started, asleep or not."""
    boot_id: str
    """Another one after each start of the machine; empty where the system tells none."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The time used, with the moment at which it was saved."""

    elapsed: int
    """Seconds used of the exam."""
    wall: int
    """As in `Moment`."""
    boot: int
    """As in `Moment`."""
    boot_id: str
    """As in `Moment`."""


def elapsed(started: Moment, saved: Saved, now: Moment) -> int:
    """Return the seconds used of an exam, by the rules at the top of this file.

    Args:
        started: When it began.
        saved: The last step that was saved; right after the start, `saved_at(0, started)`.
        now: The moment that is asked about.
    """
    if now.boot_id and started.boot_id == saved.boot_id == now.boot_id:
        return max(saved.elapsed, now.boot - started.boot)
    return saved.elapsed + max(0, _since(saved, now))


def saved_at(used: int, now: Moment) -> Saved:
    """Return what is to be saved of a moment.

    Args:
        used: Seconds used until then, as `elapsed` tells.
        now: The moment.
    """
    return Saved(used, now.wall, now.boot, now.boot_id)


def _since(saved: Saved, now: Moment) -> int:
    """Seconds since the save; may be negative."""
    forward = now.boot >= saved.boot
    if now.boot_id == saved.boot_id and (forward or now.boot_id):
        return now.boot - saved.boot
    return max(now.wall - saved.wall - ROUNDING, 0 if forward else now.boot)
