"""The estimate over learners: against tables, against all splits one by one, with too little."""

from __future__ import annotations

from itertools import product
from random import Random
from statistics import fmean

import pytest

from itilsim.lab.effect import FEWEST_ANSWERS, as_planned, by_chance, effect
from itilsim.quiz.means import interval, student
from itilsim.quiz.trial import Arm, PairRecord, Record


def record(name: str, *pairs: PairRecord, tested: str = "2026-12-09") -> Record:
    return Record(name, "4", "2026-11-30", tested, pairs)


def pair(with_shift: int, without: int, asked: int = 6, decisions: int = 9) -> PairRecord:
    return PairRecord(
        Arm("a", 600, 300, decisions, asked, with_shift), Arm("b", 900, 0, 2, asked, without)
    )


def test_students_t_is_that_of_the_tables() -> None:
    # Source: Abramowitz and Stegun, table 26.10.
    tables = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 10: 2.228, 29: 2.045, 120: 1.980}
    for degrees, t in tables.items():
        assert student(degrees) == pytest.approx(t, abs=5e-4)
    assert student(9, 0.99) == pytest.approx(3.250, abs=5e-4)


def test_the_interval_is_students() -> None:
    low, high = interval([1.0, 2.0, 3.0])
    assert (low + high) / 2 == pytest.approx(2)
    assert high - 2 == pytest.approx(4.3027 / 3**0.5, abs=1e-3)


def test_all_splits_at_once_are_all_splits_one_by_one() -> None:
    chance = Random(5)
    for _ in range(60):
        differences = [
            [chance.randint(-6, 6) / 6 for _ in range(chance.randint(1, 3))]
            for _ in range(chance.randint(1, 4))
        ]
        parts = [round(100 * one / len(own)) for own in differences for one in own]
        sums = [
            abs(sum(s * p for s, p in zip(signs, parts, strict=True)))
            for signs in product((1, -1), repeat=len(parts))
        ]
        wanted = fmean(one >= abs(sum(parts)) for one in sums)
        assert by_chance(differences) == pytest.approx(wanted, abs=1e-12)


def test_many_learners_are_counted_as_exactly_as_few() -> None:
    assert by_chance([[0.5]] * 200) == 2 / 2**200


def test_each_learner_counts_once_however_many_pairs() -> None:
    found = effect(
        [record("a", pair(6, 0)), record("b", pair(3, 3), pair(3, 3), pair(3, 3), pair(3, 3))]
    )
    assert found.mean == pytest.approx(0.5)
    assert (found.learners, found.pairs, found.answers, found.over) == (2, 5, 60, "learners")


def test_one_learner_is_reckoned_over_pairs() -> None:
    found = effect([record("a", pair(6, 2), pair(5, 3), pair(4, 3))])
    assert found.over == "pairs"
    assert found.mean == pytest.approx(7 / 18)
    assert (found.low, found.high) == pytest.approx(interval([4 / 6, 2 / 6, 1 / 6]))
    assert found.chance == 0.25


def test_with_too_little_nothing_is_claimed() -> None:
    one = effect([record("a", pair(6, 2))])
    assert (one.low, one.high, one.over, one.chance) == (None, None, None, None)
    few = effect([record("a", pair(2, 0, 2)), record("b", pair(2, 0, 2))])
    assert few.answers < FEWEST_ANSWERS
    assert few.low is None
    nothing = effect([])
    assert (nothing.learners, nothing.mean) == (0, None)


def test_who_was_not_tested_is_counted_as_such() -> None:
    untested = record("b", PairRecord(Arm("a", 9, 0, 0, 0, 0), Arm("b", 9, 0, 0, 0, 0)), tested="")
    found = effect([record("a", pair(6, 2), pair(4, 4)), untested])
    assert (found.learners, found.untested, found.over) == (1, 1, "pairs")


def test_pairs_that_went_otherwise_count_and_can_be_looked_at_apart() -> None:
    odd = pair(6, 0, decisions=1)
    records = [record("a", pair(3, 3), odd), record("b", pair(3, 3), pair(4, 3))]
    assert effect(records).pairs == 4
    assert effect(as_planned(records)).pairs == 3
