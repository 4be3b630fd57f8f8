"""Run files: they carry a run whole, and are believed in nothing."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from itilsim.domain.errors import ContentError, Problem, UsageError
from itilsim.runs.runfile import load_run_file, save_run_file
from itilsim.storage.records import RunHeader, StoredEntry, StoredRun
from itilsim.storage.rows import digest
from itilsim.storage.runs import Runs
from tests.timing import quickly

LOG = '{"at":0,"kind":"shift-began","who":"Zoë \\"Z\\" \\\\u"}\n'.encode()


@pytest.fixture
def stored(header: RunHeader) -> StoredRun:
    return StoredRun(
        header=header,
        entries=tuple(
            StoredEntry(number, 10 * number, "trainee", f'{{"kind":"wait","n":{number}}}')
            for number in range(1, 6)
        ),
        status="finished",
        reached=28800,
        scenario='{"id":"first-shift","nested":[1,2,{"a":null}]}',
        roster='{"p1":"Zoë"}',
        score='{"total":81.2}',
        log_digest=digest(LOG),
        log=LOG,
    )


@pytest.fixture
def path(tmp_path: Path, stored: StoredRun) -> Path:
    save_run_file(stored, tmp_path / "shift.itilrun")
    return tmp_path / "shift.itilrun"


def rewritten(path: Path, number: int, **changes: object) -> None:
    """Change fields of one line, counted from 0."""
    lines = path.read_text().splitlines()
    lines[number] = json.dumps({**json.loads(lines[number]), **changes})
    path.write_text("\n".join(lines) + "\n")


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_run_file(path)
    return caught.value.problems


def test_a_run_survives_the_journey(path: Path, stored: StoredRun) -> None:
    assert load_run_file(path) == stored


def test_it_is_header_entries_and_footer_one_a_line(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["kind"] for line in lines] == ["header", *["entry"] * 5, "footer"]
    assert lines[0]["run"]["seed"] == 7
    assert lines[1]["command"] == {"kind": "wait", "n": 1}
    assert lines[-1]["log_digest"] == digest(LOG)
    assert lines[-1]["score"] == {"total": 81.2}


def test_the_log_may_stay_at_home(path: Path, stored: StoredRun) -> None:
    save_run_file(stored, path, with_log=False)
    assert load_run_file(path) == dataclasses.replace(stored, log=b"")


def test_a_running_run_travels_too(path: Path, stored: StoredRun) -> None:
    running = StoredRun(stored.header, stored.entries[:2], "running", 33)
    save_run_file(running, path)
    assert load_run_file(path) == running


def test_taking_it_in_twice_is_taking_it_in_once(runs: Runs, path: Path) -> None:
    assert runs.add(load_run_file(path)) is True
    assert runs.add(load_run_file(path)) is False
    assert runs.load("run-1") == load_run_file(path)


def test_another_run_of_the_same_id_is_refused(runs: Runs, path: Path) -> None:
    runs.add(load_run_file(path))
    rewritten(path, 2, at=21)
    with pytest.raises(UsageError, match="Another run"):
        runs.add(load_run_file(path))


@pytest.mark.parametrize(
    ("line", "changes", "code"),
    [
        (0, {"kind": "footer"}, "wrong-value"),
        (0, {"format": 2}, "wrong-value"),
        (0, {"run": {}}, "missing-key"),
        (0, {"run": []}, "wrong-type"),
        (0, {"more": 1}, "unknown-key"),
        (0, {"resolved": []}, "wrong-type"),
        (1, {"seq": 2}, "out-of-order"),
        (1, {"seq": "1"}, "wrong-type"),
        (1, {"seq": True}, "wrong-type"),
        (1, {"seq": 10**30}, "wrong-value"),
        (1, {"at": -1}, "wrong-value"),
        (1, {"at": 21}, "out-of-order"),
        (1, {"at": 1.5}, "wrong-type"),
        (1, {"actor": ""}, "wrong-value"),
        (1, {"actor": "x" * 81}, "wrong-value"),
        (1, {"command": "wait"}, "wrong-type"),
        (1, {"command": {"text": "x" * 64_000}}, "too-long"),
        (1, {"kind": "header"}, "wrong-value"),
        (6, {"entries": 4}, "out-of-order"),
        (6, {"reached": 3}, "out-of-order"),
        (6, {"status": "won"}, "wrong-value"),
        (6, {"log_digest": ""}, "missing-key"),
        (6, {"score": 100}, "wrong-type"),
        (6, {"kind": "entry"}, "truncated"),
    ],
)
def test_a_line_that_is_not_as_it_must_be_is_told_with_its_number(
    path: Path, line: int, changes: dict[str, Any], code: str
) -> None:
    rewritten(path, line, **changes)
    found = problems(path)
    assert code in {one.code for one in found}
    assert {one.line for one in found} <= {line + 1, line + 2}


def test_an_id_that_could_harm_is_refused(path: Path) -> None:
    run = json.loads(path.read_text().splitlines()[0])["run"]
    for name in ("../../x", "", "a b", "x" * 81, "-x", "a/b"):
        rewritten(path, 0, run={**run, "id": name})
        assert problems(path)[0].line == 1


@pytest.mark.parametrize("kept", range(7))
def test_a_file_that_was_cut_at_a_line_is_refused(path: Path, kept: int) -> None:
    lines = path.read_text().splitlines(keepends=True)[:kept]
    path.write_text("".join(lines))
    assert problems(path)


def test_a_file_that_was_cut_anywhere_is_refused(path: Path) -> None:
    data = path.read_bytes()
    for length in range(0, len(data) - 1, 37):
        path.write_bytes(data[:length])
        assert problems(path)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"kind": "entry", "kind": "entry"}',
        '{"seq": NaN}',
        '{"seq": 1' + "0" * 60_000 + "}",
        "{'seq': 1}",
        "",
        "\ud800",
        '{"command": ' + "[" * 60 + "]" * 60 + "}",
    ],
    ids=["list", "mapping", "twice", "NaN", "digits", "quotes", "empty", "surrogate", "levels"],
)
def test_a_hostile_line_is_refused_at_once(path: Path, line: str) -> None:
    lines = path.read_text().splitlines()
    lines[2] = line
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass") + b"\n")
    found = quickly(0.5, lambda: problems(path))
    assert found[0].line == 3


@pytest.mark.parametrize(
    "command",
    [
        '{"kind":"note","text":"a","text":"b"}',
        '{"kind":"note","text":NaN}',
        '{"kind":"note","text":1e400}',
        '{"kind":"note","text":' + "[" * 60 + "]" * 60 + "}",
        '{"kind":"note"},"command":{"kind":"note"}',
        '{"kind":"note"},"more":1',
    ],
    ids=["twice", "NaN", "infinite", "levels", "two commands", "more"],
)
def test_a_line_that_is_nearly_as_we_write_it_is_refused(path: Path, command: str) -> None:
    lines = path.read_text().splitlines()
    begin = lines[2].partition('"command":')[0]
    lines[2] = f'{begin}"command":{command}}}'
    path.write_text("\n".join(lines) + "\n")
    assert problems(path)[0].line == 3


@pytest.mark.parametrize("parts", [(5, ", "), (5, ","), (40, ",")])
def test_entries_that_do_not_keep_to_their_lines_are_refused(
    path: Path, parts: tuple[int, str]
) -> None:
    """Two on one line, and one over two lines: together they would read as the same entries."""
    lines = path.read_text().splitlines()
    cut, comma = parts
    begin, end = lines[3][:cut], lines[3][cut:]
    moved = [f"{lines[2]}{comma}{begin}", end]
    path.write_text("\n".join([*lines[:2], *moved, *lines[4:]]) + "\n")
    assert problems(path)[0].line == 3


def test_text_in_a_file_is_cleaned(path: Path) -> None:
    rewritten(path, 1, command={"kind": "note", "text": "\x1b[31mred\u202e"})
    assert load_run_file(path).entries[0].command == '{"kind":"note","text":"[31mred"}'


def test_a_log_that_does_not_match_is_left_out_and_said(path: Path, stored: StoredRun) -> None:
    rewritten(path, 6, log_digest="sha256:00")
    found = load_run_file(path)
    assert found.log == b""
    assert found.log_digest == "sha256:00"
    assert "does not match" in found.remarks[0]
    rewritten(path, 6, log_digest=stored.log_digest, log="!!")
    assert "cannot be read" in load_run_file(path).remarks[0]


@pytest.mark.parametrize("hidden", ["\x1b", "\\u001b", "\\\\\\u202e", "\u202e", "\\b"])
def test_a_log_with_control_characters_is_left_out(
    path: Path, stored: StoredRun, hidden: str
) -> None:
    log = f'{{"at":0,"text":"{hidden}"}}\n'.encode()
    save_run_file(dataclasses.replace(stored, log=log, log_digest=digest(log)), path)
    assert load_run_file(path).log == b""
    assert "control characters" in load_run_file(path).remarks[0]


def test_a_packed_bomb_is_not_unpacked(path: Path, stored: StoredRun) -> None:
    log = b" " * 130_000_000
    save_run_file(dataclasses.replace(stored, log=log, log_digest=digest(log)), path)
    assert load_run_file(path).log == b""


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "missing.itilrun")[0].code == "unreadable"
    assert problems(tmp_path)[0].code == "unreadable"
