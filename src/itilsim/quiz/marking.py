"""What a sitting comes to: right answers, by question and by area of the syllabus.

The one idea: the key is looked up in the bank when a sitting is marked and nowhere before, so that
nothing on the way to the end can tell it.

With certainty-based marking a candidate says with each answer how sure it is. A right answer then
brings 1, 2 or 3 marks, a wrong one costs 0, 2 or 6: one does best by saying honestly how sure one
is, and being sure of something wrong is what costs most.
Source: A. R. Gardner-Medwin, "Certainty-Based Marking", University College London.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.quiz.questions import Bank, Item
from itilsim.quiz.sitting import Sitting
from itilsim.quiz.syllabus import AREAS, area_of

RIGHT: Final[Mapping[int, int]] = {1: 1, 2: 2, 3: 3}
"""Marks of a right answer by certainty. Source: Gardner-Medwin, as above."""

WRONG: Final[Mapping[int, int]] = {1: 0, 2: -2, 3: -6}
"""Marks of a wrong answer by certainty. Source: Gardner-Medwin, as above."""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What became of one question."""

    item: str
    """Its id."""
    chosen: int | None
    """The option chosen, counted from 0; None where nothing was answered."""
    key: int | None
    """The right option; None if the question was taken out of the bank since."""
    correct: bool
    """Whether it counts as right. A question without a key does, as examiners do when they
    withdraw one."""
    certainty: int | None
    """How sure the candidate was, 1 to 3; None where that was not asked for."""


@dataclass(frozen=True, slots=True)
class AreaResult:
    """The questions of one area of the syllabus."""

    area: str
    """Number of the area, like `5`."""
    title: str
    """Its title."""
    correct: int
    """How many count as right."""
    total: int
    """How many there were."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a sitting comes to."""

    correct: int
    """How many questions count as right."""
    total: int
    """How many there were."""
    passed: bool
    """Whether that is enough."""
    by_area: tuple[AreaResult, ...]
    """In the order of the syllabus; areas without a question are left out."""
    by_item: tuple[ItemResult, ...]
    """In the order of the paper."""
    certainty_score: int | None
    """Sum of the certainty-based marks; None if no answer says how sure it is."""


def mark(sitting: Sitting, bank: Bank) -> Result:
    """Mark what was answered; what was not answered counts as wrong.

    Args:
        sitting: Handed in or not: marks what is there.
        bank: Where the questions come from.
    """
    items = {item.id: item for item in bank.items}
    by_item = tuple(_item_result(sitting, n, items) for n in range(len(sitting.items)))
    correct = sum(one.correct for one in by_item)
    scores = [
        certainty_mark(one.certainty, correct=one.correct)
        for one in by_item
        if one.certainty is not None and one.key is not None
    ]
    return Result(
        correct=correct,
        total=len(by_item),
        passed=correct >= sitting.pass_mark,
        by_area=_by_area(sitting, by_item, items),
        by_item=by_item,
        certainty_score=sum(scores) if scores else None,
    )


def certainty_mark(certainty: int, *, correct: bool) -> int:
    """Return the marks for one answer.

    Args:
        certainty: 1, 2 or 3.
        correct: Whether the answer is right.
    """
    return RIGHT[certainty] if correct else WRONG[certainty]


def _item_result(sitting: Sitting, position: int, items: Mapping[str, Item]) -> ItemResult:
    name = sitting.items[position]
    answer = sitting.answers[position]
    chosen = None if answer is None else answer.option
    certainty = None if answer is None else answer.certainty
    key = items[name].key if name in items else None
    return ItemResult(name, chosen, key, key is None or chosen == key, certainty)


def _by_area(
    sitting: Sitting, by_item: tuple[ItemResult, ...], items: Mapping[str, Item]
) -> tuple[AreaResult, ...]:
    """Add up by area; a question that is not in the bank any more belongs to none."""
    found: dict[str, list[bool]] = {area: [] for area in AREAS[sitting.edition]}
    for one in by_item:
        if one.item in items:
            criterion = items[one.item].syllabus.get(sitting.edition, "")
            found.get(area_of(sitting.edition, criterion), []).append(one.correct)
    return tuple(
        AreaResult(area, AREAS[sitting.edition][area], sum(marks), len(marks))
        for area, marks in found.items()
        if marks
    )
