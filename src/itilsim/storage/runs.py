"""The repository of runs: the journal is the save.

The one idea: an entry is on the disk before its command is answered, each chained to the one before
it, so that whatever happens to the process or the file, what was acknowledged is there or the
damage is noticed.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from types import TracebackType
from typing import Self

from itilsim.domain.errors import DamagedError, UsageError
from itilsim.storage.checksums import changed
from itilsim.storage.database import RESTORE, Database, must_be_as_stored
from itilsim.storage.locks import Lock, hold
from itilsim.storage.places import Places
from itilsim.storage.records import Ending, Gap, RunHeader, RunSummary, StoredEntry, StoredRun
from itilsim.storage.rows import (
    chain_of,
    digest,
    header_text,
    link,
    seed_of,
    stored_run,
    summary,
)
from itilsim.storage.upgrade import open_database


def open_runs(places: Places) -> Runs:
    """Open the user's runs.

    Raises:
        TryAgainError: If the database is busy, or the disk is full or read-only.
        DamagedError: If the database is damaged.
        UsageError: If a newer itilsim has written it.
    """
    return Runs(open_database(places), places)


class Runs:
    """All runs of one user. A run is written only by the one that created or resumed it."""

    def __init__(self, database: Database, places: Places) -> None:
        """Use an open database."""
        self.database = database
        self._places = places
        self._locks: dict[str, Lock] = {}
        self._heads: dict[str, tuple[int, str]] = {}

    def __enter__(self) -> Self:
        """Use as a context: closed at its end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    def create(self, header: RunHeader, *, scenario: str = "", roster: str = "") -> None:
        """Begin a run and hold it.

        Args:
            header: What was decided; its id must be new.
            scenario: The resolved scenario as JSON.
            roster: The roster as JSON.

        Raises:
            TryAgainError: If it could not be stored; nothing is left.
            UsageError: If the id is taken.
        """
        lock = hold(self._places.locks, header.id)
        with contextlib.ExitStack() as undo:
            undo.callback(lock.release)
            self._insert(StoredRun(header, (), "running", 0, scenario, roster))
            undo.pop_all()
        self._locks[header.id] = lock
        self._heads[header.id] = (0, seed_of(header))

    def append(self, run: str, entry: StoredEntry) -> None:
        """Put an entry into the journal; it is on the disk when this returns.

        Raises:
            TryAgainError: If it could not be stored; the journal is as it was.
            UsageError: If the run is not held here, or the entry is not the next one.
        """
        count, chain = self._head(run)
        if entry.seq != count + 1:
            raise UsageError(f"Entry {entry.seq} does not follow entry {count} of run {run}.")
        chain = link(chain, entry)
        with self.database.writing() as connection:
            connection.execute(
                "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
                (run, entry.seq, entry.at, entry.actor, entry.command, chain),
            )
        self._heads[run] = (entry.seq, chain)

    def reached(self, run: str, at: int) -> None:
        """Note the time that a run has reached; call it at most once a second.

        Args:
            run: Id of a run that is held here.
            at: Seconds since the scenario began.

        Raises:
            TryAgainError: If it could not be stored.
            UsageError: If the run is not held here.
        """
        self._head(run)
        with self.database.writing() as connection:
            connection.execute("UPDATE run SET reached = ? WHERE id = ?", (at, run))

    def note_gap(self, run: str, gap: Gap) -> None:
        """Note that the wall clock and a running shift have come apart.

        Args:
            run: Id of a run that is held here.
            gap: Where, and by how much.

        Raises:
            TryAgainError: If it could not be stored.
            UsageError: If the run is not held here.
        """
        self._head(run)
        with self.database.writing() as connection:
            connection.execute("INSERT INTO gap VALUES (?, ?, ?)", (run, gap.at, gap.seconds))

    def finish(self, run: str, at: int, ending: Ending) -> None:
        """Store what a run leaves, and let it go.

        Args:
            run: Id of a run that is held here.
            at: When it ended, in seconds since the scenario began.
            ending: Log, digest and score.

        Raises:
            TryAgainError: If it could not be stored; the run is still running.
            UsageError: If the run is not held here.
        """
        self._head(run)
        with self.database.writing() as connection:
            connection.execute(
                "UPDATE run SET status = 'finished', reached = ?, log = ?, log_digest = ?, "
                "score = ?, scenario = coalesce(?, scenario), "
                "roster = coalesce(nullif(?, ''), roster) WHERE id = ?",
                (
                    at,
                    zlib.compress(ending.log),
                    ending.log_digest,
                    ending.score,
                    _stored_scenario(connection, ending.scenario),
                    ending.roster,
                    run,
                ),
            )
        self.release(run)

    def resume(self, run: str) -> StoredRun:
        """Load a running run and hold it, to go on with it.

        Raises:
            TryAgainError: If another window holds it.
            UsageError: If there is no such run, or it has ended.
            DamagedError: If its journal is damaged.
        """
        lock = hold(self._places.locks, run)
        with contextlib.ExitStack() as undo:
            undo.callback(lock.release)
            stored = self.load(run)
            if stored.status != "running":
                raise UsageError(f"The run {run} is {stored.status}; it cannot be resumed.")
            seen = stored.verification
            if seen is not None and seen.verdict != "verified":
                raise UsageError(f"The run {run} cannot be resumed: {seen.words}")
            undo.pop_all()
        self._locks[run] = lock
        self._heads[run] = (len(stored.entries), chain_of(stored.header, stored.entries))
        return stored

    def release(self, run: str) -> None:
        """Let others resume a run; nothing happens if it is not held here."""
        self._heads.pop(run, None)
        lock = self._locks.pop(run, None)
        if lock is not None:
            lock.release()

    def load(self, run: str) -> StoredRun:
        """Return all that is stored of a run, held or not.

        Raises:
            TryAgainError: If the database is busy.
            UsageError: If there is no such run.
            DamagedError: If what is stored of it is damaged.
        """
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT run.header, status, reached, coalesce(scenario.json, ''), roster, score, "
                "log_digest, log, run.scenario, "
                "seen.verdict, seen.words, seen.engine, seen.scoring, seen.mine "
                "FROM run LEFT JOIN scenario ON scenario.digest = run.scenario "
                "LEFT JOIN verification AS seen ON seen.run = run.id WHERE run.id = ?",
                (run,),
            ).fetchone()
            rows = connection.execute(
                "SELECT seq, at, actor, command, chain FROM journal WHERE run = ? ORDER BY seq",
                (run,),
            ).fetchall()
            must_be_as_stored(connection, f"The run {run}", key=run)
        if row is None:
            raise UsageError(f"There is no run '{run}'. 'itilsim runs' lists them.")
        try:
            return stored_run(run, row, rows)
        except (ValueError, TypeError, zlib.error) as error:
            raise DamagedError(f"The run {run} is damaged: {error} {RESTORE}") from error

    def list(self) -> tuple[RunSummary, ...]:
        """Return all runs, the newest first; damaged ones are listed as such.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If the database is damaged.
        """
        with self.database.reading() as connection:
            rows = connection.execute(
                "SELECT id, header, status, reached, log_digest, score, "
                "(SELECT count(*) FROM journal WHERE run = run.id), "
                "seen.verdict, seen.words, seen.engine, seen.scoring, seen.mine "
                "FROM run LEFT JOIN verification AS seen ON seen.run = run.id "
                "ORDER BY created DESC, run.rowid DESC"
            ).fetchall()
            stood: dict[str, list[Gap]] = {}
            for run, at, seconds in connection.execute(
                "SELECT run, at, seconds FROM gap ORDER BY rowid"
            ):
                stood.setdefault(run, []).append(Gap(at, seconds))
            spoilt = changed(connection, "run", "gap")
        return tuple(
            # Without a header it is listed as damaged.
            summary(
                (row[0], None, *row[2:]) if row[0] in spoilt else row, tuple(stood.get(row[0], ()))
            )
            for row in rows
        )

    def add(self, stored: StoredRun) -> bool:
        """Store a run that came from elsewhere; whether it is new here.

        Raises:
            TryAgainError: If it could not be stored; nothing is left.
            UsageError: If another run has its id.
        """
        try:
            there = self.load(stored.header.id)
        except UsageError:
            self._insert(stored)
            return True
        if _played(there) != _played(stored):
            raise UsageError(f"Another run has the id {stored.header.id} here. Delete that first.")
        return False

    def delete(self, run: str) -> None:
        """Delete a run, what it has shown of the learner, and the scenario that no other needs.

        Raises:
            TryAgainError: If another window holds it, or the database is busy.
            UsageError: If there is no such run.
        """
        self.release(run)
        lock = hold(self._places.locks, run)
        try:
            self._change(run, "DELETE FROM run WHERE id = ?", "DELETE FROM evidence WHERE run = ?")
        finally:
            lock.release()

    def close(self) -> None:
        """Let all runs go and close the database; a second call does nothing."""
        for run in tuple(self._locks):
            self.release(run)
        self.database.close()

    def _head(self, run: str) -> tuple[int, str]:
        """Number and chain of the last entry of a run that is held here."""
        head = self._heads.get(run)
        if head is None:
            raise UsageError(f"The run {run} is not open here.")
        return head

    def _change(self, run: str, sql: str, *more: str) -> None:
        """Change or delete one run, and drop scenarios that have no run any more."""
        with self.database.writing() as connection:
            if connection.execute(sql, (run,)).rowcount != 1:
                raise UsageError(f"There is no run '{run}'. 'itilsim runs' lists them.")
            for each in more:
                connection.execute(each, (run,))
            drop_orphans(connection)

    def _insert(self, stored: StoredRun) -> None:
        """Store a whole run in one transaction."""
        header = stored.header
        chain = seed_of(header)
        rows = []
        for entry in stored.entries:
            chain = link(chain, entry)
            rows.append((header.id, entry.seq, entry.at, entry.actor, entry.command, chain))
        with self.database.writing() as connection:
            taken = "SELECT 1 FROM run WHERE id = ?"
            if connection.execute(taken, (header.id,)).fetchone():
                raise UsageError(f"There is a run '{header.id}' already.")
            connection.execute(
                "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    header.id,
                    header.created,
                    header_text(header),
                    stored.status,
                    stored.reached,
                    _stored_scenario(connection, stored.scenario),
                    stored.roster,
                    stored.score,
                    stored.log_digest,
                    zlib.compress(stored.log) if stored.log else None,
                ),
            )
            connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", rows)
            if (seen := stored.verification) is not None:
                connection.execute(
                    "INSERT INTO verification VALUES (?, ?, ?, ?, ?, ?)",
                    (header.id, seen.verdict, seen.words, seen.engine, seen.scoring, seen.mine),
                )


def drop_orphans(connection: sqlite3.Connection) -> int:
    """Delete the scenarios that no run was played in; returns how many. Inside a transaction."""
    return connection.execute(
        "DELETE FROM scenario WHERE digest NOT IN "
        "(SELECT scenario FROM run WHERE scenario IS NOT NULL)"
    ).rowcount


def _played(stored: StoredRun) -> tuple[object, ...]:
    """What makes a run the run it is: who tells of it in which words may differ."""
    header = stored.header
    world = (header.scenario, header.scenario_digest, header.seed, header.engine)
    return *world, header.mode, header.pace, stored.entries


def _stored_scenario(connection: sqlite3.Connection, scenario: str) -> str | None:
    """Store a scenario's text once; the digest by which a run refers to it."""
    if not scenario:
        return None
    name = digest(scenario.encode())
    connection.execute("INSERT OR IGNORE INTO scenario VALUES (?, ?)", (name, scenario))
    return name
