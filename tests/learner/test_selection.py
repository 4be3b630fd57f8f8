"""Which items come up for practice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.learner.selection import Wish, selected
from itilsim.storage.study_rows import AnswerRow
from tests.learner.study_bank import TOPICS, bank

BANK = bank()
WISH = Wish("2011", count=100)


def answer(item: str, *, correct: bool = True, certainty: int | None = None) -> AnswerRow:
    return AnswerRow(0, item, "2011", 0, correct, certainty, "practice")


def ids(wish: Wish, *answers: AnswerRow, flagged: tuple[str, ...] = ()) -> list[str]:
    return [item.id for item in selected(wish, BANK, answers, flagged, TOPICS[1:2])]


def test_everything_but_cards_comes_once() -> None:
    found = ids(WISH)
    assert sorted(found) == sorted(item.id for item in BANK.items if item.style != "card")


def test_what_was_answered_least_often_comes_first() -> None:
    seen = [f"incident-management-{n}" for n in range(8)]
    found = ids(WISH, *map(answer, seen))
    assert sorted(found[-8:]) == seen


def test_the_seed_draws_the_order() -> None:
    assert ids(WISH) == ids(WISH) != ids(replace(WISH, seed=1))


def test_no_more_come_than_were_asked_for() -> None:
    assert len(ids(replace(WISH, count=3))) == 3


def test_a_topic_keeps_to_itself() -> None:
    found = ids(replace(WISH, topic="event-management"))
    assert found
    assert all(one.startswith("event-management") for one in found)


def test_another_edition_has_nothing_here() -> None:
    assert ids(replace(WISH, edition="4")) == []


ONE, TWO, THREE = (f"problem-management-{n}" for n in range(3))


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ("wrong", [TWO]),
        ("unsure", [THREE]),
        ("flagged", [ONE]),
    ],
)
def test_a_filter_reads_the_last_answer(only: str, found: list[str]) -> None:
    wish = replace(WISH, only=only)  # type: ignore[arg-type] # one of the filters
    rows = (
        answer(ONE, correct=False), answer(ONE),
        answer(TWO), answer(TWO, correct=False),
        answer(THREE, certainty=3), answer(THREE, certainty=1),
    )  # fmt: skip
    assert ids(wish, *rows, flagged=(ONE,)) == found


def test_unseen_is_what_was_never_answered() -> None:
    found = ids(replace(WISH, only="unseen"), answer(ONE))
    assert ONE not in found
    assert TWO in found


def test_weak_is_what_belongs_to_a_weak_topic() -> None:
    found = ids(replace(WISH, only="weak"))
    assert {one.rsplit("-", 1)[0] for one in found} == {TOPICS[1]}
