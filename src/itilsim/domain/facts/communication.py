"""People who get in touch, and what they are asked and told.

A contact's `cause` is part of the truth: the Desk never shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import (
    Actor,
    CauseId,
    Channel,
    ComponentId,
    ContactId,
    Effect,
    GroupId,
    Mood,
    PersonId,
    Question,
    ServiceId,
    TicketId,
)
from itilsim.domain.quick import quick


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
    """What it does to the caller's own work; said at once, unless the caller is vague."""
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
    number: int = 1
    """Truth: how many times this person has been in touch about it by now."""
    impostor: bool = False
    """Truth: it is somebody else, who gives this person's name."""
    approved: bool = True
    """Truth: whoever has to approve the wish will agree to it."""
    vague: bool = False
    """Nothing is said at first of what it does to the own work."""


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
    question: Question
    """What was asked."""


@quick
@dataclass(frozen=True, slots=True)
class QuestionAnswered(Fact):
    """A caller has answered a question: who and what it hits, and since when."""

    kind = "question-answered"
    contact: ContactId
    """The contact."""
    question: Question
    """What was asked."""
    answer: str
    """The answer as a code or number."""


@quick
@dataclass(frozen=True, slots=True)
class IdentityVerified(Fact):
    """Somebody has checked whether the caller is who the roster says."""

    kind = "identity-verified"
    contact: ContactId
    """The contact."""
    actor: Actor
    """Who checked."""
    passed: bool
    """It is that person."""


@quick
@dataclass(frozen=True, slots=True)
class CallerUpdated(Fact):
    """The caller of a record was told how things stand."""

    kind = "caller-updated"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    next_update: int | None
    """Second by which the next word was promised."""


@quick
@dataclass(frozen=True, slots=True)
class NoticeSent(Fact):
    """Everyone who hangs on a record was told how things stand."""

    kind = "notice-sent"
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


@quick
@dataclass(frozen=True, slots=True)
class RestorationConfirmed(Fact):
    """The callers were asked whether it works again."""

    kind = "restoration-confirmed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who asked."""
    restored: bool
    """Everyone who was asked says yes."""
