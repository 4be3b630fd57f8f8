"""Named chance of the quiz: the same numbers as in the simulation, and orders made of them."""

from __future__ import annotations

from collections import Counter

from itilsim.quiz.chance import shuffled, uniform
from itilsim.sim import streams


def test_numbers_are_pinned_and_equal_to_those_of_the_simulation() -> None:
    for seed, key in ((0, ()), (7, ("pool", 3)), (2**63 - 1, ("a/b", -1))):
        assert uniform(seed, *key) == streams.uniform(seed, *key)
    assert uniform(1, "a") == 0.6618024433690224


def test_numbers_lie_between_0_and_1_in_each_tenth_alike() -> None:
    tenths = Counter(int(10 * uniform(3, "n", n)) for n in range(10_000))
    assert sorted(tenths) == list(range(10))
    assert min(tenths.values()) > 900


def test_an_order_has_every_item_once_and_depends_on_seed_and_key() -> None:
    items = [f"item {n}" for n in range(50)]
    one = shuffled(items, 1, "a")
    assert sorted(one) == sorted(items)
    assert one == shuffled(items, 1, "a")
    assert one != shuffled(items, 2, "a")
    assert one != shuffled(items, 1, "b")


def test_each_item_comes_first_about_equally_often() -> None:
    firsts = Counter(shuffled("abcd", seed)[0] for seed in range(4000))
    assert all(900 < firsts[one] < 1100 for one in "abcd")


def test_nothing_and_one_thing_have_one_order() -> None:
    assert shuffled((), 1) == []
    assert shuffled("x", 1) == ["x"]
