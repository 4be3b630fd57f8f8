"""Named chance: every draw is keyed by what it is about, never by who hurries it.

A one-off draw is `uniform(seed, *key)`; every distribution is an inverse transform of it, so that
one uniform number is one draw. Results are whole seconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from statistics import NormalDist

from itilsim.domain.library import Distribution

_NORMAL = NormalDist()
_SCALE = 2.0**-53


def uniform(seed: int, *key: object) -> float:
    """A number in the open interval (0, 1), the same for the same seed and key.

    Draws: one, the 53 high bits of BLAKE2b over the joined key.
    """
    text = "/".join(map(str, (seed, *key)))
    return _number(blake2b(text.encode(), digest_size=8).digest())


def uniforms(seed: int, *key: object) -> Callable[[bytes], float]:
    """Draws whose keys begin alike: gives each the same number as `uniform`, at half the price.

    Args:
        seed: The seed of the run.
        key: The common beginning of all keys; the function takes the rest, already encoded.
    """
    text = "/".join(map(str, (seed, *key, "")))
    beginning = blake2b(text.encode(), digest_size=8)

    def draw(rest: bytes) -> float:
        whole = beginning.copy()
        whole.update(rest)
        return _number(whole.digest())

    return draw


def seconds(distribution: Distribution, u: float) -> int:
    """The duration that belongs to one uniform number, in whole seconds.

    Args:
        distribution: What to draw from.
        u: A number in the open interval (0, 1).
    """
    low = distribution.low
    shape = distribution.shape_percent / 100
    match distribution.kind:
        case "fixed":
            return low
        case "uniform":
            return low + int(u * (distribution.high - low))
        case "exponential":
            return int(-low * math.log(u))
        case "weibull":
            return int(low * (-math.log(u)) ** (1 / shape))
        case "lognormal":
            return int(low * math.exp(shape * _NORMAL.inv_cdf(u)))


@cache
def within(distribution: Distribution, limit: int) -> tuple[float, float]:
    """Between which uniform numbers a duration of at most `limit` seconds lies.

    A source that waits for few of many draws compares with these, and works out only those few.
    """
    rising = seconds(distribution, _SCALE) <= seconds(distribution, 1 - _SCALE)
    low, high = 0.0, 1.0
    for _ in range(53):
        middle = (low + high) / 2
        if (seconds(distribution, middle) <= limit) == rising:
            low = middle
        else:
            high = middle
    return (0.0, high) if rising else (low, 1.0)


def _number(digest: bytes) -> float:
    """The uniform number of eight bytes."""
    return ((int.from_bytes(digest, "big") >> 11) + 0.5) * _SCALE
