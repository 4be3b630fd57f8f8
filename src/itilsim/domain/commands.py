"""What a seat may wish for: frozen, imperative, without behaviour.

`rules.decide` turns a command into facts or refuses it. The handling times are those of the
scenarios' common ground; stepped play and policies pay them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from itilsim.domain.names import (
    AlertId,
    Category,
    ComponentId,
    ContactId,
    HoldReason,
    RecordKind,
    ResolutionCode,
    ServiceId,
    Significance,
    TeamId,
    TicketId,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A wish; the base only names the word and the handling time every command has."""

    kind: ClassVar[str] = ""
    """Stable word for the type, written to the journal."""
    seconds: ClassVar[int] = 0
    """Handling time of the seat."""


@dataclass(frozen=True, slots=True)
class TakeCall(Command):
    """Answer a waiting call or chat."""

    kind: ClassVar[str] = "take-call"
    seconds: ClassVar[int] = 60
    contact: ContactId
    """Who waits."""


@dataclass(frozen=True, slots=True)
class EndCall(Command):
    """End the live call or chat."""

    kind: ClassVar[str] = "end-call"
    contact: ContactId
    """Whose call."""


@dataclass(frozen=True, slots=True)
class AskCaller(Command):
    """Ask for a missing fact."""

    kind: ClassVar[str] = "ask-caller"
    seconds: ClassVar[int] = 60
    contact: ContactId
    """Whom."""
    question: Literal["extent", "item", "effect"]
    """How many are hit, which item, stopped or slowed."""


@dataclass(frozen=True, slots=True)
class VerifyIdentity(Command):
    """Check that the caller is who the roster says."""

    kind: ClassVar[str] = "verify-identity"
    seconds: ClassVar[int] = 60
    contact: ContactId
    """Whom."""


@dataclass(frozen=True, slots=True)
class Reply(Command):
    """Write back, perhaps with a knowledge article."""

    kind: ClassVar[str] = "reply"
    seconds: ClassVar[int] = 30
    contact: ContactId
    """To whom."""
    article: str = ""
    """Article to send along."""


@dataclass(frozen=True, slots=True)
class AcknowledgeAlert(Command):
    """Look at an alert and say what it is."""

    kind: ClassVar[str] = "acknowledge-alert"
    seconds: ClassVar[int] = 10
    alert: AlertId
    """Which."""
    significance: Significance
    """What it is taken for."""


@dataclass(frozen=True, slots=True)
class AlertTeam(Command):
    """Send an alert to a team without a record."""

    kind: ClassVar[str] = "alert-team"
    seconds: ClassVar[int] = 30
    alert: AlertId
    """Which."""
    team: TeamId
    """To whom."""


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
class UpdateCaller(Command):
    """Tell the caller of a record how things stand."""

    kind: ClassVar[str] = "update-caller"
    seconds: ClassVar[int] = 60
    ticket: TicketId
    """Which."""
    next_minutes: int | None = None
    """Promise the next word within this many minutes."""


@dataclass(frozen=True, slots=True)
class SendNotice(Command):
    """Tell everyone who hangs on a record how things stand."""

    kind: ClassVar[str] = "send-notice"
    seconds: ClassVar[int] = 120
    ticket: TicketId
    """Which."""
    known_error: str = ""
    """Workaround in the notice."""
    next_minutes: int | None = None
    """Promise the next word within this many minutes."""


@dataclass(frozen=True, slots=True)
class ConfirmRestoration(Command):
    """Ask the callers of a record and its children whether it works again."""

    kind: ClassVar[str] = "confirm-restoration"
    seconds: ClassVar[int] = 60
    ticket: TicketId
    """Which."""


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
class StartModel(Command):
    """Start a request's model."""

    kind: ClassVar[str] = "start-model"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""
    model: str
    """Request model."""


@dataclass(frozen=True, slots=True)
class AskApproval(Command):
    """Ask for the authorizations that a running model needs."""

    kind: ClassVar[str] = "ask-approval"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class FulfilStep(Command):
    """Do the next step of a running model."""

    kind: ClassVar[str] = "fulfil-step"
    seconds: ClassVar[int] = 120
    ticket: TicketId
    """Which."""


@dataclass(frozen=True, slots=True)
class RefuseRequest(Command):
    """Refuse a request with a reason."""

    kind: ClassVar[str] = "refuse-request"
    seconds: ClassVar[int] = 30
    ticket: TicketId
    """Which."""
    reason: Literal["not_entitled", "not_verified", "not_offered", "not_approved"]
    """Why."""


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
class WriteNote(Command):
    """Write a work note; what it says is free and never scored."""

    kind: ClassVar[str] = "write-note"
    ticket: TicketId
    """Which."""
    text: str
    """The note, at most 500 characters."""


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


COMMANDS: tuple[type[Command], ...] = (
    TakeCall, EndCall, AskCaller, VerifyIdentity, Reply, AcknowledgeAlert, AlertTeam, LogTicket,
    CategoriseTicket, PrioritiseTicket, AssignTicket, EscalateTicket, LinkTicket, UnlinkTicket,
    SearchKnowledge, ApplyWorkaround, UpdateCaller, SendNotice, ConfirmRestoration, HoldTicket,
    ResumeTicket, ResolveTicket, CloseTicket, ReopenTicket, CancelTicket, StartModel, AskApproval,
    FulfilStep, RefuseRequest, RaiseProblem, WriteNote, WriteHandover, RejectChoice, EndShift,
)  # fmt: skip
"""All commands, in the order of a record's life."""


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
