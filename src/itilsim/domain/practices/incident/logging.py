"""Identified, logged, categorised, prioritised: how a record comes to be and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.card import priority_of
from itilsim.domain.clocks import Mark
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import (
    AlertId,
    Category,
    ComponentId,
    ContactId,
    RecordKind,
    ServiceId,
    TicketId,
)
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Ticket, change, mark

__all__ = ["CategoriseTicket", "LogTicket", "PrioritiseTicket"]


@quick
@dataclass(frozen=True, slots=True)
class LogTicket(Command):
    """Log a record from a contact or an alert."""

    kind = "log-ticket"
    seconds = 60
    origin: ContactId | AlertId
    """From what."""
    record: RecordKind
    """What it is taken for."""
    category: Category | None = None
    """Category."""
    service: ServiceId | None = None
    """Service."""
    component: ComponentId | None = None
    """Configuration item."""


@quick
@dataclass(frozen=True, slots=True)
class CategoriseTicket(Command):
    """Correct kind, category, service or item of a record."""

    kind = "categorise-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    record: RecordKind
    """What it is taken for."""
    category: Category | None = None
    """Category."""
    service: ServiceId | None = None
    """Service."""
    component: ComponentId | None = None
    """Configuration item."""


@quick
@dataclass(frozen=True, slots=True)
class PrioritiseTicket(Command):
    """Set impact and urgency."""

    kind = "prioritise-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    impact: int
    """1 high to 3 low."""
    urgency: int
    """1 high to 3 low."""
    disputed: bool = False
    """Taken at the caller's word."""


def loggable(ask: Asking, origin: str) -> None:
    """A contact or alert that can become a record now."""
    if ask.desk.ticket_of(origin) is not None:
        raise Refused("There is a record of this already.")
    if AlertId(origin) in ask.desk.alerts:
        return
    contact = ask.reachable(ContactId(origin))
    if contact.chases is not None:
        raise Refused("This person asks about an earlier contact.", "Log that one.")


def log_ticket(ask: Asking, command: LogTicket) -> tuple[f.Fact, ...]:
    """Log a record from a contact or an alert."""
    loggable(ask, command.origin)
    _known(ask, command.service, command.component)
    return (
        f.TicketOpened(
            ask.at,
            TicketId(command.origin),
            ask.desk.logged + 1,
            ask.actor,
            command.record,
            command.category,
            command.service,
            command.component,
        ),
    )


def categorise_ticket(ask: Asking, command: CategoriseTicket) -> tuple[f.Fact, ...]:
    """Correct what a record is about."""
    ticket = ask.standing_ticket(command.ticket)
    _known(ask, command.service, command.component)
    return (
        f.TicketCategorised(
            ask.at,
            ticket.id,
            ask.actor,
            command.record,
            command.category,
            command.service,
            command.component,
        ),
    )


def rateable(ask: Asking, ticket: TicketId) -> Ticket:
    """An open record that is no request."""
    found = ask.open_ticket(ticket)
    if found.is_request:
        raise Refused("A request has no impact and urgency.", "Its model says how fast it goes.")
    return found


def prioritise_ticket(ask: Asking, command: PrioritiseTicket) -> tuple[f.Fact, ...]:
    """Set impact and urgency; the matrix gives the priority."""
    ticket = rateable(ask, command.ticket)
    if command.impact not in (1, 2, 3) or command.urgency not in (1, 2, 3):
        raise Refused("Impact and urgency are 1, 2 or 3.")
    if (ticket.impact, ticket.urgency) == (command.impact, command.urgency):
        raise Refused("That is what is set already.")
    priority = priority_of(command.impact, command.urgency, ask.desk.setting.organisation)
    return (
        f.TicketPrioritised(
            ask.at,
            ticket.id,
            ask.actor,
            command.impact,
            command.urgency,
            priority,
            command.disputed,
        ),
    )


def _known(ask: Asking, service: str | None, component: str | None) -> None:
    if service is not None and service not in ask.desk.estate.services:
        raise Refused("There is no such service in the catalogue.")
    if component is not None and component not in ask.desk.estate.components:
        raise Refused("There is no such configuration item.")


def opened(desk: Desk, fact: f.TicketOpened) -> None:
    """A contact or alert has a record; its clocks started when it reached the desk."""
    desk.logged = fact.number
    contact = desk.contacts.get(ContactId(fact.ticket))
    origin = contact or desk.alerts[AlertId(fact.ticket)]
    marks = [Mark(origin.at, "started")]
    if contact is not None and contact.answered_at is not None:
        marks.append(Mark(contact.answered_at, "answered"))
    marks.append(Mark(fact.at, "assigned"))
    desk.tickets[fact.ticket] = Ticket(
        fact.ticket,
        fact.number,
        "contact" if contact else "alert",
        fact.record,
        origin.at,
        fact.at,
        contact.group if contact else None,
        fact.category,
        fact.service,
        fact.component,
        marks=tuple(marks),
        last_word_at=contact.last_word_at if contact else None,
        major=fact.component in desk.majors,
    )
    change(origin, ticket=fact.ticket)
    desk.open[fact.ticket] = None
    if contact is None or contact.state != "live":
        desk.inbox.pop(origin.id, None)


def categorised(desk: Desk, fact: f.TicketCategorised) -> None:
    """What it is about was set anew."""
    change(
        desk.tickets[fact.ticket],
        record=fact.record,
        category=fact.category,
        service=fact.service,
        component=fact.component,
    )


def prioritised(desk: Desk, fact: f.TicketPrioritised) -> None:
    """Its clocks count again, against the target of the new priority."""
    ticket = desk.tickets[fact.ticket]
    change(
        ticket,
        impact=fact.impact,
        urgency=fact.urgency,
        priority=fact.priority,
        disputed=fact.disputed,
    )
    mark(ticket, fact.at, "prioritised", fact.priority)


PRACTICE = Practice(
    rules={
        LogTicket: log_ticket,
        CategoriseTicket: categorise_ticket,
        PrioritiseTicket: prioritise_ticket,
    },
    guards={
        LogTicket: loggable,
        CategoriseTicket: Asking.standing_ticket,
        PrioritiseTicket: rateable,
    },
    on_desk={
        f.TicketOpened: opened,
        f.TicketCategorised: categorised,
        f.TicketPrioritised: prioritised,
    },
)
