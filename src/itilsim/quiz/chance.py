"""Named chance for papers and schedules: each draw is keyed by what it is about.

The one idea: a number depends on a seed and a key only, never on how many were drawn before it. The
same function as in the simulation, which this package may not import.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")

_SCALE = 2.0**-53


def uniform(seed: int, *key: object) -> float:
    """Return a number in the open interval (0, 1), the same for the same seed and key.

    Draws: one, the 53 high bits of BLAKE2b over the joined key.
    """
    text = "/".join(map(str, (seed, *key)))
    digest = blake2b(text.encode(), digest_size=8).digest()
    return ((int.from_bytes(digest, "big") >> 11) + 0.5) * _SCALE


def shuffled(items: Sequence[T], seed: int, *key: object) -> list[T]:
    """Return the items in an order that depends on seed, key and their number only.

    Draws: one for each position, keyed by `key` and the position.
    """
    order = sorted(range(len(items)), key=lambda n: uniform(seed, *key, n))
    return [items[n] for n in order]
