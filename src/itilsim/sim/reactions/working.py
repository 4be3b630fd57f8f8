"""Teams at work: queue by the priority set on the record, look, repair or send back."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import simpy
from simpy.resources.resource import PriorityRequest

from itilsim.domain import speech
from itilsim.domain.facts import (
    FaultRepaired,
    NoteAdded,
    RepairReported,
    StepFulfilled,
    TeamAlerted,
    TicketAssigned,
    TicketPrioritised,
    TicketReturned,
    TroubleSettled,
    WorkStarted,
)
from itilsim.domain.names import SERVICE_DESK, Actor, AlertId, CauseId, ContactId, TeamId, TicketId
from itilsim.domain.plant import Fault
from itilsim.sim.world import Process, World

UNPLANNED = 2
"""So many times as long takes a request without its model (tuning constant)."""
ALERT_PRIORITY = 3
"""An alert without a record queues as priority 3 (tuning constant)."""


def working(world: World, fact: TicketAssigned | TeamAlerted) -> Process | None:
    """A team takes up what was given to it."""
    if fact.team == SERVICE_DESK:
        return None
    subject = fact.alert if isinstance(fact, TeamAlerted) else fact.ticket
    return _working(world, subject, fact.team)


def reprioritising(world: World, fact: TicketPrioritised) -> None:
    """A record that waits in a team's queue is put where its new priority belongs."""
    signal = world.signals.pop(fact.ticket, None)
    if signal is not None:
        signal.succeed()


def _working(world: World, subject: str, team: TeamId) -> Process:
    if _pulled_in(world, subject, team):
        world.record(WorkStarted(world.at, subject, team))
        yield from _handling(world, subject, team)
        return
    turn = yield from _queueing(world, subject, team)
    if turn is None:
        return
    world.record(WorkStarted(world.at, subject, team))
    yield from _handling(world, subject, team)
    world.teams[team].release(turn)


def _pulled_in(world: World, subject: str, team: TeamId) -> bool:
    """A declared major incident takes its resolvers at once, whatever they are doing."""
    fault = world.state.plant.fault_of(subject)
    return (
        fault is not None
        and fault.id in world.state.plant.majors
        and world.state.estate.components[fault.component].owner == team
    )


def _queueing(
    world: World, subject: str, team: TeamId
) -> Generator[simpy.Event, Any, PriorityRequest | None]:
    """Wait for a free person; gives the turn, or nothing once the team has lost the record."""
    resource = world.teams[team]
    while True:
        turn = resource.request(priority=_priority(world, subject))
        if turn.triggered:
            return turn
        changed = world.signals.setdefault(TicketId(subject), world.env.event())
        yield turn | changed
        if not changed.callbacks and world.signals.get(TicketId(subject)) is changed:
            del world.signals[TicketId(subject)]  # nobody else waits for it
        if turn.triggered and _has(world, subject, team):
            return turn
        if turn.triggered:
            resource.release(turn)
            return None
        turn.cancel()
        if not _has(world, subject, team):
            return None


def _priority(world: World, subject: str) -> int:
    ticket = world.state.desk.tickets.get(TicketId(subject))
    return ALERT_PRIORITY if ticket is None else ticket.priority or 5


def _has(world: World, subject: str, team: TeamId) -> bool:
    """The team still holds the open record, not as another's child."""
    ticket = world.state.desk.tickets.get(TicketId(subject))
    if ticket is None:
        return AlertId(subject) in world.state.desk.alerts
    return ticket.is_open and ticket.team == team and ticket.parent is None


def _handling(world: World, subject: str, team: TeamId) -> Process:
    plant = world.state.plant
    fault = plant.fault_of(subject)
    if fault is not None and world.state.estate.components[fault.component].owner == team:
        if fault.active and fault.worked_on == subject:
            yield from _repairing(world, subject, team, fault)
        else:
            yield from _attending(world, subject, team, fault)
    elif fault is None and _takes(world, subject, team):
        yield from _attending_person(world, subject, team)
    else:
        yield from _looking(world, subject, team)


def _repairing(world: World, subject: str, team: TeamId, fault: Fault) -> Process:
    """Find the cause, say so, repair.

    Draws: two, keyed by failure and skill.
    """
    mode = world.setting.modes[fault.mode]
    constants = world.setting.scenario.constants
    yield world.wait(world.draw(constants.pick_up, "pick-up", fault.id, team))
    if fault.active:
        world.record(NoteAdded(world.at, subject, team, speech.found(mode.finding)))
        yield world.wait(world.draw(mode.repair, "repair", fault.id, team))
    if fault.active:
        world.record(FaultRepaired(world.at, fault.id, team))


def _attending(world: World, subject: str, team: TeamId, fault: Fault) -> Process:
    """The same cause under another record: the look is lost, the repair goes on elsewhere."""
    yield world.wait(_look(world, subject, team))
    if not _has(world, subject, team):
        return
    if fault.active:
        world.record(NoteAdded(world.at, subject, team, speech.LOOKING))
    else:
        world.record(RepairReported(world.at, subject, team, speech.REPAIRED))


def _attending_person(world: World, subject: str, team: TeamId) -> Process:
    """One person's trouble or a step of a request model.

    Draws: one, keyed by cause and team.
    """
    plant = world.state.plant
    cause = plant.causes.get(subject, CauseId(""))
    work = world.draw(world.setting.scenario.constants.single_work, "single", cause, team)
    yield world.wait(work * (UNPLANNED if _without_model(world, subject) else 1))
    ticket = world.state.desk.tickets.get(TicketId(subject))
    if ticket is None or not _has(world, subject, team):
        return
    if ticket.model:
        for step in world.setting.request_models[ticket.model].steps:
            if step.by == team and step.kind == "fulfil" and step.id not in ticket.steps:
                world.record(StepFulfilled(world.at, ticket.id, Actor(team), step.id))
        world.record(RepairReported(world.at, subject, team, speech.REPAIRED))
    elif cause not in plant.settled:
        world.record(TroubleSettled(world.at, cause, team))


def _without_model(world: World, subject: str) -> bool:
    """A wish that was passed on without the model that says what is to be done."""
    ticket = world.state.desk.tickets.get(TicketId(subject))
    contact = world.state.desk.contacts.get(ContactId(subject))
    if ticket is None or contact is None or ticket.model:
        return False
    models = world.setting.library.request_models
    wish = world.setting.symptoms[contact.symptom].kind != "incident"
    return wish and any(contact.symptom in each.symptoms for each in models)


def _looking(world: World, subject: str, team: TeamId) -> Process:
    """Not the team's own: look, and send it back with what excludes the team."""
    yield world.wait(_look(world, subject, team))
    if TicketId(subject) not in world.state.desk.tickets:
        world.record(RepairReported(world.at, subject, team, speech.RETURNED))
    elif _has(world, subject, team):
        world.record(TicketReturned(world.at, TicketId(subject), team, speech.not_ours(team)))


def _look(world: World, subject: str, team: TeamId) -> int:
    """Draws: one, keyed by ticket and team."""
    return world.draw(world.setting.scenario.constants.look, "look", subject, team)


def _takes(world: World, subject: str, team: TeamId) -> bool:
    """Whether a single person's matter is this team's, whatever the record calls it."""
    ticket = world.state.desk.tickets.get(TicketId(subject))
    contact = world.state.desk.contacts.get(ContactId(subject))
    if ticket is None or contact is None:
        return False
    if ticket.model:
        return any(s.by == team for s in world.setting.request_models[ticket.model].steps)
    symptom = world.setting.symptoms[contact.symptom]
    models = (m for m in world.setting.library.request_models if symptom.id in m.symptoms)
    if symptom.kind != "incident" and any(s.by == team for m in models for s in m.steps):
        return True
    return symptom.category in world.setting.teams[team].takes
