"""`export` and `import`: a run from one machine to another, and a table for others."""

from __future__ import annotations

import json
from pathlib import Path

from itilsim.exchange.incidents_csv import COLUMNS, read
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
