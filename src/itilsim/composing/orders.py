"""Which generated shift is wanted, as it is written: `any-day.quillmere.2.60`.

The one idea: the id of a generated scenario says everything but the seed, so that whoever has a
run's header can compose its shift again. This module imports next to nothing: a list of runs asks
it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from itilsim.content.lookup import GENERATED
from itilsim.domain.errors import UsageError

ANY_DAY, DAILY = GENERATED
"""A generated shift; and that of a date, the same for all who play it that day."""

ORGANISATION: Final = "quillmere"
"""Where a shift is that names no organisation."""

LEVEL: Final = 2
"""The level of a shift that names none."""

MINUTES: Final = 60
"""Simulated minutes of a shift that names none. Tuning constant."""

EASIEST, HARDEST = 1, 5
"""Levels."""

SHORTEST, LONGEST = 30, 120
"""Minutes of a generated shift. Tuning constants: what the levels are made for."""


PATIENCE: Final = 1.0
"""Seconds of composing after which somebody is told why there is nothing to see. Tuning constant.
"""

COMPOSING: Final = "A shift is being composed, and tried out before you get it."
"""What is told then."""


@dataclass(frozen=True, slots=True)
class ShiftOrder:
    """A generated shift that is wanted; with a seed it is one shift for ever."""

    organisation: str = ORGANISATION
    """Id of the organisation."""
    level: int = LEVEL
    """1 to 5."""
    minutes: int = MINUTES
    """Simulated length."""

    @property
    def id(self) -> str:
        """The id of its scenario."""
        return f"{ANY_DAY}.{self.organisation}.{self.level}.{self.minutes}"


@dataclass(frozen=True, slots=True)
class Day:
    """A generated shift."""

    scenario: str
    """Its id."""
    seed: int | None = None
    """Its seed; none: another one every time."""


DAILY_ORDER: Final = ShiftOrder(minutes=45)
"""The daily shift, about ten real minutes."""


def seed_of(day: dt.date) -> int:
    """The seed of the daily shift of a day: the date as a number, like 20261128."""
    return int(f"{day:%Y%m%d}")


def is_generated(scenario: str) -> bool:
    """Whether an id is that of a generated shift."""
    return scenario.partition(".")[0] == ANY_DAY


def order_of(scenario: str) -> ShiftOrder:
    """The order behind an id; what it leaves out is as usual.

    Raises:
        UsageError: If it is none.
    """
    name, *parts = scenario.split(".")
    texts = dict(zip(("organisation", "level", "minutes"), parts, strict=False))
    numbers = [texts.get("level", str(LEVEL)), texts.get("minutes", str(MINUTES))]
    plain = all(number.isascii() and number.isdecimal() and len(number) < 4 for number in numbers)
    if name != ANY_DAY or len(parts) > len(texts) or not plain:
        raise UsageError(
            f"'{scenario[:80]}' is no generated shift; one is written like "
            f"{ShiftOrder().id} (organisation, level, minutes)."
        )
    order = ShiftOrder(texts.get("organisation", ORGANISATION), *map(int, numbers))
    if not EASIEST <= order.level <= HARDEST:
        raise UsageError(f"There is no level {order.level}: levels are {EASIEST} to {HARDEST}.")
    if not SHORTEST <= order.minutes <= LONGEST:
        raise UsageError(
            f"A generated shift takes {SHORTEST} to {LONGEST} minutes, not {order.minutes}."
        )
    return order
