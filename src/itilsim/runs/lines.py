"""The lines of a run file, as types: what the reader demands, and the writer writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from itilsim.storage.records import DIGEST, MOST, RunHeader, Status

MAX_ENTRIES = 200_000
"""Most entries of a journal. Tuning constant: a day of one command a second, twice over."""


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The first line."""

    kind: Literal["header"]
    """What this line is."""
    format: Literal[1]
    """Version of this file format."""
    run: RunHeader
    """What was decided before the run began."""
    resolved: Mapping[str, Any] | None = None
    """The resolved scenario, of a finished run."""
    roster: Mapping[str, str] | None = None
    """The people of the run."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the journal."""

    kind: Literal["entry"]
    """What this line is."""
    seq: int = field(metadata={"ge": 1, "le": MAX_ENTRIES})
    """Its number, from 1 without gaps."""
    at: int = field(metadata={"ge": 0, "le": MOST})
    """When it took effect, in seconds since the scenario began."""
    actor: str = field(metadata={"min_length": 1, "max_length": 80})
    """The seat that submitted it."""
    command: dict[str, Any]
    """The command."""


@dataclass(frozen=True, slots=True)
class JournalLines:
    """The lines of a journal."""

    entries: tuple[EntryLine, ...]
    """All of them."""


@dataclass(frozen=True, slots=True)
class FooterLine:
    """The last line."""

    kind: Literal["footer"]
    """What this line is."""
    entries: int
    """How many entries stand before it."""
    status: Status
    """Where the run stands."""
    reached: int = field(metadata={"ge": 0, "le": MOST})
    """The time it had reached, in seconds since the scenario began."""
    log_digest: str = field(default="", metadata={"pattern": f"^$|{DIGEST}", "max_length": 100})
    """Digest of the log, empty before the end."""
    score: Mapping[str, Any] | None = None
    """The score, nothing before the end."""
    log: str = ""
    """The log, packed by zlib and written in base64; empty if it is not carried."""
