"""Backups, the way back, and what the doctor sees."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import sqlite3
import time

import pytest

from itilsim.domain.errors import DamagedError, UsageError
from itilsim.storage import backups
from itilsim.storage.doctor import Finding, examine, repair
from itilsim.storage.files import TEMPORARY
from itilsim.storage.places import Places
from itilsim.storage.records import Ending, RunHeader, StoredEntry
from itilsim.storage.rows import digest
from itilsim.storage.runs import open_runs


def filled(home: Places, header: RunHeader, entries: int = 200) -> None:
    """Store one finished run and one that is still running."""
    log = b'{"at":0,"kind":"shift-began"}\n' * 500
    with open_runs(home) as runs:
        for name in ("run-1", "run-2"):
            runs.create(dataclasses.replace(header, id=name), scenario='{"a":1}')
            for number in range(1, entries + 1):
                runs.append(name, StoredEntry(number, number, "trainee", '{"kind":"wait"}'))
        runs.finish("run-1", 9999, Ending(log, digest(log), "{}"))


def levels(found: tuple[Finding, ...]) -> set[str]:
    return {one.level for one in found}


def test_a_backup_holds_what_was_committed(home: Places, header: RunHeader) -> None:
    filled(home, header)
    made = backups.back_up(home)
    assert backups.wrong_with(made) == ""
    copy = sqlite3.connect(made)
    assert copy.execute("SELECT count(*) FROM journal").fetchone() == (400,)
    copy.close()
    assert sorted(home.backups.iterdir()) == [made]


def test_without_data_there_is_nothing_to_back_up(home: Places) -> None:
    with pytest.raises(UsageError, match="nothing to back up"):
        backups.back_up(home)
    assert backups.back_up_if_due(home) is None


def test_a_backup_is_due_when_something_changed_an_hour_ago(
    home: Places, header: RunHeader
) -> None:
    filled(home, header, 2)
    first = backups.back_up_if_due(home)
    assert first is not None
    assert backups.back_up_if_due(home) is None
    past = time.time() - backups.EVERY_SECONDS - 60
    os.utime(first, (past, past))
    assert backups.back_up_if_due(home) is not None


def test_rotation_keeps_the_newest_and_one_a_day(home: Places) -> None:
    home.backups.mkdir(parents=True)
    for day in range(1, 29):
        for hour in (8, 12, 16):
            (home.backups / f"itilsim-202611{day:02d}T{hour:02d}0000000000-v2.sqlite").touch()
    backups.rotate(home)
    kept = [path.name[8:17] + path.name[17:19] for path in backups.all_backups(home)]
    assert len(kept) == 18
    assert kept[:7] == [
        f"202611{day:02d}T{hour:02d}"
        for day, hour in [(28, 16), (28, 12), (28, 8), (27, 16), (27, 12), (27, 8), (26, 16)]
    ]
    assert kept[-1] == "20261115T16"


def test_a_damaged_backup_is_passed_over(home: Places, header: RunHeader) -> None:
    filled(home, header, 2)
    good = backups.back_up(home)
    bad = home.backups / "itilsim-99990101T000000000000-v2.sqlite"
    bad.write_bytes(b"nothing" * 1000)
    assert backups.latest_good(home) == good
    assert backups.wrong_with(bad)
    with pytest.raises(UsageError, match="cannot be used"):
        backups.restore(home, bad)


def test_a_restore_brings_back_the_runs_and_keeps_the_damaged_file(
    home: Places, header: RunHeader
) -> None:
    filled(home, header)
    made = backups.back_up(home)
    home.database.write_bytes(b"rubbish" * 500)
    with pytest.raises(DamagedError):
        open_runs(home)
    done = backups.restore(home)
    assert done.backup == made
    assert done.aside is not None
    assert (done.aside / home.database.name).read_bytes() == b"rubbish" * 500
    with open_runs(home) as runs:
        assert len(runs.load("run-1").entries) == 200
        assert runs.resume("run-2").status == "running"
    assert made.exists()


def test_a_second_restore_overwrites_nothing(home: Places, header: RunHeader) -> None:
    filled(home, header, 2)
    backups.back_up(home)
    first = backups.restore(home)
    second = backups.restore(home)
    assert first.aside is not None
    assert second.aside is not None
    assert first.aside != second.aside


def test_without_a_good_backup_nothing_is_touched(home: Places) -> None:
    home.data.mkdir(parents=True)
    home.database.write_bytes(b"rubbish" * 500)
    with pytest.raises(UsageError, match="no good backup"):
        backups.restore(home)
    assert home.database.read_bytes() == b"rubbish" * 500


def test_the_doctor_finds_nothing_wrong_with_what_is_sound(home: Places, header: RunHeader) -> None:
    assert levels(examine(home)) == {"good"}
    filled(home, header, 3)
    backups.back_up(home)
    assert levels(examine(home)) == {"good"}


def test_the_doctor_names_the_damaged_run(home: Places, header: RunHeader) -> None:
    filled(home, header, 3)
    with open_runs(home) as runs:
        runs.database.connection.execute("UPDATE journal SET at = 77 WHERE run = 'run-2'")
    found = [one for one in examine(home) if one.level == "damage"]
    assert len(found) == 1
    assert "run-2" in found[0].message
    assert "--restore" in found[0].hint


def test_the_doctor_sees_bad_backups_leftovers_and_foreign_versions(
    home: Places, header: RunHeader
) -> None:
    filled(home, header, 1)
    backups.back_up(home)
    (home.backups / "itilsim-99990101T000000000000-v2.sqlite").write_bytes(b"x")
    (home.data / f"{TEMPORARY}x").write_bytes(b"x")
    connection = sqlite3.connect(home.database)
    connection.execute("CREATE TABLE invented_later (a)")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    found = examine(home)
    assert {"backup", "leftover", "version"} <= {one.code for one in found}
    assert levels(found) == {"good", "notice"}


def test_a_repair_clears_leftovers_and_makes_a_backup(home: Places, header: RunHeader) -> None:
    filled(home, header, 1)
    (home.data / f"{TEMPORARY}x").write_bytes(b"x")
    with open_runs(home) as runs, runs.database.writing() as connection:
        connection.execute("INSERT INTO scenario VALUES ('lost', '{}')")
    done = repair(home)
    assert levels(done) == {"good"}
    assert {one.code for one in done} >= {"cleared", "backed-up", "integrity"}
    assert not list(home.data.glob(f"{TEMPORARY}*"))
    assert len(backups.all_backups(home)) == 1
    assert levels(examine(home)) == {"good"}


def test_a_repair_of_rubbish_asks_for_a_restore(home: Places) -> None:
    home.data.mkdir(parents=True)
    home.database.write_bytes(b"rubbish" * 500)
    assert "damage" in levels(repair(home))
    assert "damage" in levels(examine(home))
    assert home.database.read_bytes() == b"rubbish" * 500


def falsify(home: Places) -> None:
    """Change what stands in the database, behind itilsim's back."""
    with contextlib.closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("UPDATE run SET score = 'x' WHERE id = 'run-1'")


def test_a_backup_of_what_was_not_stored_so_is_not_made(home: Places, header: RunHeader) -> None:
    filled(home, header, 2)
    good = backups.back_up(home)
    falsify(home)
    with pytest.raises(DamagedError, match="not what was stored"):
        backups.back_up(home)
    assert backups.all_backups(home) == (good,)
    assert "damage" in levels(repair(home))
    backups.restore(home)
    assert levels(examine(home)) == {"good"}


def test_a_damaged_run_does_not_take_the_others_with_it(home: Places, header: RunHeader) -> None:
    filled(home, header, 2)
    falsify(home)
    assert {one.code for one in examine(home) if one.level == "damage"} == {"run"}
    with open_runs(home) as runs:
        listed = {one.header.id: one.status for one in runs.list()}
        assert listed == {"run-1": "damaged", "run-2": "running"}
        assert runs.load("run-2").status == "running"
        runs.delete("run-1")
    assert levels(examine(home)) == {"good"}


def test_without_a_backup_a_repair_takes_what_can_be_read(home: Places, header: RunHeader) -> None:
    filled(home, header, 2)
    falsify(home)
    done = {one.code: one for one in repair(home)}
    assert done["accepted"].level == "notice"
    assert levels(examine(home)) == {"good"}
    with open_runs(home) as runs:
        assert runs.load("run-1").score == "x"
    [aside] = home.data.glob("damaged-*")
    copy = sqlite3.connect(aside / home.database.name)
    assert copy.execute("SELECT score FROM run WHERE id = 'run-1'").fetchone() == ("x",)
    copy.close()
