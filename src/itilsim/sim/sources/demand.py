"""Demand: contacts that arrive at random, whatever the state of the estate (Poisson)."""

from __future__ import annotations

import math
from random import Random

from itilsim.domain.facts import ContactArrived
from itilsim.domain.library import Demand
from itilsim.domain.names import CauseId, ContactId, PersonId
from itilsim.domain.organisation import UserGroup
from itilsim.domain.plant import ARRIVAL
from itilsim.sim.reactions.calling import patience_of
from itilsim.sim.world import Process, World


def demanding(world: World, demand: Demand) -> Process:
    """One Poisson stream in the open hours of its calendar.

    Draws: two for each arrival, from the stream `demand/<id>`: gap and person.
    """
    stream = Random(f"{world.seed}/demand/{demand.id}")  # noqa: S311 - a simulation, not a secret
    hours = world.setting.hours[demand.hours]
    groups = _groups(world, demand)
    open_at = hours.next_open(0)
    number = 0
    while open_at is not None and demand.per_hour > 0:
        gap = round(-3600 / demand.per_hour * math.log(1.0 - stream.random()))
        arrival = hours.add(open_at, gap)
        if arrival >= world.setting.horizon:
            return
        yield world.wait(arrival - world.at)
        number += 1
        group, index = _person(groups, stream.random())
        _arrive(world, demand, group, index, number)
        open_at = world.at


def _groups(world: World, demand: Demand) -> list[UserGroup]:
    symptom = world.setting.symptoms[demand.symptom]
    users = [
        group
        for group in world.setting.organisation.groups
        if symptom.service is None or symptom.service in group.services
    ]
    return users or list(world.setting.organisation.groups)


def _person(groups: list[UserGroup], u: float) -> tuple[UserGroup, int]:
    """The person that belongs to a uniform number, every head alike."""
    place = int(u * sum(group.people for group in groups))
    for group in groups:
        if place < group.people:
            return group, place
        place -= group.people
    return groups[-1], groups[-1].people - 1


def _arrive(world: World, demand: Demand, group: UserGroup, index: int, number: int) -> None:
    person = PersonId(f"{group.id}#{index}")
    cause = CauseId(f"{ARRIVAL}{demand.id}/{number}")
    symptom = world.setting.symptoms[demand.symptom]
    world.record(
        ContactArrived(
            world.at, ContactId(f"{person}/{cause}/1"), demand.id, person, group.id, False,
            demand.channel, demand.symptom, demand.effect, symptom.service, None, 1, "calm", "",
            f"report-{demand.symptom}", patience_of(world, person, cause), None, cause,
        )
    )  # fmt: skip
