"""What an author has written down: faults, alerts and contacts at their times."""

from __future__ import annotations

from itilsim.domain.facts import AlertRaised, ContactArrived, FaultBegan, FaultStruck
from itilsim.domain.names import AlertId, CauseId, ContactId, FaultId
from itilsim.domain.plant import ARRIVAL, Fault
from itilsim.domain.scenario import AlertArrival, ContactArrival, FaultArrival
from itilsim.sim.reactions.calling import patience_of
from itilsim.sim.world import Process, World


def failing_as_scripted(world: World, arrival: FaultArrival) -> Process:
    """A scripted failure; a latent one strikes later unless somebody has acted."""
    setting = world.setting
    mode = setting.modes[arrival.mode]
    fault = FaultId(f"{arrival.component}/{mode.id}/1")
    yield world.wait(max(setting.second(arrival.at) - world.at, 0))
    level = "up" if arrival.strikes_at else mode.severity
    world.record(FaultBegan(world.at, fault, arrival.component, mode.id, level))
    if arrival.strikes_at:
        yield world.wait(setting.second(arrival.strikes_at) - world.at)
        if world.state.plant.faults[fault].active:
            world.record(FaultStruck(world.at, fault, mode.severity))


def alerting(world: World, arrival: AlertArrival) -> Process:
    """A scripted alert; one that warns of a fault comes only while that fault is latent."""
    setting = world.setting
    yield world.wait(max(setting.second(arrival.at) - world.at, 0))
    fault = _fault(world, arrival.fault)
    if arrival.fault and (fault is None or not fault.active):
        return
    cause = CauseId(fault.id if fault else f"{ARRIVAL}{arrival.id}")
    hurts_at = setting.second(arrival.hurts_at) if arrival.hurts_at else None
    world.record(
        AlertRaised(
            world.at, AlertId(f"inject/{arrival.id}/1"), arrival.id, arrival.component,
            arrival.significance, arrival.utterance, hurts_at, cause,
        )
    )  # fmt: skip


def contacting(world: World, arrival: ContactArrival) -> Process:
    """A scripted contact; one about a fault comes only while that fault hurts the caller."""
    setting = world.setting
    yield world.wait(max(setting.second(arrival.at) - world.at, 0))
    person = setting.people[arrival.person]
    fault = _fault(world, arrival.fault)
    if arrival.fault and (fault is None or not fault.hurts_group(person.group)):
        return
    cause = CauseId(fault.id if fault else f"{ARRIVAL}{arrival.id}")
    patience = arrival.patience_minutes
    world.record(
        ContactArrived(
            world.at, ContactId(f"{person.id}/{cause}/1"), arrival.id, person.id, person.group,
            person.vip, arrival.channel, arrival.symptom, arrival.effect, arrival.service,
            arrival.component, arrival.people, arrival.mood, arrival.guess, arrival.utterance,
            patience_of(world, person.id, cause) if patience is None else patience * 60, None,
            cause,
        )
    )  # fmt: skip


def _fault(world: World, scripted: str) -> Fault | None:
    """The fault of a scripted fault's id, once it has begun."""
    for each in world.setting.scenario.faults:
        if each.id == scripted:
            return world.state.plant.faults.get(FaultId(f"{each.component}/{each.mode}/1"))
    return None
