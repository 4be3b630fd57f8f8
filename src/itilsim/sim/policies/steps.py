"""Moves that several policies share."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeAlias

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import (
    SERVICE_DESK,
    TRAINEE,
    AlertId,
    ContactId,
    ResolutionCode,
    TeamId,
    TicketId,
)
from itilsim.domain.practices.request import refusal, undone
from itilsim.domain.records import Contact, Ticket

Steps: TypeAlias = Generator[c.Command | int | None, bool, None]
"""Commands out, or the second at which to look again; acceptance in."""
Tried: TypeAlias = Generator[c.Command | int | None, bool, bool]
"""The same; tells in the end whether it was done."""
Policy: TypeAlias = Callable[[Desk, int], Steps]
"""Plays a seat: what its Desk shows, and a seed of its own."""


def take(contact: Contact) -> Steps:
    """Answer the phone, where it rings."""
    if contact.rings:
        yield c.TakeCall(contact.id)


def hang_up(desk: Desk) -> Steps:
    """End the live call, if there is one."""
    live = desk.live.get(TRAINEE)
    if live is not None:
        yield c.EndCall(live)


def run_model(desk: Desk, ticket: Ticket, model: str) -> Steps:
    """Start a model and go as far as it goes without waiting; a stranger is refused."""
    yield c.StartModel(ticket.id, model)
    steps = desk.setting.request_models[model].steps
    if any(step.kind == "verify" for step in steps):
        yield c.VerifyIdentity(ContactId(ticket.id))
        if refusal(desk, ticket):
            yield from refuse(desk, ticket)
            return
    if any(step.kind == "approve" for step in steps):
        yield c.AskApproval(ticket.id)
    else:
        yield from fulfil(desk, ticket)


def refuse(desk: Desk, ticket: Ticket) -> Steps:
    """Say no, for the reason that the desk has found out."""
    reason = refusal(desk, ticket)
    if reason is not None:
        yield c.RefuseRequest(ticket.id, reason)
        yield c.CloseTicket(ticket.id)


def fulfil(desk: Desk, ticket: Ticket) -> Steps:
    """Do the desk's steps of a running model, or pass it to the team that does them."""
    for step in undone(desk, ticket):
        if step.by == SERVICE_DESK:
            yield c.FulfilStep(ticket.id)
        else:
            yield c.AssignTicket(ticket.id, TeamId(step.by))
            return


def finish(ticket: Ticket, code: ResolutionCode) -> Steps:
    """Resolve and close."""
    yield c.ResolveTicket(ticket.id, code)
    yield c.CloseTicket(ticket.id)


def origin(desk: Desk, subject: str) -> Contact | None:
    """The contact, unless the subject is an alert."""
    return None if AlertId(subject) in desk.alerts else desk.contacts[ContactId(subject)]


def current(desk: Desk, subject: str) -> Ticket:
    """The record that was just logged."""
    return desk.tickets[TicketId(subject)]
