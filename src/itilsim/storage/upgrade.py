"""Bringing a database to the version that this program knows.

The one idea: a version is a numbered SQL file, applied in one transaction, after a copy of what was
there before has been made and checked. Journals and logs are never touched.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from importlib import resources
from pathlib import Path

from itilsim.domain.errors import UsageError
from itilsim.storage.database import Database, connect, copy_verified
from itilsim.storage.places import Places


def open_database(places: Places, *, vfs: str = "") -> Database:
    """Open the user's database, made or brought up to date if needed.

    Args:
        places: The user's folders.
        vfs: As for `connect`.

    Raises:
        TryAgainError: If it is busy, or the disk is full or read-only.
        DamagedError: If it is damaged.
        UsageError: If a newer itilsim has written it.
    """
    database = connect(places.database, vfs=vfs)
    with contextlib.ExitStack() as undo:
        undo.callback(database.close)
        bring_up_to_date(database, places.backups, steps())
        undo.pop_all()
    return database


def steps() -> tuple[str, ...]:
    """Return the SQL of each version, version 1 first."""
    folder = resources.files("itilsim.storage.migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def newest_version() -> int:
    """Return the version of the database that this program writes."""
    return len(steps())


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version that a database says it has; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(database: Database, backups: Path, known: tuple[str, ...]) -> None:
    """Apply the versions that are missing, each in a transaction of its own.

    Args:
        database: Open, of any version.
        backups: Where the copy of the old version goes.
        known: The SQL of each version, version 1 first.

    Raises:
        TryAgainError: If it is busy, or the disk is full or read-only; the old version remains.
        DamagedError: If it is damaged.
        UsageError: If it is newer than the known versions.
    """
    with database.reading() as connection:
        version = version_of(connection)
    if version > len(known):
        raise UsageError(
            f"{database.path} was written by a newer itilsim (version {version} of the data, "
            f"known here: {len(known)}). Update itilsim, or choose another folder with --home DIR."
        )
    if 0 < version < len(known):
        copy_verified(database.connection, new_backup(backups, version))
    for number in range(version + 1, len(known) + 1):
        _apply(database, number, known[number - 1])


def new_backup(folder: Path, version: int) -> Path:
    """Return a name for a backup made now that no other backup has.

    Args:
        folder: Where backups are kept.
        version: Version of the database that is copied.
    """
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    return folder / f"itilsim-{stamp}-v{version}.sqlite"


def _apply(database: Database, number: int, sql: str) -> None:
    """Apply one version, unless another process has done so meanwhile."""
    with database.writing() as connection:
        if version_of(connection) >= number:
            return
        for statement in _statements(sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number:d}")


def _statements(sql: str) -> list[str]:
    """The statements of an SQL text; `executescript` would end the transaction."""
    found: list[str] = []
    begun = ""
    for line in sql.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            found.append(begun)
            begun = ""
    return found
