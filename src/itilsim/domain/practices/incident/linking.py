"""Records of the same cause: children wait for their parent."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk, wants_desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import AlertId, ContactId, TicketId
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.practices.incident.logging import loggable
from itilsim.domain.quick import quick
from itilsim.domain.records import Ticket, change

__all__ = ["LinkTicket", "UnlinkTicket"]


@quick
@dataclass(frozen=True, slots=True)
class LinkTicket(Command):
    """Put a record, an unlogged contact or an alert under a parent: same cause."""

    kind = "link-ticket"
    seconds = 30
    subject: ContactId | AlertId | TicketId
    """The child; an unlogged contact or alert gets a record by this."""
    parent: TicketId
    """The parent."""


@quick
@dataclass(frozen=True, slots=True)
class UnlinkTicket(Command):
    """Take a record from under its parent."""

    kind = "unlink-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""


def linkable(ask: Asking, subject: str) -> Ticket | None:
    """A record that stands alone, or what can become one; a child needs a parent to be there."""
    child = ask.desk.ticket_of(subject)
    if child is None:
        loggable(ask, subject)
    elif child.parent is not None or child.children:
        raise Refused("That record is linked already.")
    elif not child.is_open:
        raise Refused("That record is over.")
    if not parents(ask.desk, subject):
        raise Refused("There is no other record to link it to.")
    return child


def parents(desk: Desk, subject: str) -> tuple[Ticket, ...]:
    """Records to which a contact, alert or record may be linked: open, and no children."""
    own = desk.ticket_of(subject)
    found = (desk.tickets[each] for each in desk.open)
    return tuple(each for each in found if each.parent is None and each is not own)


def link_ticket(ask: Asking, command: LinkTicket) -> tuple[f.Fact, ...]:
    """Put a record, contact or alert under a parent; contacts and alerts get a record by this."""
    parent = ask.open_ticket(command.parent)
    if parent.parent is not None:
        raise Refused("That record is a child itself.", "Link to its parent.")
    if ask.desk.ticket_of(command.subject) is parent:
        raise Refused("A record cannot be its own parent.")
    child = linkable(ask, command.subject)
    if child is not None:
        return (f.TicketLinked(ask.at, child.id, ask.actor, parent.id),)
    ticket = TicketId(command.subject)
    opened = f.TicketOpened(
        ask.at,
        ticket,
        ask.desk.logged + 1,
        ask.actor,
        parent.record,
        parent.category,
        parent.service,
        parent.component,
    )
    return (opened, f.TicketLinked(ask.at, ticket, ask.actor, parent.id))


def is_child(ask: Asking, ticket: TicketId) -> Ticket:
    """An open record under a parent."""
    found = ask.open_ticket(ticket)
    if found.parent is None:
        raise Refused("That record has no parent.")
    return found


def unlink_ticket(ask: Asking, command: UnlinkTicket) -> tuple[f.Fact, ...]:
    """Let a record stand alone again."""
    ticket = is_child(ask, command.ticket)
    return (f.TicketUnlinked(ask.at, ticket.id, ask.actor),)


def head_of(desk: Desk, subject: str) -> Ticket | None:
    """The open record under which a contact, alert or record stands, perhaps its own."""
    ticket = desk.ticket_of(subject)
    while ticket is not None and ticket.parent is not None:
        ticket = desk.tickets[ticket.parent]
    return ticket if ticket is not None and ticket.is_open else None


def linked(desk: Desk, fact: f.TicketLinked) -> None:
    """The child waits for nobody any more: its parent does."""
    child, parent = desk.tickets[fact.ticket], desk.tickets[fact.parent]
    change(child, parent=fact.parent)
    change(parent, children=(*parent.children, fact.ticket))
    desk.attention.pop(child.id, None)


def unlinked(desk: Desk, fact: f.TicketUnlinked) -> None:
    """It stands alone again, and waits for the desk: nobody works on it any more."""
    child = desk.tickets[fact.ticket]
    if child.parent is not None:
        parent = desk.tickets[child.parent]
        change(parent, children=tuple(each for each in parent.children if each != child.id))
    change(child, parent=None)
    wants_desk(desk, child)


PRACTICE = Practice(
    rules={
        LinkTicket: link_ticket,
        UnlinkTicket: unlink_ticket,
    },
    guards={
        LinkTicket: linkable,
        UnlinkTicket: is_child,
    },
    on_desk={
        f.TicketLinked: linked,
        f.TicketUnlinked: unlinked,
    },
)
