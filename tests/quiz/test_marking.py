"""Marking: the total, the areas, and what saying how sure one is brings or costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.marking import AreaResult, ItemResult, certainty_mark, mark
from itilsim.quiz.questions import Bank
from itilsim.quiz.sitting import Answer, Sitting
from tests.quiz.samples import SOUND, options

ITEMS = tuple(
    replace(
        SOUND,
        id=f"q{n}",
        syllabus={"2011": area},
        options=options("One", "Two", "Three", "Four", key=n % 4),
    )
    for n, area in enumerate(["5", "4.1", "5.2", "1"])
)
BANK = Bank(ITEMS, ())


def sat(*chosen: int | None, certainty: int | None = None) -> Sitting:
    answers = tuple(None if one is None else Answer(one, certainty, 5) for one in chosen)
    items = tuple(f"q{n}" for n in range(len(chosen)))
    return Sitting("exam-1", "2011", 7, items, 3600, 3, answers)


def test_right_answers_are_counted_and_the_pass_mark_passes() -> None:
    result = mark(sat(0, 1, 2, 0), BANK)
    assert (result.correct, result.total, result.passed) == (3, 4, True)
    assert not mark(sat(0, 1, 3, 0), BANK).passed


def test_what_was_not_answered_is_wrong() -> None:
    result = mark(sat(0, None, None, None), BANK)
    assert result.correct == 1
    assert result.by_item[1] == ItemResult("q1", None, 1, correct=False, certainty=None)


def test_areas_come_in_the_order_of_the_syllabus_with_their_titles() -> None:
    assert mark(sat(0, 1, 3, None), BANK).by_area == (
        AreaResult("1", "Service management as a practice", 0, 1),
        AreaResult("4", "Key principles and models", 1, 1),
        AreaResult("5", "Processes", 1, 2),
    )


def test_a_question_that_was_withdrawn_counts_as_right() -> None:
    result = mark(sat(0, 0, 0, 3), Bank(ITEMS[:3], ()))
    assert result.by_item[3] == ItemResult("q3", 3, None, correct=True, certainty=None)
    assert (result.correct, result.total) == (2, 4)
    assert sum(area.total for area in result.by_area) == 3


@pytest.mark.parametrize(("certainty", "right", "wrong"), [(1, 1, 0), (2, 2, -2), (3, 3, -6)])
def test_certainty_brings_and_costs_as_published(certainty: int, right: int, wrong: int) -> None:
    assert certainty_mark(certainty, correct=True) == right
    assert certainty_mark(certainty, correct=False) == wrong
    # Two right, one wrong, one without an answer, which neither brings nor costs.
    assert mark(sat(0, 1, 3, None, certainty=certainty), BANK).certainty_score == 2 * right + wrong


def test_without_certainty_there_is_no_such_score() -> None:
    assert mark(sat(0, 1, 2, 3), BANK).certainty_score is None


def test_honesty_pays_best() -> None:
    # Expected marks at each level: 1 is best below 2/3, 3 above 4/5, 2 between them.
    for percent, best in [(50, 1), (65, 1), (68, 2), (79, 2), (81, 3), (99, 3)]:
        expected = {
            level: percent * certainty_mark(level, correct=True)
            + (100 - percent) * certainty_mark(level, correct=False)
            for level in (1, 2, 3)
        }
        assert max(expected, key=lambda level: expected[level]) == best
