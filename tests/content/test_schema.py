"""The JSON Schema that editors read."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from itilsim.content.checks.bundle import TYPES
from itilsim.content.lookup import shipped, yaml_files
from itilsim.content.schema import json_schema
from itilsim.content.source import parse
from itilsim.storage.places import content
from tests.content.toy import SOUND, Desk, Team


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema(Desk, "scenario")


def keywords(part: object) -> set[str]:
    """All keys of a schema, names of properties included."""
    if isinstance(part, dict):
        return set(part).union(*(keywords(inner) for inner in part.values()))
    if isinstance(part, list):
        return set().union(*(keywords(inner) for inner in part)) if part else set()
    return set()


def test_the_schema_is_draft_7(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator.check_schema(schema)
    assert not keywords(schema) & {"$defs", "prefixItems", "unevaluatedProperties", "discriminator"}
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_a_sound_file_satisfies_it(schema: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(schema).validate(parse(SOUND.encode(), "desk.yaml").tree)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: A desk", "titel: A desk"),
        ("scenario/v1", "library/v1"),
        ("pace: paced", "pace: pacd"),
        ("people: 3", "people: x"),
        ("[9, 18]", "[9, 18, 20]"),
        ("kind: fault", "kind: falut"),
        ("after: 60", "after: -1"),
        ("id: cables", "di: cables"),
        ("from: somewhere", "from_: somewhere"),
    ],
)
def test_a_mistake_does_not(schema: dict[str, Any], right: str, wrong: str) -> None:
    tree = parse(SOUND.replace(right, wrong).encode(), "desk.yaml").tree
    assert list(jsonschema.Draft7Validator(schema).iter_errors(tree))


def test_docstrings_become_descriptions(schema: dict[str, Any]) -> None:
    assert schema["description"] == "A service desk."
    assert schema["properties"]["title"]["description"] == "What it is called."
    team = schema["definitions"]["Team"]
    assert team["properties"]["people"]["description"] == "How many work there."


def test_the_first_key_is_required_and_first(schema: dict[str, Any]) -> None:
    assert next(iter(schema["properties"])) == "schema"
    assert schema["required"][0] == "schema"


def test_a_type_within_itself_keeps_its_definition() -> None:
    schema = json_schema(Team)
    assert schema["definitions"]["Team"]["properties"]["parts"]["items"] == {
        "$ref": "#/definitions/Team"
    }
    jsonschema.Draft7Validator(schema).validate({"id": "a", "parts": [{"id": "b"}]})


@pytest.mark.parametrize("kind", ["scenario", "organisation", "library"])
def test_the_schema_that_a_scenario_file_names_is_there_and_is_the_right_one(kind: str) -> None:
    stored = (content() / f"scenarios/schema/{kind}.json").read_text("utf-8")
    assert json.loads(stored) == json_schema(TYPES[kind], kind), (
        f"write it anew: itilsim schema {kind} > scenarios/schema/{kind}.json"
    )


def test_every_shipped_scenario_file_names_its_schema() -> None:
    for path in yaml_files(shipped()):
        first, second, *_ = path.read_text("utf-8").splitlines()
        kind = second.removeprefix("schema: itilsim/").removesuffix("/v1")
        named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert named.resolve() == (shipped() / f"schema/{kind}.json").resolve()
