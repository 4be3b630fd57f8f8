"""The blueprints that belong to the program say what is published, and the bank fills them."""

from __future__ import annotations

from collections import Counter

import pytest

from itilsim.content.bank import load_bank, load_blueprint
from itilsim.quiz.blueprint import Blueprint, pools
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.syllabus import AREAS, area_of
from itilsim.storage.places import content

AREA_MARKS: dict[Edition, tuple[int, ...]] = {
    "2011": (3, 4, 8, 4, 16, 3, 1, 1),
    "4": (5, 6, 2, 1, 2, 7, 17),
    "5": (12, 4, 4, 16, 2, 1, 1),
}
"""Questions by area, from area 1 on. Source: the candidate syllabi of 4 and 5; 2011's are ours."""

RECALL = {"4": 9, "5": 16}
"""Questions of Bloom level 1. Source: as above."""


@pytest.fixture(params=EDITIONS)
def blueprint(request: pytest.FixtureRequest) -> Blueprint:
    edition: Edition = request.param
    return load_blueprint(edition)


def test_size_time_and_pass_mark_are_those_of_the_exams(blueprint: Blueprint) -> None:
    assert (blueprint.questions, blueprint.minutes, blueprint.extra_minutes) == (40, 60, 15)
    assert blueprint.pass_mark == 26
    assert (blueprint.most.list, blueprint.most.missing_word, blueprint.most.negative) == (6, 6, 2)
    assert blueprint.papers == (11 if blueprint.edition == "2011" else 7)


def test_areas_and_bloom_levels_have_their_marks(blueprint: Blueprint) -> None:
    edition = blueprint.edition
    marks: Counter[str] = Counter()
    for cell in blueprint.cells:
        marks[area_of(edition, cell.syllabus)] += cell.count
    assert tuple(marks[area] for area in AREAS[edition] if marks[area]) == AREA_MARKS[edition]
    recall = sum(cell.count for cell in blueprint.cells if cell.bloom == 1)
    assert recall == RECALL.get(edition, 0)


def test_what_is_ours_is_called_ours(blueprint: Blueprint) -> None:
    assert "ours" in blueprint.note


def test_the_bank_holds_each_cell_as_often_as_papers_are_promised(blueprint: Blueprint) -> None:
    for cell, pool in pools(load_bank(content() / "questions"), blueprint).items():
        assert len(pool) >= blueprint.papers * cell.count
