"""What no practice does: things fail, the failure spreads, people are hit, and it is over again.

The world's share of the truth, in the form of a practice without commands.
"""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain import facts as f
from itilsim.domain.estate import worse
from itilsim.domain.names import CauseId, FaultId, Level, PersonId
from itilsim.domain.plant import LEFTOVER, Fault, Plant
from itilsim.domain.practice import Practice
from itilsim.domain.state import State


def fault_began(plant: Plant, fact: f.FaultBegan) -> None:
    """A component has begun to fail, perhaps without effect yet."""
    fault = Fault(fact.fault, fact.component, fact.mode, fact.at, fact.level)
    plant.faults[fault.id] = fault
    plant.by_component.setdefault(fact.component, []).append(fault.id)
    key = (fact.component, fact.mode)
    plant.counts[key] = plant.counts.get(key, 0) + 1
    if fact.level != "up":
        _strikes(plant, fault, fact.at)


def fault_struck(plant: Plant, fact: f.FaultStruck) -> None:
    """A latent fault is felt from now on."""
    fault = plant.faults[fact.fault]
    fault.level = fact.level
    _strikes(plant, fault, fact.at)


def fault_repaired(plant: Plant, fact: f.FaultRepaired) -> None:
    """It is gone, but perhaps not for one person."""
    fault = plant.faults[fact.fault]
    fault.repaired_at = fact.at
    fault.level = "up"
    plant.hurting.pop(fault.id, None)
    plant.by_component[fault.component].remove(fault.id)
    person = _leftover_person(plant, fault)
    if person is not None:
        plant.leftovers[fault.id] = person


def level_changed(plant: Plant, fact: f.LevelChanged) -> None:
    """A node works better or worse."""
    if fact.level == "up":
        plant.levels.pop(fact.node, None)
    else:
        plant.levels[fact.node] = fact.level


def workaround_taken(plant: Plant, fact: f.WorkaroundTaken) -> None:
    """A group has some of its lost work back; the best workaround counts."""
    around = plant.faults[fact.fault].workarounds
    around[fact.group] = max(fact.percent, around.get(fact.group, 0))


def trouble_settled(plant: Plant, fact: f.TroubleSettled) -> None:
    """A single person's matter is over."""
    plant.settled[fact.cause] = fact.at


def contact_arrived(plant: Plant, fact: f.ContactArrived) -> None:
    """What made the person call; a leftover that was reported calls no more."""
    _caused(plant, fact.contact, fact.cause)
    plant.arrived[fact.contact] = fact
    if fact.cause.startswith(LEFTOVER):
        plant.leftovers.pop(FaultId(fact.cause.removeprefix(LEFTOVER)), None)


def alert_raised(plant: Plant, fact: f.AlertRaised) -> None:
    """What made a check speak, and how often it has."""
    _caused(plant, fact.alert, fact.cause)
    key = (fact.arrival, str(fact.component))
    plant.alerts[key] = plant.alerts.get(key, 0) + 1


def work_started(plant: Plant, fact: f.WorkStarted) -> None:
    """The owning team works on a fault under the record that it took up first."""
    fault = plant.fault_of(fact.subject)
    if fault is None or fault.worked_on:
        return
    if plant.estate.components[fault.component].owner == fact.team:
        fault.worked_on = fact.subject


def settles(fact: f.FaultBegan | f.FaultStruck | f.FaultRepaired, state: State) -> Iterator[f.Fact]:
    """The level of the item that failed or is whole again, where it is not what it was."""
    node = state.plant.faults[fact.fault].component
    level = state.plant.level(node)
    if level != state.plant.levels.get(node, "up"):
        yield f.LevelChanged(fact.at, node, level, CauseId(fact.fault))


def spreads(fact: f.LevelChanged, state: State) -> Iterator[f.Fact]:
    """What needs the node follows at once; what holds out for a while is only well at once."""
    estate, plant = state.estate, state.plant
    for node in estate.dependents.get(fact.node, ()):
        before, now = plant.levels.get(node, "up"), plant.level(node)
        if now != before and (node not in estate.delays or worse(now, before) == before):
            yield f.LevelChanged(fact.at, node, now, fact.cause)


def _caused(plant: Plant, subject: str, cause: CauseId) -> None:
    plant.causes[subject] = cause
    plant.subjects.setdefault(cause, []).append(subject)


def _strikes(plant: Plant, fault: Fault, at: int) -> None:
    """Remember whom the fault hits that would be well without it."""
    estate = plant.estate
    fault.struck_at = at
    others: dict[str, Level] = {
        plant.faults[each].component: plant.faults[each].level for each in plant.hurting
    }
    plant.hurting[fault.id] = None
    before = estate.spread(others)
    after = estate.spread({**others, fault.component: fault.level})
    changed = {node: level for node, level in after.items() if before.get(node) != level}
    fault.hits = estate.hits(changed)
    fault.external = bool(estate.external_stopped(changed))
    found: dict[str, None] = {each: None for hit in fault.hits for each in hit.services}
    found.update({node: None for node in changed if node in estate.services})
    fault.services = tuple(found)


def _leftover_person(plant: Plant, fault: Fault) -> PersonId | None:
    """For whom it is not over after the repair, as the scenario says."""
    if fault.struck_at is None or not plant.setting.modes[fault.mode].leftover:
        return None
    for each in plant.setting.scenario.faults:
        is_this = (each.component, each.mode) == (fault.component, fault.mode)
        if is_this and each.leftover_person is not None:
            return each.leftover_person
    return None


PRACTICE = Practice(
    on_plant={
        f.FaultBegan: fault_began,
        f.FaultStruck: fault_struck,
        f.FaultRepaired: fault_repaired,
        f.LevelChanged: level_changed,
        f.WorkaroundTaken: workaround_taken,
        f.TroubleSettled: trouble_settled,
        f.ContactArrived: contact_arrived,
        f.AlertRaised: alert_raised,
        f.WorkStarted: work_started,
    },
    consequences={
        f.FaultBegan: settles,
        f.FaultStruck: settles,
        f.FaultRepaired: settles,
        f.LevelChanged: spreads,
    },
)
