"""What a seat may wish for beyond single records: problems, the handover note, the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from itilsim.domain.commands.base import Command
from itilsim.domain.names import ComponentId, TicketId


@dataclass(frozen=True, slots=True)
class RaiseProblem(Command):
    """Raise a problem from an incident and link further ones."""

    kind: ClassVar[str] = "raise-problem"
    seconds: ClassVar[int] = 120
    ticket: TicketId
    """First incident."""
    incidents: tuple[str, ...] = ()
    """Further ones: records, or numbers from the history."""


@dataclass(frozen=True, slots=True)
class WriteHandover(Command):
    """Write the note to the next shift."""

    kind: ClassVar[str] = "write-handover"
    seconds: ClassVar[int] = 180
    items: tuple[str, ...] = ()
    """Open records and problems to hand over."""
    risk: ComponentId | None = None
    """A component to keep an eye on."""
    promise: TicketId | None = None
    """A record whose caller waits for a promised word."""


@dataclass(frozen=True, slots=True)
class RejectChoice(Command):
    """Record a wrong first choice of guided mode."""

    kind: ClassVar[str] = "reject-choice"
    subject: str
    """On what."""
    field: str
    """Which field."""
    value: str
    """What was chosen."""


@dataclass(frozen=True, slots=True)
class EndShift(Command):
    """Hand the seat over."""

    kind: ClassVar[str] = "end-shift"
