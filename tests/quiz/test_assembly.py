"""Assembly: exact counts, nothing twice, limits kept, the same seed the same papers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from itilsim.quiz.assembly import (
    Unfillable,
    assemble,
    assemble_disjoint,
    assembly_findings,
    excess,
)
from itilsim.quiz.blueprint import Cell, Most, cell_of
from tests.quiz.exam_samples import PLAN, bank, plenty, question


@pytest.mark.parametrize("seed", range(20))
def test_a_paper_has_the_counts_of_its_blueprint_and_nothing_twice(seed: int) -> None:
    paper = assemble(plenty(), PLAN, seed)
    assert Counter(cell_of(item, PLAN) for item in paper) == {PLAN.cells[0]: 3, PLAN.cells[1]: 1}
    assert len({item.id for item in paper}) == 4


def test_the_same_seed_gives_the_same_paper_and_another_seed_another() -> None:
    papers = [tuple(item.id for item in assemble(plenty(), PLAN, seed)) for seed in (1, 1, 2)]
    assert papers[0] == papers[1]
    assert papers[0] != papers[2]


def test_cells_are_mixed_in_the_order_of_a_paper() -> None:
    places = {
        [item.syllabus["2011"] for item in assemble(plenty(), PLAN, seed)].index("6")
        for seed in range(40)
    }
    assert places == {0, 1, 2, 3}


def test_as_many_papers_as_the_smallest_pool_gives_have_nothing_in_common() -> None:
    papers = assemble_disjoint(plenty(), PLAN, 5, 4)
    ids = [item.id for paper in papers for item in paper]
    assert len(ids) == len(set(ids)) == 16


def test_rare_styles_are_within_their_limits() -> None:
    lists = [question(f"list-{n}", "5", 0, "list") for n in range(20)]
    items = bank(*lists, *plenty(processes=8).items)
    for seed in range(30):
        for paper in assemble_disjoint(items, PLAN, seed, 2):
            assert sum(item.style == "list" for item in paper) <= 1
            assert excess(paper, PLAN) == 0


def test_enemies_never_meet_in_a_paper() -> None:
    calm = plenty().items
    # Each of the first six processes answers each of the others: at most one of them in a paper.
    foes = tuple(f"process-{n}" for n in range(6))
    items = [
        replace(item, enemies=foes[foes.index(item.id) + 1 :]) if item.id in foes else item
        for item in calm
    ]
    met = 0
    for seed in range(60):
        for paper in assemble_disjoint(bank(*items), PLAN, seed, 2):
            assert sum(item.id in foes for item in paper) <= 1
            assert excess(paper, PLAN) == 0
        met += any(excess([i for i in items if i.id in {p.id for p in paper}], PLAN)
                   for paper in assemble_disjoint(bank(*calm), PLAN, seed, 2))  # fmt: skip
    assert met > 30  # So often they meet where nobody knows that they are enemies.


def test_enemies_in_every_paper_are_an_error() -> None:
    items = plenty(processes=3).items
    foes = [replace(items[0], enemies=(items[1].id,)), *items[1:]]
    assert [one.code for one in assembly_findings(bank(*foes), PLAN)] == ["unfillable"]
    plan = replace(PLAN, papers=1)
    assert [one.code for one in assembly_findings(bank(*foes), plan)] == ["unbalanced-papers"]


def test_topics_of_a_cell_are_spread_over_a_paper() -> None:
    topics = ("incident-management", "problem-management", "event-management")
    items = [
        replace(question(f"{topic}-{n}", "5", n % 4), topic=topic)
        for topic in topics
        for n in range(8)
    ]
    functions = plenty(processes=0).items
    for seed in range(20):
        paper = assemble(bank(*items, *functions), PLAN, seed)
        drawn = [item.topic for item in paper if item.syllabus["2011"] == "5"]
        assert sorted(drawn) == sorted(topics)


def test_every_question_has_its_chance() -> None:
    often = Counter(item.id for seed in range(600) for item in assemble(plenty(), PLAN, seed))
    assert len(often) == 16
    assert all(100 <= often[f"process-{n}"] <= 200 for n in range(12))
    assert all(100 <= often[f"function-{n}"] <= 200 for n in range(4))


def test_too_few_questions_are_an_error_that_names_every_short_cell() -> None:
    with pytest.raises(Unfillable) as caught:
        assemble(plenty(processes=2, functions=0), PLAN, 1)
    assert [one.path for one in caught.value.findings] == [
        ("cells", 0, "count"),
        ("cells", 1, "count"),
    ]
    assert "1 paper needs 3" in str(caught.value)


def test_limits_that_cannot_be_kept_are_an_error_and_no_endless_search() -> None:
    plan = replace(PLAN, most=Most(1, 0, 0))
    items = (question(f"q-{n}", "6" if n < 20 else "5", 0, "negative") for n in range(60))
    with pytest.raises(Unfillable) as caught:
        assemble(bank(*items), plan, 1)
    (finding,) = caught.value.findings
    assert (finding.path, finding.code) == (("papers",), "unbalanced-papers")


def test_a_bank_of_lists_alone_cannot_keep_the_limit_of_lists() -> None:
    lists = [question(f"l-{n}", "6" if n < 9 else "5", n % 4, "list") for n in range(30)]
    assert [one.code for one in assembly_findings(bank(*lists), PLAN)] == ["unbalanced-papers"]
    plan = replace(PLAN, most=Most(4, 1, 1))
    assert assembly_findings(bank(*lists), plan) == ()


def test_a_bank_that_holds_exactly_one_paper_gives_it() -> None:
    plan = replace(PLAN, cells=(Cell("5", 4),))
    items = bank(*(question(f"q-{n}", "5", n) for n in range(4)))
    assert {item.id for item in assemble(items, plan, 9)} == {"q-0", "q-1", "q-2", "q-3"}
