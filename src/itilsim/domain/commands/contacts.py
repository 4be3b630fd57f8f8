"""What a seat may wish for in talk with people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.commands.base import Command
from itilsim.domain.names import ContactId, TicketId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class TakeCall(Command):
    """Answer a waiting call or chat."""

    kind = "take-call"
    seconds = 60
    contact: ContactId
    """Who waits."""


@quick
@dataclass(frozen=True, slots=True)
class EndCall(Command):
    """End the live call or chat."""

    kind = "end-call"
    contact: ContactId
    """Whose call."""


@quick
@dataclass(frozen=True, slots=True)
class AskCaller(Command):
    """Ask for a missing fact."""

    kind = "ask-caller"
    seconds = 60
    contact: ContactId
    """Whom."""
    question: Literal["extent", "item", "effect"]
    """How many are hit, which item, stopped or slowed."""


@quick
@dataclass(frozen=True, slots=True)
class VerifyIdentity(Command):
    """Check that the caller is who the roster says."""

    kind = "verify-identity"
    seconds = 60
    contact: ContactId
    """Whom."""


@quick
@dataclass(frozen=True, slots=True)
class Reply(Command):
    """Write back, perhaps with a knowledge article."""

    kind = "reply"
    seconds = 30
    contact: ContactId
    """To whom."""
    article: str = ""
    """Article to send along."""


@quick
@dataclass(frozen=True, slots=True)
class UpdateCaller(Command):
    """Tell the caller of a record how things stand."""

    kind = "update-caller"
    seconds = 60
    ticket: TicketId
    """Which."""
    next_minutes: int | None = None
    """Promise the next word within this many minutes."""


@quick
@dataclass(frozen=True, slots=True)
class SendNotice(Command):
    """Tell everyone who hangs on a record how things stand."""

    kind = "send-notice"
    seconds = 120
    ticket: TicketId
    """Which."""
    known_error: str = ""
    """Workaround in the notice."""
    next_minutes: int | None = None
    """Promise the next word within this many minutes."""


@quick
@dataclass(frozen=True, slots=True)
class ConfirmRestoration(Command):
    """Ask the callers of a record and its children whether it works again."""

    kind = "confirm-restoration"
    seconds = 60
    ticket: TicketId
    """Which."""
