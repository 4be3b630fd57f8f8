"""The questions that belong to the program: each file is sound and lies where it should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from itilsim.content.bank import TYPES, load_bank, load_differences
from itilsim.content.checks import check_paths
from itilsim.content.lookup import yaml_files
from itilsim.content.schema import json_schema
from itilsim.content.source import read
from itilsim.quiz.balance import GUESSED
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.guessing import GUESSES, earned
from itilsim.quiz.questions import EXAM_STYLES, Style
from itilsim.storage.places import content

QUESTIONS = content() / "questions"
FILES = [path.relative_to(QUESTIONS).as_posix() for path in yaml_files(QUESTIONS)]
TOPICS = [name for name in FILES if name.split("/")[0] in EDITIONS]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_wrong_with_a_file_of_questions(name: str) -> None:
    assert check_paths([QUESTIONS / name]) == ()


@pytest.mark.parametrize("name", TOPICS)
def test_an_item_lies_in_the_folder_of_its_edition_and_the_file_of_its_topic(name: str) -> None:
    tree = read(QUESTIONS / name).tree
    assert isinstance(tree, dict)
    items = tree["items"]
    assert isinstance(items, list)
    for item in items:
        assert isinstance(item, dict)
        editions = item["editions"]
        assert isinstance(editions, list)
        assert Path(name).parent.name == editions[0]
        assert Path(name).stem == item["topic"]
        assert str(item["id"]).startswith(f"{editions[0]}-")


@pytest.mark.parametrize("name", FILES)
def test_a_file_tells_an_editor_its_schema(name: str) -> None:
    path = QUESTIONS / name
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    kind = second.removeprefix("schema: itilsim/").removesuffix("/v1")
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve() == (QUESTIONS / f"schema/{kind}.json").resolve()


@pytest.mark.parametrize("kind", TYPES)
def test_the_schema_for_editors_is_the_one_that_files_are_checked_with(kind: str) -> None:
    stored = (QUESTIONS / f"schema/{kind}.json").read_text(encoding="utf-8")
    assert json.loads(stored) == json_schema(TYPES[kind], kind), (
        f"write it anew: itilsim schema {kind} > questions/schema/{kind}.json"
    )


@pytest.mark.parametrize(("edition", "least"), [("2011", 440), ("4", 170), ("5", 170)])
def test_the_bank_has_questions_for_several_exams(edition: Edition, least: int) -> None:
    asked = [item for item in load_bank(QUESTIONS).of_edition(edition) if item.in_exams]
    assert len(asked) >= least
    assert {item.style for item in load_bank(QUESTIONS).of_edition(edition)} == set(get_args(Style))


def test_no_question_is_asked_that_nobody_has_answered_blindly() -> None:
    assert [item.id for item in load_bank(QUESTIONS).items if item.review == "draft"] == []


def test_the_bank_holds_every_style_of_the_exams() -> None:
    bank = load_bank(QUESTIONS)
    assert {item.style for item in bank.items if item.in_exams} == set(EXAM_STYLES)


def test_every_source_carries_an_item_or_a_view_of_a_difference() -> None:
    bank = load_bank(QUESTIONS)
    views = [view for one in load_differences().differences for view in one.views]
    carried = {id_ for view in views for id_ in view.sources.values()}
    assert {source.id for source in bank.sources} == {item.source for item in bank.items} | carried


@pytest.mark.parametrize("edition", EDITIONS)
def test_keys_of_an_edition_stand_in_all_places_and_show_no_sign(edition: Edition) -> None:
    """Told apart from `check`, which looks at shares only where there are items enough."""
    items = [item for item in load_bank(QUESTIONS).of_edition(edition) if item.key is not None]
    for position in range(4):
        share = sum(item.key == position for item in items) / len(items)
        assert 0.22 <= share <= 0.28
    for guess in GUESSES.values():
        assert GUESSED[0] <= earned(guess, items) <= GUESSED[1]
