"""Which tables there are in each version of the database, and whether a file holds just these.

The one idea: a version is a numbered SQL file, so what a database of that version looks like is
found by making one in memory; whatever looks otherwise is damaged, newer, or another program's.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from itilsim.domain.errors import DamagedError, UsageError
from itilsim.storage.database import ERRORS, RESTORE, is_open_here
from itilsim.storage.files import must_lead_somewhere, plain_words

APPLICATION_ID: Final = int.from_bytes(b"itil")
"""What the header of our databases says of who wrote them. Source: sqlite.org/pragma.html."""

_CORE = frozenset({"run", "journal"})
"""Tables by which a database of ours is known that does not say whose it is."""

_MAGIC, _VERSIONS, _ID, _HEADER = b"SQLite format 3\0", slice(18, 20), slice(68, 72), 100
"""Where in a database file is what. Source: sqlite.org/fileformat2.html, section 1.3."""

Shape = frozenset[tuple[object, ...]]
"""Every column and index of a database."""


@cache
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


def statements(sql: str) -> list[str]:
    """Return the statements of an SQL text; `executescript` would end the transaction."""
    found: list[str] = []
    begun = ""
    for line in sql.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            found.append(begun)
            begun = ""
    return found


def is_signed(connection: sqlite3.Connection) -> bool:
    """Whether a database says that it is ours; those of the first versions say nothing."""
    return _id_of(connection) == APPLICATION_ID


def known_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of a database of ours, 0 if it is still empty.

    Args:
        connection: To the database; only read.
        path: Its file, for messages.

    Raises:
        DamagedError: If it is ours and not what its version should be.
        UsageError: If it is another program's, or a newer itilsim has written it.
    """
    version, shape, signed = version_of(connection), _shape_of(connection), _id_of(connection)
    sound = 0 <= version <= newest_version() and shape == shape_of_version(version)
    if sound and signed in {0, APPLICATION_ID}:
        return version
    if signed == APPLICATION_ID and version > newest_version() and not _is_known(shape):
        raise UsageError(
            f"{path} was written by a newer itilsim (version {version} of the data, known here: "
            f"{newest_version()}). Update itilsim, or choose another folder with --home DIR."
        )
    if signed == APPLICATION_ID or {str(one[0]) for one in shape} >= _CORE:
        raise DamagedError(f"{path} is damaged: its tables are not those it should have. {RESTORE}")
    raise UsageError(
        f"{path} belongs to another program. Nothing was changed. Choose another folder with "
        "--home DIR or ITILSIM_HOME."
    )


def look_before_opening(path: Path) -> None:
    """Refuse, before a byte is written, what is not a database of ours or cannot be one.

    Args:
        path: Where the database is or is to be.

    Raises:
        DamagedError: If it is ours and damaged.
        UsageError: If it is another program's, a newer itilsim has written it, or there is
            something that is no file.
    """
    must_lead_somewhere(path)
    with plain_words(path):
        if is_open_here(path) or not path.exists():
            return  # It was looked at before it was opened.
        if not path.is_file():
            raise UsageError(
                f"{path} is not a file. Move it away, or choose another folder with --home DIR."
            )
        with path.open("rb") as file:
            header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        return  # Still empty, or no database: SQLite will say so.
    if header[_VERSIONS] not in {b"\1\1", b"\2\2"}:
        # SQLite would take it for read-only, or pass its write-ahead log over.
        raise DamagedError(f"{path} is damaged: its header is not what it was. {RESTORE}")
    if int.from_bytes(header[_ID]) == APPLICATION_ID:
        return
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            known_version(connection, path)
        finally:
            connection.close()
    except ERRORS:
        return  # It is asked again when it is open; what it complains of is told there.


@cache
def shape_of_version(version: int) -> Shape:
    """Return the columns and indexes that a database of a version has."""
    connection = sqlite3.connect(":memory:")
    try:
        for sql in steps()[:version]:
            for statement in statements(sql):
                connection.execute(statement)
        return _shape_of(connection)
    finally:
        connection.close()


def _is_known(shape: Shape) -> bool:
    """Whether a shape is that of some version known here."""
    return any(shape == shape_of_version(number) for number in range(newest_version() + 1))


def _shape_of(connection: sqlite3.Connection) -> Shape:
    """The columns and indexes of a database, as SQLite understands them; not the text of its SQL.

    The text may be another for the same tables, made by another SQLite.
    """
    rows = connection.execute(
        'SELECT one.tbl_name, one.type, one.name, cell.name, cell.type, cell."notnull", cell.pk '
        "FROM sqlite_schema AS one LEFT JOIN pragma_table_info(one.name) AS cell "
        "WHERE one.name NOT LIKE 'sqlite_%'"
    )
    return frozenset(tuple(row) for row in rows)


def _id_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA application_id").fetchone()[0])
