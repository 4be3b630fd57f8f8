"""Demand: contacts that arrive at random, whatever the state of the estate (Poisson)."""

from __future__ import annotations

import datetime as dt
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
    """One Poisson stream in the open hours of its calendar, thinned by its profile.

    Draws: from the stream `demand/<id>`, two for each arrival, gap and person; with a profile one
    more for each that might have come (thinning; Lewis and Shedler 1979).
    """
    stream = Random(f"{world.seed}/demand/{demand.id}")
    hours = world.setting.hours[demand.hours]
    groups = _groups(world, demand)
    heads = list(accumulate(group.people for group in groups))
    open_at = hours.next_open(0)
    profile = _Profile(world, demand)
    number = 0
    while open_at is not None and profile.most > 0:
        gap = round(-3600 / profile.most * math.log(1.0 - stream.random()))
        arrival = hours.add(open_at, gap)
        if arrival >= world.setting.horizon:
            return
        if not profile.flat and stream.random() * profile.most >= profile.rate(arrival):
            open_at = arrival
            continue
        yield world.wait(arrival - world.at)
        number += 1
        # Every head alike: the person at a uniform place in the row of all groups.
        place = int(stream.random() * heads[-1])
        index = bisect_right(heads, place)
        _arrive(world, demand, groups[index], place - heads[index] + groups[index].people, number)
        open_at = world.at


class _Profile:
    """How many an hour come, by hour of the day and day of the week."""

    def __init__(self, world: World, demand: Demand) -> None:
        """Work out the rate at its highest."""
        self.flat = not demand.hour_percent and not demand.weekday_percent
        self._mean = demand.per_hour + demand.per_hour_hundredths / 100
        self._hours = demand.hour_percent or (100,) * 24
        self._days = demand.weekday_percent or (100,) * 7
        self._day_start = world.setting.day_start
        self._weekday = dt.date.fromisoformat(world.setting.scenario.start[:10]).weekday()
        self.most = self._mean * max(self._hours) * max(self._days) / 10_000

    def rate(self, at: int) -> float:
        """Mean arrivals an hour at a second."""
        days, clock = divmod(at - self._day_start, 86_400)
        day = self._days[(self._weekday + days) % 7]
        return self._mean * self._hours[clock // 3600] * day / 10_000


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
