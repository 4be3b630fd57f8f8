"""Computed items that many tests read, worked out once."""

from __future__ import annotations

from functools import cache

from itilsim.coaching.computed import KINDS, computed_item
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item
from tests.played import first_shift

SEEDS = 200

PAIRS: tuple[tuple[str, Edition], ...] = tuple(
    (kind, edition) for edition, kinds in KINDS.items() for kind in kinds
)
"""Every kind in every edition that knows it."""


@cache
def items(kind: str, edition: Edition, seeds: int = SEEDS) -> tuple[Item, ...]:
    return tuple(computed_item(kind, edition, seed, first_shift()) for seed in range(seeds))


def all_of(kind: str) -> tuple[Item, ...]:
    """The items of a kind in all editions."""
    return tuple(item for one, edition in PAIRS if one == kind for item in items(kind, edition))


def right(item: Item) -> str:
    """The text of the key."""
    assert item.key is not None
    return item.options[item.key].text
