"""Deductions that are found on the way: for bending clocks or records, and for safety.

A mistake costs once in triage; what is here costs from the total besides.
"""

from __future__ import annotations

from collections import Counter

from itilsim.domain import clocks
from itilsim.domain import facts as f
from itilsim.domain.alike import seen_by_judge
from itilsim.domain.assess import priority_seen
from itilsim.domain.names import SERVICE_DESK, ContactId, TicketId
from itilsim.domain.practices.request import refusal
from itilsim.domain.records import Ticket
from itilsim.domain.scoring.memory import SLIP, Judging
from itilsim.domain.scoring.tally import Finding, Value
from itilsim.domain.truth import truth_of

FALSE_P1_FREE = 2
"""So many false P1 cost nothing. Source: the scoring table."""
LAST_QUARTER = 75
"""From this share of a target on, in percent, lowering looks like bending the clock."""


def false_p1(judging: Judging, fact: f.TicketPrioritised) -> None:
    """Set to P1 what is not, beyond the second time.

    Taken at the word of a caller who insists it is no fault, once for each caller.
    """
    if fact.priority != 1:
        return
    true = truth_of(judging.state, fact.ticket, fact.at).priority
    if true in (1, None) or (fact.disputed and _insists(judging, fact.ticket)):
        return
    seen = seen_by_judge(judging.state.desk, fact.ticket)
    if seen.priority == 1 or (seen.pressing is not None and seen.pressing.accepts(1)):
        return
    judging.false_p1 += 1
    if judging.false_p1 > FALSE_P1_FREE:
        _deduct(judging, "false_p1", fact.ticket, fact.at, 1, truth=true)


def _insists(judging: Judging, ticket: TicketId) -> bool:
    """The caller has pressed for it, and no priority was taken at this caller's word before."""
    record = judging.state.desk.tickets[ticket]
    contact = judging.state.desk.contact_of(record)
    if contact is None or contact.person in judging.insisted:
        return False
    judging.insisted.add(contact.person)
    return contact.mood != "calm" or record.contacts > 1


def lowered(judging: Judging, fact: f.TicketPrioritised) -> None:
    """Lowered in the last quarter of a target, unless the evidence asks for it."""
    state = judging.state
    ticket = state.desk.tickets[fact.ticket]
    if ticket.priority is None or fact.priority <= ticket.priority:
        return
    reading = clocks.restoration(ticket.marks, state.agreements.of(ticket), fact.at)
    used = clocks.share(reading)
    seen = priority_seen(state.desk, fact.ticket)
    asked = seen is not None and seen >= fact.priority
    if used is not None and used >= LAST_QUARTER and not asked:
        truth = judging.by_subject[fact.ticket].truth.priority
        _deduct(judging, "lowered", fact.ticket, fact.at, fact.priority, seen, truth)


def not_restored(judging: Judging, fact: f.TicketResolved | f.TicketCancelled) -> None:
    """Ended though it was not over: worse if the caller had just said so."""
    ticket = judging.state.desk.tickets[fact.ticket]
    refused = isinstance(fact, f.TicketResolved) and fact.code == "refused"
    if _with_its_parent(judging, ticket) or _over(judging, ticket):
        return
    if refused and rightly_refused(judging, ticket.id):
        return
    chosen = fact.code if isinstance(fact, f.TicketResolved) else "cancelled"
    name = "against_word" if ticket.confirmed is False else "not_restored"
    _deduct(judging, name, fact.ticket, fact.at, chosen)


def take_back(judging: Judging, fact: f.TicketReopened) -> None:
    """Strike what an end cost that was a slip."""
    judging.deductions[:] = (
        each
        for each in judging.deductions
        if each.criterion not in ("against_word", "not_restored")
        or each.subject != fact.ticket
        or fact.at - each.at > SLIP
    )


def _with_its_parent(judging: Judging, ticket: Ticket) -> bool:
    """A child of the same cause that ends with its parent costs nothing more.

    By itself, or under a stranger, it is judged like any.
    """
    parent = judging.state.desk.tickets.get(ticket.parent) if ticket.parent else None
    causes = judging.state.plant.causes
    return (
        parent is not None and not parent.is_open and causes.get(parent.id) == causes.get(ticket.id)
    )


def _over(judging: Judging, ticket: Ticket) -> bool:
    """Whether the trouble behind a record is over for its caller, or for whom its alert is."""
    plant = judging.state.plant
    if ticket.origin == "contact":
        return plant.over(ticket.id, ticket.group)
    fault = plant.fault_of(ticket.id)
    return fault is None or not fault.active


def rightly_refused(judging: Judging, ticket: TicketId) -> bool:
    """A wish of somebody who is not who they say, or to which the authority has said no."""
    found = judging.state.desk.tickets[ticket]
    asked = judging.by_subject.get(ticket)
    suits = asked is not None and found.model == asked.truth.model
    return suits and refusal(judging.state.desk, found) is not None


def unchecked(judging: Judging, fact: f.StepFulfilled) -> None:
    """Access without a check or to a stranger, or anything without its authorization."""
    desk = judging.state.desk
    ticket = desk.tickets[fact.ticket]
    model = judging.setting.request_models[ticket.model]
    contact = desk.contacts.get(ContactId(fact.ticket))
    granted = {step for step, word in ticket.approvals if word == "granted"}
    verify = any(each.kind == "verify" for each in model.steps)
    approve = {each.id for each in model.steps if each.kind == "approve"}
    wish = judging.state.plant.arrived.get(ContactId(fact.ticket))
    if verify and wish is not None and wish.impostor:
        _deduct(judging, "impostor", fact.ticket, fact.at, ticket.model)
    elif (verify and not (contact and contact.verified)) or not approve <= granted:
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
        judging.held_for_nothing.add((ticket.id, fact.at))
        _deduct(judging, "hold", fact.ticket, fact.at, fact.reason)


def third_teams(judging: Judging) -> Counter[str]:
    """Third and further teams, over all records, by cause."""
    total = Counter[str]()
    for each in judging.opportunities.values():
        teams = {decision.value for decision in each.all("team")} - {SERVICE_DESK}
        total[each.truth.cause] += max(len(teams) - 2, 0)
    return +total


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
