"""The kinds of generated shifts on which rules are judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from itilsim.composing.loading import load_shift
from itilsim.composing.orders import ShiftOrder
from itilsim.domain.scenario import Setting
from itilsim.storage.places import places

ORDERS = tuple(
    ShiftOrder(organisation, level, minutes)
    for organisation, level, minutes in (
        ("quillmere", 2, 60),
        ("wennery", 3, 60),
        ("quillmere", 4, 60),
        ("wennery", 2, 45),
        ("wennery", 5, 60),
    )
)


def generated(home: Path, each: int) -> Iterator[tuple[Setting, int]]:
    """So many shifts of every kind, with their seeds, which nothing else is judged on."""
    for order in ORDERS:
        for seed in range(5_100_000, 5_100_000 + each):
            yield load_shift(order.id, seed, places(home)), seed
