"""Everything that can happen, as frozen records in the past tense.

A log is a list of facts; state, score and debrief are folds of it. A fact carries whole numbers and
codes, never words. `VISIBLE` fields aside, a `cause` is part of the truth: the Desk never shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from json import JSONEncoder
from json.encoder import encode_basestring
from operator import add, attrgetter
from typing import Any, ClassVar, Literal

from itilsim.domain.names import (
    Actor,
    AlertId,
    Category,
    CauseId,
    Channel,
    ComponentId,
    ContactId,
    Effect,
    FaultId,
    GroupId,
    HoldReason,
    Level,
    Mode,
    Mood,
    Pace,
    PersonId,
    ProblemId,
    RecordKind,
    ResolutionCode,
    ServiceId,
    Significance,
    TeamId,
    TicketId,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened; the base only gives every fact its second."""

    kind: ClassVar[str] = ""
    """Stable word for the type, written to the log."""
    at: int
    """Second since the scenario began."""


@dataclass(frozen=True, slots=True)
class ShiftStarted(Fact):
    """The first fact of every log."""

    kind: ClassVar[str] = "shift-started"
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


@dataclass(frozen=True, slots=True)
class ShiftEnded(Fact):
    """The trainee's seat is empty from here on."""

    kind: ClassVar[str] = "shift-ended"


@dataclass(frozen=True, slots=True)
class AftermathEnded(Fact):
    """The last fact: outcome is taken here."""

    kind: ClassVar[str] = "aftermath-ended"


@dataclass(frozen=True, slots=True)
class FaultBegan(Fact):
    """A component has begun to fail; perhaps nothing can be felt yet."""

    kind: ClassVar[str] = "fault-began"
    fault: FaultId
    """The fault."""
    component: ComponentId
    """What fails."""
    mode: str
    """Failure mode."""
    level: Level
    """Level of the component from now on; `up` while the fault is latent."""


@dataclass(frozen=True, slots=True)
class FaultStruck(Fact):
    """A latent fault has struck."""

    kind: ClassVar[str] = "fault-struck"
    fault: FaultId
    """The fault."""
    level: Level
    """Level of the component from now on."""


@dataclass(frozen=True, slots=True)
class FaultRepaired(Fact):
    """A fault is gone."""

    kind: ClassVar[str] = "fault-repaired"
    fault: FaultId
    """The fault."""
    team: TeamId
    """Who repaired it."""


@dataclass(frozen=True, slots=True)
class LevelChanged(Fact):
    """A component, service or group's access works better or worse than before."""

    kind: ClassVar[str] = "level-changed"
    node: str
    """Id of the component, service or group."""
    level: Level
    """Level from now on."""
    cause: CauseId
    """The fault that changed it."""


@dataclass(frozen=True, slots=True)
class WorkaroundTaken(Fact):
    """A group works around a fault, because a known error's advice reached it."""

    kind: ClassVar[str] = "workaround-taken"
    fault: FaultId
    """The fault."""
    group: GroupId
    """Who works around it."""
    percent: int
    """Share of the lost work that is back."""


@dataclass(frozen=True, slots=True)
class TroubleSettled(Fact):
    """A wish or trouble of a single person, with no fault behind it, is over."""

    kind: ClassVar[str] = "trouble-settled"
    cause: CauseId
    """The cause."""
    by: str
    """Seat or team."""


@dataclass(frozen=True, slots=True)
class AlertCleared(Fact):
    """Monitoring sees the item working again."""

    kind: ClassVar[str] = "alert-cleared"
    alert: AlertId
    """The alert."""


@dataclass(frozen=True, slots=True)
class AlertRaised(Fact):
    """Monitoring shows something."""

    kind: ClassVar[str] = "alert-raised"
    alert: AlertId
    """The alert."""
    arrival: str
    """Scripted arrival, or the check that raised it."""
    component: ComponentId
    """The item it is about."""
    significance: Significance
    """What it is by the check's rules; shown as a colourless severity word."""
    utterance: str
    """What the console shows."""
    hurts_at: int | None
    """Second at which the visible trend reaches its limit."""
    cause: CauseId
    """Truth: the fault behind it, or `arrival/<id>`."""


@dataclass(frozen=True, slots=True)
class ContactArrived(Fact):
    """A person gets in touch."""

    kind: ClassVar[str] = "contact-arrived"
    contact: ContactId
    """The contact."""
    arrival: str
    """Scripted arrival, the demand, or `report` for a user who felt a fault."""
    person: PersonId
    """Who."""
    group: GroupId
    """Where the person works."""
    vip: bool
    """On the VIP list."""
    channel: Channel
    """How."""
    symptom: str
    """What is reported or wished for."""
    effect: Effect
    """What the caller says about the own work."""
    service: ServiceId | None
    """Service as the caller calls it."""
    component: ComponentId | None
    """Item that the caller names."""
    people: int
    """How many the caller says it hits."""
    mood: Mood
    """How the caller sounds."""
    guess: str
    """What the caller wrongly takes for the cause."""
    utterance: str
    """What is said."""
    patience: int
    """Seconds until this person hangs up or asks again."""
    chases: ContactId | None
    """The earlier contact, if this one asks again."""
    cause: CauseId
    """Truth: what made the person call."""


@dataclass(frozen=True, slots=True)
class CallAbandoned(Fact):
    """A caller has hung up before anyone answered."""

    kind: ClassVar[str] = "call-abandoned"
    contact: ContactId
    """The contact."""


@dataclass(frozen=True, slots=True)
class CallTaken(Fact):
    """Someone at the desk talks with the caller."""

    kind: ClassVar[str] = "call-taken"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Whose seat."""


@dataclass(frozen=True, slots=True)
class CallEnded(Fact):
    """The call or chat is over."""

    kind: ClassVar[str] = "call-ended"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Whose seat is free again."""


@dataclass(frozen=True, slots=True)
class CallerReplied(Fact):
    """The desk has written to a person, perhaps with an article."""

    kind: ClassVar[str] = "caller-replied"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who wrote."""
    article: str
    """Article sent along, or empty."""
    helps: bool
    """The article answers what was asked."""


@dataclass(frozen=True, slots=True)
class QuestionAsked(Fact):
    """A caller was asked for a missing fact."""

    kind: ClassVar[str] = "question-asked"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who asked."""
    question: Literal["extent", "item", "effect"]
    """What was asked."""


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Fact):
    """A caller has answered a question: who and what it hits, and since when."""

    kind: ClassVar[str] = "question-answered"
    contact: ContactId
    """The contact."""
    question: Literal["extent", "item", "effect"]
    """What was asked."""
    answer: str
    """The answer as a code or number."""


@dataclass(frozen=True, slots=True)
class IdentityVerified(Fact):
    """The caller is who the roster says."""

    kind: ClassVar[str] = "identity-verified"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who checked."""


@dataclass(frozen=True, slots=True)
class AlertAcknowledged(Fact):
    """An alert has been looked at and classified."""

    kind: ClassVar[str] = "alert-acknowledged"
    alert: AlertId
    """The alert."""
    actor: Actor
    """Who."""
    significance: Significance
    """What the desk takes it for."""


@dataclass(frozen=True, slots=True)
class TeamAlerted(Fact):
    """A team has been sent an alert, without a record."""

    kind: ClassVar[str] = "team-alerted"
    alert: AlertId
    """The alert."""
    actor: Actor
    """Who sent it."""
    team: TeamId
    """To whom."""


@dataclass(frozen=True, slots=True)
class TicketOpened(Fact):
    """A record was logged from a contact or an alert."""

    kind: ClassVar[str] = "ticket-opened"
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


@dataclass(frozen=True, slots=True)
class TicketCategorised(Fact):
    """Kind, category, service or item of a record were set anew."""

    kind: ClassVar[str] = "ticket-categorised"
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


@dataclass(frozen=True, slots=True)
class TicketPrioritised(Fact):
    """Impact and urgency were set; priority follows from the matrix."""

    kind: ClassVar[str] = "ticket-prioritised"
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


@dataclass(frozen=True, slots=True)
class TicketAssigned(Fact):
    """A record was given to a team: functional escalation, where it leaves the desk."""

    kind: ClassVar[str] = "ticket-assigned"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    team: TeamId
    """To whom."""


@dataclass(frozen=True, slots=True)
class TicketEscalated(Fact):
    """More senior management was involved: hierarchic escalation."""

    kind: ClassVar[str] = "ticket-escalated"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class MajorDeclared(Fact):
    """A major incident was declared."""

    kind: ClassVar[str] = "major-declared"
    subject: str
    """The record, or the fault where the shift lead declares it unasked."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class TicketLinked(Fact):
    """A record belongs to another one: same cause."""

    kind: ClassVar[str] = "ticket-linked"
    ticket: TicketId
    """The child."""
    actor: Actor
    """Who."""
    parent: TicketId
    """The parent."""


@dataclass(frozen=True, slots=True)
class TicketUnlinked(Fact):
    """A record stands alone again."""

    kind: ClassVar[str] = "ticket-unlinked"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class WorkStarted(Fact):
    """Somebody in a team has taken the record or alert up."""

    kind: ClassVar[str] = "work-started"
    subject: str
    """The record or alert."""
    team: TeamId
    """The team."""


@dataclass(frozen=True, slots=True)
class NoteAdded(Fact):
    """A work note, as a code; never seen by the caller."""

    kind: ClassVar[str] = "note-added"
    subject: str
    """The record or alert."""
    author: str
    """Team or seat."""
    code: str
    """What it says."""


@dataclass(frozen=True, slots=True)
class TicketReturned(Fact):
    """A team sent a record back with the evidence that excludes it."""

    kind: ClassVar[str] = "ticket-returned"
    ticket: TicketId
    """The record."""
    team: TeamId
    """Who sent it back."""
    evidence: str
    """Code of the evidence."""


@dataclass(frozen=True, slots=True)
class RepairReported(Fact):
    """A team has done its part; nobody has asked the callers yet."""

    kind: ClassVar[str] = "repair-reported"
    subject: str
    """The record or alert."""
    team: TeamId
    """The team."""
    code: str
    """What was found."""


@dataclass(frozen=True, slots=True)
class KnowledgeSearched(Fact):
    """Known errors and articles were searched."""

    kind: ClassVar[str] = "knowledge-searched"
    subject: str
    """Contact, alert or record for which."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class WorkaroundApplied(Fact):
    """A person was led through a known error's workaround or an article."""

    kind: ClassVar[str] = "workaround-applied"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    known_error: str
    """Known error or article."""
    percent: int
    """Share of the lost work that came back; 0: it did not help."""


@dataclass(frozen=True, slots=True)
class CallerUpdated(Fact):
    """The caller of a record was told how things stand."""

    kind: ClassVar[str] = "caller-updated"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    next_update: int | None
    """Second by which the next word was promised."""


@dataclass(frozen=True, slots=True)
class NoticeSent(Fact):
    """Everyone who hangs on a record was told how things stand."""

    kind: ClassVar[str] = "notice-sent"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    groups: tuple[GroupId, ...]
    """Who was told."""
    known_error: str
    """Workaround in the notice, or empty."""
    next_update: int | None
    """Second by which the next word was promised."""


@dataclass(frozen=True, slots=True)
class RestorationConfirmed(Fact):
    """The callers were asked whether it works again."""

    kind: ClassVar[str] = "restoration-confirmed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who asked."""
    restored: bool
    """Everyone who was asked says yes."""


@dataclass(frozen=True, slots=True)
class TicketHeld(Fact):
    """A record waits for somebody else."""

    kind: ClassVar[str] = "ticket-held"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    reason: HoldReason
    """For whom it waits."""


@dataclass(frozen=True, slots=True)
class TicketResumed(Fact):
    """A record goes on."""

    kind: ClassVar[str] = "ticket-resumed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class TicketResolved(Fact):
    """A record's service is said to be back."""

    kind: ClassVar[str] = "ticket-resolved"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    code: ResolutionCode
    """How."""


@dataclass(frozen=True, slots=True)
class TicketClosed(Fact):
    """A record is over."""

    kind: ClassVar[str] = "ticket-closed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class TicketReopened(Fact):
    """A record was resolved though it was not over."""

    kind: ClassVar[str] = "ticket-reopened"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who; `caller` if the caller said so."""


@dataclass(frozen=True, slots=True)
class TicketCancelled(Fact):
    """A record was logged in error."""

    kind: ClassVar[str] = "ticket-cancelled"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""


@dataclass(frozen=True, slots=True)
class ModelStarted(Fact):
    """A request's model runs."""

    kind: ClassVar[str] = "model-started"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    model: str
    """Request model."""


@dataclass(frozen=True, slots=True)
class ApprovalAsked(Fact):
    """An authorization was asked for."""

    kind: ClassVar[str] = "approval-asked"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    step: str
    """Step of the model."""


@dataclass(frozen=True, slots=True)
class ApprovalGiven(Fact):
    """An approver has answered."""

    kind: ClassVar[str] = "approval-given"
    ticket: TicketId
    """The record."""
    step: str
    """Step of the model."""
    granted: bool
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class StepFulfilled(Fact):
    """A step of the model is done."""

    kind: ClassVar[str] = "step-fulfilled"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    step: str
    """Step of the model."""


@dataclass(frozen=True, slots=True)
class RequestRefused(Fact):
    """A request was refused with a reason."""

    kind: ClassVar[str] = "request-refused"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    reason: Literal["not_entitled", "not_verified", "not_offered", "not_approved"]
    """Why."""


@dataclass(frozen=True, slots=True)
class ProblemRaised(Fact):
    """A problem record was raised from an incident."""

    kind: ClassVar[str] = "problem-raised"
    problem: ProblemId
    """The problem."""
    ticket: TicketId
    """Its first incident."""
    actor: Actor
    """Who."""
    incidents: tuple[str, ...]
    """Further incidents linked to it: records, or numbers from the history."""


@dataclass(frozen=True, slots=True)
class HandoverWritten(Fact):
    """The note to the next shift, structured."""

    kind: ClassVar[str] = "handover-written"
    actor: Actor
    """Who."""
    items: tuple[str, ...]
    """Open records and problems handed over."""
    risk: str
    """Component named as a risk, or empty."""
    promise: str
    """Record with a promised next word, or empty."""


@dataclass(frozen=True, slots=True)
class ChoiceRejected(Fact):
    """In guided mode a first choice was wrong: it counts, and changes nothing else."""

    kind: ClassVar[str] = "choice-rejected"
    actor: Actor
    """Who."""
    subject: str
    """On what."""
    field: str
    """Which field."""
    value: str
    """What was chosen."""


@dataclass(frozen=True, slots=True)
class TargetMissed(Fact):
    """A clock of a record has passed its target."""

    kind: ClassVar[str] = "target-missed"
    ticket: TicketId
    """The record."""
    clock: Literal["response", "restoration"]
    """Which clock."""
    priority: int
    """Recorded priority whose target it was."""


def line(fact: Fact) -> str:
    """The fact as one line of a log, without the line feed; see `contract` for the form.

    The same text as `json.dumps(…, ensure_ascii=False, separators=(",", ":"))`, which costs twice
    as much; a test compares the two.
    """
    head, names, values = _layout(type(fact))
    parts = [_text(value) for value in values(fact)]
    return f'{{"at":{fact.at},{head}{"".join(map(add, names, parts))}}}'


def _text(value: Any) -> str:
    if value.__class__ is str:
        return encode_basestring(value)
    if value.__class__ is int:
        return str(value)
    return _REST(value)


_REST = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def _layout(kind: Any) -> tuple[str, tuple[str, ...], Callable[[Fact], tuple[Any, ...]]]:
    names = tuple(each.name for each in fields(kind))[1:]
    keys = tuple(f',"{name}":' for name in names)
    head = f'"kind":"{kind.kind}"'
    if len(names) > 1:
        return head, keys, attrgetter(*names)
    return head, keys, lambda fact: tuple(getattr(fact, name) for name in names)


def fact_types() -> dict[str, type[Fact]]:
    """All facts by their stable word."""
    return {each.kind: each for each in Fact.__subclasses__()}
