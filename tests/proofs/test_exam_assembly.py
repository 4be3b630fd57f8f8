"""Mock exams are by the blueprint: exact counts, nothing twice, balanced, over many seeds."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from itilsim.content.bank import load_bank, load_blueprint
from itilsim.quiz.assembly import Paper, assemble, assemble_disjoint
from itilsim.quiz.blueprint import Blueprint, cell_of
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Bank
from itilsim.storage.places import content

EVERYDAY, FULL = 30, 1000
DISJOINT_EVERYDAY, DISJOINT_FULL = 3, 100
"""Seeds of single papers, and of sets of papers without a common question."""


@cache
def shipped() -> Bank:
    return load_bank(content() / "questions")


def assert_right(paper: Paper, blueprint: Blueprint) -> None:
    """The limits once more in numbers, not by the functions that keep them."""
    assert len({item.id for item in paper}) == len(paper) == 40
    assert Counter(cell_of(item, blueprint) for item in paper) == {
        cell: cell.count for cell in blueprint.cells
    }
    styles = Counter(item.style for item in paper)
    assert styles["list"] <= 6
    assert styles["missing-word"] <= 6
    assert styles["negative"] <= 2
    keys = Counter(item.key for item in paper)
    assert all(7 <= keys[position] <= 13 for position in range(4))
    assert not any(item.beyond_exam for item in paper)
    assert all(blueprint.edition in item.editions for item in paper)


def proven(edition: Edition, seeds: int, sets: int) -> str:
    """Assemble and look at all; what was seen, in a line."""
    blueprint, drawn = load_blueprint(edition), Counter[str]()
    for seed in range(seeds):
        paper = assemble(shipped(), blueprint, seed)
        assert_right(paper, blueprint)
        drawn.update(item.id for item in paper)
    for seed in range(sets):
        papers = assemble_disjoint(shipped(), blueprint, seed, blueprint.papers)
        for paper in papers:
            assert_right(paper, blueprint)
        assert len({item.id for paper in papers for item in paper}) == 40 * blueprint.papers
    can = sum(cell_of(item, blueprint) is not None for item in shipped().items)
    return (
        f"study: exam {edition}: {seeds:,} seeds, all by the blueprint, keys 7 to 13 in each "
        f"place; {len(drawn)} of {can} questions drawn; {blueprint.papers} disjoint papers over "
        f"{sets} seeds"
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_papers_are_right_over_some_seeds(edition: Edition) -> None:
    assert proven(edition, EVERYDAY, DISJOINT_EVERYDAY)


@pytest.mark.prove
@pytest.mark.parametrize("edition", EDITIONS)
def test_papers_are_right_over_many_seeds(edition: Edition) -> None:
    print(proven(edition, FULL, DISJOINT_FULL))
