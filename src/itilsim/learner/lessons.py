"""When a lesson is to be read: before the first cards of its topic, after one question to guess at.

The one idea: which lesson is due follows from what has been seen of its topic, so nothing about
lessons is stored, and a round that was left goes on where it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from itilsim.quiz.editions import Edition
from itilsim.quiz.lessons import lessons_of
from itilsim.quiz.questions import Bank, Item, Lesson


@dataclass(frozen=True, slots=True)
class Lessons:
    """The lessons of one exam."""

    on: Mapping[str, Lesson] = field(default_factory=dict)
    """By topic."""
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """All items of each topic."""

    @classmethod
    def of(cls, bank: Bank, edition: Edition) -> Lessons:
        """Return the lessons of a bank for an edition."""
        items: dict[str, tuple[Item, ...]] = {}
        for item in bank.of_edition(edition):
            items[item.topic] = (*items.get(item.topic, ()), item)
        return cls(lessons_of(bank.lessons, edition), items)

    def comes_after(self, item: Item, seen: Collection[str]) -> bool:
        """Return whether an item is the question to guess at, before the lesson on its topic."""
        new = not any(each.id in seen for each in self.items.get(item.topic, ()))
        return new and item.topic in self.on and item.style != "card"

    def before(self, item: Item, seen: Collection[str]) -> Lesson | None:
        """Return the lesson that is to be read before an item; none if it comes later, or came.

        It comes before the second new item of its topic, and before its first card in any case.

        Args:
            item: What is asked next.
            seen: Ids of all items that have been answered or reviewed.
        """
        lesson = self.on.get(item.topic)
        if lesson is None or item.id in seen:
            return None
        met = [each for each in self.items.get(item.topic, ()) if each.id in seen]
        if item.style == "card":
            return None if any(each.style == "card" for each in met) else lesson
        return lesson if len(met) == 1 else None
