"""`what-if`: the curve in words, Markdown and data; what has none is refused in plain words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from itilsim.runs.counterfactuals import that_mattered
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from tests.cli.conftest import Run
from tests.courses import changed, course, curve
from tests.played import first_shift


def test_words_fit_into_a_terminal(run: Run, saved: str) -> None:
    ended = run("what-if", saved)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("What if: Your first morning\n")
    assert "THE DECISIONS THAT MATTERED" in ended.out
    assert "BEST STILL ATTAINABLE" in ended.out
    assert "WHEN IT WAS LOST" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_data_is_the_curve_and_its_largest_falls(run: Run) -> None:
    ended = run("simulate", "first-shift", "--seed", 1, "--policy", "first_come", "--save")
    saved = ended.err.split()[-1]
    data = run("what-if", "last", "--json").data
    course, found = curve("first_come")
    assert (data["schema_version"], data["run"], data["seed"]) == (1, saved, 1)
    assert data["total"] == course.card.total / 100
    assert [each["attainable"] for each in data["curve"]] == [p / 100 for p in found.points]
    assert [each["minute"] for each in data["curve"]] == list(range(91))
    assert data["curve"][-1]["at"] == 5400
    assert data["curve"][-1]["fork"] == data["total"]
    assert data["judged_shifts"] == 91
    assert [each["minute"] for each in data["falls"]] == [f.minute for f in found.largest(3)]
    for told, fall in zip(data["falls"], found.largest(3), strict=True):
        assert told["points"] == fall.fell / 100
        assert [e["seq"] for e in told["entries"]] == [e.seq for e in fall.entries]
        assert (told["finding"] is None) == (fall.dear is None)
        assert told["textbook_instead"]["command"]["kind"]


def test_data_has_the_decisions_with_what_they_would_have_gained(run: Run) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "first_come", "--save")
    data = run("what-if", "last", "--json").data
    course_ = course("first_come")
    found = that_mattered(changed(course_))
    assert data["decisions_changed"] == len(changed(course_))
    assert [each["gain"] for each in data["decisions"]] == [each.gain / 100 for each in found]
    for told, each in zip(data["decisions"], found, strict=True):
        assert told["total"] == each.total / 100
        assert told["user_minutes_saved"] == each.minutes_saved
        assert [e["seq"] for e in told["skipped"]] == [e.seq for e in each.skipped]
        (change,) = told["changes"]
        assert (change["entry"] is None) == (each.decisions[0].done is None)
    assert len(data["together"]["changes"]) == 3


def test_as_many_falls_are_shown_as_are_wished(run: Run, saved: str) -> None:
    for most in (1, 5):
        data = run("what-if", saved, "--json", "--top", most).data
        assert len(data["falls"]) == len(data["decisions"]) == most
    assert run("what-if", saved, "--top", 0).code == 2


def test_markdown_has_the_same_headings(run: Run, saved: str) -> None:
    words, marked = run("what-if", saved).out, run("what-if", saved, "--md").out
    headings = [line[3:] for line in marked.splitlines() if line.startswith("## ")]
    assert len(headings) == 5
    assert all(heading.upper() in words for heading in headings)
    assert run("what-if", saved, "--md", "--json").code == 2


def test_a_run_file_is_played_on_as_it_is(run: Run, saved: str, tmp_path: Path) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    assert run("what-if", path).out == run("what-if", saved).out


def test_a_generated_shift_has_a_curve_of_its_own_length(run: Run) -> None:
    words = ("any-day", "--minutes", 30, "--level", 1, "--seed", 3)
    run("simulate", *words, "--policy", "by_priority", "--save")
    data = run("what-if", "last", "--json").data
    assert (data["minutes"], len(data["curve"])) == (30, 31)
    assert data["judged_shifts"] + 2 <= 1.2 * data["minutes"]


def test_a_shift_that_goes_on_has_no_curve_yet(run: Run) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--until", "30m", "--save")
    ended = run("what-if", "last")
    assert (ended.code, ended.out) == (2, "")
    assert "is not finished" in ended.err
    assert "itilsim play --resume first-shift-1-" in ended.err


def test_a_shift_that_was_left_early_says_so(run: Run, home: Path) -> None:
    running = begin(
        PlayRequest("first-shift", seed=1, mode="practice"), first_shift(), places(home)
    )
    running.session.shift.advance(600)
    running.finish(places(home))
    running.close()
    ended = run("what-if", "last")
    assert ended.code == 0
    assert "You left the desk at 09:10." in ended.out


def test_a_guided_shift_has_no_score_and_so_no_curve(run: Run, home: Path) -> None:
    asked = PlayRequest("first-shift", seed=1, mode="guided")
    running = begin(asked, first_shift(), places(home))
    running.finish(places(home))
    running.close()
    ended = run("what-if", "last")
    assert (ended.code, ended.out) == (2, "")
    assert "A guided shift has no score" in ended.err


def test_a_run_of_another_engine_is_refused_in_plain_words(
    run: Run, saved: str, tmp_path: Path
) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    header, rest = path.read_text().split("\n", 1)
    tree = json.loads(header)
    tree["run"]["engine"] = 99
    path.write_text(f"{json.dumps(tree)}\n{rest}")
    ended = run("what-if", path)
    assert (ended.code, ended.out) == (2, "")
    assert "engine 99" in ended.err
    assert "cannot be played on" in ended.err


def test_a_run_that_does_not_verify_is_marked(run: Run, saved: str, tmp_path: Path) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    lines = path.read_text().splitlines()
    footer = json.loads(lines[-1])
    footer["log_digest"], footer["log"] = "sha256:" + "1" * 64, ""
    path.write_text("\n".join([*lines[:-1], json.dumps(footer)]) + "\n")
    run("runs", "delete", saved)
    assert run("import", path).code == 1
    ended = run("what-if", "last")
    assert ended.code == 0
    assert "Beware: from a file, not verified." in ended.err


def test_a_run_that_is_not_there_is_named(run: Run, saved: str) -> None:
    ended = run("what-if", saved[:-1])
    assert ended.code == 2
    assert saved in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_can_be_stopped(saved: str, home: Path, number: signal.Signals, code: int) -> None:
    script = (
        "import sys, itilsim.runs.attainable as a\n"
        "forked = a.forked\n"
        "def told(course, minute):\n"
        "    print(minute, file=sys.stderr, flush=True)\n"
        "    return forked(course, minute)\n"
        "a.forked = told\n"
        "from itilsim.cli import main\n"
        f"sys.exit(main(['what-if', '{saved}', '--json']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "ITILSIM_HOME": str(home)},
    )  # fmt: skip
    assert process.stderr is not None
    assert process.stderr.readline() == "89\n"
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert len(err.splitlines()) < 80
