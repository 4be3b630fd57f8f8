"""Held, resolved, closed, or open again: how a record waits and ends."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk, wants_desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import CALLER, ContactId, HoldReason, ResolutionCode, TicketId
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Ticket, change, mark

__all__ = [
    "CancelTicket",
    "CloseTicket",
    "HoldTicket",
    "ReopenTicket",
    "ResolveTicket",
    "ResumeTicket",
]


@quick
@dataclass(frozen=True, slots=True)
class HoldTicket(Command):
    """Put a record on hold."""

    kind = "hold-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    reason: HoldReason
    """What it waits for."""


@quick
@dataclass(frozen=True, slots=True)
class ResumeTicket(Command):
    """Go on with a held record."""

    kind = "resume-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class ResolveTicket(Command):
    """Say that a record's service is back or its wish fulfilled; children follow."""

    kind = "resolve-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    code: ResolutionCode
    """How."""


@quick
@dataclass(frozen=True, slots=True)
class CloseTicket(Command):
    """Close a resolved record; children follow."""

    kind = "close-ticket"
    seconds = 15
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class ReopenTicket(Command):
    """Reopen a resolved or closed record."""

    kind = "reopen-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class CancelTicket(Command):
    """Cancel a record that was logged in error."""

    kind = "cancel-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


def not_held(ask: Asking, ticket: TicketId) -> Ticket:
    """An open record that is not on hold."""
    found = ask.open_ticket(ticket)
    if found.state == "on_hold":
        raise Refused("It is on hold already.")
    return found


def hold_ticket(ask: Asking, command: HoldTicket) -> tuple[f.Fact, ...]:
    """Put a record on hold."""
    ticket = not_held(ask, command.ticket)
    return (f.TicketHeld(ask.at, ticket.id, ask.actor, command.reason),)


def on_hold(ask: Asking, ticket: TicketId) -> Ticket:
    """A record on hold."""
    found = ask.ticket(ticket)
    if found.state != "on_hold":
        raise Refused("It is not on hold.")
    return found


def resume_ticket(ask: Asking, command: ResumeTicket) -> tuple[f.Fact, ...]:
    """Go on with a held record."""
    ticket = on_hold(ask, command.ticket)
    return (f.TicketResumed(ask.at, ticket.id, ask.actor),)


def resolve_ticket(ask: Asking, command: ResolveTicket) -> tuple[f.Fact, ...]:
    """Say that it is done; open children follow their parent."""
    ticket = ask.open_ticket(command.ticket)
    return tuple(
        f.TicketResolved(ask.at, each.id, ask.actor, command.code)
        for each in ask.desk.family(ticket.id)
        if each.is_open
    )


def is_resolved(ask: Asking, ticket: TicketId) -> Ticket:
    """A record that is said to be done."""
    found = ask.ticket(ticket)
    if found.state != "resolved":
        raise Refused("Only a resolved record can be closed.", "Resolve it first.")
    return found


def close_ticket(ask: Asking, command: CloseTicket) -> tuple[f.Fact, ...]:
    """Close what is resolved; resolved children follow their parent."""
    ticket = is_resolved(ask, command.ticket)
    return tuple(
        f.TicketClosed(ask.at, each.id, ask.actor)
        for each in ask.desk.family(ticket.id)
        if each.state == "resolved"
    )


def reopenable(ask: Asking, ticket: TicketId) -> Ticket:
    """A record that was done within the agreed window."""
    found = ask.ticket(ticket)
    if found.state not in ("resolved", "closed"):
        raise Refused("Only a resolved or closed record can be reopened.")
    window = ask.desk.setting.organisation.card.reopen_minutes * 60
    if found.closed_at is not None and ask.at - found.closed_at > window:
        raise Refused("Too late to reopen it.", "Log a new one and link it.")
    return found


def reopen_ticket(ask: Asking, command: ReopenTicket) -> tuple[f.Fact, ...]:
    """Reopen a record within the agreed window."""
    ticket = reopenable(ask, command.ticket)
    return (f.TicketReopened(ask.at, ticket.id, ask.actor),)


def childless(ask: Asking, ticket: TicketId) -> Ticket:
    """An open record on which no other depends."""
    found = ask.open_ticket(ticket)
    if found.children:
        raise Refused("It has children.", "Unlink them first.")
    return found


def cancel_ticket(ask: Asking, command: CancelTicket) -> tuple[f.Fact, ...]:
    """Cancel a record that was logged in error."""
    ticket = childless(ask, command.ticket)
    return (f.TicketCancelled(ask.at, ticket.id, ask.actor),)


def held(desk: Desk, fact: f.TicketHeld) -> None:
    """It waits for somebody else."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="on_hold", hold_reason=fact.reason, ever_held=True)
    mark(ticket, fact.at, "held", fact.reason)


def resumed(desk: Desk, fact: f.TicketResumed) -> None:
    """It goes on."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="in_progress", hold_reason=None)
    mark(ticket, fact.at, "resumed")


def resolved(desk: Desk, fact: f.TicketResolved) -> None:
    """It is said to be done."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="resolved", hold_reason=None, code=fact.code, resolved_at=fact.at)
    mark(ticket, fact.at, "resolved")
    _over(desk, ticket)
    desk.resolved[ticket.id] = None


def closed(desk: Desk, fact: f.TicketClosed) -> None:
    """It is over, and is let go some days later."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="closed", closed_at=fact.at)
    mark(ticket, fact.at, "closed")
    desk.resolved.pop(ticket.id, None)
    desk.closed.append(ticket.id)
    _forget(desk, fact.at)


def reopened(desk: Desk, fact: f.TicketReopened) -> None:
    """It waits for the desk again: its caller says that it does not work, or has to be asked."""
    ticket = desk.tickets[fact.ticket]
    change(
        ticket,
        state="in_progress",
        resolved_at=None,
        closed_at=None,
        confirmed=False if fact.actor == CALLER else None,
        reopened=ticket.reopened + 1,
    )
    mark(ticket, fact.at, "reopened")
    desk.resolved.pop(ticket.id, None)
    desk.open[ticket.id] = None
    wants_desk(desk, ticket)


def cancelled(desk: Desk, fact: f.TicketCancelled) -> None:
    """It was logged in error."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="cancelled", hold_reason=None)
    desk.resolved.pop(ticket.id, None)
    mark(ticket, fact.at, "cancelled")
    _over(desk, ticket)


def target_missed(desk: Desk, fact: f.TargetMissed) -> None:
    """One of its clocks has passed its target."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, missed=(*ticket.missed, fact.clock))


def _over(desk: Desk, ticket: Ticket) -> None:
    desk.open.pop(ticket.id, None)
    desk.attention.pop(ticket.id, None)


def _forget(desk: Desk, at: int) -> None:
    """Let records go that were closed long ago; one that was reopened stays."""
    while desk.closed:
        ticket = desk.tickets.get(desk.closed[0])
        closed_at = None if ticket is None else ticket.closed_at
        if closed_at is not None and closed_at + desk.keeps_closed >= at:
            return
        oldest = desk.closed.popleft()
        if closed_at is not None:
            del desk.tickets[oldest]
            desk.contacts.pop(ContactId(oldest), None)


PRACTICE = Practice(
    rules={
        HoldTicket: hold_ticket,
        ResumeTicket: resume_ticket,
        ResolveTicket: resolve_ticket,
        CloseTicket: close_ticket,
        ReopenTicket: reopen_ticket,
        CancelTicket: cancel_ticket,
    },
    guards={
        HoldTicket: not_held,
        ResumeTicket: on_hold,
        ResolveTicket: Asking.open_ticket,
        CloseTicket: is_resolved,
        ReopenTicket: reopenable,
        CancelTicket: childless,
    },
    on_desk={
        f.TicketHeld: held,
        f.TicketResumed: resumed,
        f.TicketResolved: resolved,
        f.TicketClosed: closed,
        f.TicketReopened: reopened,
        f.TicketCancelled: cancelled,
        f.TargetMissed: target_missed,
    },
)
