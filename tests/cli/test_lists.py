"""`scenarios`, `runs`, `scoring`, `check`, `schema`: what there is, as words and as data."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import yaml

from itilsim.cli.schema import KINDS
from itilsim.content.lookup import shipped
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from tests.cli.conftest import Run


def test_scenarios_have_an_id_and_a_title(run: Run) -> None:
    listed = run("scenarios", "--json").data
    assert {"first-shift"} <= {one["id"] for one in listed}
    assert all(one["title"] for one in listed)
    assert "first-shift" in run("scenarios").out


def test_a_new_home_has_no_runs_and_looking_makes_no_database(run: Run, home: Path) -> None:
    assert run("runs", "--json").data == []
    assert "itilsim play" in run("runs").err
    assert not (home / "itilsim.sqlite").exists()


def test_runs_are_listed_the_newest_first(run: Run, saved: str) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--until", "30m", "--save")
    newest, oldest = run("runs", "--json").data
    assert (newest["status"], oldest["status"]) == ("running", "finished")
    assert oldest["id"] == saved
    assert oldest["title"]
    assert newest["score"] is None
    assert "30 min in" in run("runs").out


def test_the_published_table_is_the_one_that_judges(run: Run) -> None:
    published = run("scoring", "--json").data
    assert [one["id"] for one in published["criteria"]] == [one.id for one in CRITERIA]
    assert sum(published["weights"].values()) == 100
    words = run("scoring").out
    assert all(one in words for one in [each.id for each in CRITERIA])
    assert all(one in words for one in [each.id for each in DEDUCTIONS])
    assert max(map(len, words.splitlines())) <= 92


def test_shipped_content_has_no_problems(run: Run) -> None:
    ended = run("check", shipped())
    assert (ended.code, ended.out) == (0, "")


def test_problems_are_lines_with_a_place_and_exit_code_1(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "x.yaml"
    wrong.write_text("schema: itilsim/library/v1\nsymptms: []\n")
    ended = run("check", wrong)
    assert ended.code == 1
    assert ended.out.startswith(f"{wrong}:2:1: unknown-key: ")
    (problem,) = run("check", wrong, "--json").data
    assert (problem["line"], problem["code"]) == (2, "unknown-key")


def test_a_path_that_leads_nowhere_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    assert run("check", tmp_path / "no").code == 2


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_are_draft_7(run: Run, kind: str) -> None:
    schema = run("schema", kind).data
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)


def test_the_shipped_scenario_satisfies_its_schema(run: Run) -> None:
    tree = yaml.safe_load((shipped() / "first-shift.yaml").read_text())
    jsonschema.validate(tree, run("schema", "scenario").data)
