"""What a seat may wish to do with a request and its model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from itilsim.domain.commands.base import Command
from itilsim.domain.names import TicketId


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
