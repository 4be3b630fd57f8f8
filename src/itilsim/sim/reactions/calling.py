"""People: they call when a fault hits them, hang up, call again, chase, and insist."""

from __future__ import annotations

from dataclasses import replace

from itilsim.domain import speech
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
from itilsim.domain.names import CALLER, SPOKEN, CauseId, Channel, ContactId, PersonId
from itilsim.domain.plant import Fault
from itilsim.domain.practices.communication.notices import leftover_contact
from itilsim.domain.records import Contact, Ticket
from itilsim.sim.streams import uniform
from itilsim.sim.world import Process, World

BELIEVED = 2
"""For so many times as long as without it a promise calms (tuning constant)."""


def calling(world: World, fact: FaultBegan | FaultStruck) -> None:
    """Some of the people whom a fault hits get in touch, where no script says who."""
    fault = world.state.plant.faults[fact.fault]
    scenario = world.setting.scenario
    symptom = world.setting.modes[fault.mode].symptom
    scripted = scenario.scripted_callers and fault.id in world.setting.scripted_faults
    if not fault.hurts or not symptom or scripted:
        return
    constants = scenario.constants
    for hit in fault.hits:
        people = world.state.estate.groups[hit.group].people
        share = -(-people * constants.callers_per_hundred // 100)
        for index in range(min(share, constants.callers_at_most)):
            _notice(world, fault, hit, symptom, index)


def _notice(world: World, fault: Fault, hit: Hit, symptom: str, index: int) -> None:
    """One person of a group notices while at work, and calls.

    Draws: one, keyed by person and cause.
    """
    person = PersonId(f"{hit.group}#{index}")
    group = world.state.estate.groups[hit.group]
    at_work = world.setting.hours[group.hours].next_open(world.at)
    if at_work is None:
        return
    delay = world.draw(world.setting.scenario.constants.call_delay, "call", person, fault.id)
    if at_work + delay <= world.setting.horizon:
        world.after(at_work - world.at + delay, _call, world, fault, hit, symptom, person)


def _call(world: World, fault: Fault, hit: Hit, symptom: str, person: PersonId) -> None:
    """Somebody calls, if the fault still hurts."""
    if not fault.hurts_group(hit.group):
        return
    cause = CauseId(fault.id)
    world.record(
        ContactArrived(
            at=world.at,
            contact=world.state.plant.contact_id(person, cause, 1),
            arrival="report",
            person=person,
            group=hit.group,
            vip=False,
            channel="phone",
            symptom=symptom,
            effect="stopped" if hit.level == "down" else "slowed",
            service=hit.services[0] if hit.services else None,
            component=None,
            people=1,
            mood="calm",
            guess="",
            utterance=speech.report(symptom),
            patience=patience_of(world, person, cause),
            chases=None,
            cause=cause,
        )
    )


def waiting(world: World, fact: ContactArrived) -> Process | None:
    """A caller in the queue hangs up after own patience.

    A process, so that someone who asks again in that very second does so before hanging up.
    """
    return _waiting(world, fact) if fact.channel in SPOKEN else None


def _waiting(world: World, fact: ContactArrived) -> Process:
    yield world.wait(fact.patience)
    if world.state.desk.contacts[fact.contact].state == "waiting":
        world.record(CallAbandoned(world.at, fact.contact))


def calling_again(world: World, fact: CallAbandoned) -> None:
    """Who hung up calls again, or writes.

    Draws: two, keyed by the contact.
    """
    contact = world.state.desk.contacts[fact.contact]
    constants = world.setting.scenario.constants
    if contact.chases is None and _number(world, contact) <= constants.chasers:
        delay = world.draw(constants.call_again, "again", contact.id)
        world.after(delay, _call_again, world, contact)


def _call_again(world: World, contact: Contact) -> None:
    if _settled(world, contact):
        return
    percent = world.setting.scenario.constants.call_again_percent
    calls = uniform(world.seed, "calls-again", contact.id) * 100 < percent
    _arrive_again(world, contact, _number(world, contact) + 1, "phone" if calls else "email")


def _number(world: World, contact: Contact) -> int:
    """How many times this person has been in touch about this cause."""
    return world.state.plant.arrived[contact.id].number


def chasing(world: World, fact: ContactArrived | CallTaken) -> Process | None:
    """Who waits for a word asks again after own patience.

    By mail the wait begins at once, by phone with the first talk.
    """
    contact = world.state.desk.contacts[fact.contact]
    spoken = contact.channel in SPOKEN
    if contact.chases is not None or spoken != isinstance(fact, CallTaken):
        return None
    return _chasing(world, contact)


def _chasing(world: World, contact: Contact) -> Process:
    count = _number(world, contact)
    asked = contact.at
    for number in range(count + 1, count + 1 + world.setting.scenario.constants.chasers):
        while (due := _next_word(world, contact, asked)) > world.at:
            yield world.wait(due - world.at)
            if _settled(world, contact):
                return
        asked = world.at
        _arrive_again(world, contact, number, "phone", says=speech.CHASER)


def _next_word(world: World, contact: Contact, asked: int) -> int:
    """When this person's patience for a word ends; a promise is believed, but not for long."""
    ticket = world.state.desk.ticket_of(contact.id)
    last = max(asked, contact.last_word_at or 0, (ticket and ticket.last_word_at) or 0)
    promised = (ticket and ticket.promised_at) or 0
    noticed = world.state.desk.noticed.get(contact.group, 0) if ticket else 0
    patience = world.state.plant.arrived[contact.id].patience
    believed = min(promised + 60, last + BELIEVED * patience) if promised > last else 0
    return max(last + patience, believed, noticed + patience)


def _settled(world: World, contact: Contact) -> bool:
    """The person has what was wanted, or the record says it is done."""
    ticket = world.state.desk.ticket_of(contact.id)
    done = ticket is not None and not ticket.is_open
    return done or world.state.plant.over(contact.id, contact.group)


def _arrive_again(
    world: World, contact: Contact, number: int, channel: Channel, *, says: str = ""
) -> None:
    """The same person about the same cause; with words of its own it is a chaser."""
    plant = world.state.plant
    first = plant.arrived[contact.id]
    same = speech.again(first.utterance, channel)
    world.record(
        replace(
            first,
            at=world.at,
            contact=plant.contact_id(first.person, first.cause, number),
            channel=channel,
            mood="pressed",
            utterance=says or (same if same in world.setting.utterances else first.utterance),
            chases=contact.id if says else None,
            number=number,
        )
    )


def insisting(world: World, fact: TicketResolved) -> None:
    """Whose trouble was resolved without being over says so.

    Draws: one, keyed by the record and how often it was reopened.
    """
    if fact.code == "refused" or _well(world, fact):
        return
    ticket = world.state.desk.tickets[fact.ticket]
    constants = world.setting.scenario.constants
    delay = world.draw(constants.reopen_call, "reopen", ticket.id, ticket.reopened)
    world.after(delay, _insist, world, ticket)


def _well(world: World, fact: TicketResolved) -> bool:
    """Everyone behind a record is well already, so that nobody will call again."""
    plant = world.state.plant
    fault = plant.fault_of(fact.ticket)
    left = fault is not None and (fault.active or fault.id in plant.leftovers)
    return not left and plant.over(fact.ticket, world.state.desk.tickets[fact.ticket].group)


def _insist(world: World, ticket: Ticket) -> None:
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
    _arrive_again(world, contact, count, "phone", says=speech.STILL_BROKEN)


def patience_of(world: World, person: str, cause: str) -> int:
    """A person's patience about one cause, in seconds.

    Draws: one, keyed by person and cause.
    """
    return world.draw(world.setting.scenario.constants.patience, "patience", person, cause)
