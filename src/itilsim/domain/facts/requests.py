"""Request models, problems, the note to the next shift, and guided choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, ProblemId, TicketId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class ModelStarted(Fact):
    """A request's model runs."""

    kind = "model-started"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    model: str
    """Request model."""


@quick
@dataclass(frozen=True, slots=True)
class ApprovalAsked(Fact):
    """An authorization was asked for."""

    kind = "approval-asked"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    step: str
    """Step of the model."""


@quick
@dataclass(frozen=True, slots=True)
class ApprovalGiven(Fact):
    """An approver has answered."""

    kind = "approval-given"
    ticket: TicketId
    """The record."""
    step: str
    """Step of the model."""
    granted: bool
    """Yes or no."""


@quick
@dataclass(frozen=True, slots=True)
class StepFulfilled(Fact):
    """A step of the model is done."""

    kind = "step-fulfilled"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    step: str
    """Step of the model."""


@quick
@dataclass(frozen=True, slots=True)
class RequestRefused(Fact):
    """A request was refused with a reason."""

    kind = "request-refused"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    reason: Literal["not_entitled", "not_verified", "not_offered", "not_approved"]
    """Why."""


@quick
@dataclass(frozen=True, slots=True)
class ProblemRaised(Fact):
    """A problem record was raised from an incident."""

    kind = "problem-raised"
    problem: ProblemId
    """The problem."""
    ticket: TicketId
    """Its first incident."""
    actor: Actor
    """Who."""
    incidents: tuple[str, ...]
    """Further incidents linked to it: records, or numbers from the history."""


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
