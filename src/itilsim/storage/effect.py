"""What is stored of a learner's part in the question whether shifts teach.

The one idea: only moments and decisions are kept here, in order; minutes and results are worked out
from the answers and shifts that are stored anyway. Whoever leaves takes all of it along.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from itilsim.storage.database import Database, must_be_as_stored
from itilsim.storage.study_rows import sound

EffectKind = Literal["joined", "offered", "done", "tested"]
"""What happened: agreed and split; a shift was named; all minutes were spent; the test began."""

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for one another."""

LENGTH: Final = 12
"""Letters of a pseudonym: no two of a class are alike. Tuning constant."""


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One moment."""

    at: int
    """When, in seconds of the epoch, UTC."""
    kind: EffectKind
    """What happened."""
    what: str = ""
    """More about it, as JSON."""


def new_pseudonym() -> str:
    """A name that says nothing about who bears it; the split is drawn from it, now and ever."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def effect_rows(database: Database) -> tuple[EffectRow, ...]:
    """What is stored, in order; nothing of who has not agreed.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If something in it is damaged.
    """
    with database.reading() as connection:
        must_be_as_stored(connection, "The effect table", "effect")
        rows = connection.execute("SELECT at, kind, what FROM effect ORDER BY id").fetchall()
    with sound("What is stored for 'itilsim lab effect'"):
        return tuple(map(_row, rows))


def keep_effect(database: Database, row: EffectRow) -> None:
    """Append a moment.

    Raises:
        TryAgainError: If it could not be stored.
    """
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO effect (at, kind, what) VALUES (?, ?, ?)", (row.at, row.kind, row.what)
        )


def forget_effect(database: Database) -> None:
    """Delete all of it.

    Raises:
        TryAgainError: If it could not be deleted.
    """
    with database.writing() as connection:
        connection.execute("DELETE FROM effect")


def _row(row: Sequence[object]) -> EffectRow:
    """A moment from its row; `TypeError` where it cannot be one."""
    at, kind, what = row
    if not isinstance(at, int) or not isinstance(what, str) or kind not in get_args(EffectKind):
        raise TypeError("a value is not what it was")
    return EffectRow(at, cast("EffectKind", kind), what)
