"""Enemies: one names the other, and they are never asked together."""

from __future__ import annotations

from dataclasses import replace

from itilsim.quiz.enemies import apart, enemies_of
from tests.quiz.exam_samples import question

ONE, TWO, THREE = (question(name) for name in ("one", "two", "three"))


def test_one_of_two_names_the_other_and_it_holds_for_both() -> None:
    found = enemies_of([replace(ONE, enemies=("two",)), TWO, THREE])
    assert found == {"one": {"two"}, "two": {"one"}}


def test_nobody_is_its_own_enemy() -> None:
    assert enemies_of([replace(ONE, enemies=("one", "two")), TWO]) == {
        "one": {"two"},
        "two": {"one"},
    }


def test_of_enemies_the_first_is_asked() -> None:
    items = [replace(ONE, enemies=("three",)), TWO, THREE]
    enemies = enemies_of(items)
    assert [each.id for each in apart(items, enemies)] == ["one", "two"]
    assert [each.id for each in apart(items[::-1], enemies)] == ["three", "two"]
