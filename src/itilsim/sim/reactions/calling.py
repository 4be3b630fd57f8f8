"""People: they call when a fault hits them, hang up, call again, chase, and insist."""

from __future__ import annotations

from itilsim.domain.consequences import leftover_contact
from itilsim.domain.estate import Hit
from itilsim.domain.facts import (
    CallAbandoned,
    CallTaken,
    ContactArrived,
    FaultBegan,
    FaultStruck,
    TicketReopened,
    TicketResolved,
)
from itilsim.domain.names import Actor, CauseId, Channel, ContactId, PersonId
from itilsim.domain.plant import Fault
from itilsim.domain.records import Contact
from itilsim.sim.streams import uniform
from itilsim.sim.world import Process, World

CALLER = Actor("caller")
"""Who reopens a record that was not over."""
_SPOKEN = ("phone", "chat")


def calling(world: World, fact: FaultBegan | FaultStruck) -> Process | None:
    """Some of the people whom a fault hits get in touch, where no script says who."""
    fault = world.state.plant.faults[fact.fault]
    scenario = world.setting.scenario
    symptom = world.setting.modes[fault.mode].symptom
    scripted = scenario.scripted_callers and fault.id in world.setting.scripted_faults
    if not fault.hurts or not symptom or scripted:
        return None
    for hit in fault.hits:
        people = world.state.estate.groups[hit.group].people
        count = min(-(-people * scenario.constants.callers_per_hundred // 100),
                    scenario.constants.callers_at_most)  # fmt: skip
        for index in range(count):
            world.start(_calling(world, fault, hit, symptom, index))
    return None


def _calling(world: World, fault: Fault, hit: Hit, symptom: str, index: int) -> Process:
    """One person notices while at work, and calls.

    Draws: one, keyed by person and cause.
    """
    person = PersonId(f"{hit.group}#{index}")
    group = world.state.estate.groups[hit.group]
    at_work = world.setting.hours[group.hours].next_open(world.at)
    if at_work is None:
        return
    delay = world.draw(world.setting.scenario.constants.call_delay, "call", person, fault.id)
    if at_work + delay > world.setting.horizon:
        return
    yield world.wait(at_work - world.at + delay)
    if not fault.hurts_group(group.id):
        return
    cause = CauseId(fault.id)
    service = hit.services[0] if hit.services else None
    world.record(
        ContactArrived(
            world.at, ContactId(f"{person}/{cause}/1"), "report", person, group.id, False, "phone",
            symptom, "stopped" if hit.level == "down" else "slowed", service, None, 1, "calm", "",
            f"report-{symptom}", patience_of(world, person, cause), None, cause,
        )
    )  # fmt: skip


def waiting(world: World, fact: ContactArrived) -> Process | None:
    """A caller in the queue hangs up after own patience."""
    return _waiting(world, fact) if fact.channel in _SPOKEN else None


def _waiting(world: World, fact: ContactArrived) -> Process:
    yield world.wait(fact.patience)
    if world.state.desk.contacts[fact.contact].state == "waiting":
        world.record(CallAbandoned(world.at, fact.contact))


def calling_again(world: World, fact: CallAbandoned) -> Process | None:
    """Who hung up calls again, or writes.

    Draws: two, keyed by the contact.
    """
    contact = world.state.desk.contacts[fact.contact]
    count = int(contact.id.rsplit("/", 1)[1])
    if contact.chases is not None or count > world.setting.scenario.constants.chasers:
        return None
    return _again(world, contact, count)


def _again(world: World, contact: Contact, count: int) -> Process:
    constants = world.setting.scenario.constants
    yield world.wait(world.draw(constants.call_again, "again", contact.id))
    if _settled(world, contact):
        return
    calls = uniform(world.seed, "calls-again", contact.id) * 100 < constants.call_again_percent
    _arrive_again(world, contact, count + 1, "phone" if calls else "email")


def chasing(world: World, fact: ContactArrived | CallTaken) -> Process | None:
    """Who waits for a word asks again after own patience.

    By mail the wait begins at once, by phone with the first talk.
    """
    contact = world.state.desk.contacts[fact.contact]
    spoken = contact.channel in _SPOKEN
    if contact.chases is not None or spoken != isinstance(fact, CallTaken):
        return None
    return _chasing(world, contact)


def _chasing(world: World, contact: Contact) -> Process:
    count = int(contact.id.rsplit("/", 1)[1])
    asked = contact.at
    for number in range(count + 1, count + 1 + world.setting.scenario.constants.chasers):
        while (due := _next_word(world, contact, asked)) > world.at:
            yield world.wait(due - world.at)
            if _settled(world, contact):
                return
        asked = world.at
        _arrive_again(world, contact, number, "phone", says="chaser")


def _next_word(world: World, contact: Contact, asked: int) -> int:
    """When this person's patience for a word ends; a promise is believed."""
    ticket = world.state.desk.ticket_of(contact.id)
    last = max(asked, contact.last_word_at or 0, (ticket and ticket.last_word_at) or 0)
    promised = (ticket and ticket.promised_at) or 0
    noticed = world.state.desk.noticed.get(contact.group, 0) if ticket else 0
    return max(last + contact.patience, promised + 60 if promised > last else 0,
               noticed + contact.patience)  # fmt: skip


def _settled(world: World, contact: Contact) -> bool:
    """The person has what was wanted, or the record says it is done."""
    ticket = world.state.desk.ticket_of(contact.id)
    done = ticket is not None and not ticket.is_open
    return done or world.state.plant.over(contact.id, contact.group)


def _arrive_again(
    world: World, contact: Contact, number: int, channel: Channel, *, says: str = ""
) -> None:
    cause = world.state.plant.causes[contact.id]
    world.record(
        ContactArrived(
            world.at, ContactId(f"{contact.person}/{cause}/{number}"), contact.arrival,
            contact.person, contact.group, contact.vip, channel, contact.symptom, contact.effect,
            contact.service, contact.component, contact.people, "pressed", contact.guess, says or contact.utterance, contact.patience,
            contact.id if says else None, cause,
        )
    )  # fmt: skip


def insisting(world: World, fact: TicketResolved) -> Process | None:
    """Whose trouble was resolved without being over says so.

    Draws: one, keyed by the record and how often it was reopened.
    """
    return None if fact.code == "refused" or _well(world, fact) else _insisting(world, fact)


def _well(world: World, fact: TicketResolved) -> bool:
    """Everyone behind a record is well already, so that nobody will call again."""
    plant = world.state.plant
    fault = plant.fault_of(fact.ticket)
    left = fault is not None and (fault.active or fault.id in plant.leftovers)
    return not left and plant.over(fact.ticket, world.state.desk.tickets[fact.ticket].group)


def _insisting(world: World, fact: TicketResolved) -> Process:
    ticket = world.state.desk.tickets[fact.ticket]
    key = ("reopen", ticket.id, ticket.reopened)
    yield world.wait(world.draw(world.setting.scenario.constants.reopen_call, *key))
    if ticket.is_open or ticket.state == "cancelled" or ticket.parent is not None:
        return
    fault = world.state.plant.fault_of(ticket.id)
    if fault is not None and fault.id in world.state.plant.leftovers:
        world.record(leftover_contact(world.at, fault, world.state))
        world.record(TicketReopened(world.at, ticket.id, CALLER))
        return
    contact = world.state.desk.contacts.get(ContactId(ticket.id))
    if contact is None or world.state.plant.over(ticket.id, ticket.group):
        return
    world.record(TicketReopened(world.at, ticket.id, CALLER))
    count = 8 + ticket.reopened
    _arrive_again(world, contact, count, "phone", says="still-broken")


def patience_of(world: World, person: str, cause: str) -> int:
    """A person's patience about one cause, in seconds.

    Draws: one, keyed by person and cause.
    """
    return world.draw(world.setting.scenario.constants.patience, "patience", person, cause)
