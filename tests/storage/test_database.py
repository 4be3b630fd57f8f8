"""The database: how it is opened, brought up to date, and what its errors become."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from itilsim.domain.errors import DamagedError, TryAgainError, UsageError
from itilsim.storage.database import Database, connect, copy_verified, explained, faults
from itilsim.storage.places import Places
from itilsim.storage.records import RunHeader, StoredEntry
from itilsim.storage.references import ReferenceKey, keep_reference, stored_reference
from itilsim.storage.runs import Runs
from itilsim.storage.tables import newest_version, steps, version_of
from itilsim.storage.upgrade import bring_up_to_date, open_database


def pragma(database: Database, name: str) -> object:
    return database.connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_every_commit_is_on_the_disk(home: Places) -> None:
    database = open_database(home)
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 2
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "busy_timeout") == 3000
    assert database.warning == ""
    database.close()
    database.close()


def test_without_write_ahead_logging_it_works_and_says_so(home: Places, header: RunHeader) -> None:
    database = open_database(home, vfs="unix-dotfile")
    assert "network drive" in database.warning
    assert pragma(database, "journal_mode") == "delete"
    with Runs(database, home) as runs:
        runs.create(header)
        runs.append("run-1", StoredEntry(1, 5, "trainee", "{}"))
        assert len(runs.load("run-1").entries) == 1


def test_all_tables_are_strict(home: Places) -> None:
    database = open_database(home)
    rows = database.connection.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' "
        "AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    database.close()
    assert {"run", "journal", "scenario", "reference", "gap"} <= {name for name, _ in rows}
    assert all(strict for _, strict in rows)


def version_1(home: Places, header: RunHeader) -> bytes:
    """Make a database as the first version left it; returns all rows of its journal and runs."""
    database = connect(home.database)
    bring_up_to_date(database, home.backups, steps()[:1])
    with Runs(database, home) as runs:
        runs.create(header, scenario='{"a":1}')
        for number in range(1, 50):
            runs.append("run-1", StoredEntry(number, number, "trainee", '{"kind":"wait"}'))
        return dump(database.connection)


def dump(connection: sqlite3.Connection) -> bytes:
    wishes = ("SELECT * FROM run", "SELECT * FROM journal")
    return repr([connection.execute(wish).fetchall() for wish in wishes]).encode()


def test_an_old_database_is_backed_up_and_brought_up_to_date(
    home: Places, header: RunHeader
) -> None:
    before = version_1(home, header)
    assert not home.backups.exists()
    database = open_database(home)
    assert version_of(database.connection) == newest_version() > 1
    assert dump(database.connection) == before
    assert faults(database.connection) == ()
    database.close()
    [backup] = home.backups.iterdir()
    copy = sqlite3.connect(backup)
    assert version_of(copy) == 1
    assert dump(copy) == before
    copy.close()
    open_database(home).close()
    assert len(list(home.backups.iterdir())) == 1


def test_a_step_that_fails_changes_nothing(home: Places, header: RunHeader) -> None:
    before = version_1(home, header)
    database = connect(home.database)
    broken = (steps()[0], "CREATE TABLE extra (a TEXT) STRICT;\nDELETE FROM run;\nNONSENSE;\n")
    with pytest.raises(DamagedError):
        bring_up_to_date(database, home.backups, broken)
    assert version_of(database.connection) == 1
    assert dump(database.connection) == before
    database.close()


def test_two_processes_may_bring_it_up_to_date_at_once(home: Places) -> None:
    first, second = connect(home.database), connect(home.database)
    bring_up_to_date(first, home.backups, steps())
    bring_up_to_date(second, home.backups, steps())
    assert version_of(second.connection) == newest_version()
    first.close()
    second.close()


def test_a_newer_database_is_left_alone(home: Places) -> None:
    database = open_database(home)
    database.connection.execute("CREATE TABLE invented_later (a)")
    database.connection.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(UsageError, match="newer itilsim"):
        open_database(home)


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 4096]
)
def test_what_is_no_database_needs_a_restore(home: Places, content: bytes) -> None:
    home.data.mkdir(parents=True)
    home.database.write_bytes(content)
    with pytest.raises(DamagedError, match="doctor --restore"):
        open_database(home)
    assert home.database.read_bytes() == content


def test_a_writer_that_does_not_end_is_told_as_busy(
    home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("itilsim.storage.database.BUSY_SECONDS", 0.05)
    first, second = open_database(home), open_database(home)
    with (
        first.writing(),
        pytest.raises(TryAgainError, match="Another itilsim is saving"),
        second.writing(),
    ):
        pytest.fail("both write")
    with second.writing() as connection:
        connection.execute("DELETE FROM run")
    first.close()
    second.close()


def test_a_block_that_fails_is_taken_back(home: Places) -> None:
    database = open_database(home)

    def half_done() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO scenario VALUES ('a', 'b')")
            raise UsageError("no")

    with pytest.raises(UsageError):
        half_done()
    assert database.connection.execute("SELECT count(*) FROM scenario").fetchone() == (0,)
    assert not database.connection.in_transaction
    database.close()


@pytest.mark.parametrize(
    ("code", "kind", "says"),
    [
        (sqlite3.SQLITE_BUSY, TryAgainError, "Try again"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, TryAgainError, "Try again"),
        (sqlite3.SQLITE_FULL, TryAgainError, "disk is full"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, TryAgainError, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, TryAgainError, "--home"),
        (sqlite3.SQLITE_IOERR_WRITE, TryAgainError, "disk refused"),
        (sqlite3.SQLITE_CORRUPT, DamagedError, "doctor --restore"),
        (sqlite3.SQLITE_NOTADB, DamagedError, "doctor --restore"),
    ],
)
def test_each_error_says_what_to_do(code: int, kind: type[Exception], says: str) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    told = explained(Path("data.sqlite"), error)
    assert type(told) is kind
    assert says in str(told)


def test_a_copy_of_a_damaged_database_never_appears(home: Places, header: RunHeader) -> None:
    database = open_database(home)
    with Runs(database, home) as runs:
        runs.create(header, scenario='{"a":"' + "x" * 50_000 + '"}')
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(home.database.read_bytes())
    data[-9000:-5000] = b"\xff" * 4000
    home.database.write_bytes(data)
    source = sqlite3.connect(home.database)
    source.execute("PRAGMA writable_schema = 1")
    source.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'run_by_created'")
    source.commit()
    with pytest.raises((DamagedError, TryAgainError)):
        copy_verified(source, home.backups / "itilsim-x.sqlite")
    source.close()
    assert not list(home.backups.iterdir())


def test_a_reference_is_kept_once_for_ever(home: Places) -> None:
    database = open_database(home)
    key = ReferenceKey("sha256:00", 7, 1, "textbook")
    assert stored_reference(database, key) == ""
    assert keep_reference(database, key, '{"total": 90}')
    assert stored_reference(database, key) == '{"total": 90}'
    assert stored_reference(database, ReferenceKey("sha256:00", 8, 1, "textbook")) == ""
    database.close()
