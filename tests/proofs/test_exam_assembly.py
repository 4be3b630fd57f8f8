"""Mock exams are by the blueprint: exact counts, nothing twice, balanced, over many seeds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from itilsim.content.bank import load_bank, load_blueprint
from itilsim.quiz.assembly import Paper, assemble, assemble_disjoint
from itilsim.quiz.blueprint import Blueprint, cell_of
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Bank
from itilsim.quiz.showing import paper_shown
from itilsim.storage.places import content

EVERYDAY, FULL = 30, 1000
DISJOINT_EVERYDAY, DISJOINT_FULL = 3, 100
"""Seeds of single papers, and of sets of papers without a common question."""


@cache
def shipped() -> Bank:
    return load_bank(content() / "questions")


BLOOM = {"4": (9, 31), "5": (16, 24)}
"""Questions of Bloom level 1 and 2. Source: the candidate syllabi; 2011's are not published."""


def bloom_of(paper: Paper) -> tuple[int, int]:
    """Questions of each level."""
    levels = Counter(item.bloom for item in paper)
    return levels[1], levels[2]


def met(paper: Paper) -> int:
    """Pairs of enemies in a paper."""
    ids = {item.id for item in paper}
    return sum(name in ids for item in paper for name in item.enemies)


def assert_right(paper: Paper, blueprint: Blueprint, seed: int) -> None:
    """The limits once more in numbers, not by the functions that keep them."""
    assert len({item.id for item in paper}) == len(paper) == 40
    assert Counter(cell_of(item, blueprint) for item in paper) == {
        cell: cell.count for cell in blueprint.cells
    }
    styles = Counter(item.style for item in paper)
    assert styles["list"] <= 6
    assert styles["missing-word"] <= 6
    assert styles["negative"] <= 2
    assert blueprint.edition == "2011" or bloom_of(paper) == BLOOM[blueprint.edition]
    assert not met(paper)
    keys = Counter(item.key for item in paper_shown(paper, seed) if item is not None)
    assert all(7 <= keys[position] <= 13 for position in range(4))
    assert not any(item.beyond_exam for item in paper)
    assert all(blueprint.edition in item.editions for item in paper)


def proven(edition: Edition, seeds: int, sets: int) -> str:
    """Assemble and look at all; what was seen, in a line."""
    blueprint, drawn = load_blueprint(edition), Counter[str]()
    calm = Bank(tuple(replace(item, enemies=()) for item in shipped().items), shipped().sources)
    known = {item.id: item for item in shipped().items}
    hostile, topics = 0, Counter[int]()
    for seed in range(seeds):
        paper = assemble(shipped(), blueprint, seed)
        assert_right(paper, blueprint, seed)
        drawn.update(item.id for item in paper)
        topics[max(Counter(item.topic for item in paper).values())] += 1
        hostile += met(tuple(known[item.id] for item in assemble(calm, blueprint, seed))) > 0
    for seed in range(sets):
        papers = assemble_disjoint(shipped(), blueprint, seed, blueprint.papers)
        for paper in papers:
            assert_right(paper, blueprint, seed)
        assert len({item.id for paper in papers for item in paper}) == 40 * blueprint.papers
    assert hostile > seeds / 10
    can = sum(cell_of(item, blueprint) is not None for item in shipped().items)
    return (
        f"study: exam {edition}: {seeds:,} seeds, all by the blueprint, keys 7 to 13 in each "
        f"place, no enemies (control, where none are known: pairs in {hostile}); most questions on "
        f"one topic {max(topics)}; {len(drawn)} of {can} questions drawn; {blueprint.papers} "
        f"disjoint papers over {sets} seeds"
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_papers_are_right_over_some_seeds(edition: Edition) -> None:
    assert proven(edition, EVERYDAY, DISJOINT_EVERYDAY)


@pytest.mark.prove
@pytest.mark.parametrize("edition", EDITIONS)
def test_papers_are_right_over_many_seeds(edition: Edition) -> None:
    print(proven(edition, FULL, DISJOINT_FULL))
