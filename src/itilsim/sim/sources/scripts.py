"""What an author has written down: faults, alerts and contacts at their times."""

from __future__ import annotations

from itilsim.domain.facts import AlertRaised, ContactArrived, FaultBegan, FaultStruck
from itilsim.domain.names import CauseId, FaultId
from itilsim.domain.plant import ARRIVAL, Fault
from itilsim.domain.scenario import AlertArrival, ContactArrival, FaultArrival
from itilsim.sim.reactions.calling import patience_of
from itilsim.sim.world import World


def follow_scripts(world: World) -> None:
    """Let everything that the scenario scripts come at its time, in the scenario's order."""
    scenario = world.setting.scenario
    for fault in scenario.faults:
        world.after(_delay(world, fault.at), _fail, world, fault)
    for alert in scenario.alerts:
        world.after(_delay(world, alert.at), _alert, world, alert)
    for contact in scenario.contacts:
        world.after(_delay(world, contact.at), _contact, world, contact)


def _delay(world: World, clock_time: str) -> int:
    """Seconds from now to a clock time; none to what was there before the start."""
    return max(world.setting.second(clock_time) - world.at, 0)


def _fail(world: World, arrival: FaultArrival) -> None:
    """A scripted failure; a latent one strikes later."""
    fault, mode = _fault_id(arrival), world.setting.modes[arrival.mode]
    level = "up" if arrival.strikes_at else mode.severity
    world.record(FaultBegan(world.at, fault, arrival.component, mode.id, level))
    if arrival.strikes_at:
        world.after(_delay(world, arrival.strikes_at), _strike, world, arrival)


def _strike(world: World, arrival: FaultArrival) -> None:
    """The latent fault is felt, unless somebody has acted."""
    fault = world.state.plant.faults.get(_fault_id(arrival))
    if fault is not None and fault.active:
        severity = world.setting.modes[arrival.mode].severity
        world.record(FaultStruck(world.at, fault.id, severity))


def _alert(world: World, arrival: AlertArrival) -> None:
    """A scripted alert; one that warns of a fault comes only while that fault is latent."""
    fault = _fault(world, arrival.fault)
    if arrival.fault and (fault is None or not fault.active):
        return
    world.record(
        AlertRaised(
            world.at,
            world.state.plant.next_alert_id(arrival.id, arrival.component),
            arrival.id,
            arrival.component,
            arrival.significance,
            arrival.utterance,
            world.setting.second(arrival.hurts_at) if arrival.hurts_at else None,
            CauseId(fault.id if fault else f"{ARRIVAL}{arrival.id}"),
            arrival.owner,
        )
    )


def _contact(world: World, arrival: ContactArrival) -> None:
    """A scripted contact; one about a fault comes only while that fault hurts the caller."""
    person = world.setting.somebody(arrival.person)
    fault = _fault(world, arrival.fault)
    if arrival.fault and (fault is None or not fault.hurts_group(person.group)):
        return
    cause = CauseId(fault.id if fault else f"{ARRIVAL}{arrival.id}")
    patience = arrival.patience_minutes
    world.record(
        ContactArrived(
            world.at,
            world.state.plant.contact_id(person.id, cause, 1),
            arrival.id,
            person.id,
            person.group,
            person.vip,
            arrival.channel,
            arrival.symptom,
            arrival.effect,
            arrival.service,
            arrival.component,
            arrival.people,
            arrival.mood,
            arrival.guess,
            arrival.utterance,
            patience_of(world, person.id, cause) if patience is None else patience * 60,
            None,
            cause,
            impostor=arrival.impostor,
            approved=arrival.approved,
            vague=arrival.vague,
        )
    )


def _fault(world: World, scripted: str) -> Fault | None:
    """The fault of a scripted fault's id, once it has begun."""
    for each in world.setting.scenario.faults:
        if each.id == scripted:
            return world.state.plant.faults.get(_fault_id(each))
    return None


def _fault_id(arrival: FaultArrival) -> FaultId:
    """Scripted faults are the first of their component and mode."""
    return FaultId(f"{arrival.component}/{arrival.mode}/1")
