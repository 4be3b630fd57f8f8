"""What is over is let go, so that memory follows open work however long a shift runs.

The one idea: now and then both halves of the state are looked through, and what nobody can refer to
any more leaves them. A person who waits, a record that is open, a fault that hurts stay for ever;
what is over stays for some days, in which it may be reopened, asked about or linked. The facts stay
in the log, and judging keeps all.
"""

from __future__ import annotations

from itilsim.domain.desk import Desk
from itilsim.domain.names import CauseId, ContactId, FaultId, TicketId
from itilsim.domain.plant import Plant
from itilsim.domain.records import Alert, Contact, Ticket

LOOK_EVERY = 24 * 3600
"""Seconds between two looks (tuning constant)."""


def forget(desk: Desk, plant: Plant) -> None:
    """Let go what was over long ago; closed records have gone by themselves.

    Args:
        desk: What can be known; its clock shows now.
        plant: What is true.
    """
    before = desk.at - desk.keeps_closed
    for ticket in [each for each in desk.tickets.values() if _was_no_record(desk, each, before)]:
        del desk.tickets[ticket.id]
    _contacts(desk, plant, before)
    for alert in [each for each in desk.alerts.values() if _is_past(desk, plant, each, before)]:
        del desk.alerts[alert.id]
    items = desk.estate.components
    for major in [each for each in desk.majors if each not in items and each not in desk.tickets]:
        del desk.majors[major]
    _causes(desk, plant)
    _faults(plant, before)


def _was_no_record(desk: Desk, ticket: Ticket, before: int) -> bool:
    """Cancelled long ago, under no record that is there, and of nothing that still stands."""
    if ticket.state != "cancelled" or ticket.marks[-1].at >= before:
        return False
    stands = any(TicketId(alert) == ticket.id for alert in desk.signals.values())
    return ticket.parent not in desk.tickets and not stands


def _waits(desk: Desk, plant: Plant, contact: Contact, before: int) -> bool:
    """Whether a person's patience with the last word, or with an open question, may end later."""
    heard = max(contact.at, contact.last_word_at or 0, desk.noticed.get(contact.group, 0))
    patience = plant.arrived[contact.id].patience
    return heard + patience >= before or len(contact.asked) > len(contact.answers)


def _contacts(desk: Desk, plant: Plant, before: int) -> None:
    """Contacts whose record has gone, or that never had one and of which nothing is due."""
    talking = set(desk.live.values())
    needed = [
        each
        for each in desk.contacts.values()
        if each.id in desk.inbox
        or each.id in talking
        or desk.ticket_of(each.id) is not None
        or _waits(desk, plant, each, before)
    ]
    kept = {each.id for each in needed} | {each.chases for each in needed}
    for contact in [each for each in desk.contacts if each not in kept]:
        del desk.contacts[contact]


def _is_past(desk: Desk, plant: Plant, alert: Alert, before: int) -> bool:
    """An alert that was looked at, does not stand any more, and is in nobody's hands."""
    if alert.id in desk.inbox or alert.id in desk.signals.values():
        return False
    if desk.ticket_of(alert.id) is not None or alert.at >= before:
        return False
    fault = plant.fault_of(alert.id)
    taken_up = alert.work_started_at is not None and alert.work_started_at < before
    return alert.team is None or (taken_up and (fault is None or not fault.active))


def _causes(desk: Desk, plant: Plant) -> None:
    """What brought somebody to the desk, once the desk has let it go and it is over."""
    for subject, cause in list(plant.causes.items()):
        if subject in desk.contacts or subject in desk.alerts or subject in desk.tickets:
            continue
        fault = plant.faults.get(FaultId(cause))
        if fault.active if fault is not None else cause not in plant.settled:
            continue
        del plant.causes[subject]
        plant.arrived.pop(ContactId(subject), None)
        plant.subjects[cause].remove(subject)
        if not plant.subjects[cause]:
            del plant.subjects[cause]
            plant.settled.pop(cause, None)


def _faults(plant: Plant, before: int) -> None:
    """Faults that were repaired, and of which nobody speaks any more."""
    for fault in list(plant.faults.values()):
        gone = fault.repaired_at is not None and fault.repaired_at < before
        if gone and fault.id not in plant.leftovers and CauseId(fault.id) not in plant.subjects:
            del plant.faults[fault.id]
            plant.majors.discard(fault.id)
