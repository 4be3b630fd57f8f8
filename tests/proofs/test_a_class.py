"""From an empty folder to a printed run sheet and a graded class: one go, by the command line.

The one idea: what a teacher types is typed, and what is written is counted; the time it took is
printed. Students are players that err at thirty rates.
"""

from __future__ import annotations

import contextlib
import csv
import io
import time
from pathlib import Path

import pytest

from itilsim.classroom.hand_in import SUFFIX, Beside, write_hand_in
from itilsim.classroom.plan_file import load_plan
from itilsim.classroom.printing import STUDENTS, TEACHERS
from itilsim.cli import main
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.storage.places import places

EVERYDAY, FULL = 4, 30
SEED = 3


def ran(*words: str) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main(list(words))


def a_class(folder: Path, students: int, minutes: int) -> tuple[float, float]:
    """Seconds until everything is printed, and until everything is graded, without the playing."""
    home, lesson = folder / "home", folder / "lesson"
    began = time.perf_counter()
    words = ("--shift", "any-day", "--level", "2", "--minutes", str(minutes), "--mode", "practice")
    assert ran("class", "new", str(lesson), *words, "--seed", str(SEED), "--home", str(home)) == 0
    printed = time.perf_counter() - began
    assert {each.name for each in lesson.glob("*.html")} == {*TEACHERS, *STUDENTS}
    handout = str(lesson / "students.itilclass")
    assert ran("class", "check", handout, "--home", str(home)) in (0, 1)
    prepared, references = load_plan(lesson, places(home)), References()
    deeds: list[tuple[str, ...]] = []
    for n in range(students):
        player = Player("textbook", error_rate=0.1 + 0.6 * n / students)
        run = simulate(prepared.setting, Order(SEED, player, save=True), references).run
        assert run is not None
        deeds.append(tuple(each.command for each in run.entries))
        seconds = (9.0,) * len(run.entries)
        stops = {place: 1 for place, _ in enumerate(prepared.plan.stops)}
        beside = Beside(
            "hand-in", 1, prepared.handout.code, (f"Student {n + 1}",), stops, {}, {}, seconds
        )
        write_hand_in(beside, run, lesson / f"{n + 1}{SUFFIX}")
    began = time.perf_counter()
    assert ran("class", "grade", str(lesson), "--home", str(home)) == 0
    graded = time.perf_counter() - began
    with (lesson / "graded/gradebook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["verified"] for row in rows] == ["yes"] * students
    order = [int(Path(row["file"]).stem) - 1 for row in rows]
    alike = [deeds.count(deeds[n]) > 1 for n in order]
    assert ["deed for deed" in row["flags"] for row in rows] == alike
    pages = {each.name for each in (lesson / "graded").glob("*.html")}
    assert pages == {"class-report.html", *(f"{n + 1}.html" for n in range(students))}
    (lesson / f"x{SUFFIX}").write_bytes((lesson / f"1{SUFFIX}").read_bytes()[:-9])
    assert ran("class", "grade", str(lesson), "--home", str(home), "--no-pages") == 1
    return printed, graded


def test_a_class_goes_from_an_empty_folder_to_its_grades(tmp_path: Path) -> None:
    a_class(tmp_path, EVERYDAY, 30)


@pytest.mark.prove
def test_a_class_of_thirty(tmp_path: Path) -> None:
    printed, graded = a_class(tmp_path, FULL, 60)
    print(
        f"\na class of {FULL}, a shift of an hour: printed after {printed:.1f} s, graded, with a "
        f"page each, in {graded:.1f} s"
    )
