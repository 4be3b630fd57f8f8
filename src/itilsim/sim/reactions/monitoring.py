"""What travels along the estate with delay, and what monitoring sees of it."""

from __future__ import annotations

from itilsim.domain import speech
from itilsim.domain.facts import AlertRaised, LevelChanged
from itilsim.domain.library import Check
from itilsim.domain.names import ComponentId
from itilsim.sim.world import World


def spreading(world: World, fact: LevelChanged) -> None:
    """Items that hold out for a while follow what they need later."""
    estate = world.state.estate
    if not estate.delays:
        return
    for node in estate.dependents.get(fact.node, ()):
        if node in estate.delays:
            world.after(estate.delays[node], _follow, world, node, fact)


def _follow(world: World, node: str, fact: LevelChanged) -> None:
    plant = world.state.plant
    level = plant.level(node)
    if level != plant.levels.get(node, "up"):
        world.record(LevelChanged(world.at, node, level, fact.cause))


def detecting(world: World, fact: LevelChanged) -> None:
    """Checks look at an item that is not up; what no check watches fails silently."""
    component = world.state.estate.components.get(ComponentId(fact.node))
    if component is None or fact.level == "up":
        return
    for check in world.setting.checks_by_kind.get(component.kind, ()):
        if check.sees == fact.level:
            world.after(check.interval_seconds, _check, world, check, component.id, fact)


def _check(world: World, check: Check, component: ComponentId, fact: LevelChanged) -> None:
    """One alert for as long as the item stays as it is."""
    plant, desk = world.state.plant, world.state.desk
    if plant.levels.get(component, "up") != check.sees:
        return
    standing = desk.signals.get(component)
    if standing is not None and desk.alerts[standing].utterance == speech.alert(check.id):
        return
    world.record(
        AlertRaised(
            world.at,
            plant.next_alert_id(check.id, component),
            check.id,
            component,
            check.significance,
            speech.alert(check.id),
            None,
            fact.cause,
        )
    )
