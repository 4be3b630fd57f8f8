"""A request's model at work: its steps, its authorizations, its refusal."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, RefusalReason, TicketId
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
    reason: RefusalReason
    """Why."""
