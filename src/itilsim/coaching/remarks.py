"""What the coach says of deeds that the evidence calls wrong, although no form asked for a choice.

The one idea: the desk shows the caller's word, who was checked and what is waited for, and so does
this. It is said only once nothing can be got back by it, so that it needs no price; an end can be
taken back, and judging is told that the coach spoke of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from itilsim.domain import commands as c
from itilsim.domain.alike import seen_by_judge
from itilsim.domain.assess import priority_seen
from itilsim.domain.desk import Desk
from itilsim.domain.names import ContactId
from itilsim.domain.practices.problem import similar_past
from itilsim.domain.practices.request import refusal
from itilsim.domain.records import Ticket

REMARKS: Final[Mapping[str, tuple[str, str]]] = {
    "against_word": (
        "Ended",
        "The caller said that it does not work yet. It is over when the caller says so.",
    ),
    "not_asked": ("Closed", "Nobody asked the caller. Ask (c) before you resolve and close."),
    "misnamed": (
        "Service",
        "The record names another service than the one that the report is about.",
    ),
    "cancelled": (
        "Cancelled",
        "The caller still waits. Cancel only what was logged in error.",
    ),
    "hold": ("On hold", "Nothing at this desk waits for that. The clock only stands for a reason."),
    "unchecked": (
        "Given out",
        "First comes the check of who is asking, or the approval; only then the step.",
    ),
    "needless": (
        "Problem",
        "The history has nothing like it, and it is no P1. A problem is for what comes back.",
    ),
    "lead": ("Shift lead", "This is no P1. The lead is told of what stops most people."),
}
"""Each remark: what it is called, and the rule that was broken."""
COST: Final = "It counts as it was done: now you know."
"""How a remark ends."""


def remark(desk: Desk, command: c.Command) -> str:
    """Which remark a command earns; empty: none.

    Args:
        desk: What can be seen before it is done.
        command: What is about to be done.
    """
    found = _REMARKS.get(type(command))
    ticket = desk.ticket_of(c.subject_of(command))
    return "" if found is None or ticket is None else found(desk, ticket, command)


def _resolved(desk: Desk, ticket: Ticket, command: c.ResolveTicket) -> str:
    refused = command.code == "refused" and refusal(desk, ticket) is not None
    return "against_word" if ticket.confirmed is False and not refused else ""


def _cancelled(_: Desk, ticket: Ticket, __: c.CancelTicket) -> str:
    if ticket.confirmed is False:
        return "against_word"
    return "cancelled" if _is_a_callers(ticket) and not ticket.confirmed else ""


def _closed(desk: Desk, ticket: Ticket, __: c.CloseTicket) -> str:
    asked = ticket.confirmed is not None or ticket.code in ("answered", "refused")
    if _is_a_callers(ticket) and not asked:
        return "not_asked"
    return "misnamed" if _is_misnamed(desk, ticket) else ""


def _is_misnamed(desk: Desk, ticket: Ticket) -> bool:
    """No evidence speaks for its service; the last value counts, and nobody changes it now."""
    choice = seen_by_judge(desk, ticket.id).service
    return choice.best is not None and ticket.service not in choice.accepted


def _is_a_callers(ticket: Ticket) -> bool:
    """Somebody called about it, and it is not ended with a parent."""
    return ticket.origin == "contact" and ticket.parent is None


def _held(desk: Desk, ticket: Ticket, command: c.HoldTicket) -> str:
    """The judge's rule: a question that is not answered yet, or a problem that was raised."""
    contact = desk.contacts.get(ContactId(ticket.id))
    asked = contact is not None and len(contact.answers) < len(contact.asked)
    waits = {"caller": asked, "problem": ticket.problem is not None}
    return "" if waits.get(command.reason) else "hold"


def _given(desk: Desk, ticket: Ticket, _: c.FulfilStep) -> str:
    model = desk.setting.request_models.get(ticket.model)
    if model is None:
        return ""
    contact = desk.contacts.get(ContactId(ticket.id))
    granted = {step for step, word in ticket.approvals if word == "granted"}
    asks = any(each.kind == "verify" for each in model.steps)
    approve = {each.id for each in model.steps if each.kind == "approve"}
    checked = not asks or (contact is not None and contact.verified is True)
    return "" if checked and approve <= granted else "unchecked"


def _raised(desk: Desk, ticket: Ticket, _: c.RaiseProblem) -> str:
    pressing = 1 in (ticket.priority, priority_seen(desk, ticket.id))
    return "" if pressing or similar_past(desk, ticket) else "needless"


def _told_the_lead(desk: Desk, ticket: Ticket, _: c.EscalateTicket) -> str:
    return "" if 1 in (ticket.priority, priority_seen(desk, ticket.id)) else "lead"


_REMARKS: Final[Mapping[type[c.Command], Callable[[Desk, Ticket, Any], str]]] = {
    c.ResolveTicket: _resolved,
    c.CancelTicket: _cancelled,
    c.CloseTicket: _closed,
    c.HoldTicket: _held,
    c.FulfilStep: _given,
    c.RaiseProblem: _raised,
    c.EscalateTicket: _told_the_lead,
}
"""Which commands can earn one."""
