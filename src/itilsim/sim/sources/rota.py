"""Teams as resources: as many turns as people are on duty."""

from __future__ import annotations

import simpy
from simpy.resources.resource import PriorityRequest

from itilsim.domain.organisation import Team
from itilsim.sim.world import Process, World

_OFF_DUTY = -1
"""Going off duty comes before any record; nobody is pulled away from work."""


def staff(world: World, team: Team) -> None:
    """Give the team its resource, as large as its rota; the rota blocks places that are idle."""
    most = max(1, sum(each.people for each in team.rota))
    world.teams[team.id] = simpy.PriorityResource(world.env, capacity=most)
    if any(people < most for _, people in world.setting.indexes.duty[team.id]):
        world.start(_changing_shifts(world, team, most))


def _changing_shifts(world: World, team: Team, most: int) -> Process:
    """Block and free places as people go off and on duty."""
    blocked: list[PriorityRequest] = []
    for at, people in world.setting.indexes.duty[team.id]:
        if at > world.at:
            yield world.wait(at - world.at)
        while len(blocked) < most - people:
            blocked.append(world.teams[team.id].request(priority=_OFF_DUTY))
        while len(blocked) > most - people:
            _come_back(world, team, blocked.pop())


def _come_back(world: World, team: Team, place: PriorityRequest) -> None:
    if place.triggered:
        world.teams[team.id].release(place)
    else:
        place.cancel()
