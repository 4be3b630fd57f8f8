"""`itilsim play --again RUN --at TIME` and `itilsim debrief RUN --beside OTHER`, word by word."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run


@pytest.fixture
def typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line with something typed."""

    def command_line(said: str, *words: object) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        return run(*words)

    return command_line


def saved_by(run: Run, policy: str, seed: int = 7) -> str:
    ended = run("simulate", "first-shift", "--seed", seed, "--policy", policy, "--save")
    return ended.err.split()[-1]


def test_a_shift_begins_again_and_says_where_one_stands(typed: Run, saved: str) -> None:
    ended = typed("quit\n", "play", "--plain", "--again", saved, "--at", "09:42")
    assert ended.code == 0
    assert "You stand at 09:42." in ended.out
    assert "yours again, for 48 min, until 10:30" in " ".join(ended.out.split())
    assert "From the shift before" not in ended.out
    new = ended.err.rpartition("--resume ")[2].strip()
    newest, first = typed("", "runs", "--json").data
    assert (newest["id"], first["id"]) == (new, saved)
    assert newest["begun_again"] == {"run": saved, "at": 42 * 60}
    assert first["begun_again"] is None
    assert f"begun again from 09:42 of {saved}" in typed("", "runs").out
    more = typed("quit\n", "play", "--plain", "--resume", new)
    assert "You stand at" not in more.out


def test_its_debrief_says_so_everywhere(typed: Run, saved: str, tmp_path: Path) -> None:
    ended = typed("end-shift\nyes\n", "play", "--plain", "--again", saved, "--at", "10:00")
    words = f"This run was begun again from 10:00 of {saved}."
    assert words in " ".join(ended.out.split())
    page = tmp_path / "debrief.html"
    typed("", "debrief", "last", "--html", page)
    assert words in " ".join(page.read_text(encoding="utf-8").split())
    assert "## Begun again" in typed("", "debrief", "last", "--md").out
    assert typed("", "debrief", "last", "--json").data["begun_again"] == {
        "run": saved, "at": 3600,
    }  # fmt: skip
    assert "BEGUN AGAIN" not in typed("", "debrief", saved).out
    progress = typed("", "progress", "--json")
    assert progress.code == 0
    newest = typed("", "runs", "--json").data[0]
    assert (newest["status"], newest["counts"]) == ("finished", False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--again", "last"), "belong together"),
        (("--at", "09:42"), "belong together"),
        (("first-shift", "--again", "last", "--at", "09:42"), "keeps its scenario"),
        (("--again", "last", "--at", "09:42", "--mode", "coached"), "keeps its scenario"),
        (("--again", "last", "--at", "9.42"), "a time of the shift, like 09:42"),
        (("--again", "last", "--at", "08:59"), "began at 09:00 and ended at 10:30"),
        (("--again", "last", "--at", "10:30"), "began at 09:00 and ended at 10:30"),
        (("--again", "nobody", "--at", "09:42"), "There is no run 'nobody'"),
    ],
)
def test_what_cannot_be_begun_again_is_said_in_a_sentence(
    words: tuple[str, ...], said: str, run: Run, saved: str
) -> None:
    ended = run("play", "--plain", *words)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert [each["id"] for each in run("runs", "--json").data] == [saved]


def test_a_file_is_taken_in_first(run: Run, saved: str, tmp_path: Path) -> None:
    file = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", file)
    ended = run("play", "--plain", "--again", file, "--at", "09:42")
    assert ended.code == 2
    assert f"itilsim import {file}" in ended.err


def test_two_runs_stand_beside_each_other(run: Run, saved: str, tmp_path: Path) -> None:
    other = saved_by(run, "by_priority")
    ended = run("debrief", saved, "--beside", other)
    assert ended.code == 0
    assert "BESIDE YOUR OTHER RUN" in ended.out
    assert f"The other run is {other}" in " ".join(ended.out.split())
    assert "you decided otherwise" in ended.out
    assert "## Beside your other run" in run("debrief", saved, "--beside", other, "--md").out
    page = tmp_path / "debrief.html"
    run("debrief", saved, "--beside", other, "--html", page)
    assert "Beside your other run" in page.read_text(encoding="utf-8")
    found = run("debrief", saved, "--beside", other, "--json").data["beside"]
    assert (found["run"], found["same"]) == (other, True)
    totals = {each["id"]: each["score"]["total"] for each in run("runs", "--json").data}
    assert found["score"][0]["one"] == round(totals[saved])
    assert found["score"][0]["other"] == round(totals[other])
    assert "beside" not in run("debrief", saved, "--json").data


def test_two_files_do_as_well(run: Run, saved: str, tmp_path: Path) -> None:
    files = []
    for each in (saved, saved_by(run, "by_priority")):
        files.append(tmp_path / f"{each}.itilrun")
        run("export", each, "--format", "run", "--out", files[-1])
        run("runs", "delete", each, "--yes")
    ended = run("debrief", files[0], "--beside", files[1])
    assert ended.code == 0
    assert "you decided otherwise" in ended.out


def test_of_another_seed_only_points_and_times(run: Run, saved: str) -> None:
    other = saved_by(run, "first_come", 8)
    ended = run("debrief", saved, "--beside", other)
    assert "It was not the same morning" in ended.out
    assert "you decided otherwise" not in ended.out


def test_what_cannot_be_compared_is_refused_before_anything_is_written(
    run: Run, saved: str
) -> None:
    ended = run("debrief", saved, "--beside", saved)
    assert (ended.code, ended.out) == (2, "")
    assert "twice the same run" in ended.err
