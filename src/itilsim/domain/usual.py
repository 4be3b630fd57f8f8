"""The usual order of work, read off the state of a record alone: what comes next, what is done.

It knows no answer, and it ends nothing: what would cancel, link or reopen a record, or close one
whose callers were not asked, never comes next by itself. Nor does what would tell people nothing
new: where a word is promised, not due yet, and no team has written since, nothing comes next. It
feeds the enter key, the key bar and the breadcrumb, in every mode; the next move of careful work,
with its values, is `due`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, TRAINEE, AlertId, ContactId
from itilsim.domain.practices.request import undone
from itilsim.domain.records import Alert, Ticket
from itilsim.domain.telling import has_news, nearly_promised, to_ask_again, word_due

LATELY = 900
"""Seconds after a word without a promise in which nothing new is expected (tuning constant)."""

ALL = 100
"""Percent of the lost work that a workaround brings back where nothing is left to be repaired."""

Standing = Literal["done", "next", "open", "skipped"]
"""Where a stage stands: done, the first that is not, still to come, or passed over."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage on the way of a record or alert."""

    name: str
    """Its word."""
    standing: Standing
    """Where it stands."""


def usual(desk: Desk, subject: str) -> tuple[type[c.Command], ...]:
    """What usually comes next on a contact, alert or record: the first of these that is offered.

    Returns:
        Commands that are harmless without a choice; none where nothing comes next by itself.
    """
    contact, ticket = desk.contacts.get(ContactId(subject)), desk.ticket_of(subject)
    if contact is not None and contact.rings:
        return (c.TakeCall,)
    if ticket is None:
        if AlertId(subject) in desk.alerts:
            return _of_alert(desk.alerts[AlertId(subject)])
        return (c.LogTicket,)
    if contact is not None and str(contact.id) != ticket.id:
        asked = desk.at if contact.answered_at is None else contact.answered_at
        return (c.EndCall,) if (ticket.last_word_at or 0) > asked else (c.UpdateCaller, c.EndCall)
    if ticket.is_over or ticket.parent is not None:
        return (c.UpdateCaller, c.EndCall) if _is_childs_turn(desk, ticket) else (c.EndCall,)
    if ticket.state == "resolved":
        return (c.CloseTicket,) if ticket.confirmed else (c.ConfirmRestoration, c.EndCall)
    if ticket.confirmed:
        return (c.ResolveTicket,)
    return _of_request(desk, ticket) if ticket.is_request else _of_incident(desk, ticket)


def stages(desk: Desk, subject: str) -> tuple[Stage, ...]:
    """The way of a contact, alert or record; those passed over are skipped."""
    ticket, alert = desk.ticket_of(subject), desk.alerts.get(AlertId(subject))
    if ticket is not None:
        way = _way_of_request(desk, ticket) if ticket.is_request else _way_of_incident(ticket)
    else:
        way = [("identified", True), ("logged", False)] if alert is None else _way_of_alert(alert)
    last = max((place for place, (_, done) in enumerate(way) if done), default=-1)
    found: list[Stage] = []
    for place, (name, done) in enumerate(way):
        standing: Standing = "done" if done else "skipped" if place < last else "open"
        found.append(Stage(name, "next" if place == last + 1 and not done else standing))
    return tuple(found)


def _of_alert(alert: Alert) -> tuple[type[c.Command], ...]:
    """What was called a warning goes to a team, an exception becomes a record."""
    if alert.acknowledged is None:
        return (c.AcknowledgeAlert,)
    ways = {"warning": (c.AlertTeam,), "exception": (c.LogTicket,)}
    return ways.get(alert.acknowledged, ()) if alert.team is None else ()


def _of_incident(desk: Desk, ticket: Ticket) -> tuple[type[c.Command], ...]:
    if ticket.repaired or ticket.workaround_percent >= ALL:
        if ticket.confirmed is None or to_ask_again(desk, ticket):
            return (c.ConfirmRestoration,)
        return (*_word(desk, ticket), c.EndCall)
    if ticket.team != SERVICE_DESK:
        return (*_word(desk, ticket), c.EndCall)
    if ticket.priority is None:
        return (c.PrioritiseTicket,)
    # An article needs a caller; what helps in part leaves the rest to a team.
    looked = ticket.searched or ticket.origin == "alert" or ticket.workaround_percent
    return (c.AssignTicket,) if looked else (c.SearchKnowledge,)


def _word(desk: Desk, ticket: Ticket) -> tuple[type[c.Command], ...]:
    """Its caller, or all who are affected where nobody has called, is told once it is time.

    Where more have reported it, one notice tells them all. Whoever has just been told, and was
    promised nothing, is not told the same again.
    """
    if not word_due(desk, ticket) or _just_told(desk, ticket):
        return ()
    more = any(desk.tickets[each].is_open for each in ticket.children if each in desk.tickets)
    return (c.SendNotice, c.UpdateCaller) if more else (c.UpdateCaller, c.SendNotice)


def _just_told(desk: Desk, ticket: Ticket) -> bool:
    """Its caller has just been told, without a promise, and nothing has happened since."""
    lately = desk.at - (ticket.last_word_at or 0) < LATELY
    told = bool(ticket.updates) and ticket.promised_at is None
    return told and lately and not has_news(ticket)


def _is_childs_turn(desk: Desk, ticket: Ticket) -> bool:
    """Its caller is told once that the cause is known; what is new then goes to all at once."""
    promised = ticket.promised_at is not None and not nearly_promised(desk, ticket)
    return ticket.is_open and not promised and not _just_told(desk, ticket)


def _of_request(desk: Desk, ticket: Ticket) -> tuple[type[c.Command], ...]:
    if not ticket.model and ticket.record == "information":
        contact = desk.contact_of(ticket)
        return (c.ResolveTicket,) if contact is not None and contact.helped else (c.Reply,)
    if not ticket.model:
        return (c.StartModel,)
    if any(word == "asked" for _, word in ticket.approvals):
        return (*_word(desk, ticket), c.EndCall)
    wants_check = any(s.kind == "verify" for s in desk.setting.request_models[ticket.model].steps)
    work = (c.AskApproval, c.FulfilStep, c.ConfirmRestoration)
    return (c.VerifyIdentity, *work) if wants_check else work


def _way_of_alert(alert: Alert) -> list[tuple[str, bool]]:
    return [
        ("detected", True),
        ("acknowledged", alert.acknowledged is not None),
        ("passed on", alert.team is not None),
        ("cleared", alert.cleared_at is not None),
    ]


def _way_of_incident(ticket: Ticket) -> list[tuple[str, bool]]:
    if ticket.parent is not None:  # Rating and sending on are its parent's.
        return [("identified", True), ("logged", True), ("linked", True), *_end(ticket)]
    found = bool(ticket.searched or ticket.known_error or ticket.repaired)
    noted = any(author != TRAINEE for _, author, _ in ticket.notes)
    sent = ticket.team != SERVICE_DESK or ticket.escalated or ticket.reassignments > 0
    # What is known, and what works again, has no need of another team.
    solved = bool(ticket.workaround_percent >= ALL or ticket.confirmed)
    return [
        ("identified", True),
        ("logged", True),
        ("categorised", ticket.category is not None),
        ("prioritised", ticket.priority is not None),
        ("diagnosed", found or noted),
        *([("escalated", sent)] if sent or not solved else []),
        *_end(ticket),
    ]


def _way_of_request(desk: Desk, ticket: Ticket) -> list[tuple[str, bool]]:
    way = [("received", True), ("logged", True)]
    model, contact = desk.setting.request_models.get(ticket.model), desk.contact_of(ticket)
    if model is None:
        informs = ticket.record == "information"
        answered = (contact is not None and contact.helped) or _is_done(ticket)
        started = [] if informs else [("model started", False)]
        return [*way, *started, ("answered" if informs else "fulfilled", answered), *_end(ticket)]
    way.append(("model started", True))
    kinds = [step.kind for step in model.steps]
    if "verify" in kinds:
        way.append(("verified", contact is not None and contact.verified is not None))
    if "approve" in kinds:
        granted = sum(word == "granted" for _, word in ticket.approvals)
        way.append(("approved", granted == kinds.count("approve")))
    return [*way, ("fulfilled", not undone(desk, ticket)), *_end(ticket)]


def _end(ticket: Ticket) -> list[tuple[str, bool]]:
    return [("resolved", _is_done(ticket)), ("closed", ticket.state == "closed")]


def _is_done(ticket: Ticket) -> bool:
    return ticket.state in ("resolved", "closed")
