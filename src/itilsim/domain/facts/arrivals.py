"""What reaches the desk, and the talk about it: alerts, contacts, calls, questions.

Its `cause` is part of the truth: the Desk never shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import (
    Actor,
    AlertId,
    CauseId,
    Channel,
    ComponentId,
    ContactId,
    Effect,
    GroupId,
    Mood,
    PersonId,
    ServiceId,
    Significance,
    TeamId,
)
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class AlertCleared(Fact):
    """Monitoring sees the item working again."""

    kind = "alert-cleared"
    alert: AlertId
    """The alert."""


@quick
@dataclass(frozen=True, slots=True)
class AlertRaised(Fact):
    """Monitoring shows something."""

    kind = "alert-raised"
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


@quick
@dataclass(frozen=True, slots=True)
class ContactArrived(Fact):
    """A person gets in touch."""

    kind = "contact-arrived"
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


@quick
@dataclass(frozen=True, slots=True)
class CallAbandoned(Fact):
    """A caller has hung up before anyone answered."""

    kind = "call-abandoned"
    contact: ContactId
    """The contact."""


@quick
@dataclass(frozen=True, slots=True)
class CallTaken(Fact):
    """Someone at the desk talks with the caller."""

    kind = "call-taken"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Whose seat."""


@quick
@dataclass(frozen=True, slots=True)
class CallEnded(Fact):
    """The call or chat is over."""

    kind = "call-ended"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Whose seat is free again."""


@quick
@dataclass(frozen=True, slots=True)
class CallerReplied(Fact):
    """The desk has written to a person, perhaps with an article."""

    kind = "caller-replied"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who wrote."""
    article: str
    """Article sent along, or empty."""
    helps: bool
    """The article answers what was asked."""


@quick
@dataclass(frozen=True, slots=True)
class QuestionAsked(Fact):
    """A caller was asked for a missing fact."""

    kind = "question-asked"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who asked."""
    question: Literal["extent", "item", "effect"]
    """What was asked."""


@quick
@dataclass(frozen=True, slots=True)
class QuestionAnswered(Fact):
    """A caller has answered a question: who and what it hits, and since when."""

    kind = "question-answered"
    contact: ContactId
    """The contact."""
    question: Literal["extent", "item", "effect"]
    """What was asked."""
    answer: str
    """The answer as a code or number."""


@quick
@dataclass(frozen=True, slots=True)
class IdentityVerified(Fact):
    """The caller is who the roster says."""

    kind = "identity-verified"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who checked."""


@quick
@dataclass(frozen=True, slots=True)
class AlertAcknowledged(Fact):
    """An alert has been looked at and classified."""

    kind = "alert-acknowledged"
    alert: AlertId
    """The alert."""
    actor: Actor
    """Who."""
    significance: Significance
    """What the desk takes it for."""


@quick
@dataclass(frozen=True, slots=True)
class TeamAlerted(Fact):
    """A team has been sent an alert, without a record."""

    kind = "team-alerted"
    alert: AlertId
    """The alert."""
    actor: Actor
    """Who sent it."""
    team: TeamId
    """To whom."""
