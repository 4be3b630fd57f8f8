"""Options in drawn order: nothing is lost, letters follow, every place is as likely."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from itilsim.quiz.showing import paper_shown, place_of, shown
from tests.quiz.exam_samples import question
from tests.quiz.samples import CARD, LIST

PAPER = tuple(question(f"q-{n}", key=0) for n in range(40))


def test_a_showing_has_the_same_options_and_names_the_same_key() -> None:
    item = question("q", key=2)
    for seed in range(50):
        seen = shown(item, seed)
        assert sorted(each.text for each in seen.options) == sorted(e.text for e in item.options)
        assert place_of(2, item, seen) == seen.key
        assert all(place_of(place_of(n, item, seen), seen, item) == n for n in range(4))


def test_the_same_seed_shows_the_same_order_and_others_all_of_them() -> None:
    item = question("q")
    orders = Counter(tuple(e.text for e in shown(item, seed).options) for seed in range(2400))
    assert shown(item, 5) == shown(item, 5)
    assert len(orders) == 24
    assert max(orders.values()) < 150


def test_two_questions_of_one_round_are_moved_apart() -> None:
    places = {tuple(place_of(n, item, shown(item, 3)) for n in range(4)) for item in PAPER}
    assert len(places) > 12


def test_what_keeps_its_order_is_as_it_is() -> None:
    fixed = replace(question("q"), shuffle=False)
    for item in (LIST, CARD, fixed):
        assert all(shown(item, seed) == item for seed in range(20))


def test_the_keys_of_a_paper_are_in_every_place_as_often() -> None:
    for seed in range(50):
        paper = paper_shown(PAPER, seed)
        keys = Counter(item.key for item in paper if item is not None)
        assert keys == dict.fromkeys(range(4), 10)
    firsts = Counter(
        item.key for seed in range(400) if (item := paper_shown(PAPER, seed)[0]) is not None
    )
    assert all(60 < count < 140 for count in firsts.values())


def test_a_question_that_is_gone_changes_nothing_of_the_others() -> None:
    whole, without = paper_shown(PAPER, 7), paper_shown((PAPER[0], None, *PAPER[2:]), 7)
    assert without[1] is None
    assert (without[0], *without[2:]) == (whole[0], *whole[2:])


def test_pairs_of_numbers_keep_their_order_and_the_others_make_up_for_it() -> None:
    listed = [replace(LIST, id=f"l-{n}") for n in range(6)]
    for seed in range(20):
        paper = paper_shown((*listed, *PAPER[:34]), seed)
        assert paper[:6] == tuple(listed)
        assert max(Counter(item.key for item in paper if item is not None).values()) == 10
