"""What can be done with the selection now, and what the enter key does.

The one idea: the key bar, the palette and the keys themselves ask one function, so that nothing is
offered that would be refused at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, TRAINEE
from itilsim.domain.records import Ticket
from itilsim.seat.matters import REQUESTS, ItemView
from itilsim.words.actions import action_named
from itilsim.words.labels import QUESTIONS

Test: TypeAlias = Callable[[Desk, ItemView], bool]


def possible(action: str, desk: Desk, item: ItemView | None) -> bool:
    """Whether an action makes sense on the selection now.

    Args:
        action: Name in the table of actions.
        desk: The running shift's Desk.
        item: What is selected.
    """
    declared = action_named(action)
    if action.replace("_", "-") in desk.setting.scenario.withheld:
        return False
    if not declared.fits:
        return True
    if item is None or not any(kind in declared.fits for kind in item.kinds):
        return False
    test = _TESTS.get(action)
    return test is None or test(desk, item)


def next_action(desk: Desk, item: ItemView) -> str:
    """The action that comes next in the usual order of work; empty where there is none."""
    ticket = _ticket(desk, item)
    order = _order(ticket, item)
    return next((name for name in order if possible(name, desk, item)), "")


def _order(ticket: Ticket | None, item: ItemView) -> tuple[str, ...]:
    if "ringing" in item.kinds:
        return ("take_call",)
    if ticket is None:
        if item.alert is not None:
            return ("acknowledge_alert", "log_ticket", "alert_team")
        return ("log_ticket",)
    if item.contact is not None and str(item.contact) != ticket.id:
        return ("update_caller", "end_call")
    if not ticket.is_open:
        return ("close_ticket", "end_call", "reopen_ticket")
    if ticket.confirmed:
        return ("resolve_ticket",)
    return _request_order(ticket) if ticket.record in REQUESTS else _incident_order(ticket)


def _incident_order(ticket: Ticket) -> tuple[str, ...]:
    if ticket.repaired or ticket.workaround_percent:
        return ("confirm_restoration",)
    if ticket.team != SERVICE_DESK or ticket.parent is not None:
        return ("update_caller", "send_notice", "end_call")
    if ticket.priority is None:
        return ("prioritise_ticket",)
    return ("assign_ticket",) if ticket.searched else ("search_knowledge",)


def _request_order(ticket: Ticket) -> tuple[str, ...]:
    if not ticket.model:
        return ("reply", "start_model") if ticket.record == "information" else ("start_model",)
    if any(word == "asked" for _, word in ticket.approvals):
        return ("update_caller",)
    return ("verify_identity", "ask_approval", "fulfil_step", "confirm_restoration")


def _ticket(desk: Desk, item: ItemView) -> Ticket | None:
    return desk.tickets.get(item.ticket) if item.ticket is not None else None


def _on(test: Callable[[Desk, Ticket], bool]) -> Test:
    """A test of the record."""

    def asked(desk: Desk, item: ItemView) -> bool:
        ticket = _ticket(desk, item)
        return ticket is not None and test(desk, ticket)

    return asked


def _speakable(desk: Desk, item: ItemView) -> bool:
    """There is somebody to ask or write to."""
    contact = desk.contacts.get(item.contact) if item.contact is not None else None
    return contact is not None and contact.state != "gone"


def _can_ask(desk: Desk, item: ItemView) -> bool:
    if not _speakable(desk, item) or item.contact is None:
        return False
    return len(desk.contacts[item.contact].asked) < len(QUESTIONS)


def _can_verify(desk: Desk, item: ItemView) -> bool:
    if not _speakable(desk, item) or item.contact is None:
        return False
    return not desk.contacts[item.contact].verified


def _can_log(desk: Desk, item: ItemView) -> bool:
    if item.ticket is not None:
        return False
    return item.contact is None or desk.contacts[item.contact].chases is None


def _can_link(desk: Desk, item: ItemView) -> bool:
    ticket = _ticket(desk, item)
    if ticket is not None and (ticket.parent is not None or ticket.children or not ticket.is_open):
        return False
    if ticket is None and not _can_log(desk, item):
        return False
    return any(parents(desk, item.subject))


def parents(desk: Desk, subject: str) -> tuple[Ticket, ...]:
    """Records that another one may be linked to: open, and no children themselves."""
    found = (desk.tickets[each] for each in desk.open)
    return tuple(e for e in found if e.parent is None and e.is_open and e.id != subject)


def _can_prioritise(desk: Desk, ticket: Ticket) -> bool:
    del desk
    return ticket.is_open and ticket.record not in REQUESTS


def _can_apply(desk: Desk, ticket: Ticket) -> bool:
    return ticket.is_open and desk.contact_of(ticket) is not None


def _open_steps(desk: Desk, ticket: Ticket, kind: str) -> bool:
    """The model has steps of a kind that are still to do."""
    model = desk.setting.request_models.get(ticket.model)
    done = (*ticket.steps, *(step for step, _ in ticket.approvals))
    return model is not None and any(s.kind == kind and s.id not in done for s in model.steps)


_TESTS: Final[dict[str, Test]] = {
    "take_call": lambda desk, _item: TRAINEE not in desk.live,
    "end_call": lambda desk, item: desk.live.get(TRAINEE) == item.contact,
    "ask_caller": _can_ask,
    "verify_identity": _can_verify,
    "reply": _speakable,
    "log_ticket": _can_log,
    "link_ticket": _can_link,
    "acknowledge_alert": lambda desk, item: (
        item.alert is not None and desk.alerts[item.alert].acknowledged is None
    ),
    "alert_team": lambda desk, item: (
        item.alert is not None and desk.alerts[item.alert].team is None
    ),
    "update_caller": _on(
        lambda _desk, ticket: ticket.origin == "contact" and ticket.state != "cancelled"
    ),
    "send_notice": _on(lambda _desk, ticket: ticket.is_open),
    "confirm_restoration": _on(lambda _desk, ticket: ticket.state not in ("closed", "cancelled")),
    "prioritise_ticket": _on(_can_prioritise),
    "assign_ticket": _on(
        lambda _desk, ticket: (
            ticket.is_open and (ticket.record != "incident" or ticket.priority is not None)
        )
    ),
    "escalate_ticket": _on(lambda _desk, ticket: ticket.is_open and not ticket.escalated),
    "unlink_ticket": _on(lambda _desk, ticket: ticket.is_open and ticket.parent is not None),
    "apply_workaround": _on(_can_apply),
    "hold_ticket": _on(lambda _desk, ticket: ticket.is_open and ticket.state != "on_hold"),
    "resume_ticket": _on(lambda _desk, ticket: ticket.state == "on_hold"),
    "resolve_ticket": _on(lambda _desk, ticket: ticket.is_open),
    "close_ticket": _on(lambda _desk, ticket: ticket.state == "resolved"),
    "reopen_ticket": _on(lambda _desk, ticket: ticket.state in ("resolved", "closed")),
    "cancel_ticket": _on(lambda _desk, ticket: ticket.is_open and not ticket.children),
    "categorise_ticket": _on(lambda _desk, ticket: ticket.state not in ("closed", "cancelled")),
    "raise_problem": _on(
        lambda _desk, ticket: ticket.record == "incident" and ticket.problem is None
    ),
    "start_model": _on(lambda _desk, ticket: ticket.is_open and not ticket.model),
    "ask_approval": _on(
        lambda desk, ticket: ticket.is_open and _open_steps(desk, ticket, "approve")
    ),
    "fulfil_step": _on(lambda desk, ticket: ticket.is_open and _open_steps(desk, ticket, "fulfil")),
    "refuse_request": _on(lambda _desk, ticket: ticket.is_open),
}
"""Conditions beyond what is selected, by action."""
