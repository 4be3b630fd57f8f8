"""The life of a record, from being logged to being closed, and the work of teams on it.

Its id is that of the contact or alert from which it was logged. Requests are records, too, and live
the same life; what only they have is in `request`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import (
    Actor,
    Category,
    ComponentId,
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
class TicketOpened(Fact):
    """A record was logged from a contact or an alert."""

    kind = "ticket-opened"
    ticket: TicketId
    """The record; its id is the contact's or alert's."""
    number: int
    """Number for people, in order of logging."""
    actor: Actor
    """Who logged it; the first named assignee."""
    record: RecordKind
    """What it was taken for."""
    category: Category | None
    """Category as logged."""
    service: ServiceId | None
    """Service as logged."""
    component: ComponentId | None
    """Configuration item as logged."""


@quick
@dataclass(frozen=True, slots=True)
class TicketCategorised(Fact):
    """Kind, category, service or item of a record were set anew."""

    kind = "ticket-categorised"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    record: RecordKind
    """What it is taken for."""
    category: Category | None
    """Category."""
    service: ServiceId | None
    """Service."""
    component: ComponentId | None
    """Configuration item."""


@quick
@dataclass(frozen=True, slots=True)
class TicketPrioritised(Fact):
    """Impact and urgency were set; priority follows from the matrix."""

    kind = "ticket-prioritised"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    impact: int
    """1 high to 3 low."""
    urgency: int
    """1 high to 3 low."""
    priority: int
    """1 to 5."""
    disputed: bool
    """Taken at the caller's word after one explanation."""


@quick
@dataclass(frozen=True, slots=True)
class TicketAssigned(Fact):
    """A record was given to a team: functional escalation, where it leaves the desk."""

    kind = "ticket-assigned"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    team: TeamId
    """To whom."""


@quick
@dataclass(frozen=True, slots=True)
class TicketEscalated(Fact):
    """More senior management was involved: hierarchic escalation."""

    kind = "ticket-escalated"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class MajorDeclared(Fact):
    """A major incident was declared."""

    kind = "major-declared"
    subject: str
    """The record, or the failed item where the shift lead declares it unasked."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class TicketLinked(Fact):
    """A record belongs to another one: same cause."""

    kind = "ticket-linked"
    ticket: TicketId
    """The child."""
    actor: Actor
    """Who."""
    parent: TicketId
    """The parent."""


@quick
@dataclass(frozen=True, slots=True)
class TicketUnlinked(Fact):
    """A record stands alone again."""

    kind = "ticket-unlinked"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class WorkStarted(Fact):
    """Somebody in a team has taken the record or alert up."""

    kind = "work-started"
    subject: str
    """The record or alert."""
    team: TeamId
    """The team."""


@quick
@dataclass(frozen=True, slots=True)
class NoteAdded(Fact):
    """A work note, as a code; never seen by the caller."""

    kind = "note-added"
    subject: str
    """The record or alert."""
    author: str
    """Team or seat."""
    code: str
    """What it says."""


@quick
@dataclass(frozen=True, slots=True)
class TicketReturned(Fact):
    """A team sent a record back with the evidence that excludes it."""

    kind = "ticket-returned"
    ticket: TicketId
    """The record."""
    team: TeamId
    """Who sent it back."""
    evidence: str
    """Code of the evidence."""


@quick
@dataclass(frozen=True, slots=True)
class RepairReported(Fact):
    """A team has done its part; nobody has asked the callers yet."""

    kind = "repair-reported"
    subject: str
    """The record or alert."""
    team: TeamId
    """The team."""
    code: str
    """What was found."""


@quick
@dataclass(frozen=True, slots=True)
class TicketHeld(Fact):
    """A record waits for somebody else."""

    kind = "ticket-held"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    reason: HoldReason
    """For whom it waits."""


@quick
@dataclass(frozen=True, slots=True)
class TicketResumed(Fact):
    """A record goes on."""

    kind = "ticket-resumed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class TicketResolved(Fact):
    """A record's service is said to be back."""

    kind = "ticket-resolved"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    code: ResolutionCode
    """How."""


@quick
@dataclass(frozen=True, slots=True)
class TicketClosed(Fact):
    """A record is over."""

    kind = "ticket-closed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class TicketReopened(Fact):
    """A record was resolved though it was not over."""

    kind = "ticket-reopened"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who; `caller` if the caller said so."""


@quick
@dataclass(frozen=True, slots=True)
class TicketCancelled(Fact):
    """A record was logged in error."""

    kind = "ticket-cancelled"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class TargetMissed(Fact):
    """A clock of a record has passed its target."""

    kind = "target-missed"
    ticket: TicketId
    """The record."""
    clock: Literal["response", "restoration"]
    """Which clock."""
    priority: int
    """Recorded priority whose target it was."""
