"""One guiding principle, by rule from what cost most, and none where the exam knows none."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.reports.principles import PRINCIPLES, Name, principle_of
from itilsim.reports.sections import sections
from tests.played import first_shift, played

DECIDED = {each.id for each in CRITERIA if each.part != "outcome"}


def test_every_criterion_has_its_principle_and_each_principle_its_use() -> None:
    assert set(PRINCIPLES) == DECIDED | {each.id for each in DEDUCTIONS}
    assert {name for name, _ in PRINCIPLES.values()} == set(get_args(Name))


@pytest.mark.parametrize("policy", ["idle", "random_choice", "first_come", "by_priority"])
def test_it_is_that_of_what_cost_most(policy: str) -> None:
    debrief = played(policy).debrief
    costs: dict[str, int] = {}
    for each in debrief.dearest:
        costs[each.finding.criterion] = costs.get(each.finding.criterion, 0) + each.lost
    found = principle_of(debrief, "4")
    assert found is not None
    assert costs[found.criterion] == found.lost == max(costs.values())
    assert found.name == PRINCIPLES[found.criterion][0]
    assert "cost you most here" in found.why


def test_where_nothing_was_lost_it_is_that_of_what_went_best() -> None:
    debrief = replace(played("textbook").debrief, dearest=())
    found = principle_of(debrief, "5")
    assert found is not None
    assert found.lost == 0
    assert found.criterion == debrief.well[0].criterion
    assert "went best here" in found.why


def test_2011_has_none() -> None:
    debrief = played("by_priority").debrief
    assert principle_of(debrief, "2011") is None
    words = str(sections(debrief, first_shift(), "2011"))
    assert "guiding principle" not in words
    assert "guiding principle" in str(sections(debrief, first_shift(), "4"))
