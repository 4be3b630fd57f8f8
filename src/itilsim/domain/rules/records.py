"""Rules for records: log, categorise, prioritise, assign, link, hold, resolve, close."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.card import priority_of
from itilsim.domain.errors import Refused
from itilsim.domain.knowledge import workaround_percent
from itilsim.domain.names import AlertId, ContactId, TicketId
from itilsim.domain.rules.asking import Asking


def log_ticket(ask: Asking, command: c.LogTicket) -> tuple[f.Fact, ...]:
    """Log a record from a contact or an alert."""
    _origin(ask, command.origin)
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


def categorise_ticket(ask: Asking, command: c.CategoriseTicket) -> tuple[f.Fact, ...]:
    """Correct what a record is about."""
    ticket = ask.ticket(command.ticket)
    if ticket.state in ("closed", "cancelled"):
        raise Refused("The record is closed.")
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


def prioritise_ticket(ask: Asking, command: c.PrioritiseTicket) -> tuple[f.Fact, ...]:
    """Set impact and urgency; the matrix gives the priority."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.record in ("request", "information", "access"):
        raise Refused("A request has no impact and urgency.", "Its model says how fast it goes.")
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


def assign_ticket(ask: Asking, command: c.AssignTicket) -> tuple[f.Fact, ...]:
    """Give a record to a team, again if it came back; the desk goes on owning it."""
    ticket = ask.open_ticket(command.ticket)
    if command.team not in ask.desk.setting.teams:
        raise Refused("There is no such team.")
    if command.team == ticket.team and ticket.id not in ask.desk.attention:
        raise Refused("That team has it already.")
    if ticket.record == "incident" and ticket.priority is None:
        raise Refused("Set impact and urgency first.", "Teams work by priority.")
    return (f.TicketAssigned(ask.at, ticket.id, ask.actor, command.team),)


def escalate_ticket(ask: Asking, command: c.EscalateTicket) -> tuple[f.Fact, ...]:
    """Tell management."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.escalated:
        raise Refused("The shift lead knows already.")
    return (f.TicketEscalated(ask.at, ticket.id, ask.actor),)


def link_ticket(ask: Asking, command: c.LinkTicket) -> tuple[f.Fact, ...]:
    """Put a record, contact or alert under a parent; contacts and alerts get a record by this."""
    parent = ask.open_ticket(command.parent)
    if parent.parent is not None:
        raise Refused("That record is a child itself.", "Link to its parent.")
    child = ask.desk.ticket_of(command.subject)
    if child is None:
        _origin(ask, command.subject)
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
    if child.id == parent.id:
        raise Refused("A record cannot be its own parent.")
    if child.parent is not None or child.children:
        raise Refused("That record is linked already.")
    if not child.is_open:
        raise Refused("That record is over.")
    return (f.TicketLinked(ask.at, child.id, ask.actor, parent.id),)


def unlink_ticket(ask: Asking, command: c.UnlinkTicket) -> tuple[f.Fact, ...]:
    """Let a record stand alone again."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.parent is None:
        raise Refused("That record has no parent.")
    return (f.TicketUnlinked(ask.at, ticket.id, ask.actor),)


def search_knowledge(ask: Asking, command: c.SearchKnowledge) -> tuple[f.Fact, ...]:
    """Search known errors and articles; what is found is a view of the Desk."""
    subject = command.subject
    desk = ask.desk
    if subject not in desk.contacts and subject not in desk.alerts and subject not in desk.tickets:
        raise Refused("There is nothing to search for.")
    return (f.KnowledgeSearched(ask.at, subject, ask.actor),)


def apply_workaround(ask: Asking, command: c.ApplyWorkaround) -> tuple[f.Fact, ...]:
    """Lead a caller through a workaround; whether it helps shows at once."""
    ticket = ask.open_ticket(command.ticket)
    setting = ask.desk.setting
    if command.known_error not in setting.known_errors | setting.articles:
        raise Refused("There is no such known error or article.", "Search first.")
    contact = ask.desk.contact_of(ticket)
    if contact is None:
        raise Refused("Nobody called about this record.", "Send a notice with the workaround.")
    percent = workaround_percent(ask.state, command.known_error, contact)
    return (f.WorkaroundApplied(ask.at, ticket.id, ask.actor, command.known_error, percent),)


def hold_ticket(ask: Asking, command: c.HoldTicket) -> tuple[f.Fact, ...]:
    """Put a record on hold."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.state == "on_hold":
        raise Refused("It is on hold already.")
    return (f.TicketHeld(ask.at, ticket.id, ask.actor, command.reason),)


def resume_ticket(ask: Asking, command: c.ResumeTicket) -> tuple[f.Fact, ...]:
    """Go on with a held record."""
    ticket = ask.ticket(command.ticket)
    if ticket.state != "on_hold":
        raise Refused("It is not on hold.")
    return (f.TicketResumed(ask.at, ticket.id, ask.actor),)


def resolve_ticket(ask: Asking, command: c.ResolveTicket) -> tuple[f.Fact, ...]:
    """Say that it is done; open children follow their parent."""
    ticket = ask.open_ticket(command.ticket)
    return tuple(
        f.TicketResolved(ask.at, each.id, ask.actor, command.code)
        for each in ask.desk.family(ticket.id)
        if each.is_open
    )


def close_ticket(ask: Asking, command: c.CloseTicket) -> tuple[f.Fact, ...]:
    """Close what is resolved; resolved children follow their parent."""
    ticket = ask.ticket(command.ticket)
    if ticket.state != "resolved":
        raise Refused("Only a resolved record can be closed.", "Resolve it first.")
    return tuple(
        f.TicketClosed(ask.at, each.id, ask.actor)
        for each in ask.desk.family(ticket.id)
        if each.state == "resolved"
    )


def reopen_ticket(ask: Asking, command: c.ReopenTicket) -> tuple[f.Fact, ...]:
    """Reopen a record within the agreed window."""
    ticket = ask.ticket(command.ticket)
    if ticket.state not in ("resolved", "closed"):
        raise Refused("Only a resolved or closed record can be reopened.")
    window = ask.desk.setting.organisation.card.reopen_minutes * 60
    if ticket.closed_at is not None and ask.at - ticket.closed_at > window:
        raise Refused("Too late to reopen it.", "Log a new one and link it.")
    return (f.TicketReopened(ask.at, ticket.id, ask.actor),)


def cancel_ticket(ask: Asking, command: c.CancelTicket) -> tuple[f.Fact, ...]:
    """Cancel a record that was logged in error."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.children:
        raise Refused("It has children.", "Unlink them first.")
    return (f.TicketCancelled(ask.at, ticket.id, ask.actor),)


def write_note(ask: Asking, command: c.WriteNote) -> tuple[f.Fact, ...]:
    """Write a work note; its text stays in the journal."""
    ticket = ask.ticket(command.ticket)
    if not 0 < len(command.text.strip()) <= 500:
        raise Refused("A note has 1 to 500 characters.")
    return (f.NoteAdded(ask.at, ticket.id, ask.actor, "text"),)


def _origin(ask: Asking, origin: str) -> None:
    """Refuse what cannot become a record now."""
    if ask.desk.ticket_of(origin) is not None:
        raise Refused("There is a record of this already.")
    if AlertId(origin) in ask.desk.alerts:
        return
    contact = ask.reachable(ContactId(origin))
    if contact.chases is not None:
        raise Refused("This person asks about an earlier contact.", "Log that one.")


def _known(ask: Asking, service: str | None, component: str | None) -> None:
    if service is not None and service not in ask.desk.estate.services:
        raise Refused("There is no such service in the catalogue.")
    if component is not None and component not in ask.desk.estate.components:
        raise Refused("There is no such configuration item.")
