"""The life of a record at the desk."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.clocks import Mark
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, AlertId, ContactId
from itilsim.domain.records import Ticket, change, mark


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


def assigned(desk: Desk, fact: f.TicketAssigned) -> None:
    """Another team has it; what the last one did is over."""
    ticket = desk.tickets[fact.ticket]
    moved = ticket.team not in (SERVICE_DESK, fact.team)
    change(
        ticket,
        team=fact.team,
        work_started_at=None,
        repaired="",
        reassignments=ticket.reassignments + moved,
    )
    desk.attention.pop(ticket.id, None)


def escalated(desk: Desk, fact: f.TicketEscalated) -> None:
    """Management knows."""
    change(desk.tickets[fact.ticket], escalated=True)


def major_declared(desk: Desk, fact: f.MajorDeclared) -> None:
    """It is a major incident: one record, or all that are about an item."""
    desk.majors[fact.subject] = fact.at
    for each in desk.open:
        ticket = desk.tickets[each]
        if fact.subject in (ticket.id, ticket.component):
            change(ticket, major=True)


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


def closed(desk: Desk, fact: f.TicketClosed) -> None:
    """It is over, and is let go some days later."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="closed", closed_at=fact.at)
    mark(ticket, fact.at, "closed")
    desk.closed.append(ticket.id)
    _forget(desk, fact.at)


def reopened(desk: Desk, fact: f.TicketReopened) -> None:
    """It was not over, and waits for the desk."""
    ticket = desk.tickets[fact.ticket]
    change(
        ticket,
        state="in_progress",
        resolved_at=None,
        closed_at=None,
        confirmed=False,
        reopened=ticket.reopened + 1,
    )
    mark(ticket, fact.at, "reopened")
    desk.open[ticket.id] = None
    wants_desk(desk, ticket)


def cancelled(desk: Desk, fact: f.TicketCancelled) -> None:
    """It was logged in error."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, state="cancelled", hold_reason=None)
    mark(ticket, fact.at, "cancelled")
    _over(desk, ticket)


def target_missed(desk: Desk, fact: f.TargetMissed) -> None:
    """One of its clocks has passed its target."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, missed=(*ticket.missed, fact.clock))


def wants_desk(desk: Desk, ticket: Ticket) -> None:
    """An open record that stands alone waits for the desk from now on."""
    if ticket.is_open and ticket.parent is None:
        desk.attention[ticket.id] = None


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
            desk.views.pop(oldest, None)
