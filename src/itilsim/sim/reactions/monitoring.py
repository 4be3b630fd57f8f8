"""What travels along the estate with delay, and what monitoring sees of it."""

from __future__ import annotations

from itilsim.domain.facts import AlertRaised, LevelChanged
from itilsim.domain.library import Check
from itilsim.domain.names import AlertId
from itilsim.sim.world import Process, World


def spreading(world: World, fact: LevelChanged) -> Process | None:
    """Items that hold out for a while follow what they need later."""
    estate = world.state.estate
    if not estate.delays:
        return None
    for node in estate.dependents.get(fact.node, ()):
        if node in estate.delays:
            world.start(_following(world, node, fact))
    return None


def _following(world: World, node: str, fact: LevelChanged) -> Process:
    yield world.wait(world.state.estate.delays[node])
    level = world.state.plant.level(node)
    if level != world.state.plant.levels.get(node, "up"):
        world.record(LevelChanged(world.at, node, level, fact.cause))


def detecting(world: World, fact: LevelChanged) -> Process | None:
    """Checks look at an item that is not up; what no check watches fails silently."""
    if fact.level == "up" or fact.node not in world.state.estate.components:
        return None
    kind = world.state.estate.components[fact.node].kind  # type: ignore[index]
    for check in world.setting.checks_by_kind.get(kind, ()):
        if check.sees == fact.level:
            world.start(_checking(world, check, fact))
    return None


def _checking(world: World, check: Check, fact: LevelChanged) -> Process:
    yield world.wait(check.interval_seconds)
    plant, desk = world.state.plant, world.state.desk
    if plant.levels.get(fact.node, "up") != check.sees:
        return
    component = world.state.estate.components[fact.node]  # type: ignore[index]
    standing = desk.signals.get(component.id)
    if standing is not None and desk.alerts[standing].arrival == check.id:
        return
    count = plant.alerts.get((check.id, component.id), 0) + 1
    alert = AlertId(f"{check.id}/{component.id}/{count}")
    world.record(
        AlertRaised(
            world.at, alert, check.id, component.id, check.significance, f"alert-{check.id}", None,
            fact.cause,
        )
    )  # fmt: skip
