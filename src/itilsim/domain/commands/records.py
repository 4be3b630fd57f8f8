"""What a seat may wish to do with a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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


@dataclass(frozen=True, slots=True)
class LogTicket(Command):
    """Log a record from a contact or an alert."""

    kind: ClassVar[str] = "log-ticket"
    seconds: ClassVar[int] = 60
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


@dataclass(frozen=True, slots=True)
class CategoriseTicket(Command):
    """Correct kind, category, service or item of a record."""

    kind: ClassVar[str] = "categorise-ticket"
    seconds: ClassVar[int] = 30
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


@dataclass(frozen=True, slots=True)
class PrioritiseTicket(Command):
    """Set impact and urgency."""

    kind: ClassVar[str] = "prioritise-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""
    impact: int
    """1 high to 3 low."""
    urgency: int
    """1 high to 3 low."""
    disputed: bool = False
    """Taken at the caller's word."""


@dataclass(frozen=True, slots=True)
class AssignTicket(Command):
    """Give a record to a team."""

    kind: ClassVar[str] = "assign-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""
    team: TeamId
    """To whom."""


@dataclass(frozen=True, slots=True)
class EscalateTicket(Command):
    """Tell the shift lead: hierarchic escalation."""

    kind: ClassVar[str] = "escalate-ticket"
    seconds: ClassVar[int] = 60
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class LinkTicket(Command):
    """Put a record, an unlogged contact or an alert under a parent: same cause."""

    kind: ClassVar[str] = "link-ticket"
    seconds: ClassVar[int] = 30
    subject: ContactId | AlertId | TicketId
    """The child; an unlogged contact or alert gets a record by this."""
    parent: TicketId
    """The parent."""


@dataclass(frozen=True, slots=True)
class UnlinkTicket(Command):
    """Take a record from under its parent."""

    kind: ClassVar[str] = "unlink-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class SearchKnowledge(Command):
    """Search known errors and articles."""

    kind: ClassVar[str] = "search-knowledge"
    seconds: ClassVar[int] = 60
    subject: ContactId | AlertId | TicketId
    """For what."""


@dataclass(frozen=True, slots=True)
class ApplyWorkaround(Command):
    """Lead a caller through a known error's workaround or an article."""

    kind: ClassVar[str] = "apply-workaround"
    seconds: ClassVar[int] = 180
    ticket: TicketId
    """For which record."""
    known_error: str
    """Which known error or article."""


@dataclass(frozen=True, slots=True)
class HoldTicket(Command):
    """Put a record on hold."""

    kind: ClassVar[str] = "hold-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""
    reason: HoldReason
    """What it waits for."""


@dataclass(frozen=True, slots=True)
class ResumeTicket(Command):
    """Go on with a held record."""

    kind: ClassVar[str] = "resume-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class ResolveTicket(Command):
    """Say that a record's service is back or its wish fulfilled; children follow."""

    kind: ClassVar[str] = "resolve-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""
    code: ResolutionCode
    """How."""


@dataclass(frozen=True, slots=True)
class CloseTicket(Command):
    """Close a resolved record; children follow."""

    kind: ClassVar[str] = "close-ticket"
    seconds: ClassVar[int] = 15
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class ReopenTicket(Command):
    """Reopen a resolved or closed record."""

    kind: ClassVar[str] = "reopen-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class CancelTicket(Command):
    """Cancel a record that was logged in error."""

    kind: ClassVar[str] = "cancel-ticket"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """Write a work note; what it says is free and never scored."""

    kind: ClassVar[str] = "write-note"
    ticket: TicketId
    """Which."""
    text: str
    """The note, at most 500 characters."""
