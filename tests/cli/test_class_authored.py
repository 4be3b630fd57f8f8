"""From a shift that a teacher has played to a graded class: one go, by what is typed."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from itilsim.classroom.authored import RUN
from itilsim.classroom.hand_in import SUFFIX, Beside, write_hand_in
from itilsim.classroom.plan_file import HANDOUT, PLAN, load_plan
from itilsim.classroom.printing import AUTHORED, STUDENTS, TEACHERS
from itilsim.runs.opened import open_run
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from tests.cli.conftest import Run
from tests.coaching.bots import Guided, follow

SHIFT = ("any-day", "--organisation", "quillmere", "--level", 2, "--minutes", 30)


@pytest.fixture
def played(run: Run) -> str:
    """The id of a run that the teacher has played."""
    ended = run("simulate", *SHIFT, "--seed", 14, "--policy", "textbook", "--save")
    assert ended.code == 0
    return ended.err.split()[-1]


def test_a_shift_that_was_played_becomes_a_class_that_is_played_and_graded(
    run: Run, played: str, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = tmp_path / "lesson"
    made = run("class", "new", lesson, "--from", played)
    assert made.code == 0, made.err
    assert "itilsim class check" in made.err
    assert Path(made.err.splitlines()[-1].rpartition(": ")[2]).is_file()
    assert {e.name for e in lesson.iterdir()} == {
        PLAN, RUN, HANDOUT, *TEACHERS, *STUDENTS, *AUTHORED,
    }  # fmt: skip
    checked = run("class", "check", lesson)
    assert checked.code == 0, checked.out
    assert "✓ Your run reproduces" in checked.out
    assert "✗" not in checked.out
    at_home = run("class", "check", lesson / HANDOUT)
    assert at_home.code == 0
    assert "Your run" not in at_home.out

    prepared = load_plan(lesson, places(home))
    request = PlayRequest(prepared.handout.shift, prepared.handout.seed, mode="guided")
    running = begin(request, prepared.setting, places(home))
    try:
        guided = Guided(given=running.session.shift).play(follow)
        assert guided.guide.finished()
        running.finish(places(home))
    finally:
        running.close()
    stored = open_run(running.header.id, places(home)).stored
    stops = {place: stop.best for place, stop in enumerate(prepared.plan.stops)}
    seconds = (9.0,) * len(stored.entries)
    beside = Beside("hand-in", 1, prepared.handout.code, ("Ana",), stops, {}, {}, seconds)
    write_hand_in(beside, stored, lesson / f"Ana{SUFFIX}")

    before, after = ("a\n" * len(each) for each in (prepared.plan.before, prepared.plan.after))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{before}open\nend-shift\nyes\n{after}"))
    ben = run("class", "play", lesson / HANDOUT, "--plain", "--name", "Ben", "--out", lesson)
    assert ben.code == 0, ben.err
    assert "Tutor: Step 1 of" in ben.out
    assert "Hand in this file" in ben.err

    graded = run("class", "grade", lesson)
    assert graded.code == 0, graded.out
    with (lesson / "graded" / "gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["names"]: row for row in csv.DictReader(file)}
    assert {name: row["verified"] for name, row in rows.items()} == {"Ana": "yes", "Ben": "yes"}
    assert "No answer at stop" not in rows["Ben"]["flags"], "who ends at once comes to none"
    assert "No answer at stop" not in rows["Ana"]["flags"]


def test_what_no_class_can_be_made_of_is_refused_with_the_contracts_code(
    run: Run, played: str, tmp_path: Path
) -> None:
    own, lesson = tmp_path / "own.itilrun", tmp_path / "lesson"
    assert run("export", played, "--format", "run", "--out", own).code == 0
    lines = own.read_text(encoding="utf-8").splitlines()
    footer = json.loads(lines[-1])
    own.write_text("\n".join(
        [*lines[:-1], json.dumps({**footer, "log": "", "log_digest": "sha256:" + "0" * 64})]
    ) + "\n", encoding="utf-8")  # fmt: skip
    assert run("class", "new", lesson, "--from", own).code == 1
    begun = run("simulate", *SHIFT, "--seed", 14, "--policy", "textbook", "--until", "10m",
                "--save").err.split()[-1]  # fmt: skip
    unfinished = run("class", "new", lesson, "--from", begun)
    assert (unfinished.code, "not finished" in unfinished.err) == (2, True)
    assert run("class", "new", lesson, "--from", "no-such-run").code == 2
    assert run("class", "new", lesson, "--from", played, "--seed", 3).code == 2
    clock = run("class", "new", lesson, "--from", played, "--mode", "guided", "--pace", "calm")
    assert clock.code == 2
    assert not lesson.exists(), "nothing half made is left"
    assert run("class", "new", lesson, "--from", played, "--mode", "practice").code == 0
    again = run("class", "new", lesson, "--from", played)
    assert (again.code, "there already" in again.err) == (2, True)
    assert run("class", "new", lesson).code == 0


def test_a_run_that_was_changed_in_its_folder_fails_the_check(
    run: Run, played: str, tmp_path: Path
) -> None:
    lesson = tmp_path / "lesson"
    assert run("class", "new", lesson, "--from", played).code == 0
    other = run("simulate", *SHIFT, "--seed", 14, "--policy", "first_come", "--save")
    assert run("export", other.err.split()[-1], "--format", "run", "--out", lesson / RUN,
               ).code == 0  # fmt: skip
    checked = run("class", "check", lesson)
    assert checked.code == 1
    assert "✗" in checked.out
    assert "not the one that the plan was made of" in checked.out


def test_a_running_clock_and_a_name_that_is_not_asked_for_are_refused_in_lines(
    run: Run, tmp_path: Path
) -> None:
    lesson = tmp_path / "lesson"
    assert run("class", "new", lesson, "--seed", 7, "--pace", "calm").code == 0
    clock = run("class", "play", lesson / HANDOUT, "--plain", "--name", "Ana")
    assert (clock.code, "running clock" in clock.err) == (2, True)
    silent = run("class", "play", lesson / HANDOUT, "--name", "Ana", "--no-input")
    assert (silent.code, "--plain" in silent.err) == (2, True)
    (lesson / PLAN).write_text(
        (lesson / PLAN).read_text(encoding="utf-8").replace("pace: calm", "#", 1), encoding="utf-8"
    )
    assert run("class", "new", lesson).code == 0
    nameless = run("class", "play", lesson / HANDOUT, "--plain", "--no-input")
    assert (nameless.code, "--name" in nameless.err) == (2, True)
