"""The exit codes that the state of a home can cause, as a shell sees them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from itilsim.storage.backups import back_up
from itilsim.storage.places import places
from itilsim.storage.records import RunHeader
from itilsim.storage.runs import open_runs
from itilsim.storage.upgrade import open_database

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")

DONE, USAGE, TRY_AGAIN, DAMAGED = 0, 2, 3, 4
LONG = "x" * 300
HEADER = RunHeader("run-1", "s", "d", 1, 1, "guided", "stepped", "2026")


def itilsim(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command line in a process of its own; one that hangs fails."""
    ended = subprocess.run(
        [sys.executable, "-m", "itilsim", *words],
        capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL,
        env={**os.environ, "ITILSIM_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert "Traceback" not in ended.stdout + ended.stderr
    assert "mistake in itself" not in ended.stderr
    return ended


def a_file(home: Path) -> None:
    home.write_text("a file")


def a_link_to_nowhere(home: Path) -> None:
    home.symlink_to(home.with_name("not-there"))


def a_folder_for_a_database(home: Path) -> None:
    (home / "itilsim.sqlite").mkdir(parents=True)


def a_pipe_for_a_database(home: Path) -> None:
    home.mkdir()
    os.mkfifo(home / "itilsim.sqlite")


def a_link_for_a_database(home: Path) -> None:
    home.mkdir()
    (home / "itilsim.sqlite").symlink_to("/not/there.sqlite")


def another_program(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "itilsim.sqlite")) as connection:
        connection.executescript("CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 1;")


def another_program_in_the_middle(home: Path) -> None:
    """Its last work is in a write-ahead log that nobody has put into the file yet."""
    home.mkdir()
    with closing(sqlite3.connect(home / "there.sqlite")) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE bookmark (url TEXT);")
        for ending in ("", "-wal"):
            copied = (home / f"there.sqlite{ending}").read_bytes()
            (home / f"itilsim.sqlite{ending}").write_bytes(copied)


def a_newer_itilsim(home: Path) -> None:
    with closing(open_database(places(home))) as database:
        database.connection.execute("CREATE TABLE invented_later (a)")
        database.connection.execute("PRAGMA user_version = 99")


WRITES = ("simulate", "first-shift", "--seed", "1", "--policy", "idle", "--until", "1m", "--save")
COMMANDS = (("runs",), ("progress",), ("settings", "edition", "4"), ("replay", "last"), WRITES)


def files(home: Path) -> dict[str, bytes]:
    """What is in a home but for locks and the cache, which are ours anyway."""
    ours = {"locks", "cache"}
    found = (path for path in home.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        str(path): path.read_bytes()
        for path in found
        if not ours & set(path.relative_to(home).parts) and not path.name.endswith("-shm")
    }


@pytest.mark.parametrize(
    "make",
    [
        a_file,
        a_link_to_nowhere,
        a_folder_for_a_database,
        a_pipe_for_a_database,
        a_link_for_a_database,
        another_program,
        another_program_in_the_middle,
        a_newer_itilsim,
    ],
)
def test_a_home_that_cannot_be_one_is_told_and_not_touched(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    home = tmp_path / "home"
    make(home)
    before = files(home)
    for words in (*COMMANDS, ("erase", "--yes")):
        if make is a_newer_itilsim and words[0] == "erase":
            continue
        ended = itilsim(home, *words)
        assert ended.returncode == USAGE, (words, ended.stderr)
        assert str(home) in ended.stderr
    doctor = itilsim(home, "doctor")
    assert doctor.returncode == (DONE if make is a_newer_itilsim else DAMAGED)
    assert str(home) in doctor.stdout
    assert files(home) == before


@pytest.mark.parametrize(
    "words",
    [
        ("replay", LONG), ("debrief", f"{LONG}.itilrun"), ("import", LONG), ("check", LONG),
        ("play", LONG), ("simulate", f"{LONG}.yaml", "--seed", "1", "--policy", "idle"),
        ("--home", LONG, "runs"), ("--home", LONG, "settings"), ("--home", LONG, "erase"),
        (*WRITES[:-1], "--log", LONG),
    ],
    ids=lambda words: words[0] if words[0] != "--home" else words[2],
)  # fmt: skip
def test_a_name_that_is_too_long_is_a_mistake_of_use(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    ended = itilsim(tmp_path / "home", *words)
    assert ended.returncode == USAGE, ended.stderr


@pytest.mark.parametrize(
    "words", [("doctor", "--restore"), ("doctor", "--repair"), ("erase", "--yes")]
)
def test_maintenance_while_a_window_is_open_is_for_later(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    home = tmp_path / "home"
    with open_runs(places(home)) as runs:
        runs.create(HEADER)
        back_up(places(home))
        ended = itilsim(home, *words)
    assert ended.returncode == TRY_AGAIN, ended.stderr
    assert f"(process {os.getpid()})" in ended.stderr
    assert itilsim(home, *words).returncode == DONE


def test_damage_is_told_by_every_command_and_a_restore_mends_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with open_runs(places(home)) as runs:
        runs.create(HEADER)
    back_up(places(home))
    before = itilsim(home, "runs", "--json").stdout
    database = home / "itilsim.sqlite"
    whole = bytearray(database.read_bytes())
    whole[60] ^= 0x80  # the version becomes a negative number
    database.write_bytes(whole)
    for words in COMMANDS:
        ended = itilsim(home, *words)
        assert ended.returncode == DAMAGED, (words, ended.stderr)
        assert "doctor --restore" in ended.stderr
    examined = itilsim(home, "doctor")
    assert examined.returncode == DAMAGED
    assert "doctor --restore" in examined.stdout
    assert itilsim(home, "doctor", "--restore").returncode == DONE
    assert itilsim(home, "runs", "--json").stdout == before


def test_an_emptied_database_is_damaged_where_there_are_backups(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with open_runs(places(home)) as runs:
        runs.create(HEADER)
    back_up(places(home))
    (home / "itilsim.sqlite").write_bytes(b"")
    assert itilsim(home, "runs").returncode == DAMAGED
    assert itilsim(home, "doctor").returncode == DAMAGED
    assert itilsim(home, "doctor", "--restore").returncode == DONE
    assert "run-1" in itilsim(home, "runs").stdout
