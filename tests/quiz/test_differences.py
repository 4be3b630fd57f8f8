"""The table of differences: sound in itself, and no item tagged across one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.differences import (
    Difference,
    Differences,
    View,
    across_differences,
    difference_findings,
)
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Bank, Source
from tests.quiz.samples import GLOSSARY, SOUND

SOURCES = (
    GLOSSARY,
    Source("terms-4", "PeopleCert", "4", "the entry of the term", "H"),
    Source("terms-5", "PeopleCert", "5", "the entry of the term", "H"),
)
OLD = View({"2011": "glossary"}, "It is one thing.")
NEW = View({"4": "terms-4", "5": "terms-5"}, "It is another.")
ONE = Difference("incident", "incident-management", "What it is", (OLD, NEW))


def found(*differences: Difference) -> list[tuple[str, tuple[str | int, ...]]]:
    table = Differences(differences)
    return [(one.code, one.path) for one in difference_findings(table, SOURCES)]


def test_a_sound_table_has_no_findings() -> None:
    assert found(ONE, replace(ONE, id="other")) == []


@pytest.mark.parametrize(
    ("difference", "code", "path"),
    [
        (replace(ONE, topic="incidents"), "unknown-topic", ("topic",)),
        (replace(ONE, views=(OLD,)), "too-few", ("views",)),
        (
            replace(ONE, views=(OLD, View({"2011": "glossary"}, "x"))),
            "duplicate",
            ("views", 1, "sources", "2011"),
        ),
        (
            replace(ONE, views=(OLD, View({"4": "terms"}, "x"))),
            "unknown-source",
            ("views", 1, "sources", "4"),
        ),
        (
            replace(ONE, views=(OLD, View({"4": "terms-5"}, "x"))),
            "source-edition",
            ("views", 1, "sources", "4"),
        ),
    ],
)
def test_a_mistake_of_the_table_is_found_in_its_place(
    difference: Difference, code: str, path: tuple[str | int, ...]
) -> None:
    assert found(difference) == [(code, ("differences", 0, *path))]


def test_an_id_is_used_once() -> None:
    assert found(ONE, ONE) == [("duplicate-id", ("differences", 1, "id"))]


@pytest.mark.parametrize(
    ("editions", "topic", "wrong"),
    [
        (("2011", "4"), "incident-management", True),
        (("5", "2011"), "incident-management", True),
        (("4", "5"), "incident-management", False),
        (("2011",), "incident-management", False),
        (("2011", "4"), "event-management", False),
    ],
)
def test_an_item_may_name_editions_of_one_view_only(
    editions: tuple[Edition, ...], topic: str, wrong: bool
) -> None:
    bank = Bank((SOUND, replace(SOUND, id="two", editions=editions, topic=topic)), SOURCES)
    findings = list(across_differences(bank, Differences((ONE,))))
    assert [one.path for one in findings] == ([("items", 1, "editions")] if wrong else [])


def test_an_edition_that_the_table_does_not_tell_of_differs_from_none() -> None:
    table = Differences((replace(ONE, views=(OLD, View({"4": "terms-4"}, "x"))),))
    both: tuple[Edition, ...] = ("2011", "5")
    assert list(across_differences(Bank((replace(SOUND, editions=both),), SOURCES), table)) == []
