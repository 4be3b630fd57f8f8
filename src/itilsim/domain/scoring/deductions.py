"""Deductions that are found on the way: for bending clocks or records, and for safety.

A mistake costs once in triage; what is here costs from the total besides.
"""

from __future__ import annotations

from itilsim.domain import clocks
from itilsim.domain import facts as f
from itilsim.domain.assess import assess
from itilsim.domain.names import ContactId
from itilsim.domain.scoring.memory import Judging
from itilsim.domain.scoring.tally import Finding, Value
from itilsim.domain.truth import truth_of

FALSE_P1_FREE = 2
"""So many false P1 cost nothing. Source: the scoring table."""
LAST_QUARTER = 75
"""From this share of a target on, in percent, lowering looks like bending the clock."""


def false_p1(judging: Judging, fact: f.TicketPrioritised) -> None:
    """Set to P1 what is not, beyond the second time; taken at the caller's word it is no fault."""
    if fact.priority != 1 or fact.disputed:
        return
    true = truth_of(judging.state, fact.ticket, fact.at).priority
    if true in (1, None):
        return
    judging.false_p1 += 1
    if judging.false_p1 > FALSE_P1_FREE:
        _deduct(judging, "false_p1", fact.ticket, fact.at, 1, truth=true)


def lowered(judging: Judging, fact: f.TicketPrioritised) -> None:
    """Lowered in the last quarter of a target, unless the evidence asks for it."""
    state = judging.state
    ticket = state.desk.tickets[fact.ticket]
    if ticket.priority is None or fact.priority <= ticket.priority:
        return
    reading = clocks.restoration(ticket.marks, state.agreements.of(ticket), fact.at)
    used = clocks.share(reading)
    seen = assess(state.desk, fact.ticket).priority
    asked = seen is not None and seen >= fact.priority
    if used is not None and used >= LAST_QUARTER and not asked:
        truth = judging.by_subject[fact.ticket].truth.priority
        _deduct(judging, "lowered", fact.ticket, fact.at, fact.priority, seen, truth)


def not_restored(judging: Judging, fact: f.TicketResolved) -> None:
    """Resolved though it was not over."""
    if fact.code == "refused":
        return
    ticket = judging.state.desk.tickets[fact.ticket]
    plant = judging.state.plant
    if ticket.origin == "contact":
        over = plant.over(fact.ticket, ticket.group)
    else:
        fault = plant.fault_of(fact.ticket)
        over = fault is None or not fault.active
    if not over and ticket.parent is None:
        _deduct(judging, "not_restored", fact.ticket, fact.at, fact.code)


def unchecked(judging: Judging, fact: f.StepFulfilled) -> None:
    """Access without a check, or anything without its authorization."""
    desk = judging.state.desk
    ticket = desk.tickets[fact.ticket]
    model = judging.setting.request_models[ticket.model]
    contact = desk.contacts.get(ContactId(fact.ticket))
    granted = {step for step, word in ticket.approvals if word == "granted"}
    verify = any(each.kind == "verify" for each in model.steps)
    approve = {each.id for each in model.steps if each.kind == "approve"}
    if (verify and not (contact and contact.verified)) or not approve <= granted:
        _deduct(judging, "unchecked", fact.ticket, fact.at, ticket.model)


def held(judging: Judging, fact: f.TicketHeld) -> None:
    """On hold without the matching fact: a question asked, a problem raised."""
    desk = judging.state.desk
    ticket = desk.tickets[fact.ticket]
    contact = desk.contacts.get(ContactId(fact.ticket))
    waits = {
        "caller": bool(contact and contact.asked and len(contact.answers) < len(contact.asked)),
        "problem": ticket.problem is not None,
        "supplier": False,
        "change": False,
    }
    if not waits[fact.reason]:
        _deduct(judging, "hold", fact.ticket, fact.at, fact.reason)


def _deduct(
    judging: Judging,
    name: str,
    subject: str,
    at: int,
    chosen: Value,
    best: Value = None,
    truth: Value = None,
) -> None:
    found = judging.by_subject.get(subject)
    teaches = found.teaches if found is not None else ()
    place = judging.position, judging.entry
    judging.deductions.append(
        Finding(name, subject, at, *place, 0, chosen, best, truth, short="wrong", teaches=teaches)
    )
