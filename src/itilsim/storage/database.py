"""The one SQLite file: how it is opened, written and copied, and what its errors mean.

The one idea: whatever SQLite complains of becomes one of three things that a person can act on: try
again, restore, or use the program in another way.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from itilsim.domain.errors import DamagedError, ItilsimError, TryAgainError, UsageError
from itilsim.storage import checksums
from itilsim.storage.files import TEMPORARY, make_file, make_folder, plain_words
from itilsim.storage.locks import Lock

BUSY_SECONDS = 3.0
"""How long to wait for another writer. Tuning constant."""

BUSY_PAUSE = 0.02
"""Seconds between two tries of what SQLite does not wait for. Tuning constant."""

OLDEST_SQLITE = (3, 37)
"""First SQLite with STRICT tables. Source: sqlite.org/stricttables.html."""

ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; a message that quotes damaged bytes cannot even be decoded."""

RESTORE = "Run 'itilsim doctor --restore' to go back to the last good backup."
"""What to do about a damaged database."""

NO_WAL = (
    "This folder cannot share a database safely (a network drive?). itilsim works, more slowly; "
    "do not use it from two machines at once, or choose another folder with --home DIR."
)
"""Said once when write-ahead logging was asked for and not granted."""


_OPEN = Counter[tuple[int, int]]()
"""Files that this process has open as databases: device and number, and how often."""


def is_open_here(path: Path) -> bool:
    """Return whether this process has a file open as a database.

    Whoever opens such a file without SQLite, and closes it again, lets go of all locks that SQLite
    holds on it for this process; another process then takes the write-ahead log away, and what is
    written after that is lost. Source: sqlite.org/howtocorrupt.html, section 2.2.

    Args:
        path: The file; it may be missing. Nobody opens it meanwhile: see `locks.gate`.
    """
    return path.exists() and _OPEN[_key(path.stat())] > 0


def _key(found: os.stat_result) -> tuple[int, int]:
    """What tells one file from all others."""
    return found.st_dev, found.st_ino


@dataclass(slots=True)
class Database:
    """An open connection and what should be known about it."""

    path: Path
    """The file."""
    connection: sqlite3.Connection
    """In autocommit mode: transactions are begun by `writing` only."""
    opened: os.stat_result
    """The file that was opened, whatever its name may mean later."""
    warning: str = ""
    """What to tell the user, empty mostly."""
    lock: Lock | None = None
    """Says to others that this process has it open; None for tests and single looks."""
    summed: bool = False
    """Whether what is written changes the checksums, too."""
    closed: bool = False
    """Whether it was closed."""

    @contextlib.contextmanager
    def writing(self, *, sums: bool = True) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction, committed and on the disk when the block is left.

        Args:
            sums: Whether checksums are kept meanwhile; if not, the block makes them anew.

        Raises:
            TryAgainError: If another process writes, the disk is full or read-only, or the file is
                no longer where it was; nothing of the block is kept.
            DamagedError: If the file is damaged.
        """
        with plain_errors(self.path):
            if sums and not self.summed and checksums.are_kept(self.connection):
                checksums.keep(self.connection)
                self.summed = True
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self._must_be_there()
                self.connection.execute("COMMIT")
            finally:
                if self.connection.in_transaction:
                    with contextlib.suppress(*ERRORS):
                        self.connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for statements that only read, with errors in plain words.

        Raises:
            TryAgainError: If the file is busy.
            DamagedError: If the file is damaged.
        """
        with plain_errors(self.path):
            yield self.connection

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        with contextlib.suppress(*ERRORS):
            self.connection.close()
        if not self.closed:
            self.closed = True
            _OPEN[_key(self.opened)] -= 1
        if self.lock is not None:
            self.lock.release()

    def _must_be_there(self) -> None:
        """Refuse to write into a file that was moved, deleted or replaced: nobody would find it.

        Raises:
            TryAgainError: If it was.
        """
        try:
            if os.path.samestat(self.path.stat(), self.opened):
                return
        except OSError:
            pass
        raise TryAgainError(
            f"{self.path} was moved, deleted or replaced by another program meanwhile: nothing "
            "can be saved here any more. Leave this window and start again."
        )


def connect(path: Path, *, vfs: str = "") -> Database:
    """Open or create the file, without looking at what it holds.

    Args:
        path: The file; its folder is made if needed.
        vfs: Name of an SQLite file system layer, for tests of unusual disks.

    Raises:
        TryAgainError: If it is busy or its folder cannot be written.
        DamagedError: If it is not a database.
        UsageError: If SQLite is too old, or the path cannot be a file.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise UsageError(
            f"This Python has SQLite {sqlite3.sqlite_version}; itilsim needs 3.37 or later. "
            "Use a newer Python."
        )
    make_folder(path.parent)
    make_file(path)  # what SQLite puts beside it takes its mode
    with plain_errors(path), plain_words(path), contextlib.ExitStack() as undo:
        uri = path.absolute().as_uri() + (f"?vfs={vfs}" if vfs else "")
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        undo.callback(connection.close)
        granted = _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        checksums.register(connection)
        opened = path.stat()
        _OPEN[_key(opened)] += 1
        undo.pop_all()
    return Database(path, connection, opened, "" if granted else NO_WAL)


def faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what SQLite's own checks find wrong with a database; nothing if it is sound."""
    try:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
        foreign = connection.execute("PRAGMA foreign_key_check").fetchall()
    except ERRORS as error:
        return (str(error),)
    found = [str(row[0]) for row in rows if row[0] != "ok"]
    found.extend(f"a row of {row[0]} belongs to nothing" for row in foreign[:20])
    return tuple(found)


def falsified(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return what stands in a database that was not stored so, where SQLite sees nothing wrong."""
    try:
        checksums.register(connection)
        changed = checksums.changed(connection)
    except ERRORS as error:
        return (str(error),)
    return tuple(f"something in {one or 'it'} is not what was stored" for one in sorted(changed))


def must_be_as_stored(
    connection: sqlite3.Connection, what: str, *names: str, key: str | None = None
) -> None:
    """Refuse to go by tables that do not hold what was stored in them.

    Args:
        connection: While reading.
        what: What they hold, as a sentence begins.
        names: The tables.
        key: The run, if only what belongs to one matters.

    Raises:
        DamagedError: If one of them does not.
    """
    if checksums.changed(connection, *names, key=key):
        raise DamagedError(f"{what} is damaged: it is not what was stored. {RESTORE}")


def copy_verified(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database into a file that appears only once it is complete and was checked.

    Raises:
        TryAgainError: If there is no room or the folder cannot be written.
        DamagedError: If the copy does not pass SQLite's checks; no file appears.
    """
    make_folder(target.parent)
    part = target.with_name(f"{TEMPORARY}{target.name}")
    with plain_words(target), plain_errors(target):
        part.unlink(missing_ok=True)
        make_file(part)
        try:
            copy = sqlite3.connect(part)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                wrong = faults(copy) or falsified(copy)
            finally:
                copy.close()
            if wrong:
                raise DamagedError(f"The database is damaged: {wrong[0]}. {RESTORE}")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors of the block into ours.

    Raises:
        TryAgainError: For a busy, full or read-only place.
        DamagedError: For a damaged file.
    """
    try:
        yield
    except ERRORS as error:
        raise explained(path, error) from error


def explained(path: Path, error: Exception) -> ItilsimError:
    """Return the error of ours that says what SQLite complained of, and what to do."""
    code = _code(error)
    if _is_busy(error):
        return TryAgainError("Another itilsim is saving just now. Try again in a moment.")
    if code == sqlite3.SQLITE_FULL:
        return TryAgainError(
            f"The disk is full: {path} could not be saved. Free some space and try again."
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return TryAgainError(
            f"{path} is read-only. Make its folder writable, or choose another with --home DIR."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return TryAgainError(
            f"{path} cannot be opened: its folder is read-only or full. Make it writable, free "
            "some space, or choose another with --home DIR."
        )
    if code == sqlite3.SQLITE_IOERR:
        return TryAgainError(
            f"The disk refused to read or write {path}. Is it full, or unplugged? Try again."
        )
    return DamagedError(f"{path} is damaged: {error}. {RESTORE}")


def _write_ahead(connection: sqlite3.Connection) -> bool:
    """Ask for write-ahead logging, and return whether it was granted.

    SQLite answers at once that a new file is locked while another process makes the same switch,
    however long it was told to wait, since two that wait for each other would wait for ever.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            granted = bool(connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",))
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(BUSY_PAUSE)
        else:
            if not granted:
                connection.execute("PRAGMA journal_mode = DELETE")
            return granted


def _code(error: Exception) -> int:
    """SQLite's primary result code; another number if the error is not one of SQLite's."""
    return int(getattr(error, "sqlite_errorcode", -1)) & 0xFF


def _is_busy(error: Exception) -> bool:
    """Whether another process is at the file just now."""
    return _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
