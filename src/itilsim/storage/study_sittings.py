"""How a sitting lies in the database: one row for it, and one for each question of its paper.

The one idea: a step writes the time and only those questions that it changed, all in the
transaction of its caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from itilsim.quiz.marking import Result
from itilsim.quiz.sitting import Sitting
from itilsim.storage.study_rows import AnswerRow, StoredSitting, sitting_of, sound

_SITTING = """
    SELECT id, edition, seed, seconds, pass_mark, position, finished,
        started_wall, started_boot, started_boot_id,
        elapsed, saved_wall, saved_boot, saved_boot_id, correct, certainty_score
    FROM sitting ORDER BY started_wall DESC, rowid DESC
"""

_ITEMS = """
    SELECT position, item, chosen, certainty, at, flagged
    FROM sitting_item WHERE sitting = ? ORDER BY position
"""


def unfinished_id(connection: sqlite3.Connection) -> str | None:
    """The id of the sitting that was not handed in, if there is one."""
    row = connection.execute("SELECT id FROM sitting WHERE NOT finished").fetchone()
    return None if row is None else str(row[0])


def add_sitting(connection: sqlite3.Connection, stored: StoredSitting) -> None:
    """Store a sitting that begins."""
    sitting, started, saved = stored.sitting, stored.started, stored.saved
    connection.execute(
        "INSERT INTO sitting VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            sitting.id, sitting.edition, sitting.seed, sitting.seconds, sitting.pass_mark,
            sitting.position, started.wall, started.boot, started.boot_id,
            saved.elapsed, saved.wall, saved.boot, saved.boot_id,
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO sitting_item VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(sitting.id, n, item, *_cells(sitting, n)) for n, item in enumerate(sitting.items)],
    )


def save_step(connection: sqlite3.Connection, before: Sitting, stored: StoredSitting) -> None:
    """Store what a step has changed; whoever calls it holds the exam."""
    sitting, saved = stored.sitting, stored.saved
    connection.execute(
        "UPDATE sitting SET position = ?, finished = ?, elapsed = ?, saved_wall = ?, "
        "saved_boot = ?, saved_boot_id = ?, correct = ?, certainty_score = ? WHERE id = ?",
        (
            sitting.position, sitting.finished, saved.elapsed, saved.wall,
            saved.boot, saved.boot_id, stored.correct, stored.certainty_score, sitting.id,
        ),
    )  # fmt: skip
    changed = [n for n in range(len(sitting.items)) if _cells(sitting, n) != _cells(before, n)]
    connection.executemany(
        "UPDATE sitting_item SET chosen = ?, certainty = ?, at = ?, flagged = ? "
        "WHERE sitting = ? AND position = ?",
        [(*_cells(sitting, n), sitting.id, n) for n in changed],
    )


def all_sittings(connection: sqlite3.Connection) -> tuple[StoredSitting, ...]:
    """Return all sittings, the newest first; both tables as they are at one moment.

    Raises:
        DamagedError: If one of them is damaged.
    """
    connection.execute("BEGIN")
    try:
        rows = connection.execute(_SITTING).fetchall()
        papers = [connection.execute(_ITEMS, (row[0],)).fetchall() for row in rows]
    finally:
        connection.execute("ROLLBACK")
    found = []
    for row, paper in zip(rows, papers, strict=True):
        with sound(f"The exam {row[0]}"):
            found.append(sitting_of(row, paper))
    return tuple(found)


def exam_answers(stored: StoredSitting, result: Result) -> Iterator[AnswerRow]:
    """The answers of a sitting that count as attempts; what was not answered shows nothing."""
    for one, answer in zip(result.by_item, stored.sitting.answers, strict=True):
        if answer is not None and one.key is not None:
            yield AnswerRow(
                at=stored.started.wall + answer.at,
                item=one.item,
                edition=stored.sitting.edition,
                chosen=answer.option,
                correct=one.correct,
                certainty=answer.certainty,
                where="exam",
            )


def _cells(sitting: Sitting, position: int) -> tuple[int | None, int | None, int | None, bool]:
    """What is stored of the work on one question."""
    flagged = position in sitting.flags
    answer = sitting.answers[position]
    if answer is None:
        return (None, None, None, flagged)
    return (answer.option, answer.certainty, answer.at, flagged)
