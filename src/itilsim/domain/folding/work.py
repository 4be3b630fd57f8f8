"""Work on records and alerts: teams, knowledge, and people who are told."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.folding.records import wants_desk
from itilsim.domain.folding.telling import tell, word
from itilsim.domain.names import SERVICE_DESK, AlertId, TicketId
from itilsim.domain.records import Alert, Ticket, change


def work_started(desk: Desk, fact: f.WorkStarted) -> None:
    """Somebody in the team has taken it up."""
    if fact.subject in desk.tickets:
        change(desk.tickets[TicketId(fact.subject)], work_started_at=fact.at)


def note_added(desk: Desk, fact: f.NoteAdded) -> None:
    """One work note more."""
    holder = _holder(desk, fact.subject)
    change(holder, notes=(*holder.notes, (fact.at, fact.author, fact.code)))


def returned(desk: Desk, fact: f.TicketReturned) -> None:
    """The desk has it again."""
    ticket = desk.tickets[fact.ticket]
    change(
        ticket,
        team=SERVICE_DESK,
        work_started_at=None,
        returned=(*ticket.returned, (fact.team, fact.evidence)),
        reassignments=ticket.reassignments + 1,
    )
    wants_desk(desk, ticket)


def repair_reported(desk: Desk, fact: f.RepairReported) -> None:
    """A team has done its part; the desk asks the callers."""
    holder = _holder(desk, fact.subject)
    change(holder, repaired=fact.code)
    if isinstance(holder, Ticket):
        wants_desk(desk, holder)


def knowledge_searched(desk: Desk, fact: f.KnowledgeSearched) -> None:
    """Known errors and articles were looked at for it."""
    if fact.subject in desk.tickets:
        change(desk.tickets[TicketId(fact.subject)], searched=True)


def workaround_applied(desk: Desk, fact: f.WorkaroundApplied) -> None:
    """A person was led through it, and so has been spoken with."""
    ticket = desk.tickets[fact.ticket]
    change(
        ticket,
        known_error=fact.known_error,
        workaround_percent=max(fact.percent, ticket.workaround_percent),
    )
    word(ticket, fact.at)


def caller_updated(desk: Desk, fact: f.CallerUpdated) -> None:
    """Its caller knows how it stands."""
    tell(desk, desk.tickets[fact.ticket], fact.at, fact.next_update)


def notice_sent(desk: Desk, fact: f.NoticeSent) -> None:
    """Everyone who hangs on it knows how it stands."""
    for group in fact.groups:
        desk.noticed[group] = fact.at
    for ticket in desk.family(fact.ticket):
        tell(desk, ticket, fact.at, fact.next_update)
    if fact.known_error:
        change(desk.tickets[fact.ticket], known_error=fact.known_error)


def restoration_confirmed(desk: Desk, fact: f.RestorationConfirmed) -> None:
    """Its callers, and those of its children, were asked."""
    for ticket in desk.family(fact.ticket):
        change(ticket, confirmed=fact.restored)
        word(ticket, fact.at)


def _holder(desk: Desk, subject: str) -> Ticket | Alert:
    return desk.tickets.get(TicketId(subject)) or desk.alerts[AlertId(subject)]
