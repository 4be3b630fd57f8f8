"""What a seat may wish for beyond single records: problems, the handover note, the end."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.commands.base import Command
from itilsim.domain.names import ComponentId, TicketId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class RaiseProblem(Command):
    """Raise a problem from an incident and link further ones."""

    kind = "raise-problem"
    seconds = 120
    ticket: TicketId
    """First incident."""
    incidents: tuple[str, ...] = ()
    """Further ones: records, or numbers from the history."""


@quick
@dataclass(frozen=True, slots=True)
class WriteHandover(Command):
    """Write the note to the next shift."""

    kind = "write-handover"
    seconds = 180
    items: tuple[str, ...] = ()
    """Open records and problems to hand over."""
    risk: ComponentId | None = None
    """A component to keep an eye on."""
    promise: TicketId | None = None
    """A record whose caller waits for a promised word."""


@quick
@dataclass(frozen=True, slots=True)
class RejectChoice(Command):
    """Record a wrong first choice of guided mode."""

    kind = "reject-choice"
    subject: str
    """On what."""
    field: str
    """Which field."""
    value: str
    """What was chosen."""


@quick
@dataclass(frozen=True, slots=True)
class EndShift(Command):
    """Hand the seat over."""

    kind = "end-shift"
