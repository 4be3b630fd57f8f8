"""Pairs, the split by lot, and what is kept back."""

from __future__ import annotations

from itertools import combinations

import pytest

from itilsim.content.bank import load_bank
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.enemies import enemies_of
from itilsim.quiz.questions import Bank
from itilsim.quiz.trial import (
    FEWEST_ASKED,
    FEWEST_KEPT,
    MOST_KEPT,
    SHUT_SHARE,
    Arm,
    PairRecord,
    askable,
    designed,
    in_pairs,
    shut_by,
    split,
)
from itilsim.storage.places import content

TOPICS = ("incident-management", "problem-management", "service-desk", "request-fulfilment")
EQUAL = dict.fromkeys(TOPICS, 0.5)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(content() / "questions")


def arm(topic: str = "a", seconds: int = 900, decisions: int = 0, right: int = 0) -> Arm:
    return Arm(topic, seconds, 0, decisions, 6, right)


def test_topics_are_paired_with_those_most_like_them() -> None:
    known = {"a": 0.9, "b": 0.1, "c": 0.85, "d": 0.15}
    assert in_pairs(known) == (("b", "d"), ("a", "c"))


def test_of_an_odd_number_that_topic_stays_out_that_is_like_no_other() -> None:
    assert in_pairs({"a": 0.1, "b": 0.5, "c": 0.52, "d": 0.9, "e": 0.91}) == (
        ("b", "c"),
        ("d", "e"),
    )
    assert in_pairs({}) == ()


def test_of_topics_known_alike_those_are_paired_that_shifts_deal_with_alike() -> None:
    known = {"a": 0.51, "b": 0.52, "c": 0.49, "d": 0.5, "e": 0.5}
    dealt = {"a": 20, "b": 4, "c": 8, "d": 3, "e": 5}
    assert in_pairs(known, dealt) == (("b", "e"), ("a", "c"))


def test_a_split_is_always_the_same_for_a_learner_and_fair_over_learners() -> None:
    drawn = [split(f"learner{n}", ("a", "b")) for n in range(2_000)]
    assert drawn == [split(f"learner{n}", ("a", "b")) for n in range(2_000)]
    assert set(drawn) == {("a", "b"), ("b", "a")}
    assert abs(drawn.count(("a", "b")) - 1_000) < 3.5 * 500**0.5
    # Nor does one pair tell of another.
    both = [split(f"learner{n}", ("a", "b"))[0] + split(f"learner{n}", ("c", "d"))[0] for n in
            range(2_000)]  # fmt: skip
    for kind in ("ac", "ad", "bc", "bd"):
        assert abs(both.count(kind) - 500) < 3.5 * 375**0.5


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_is_kept_back_is_unseen_without_enemies_and_as_many_of_both(
    bank: Bank, edition: Edition
) -> None:
    enemies = enemies_of(bank.items)
    topics = {item.topic for item in bank.of_edition(edition)}
    own = list(askable(bank, edition))
    seen = {item.id for item in own[::9]}
    design = designed("learner", edition, bank, dict.fromkeys(topics, 0.5), seen)
    assert design.pairs
    for one in design.kept:
        assert seen.isdisjoint({one, *enemies.get(one, ())})
    assert all(b not in enemies.get(a, ()) for a, b in combinations(design.kept, 2))
    shut = shut_by(design, bank)
    for pair in design.pairs:
        assert len(pair.kept[0]) == len(pair.kept[1]) in range(FEWEST_KEPT, MOST_KEPT + 1)
        for topic, kept in zip(pair.topics, pair.kept, strict=True):
            of_topic = {item.id for item in own if item.topic == topic}
            assert of_topic.issuperset(kept)
            assert len(of_topic) >= FEWEST_ASKED
            assert len(shut & of_topic) <= SHUT_SHARE * len(of_topic)


def test_another_learner_keeps_other_questions_back(bank: Bank) -> None:
    one, other = (designed(name, "4", bank, EQUAL, ()) for name in ("one", "other"))
    assert one == designed("one", "4", bank, EQUAL, ())
    assert [pair.topics for pair in one.pairs] == [pair.topics for pair in other.pairs]
    assert one.kept != other.kept


def test_who_has_seen_everything_has_nothing_to_be_tested_with(bank: Bank) -> None:
    everything = {item.id for item in bank.items}
    assert designed("learner", "4", bank, EQUAL, everything).pairs == ()


def test_minutes_are_equal_within_a_fifth_of_the_larger_and_only_where_they_are_known() -> None:
    assert PairRecord(arm(seconds=1_000), arm(seconds=800)).is_equal
    assert not PairRecord(arm(seconds=1_000), arm(seconds=799)).is_equal
    assert not PairRecord(arm(), arm(), timed=False).is_equal


def test_a_difference_needs_both_topics_tested() -> None:
    both = PairRecord(arm(right=6), arm(right=3))
    assert both.difference == 0.5
    assert PairRecord(arm(right=6), Arm("b", 0, 0, 0, 0, 0)).difference is None


def test_a_pair_is_apart_if_shifts_dealt_more_with_the_topic_they_were_for() -> None:
    assert PairRecord(arm(decisions=3), arm(decisions=2)).is_apart
    assert not PairRecord(arm(decisions=3), arm(decisions=3)).is_apart
