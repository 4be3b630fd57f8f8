"""What a class left of somebody, erased: no byte with the name is left, nothing else lost."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.classroom.erasing import erase_left, left_here
from itilsim.classroom.hand_in import SUFFIX, Beside, file_name, keep, write_hand_in
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.plan_file import PLAN, load_plan
from itilsim.classroom.planning import plan_text
from itilsim.cli import main
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.listing import list_runs
from itilsim.runs.references import References
from itilsim.storage import files
from itilsim.storage.backups import all_backups, back_up, restore
from itilsim.storage.places import FAULT_FILE, Places, places
from itilsim.storage.records import StoredRun
from itilsim.storage.runs import open_runs
from tests.played import first_shift
from tests.tui.shifts import SEED

NAME = "Quixandra"
CODE, OTHER = "ABCD-EFGH", "QRST-UVWX"


def holding(word: str, *folders: Path) -> list[Path]:
    """Files with a word in their name or in any of their bytes."""
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if word in path.name or (path.is_file() and word.encode() in path.read_bytes())
    ]


@pytest.fixture(scope="module")
def played() -> StoredRun:
    order = Order(SEED, Player("textbook", error_rate=0.2), save=True)
    run = simulate(first_shift(), order, References()).run
    assert run is not None
    return run


@pytest.fixture
def home(tmp_path: Path, played: StoredRun) -> Places:
    """A machine with a run of one class, one of another, and one of none."""
    found = places(tmp_path / "home")
    with open_runs(found) as runs:
        for name in ("run-mine", "run-other", "run-own"):
            runs.add(replace(played, header=replace(played.header, id=name)))
    keep(Beside("hand-in", 1, CODE, (NAME,), {0: 1}), "run-mine", found)
    keep(Beside("hand-in", 1, OTHER, ("Zebulon",)), "run-other", found)
    (found.classes / f"{CODE}.yaml").write_text("schema: x\n", encoding="utf-8")
    back_up(found)
    restore(found)  # sets aside what was there
    (found.data / FAULT_FILE).write_text(f"itilsim class play --name {NAME}", encoding="utf-8")
    return found


@pytest.fixture
def here(tmp_path: Path, played: StoredRun) -> Path:
    """Where a student began: with the files to hand in, and one of somebody else."""
    folder = tmp_path / "here"
    folder.mkdir()
    for code, name in ((CODE, NAME), (OTHER, "Zebulon"), (CODE, "Somebody")):
        beside = Beside("hand-in", 1, code, (name,))
        write_hand_in(beside, played, folder / file_name(beside))
    return folder


def ran(*words: str) -> tuple[int, str]:
    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        code = main(list(words))
    return code, told.getvalue()


def test_of_one_class_no_byte_is_left_on_a_machine_and_the_rest_is(
    home: Places, here: Path
) -> None:
    for word in (NAME, "run-mine", CODE):
        assert len(holding(word, home.data, here)) >= 2, "else nothing had to be erased"
    words = ("class", "erase", CODE.lower(), "--out", str(here), "--home", str(home.data))
    code, told = ran(*words, "--yes")
    assert code == 0
    for expected in (NAME, "1 run", "older cop", f"{NAME}-{CODE}{SUFFIX}", "stays"):
        assert expected in told
    assert holding(NAME, home.data, here) == []
    assert holding("run-mine", home.data, here) == []
    assert [path.name for path in holding(CODE, home.data, here)] == [f"Somebody-{CODE}{SUFFIX}"]
    assert {each.header.id for each in list_runs(home)} == {"run-other", "run-own"}
    assert len(holding("Zebulon", home.data, here)) == 2
    (backup,) = all_backups(home)
    restore(home, backup)
    assert {each.header.id for each in list_runs(home)} == {"run-other", "run-own"}


def test_without_a_code_all_classes_go(home: Places, here: Path) -> None:
    assert ran("class", "erase", "--out", str(here), "--yes", "--home", str(home.data))[0] == 0
    assert holding("Zebulon", home.data, here) == []
    assert holding(NAME, home.data, here) == []
    assert [each.header.id for each in list_runs(home)] == ["run-own"]
    code, told = ran("class", "erase", "--yes", "--home", str(home.data))
    assert (code, told) == (0, "No class has left anything here.\n")


def test_it_asks_and_knows_the_nearest_code(home: Places, here: Path) -> None:
    before = holding(NAME, home.data, here)
    code, told = ran("class", "erase", CODE, "--home", str(home.data))
    assert code == 2
    assert "add --yes" in told
    code, told = ran("class", "erase", "ABCD-EFGX", "--yes", "--home", str(home.data))
    assert code == 2
    assert f"Did you mean {CODE}?" in told
    assert holding(NAME, home.data, here) == before


class _Off(BaseException):
    """The machine goes off."""


def test_who_is_interrupted_finishes_by_saying_it_again(
    home: Places, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each deletion in turn: what is there is found again, and in the end nothing is left."""
    shutil.copytree(home.data, tmp_path / "kept-home")
    shutil.copytree(here, tmp_path / "kept-here")
    unlink, stopped = Path.unlink, 0
    for after in range(99):
        for old, new in ((home.data, "kept-home"), (here, "kept-here")):
            shutil.rmtree(old)
            shutil.copytree(tmp_path / new, old)
        left, done = left_here(CODE, here, home), [0]

        def going_off(path: Path, missing_ok: bool = False) -> None:
            if path.suffix != ".lock" and not path.name.startswith("."):
                if done[0] == after:  # noqa: B023 - of this turn
                    raise _Off
                done[0] += 1  # noqa: B023 - of this turn
            unlink(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", going_off)
        try:
            erase_left(left, home)
        except _Off:
            stopped += 1
            monkeypatch.setattr(Path, "unlink", unlink)
            again = left_here(CODE, here, home)
            assert again.beside, "what shows that there is something to erase goes last"
            assert {"run-other", "run-own"} <= {each.header.id for each in list_runs(home)}
            erase_left(again, home)
        monkeypatch.setattr(Path, "unlink", unlink)
        assert holding("run-mine", home.data, here) == []
        assert [path.name for path in holding(CODE, home.data, here)] == [
            f"Somebody-{CODE}{SUFFIX}"
        ]
        if done[0] < after:
            break
    assert stopped >= 5


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory, played: StoredRun) -> Path:
    """A graded class: one alone, two together, one more; all on its roster."""
    root = tmp_path_factory.mktemp("lesson")
    folder, own = root / "class", places(root / "home")
    folder.mkdir()
    text = plan_text(ClassPlan("A lesson", "first-shift", SEED, "practice"))
    listed = f'roster: [Ana, "{NAME}", Ben, Chiara]'
    (folder / PLAN).write_text(text.replace("# roster: [Ana, Ben, Chiara]", listed), "utf-8")
    assert ran("class", "new", str(folder), "--home", str(own.data))[0] == 0
    code = load_plan(folder, own).handout.code
    for names in ((NAME,), ("Ana", NAME), ("Ben",)):
        beside = Beside("hand-in", 1, code, names, {}, {}, {}, (9.0,) * len(played.entries))
        write_hand_in(beside, played, folder / file_name(beside))
    assert ran("class", "grade", str(folder), "--home", str(own.data))[0] == 0
    return root


@pytest.fixture
def taught(lesson: Path, tmp_path: Path) -> Path:
    shutil.copytree(lesson, tmp_path / "root")
    return tmp_path / "root"


def erased(root: Path, name: str, *more: str) -> tuple[int, str]:
    words = ("class", "erase", str(root / "class"), "--learner", name, *more)
    return ran(*words, "--home", str(root / "home"))


def rows(root: Path) -> Mapping[str, str]:
    with (root / "class/graded/gradebook.csv").open(encoding="utf-8", newline="") as file:
        return {row["names"]: row["total"] for row in csv.DictReader(file)}


def test_of_a_learner_no_byte_is_left_in_a_class_and_others_keep_their_results(
    taught: Path,
) -> None:
    folder, before = taught / "class", rows(taught)
    assert set(before) == {NAME, f"Ana & {NAME}", "Ben"}
    names = {path.name for path in holding(NAME, folder)}
    assert {PLAN, "students.itilclass", "gradebook.csv", "class-report.html"} <= names
    code, told = erased(taught, NAME, "--yes")
    assert code == 0
    assert "another code" in told
    assert "what they did with Ana" in told
    assert holding(NAME, taught) == []
    after = rows(taught)
    assert after == {"Ana & erased 1": before[f"Ana & {NAME}"], "Ben": before["Ben"]}
    assert load_plan(folder, places(taught / "home")).plan.roster == (
        "Ana", "erased 1", "Ben", "Chiara",
    )  # fmt: skip
    (folder / "graded/gradebook.csv").unlink()
    assert ran("class", "grade", str(folder), "--home", str(taught / "home"))[0] == 0
    assert rows(taught) == after, "hand-ins under the earlier code still count"


def test_a_wrong_name_gets_the_nearest_right_one_and_nothing_is_lost(taught: Path) -> None:
    before = {path: path.read_bytes() for path in taught.rglob("*") if path.is_file()}
    code, told = erased(taught, "Quixandre", "--yes")
    assert code == 2
    assert f"Did you mean {NAME}?" in told
    code, told = erased(taught, NAME)
    assert code == 2
    assert "add --yes" in told
    for path, data in before.items():
        assert path.read_bytes() == data or path.is_relative_to(taught / "home")


def test_what_others_wrote_is_named_and_stays(taught: Path) -> None:
    (taught / "class/notes.txt").write_text(f"{NAME} was ill", encoding="utf-8")
    code, told = erased(taught, NAME, "--yes")
    assert code == 0
    assert "notes.txt still holds the name" in told
    assert holding(NAME, taught) == [taught / "class/notes.txt"]


@pytest.mark.parametrize("after", [0, 1, 5, 11, 14, 15])
def test_a_teacher_who_is_interrupted_finishes_by_saying_it_again(
    taught: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Wherever it stops, each file is whole, and the learner is found again."""
    written, done = files.replace, [0]

    def going_off(path: Path, data: bytes) -> None:
        if path.is_relative_to(taught / "class"):
            if done[0] == after:
                raise _Off
            done[0] += 1
        written(path, data)

    monkeypatch.setattr(files, "replace", going_off)
    with contextlib.suppress(_Off):
        erased(taught, NAME, "--yes")
    assert done[0] == after, "it was to be interrupted"
    monkeypatch.setattr(files, "replace", written)
    assert holding(NAME, taught / "class")
    for path in (taught / "class").glob(f"*{SUFFIX}"):
        json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
    assert erased(taught, NAME, "--yes")[0] == 0
    assert holding(NAME, taught) == []
    assert set(rows(taught)) == {"Ana & erased 1", "Ben"}
