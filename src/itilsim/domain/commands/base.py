"""What every command is, and how a journal keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from itilsim.domain.quick import quick


@dataclass(frozen=True, slots=True)
class Command:
    """A wish; the base only names the word and the handling time every command has."""

    kind: ClassVar[str] = ""
    """Stable word for the type, written to the journal."""
    seconds: ClassVar[int] = 0
    """Handling time of the seat."""


@quick
@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal."""

    at: int
    """Second since the scenario began."""
    seq: int
    """Position in the journal, from 0."""
    actor: str
    """Whose seat."""
    command: Command
    """What was submitted."""
