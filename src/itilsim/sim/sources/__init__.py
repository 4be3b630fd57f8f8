"""Sources: what happens whether or not anybody acts; `start` sets them all going."""

from __future__ import annotations

from itilsim.sim.sources.demand import demanding
from itilsim.sim.sources.rota import staff
from itilsim.sim.sources.scripts import follow_scripts
from itilsim.sim.wearing import wear_out
from itilsim.sim.world import World


def start(world: World) -> None:
    """Start all sources, in the scenario's order."""
    scenario = world.setting.scenario
    for team in world.setting.organisation.teams:
        staff(world, team)
    follow_scripts(world)
    for demand in scenario.demand:
        world.start(demanding(world, demand))
    if scenario.wear_out:
        wear_out(world)
