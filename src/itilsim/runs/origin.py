"""Where a run comes from that was not begun at its beginning: another run, and a second of it.

The one idea: a run that was begun again says so in its header, in one option that everybody reads
through here. What stands before that second somebody has done before, and knew what came of it; so
such a run is played for its own sake, and never held for what a person can do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from itilsim.storage.records import RunHeader

FROM: Final = "from"
"""Option of a run's header: the run and the second from which it was begun again, `RUN@second`."""
STARTS: Final = "starts"
"""Option of a run's header: the time of day at which its shift begins, like `09:00`."""
_ORIGIN: Final = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,79})@([0-9]{1,9})")
"""A name of a run, and seconds."""


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a run was begun again."""

    run: str
    """Id of the other run; it may be deleted by now."""
    at: int
    """What was done before this second was taken over, in seconds since the shift began."""

    @property
    def option(self) -> str:
        """The same, as the header says it."""
        return f"{self.run}@{self.at}"


def origin_of(header: RunHeader) -> Origin | None:
    """From where a run was begun again; none: it was begun at its beginning.

    Args:
        header: Of the run.
    """
    found = _ORIGIN.fullmatch(header.options.get(FROM, ""))
    return None if found is None else Origin(found[1], int(found[2]))


def is_begun_again(header: RunHeader) -> bool:
    """Whether a run was begun again, also where its header says it in a way that nobody can read.

    Args:
        header: Of the run.
    """
    return FROM in header.options


def begun_again(header: RunHeader, *, named: bool = True) -> str:
    """That a run was begun again, in words: "begun again from 09:42 of RUN"; empty: it was not.

    Args:
        header: Of the run.
        named: Whether to name the other run.
    """
    origin = origin_of(header)
    if origin is None:
        return "begun again" if is_begun_again(header) else ""
    words = f"begun again from {clock_in(header, origin.at)}"
    return f"{words} of {origin.run}" if named else words


def clock_in(header: RunHeader, at: int) -> str:
    """The time of day in a run; read off its header, so that no scenario is loaded.

    Args:
        header: Of the run.
        at: Seconds since its shift began.
    """
    hour, _, minute = header.options.get(STARTS, "").partition(":")
    if not (hour.isdecimal() and minute.isdecimal()):
        return f"{at // 60} min in"
    minutes = int(hour) * 60 + int(minute) + at // 60
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
