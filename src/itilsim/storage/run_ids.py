"""Names of runs: short, readable, and never given twice.

The one idea: a name says which shift it was and when, for the eye; four random letters make it
unique.
"""

from __future__ import annotations

import re
import secrets
import time

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for one another."""

_MAX_SCENARIO = 40
"""Longest part of a name that comes from the scenario, in characters."""


def new_run_id(scenario: str, seed: int | None) -> str:
    """A name for a run that begins now, like `first-shift-7-20261121-k3f9`.

    Args:
        scenario: Id of the scenario.
        seed: Seed of the run; none: the name does not say it.
    """
    short = re.sub(r"[^A-Za-z0-9._-]+", "-", scenario).strip("-._")[:_MAX_SCENARIO] or "shift"
    mark = "".join(secrets.choice(_LETTERS) for _ in range(4))
    said = "" if seed is None else f"-{seed}"
    return f"{short}{said}-{time.strftime('%Y%m%d')}-{mark}"


def new_seed() -> int:
    """A seed for a person who named none: short enough to tell a colleague."""
    return secrets.randbelow(9_999) + 1


def now() -> str:
    """The moment at which a run begins, as its header keeps it: ISO 8601 in universal time."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
