"""The repository of a student's work: answers, reviews, flags, settings, evidence and exams.

The one idea: each answer is one transaction that is on the disk before it is acknowledged; answers
and ratings are only ever appended, and everything else about learning is worked out from them.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

from itilsim.domain.errors import DamagedError, UsageError
from itilsim.quiz.editions import Edition
from itilsim.quiz.elapsed import Moment, elapsed, saved_at
from itilsim.quiz.marking import Result
from itilsim.quiz.sitting import Sitting, finished, timed
from itilsim.storage.backups import Later, at_once, back_up_soon
from itilsim.storage.database import RESTORE, Database, must_be_as_stored
from itilsim.storage.locks import Lock, hold
from itilsim.storage.places import Places
from itilsim.storage.study_rows import (
    AnswerRow,
    EvidenceRow,
    ReviewRow,
    StoredSitting,
    answer_row,
    evidence_row,
    refs_text,
    review_row,
    sound,
)
from itilsim.storage.study_settings import check_setting
from itilsim.storage.study_sittings import (
    add_sitting,
    all_sittings,
    exam_answers,
    save_step,
    unfinished_id,
)
from itilsim.storage.upgrade import open_database

T = TypeVar("T")


def open_study(places: Places, later: Later = at_once) -> Study:
    """Open the student's work.

    Args:
        places: The user's folders.
        later: Makes the backup after an exam.

    Raises:
        TryAgainError: If the database is busy, or the disk is full or read-only.
        DamagedError: If the database is damaged.
        UsageError: If a newer itilsim has written it.
    """
    return Study(open_database(places), places, later)


def hold_exam(places: Places) -> Lock:
    """Take the lock of the exam: a student sits one at a time, in one window.

    Raises:
        TryAgainError: If another window holds it, or the folder cannot be written.
    """
    return hold(
        places.locks,
        "/exam",
        "The exam is open in another window. Go on with it there, or close it there first.",
    )


class Study:
    """All the work of one student. Whoever begins or opens the exam holds it until it is let go."""

    def __init__(self, database: Database, places: Places, later: Later = at_once) -> None:
        """Use an open database; see `open_study`."""
        self.database = database
        self._places = places
        self.later = later
        """Makes the backup after an exam; an app that was opened with it has its own way."""
        self._lock: Lock | None = None
        self._held: StoredSitting | None = None

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

    def setting(self, key: str) -> str:
        """Return a setting; empty if it was never set. See `study_settings` for the keys.

        Raises:
            UsageError: If there is no such setting.
            TryAgainError: If the database is busy.
            DamagedError: If it is not a value that can have been set.
        """
        check_setting(key, "")
        rows = self._rows("setting", "SELECT value FROM setting WHERE key = ?", (key,))
        value = str(rows[0][0]) if rows else ""
        try:
            check_setting(key, value)
        except UsageError as error:
            raise DamagedError(f"A setting is damaged. {error} {RESTORE}") from error
        return value

    def set_setting(self, key: str, value: str) -> None:
        """Set one.

        Args:
            key: Which.
            value: A value that it can have, or empty to unset it.

        Raises:
            UsageError: If there is no such setting or it cannot have that value.
            TryAgainError: If it could not be stored; the old one remains.
        """
        check_setting(key, value)
        self._write("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))

    def record_answer(self, row: AnswerRow, review: ReviewRow | None = None) -> None:
        """Append an answer, and what it says of memory, in one step; both are on the disk then.

        Args:
            row: The answer.
            review: The rating that it means for the schedule.

        Raises:
            TryAgainError: If it could not be stored; neither is.
        """
        with self.database.writing() as connection:
            _add_answer(connection, row)
            if review is not None:
                _add_review(connection, review)

    def answers(self, edition: Edition | None = None) -> tuple[AnswerRow, ...]:
        """Return the answers in the order in which they were given.

        Args:
            edition: Only those for one exam; all if not given.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If one of them is damaged.
        """
        found = self._read(
            answer_row,
            "answer",
            "SELECT at, item, edition, chosen, correct, certainty, place FROM answer ORDER BY id",
        )
        return tuple(row for row in found if edition in {None, row.edition})

    def flag(self, item: str) -> None:
        """Flag an item, to see it again; one that is flagged stays so.

        Raises:
            TryAgainError: If it could not be stored.
        """
        self._write("INSERT OR IGNORE INTO flag (item) VALUES (?)", (item,))

    def unflag(self, item: str) -> None:
        """Take the flag of an item away, if it has one.

        Raises:
            TryAgainError: If it could not be stored.
        """
        self._write("DELETE FROM flag WHERE item = ?", (item,))

    def flagged(self) -> tuple[str, ...]:
        """Return the ids of the flagged items, in the order in which they were flagged.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If the database is damaged.
        """
        return tuple(str(row[0]) for row in self._rows("flag", "SELECT item FROM flag ORDER BY id"))

    def reviews(self) -> tuple[ReviewRow, ...]:
        """Return the ratings in the order in which they were given.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If one of them is damaged.
        """
        return self._read(review_row, "review", "SELECT at, card, rating FROM review ORDER BY id")

    def record_evidence(self, *rows: EvidenceRow) -> None:
        """Append evidence, all of it or none; what the same run has told before is not repeated.

        Raises:
            TryAgainError: If it could not be stored.
        """
        with self.database.writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO evidence (at, run, topic, refs, credit, position) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (row.at, row.run, row.topic, refs_text(row.edition_refs), row.credit,
                     row.position)
                    for row in rows
                ],
            )  # fmt: skip

    def evidence(self) -> tuple[EvidenceRow, ...]:
        """Return the evidence in the order in which it was found.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If some of it is damaged.
        """
        return self._read(
            evidence_row,
            "evidence",
            "SELECT at, run, topic, refs, credit, position FROM evidence ORDER BY id",
        )

    def begin_sitting(self, sitting: Sitting, now: Moment) -> StoredSitting:
        """Begin an exam and hold it: its time runs from now.

        Args:
            sitting: A new one.
            now: This moment.

        Raises:
            TryAgainError: If it could not be stored, or an exam is open in another window.
            UsageError: If there is one that is not handed in.
        """
        stored = StoredSitting(sitting, now, saved_at(0, now))
        with self._holding(), self.database.writing() as connection:
            if unfinished_id(connection) is not None:
                raise UsageError("An exam is waiting for you. Go on with it or hand it in first.")
            add_sitting(connection, stored)
        self._held = stored
        return stored

    def open_sitting(self) -> StoredSitting | None:
        """Return the exam that was not handed in, and hold it; None if there is none.

        Ask `used` whether its time is up: then it is to be handed in as it is.

        Raises:
            TryAgainError: If it is open in another window, or the database is busy.
            DamagedError: If what is stored of it is damaged.
        """
        if not self._waiting():
            return None
        with self._holding():
            self._held = next(iter(self._waiting()), None)
        if self._held is None:
            self.release()  # Handed in by another window between the two looks.
        return self._held

    def used(self, now: Moment) -> int:
        """Return the seconds used of the exam that is held here.

        Raises:
            UsageError: If none is.
        """
        held = self._must_hold()
        return elapsed(held.started, held.saved, now)

    def save_sitting_step(self, sitting: Sitting, now: Moment) -> StoredSitting:
        """Store a step of the exam, or just the time; it is on the disk when this returns.

        Args:
            sitting: As it is after the step.
            now: This moment.

        Raises:
            TryAgainError: If it could not be stored; what was stored before is kept.
            UsageError: If this exam is not held here.
        """
        held = self._must_hold(sitting.id)
        used = timed(sitting, self.used(now))
        stored = StoredSitting(used, held.started, saved_at(used.elapsed, now))
        with self.database.writing() as connection:
            save_step(connection, held.sitting, stored)
        self._held = stored
        return stored

    def finish_sitting(self, sitting: Sitting, result: Result, now: Moment) -> StoredSitting:
        """Store what an exam came to with its answers, all in one step, and let it go.

        Args:
            sitting: As it is at the end.
            result: How it was marked.
            now: This moment.

        Raises:
            TryAgainError: If it could not be stored; the exam is still there, not handed in.
            UsageError: If this exam is not held here.
        """
        held = self._must_hold(sitting.id)
        used = finished(sitting, self.used(now))
        stored = StoredSitting(
            used, held.started, saved_at(used.elapsed, now), result.correct, result.certainty_score
        )
        with self.database.writing() as connection:
            save_step(connection, held.sitting, stored)
            for row in exam_answers(stored, result):
                _add_answer(connection, row)
        self.release()
        back_up_soon(self._places, self.later)
        return stored

    def sittings(self) -> tuple[StoredSitting, ...]:
        """Return all exams, the newest first; one that is not handed in is among them.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If one of them is damaged.
        """
        with self.database.reading() as connection:
            must_be_as_stored(connection, "What is stored of exams", "sitting", "sitting_item")
            return all_sittings(connection)

    def release(self) -> None:
        """Let the exam go, so that another window can open it; nothing happens without one."""
        self._held = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def close(self) -> None:
        """Let the exam go and close the database; a second call does nothing."""
        self.release()
        self.database.close()

    def _waiting(self) -> list[StoredSitting]:
        return [one for one in self.sittings() if not one.sitting.finished]

    @contextlib.contextmanager
    def _holding(self) -> Iterator[None]:
        """Take the exam's lock for the block, and keep it unless the block fails."""
        if self._lock is not None:
            yield
            return
        self._lock = hold_exam(self._places)
        with contextlib.ExitStack() as undo:
            undo.callback(self.release)
            yield
            undo.pop_all()

    def _must_hold(self, sitting: str = "") -> StoredSitting:
        held = self._held
        if held is None or sitting not in {"", held.sitting.id}:
            raise UsageError("This exam is not open here.")
        return held

    def _read(self, make: Callable[[Sequence[object]], T], table: str, sql: str) -> tuple[T, ...]:
        rows = self._rows(table, sql)
        with sound("A stored answer or finding"):
            return tuple(map(make, rows))

    def _rows(self, table: str, sql: str, values: Sequence[object] = ()) -> list[Sequence[object]]:
        with self.database.reading() as connection:
            must_be_as_stored(connection, f"The {table} table", table)
            return connection.execute(sql, values).fetchall()

    def _write(self, sql: str, values: Sequence[object]) -> None:
        with self.database.writing() as connection:
            connection.execute(sql, values)


def _add_answer(connection: sqlite3.Connection, row: AnswerRow) -> None:
    """Append an answer; inside a transaction."""
    connection.execute(
        "INSERT INTO answer (at, item, edition, chosen, correct, certainty, place) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.at, row.item, row.edition, row.chosen, row.correct, row.certainty, row.where),
    )


def _add_review(connection: sqlite3.Connection, row: ReviewRow) -> None:
    """Append a rating; inside a transaction."""
    connection.execute(
        "INSERT INTO review (at, card, rating) VALUES (?, ?, ?)", (row.at, row.card, row.rating)
    )
