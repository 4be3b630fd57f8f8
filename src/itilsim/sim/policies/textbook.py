"""Textbook Toni: plays `assess`, and does what is due to people and records besides."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, assess
from itilsim.domain.desk import Desk
from itilsim.domain.due import KEEP_PROMISE, note_due
from itilsim.domain.names import (
    SERVICE_DESK,
    AlertId,
    ContactId,
    RecordKind,
    ResolutionCode,
    TeamId,
    TicketId,
)
from itilsim.domain.practices.incident.linking import head_of
from itilsim.domain.practices.problem import similar_past
from itilsim.domain.practices.request import refusal, undone
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.sim.policies.by_priority import prioritise, rank
from itilsim.sim.policies.steps import (
    Steps,
    Tried,
    after_return,
    current,
    finish,
    fulfil,
    hang_up,
    origin,
    refuse,
    run_model,
    take,
)

NEXT_WORD = 15
"""Minutes until the next promised word (tuning constant)."""
HANDOVER_BEFORE = 600
"""Seconds before the end at which the handover note is written, if nobody waits (tuning
constant)."""
NOTE_AT_LAST = 300
"""Seconds before the end at which it is written whoever waits (tuning constant)."""


@dataclass(slots=True)
class _Memory:
    """What the seat remembers between two moves."""

    noticed: set[TicketId]
    """Records about which everyone affected has been told."""
    confirming: set[TicketId]
    """Records whose callers must be asked once more."""


def textbook(desk: Desk, seed: int) -> Steps:
    """The published decision table, most pressing first."""
    del seed
    memory = _Memory(set(), set())
    while True:
        task = _next(desk, memory)
        if task is None:
            yield _look_again(desk)
        elif task in desk.inbox:
            yield from _handle(desk, task, memory)
        elif task == "handover":
            yield note_due(desk).best
        else:
            yield from _go_on(desk, desk.tickets[TicketId(task)], memory)


def _next(desk: Desk, memory: _Memory) -> str | None:
    """The most pressing of what came in, came back, was promised, or must be handed over."""
    left = desk.setting.horizon - desk.at
    if desk.handover is None and left <= NOTE_AT_LAST:
        return "handover"
    ranked = [(_rank(desk, each), str(each)) for each in desk.inbox]
    for each in desk.open:
        ticket = desk.tickets[each]
        if each in desk.attention or each in memory.confirming or _word_due(desk, ticket):
            ranked.append(((ticket.priority or 4, 1, ticket.arrived_at), each))
    if left <= HANDOVER_BEFORE and desk.handover is None and not ranked:
        return "handover"
    return min(ranked)[1] if ranked else None


def _rank(desk: Desk, subject: str) -> tuple[int, int, int]:
    """Priority by the card, a ringing phone before a form, then the time of arrival."""
    priority, at = rank(desk, subject)
    contact = origin(desk, subject)
    return priority, 0 if contact is not None and contact.rings else 1, at


def _look_again(desk: Desk) -> int | None:
    """When the next word or the handover note is due."""
    late = desk.setting.horizon - HANDOVER_BEFORE
    due = [] if desk.handover is not None or desk.at >= late else [late]
    for each in desk.open:
        promised = _promised(desk, desk.tickets[each])
        if promised is not None:
            due.append(promised - KEEP_PROMISE)
    return min((each for each in due if each > desk.at), default=None)


def _word_due(desk: Desk, ticket: Ticket) -> bool:
    promised = _promised(desk, ticket)
    return promised is not None and desk.at >= promised - KEEP_PROMISE


def _promised(desk: Desk, ticket: Ticket) -> int | None:
    """The first word that was promised to anybody on a record that stands by itself."""
    if ticket.parent is not None:
        return None
    family = (each for each in desk.family(ticket.id) if each.is_open)
    return min((e.promised_at for e in family if e.promised_at is not None), default=None)


def _handle(desk: Desk, subject: str, memory: _Memory) -> Steps:
    contact = origin(desk, subject)
    if contact is None:
        yield from _handle_alert(desk, desk.alerts[AlertId(subject)], memory)
        return
    yield from take(contact)
    if contact.chases is not None:
        yield from _answer_chaser(desk, contact)
    elif desk.setting.symptoms[contact.symptom].kind != "incident":
        yield from _serve(desk, contact)
    else:
        yield from _handle_incident(desk, contact, memory)
    yield from hang_up(desk)


def _answer_chaser(desk: Desk, contact: Contact) -> Steps:
    ticket = desk.ticket_of(contact.id)
    if ticket is not None:
        yield c.UpdateCaller(ticket.id, NEXT_WORD)
    elif contact.chases is not None:
        yield c.Reply(contact.chases)


def _serve(desk: Desk, contact: Contact) -> Steps:
    found = assess(desk, contact.id)
    if not (yield _log(found, "request")):
        return
    ticket = current(desk, contact.id)
    if found.model:
        yield from run_model(desk, ticket, found.model)
        if not ticket.is_open:
            return
        if not undone(desk, ticket):
            yield from _confirm_and_finish(ticket, "fulfilled")
        else:
            yield c.UpdateCaller(ticket.id, 30)
    elif found.known_error.best is not None:
        yield c.Reply(contact.id, found.known_error.best)
        yield from finish(ticket, "answered")
    else:
        yield c.AssignTicket(ticket.id, found.team.best)
        yield c.UpdateCaller(ticket.id, NEXT_WORD)


def _handle_alert(desk: Desk, alert: Alert, memory: _Memory) -> Steps:
    found = assess(desk, alert.id)
    yield c.AcknowledgeAlert(alert.id, alert.significance)
    if alert.significance == "warning":
        yield c.AlertTeam(alert.id, found.team.best)
    elif alert.significance == "exception":
        first = found.belongs_to.best
        head = head_of(desk, first) if first else None
        if head is not None:
            yield c.LinkTicket(alert.id, head.id)
            return
        if (yield from _open(found)):
            yield from _pass_on(current(desk, alert.id), found, memory)


def _handle_incident(desk: Desk, contact: Contact, memory: _Memory) -> Steps:
    found = assess(desk, contact.id)
    first = found.belongs_to.best
    if first is not None:
        head = head_of(desk, first)
        if head is None and (yield from _open(assess(desk, first))):
            head = current(desk, first)
            yield from _pass_on(head, assess(desk, first), memory)
        if head is not None:
            yield from _join(contact, head, found, memory)
            return
    # Whoever was first has hung up, or was served before: this one stands alone.
    yield c.SearchKnowledge(contact.id)
    if not (yield from _open(found)):
        return
    ticket = current(desk, contact.id)
    if found.team.best == SERVICE_DESK and found.known_error.best is not None:
        yield c.ApplyWorkaround(ticket.id, found.known_error.best)
        if ticket.workaround_percent == 100:
            is_error = found.known_error.best in desk.setting.known_errors
            yield from _confirm_and_finish(ticket, "workaround" if is_error else "fixed")
            return
    yield from _pass_on(ticket, found, memory)
    if found.known_error.best is not None and ticket.workaround_percent == 0:
        yield c.ApplyWorkaround(ticket.id, found.known_error.best)
    yield c.UpdateCaller(ticket.id, NEXT_WORD)


def _join(contact: Contact, head: Ticket, found: Assessment, memory: _Memory) -> Steps:
    """One more report of a known cause: link it, give the workaround, tell them."""
    yield c.LinkTicket(contact.id, head.id)
    if head.id not in memory.noticed:
        memory.noticed.add(head.id)
        yield c.SendNotice(head.id, found.known_error.best or "", NEXT_WORD)
    else:
        yield c.UpdateCaller(TicketId(contact.id), NEXT_WORD)


def _open(found: Assessment) -> Tried:
    """Log and rate; whether it could be logged."""
    logged = yield _log(found, "incident")
    if logged:
        yield from prioritise(found)
    return logged


def _log(found: Assessment, otherwise: RecordKind) -> c.LogTicket:
    return c.LogTicket(
        _subject(found),
        found.kind.best or otherwise,
        found.category.best,
        found.service.best,
        found.component.best,
    )


def _subject(found: Assessment) -> ContactId | AlertId:
    return ContactId(found.subject)


def _pass_on(ticket: Ticket, found: Assessment, memory: _Memory) -> Steps:
    """To the right team; everyone who hangs on it hears of it, with what helps meanwhile."""
    team: TeamId = found.team.best
    if team != SERVICE_DESK:
        yield c.AssignTicket(ticket.id, team)
    if ticket.priority == 1:
        yield c.EscalateTicket(ticket.id)
    if ticket.origin == "alert" and ticket.priority is not None and ticket.priority <= 2:
        memory.noticed.add(ticket.id)
        yield c.SendNotice(ticket.id, found.known_error.best or "", NEXT_WORD)


def _go_on(desk: Desk, ticket: Ticket, memory: _Memory) -> Steps:
    """A record came back, its callers must be asked again, or a word is due."""
    if ticket.id in desk.attention or ticket.id in memory.confirming:
        yield from _follow_up(desk, ticket, memory)
    elif ticket.children or ticket.origin == "alert":
        yield c.SendNotice(ticket.id, "", NEXT_WORD)
    else:
        yield c.UpdateCaller(ticket.id, NEXT_WORD)


def _follow_up(desk: Desk, ticket: Ticket, memory: _Memory) -> Steps:
    memory.confirming.discard(ticket.id)
    if ticket.model:
        if refusal(desk, ticket):
            yield from refuse(desk, ticket)
            return
        if undone(desk, ticket):
            yield from fulfil(desk, ticket)
        if not undone(desk, ticket):
            yield from _confirm_and_finish(ticket, "fulfilled")
    elif ticket.repaired:
        yield c.ConfirmRestoration(ticket.id)
        if ticket.confirmed:
            yield from _raise_problem(desk, ticket)
            yield from finish(ticket, "fixed")
        else:
            yield from _first_of_inbox(desk, memory)
            memory.confirming.add(ticket.id)
    else:
        yield c.AssignTicket(ticket.id, after_return(desk, ticket))
        yield c.UpdateCaller(ticket.id, NEXT_WORD)


def _first_of_inbox(desk: Desk, memory: _Memory) -> Steps:
    """Whoever just said that it is not over yet is served at once."""
    if desk.inbox:
        newest = next(reversed(desk.inbox))
        yield from _handle(desk, newest, memory)


def _confirm_and_finish(ticket: Ticket, code: ResolutionCode) -> Steps:
    yield c.ConfirmRestoration(ticket.id)
    if ticket.confirmed:
        yield from finish(ticket, code)


def _raise_problem(desk: Desk, ticket: Ticket) -> Steps:
    """What comes again and again is another process's work."""
    alike = similar_past(desk, ticket)
    if alike and ticket.problem is None:
        yield c.RaiseProblem(ticket.id, alike)
