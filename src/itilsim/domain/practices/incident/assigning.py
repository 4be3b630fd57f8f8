"""Who works on a record: it is escalated to a team or the lead, worked on, noted, sent back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain import speech
from itilsim.domain.desk import Desk, wants_desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import SERVICE_DESK, AlertId, CauseId, ComponentId, TeamId, TicketId
from itilsim.domain.plant import Fault
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Alert, Ticket, change
from itilsim.domain.state import State

__all__ = ["AssignTicket", "EscalateTicket", "WriteNote"]


@quick
@dataclass(frozen=True, slots=True)
class AssignTicket(Command):
    """Give a record to a team."""

    kind = "assign-ticket"
    seconds = 30
    ticket: TicketId
    """Which."""
    team: TeamId
    """To whom."""


@quick
@dataclass(frozen=True, slots=True)
class EscalateTicket(Command):
    """Tell the shift lead: hierarchic escalation."""

    kind = "escalate-ticket"
    seconds = 60
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """Write a work note; what it says is free and never scored."""

    kind = "write-note"
    ticket: TicketId
    """Which."""
    text: str
    """The note, at most 500 characters."""


def ready_for_a_team(ask: Asking, ticket: TicketId) -> Ticket:
    """An open record; an incident only with its priority."""
    found = ask.open_ticket(ticket)
    if found.record == "incident" and found.priority is None:
        raise Refused("Set impact and urgency first.", "Teams work by priority.")
    return found


def assign_ticket(ask: Asking, command: AssignTicket) -> tuple[f.Fact, ...]:
    """Give a record to a team, again if it came back; the desk goes on owning it."""
    ticket = ready_for_a_team(ask, command.ticket)
    if command.team not in ask.desk.setting.teams:
        raise Refused("There is no such team.")
    if command.team == ticket.team and ticket.id not in ask.desk.attention:
        raise Refused("That team has it already.")
    return (f.TicketAssigned(ask.at, ticket.id, ask.actor, command.team),)


def unescalated(ask: Asking, ticket: TicketId) -> Ticket:
    """An open record of which the shift lead does not know."""
    found = ask.open_ticket(ticket)
    if found.escalated:
        raise Refused("The shift lead knows already.")
    return found


def escalate_ticket(ask: Asking, command: EscalateTicket) -> tuple[f.Fact, ...]:
    """Tell management."""
    ticket = unescalated(ask, command.ticket)
    return (f.TicketEscalated(ask.at, ticket.id, ask.actor),)


def write_note(ask: Asking, command: WriteNote) -> tuple[f.Fact, ...]:
    """Write a work note; its text stays in the journal."""
    ticket = ask.ticket(command.ticket)
    if not 0 < len(command.text.strip()) <= 500:
        raise Refused("A note has 1 to 500 characters.")
    return (f.NoteAdded(ask.at, ticket.id, ask.actor, "text"),)


def next_team(desk: Desk, ticket: Ticket) -> TeamId:
    """The next team to try: owners of what the caller hangs on, nearest first, then all others."""
    tried = {team for team, _ in ticket.returned}
    start = [each for each in (ticket.component, ticket.service, ticket.group) if each]
    way = desk.estate.upstream(*start)
    near = (
        desk.estate.components.get(ComponentId(each)) for each in sorted(way, key=way.__getitem__)
    )
    owners = [component.owner for component in near if component is not None]
    for team in (*owners, *(each.id for each in desk.setting.organisation.teams)):
        if team not in tried and team != SERVICE_DESK:
            return team
    return SERVICE_DESK


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


def work_started(desk: Desk, fact: f.WorkStarted) -> None:
    """Somebody in the team has taken it up."""
    change(_holder(desk, fact.subject), work_started_at=fact.at)


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


def repaired(fact: f.FaultRepaired, state: State) -> Iterator[f.Fact]:
    """The team that repaired a fault says so on all that it holds for it."""
    fault = state.plant.faults[fact.fault]
    finding = state.setting.modes[fault.mode].finding
    for subject in _waiting_on(fault, state, fact.team):
        yield f.RepairReported(fact.at, subject, fact.team, speech.repaired(finding))


def settled_by_team(fact: f.TroubleSettled, state: State) -> Iterator[f.Fact]:
    """A team that ends a single person's trouble says so on the record."""
    if fact.by not in state.setting.teams or fact.by == SERVICE_DESK:
        return
    for subject in state.plant.subjects.get(fact.cause, ()):
        if subject in state.desk.open:
            team = state.desk.tickets[TicketId(subject)].team
            yield f.RepairReported(fact.at, subject, team, speech.REPAIRED)


def _waiting_on(fault: Fault, state: State, team: str) -> Iterator[str]:
    """Records and alerts that the repairing team holds for this fault."""
    desk = state.desk
    for subject in state.plant.subjects.get(CauseId(fault.id), ()):
        if subject in desk.open:
            if desk.tickets[TicketId(subject)].team == team:
                yield subject
        elif subject in desk.alerts and desk.alerts[AlertId(subject)].team == team:
            yield subject


def _holder(desk: Desk, subject: str) -> Ticket | Alert:
    return desk.tickets.get(TicketId(subject)) or desk.alerts[AlertId(subject)]


PRACTICE = Practice(
    rules={
        AssignTicket: assign_ticket,
        EscalateTicket: escalate_ticket,
        WriteNote: write_note,
    },
    guards={
        AssignTicket: ready_for_a_team,
        EscalateTicket: unescalated,
        WriteNote: Asking.ticket,
    },
    on_desk={
        f.TicketAssigned: assigned,
        f.TicketEscalated: escalated,
        f.WorkStarted: work_started,
        f.NoteAdded: note_added,
        f.TicketReturned: returned,
        f.RepairReported: repair_reported,
    },
    consequences={
        f.FaultRepaired: repaired,
        f.TroubleSettled: settled_by_team,
    },
)
