"""Blueprints: which question belongs to which cell, and plans that contradict themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.blueprint import (
    Blueprint,
    Cell,
    blueprint_findings,
    cell_of,
    pools,
    shortages,
)
from itilsim.quiz.questions import Item
from tests.quiz.exam_samples import PLAN, bank, plenty, question
from tests.quiz.samples import CARD, ORDER


def codes(blueprint: Blueprint) -> list[str]:
    return [finding.code for finding in blueprint_findings(blueprint)]


@pytest.mark.parametrize(
    ("cell", "criterion", "bloom", "inside"),
    [
        (Cell("2", 1), "2", 1, True),
        (Cell("2", 1), "2.1", 2, True),
        (Cell("2.1", 1), "2.1", 2, True),
        (Cell("2.1", 1), "2", 2, False),
        (Cell("2.1", 1), "2.10", 2, False),
        (Cell("1", 1), "10", 2, False),
        (Cell("2", 1, 1), "2.1", 1, True),
        (Cell("2", 1, 1), "2.1", 2, False),
    ],
)
def test_an_area_holds_its_criteria_and_a_bloom_level_its_own(
    cell: Cell, criterion: str, bloom: int, inside: bool
) -> None:
    assert cell.holds(criterion, bloom) is inside


def test_a_question_belongs_to_the_cell_of_its_criterion() -> None:
    assert cell_of(question("a", "6"), PLAN) == PLAN.cells[1]


@pytest.mark.parametrize(
    "item",
    [
        replace(question("a"), beyond_exam=True),
        replace(question("a"), editions=("4",), syllabus={"4": "7.1"}),
        replace(question("a"), syllabus={"2011": "9"}),
        ORDER,
        CARD,
    ],
    ids=("beyond", "edition", "area", "order", "card"),
)
def test_what_no_paper_may_draw_belongs_to_no_cell(item: Item) -> None:
    assert cell_of(item, PLAN) is None


def test_pools_keep_the_order_of_cells_and_of_the_bank() -> None:
    items = (question("b", "6"), question("c"), question("a"), question("d", "6"))
    found = pools(bank(*items), PLAN)
    assert list(found) == list(PLAN.cells)
    assert [[item.id for item in pool] for pool in found.values()] == [["c", "a"], ["b", "d"]]


def test_a_sound_plan_has_no_findings() -> None:
    assert codes(PLAN) == []


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(PLAN, questions=5), "wrong-sum"),
        (replace(PLAN, pass_mark=5), "wrong-pass-mark"),
        (replace(PLAN, cells=(Cell("5", 3), Cell("12", 1))), "unknown-criterion"),
        (replace(PLAN, cells=(Cell("5", 3), Cell("5", 1))), "cells-overlap"),
        (replace(PLAN, cells=(Cell("5", 3), Cell("5.1", 1, 2))), "cells-overlap"),
        (replace(PLAN, cells=(Cell("5.1", 3, 1), Cell("5", 1))), "cells-overlap"),
    ],
)
def test_a_plan_that_contradicts_itself_is_found(plan: Blueprint, code: str) -> None:
    assert codes(plan) == [code]


def test_two_bloom_levels_of_one_area_are_two_cells() -> None:
    assert codes(replace(PLAN, cells=(Cell("5", 3, 1), Cell("5", 1, 2)))) == []


def test_cells_with_too_few_questions_are_named_with_what_they_need() -> None:
    found = pools(plenty(processes=8, functions=4), PLAN)
    assert list(shortages(found, 2)) == []
    (finding,) = shortages(found, 3)
    assert finding.path == ("cells", 0, "count")
    assert "has 8" in finding.message
    assert "need 9" in finding.message
