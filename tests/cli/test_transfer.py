"""`export` and `import`: a run from one machine to another, and a table for others."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from itilsim.content.scenarios import load_scenario, make_setting
from itilsim.exchange.incidents_csv import COLUMNS, read
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.runs.runfile import save_run_file
from itilsim.storage.places import places
from tests.cli.conftest import Run


def test_a_run_travels_and_is_verified_where_it_arrives(
    run: Run, saved: str, tmp_path: Path
) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    there = tmp_path / "there"
    ended = run("import", path, "--home", there)
    assert ended.code == 0
    assert "Verified" in ended.err
    (listed,) = run("runs", "--json", "--home", there).data
    (own,) = run("runs", "--json").data
    assert listed == {**own, "from_file": True, "notes": ["from a file"]}
    assert run("replay", saved, "--home", there).code == 0
    again = run("import", path, "--home", there)
    assert again.code == 0
    assert "here already" in again.err


def test_a_run_that_was_tampered_with_is_taken_in_with_a_warning(
    run: Run, saved: str, tmp_path: Path
) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    lines = path.read_text().splitlines()
    footer = json.loads(lines[-1])
    footer["log_digest"], footer["log"] = "sha256:" + "1" * 64, ""
    path.write_text("\n".join([*lines[:-1], json.dumps(footer)]) + "\n")
    ended = run("import", path, "--home", tmp_path / "there")
    assert "Beware" in ended.err
    assert run("replay", saved, "--home", tmp_path / "there").code == 1


def test_what_is_no_run_file_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.itilrun"
    path.write_text("hello\nyou\n")
    ended = run("import", path)
    assert ended.code == 2
    assert f"{path}:1:" in ended.err
    assert not run("runs", "--json").data


def test_the_table_has_a_row_for_each_record(run: Run, saved: str, tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    assert run("export", saved, "--format", "incidents-csv", "--out", path).code == 0
    rows = read(path.read_bytes())
    assert tuple(rows[0]) == COLUMNS
    simulated = ("simulate", "first-shift", "--seed", 7, "--policy", "first_come", "--json")
    counts = run(*simulated).data["counts"]
    assert sum(row["kind"] == "incident" for row in rows) == counts["incidents"]
    assert len(rows) == counts["incidents"] + counts["requests"]


def test_a_dash_is_stdout(run: Run, saved: str) -> None:
    ended = run("export", saved, "--format", "incidents-csv", "--out", "-")
    assert ended.out.startswith("number,kind,")
    assert ended.err == ""


Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def file(run: Run, saved: str, tmp_path: Path) -> Path:
    path = tmp_path / "shift.itilrun"
    assert run("export", saved, "--format", "run", "--out", path).code == 0
    return path


def _changed(path: Path, change: Change) -> Path:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    change(lines)
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return path


def test_a_claimed_score_is_named_marked_and_never_shown(
    run: Run, file: Path, tmp_path: Path
) -> None:
    _changed(file, lambda lines: lines[-1]["score"].update(total=99))
    there = ("--home", tmp_path / "there")
    ended = run("import", file, *there)
    assert ended.code == 1
    assert "claims total 99" in ended.err
    (listed,) = run("runs", "--json", *there).data
    assert (listed["score"], listed["verified"], listed["counts"]) == (None, False, False)
    assert listed["notes"] == ["from a file, not verified"]
    assert "not verified" in run("runs", *there).out
    assert run("replay", file, *there).code == 1
    assert run("replay", listed["id"], *there).code == 1
    assert "99" in run("debrief", listed["id"], *there).err
    assert run("progress", "--json", *there).data["shifts"] == []


@pytest.mark.parametrize("total", ["99", None, [1], {}, 10**400, True, 1e308])
def test_a_score_that_is_none_does_not_get_past_the_door(
    run: Run, file: Path, total: object
) -> None:
    _changed(file, lambda lines: lines[-1]["score"].update(total=total))
    ended = run("import", file)
    assert ended.code == 2
    assert f"{file}:" in ended.err
    assert run("runs").code == 0


def test_a_score_of_five_thousand_digits_does_not_get_past_the_door(run: Run, file: Path) -> None:
    text = file.read_text()
    file.write_text(re.sub(r'"total":[0-9.]+', '"total":' + "9" * 5000, text))
    assert run("import", file).code == 2
    assert run("runs").code == 0


def test_nobody_is_said_to_have_played_what_comes_from_a_file(
    run: Run, file: Path, tmp_path: Path
) -> None:
    _changed(file, lambda lines: lines[0]["run"]["options"].clear())
    there = ("--home", tmp_path / "there")
    assert run("import", file, *there).code == 0
    (listed,) = run("runs", "--json", *there).data
    assert (listed["verified"], listed["counts"]) == (True, False)
    assert run("progress", "--json", *there).data["shifts"] == []
    mine = ("--home", tmp_path / "mine")
    ended = run("import", file, "--mine", *mine)
    assert "the journal that first_come makes" in ended.err
    (listed,) = run("runs", "--json", *mine).data
    assert (listed["options"], listed["counts"]) == ({"policy": "first_come"}, False)


def test_a_policy_that_is_only_claimed_is_not_said_to_have_played(
    run: Run, file: Path, tmp_path: Path
) -> None:
    _changed(file, lambda lines: lines[0]["run"]["options"].update(policy="textbook"))
    assert run("import", file, "--home", tmp_path / "there").code == 0
    (listed,) = run("runs", "--json", "--home", tmp_path / "there").data
    assert listed["options"] == {}


def test_a_journal_that_is_cut_short_does_not_verify(run: Run, file: Path, tmp_path: Path) -> None:
    def shorter(lines: list[dict[str, Any]]) -> None:
        del lines[-4:-1]
        lines[-1].update(entries=len(lines) - 2)

    _changed(file, shorter)
    there = ("--home", tmp_path / "there")
    assert run("import", file, *there).code == 1
    replayed = run("replay", file, "--json", *there).data
    assert replayed["match"] is False
    assert any("entries" in words for words in replayed["differs"])


def test_a_scenario_that_only_bears_the_name_is_marked_with_its_digest(
    run: Run, tmp_path: Path
) -> None:
    shipped = load_scenario("first-shift", places(tmp_path / "cache"))
    fewer = replace(shipped.scenario, contacts=shipped.scenario.contacts[:1], faults=())
    setting = make_setting(fewer, shipped.organisation, shipped.library)
    made = simulate(setting, Order(7, Player("textbook"), save=True), References()).run
    assert made is not None
    save_run_file(made, tmp_path / "easy.itilrun")
    words = f"not the first-shift installed here ({setting.digest[:19]}…)"
    ended = run("import", tmp_path / "easy.itilrun")
    assert ended.code == 0
    assert words in ended.err
    assert words in run("runs").out
    replayed = run("replay", "last")
    assert words in replayed.out
    assert setting.digest in replayed.out
    assert words in run("debrief", "last").err
    assert run("replay", "last", "--json").data["installed"] is False


def test_a_run_that_is_not_finished_travels_without_scenario_and_its_table_without_truth(
    run: Run, tmp_path: Path
) -> None:
    run("simulate", "first-shift", "--seed", 7, "--policy", "textbook", "--until", "60m", "--save")
    path = tmp_path / "left.itilrun"
    run("export", "last", "--format", "run", "--out", path)
    header = json.loads(path.read_text().splitlines()[0])
    assert header["resolved"] is None
    rows = read(run("export", "last", "--format", "incidents-csv", "--out", "-").out.encode())
    assert rows
    true = [name for name in COLUMNS if name.startswith("true_")]
    assert not any(row[name] for row in rows for name in true)
    assert run("import", path, "--home", tmp_path / "there").code == 0


def test_another_seat_is_refused_with_its_line(run: Run, file: Path) -> None:
    _changed(file, lambda lines: lines[2].update(actor="colleague"))
    ended = run("import", file)
    assert ended.code == 2
    assert f"{file}:3:1: unknown-seat" in ended.err
