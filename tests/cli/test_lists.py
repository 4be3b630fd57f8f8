"""`scenarios`, `runs`, `scoring`, `check`, `schema`: what there is, as words and as data."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import jsonschema
import pytest
import yaml

from itilsim.cli.schema import KINDS
from itilsim.content.lookup import shipped
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.storage.places import places
from itilsim.storage.records import RunHeader, StoredRun
from itilsim.storage.runs import open_runs
from itilsim.tui.flows.home import home_view
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


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize(
    ("zone", "listed", "at_home"),
    [("Pacific/Auckland", "2026-11-29", "29 Nov"), ("America/Los_Angeles", "2026-11-28", "28 Nov"),
     ("Pacific/Honolulu", "2026-11-27", "27 Nov")],
)  # fmt: skip
def test_the_day_is_the_learners_own(
    run: Run, home: Path, zone: str, listed: str, at_home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = f"2026-11-28T{'03' if zone == 'Pacific/Honolulu' else '22'}:40:00Z"
    monkeypatch.setattr("itilsim.runs.header.now", lambda: created)
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--save")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert f"  {listed}  " in run("runs").out.splitlines()[1]
        (shown,) = home_view(places(home)).runs
        assert at_home in shown.ended
        assert run("runs", "--json").data[0]["created"] == created
    finally:
        monkeypatch.undo()
        time.tzset()


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


def test_one_run_is_deleted_and_the_others_stay(run: Run, saved: str) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--save")
    assert run("runs", "delete", saved).code == 0
    (left,) = run("runs", "--json").data
    assert left["id"] != saved
    ended = run("runs", "delete", f"{left['id']}x")
    assert ended.code == 2
    assert left["id"] in ended.err


def test_what_is_damaged_is_marked_and_passed_over(run: Run, saved: str, home: Path) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--save")
    for score in ('{"total":"much"}', '{"total":null}', "[" * 5000, '{"total":1e999}', "7"):
        with sqlite3.connect(home / "itilsim.sqlite") as connection:
            connection.execute("UPDATE run SET score = ? WHERE id = ?", (score, saved))
        connection.close()
        listed = {one["id"]: one for one in run("runs", "--json").data}
        assert len(listed) == 2
        assert listed[saved]["score"] is None
        assert run("runs").code == 0
        assert len(home_view(places(home)).runs) >= 1
        assert run("progress").code == 0
    assert run("runs", "delete", saved).code == 0


def test_a_title_is_one_line_of_the_table_whatever_is_in_it(run: Run, home: Path) -> None:
    header = RunHeader(
        "odd", "first-shift", "sha256:00", 1, 1, "practice", "stepped", "2026-11-21T08:00:00Z",
        "One\nTwo\r\nThree",
    )  # fmt: skip
    with open_runs(places(home)) as runs:
        runs.add(StoredRun(header, (), "running", 0))
    assert "One Two Three" in run("runs").out
    assert len(run("runs").out.splitlines()) == 2


def test_a_name_that_no_file_can_have_is_a_usage_error(run: Run, saved: str) -> None:
    assert run("replay", "x" * 300).code == 2
    assert run("replay", f"{'x' * 300}.itilrun").code == 2
    assert run("export", saved, "--format", "run", "--out", "x" * 300).code == 2
    assert run("import", "x" * 300).code == 2
