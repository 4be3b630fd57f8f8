"""Chance of composing: every draw is keyed by what it is about.

The one idea: a draw depends on seed, candidate and key alone, so that one more ingredient leaves
all others as they were.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TypeVar

from itilsim.sim.streams import uniform

T = TypeVar("T")

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Draws:
    """All draws of one candidate."""

    seed: int
    """The seed of the shift."""
    candidate: int
    """Which try it is, from 0."""

    def unit(self, *key: object) -> float:
        """A number in the open interval (0, 1)."""
        return uniform(self.seed, "compose", self.candidate, *key)

    def between(self, low: int, high: int, *key: object) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.unit(*key) * (high - low + 1))

    def happens(self, percent: int, *key: object) -> bool:
        """Whether something comes that comes so often in a hundred times."""
        return self.unit(*key) * 100 < percent

    def pick(self, options: Sequence[T], *key: object) -> T:
        """One of some, all alike."""
        return options[int(self.unit(*key) * len(options))]

    def weighted(self, options: Sequence[T], weight: Callable[[T], float], *key: object) -> T:
        """One of some, by weight; at least one weight is above zero."""
        weights = [weight(option) for option in options]
        left = self.unit(*key) * math.fsum(weights)
        for option, share in zip(options, weights, strict=True):
            left -= share
            if left < 0:
                return option
        return options[-1]

    def ranked(self, options: Sequence[T], zipf_percent: int, *key: object) -> T:
        """One of some by Zipf's law, the first the most frequent; the exponent in hundredths."""
        ranks = range(len(options))
        return options[self.weighted(ranks, lambda rank: (rank + 1) ** (-zipf_percent / 100), *key)]

    def order(self, options: Sequence[T], *key: object) -> list[T]:
        """All of some in an order of chance."""
        places = sorted(range(len(options)), key=lambda n: self.unit(*key, n))
        return [options[n] for n in places]

    def normal(self, *key: object) -> float:
        """A standard normal number."""
        return _NORMAL.inv_cdf(self.unit(*key))
