"""Problems of a file: all of them, in their places, with the nearest right word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from itilsim.content.locate import Locator, nearest, suggestion
from itilsim.content.source import Source, parse
from itilsim.content.validate import Remark, guessed_kind, kind_of, load
from itilsim.domain.errors import ContentError, Problem
from tests.content.toy import SOUND, Desk, desk


def source(text: str) -> Source:
    return parse(text.encode(), "desk.yaml")


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load(source(text), Desk, kind="scenario")
    return caught.value.problems


def test_a_sound_file_becomes_plain_frozen_dataclasses() -> None:
    assert load(source(SOUND), Desk, kind="scenario") == desk()


PLANTED: tuple[tuple[str, str, str, int, int, str], ...] = (
    ("title: A desk", "titel: A desk", "unknown-key", 2, 1, "title"),
    ("title: A desk\n", "", "missing-key", 1, 1, ""),
    ("title: A desk", "title: 12", "wrong-type", 2, 8, "quotes"),
    ("title: A desk", "title: true", "wrong-type", 2, 8, "quotes"),
    ("title: A desk", "title:", "wrong-type", 2, 7, "delete the key"),
    ("title: A desk", "title: [a]", "wrong-type", 2, 8, ""),
    ("title: A desk", "title: {a: b}", "wrong-type", 2, 8, ""),
    ("  - id: network", "  - ident: network", "unknown-key", 4, 5, "id"),
    ("  - id: network", "  - id: Net work", "wrong-value", 4, 9, ""),
    ("people: 3", "people: three", "wrong-type", 5, 13, ""),
    ("people: 3", "people: '3'", "wrong-type", 5, 13, "quotes"),
    ("people: 3", "people: 3.5", "wrong-type", 5, 13, ""),
    ("people: 3", "people: 010", "wrong-type", 5, 13, ""),
    ("people: 3", "people: 12345678901234567890", "wrong-type", 5, 13, ""),
    ("people: 3", "peple: 3", "unknown-key", 5, 5, "people"),
    ("      - id: cables", "      - id: 7", "wrong-type", 7, 13, "quotes"),
    ("      - id: cables", "      - {}", "missing-key", 7, 9, ""),
    ("      - id: cables", "      - cables", "wrong-type", 7, 9, ""),
    ("  - {id: servers}", "  - {id: servers, colour: red}", "unknown-key", 8, 19, ""),
    ("  - {id: servers}", "  - servers", "wrong-type", 8, 5, ""),
    ("  - {id: servers}", "  -", "wrong-type", 8, 4, ""),
    ("pace: paced", "pace: pacd", "wrong-value", 9, 7, "paced"),
    ("pace: paced", "pace: Stepped", "wrong-value", 9, 7, "stepped"),
    ("pace: paced", "pace: 3", "wrong-value", 9, 7, "stepped, paced"),
    ("pace: paced", "pase: paced", "unknown-key", 9, 1, "pace"),
    ("light: red", "light: rde", "wrong-value", 10, 8, "red"),
    ("light: red", "light: [red]", "wrong-type", 10, 8, ""),
    ("rate: 2", "rate: fast", "wrong-type", 11, 7, ""),
    ("rate: 2", "rate: 2/min", "wrong-type", 11, 7, "unit"),
    ("open: false", "open: no", "wrong-type", 12, 7, "true or false"),
    ("open: false", "open: 0", "wrong-type", 12, 7, "true or false"),
    ("open: false", "opne: false", "unknown-key", 12, 1, "open"),
    ("hours: [9, 18]", "hours: [9]", "wrong-value", 13, 8, ""),
    ("hours: [9, 18]", "hours: [9, 18, 20]", "wrong-value", 13, 8, ""),
    ("hours: [9, 18]", "hours: [9, late]", "wrong-type", 13, 12, ""),
    ("hours: [9, 18]", "hours: 9", "wrong-type", 13, 8, "- "),
    ("hours: [9, 18]", "hours: [18, 9]", "wrong-value", 1, 1, ""),
    ("{low: 1, high: 2}", "{low: 1, hihg: 2}", "wrong-value", 14, 18, "high"),
    ("{low: 1, high: 2}", "{low: 1, high: two}", "wrong-type", 14, 24, ""),
    ("{low: 1, high: 2}", "[low, high]", "wrong-type", 14, 9, ""),
    ("100: {id: first}", "100: {di: first}", "unknown-key", 16, 9, "id"),
    ("100: {id: first}", "100: first", "wrong-type", 16, 8, ""),
    ("kind: fault", "kind: falut", "wrong-value", 18, 12, "fault"),
    ("kind: fault", "kin: fault", "missing-key", 18, 5, "fault, message"),
    ("component: db", "compnent: db", "unknown-key", 18, 19, "component"),
    ("after: 60", "after: -1", "wrong-value", 18, 41, ""),
    ("after: 60", "after: 100000", "wrong-value", 18, 41, ""),
    ("text: Good morning", "txt: Good morning", "unknown-key", 20, 5, "text"),
    ("text: Good morning", "text: ''", "wrong-value", 20, 11, ""),
    ("text: Good morning", "text: A far longer text than this", "wrong-value", 20, 11, ""),
    ("- kind: message", "- kind: 7", "wrong-value", 19, 11, "message"),
    ("kind: message, text: Bye", "kind: message, text: 7", "wrong-type", 21, 31, "quotes"),
    ("{kind: message, text: Bye}", "Bye", "wrong-type", 21, 9, "kind"),
    ("from: somewhere", "from_: somewhere", "unknown-key", 22, 1, "from"),
    ("from: somewhere", "from: 3", "wrong-type", 22, 7, "quotes"),
    ("scenario/v1", "scenari/v1", "unknown-schema", 1, 9, "itilsim/scenario/v1"),
    ("scenario/v1", "scenario/v2", "unknown-schema", 1, 9, "itilsim/scenario/v1"),
    ("schema: itilsim/scenario/v1\n", "", "missing-schema", 1, 1, "itilsim/scenario/v1"),
    ("pace: paced", "schema2: x", "unknown-key", 9, 1, ""),
)
"""What is replaced by what, and the problem that must be found, with a part of its hint."""


@pytest.mark.parametrize("mistake", PLANTED, ids=lambda one: f"{one[1].strip()[:30]}")
def test_a_planted_mistake_is_found_in_its_place(
    mistake: tuple[str, str, str, int, int, str],
) -> None:
    right, wrong, code, line, column, hint = mistake
    assert SOUND.count(right) == 1
    found = [one for one in problems(SOUND.replace(right, wrong)) if one.code == code]
    assert (line, column) in [(one.line, one.column) for one in found]
    assert any(hint in one.hint for one in found)


def test_all_mistakes_are_found_in_one_pass() -> None:
    text = (
        SOUND.replace("people: 3", "peple: 3")
        .replace("pace: paced", "pace: pacd")
        .replace("rate: 2", "rate: fast")
        .replace("hours: [9, 18]", "hours: [9]")
        .replace("kind: fault", "kind: falut")
        .replace("text: Good morning", "txt: Good morning")
        .replace("from: somewhere", "form: somewhere")
        .replace("scenario/v1", "scenari/v1")
    )
    assert [one.line for one in problems(text)] == [1, 5, 9, 11, 13, 18, 19, 20, 22]


def test_messages_are_plain_words() -> None:
    for right, wrong, *_ in PLANTED:
        for one in problems(SOUND.replace(right, wrong)):
            assert one.message.endswith(".")
            for foreign in ("Input", "pydantic", "http", "type=", "input_value", "NewType", "[/"):
                assert foreign not in str(one)


def test_a_foreign_value_is_quoted_short_and_on_one_line() -> None:
    text = SOUND.replace("pace: paced", 'pace: "x\\n\\e]0;y' + "z" * 5000 + '"')
    [found] = problems(text)
    assert len(str(found)) < 200
    assert "\n" not in str(found)
    assert "\x1b" not in str(found)


def test_the_kind_of_a_file_is_on_its_first_key() -> None:
    assert kind_of(source("schema: itilsim/library/v1\n")) == "library"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "missing-schema", 1),
        ("- a\n", "missing-schema", 1),
        ("a: 1\n", "missing-schema", 1),
        ("a: 1\nschema: itilsim/library/v1\n", "misplaced-schema", 2),
        ("schema: itilsim/libary/v1\n", "unknown-schema", 1),
        ("schema: [a]\n", "unknown-schema", 1),
        ("schema:\n", "unknown-schema", 1),
    ],
)
def test_a_wrong_first_key_is_told(text: str, code: str, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        kind_of(source(text))
    assert [(one.code, one.line) for one in caught.value.problems] == [(code, line)]


def test_a_misspelt_kind_is_guessed() -> None:
    assert guessed_kind(source("schema: itilsim/libary/v1\n")) == "library"
    assert guessed_kind(source("schema: 3\n")) == ""
    assert guessed_kind(source("- a\n")) == ""


def test_a_file_without_keys_is_told() -> None:
    with pytest.raises(ContentError) as caught:
        load(source("- a\n"), Desk)
    assert caught.value.problems[0].code == "wrong-type"


def test_checks_of_meaning_come_last_and_find_their_place() -> None:
    def checks(value: Desk, locator: Locator) -> Iterator[Problem | Remark]:
        known = [team.id for team in value.teams]
        yield locator.problem(
            ("injects", 0, "component"),
            "unknown-reference",
            "There is no component 'db'.",
            wrong="netwrok",
            known=known,
        )
        yield ("teams", 1), "empty-team", "Nobody works there.", "", ()

    with pytest.raises(ContentError) as caught:
        load(source(SOUND), Desk, kind="scenario", more_checks=checks)
    first, second = caught.value.problems
    assert (first.line, first.column, first.code) == (8, 5, "empty-team")
    assert (second.line, second.column) == (18, 30)
    assert second.hint == "did you mean 'network'?"


def test_checks_of_meaning_are_not_made_on_wrong_types() -> None:
    def checks(_value: Desk, _locator: Locator) -> Iterator[Problem]:
        raise AssertionError
        yield

    with pytest.raises(ContentError):
        load(source(SOUND.replace("rate: 2", "rate: x")), Desk, more_checks=checks)


def test_a_flood_of_problems_is_cut() -> None:
    text = SOUND + "".join(f"more{n}: 1\n" for n in range(20_000))
    found = problems(text)
    assert len(found) == 501
    assert "too-many-problems" in {one.code for one in found}
    assert "missing-key" not in {one.code for one in found}


def test_the_nearest_word_looks_past_case_and_dashes() -> None:
    assert nearest("Service_Desk", ["service-desk", "server"]) == "service-desk"
    assert nearest("xyz", ["service-desk"]) == ""
    assert suggestion("xyz", ["b", "a"]) == "known here: b, a"
    assert suggestion("xyz", [f"word{n}" for n in range(50)]) == ""
