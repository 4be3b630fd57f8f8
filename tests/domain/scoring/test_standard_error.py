"""How exact a total is: a jackknife over the causes, which the shift alone gives."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.domain.scenario import Weights
from itilsim.domain.scoring import Scorecard, Sla, Tally, scorecard
from itilsim.domain.scoring.outcome import measures, whole
from itilsim.domain.scoring.table import DEDUCTIONS
from itilsim.domain.scoring.tally import Portion, Suffered
from tests.data.corner import scripted
from tests.played import Played, first_shift, played, references

ONE = 1000
"""A cause's share of a mark."""
PLAYED = ("idle", "random_choice", "first_come", "by_priority", "textbook")
TRIAGE_ALONE = scripted(weights=Weights(100, 0, 0))


def made_of(portions: dict[str, Portion]) -> Tally:
    """A tally of nothing but triage, as judging would sum it up."""
    shares = [each.marks["kind"] for each in portions.values() if "kind" in each.marks]
    times = sum(each.deductions.get("hold", 0) for each in portions.values())
    return Tally(
        marks={"kind": sum(earned for _, earned in shares) // sum(share for share, _ in shares)},
        measures={},
        deductions={"hold": times},
        counts={},
        sla={"all": Sla(1, 1, 1)},
        lost_user_minutes=0,
        cost=0,
        satisfaction=1000,
        decisions=100,
        portions=portions,
    )


def with_credits(*each: int) -> dict[str, Portion]:
    """As many causes of one weight, with what was earned of each in thousandths."""
    return {
        f"cause {n}": Portion(Suffered(), {"kind": (ONE, ONE * credit)})
        for n, credit in enumerate(each)
    }


def card(portions: dict[str, Portion]) -> Scorecard:
    return scorecard(made_of(portions), TRIAGE_ALONE, None, None)


def error(portions: dict[str, Portion]) -> int:
    found = card(portions).standard_error
    assert found is not None
    return found


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=40))
def test_of_causes_that_weigh_alike_it_is_that_of_their_mean(each: list[int]) -> None:
    """Their standard deviation by the root of their number, as exactly as marks are rounded."""
    mean = fmean(each)
    variance = sum((credit - mean) ** 2 for credit in each) / (len(each) - 1) / len(each)
    assert error(with_credits(*each)) == pytest.approx(10 * sqrt(variance), abs=15)


def test_more_causes_make_a_total_more_exact() -> None:
    assert error(with_credits(*(0, 1000) * 8)) < error(with_credits(*(0, 1000) * 2)) / 1.9


def test_what_weighs_more_moves_more() -> None:
    light = with_credits(1000, 1000, 1000, 0)
    heavy = {**light, "cause 3": Portion(Suffered(), {"kind": (8 * ONE, 0)})}
    assert error(heavy) > error(light)


def test_where_all_causes_went_alike_nothing_hangs_on_which_came() -> None:
    assert error(with_credits(700, 700, 700)) == 0


def test_one_cause_tells_nothing_of_others() -> None:
    assert card(with_credits(700)).standard_error is None
    assert card(with_credits(700, 700)).standard_error is not None


def test_a_deduction_is_a_sum_and_grows_with_the_causes() -> None:
    """Two points off for one of four: as a total of four draws, of which each may cost two."""
    calm = with_credits(900, 900, 900, 900)
    off = {**calm, "cause 0": replace(calm["cause 0"], deductions={"hold": 1})}
    points = [200, 0, 0, 0]
    mean = fmean(points)
    variance = 4 * sum((each - mean) ** 2 for each in points) / 3
    assert error(off) == pytest.approx(sqrt(variance), abs=2)
    assert card(off).total == 9000 - 200


def test_the_order_of_causes_does_not_matter() -> None:
    portions = with_credits(0, 300, 1000, 700)
    assert error(dict(reversed(portions.items()))) == error(portions)


@pytest.mark.parametrize("policy", PLAYED)
def test_what_the_causes_bring_adds_up_to_the_tally(policy: str) -> None:
    tally = played(policy).tally
    every = tally.portions.values()
    for name, mark in tally.marks.items():
        shares = [each.marks[name] for each in every if name in each.marks]
        assert sum(earned for _, earned in shares) // sum(share for share, _ in shares) == mark
    percent = first_shift().scenario.constants.cost_percent
    assert measures(whole(each.suffered for each in every), percent) == tally.measures
    for name, times in tally.deductions.items():
        assert sum(each.deductions.get(name, 0) for each in every) == times


def test_it_is_that_of_the_formula_on_a_whole_shift() -> None:
    """Each replicate as a scorecard of a tally that never had the cause."""
    run, beside = played("first_come"), references(1)
    ends = beside["idle"][0], beside["textbook"][0]
    causes = {cause: None for each in (run.tally, *ends) for cause in each.portions}
    totals = [_without(run, cause, ends, len(causes)) for cause in causes]
    mean = fmean(totals)
    many = len(totals)
    expected = sqrt((many - 1) / many * sum((each - mean) ** 2 for each in totals))
    assert run.tally.deductions["teams"] > 0
    assert run.card.standard_error == int(expected)
    assert 200 < expected < 2000


def _without(run: Played, cause: str, ends: tuple[Tally, Tally], many: int) -> int:
    tally, *others = (_rest(each, cause) for each in (run.tally, *ends))
    points = scorecard(replace(tally, deductions={}), first_shift(), *others).total
    for each in DEDUCTIONS:
        times = tally.deductions.get(each.id, 0)
        points -= min(times * each.points * many // (many - 1), each.cap)
    return max(points, 0)


def _rest(tally: Tally, gone: str) -> Tally:
    """A tally summed up anew, without a cause."""
    kept = [portion for cause, portion in tally.portions.items() if cause != gone]
    marks = {}
    for name in tally.marks:
        shares = [each.marks[name] for each in kept if name in each.marks]
        if shares:
            marks[name] = sum(earned for _, earned in shares) // sum(share for share, _ in shares)
    sums = [asdict(each.suffered) for each in kept]
    suffered = Suffered(**{name: sum(each[name] for each in sums) for name in sums[0]})
    percent = first_shift().scenario.constants.cost_percent
    times = {name: sum(each.deductions.get(name, 0) for each in kept) for name in tally.deductions}
    return replace(tally, marks=marks, measures=measures(suffered, percent), deductions=times)
