"""Enemies: questions of which one answers the other, so that they are never asked together.

The one idea: one of the two names the other, and holds for both.

Source: van der Linden 2005, Linear Models for Optimal Test Design (enemy sets).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from itilsim.quiz.questions import Item


def enemies_of(items: Iterable[Item]) -> Mapping[str, frozenset[str]]:
    """Return the enemies of each question that has some, by id; some may be in no bank."""
    found: dict[str, set[str]] = {}
    for item in items:
        for name in set(item.enemies) - {item.id}:
            found.setdefault(item.id, set()).add(name)
            found.setdefault(name, set()).add(item.id)
    return {name: frozenset(others) for name, others in found.items()}


def apart(items: Iterable[Item], enemies: Mapping[str, frozenset[str]]) -> Iterator[Item]:
    """Yield the questions that are no enemy of one before, in order.

    Args:
        items: In the order in which they would be asked.
        enemies: As `enemies_of` gives them.
    """
    taken: set[str] = set()
    for item in items:
        if enemies.get(item.id, frozenset()).isdisjoint(taken):
            taken.add(item.id)
            yield item
