"""Sets a world going: every source that the scenario declares."""

from __future__ import annotations

from itilsim.sim.sources.demand import demanding
from itilsim.sim.sources.rota import changing_shifts, staff
from itilsim.sim.sources.scripts import alerting, contacting, failing_as_scripted
from itilsim.sim.sources.wear import wear_out
from itilsim.sim.world import World


def start(world: World) -> None:
    """Start all sources, in the scenario's order."""
    scenario = world.setting.scenario
    for team in world.setting.organisation.teams:
        world.teams[team.id] = staff(world, team)
        world.start(changing_shifts(world, team))
    for fault in scenario.faults:
        world.start(failing_as_scripted(world, fault))
    for alert in scenario.alerts:
        world.start(alerting(world, alert))
    for contact in scenario.contacts:
        world.start(contacting(world, contact))
    for demand in scenario.demand:
        world.start(demanding(world, demand))
    if scenario.wear_out:
        wear_out(world)
