"""`replay`: an honest run is confirmed, any other is not, and another engine's is not judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def run_file(run: Run, saved: str, tmp_path: Path) -> Path:
    path = tmp_path / "shift.itilrun"
    assert run("export", saved, "--format", "run", "--out", path).code == 0
    return path


def _changed(path: Path, change: Change) -> Path:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    change(lines)
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines))
    return path


def test_an_honest_run_gives_the_same_log_and_the_score_that_was_shown(
    run: Run, saved: str
) -> None:
    ended = run("replay", saved, "--json")
    assert ended.code == 0
    assert ended.data["match"] is True
    (listed,) = run("runs", "--json").data
    assert ended.data["score"] == listed["score"]
    assert ended.data["log_digest"] == listed["log_digest"]


def test_last_stands_for_the_run_begun_last(run: Run, saved: str) -> None:
    assert run("replay", "last", "--json").data["run"] == saved


def test_a_run_file_is_replayed_as_it_is(run: Run, run_file: Path) -> None:
    assert run("replay", run_file, "--json").data["match"] is True


def test_a_changed_decision_is_found_out(run: Run, run_file: Path) -> None:
    def worse(lines: list[dict[str, Any]]) -> None:
        rated = next(one for one in lines[1:-1] if one["command"]["kind"] == "prioritise-ticket")
        rated["command"]["impact"] = 1

    ended = run("replay", _changed(run_file, worse))
    assert ended.code == 1
    assert "NOT" in ended.out


def test_a_claimed_score_is_worked_out_again(run: Run, run_file: Path, saved: str) -> None:
    def boast(lines: list[dict[str, Any]]) -> None:
        lines[-1]["score"]["total"] = 100

    honest = run("replay", saved, "--json").data["score"]
    assert run("replay", _changed(run_file, boast), "--json").data["score"] == honest


def test_a_journal_that_the_rules_refuse_is_a_mismatch(run: Run, run_file: Path) -> None:
    def twice(lines: list[dict[str, Any]]) -> None:
        first = next(one for one in lines[1:-1] if one["command"]["kind"] == "log-ticket")
        lines[first["seq"] + 1]["command"] = first["command"]

    ended = run("replay", _changed(run_file, twice), "--json")
    assert ended.code == 1
    assert ended.data["match"] is False


def test_another_engines_run_is_not_judged_and_the_message_says_who_can(
    run: Run, run_file: Path
) -> None:
    def newer(lines: list[dict[str, Any]]) -> None:
        lines[0]["run"]["engine"] = 99

    _changed(run_file, newer)
    ended = run("replay", run_file)
    assert ended.code == 2
    assert "engine 99" in ended.err
    assert "newer itilsim" in ended.err
    out = run_file.with_suffix(".csv")
    assert run("export", run_file, "--format", "incidents-csv", "--out", out).code == 0
    assert out.read_bytes().startswith(b"number,kind,")


@pytest.mark.parametrize(
    "command",
    [{"kind": "rule-the-world"}, {"kind": "take-call"}, {"kind": "take-call", "contact": 3}, {}],
)
def test_what_is_no_command_is_named_with_its_line(
    run: Run, run_file: Path, command: dict[str, Any]
) -> None:
    def strange(lines: list[dict[str, Any]]) -> None:
        lines[3]["command"] = command

    ended = run("replay", _changed(run_file, strange))
    assert ended.code == 2
    assert f"{run_file}:4:" in ended.err


def test_a_scenario_that_the_file_made_up_is_not_played(run: Run, run_file: Path) -> None:
    def easier(lines: list[dict[str, Any]]) -> None:
        lines[0]["resolved"]["scenario"]["minutes"] = 1
        lines[0]["run"]["scenario_digest"] = "sha256:" + "0" * 64

    ended = run("replay", _changed(run_file, easier))
    assert ended.code == 2
    assert "another version of the scenario" in ended.err


def test_a_scenario_that_only_the_file_has_is_taken_if_it_is_what_its_digest_says(
    run: Run, tmp_path: Path
) -> None:
    from itilsim.content.lookup import scenario_file

    mine = tmp_path / "mine.yaml"
    text = scenario_file("first-shift").read_text()
    mine.write_text(
        text.replace("id: first-shift", "id: mine").replace("minutes: 90", "minutes: 80")
    )
    ended = run("simulate", mine, "--seed", 1, "--policy", "first_come", "--save")
    path = tmp_path / "mine.itilrun"
    assert run("export", ended.err.split()[-1], "--format", "run", "--out", path).code == 0
    mine.unlink()
    assert run("replay", path, "--json").data["match"] is True
    assert run("replay", "last", "--json").data["match"] is True


def test_a_running_run_has_nothing_to_be_compared_with(run: Run) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--until", "30m", "--save")
    ended = run("replay", "last", "--json")
    assert ended.code == 0
    assert ended.data["match"] is None
    assert ended.data["simulated_seconds"] == 1800


def test_an_unknown_run_is_answered_kindly(run: Run, saved: str) -> None:
    ended = run("replay", saved[:-1] + ("y" if saved.endswith("x") else "x"))
    assert ended.code == 2
    assert saved in ended.err
    assert run("replay", "no-such-file.itilrun").code == 2
