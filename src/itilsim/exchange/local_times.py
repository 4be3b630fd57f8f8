"""Moments of a shift as other programs take them: local date and time, with the zone's offset.

The one idea: a second of the scenario is a moment of the organisation's own calendar, whenever the
shift was played.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from itilsim.content import zones
from itilsim.domain import hours
from itilsim.domain.scenario import Setting

ALWAYS: Final = "1970-01-01T00:00:00Z"
"""The moment of a value that was never otherwise. Source: OCEL 2.0, values without a time."""

_MINUTE = 60


def offsets_of(setting: Setting, until: int) -> hours.Offsets:
    """The clock changes of the organisation's zone, from the scenario's beginning.

    Args:
        setting: The resolved scenario.
        until: Last second that is asked for.
    """
    zone = setting.organisation.zone
    begin = zones.start_utc(zone, dt.datetime.fromisoformat(setting.scenario.start))
    return zones.offsets(zone, begin, 0, until + 1)


def stamps(setting: Setting, until: int) -> Callable[[int], str]:
    """Tells seconds as ISO 8601 with offset, like `2026-09-15T09:00:00+01:00`.

    An offset that is no whole minute, as before standard time, cannot be written so: such a moment
    is told in universal time.

    Args:
        setting: The resolved scenario.
        until: Last second that is asked for.
    """
    offsets = offsets_of(setting, until)

    def tell(second: int) -> str:
        shown = hours.local(offsets, second)
        moment = dt.datetime.fromtimestamp(offsets.start_utc + second, tz=dt.UTC)
        offset = shown - moment.replace(tzinfo=None)
        if offset % dt.timedelta(seconds=_MINUTE):
            return moment.isoformat()
        return shown.replace(tzinfo=dt.timezone(offset)).isoformat()

    return tell
