"""Teams as resources: as many turns as people are on duty."""

from __future__ import annotations

import simpy
from simpy.resources.resource import PriorityRequest

from itilsim.domain.organisation import Team
from itilsim.sim.world import Process, World

_OFF_DUTY = -1
"""Going off duty comes before any record; nobody is pulled away from work."""


def staff(world: World, team: Team) -> simpy.PriorityResource:
    """The team's resource, as large as its largest shift; idle places are blocked by the rota."""
    return simpy.PriorityResource(world.env, capacity=max(1, _most(team)))


def changing_shifts(world: World, team: Team) -> Process:
    """Block and free places as people go off and on duty."""
    blocked: list[PriorityRequest] = []
    most = max(1, _most(team))
    while True:
        away = most - on_duty(world, team)
        while len(blocked) < away:
            blocked.append(world.teams[team.id].request(priority=_OFF_DUTY))
        while len(blocked) > away:
            _come_back(world, team, blocked.pop())
        following = _next_change(world, team)
        if following is None:
            return
        yield world.wait(following - world.at)


def _come_back(world: World, team: Team, place: PriorityRequest) -> None:
    if place.triggered:
        world.teams[team.id].release(place)
    else:
        place.cancel()


def on_duty(world: World, team: Team) -> int:
    """How many people of a team are on duty now."""
    hours = world.setting.hours
    return sum(each.people for each in team.rota if hours[each.hours].is_open(world.at))


def _most(team: Team) -> int:
    return sum(each.people for each in team.rota)


def _next_change(world: World, team: Team) -> int | None:
    """The next second at which somebody comes or goes before the end."""
    changes = [
        change
        for each in team.rota
        if (change := world.setting.hours[each.hours].next_change(world.at)) is not None
        and change <= world.setting.end
    ]
    return min(changes, default=None)
