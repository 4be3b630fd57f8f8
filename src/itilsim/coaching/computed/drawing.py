"""Draws of one computed question: each has a name, so that none depends on another.

The one idea: a question that is worked out twice from one seed is drawn twice alike, in any
process and on any Python, because every draw is keyed by what it decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from itilsim.sim.streams import uniform

T = TypeVar("T")

PEOPLE = (
    "Alma Restwick",
    "Ben Harrowfen",
    "Chloe Dunmarsh",
    "Devan Okerley",
    "Esther Palliby",
    "Farid Mosswell",
    "Greta Lynsted",
    "Hugo Tarnbeck",
)
"""Who appears in questions; invented."""


@dataclass(frozen=True, slots=True)
class Draw:
    """All chance of one question."""

    seed: int
    """The seed of the question."""
    key: tuple[object, ...]
    """What the question is, the common beginning of all keys."""

    def below(self, count: int, *about: object) -> int:
        """A whole number from 0 to `count` - 1.

        Draws: one, keyed by what it is about.
        """
        return int(uniform(self.seed, *self.key, *about) * count)

    def pick(self, things: Sequence[T], *about: object) -> T:
        """One of some things, which must not be empty."""
        return things[self.below(len(things), *about)]

    def likely(self, percent: int, *about: object) -> bool:
        """Whether something of a given chance, in percent, is so."""
        return self.below(100, *about) < percent

    def shuffled(self, things: Sequence[T], *about: object) -> list[T]:
        """The same things in an order that is drawn."""
        order = sorted(range(len(things)), key=lambda n: uniform(self.seed, *self.key, *about, n))
        return [things[n] for n in order]

    def person(self) -> str:
        """Who the question is about."""
        return self.pick(PEOPLE, "person")
