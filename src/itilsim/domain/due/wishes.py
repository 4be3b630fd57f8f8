"""What is due on a request, in the wide sense: a model with its steps, or an answer."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, Evidence
from itilsim.domain.desk import Desk
from itilsim.domain.due.moves import (
    Answer,
    Due,
    assign,
    best,
    close,
    corrected,
    finish,
    log,
    update,
    word,
)
from itilsim.domain.library import Step
from itilsim.domain.names import SERVICE_DESK, TeamId
from itilsim.domain.practices.request import refusal, unasked, undone
from itilsim.domain.records import Contact, Ticket


def of_wish(desk: Desk, contact: Contact, found: Assessment) -> Due | None:
    """The next move on what somebody wants or wants to know."""
    ticket = desk.ticket_of(contact.id)
    if ticket is None:
        return log(found)
    if not ticket.is_open:
        return close(ticket)
    if (other := corrected(ticket, found)) is not None:
        return other
    if not found.model:
        return _question(desk, contact, ticket, found)
    if ticket.model != found.model:
        answer = Answer("model", found.model, (found.model,), (Evidence("model", found.model),))
        command = c.StartModel(ticket.id, found.model)
        return Due(contact.id, command, ("model",), (answer,))
    return _by_model(desk, contact, ticket)


def _by_model(desk: Desk, contact: Contact, ticket: Ticket) -> Due | None:
    """The next step of its model; whoever is a stranger, or is not allowed, is refused."""
    steps = desk.setting.request_models[ticket.model].steps
    if any(step.kind == "verify" for step in steps) and contact.verified is None:
        return Due(contact.id, c.VerifyIdentity(contact.id))
    if no := refusal(desk, ticket):
        return Due(contact.id, c.RefuseRequest(ticket.id, no))
    if unasked(desk, ticket):
        return Due(contact.id, c.AskApproval(ticket.id))
    if any(answer == "asked" for _, answer in ticket.approvals):
        return word(desk, ticket)
    for step in undone(desk, ticket):
        return _fulfil(desk, ticket, step)
    return finish(desk, ticket, "fulfilled")


def _fulfil(desk: Desk, ticket: Ticket, step: Step) -> Due | None:
    if step.by == SERVICE_DESK:
        return Due(ticket.id, c.FulfilStep(ticket.id))
    if ticket.team == step.by:
        return word(desk, ticket)
    return Due(ticket.id, c.AssignTicket(ticket.id, TeamId(step.by)), ("team",))


def _question(desk: Desk, contact: Contact, ticket: Ticket, found: Assessment) -> Due | None:
    """A wish without a model: an article answers it, or a team."""
    known = found.known_error
    if known.best is None:
        if ticket.repaired:
            return finish(desk, ticket, "fixed")
        theirs = ticket.team == SERVICE_DESK != found.team.best
        return (assign(desk, ticket, found) if theirs else None) or word(desk, ticket)
    if not contact.helped:
        command = c.Reply(contact.id, known.best)
        return Due(contact.id, command, ("known_error",), (best("known_error", known),))
    return Due(contact.id, c.ResolveTicket(ticket.id, "answered"), ("resolve",))


def of_chaser(desk: Desk, contact: Contact) -> Due | None:
    """Someone asks again: tell them how it stands."""
    ticket = desk.ticket_of(contact.id)
    first = desk.contacts.get(contact.chases) if contact.chases else None
    if first is None or contact.id not in desk.inbox:
        return None
    heard = contact.answered_at is not None and (first.last_word_at or 0) > contact.answered_at
    if ticket is None:
        silent = first.answered_at is None and first.state != "gone" and not first.rings
        return Due(contact.id, c.Reply(first.id)) if silent else None
    return update(ticket) if ticket.is_open and not heard else None
