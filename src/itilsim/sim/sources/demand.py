"""Demand: contacts that arrive at random, whatever the state of the estate (Poisson)."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate
from random import Random

from itilsim.domain import speech
from itilsim.domain.facts import ContactArrived
from itilsim.domain.library import Demand
from itilsim.domain.names import CauseId, PersonId
from itilsim.domain.organisation import UserGroup
from itilsim.domain.plant import ARRIVAL
from itilsim.sim.reactions.calling import patience_of
from itilsim.sim.world import Process, World


def demanding(world: World, demand: Demand) -> Process:
    """One Poisson stream in the open hours of its calendar.

    Draws: two for each arrival, from the stream `demand/<id>`: gap and person.
    """
    stream = Random(f"{world.seed}/demand/{demand.id}")
    hours = world.setting.hours[demand.hours]
    groups = _groups(world, demand)
    heads = list(accumulate(group.people for group in groups))
    open_at = hours.next_open(0)
    number = 0
    while open_at is not None and demand.per_hour > 0:
        gap = round(-3600 / demand.per_hour * math.log(1.0 - stream.random()))
        arrival = hours.add(open_at, gap)
        if arrival >= world.setting.horizon:
            return
        yield world.wait(arrival - world.at)
        number += 1
        # Every head alike: the person at a uniform place in the row of all groups.
        place = int(stream.random() * heads[-1])
        index = bisect_right(heads, place)
        _arrive(world, demand, groups[index], place - heads[index] + groups[index].people, number)
        open_at = world.at


def _groups(world: World, demand: Demand) -> tuple[UserGroup, ...]:
    """Who may want it: users of the service that the symptom is about, else everybody."""
    service = world.setting.symptoms[demand.symptom].service
    everybody = world.setting.organisation.groups
    users = tuple(group for group in everybody if service is None or service in group.services)
    return users or everybody


def _arrive(world: World, demand: Demand, group: UserGroup, index: int, number: int) -> None:
    person = PersonId(f"{group.id}#{index}")
    cause = CauseId(f"{ARRIVAL}{demand.id}/{number}")
    symptom = world.setting.symptoms[demand.symptom]
    world.record(
        ContactArrived(
            at=world.at,
            contact=world.state.plant.contact_id(person, cause, 1),
            arrival=demand.id,
            person=person,
            group=group.id,
            vip=False,
            channel=demand.channel,
            symptom=demand.symptom,
            effect=demand.effect,
            service=symptom.service,
            component=None,
            people=1,
            mood="calm",
            guess="",
            utterance=speech.report(demand.symptom),
            patience=patience_of(world, person, cause),
            chases=None,
            cause=cause,
        )
    )
