"""The shift itself: its beginning and end, the note to the next one, and guided choices."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, Mode, Pace
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class ShiftStarted(Fact):
    """The first fact of every log."""

    kind = "shift-started"
    scenario: str
    """Scenario id."""
    digest: str
    """Digest of the resolved scenario."""
    seed: int
    """Seed of all chance."""
    engine: int
    """Version of the rules."""
    pace: Pace
    """Pace class."""
    mode: Mode
    """How much help the trainee gets."""


@quick
@dataclass(frozen=True, slots=True)
class ShiftEnded(Fact):
    """The trainee's seat is empty from here on."""

    kind = "shift-ended"


@quick
@dataclass(frozen=True, slots=True)
class AftermathEnded(Fact):
    """The last fact: outcome is taken here."""

    kind = "aftermath-ended"


@quick
@dataclass(frozen=True, slots=True)
class HandoverWritten(Fact):
    """The note to the next shift, structured."""

    kind = "handover-written"
    actor: Actor
    """Who."""
    items: tuple[str, ...]
    """Open records and problems handed over."""
    risk: str
    """Component named as a risk, or empty."""
    promise: str
    """Record with a promised next word, or empty."""


@quick
@dataclass(frozen=True, slots=True)
class ChoiceRejected(Fact):
    """In guided mode a first choice was wrong: it counts, and changes nothing else."""

    kind = "choice-rejected"
    actor: Actor
    """Who."""
    subject: str
    """On what."""
    field: str
    """Which field."""
    value: str
    """What was chosen."""


@quick
@dataclass(frozen=True, slots=True)
class TutorAnswered(Fact):
    """In guided mode the tutor asked, and this was answered; it changes nothing else."""

    kind = "tutor-answered"
    actor: Actor
    """Who."""
    subject: str
    """About what."""
    question: str
    """Id of the question."""
    option: int
    """Index of the answer, from 0."""
