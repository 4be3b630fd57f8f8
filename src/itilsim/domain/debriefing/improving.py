"""One improvement for the CSI register, computed from what cost most.

The one idea: the longest stretch between a cause and its end says what would have helped; where no
cause took anybody's time, the criterion that cost most says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from itilsim.domain.debriefing.measured import Lost
from itilsim.domain.debriefing.revealing import Reveal
from itilsim.domain.names import ComponentId

Stretch = Literal["detect", "diagnose", "repair"]
"""A part of the expanded incident lifecycle: until the desk hears of it, until a team has written
what it is, until it is repaired. Source: ITIL 2011, availability management."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """What would give back most, if it were quicker or better."""

    cause: str
    """The fault that cost most user time; empty: none did."""
    component: ComponentId | None = None
    """What failed."""
    mode: str = ""
    """How."""
    minutes: int = 0
    """User-minutes lost by it."""
    stretch: Stretch | None = None
    """Its longest stretch."""
    seconds: int = 0
    """How long that was."""
    whole: int = 0
    """How long it took from the first harm to the end, in seconds."""
    criterion: str = ""
    """Where no cause cost anything: the criterion that cost most."""
    price: int = 0
    """What that cost together, in hundredths of a point."""


def improvement(
    lost: Iterable[Lost], reveals: Iterable[Reveal], costs: dict[str, int], finished_at: int
) -> Improvement | None:
    """The improvement that is worth most; none: nothing was lost.

    Args:
        lost: Lost user time by cause, most first.
        reveals: The ways of the causes.
        costs: Hundredths of a point by criterion.
        finished_at: The last second of the run, where a cause is not over.
    """
    ways = {each.cause: each for each in reveals}
    for each in lost:
        way = ways.get(each.cause)  # type: ignore[call-overload]  # ids are strings
        if each.minutes and each.component is not None and way is not None:
            return _of_cause(each, way, finished_at)
    if not costs:
        return None
    most = max(costs, key=costs.__getitem__)
    return Improvement("", criterion=most, price=costs[most])


def _of_cause(each: Lost, way: Reveal, finished_at: int) -> Improvement:
    start = way.began_at if way.struck_at is None else way.struck_at
    end = max(finished_at if way.over_at is None else way.over_at, start)
    told = min(max(end if way.told_at is None else way.told_at, start), end)
    found = min(max(end if way.found_at is None else way.found_at, told), end)
    stretches: tuple[tuple[Stretch, int], ...] = (
        ("detect", told - start),
        ("diagnose", found - told),
        ("repair", end - found),
    )
    stretch, seconds = max(stretches, key=lambda one: one[1])
    return Improvement(
        each.cause, each.component, each.mode, each.minutes, stretch, seconds, end - start
    )
