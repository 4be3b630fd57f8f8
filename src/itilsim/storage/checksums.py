"""What the rows of each table should come to, so that a changed bit is noticed wherever it is.

The one idea: SQLite checks the shape of a database and not what stands in it. So triggers of each
connection that writes keep the sum of all rows, in the transaction that changes them; whoever reads
compares. Sums of a run's rows are its own, so that a damaged run does not take the others with it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

TABLE: Final = "checksum"
"""The table that holds the sums."""

UNSUMMED: Final = frozenset({("run", "log"), ("scenario", "json")})
"""Columns that are large and carry a digest of their own."""


@dataclass(frozen=True, slots=True)
class _Summed:
    """A table that is summed."""

    name: str
    """Its name."""
    key: str
    """The column that says which run its rows belong to, empty if they belong to none."""
    columns: tuple[tuple[str, str], ...]
    """What is summed, in order: name and type."""

    def sum_of(self, row: str = "") -> str:
        """The SQL of what a row comes to; a damaged text need not be one, so its bytes count."""
        cells = (
            f"CAST({row}{name} AS BLOB)" if kind == "TEXT" else f"{row}{name}"
            for name, kind in self.columns
        )
        return f"row_sum({', '.join(cells)})"

    def key_of(self, row: str = "") -> str:
        """The SQL of the key of a row."""
        return f"{row}{self.key}" if self.key else "''"


def register(connection: sqlite3.Connection) -> None:
    """Let the SQL of a connection compute what a row comes to."""
    connection.create_function("row_sum", -1, _row_sum, deterministic=True)


def are_kept(connection: sqlite3.Connection) -> bool:
    """Whether a database has sums; those of the first versions have none."""
    wish = "SELECT 1 FROM sqlite_schema WHERE name = ?"
    return connection.execute(wish, (TABLE,)).fetchone() is not None


def keep(connection: sqlite3.Connection) -> None:
    """Let every change of a row that a connection makes from now on change the sums, too."""
    # Without it rows that are replaced are deleted unnoticed.
    connection.execute("PRAGMA recursive_triggers = ON")
    for table in _tables(connection):
        for trigger in _triggers(table):
            connection.execute(trigger)


def make(connection: sqlite3.Connection) -> None:
    """Make all sums anew from what is there; inside a transaction."""
    connection.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - names of our own
    for table in _tables(connection):
        connection.execute(
            f"INSERT INTO {TABLE} SELECT '{table.name}', {table.key_of()}, "  # noqa: S608
            f"sum({table.sum_of()}) FROM {table.name} GROUP BY 2"
        )


def changed(connection: sqlite3.Connection, *names: str, key: str | None = None) -> set[str]:
    """Return the keys under which tables do not hold what was stored; runs or the empty key.

    Args:
        connection: To a database that may have no sums yet.
        names: Tables; all if none is given.
        key: Look at this one only.
    """
    if not are_kept(connection):
        return set()
    wrong: set[str] = set()
    for table in _tables(connection):
        if not names or table.name in names:
            wrong |= _changed(connection, table, key)
    return wrong


def _changed(connection: sqlite3.Connection, table: _Summed, key: str | None) -> set[str]:
    """The keys of one table that do not hold what was stored."""
    wanted, values = ("", ()) if key is None else ("AND key = ?", (key,))
    should = dict(
        connection.execute(
            f"SELECT key, value FROM {TABLE} WHERE name = ? {wanted}",  # noqa: S608
            (table.name, *values),
        )
    )
    does = dict(
        connection.execute(
            f"SELECT {table.key_of()} AS key, sum({table.sum_of()}) FROM {table.name} "  # noqa: S608
            f"WHERE true {wanted} GROUP BY 1",
            values,
        )
    )
    return {str(one) for one in should | does if should.get(one, 0) != does.get(one, 0)}


def _row_sum(*values: object) -> int:
    """What a row comes to."""
    return zlib.crc32(repr(values).encode(errors="surrogatepass"))


def _tables(connection: sqlite3.Connection) -> list[_Summed]:
    """All tables but that of the sums, as the database describes them."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name <> ?",
        (TABLE,),
    ).fetchall()
    return [_described(connection, str(name)) for (name,) in names]


def _described(connection: sqlite3.Connection, name: str) -> _Summed:
    columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (name,))
    owner = connection.execute(
        'SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = \'run\'', (name,)
    ).fetchone()
    key = "id" if name == "run" else owner[0] if owner else ""
    return _Summed(name, key, tuple(one for one in columns if (name, one[0]) not in UNSUMMED))


def _triggers(table: _Summed) -> Iterator[str]:
    """What keeps the sum of one table, as SQL."""
    name, new, old = table.name, table.key_of("NEW."), table.key_of("OLD.")
    add = (
        f"INSERT INTO {TABLE} SELECT '{name}', {new}, 0 WHERE NOT EXISTS "  # noqa: S608
        f"(SELECT 1 FROM {TABLE} WHERE name = '{name}' AND key = {new}); "
        f"UPDATE {TABLE} SET value = value + {table.sum_of('NEW.')} "
        f"WHERE name = '{name}' AND key = {new};"
    )
    take = (
        f"UPDATE {TABLE} SET value = value - {table.sum_of('OLD.')} "  # noqa: S608
        f"WHERE name = '{name}' AND key = {old};"
    )
    # Of a run that is deleted nothing is left, also if something of it was damaged.
    last = f"DELETE FROM {TABLE} WHERE key = OLD.id;" if name == "run" else take  # noqa: S608
    for when, what in (("INSERT", add), ("UPDATE", take + add), ("DELETE", last)):
        yield (
            f"CREATE TEMP TRIGGER IF NOT EXISTS {name}_{when.lower()} AFTER {when} ON main.{name} "
            f"BEGIN {what} END"
        )
