"""Opening the database, and bringing it to the version that this program knows.

The one idea: the data is opened by one window at a time and then used by many; a version is applied
in one transaction, while nobody else has the data open, after a copy of what was there before has
been made and checked. Journals and logs are never touched.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

from itilsim.domain.errors import DamagedError
from itilsim.storage import checksums
from itilsim.storage.database import RESTORE, Database, connect, copy_verified
from itilsim.storage.locks import gate, here, nobody_else
from itilsim.storage.owned import make_private
from itilsim.storage.places import Places
from itilsim.storage.tables import (
    APPLICATION_ID,
    is_signed,
    known_version,
    look_before_opening,
    newest_version,
    statements,
    steps,
    version_of,
)


def open_database(places: Places, *, vfs: str = "") -> Database:
    """Open the user's database, made or brought up to date if needed.

    Until it is closed, nobody can mend, move or delete the data.

    Args:
        places: The user's folders.
        vfs: As for `connect`.

    Raises:
        TryAgainError: If it is busy or being mended, or the disk is full or read-only.
        DamagedError: If it is damaged.
        UsageError: If a newer itilsim or another program has written it.
    """
    with gate(places.locks), contextlib.ExitStack() as undo:
        there = places.has_data()
        database = _connected(places, vfs)
        undo.callback(database.close)
        version = _version(database)
        if there and not version and any(places.backups.glob("itilsim-*.sqlite")):
            raise DamagedError(f"{places.database} is empty, but not its backups. {RESTORE}")
        if version < newest_version():
            nobody_else(places.locks)
        _update(database, places, version)
        database.lock = here(places.locks)
        undo.pop_all()
    return database


def open_alone(places: Places) -> Database:
    """Open it as `open_database` does; call it where the data is held alone already."""
    database = _connected(places)
    with contextlib.ExitStack() as undo:
        undo.callback(database.close)
        _update(database, places, _version(database))
        undo.pop_all()
    return database


def open_unchanged(places: Places) -> Database:
    """Open it as it is, of whatever version and however damaged.

    Args:
        places: The user's folders; there is a database in them.

    Raises:
        TryAgainError: If it is being mended, or the disk is full or read-only.
        DamagedError: If it is no database.
        UsageError: If it is another program's.
    """
    with gate(places.locks):
        database = _connected(places)
        database.lock = here(places.locks)
    return database


def bring_up_to_date(database: Database, backups: Path, known: tuple[str, ...]) -> None:
    """Apply the versions that are missing, each in a transaction of its own.

    Args:
        database: Open, and not newer than the known versions.
        backups: Where the copy of the old version goes.
        known: The SQL of each version, version 1 first.

    Raises:
        TryAgainError: If it is busy, or the disk is full or read-only; the old version remains.
        DamagedError: If it is damaged.
    """
    with database.reading() as connection:
        version = version_of(connection)
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


def _connected(places: Places, vfs: str = "") -> Database:
    """A connection, unless there is something else in the database's place."""
    look_before_opening(places.database)
    return connect(places.database, vfs=vfs)


def _version(database: Database) -> int:
    """Its version, if it is one of ours and sound."""
    with database.reading() as connection:
        return known_version(connection, database.path)


def _update(database: Database, places: Places, version: int) -> None:
    """Bring a database of ours up to date, sign it, and shut others out."""
    if version < newest_version():
        bring_up_to_date(database, places.backups, steps())
    with database.reading() as connection:
        signed = is_signed(connection)
    if not signed:
        with database.writing() as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    make_private(places)


def _apply(database: Database, number: int, sql: str) -> None:
    """Apply one version, unless another process has done so meanwhile."""
    with database.writing(sums=False) as connection:
        if version_of(connection) >= number:
            return
        for statement in statements(sql):
            connection.execute(statement)
        if checksums.are_kept(connection):
            checksums.make(connection)
        connection.execute(f"PRAGMA user_version = {number:d}")
