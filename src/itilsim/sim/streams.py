"""Named chance: every draw is keyed by what it is about, never by who hurries it.

A one-off draw is `uniform(seed, *key)`; every distribution is an inverse transform of it, so that
one uniform number is one draw. Results are whole seconds.
"""

from __future__ import annotations

import math
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
    bits = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 11
    return (bits + 0.5) * _SCALE


def seconds(distribution: Distribution, u: float) -> int:
    """The duration that belongs to one uniform number, in whole seconds.

    Args:
        distribution: What to draw from; its parameters are minutes and hundredths.
        u: A number in the open interval (0, 1).
    """
    low = distribution.minutes * 60
    shape = distribution.shape_percent / 100
    match distribution.kind:
        case "fixed":
            return low
        case "uniform":
            return low + int(u * (distribution.to_minutes * 60 - low))
        case "exponential":
            return int(-low * math.log(u))
        case "weibull":
            return int(low * (-math.log(u)) ** (1 / shape))
        case "lognormal":
            return int(low * math.exp(shape * _NORMAL.inv_cdf(u)))
