"""Whoever mends, moves or deletes the data has it alone; whoever uses it shares it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.storage import backups, doctor, locks
from itilsim.storage.database import Database, connect
from itilsim.storage.erasing import erase_data
from itilsim.storage.places import Places
from itilsim.storage.records import RunHeader, StoredEntry
from itilsim.storage.runs import open_runs
from itilsim.storage.study import open_study
from itilsim.storage.tables import newest_version, steps, version_of
from itilsim.storage.upgrade import bring_up_to_date, open_database

MAINTENANCE = pytest.mark.parametrize(
    "maintain", [backups.restore, doctor.repair, erase_data], ids=["restore", "repair", "erase"]
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)


@pytest.fixture
def filled(home: Places, header: RunHeader) -> Places:
    """A home with a run of one entry, and a backup of it."""
    with open_runs(home) as runs:
        runs.create(header)
        runs.append("run-1", StoredEntry(1, 1, "trainee", "{}"))
    backups.back_up(home)
    return home


def contents(home: Places) -> dict[str, bytes]:
    """All files but the locks."""
    files = (path for path in home.data.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.parent != home.locks}


@MAINTENANCE
def test_what_is_decided_while_a_shift_is_open_is_never_lost(
    filled: Places, maintain: Callable[[Places], object]
) -> None:
    with open_runs(filled) as runs:
        runs.resume("run-1")
        before = contents(filled)
        with pytest.raises(TryAgainError, match=r"in use .*process \d+.*Nothing was changed"):
            maintain(filled)
        assert contents(filled) == before
        runs.append("run-1", StoredEntry(2, 2, "trainee", "{}"))
    with open_runs(filled) as runs:
        assert len(runs.load("run-1").entries) == 2
    maintain(filled)


@MAINTENANCE
def test_nor_what_is_answered_in_a_round(
    filled: Places, maintain: Callable[[Places], object]
) -> None:
    with open_study(filled) as study:
        with pytest.raises(TryAgainError, match="in use"):
            maintain(filled)
        study.flag("q1")
    with open_study(filled) as study:
        assert study.flagged() == ("q1",)


def test_the_refusal_names_every_window(filled: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.ExitStack() as windows:
        for words in (["play", "first-shift"], ["quiz", "--topic", "a b"]):
            monkeypatch.setattr(sys, "argv", ["itilsim", *words])
            windows.enter_context(open_runs(filled))
        with pytest.raises(TryAgainError) as refused:
            erase_data(filled)
    assert "'itilsim play first-shift' (process " in str(refused.value)
    assert "'itilsim quiz --topic 'a b'' (process " in str(refused.value)


def test_while_it_is_mended_nobody_opens_it(filled: Places) -> None:
    with locks.alone(filled.locks):
        with pytest.raises(TryAgainError, match=r"being worked on by .*process \d+"):
            open_database(filled)
        with pytest.raises(TryAgainError, match="being worked on"):
            erase_data(filled)
        found = {one.code: one.level for one in doctor.examine(filled)}
        assert found["database"] == "notice"
    open_database(filled).close()


def test_many_windows_may_use_it_at_once(filled: Places) -> None:
    with open_runs(filled) as one, open_runs(filled) as two, open_study(filled) as study:
        study.flag("q1")
        assert one.load("run-1") == two.load("run-1")
        assert {each.level for each in doctor.examine(filled)} == {"good"}
        backups.back_up(filled)


@contextlib.contextmanager
def child(home: Places, opening: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that opens the data in some way and keeps it so."""
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from itilsim.storage import locks, upgrade\nfrom itilsim.storage.places import places\n"
        f"home = places(Path(sys.argv[1]))\nheld = {opening}\n"
        "print('open', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home.data)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as started:  # fmt: skip
        assert started.stdout is not None
        assert started.stdout.readline() == b"open\n"
        yield started
        started.kill()


def test_a_killed_window_holds_nobody_up(filled: Places) -> None:
    with child(filled, "upgrade.open_database(home)"), pytest.raises(TryAgainError):
        backups.restore(filled)
    backups.restore(filled)
    assert list(filled.locks.iterdir()) == []


def test_a_killed_repair_holds_nobody_up(filled: Places) -> None:
    opening = "locks.alone(home.locks); held.__enter__()"
    with child(filled, opening), pytest.raises(TryAgainError):
        open_database(filled)
    open_database(filled).close()


def old(home: Places) -> Database:
    """A database of an earlier version, open."""
    database = connect(home.database)
    bring_up_to_date(database, home.backups, steps()[:2])
    return database


def test_a_new_version_waits_until_the_old_one_is_left(home: Places) -> None:
    database = old(home)
    window = locks.here(home.locks)
    with pytest.raises(TryAgainError, match="in use"):
        open_database(home)
    assert version_of(database.connection) == 2
    assert not home.backups.exists()
    window.release()
    database.close()
    with contextlib.closing(open_database(home)) as newer:
        assert version_of(newer.connection) == newest_version()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def replaced(path: Path) -> None:
    moved(path)
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [Path.unlink, moved, replaced])
def test_a_file_that_is_gone_acknowledges_nothing(
    filled: Places, harm: Callable[[Path], object]
) -> None:
    with open_runs(filled) as runs:
        runs.resume("run-1")
        harm(filled.database)
        with pytest.raises(TryAgainError, match="moved, deleted or replaced"):
            runs.append("run-1", StoredEntry(2, 2, "trainee", "{}"))
