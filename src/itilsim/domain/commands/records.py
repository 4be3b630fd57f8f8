"""What a seat may wish to do with a record."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.commands.base import Command
from itilsim.domain.names import (
    AlertId,
    Category,
    ComponentId,
    ContactId,
    HoldReason,
    RecordKind,
    ResolutionCode,
    ServiceId,
    TeamId,
    TicketId,
)
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class LogTicket(Command):
    """Log a record from a contact or an alert."""

    kind = "log-ticket"
    seconds = 60
    origin: ContactId | AlertId
    """From what."""
    record: RecordKind
    """What it is taken for."""
    category: Category | None = None
    """Category."""
    service: ServiceId | None = None
    """Service."""
    component: ComponentId | None = None
    """Configuration item."""


@quick
@dataclass(frozen=True, slots=True)
class CategoriseTicket(Command):
    """Correct kind, category, service or item of a record."""

    kind = "categorise-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    record: RecordKind
    """What it is taken for."""
    category: Category | None = None
    """Category."""
    service: ServiceId | None = None
    """Service."""
    component: ComponentId | None = None
    """Configuration item."""


@quick
@dataclass(frozen=True, slots=True)
class PrioritiseTicket(Command):
    """Set impact and urgency."""

    kind = "prioritise-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    impact: int
    """1 high to 3 low."""
    urgency: int
    """1 high to 3 low."""
    disputed: bool = False
    """Taken at the caller's word."""


@quick
@dataclass(frozen=True, slots=True)
class AssignTicket(Command):
    """Give a record to a team."""

    kind = "assign-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    team: TeamId
    """To whom."""


@quick
@dataclass(frozen=True, slots=True)
class EscalateTicket(Command):
    """Tell the shift lead: hierarchic escalation."""

    kind = "escalate-ticket"
    seconds = 60
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class LinkTicket(Command):
    """Put a record, an unlogged contact or an alert under a parent: same cause."""

    kind = "link-ticket"
    seconds = 30
    subject: ContactId | AlertId | TicketId
    """The child; an unlogged contact or alert gets a record by this."""
    parent: TicketId
    """The parent."""


@quick
@dataclass(frozen=True, slots=True)
class UnlinkTicket(Command):
    """Take a record from under its parent."""

    kind = "unlink-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class SearchKnowledge(Command):
    """Search known errors and articles."""

    kind = "search-knowledge"
    seconds = 60
    subject: ContactId | AlertId | TicketId
    """For what."""


@quick
@dataclass(frozen=True, slots=True)
class ApplyWorkaround(Command):
    """Lead a caller through a known error's workaround or an article."""

    kind = "apply-workaround"
    seconds = 180
    ticket: TicketId
    """For which record."""
    known_error: str
    """Which known error or article."""


@quick
@dataclass(frozen=True, slots=True)
class HoldTicket(Command):
    """Put a record on hold."""

    kind = "hold-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    reason: HoldReason
    """What it waits for."""


@quick
@dataclass(frozen=True, slots=True)
class ResumeTicket(Command):
    """Go on with a held record."""

    kind = "resume-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class ResolveTicket(Command):
    """Say that a record's service is back or its wish fulfilled; children follow."""

    kind = "resolve-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    code: ResolutionCode
    """How."""


@quick
@dataclass(frozen=True, slots=True)
class CloseTicket(Command):
    """Close a resolved record; children follow."""

    kind = "close-ticket"
    seconds = 15
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class ReopenTicket(Command):
    """Reopen a resolved or closed record."""

    kind = "reopen-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class CancelTicket(Command):
    """Cancel a record that was logged in error."""

    kind = "cancel-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """Write a work note; what it says is free and never scored."""

    kind = "write-note"
    ticket: TicketId
    """Which."""
    text: str
    """The note, at most 500 characters."""
