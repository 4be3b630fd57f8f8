"""What a seat may wish for in talk with people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from itilsim.domain.commands.base import Command
from itilsim.domain.names import ContactId, TicketId


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
