"""What is stored of a run, as plain values.

The one idea: commands, scores, rosters and scenarios are JSON texts here; what they mean is no
business of the storage, so that no migration ever has to touch them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["running", "finished", "abandoned"]
"""Where a run stands."""

Verdict = Literal["verified", "differs", "unknown"]
"""What doing a run again has shown; `unknown` where it could not be done again here."""

MOST = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly."""

FIRST_SCORING = 1
"""Version of judging before headers named one."""

DIGEST = "^sha256:[0-9a-f]+$"
"""What the digest of a scenario or log looks like."""


@dataclass(frozen=True, slots=True)
class RunHeader:
    """What was decided before a run began."""

    id: str = field(metadata={"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"})
    """Its name: letters, digits, dots, lines; at most 80 of them."""
    scenario: str = field(metadata={"pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "max_length": 200})
    """Id of the scenario."""
    scenario_digest: str = field(metadata={"pattern": DIGEST, "max_length": 100})
    """Digest of the resolved scenario."""
    seed: int = field(metadata={"ge": 0, "le": MOST})
    """Seed of its chance."""
    engine: int = field(metadata={"ge": 0, "le": MOST})
    """Version of the rules it was played with."""
    mode: str = field(metadata={"pattern": "^[a-z_]{1,40}$"})
    """How much help it gave, like `guided`."""
    pace: str = field(metadata={"pattern": "^[a-z_]{1,40}$"})
    """Pace class: `stepped` or `paced`."""
    created: str = field(metadata={"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"})
    """When it was begun: ISO 8601 in universal time."""
    title: str = field(default="", metadata={"max_length": 200})
    """Title of the scenario, for lists."""
    options: Mapping[str, str] = field(default_factory=dict)
    """What else was chosen, like the edition; by name."""
    scoring: int = field(default=FIRST_SCORING, metadata={"ge": 0, "le": MOST})
    """Version of judging by which it was to be scored."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What doing a run from elsewhere again has shown when it was taken in, and against what."""

    verdict: Verdict
    """Whether its journal gives what it claims."""
    words: str
    """What differed, or why it could not be done again; empty if it is verified."""
    engine: int
    """Version of the rules by which it was done again."""
    scoring: int
    """Version of judging by which it was judged."""
    mine: bool = False
    """Whoever took it in says that they played it."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry of a journal."""

    seq: int
    """Its number in the run, from 1 without gaps."""
    at: int
    """When it took effect, in seconds since the scenario began."""
    actor: str
    """The seat that submitted it."""
    command: str
    """The command as JSON."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A moment at which the wall clock and a paced shift came apart, so that the shift stood."""

    at: int
    """Where the shift stood, in seconds since the scenario began."""
    seconds: int
    """By which the wall clock ran ahead; negative if it was set back."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What a run leaves when it has ended."""

    log: bytes
    """The whole log, one JSON object a line."""
    log_digest: str
    """Its digest."""
    score: str
    """The score as JSON; empty if none was made."""
    scenario: str = ""
    """The resolved scenario as JSON; empty keeps what was stored at the beginning."""
    roster: str = ""
    """The roster as JSON; empty keeps what was stored at the beginning."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """All that is stored of a run."""

    header: RunHeader
    """What was decided before it began."""
    entries: tuple[StoredEntry, ...]
    """Its journal, in order."""
    status: Status
    """Where it stands."""
    reached: int
    """The time it had reached, in seconds since the scenario began; at least the last entry's."""
    scenario: str = ""
    """The resolved scenario as JSON, empty if it was not stored."""
    roster: str = ""
    """The roster as JSON, empty if it was not stored."""
    score: str = ""
    """The score as JSON, empty before the end."""
    log_digest: str = ""
    """Digest of the log, empty before the end."""
    log: bytes = b""
    """The log, empty before the end or if it was not kept."""
    remarks: tuple[str, ...] = ()
    """What to tell the user about it, for instance that a file's log was left out."""
    verification: Verification | None = None
    """Of a run that came from a file; one without was played here, by this program."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One line of the list of runs."""

    header: RunHeader
    """What was decided before it began; only the id if the run is damaged."""
    status: Status | Literal["damaged"]
    """Where it stands."""
    reached: int
    """The time it had reached, in seconds since the scenario began."""
    entries: int
    """Entries in its journal."""
    log_digest: str
    """Digest of the log, empty before the end."""
    score: str
    """The score as JSON, empty before the end."""
    gaps: tuple[Gap, ...] = ()
    """Where the clock stood because the computer slept or its clock was changed, in order."""
    verification: Verification | None = None
    """Of a run that came from a file; one without was played here, by this program."""
