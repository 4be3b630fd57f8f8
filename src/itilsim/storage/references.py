"""What the reference policies reached, kept because each needs to be played only once.

The one idea: scenario, seed, engine and policy determine the result, so that it can be kept for
ever; a database that cannot be written costs only the time to play it again.
"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.errors import TryAgainError
from itilsim.storage.database import Database, must_be_as_stored


@dataclass(frozen=True, slots=True)
class ReferenceKey:
    """What determines a reference's result."""

    scenario_digest: str
    """Digest of the resolved scenario."""
    seed: int
    """Seed of its chance."""
    engine: int
    """Version of the rules."""
    policy: str
    """Name of the policy."""


def stored_reference(database: Database, key: ReferenceKey) -> str:
    """Return the kept result as JSON, empty if there is none.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If the database or what is kept there is damaged.
    """
    with database.reading() as connection:
        row = connection.execute(
            "SELECT result FROM reference WHERE scenario_digest = ? AND seed = ? AND engine = ? "
            "AND policy = ?",
            (key.scenario_digest, key.seed, key.engine, key.policy),
        ).fetchone()
        must_be_as_stored(connection, "What references reached", "reference")
    return str(row[0]) if row else ""


def keep_reference(database: Database, key: ReferenceKey, result: str) -> bool:
    """Keep a result; whether there was room for it.

    Args:
        database: Open.
        key: What determines it.
        result: The result as JSON.

    Raises:
        DamagedError: If the database is damaged.
    """
    try:
        with database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO reference VALUES (?, ?, ?, ?, ?)",
                (key.scenario_digest, key.seed, key.engine, key.policy, result),
            )
    except TryAgainError:
        return False
    return True
