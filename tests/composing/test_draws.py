"""Chance of composing is keyed: by what it is about, and by nothing that was drawn before."""

from __future__ import annotations

from collections import Counter
from statistics import fmean, pstdev

from itilsim.composing.draws import Draws

MANY = 4000


def test_the_same_key_gives_the_same_draw_whatever_was_drawn_before() -> None:
    fresh, used = Draws(7, 0), Draws(7, 0)
    for number in range(10):
        used.unit("other", number)
    assert used.unit("this", 1) == fresh.unit("this", 1)
    assert fresh.unit("this", 1) != Draws(7, 1).unit("this", 1)
    assert fresh.unit("this", 1) != Draws(8, 0).unit("this", 1)


def test_a_whole_number_reaches_both_of_its_ends_alike() -> None:
    found = Counter(Draws(1, 0).between(3, 6, n) for n in range(MANY))
    assert sorted(found) == [3, 4, 5, 6]
    assert max(found.values()) < 1.15 * MANY / 4


def test_weights_are_kept() -> None:
    found = Counter(
        Draws(1, 0).weighted("abc", {"a": 1, "b": 2, "c": 0}.__getitem__, n) for n in range(MANY)
    )
    assert found["c"] == 0
    assert 0.30 < found["a"] / MANY < 0.37


def test_ranks_follow_the_law_of_zipf() -> None:
    found = Counter(Draws(1, 0).ranked(range(10), 100, n) for n in range(MANY))
    assert 1.8 < found[0] / found[1] < 2.2
    assert 2.6 < found[0] / found[2] < 3.5


def test_an_order_is_all_of_them_once() -> None:
    assert sorted(Draws(1, 0).order(range(20), "x")) == list(range(20))
    assert Draws(1, 0).order(range(20), "x") != Draws(1, 0).order(range(20), "y")


def test_a_normal_number_is_one() -> None:
    found = [Draws(1, 0).normal(n) for n in range(MANY)]
    assert abs(fmean(found)) < 0.05
    assert abs(pstdev(found) - 1) < 0.05
