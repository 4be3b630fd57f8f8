"""What a seat may wish to do with a request and its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.commands.base import Command
from itilsim.domain.names import TicketId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class StartModel(Command):
    """Start a request's model."""

    kind = "start-model"
    seconds = 30
    ticket: TicketId
    """Which."""
    model: str
    """Request model."""


@quick
@dataclass(frozen=True, slots=True)
class AskApproval(Command):
    """Ask for the authorizations that a running model needs."""

    kind = "ask-approval"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class FulfilStep(Command):
    """Do the next step of a running model."""

    kind = "fulfil-step"
    seconds = 120
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class RefuseRequest(Command):
    """Refuse a request with a reason."""

    kind = "refuse-request"
    seconds = 30
    ticket: TicketId
    """Which."""
    reason: Literal["not_entitled", "not_verified", "not_offered", "not_approved"]
    """Why."""
