"""A desk with Poisson arrivals, exponential work and c engineers, beside two other simulators.

The one idea: an itilsim scenario can be so plain that its answer is in the textbooks (Erlang C),
and so be checked, and compared with simulators that were made for that. Times in itilsim are whole
seconds; with work of four hours on average a second more or less is 0.01 % of it.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from statistics import fmean, stdev

import ciw
import salabim

from bench.table import Figure
from itilsim.content.scenarios import make_setting
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.hours import Calendar, Opening
from itilsim.domain.library import Demand, Distribution, Library, Symptom, Utterance
from itilsim.domain.names import (
    SERVICE_DESK,
    ContactId,
    GroupId,
    Priority,
    ServiceClass,
    ServiceId,
    TeamId,
    TicketId,
)
from itilsim.domain.organisation import (
    DeskCard,
    ImpactRules,
    OnDuty,
    Organisation,
    Service,
    Site,
    Target,
    Team,
    UrgencyRules,
    UserGroup,
)
from itilsim.domain.scenario import Briefing, Constants, Scenario, Setting
from itilsim.sim.shift import Shift

ENGINEERS = 10
AN_HOUR = 2
"""Mean arrivals an hour."""
WORK = 4
"""Mean work in hours; the engineers are busy four fifths of the time."""
HOURS = 90 * 24
"""Length of a replication, about 4,320 customers."""
WARM_UP = 10 * 24
"""Hours dropped at the beginning."""
COOL_DOWN = 5 * 24
"""Hours dropped at the end, in which somebody may still wait when it is over."""
REPLICATIONS = 30
T_29 = 2.04523
"""Student's t for 29 degrees of freedom at 97.5 %. Source: any table of it."""
ENGINEERING = TeamId("ENG")


@dataclass(frozen=True, slots=True)
class Replication:
    """What one replication showed."""

    customers: int
    seconds: float
    """Processor time."""
    wait: float
    """Mean hours of waiting for an engineer, warm-up dropped."""

    @property
    def speed(self) -> float:
        """Customers a second."""
        return self.customers / self.seconds


def figures() -> list[Figure]:
    """Speed beside Ciw and salabim, and the mean wait beside Erlang C."""
    setting = plain_desk()
    replications = [with_itilsim(setting, seed) for seed in range(1, REPLICATIONS + 1)]
    ours = [each.speed for each in replications]
    cis = [with_ciw(seed).speed for seed in range(1, 6)]
    salabims = [with_salabim(seed).speed for seed in range(1, 4)]
    setting_out = (
        f"M/M/{ENGINEERS}, {AN_HOUR} an hour, {WORK} h of work; customers a second: itilsim "
        f"{fmean(ours):,.0f}, Ciw {fmean(cis):,.0f}, salabim {fmean(salabims):,.0f}"
    )
    return [
        Figure("a desk, share of Ciw's speed", fmean(ours) / fmean(cis), aim=0.25, least=True,
               note=setting_out),
        Figure("a desk, in salabim's speed", fmean(ours) / fmean(salabims), note="the same"),
        _mean_wait([each.wait for each in replications]),
    ]  # fmt: skip


def _mean_wait(waits: list[float]) -> Figure:
    """How far Erlang C's mean wait lies from ours, in half-widths of the 95 % interval."""
    expected = erlang_c_wait(ENGINEERS, AN_HOUR, WORK)
    half = T_29 * stdev(waits) / math.sqrt(len(waits))
    note = (
        f"mean wait {fmean(waits):.4f} ± {half:.4f} h (95 %, {len(waits)} replications of "
        f"{HOURS // 24} days, {WARM_UP // 24} dropped), Erlang C {expected:.4f} h"
    )
    off = abs(fmean(waits) - expected) / half
    return Figure("a desk, Erlang C in half-widths", off, limit=1, note=note)


def erlang_c_wait(servers: int, rate: float, work: float) -> float:
    """Mean wait in the queue M/M/c, in the unit of `work`.

    Source: A. K. Erlang's second formula, for instance Gross et al., Fundamentals of Queueing
    Theory, section 3.3.
    """
    offered = rate * work
    last = offered**servers / math.factorial(servers) * servers / (servers - offered)
    others = math.fsum(offered**n / math.factorial(n) for n in range(servers))
    return last / (others + last) * work / (servers - offered)


def with_itilsim(setting: Setting, seed: int) -> Replication:
    """All of it: desk, facts, journal, digest; everything is handed on in the second it comes."""
    sent: dict[str, int] = {}
    waits: list[int] = []

    def look(fact: f.Fact, _line: str) -> None:
        if isinstance(fact, f.TicketAssigned):
            sent[fact.ticket] = fact.at
        elif isinstance(fact, f.WorkStarted):
            came = sent[fact.subject]
            if WARM_UP * 3600 <= came < (HOURS - COOL_DOWN) * 3600:
                waits.append(fact.at - came)

    began = time.process_time()
    shift = Shift(setting, seed, pace="paced", sink=look)
    while not shift.ended:
        _hand_on(shift, shift.desk)
        shift.advance_to_change(setting.horizon)
    shift.finish()
    assert shift.digest
    return Replication(len(sent), time.process_time() - began, fmean(waits) / 3600)


def _hand_on(shift: Shift, desk: Desk) -> None:
    """Give what came in to the engineers."""
    for each in tuple(desk.inbox):
        shift.submit(c.LogTicket(ContactId(each), "incident", "software", ServiceId("S")))
        shift.submit(c.PrioritiseTicket(TicketId(each), 3, 3))
        shift.submit(c.AssignTicket(TicketId(each), ENGINEERING))


def with_ciw(seed: int) -> Replication:
    """The same queue in Ciw."""
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=AN_HOUR)],
        service_distributions=[ciw.dists.Exponential(rate=1 / WORK)],
        number_of_servers=[ENGINEERS],
    )
    began = time.process_time()
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(HOURS)
    records = simulation.get_all_records()
    seconds = time.process_time() - began
    waits = [each.waiting_time for each in records if each.arrival_date >= WARM_UP]
    return Replication(len(records), seconds, fmean(waits))


def with_salabim(seed: int) -> Replication:
    """The same queue in salabim."""
    salabim.yieldless(False)  # noqa: FBT003 - salabim's own signature
    env = salabim.Environment(trace=False, random_seed=seed)
    gaps, works = salabim.Exponential(1 / AN_HOUR), salabim.Exponential(WORK)
    engineers = salabim.Resource("engineers", capacity=ENGINEERS)
    waits: list[float] = []

    class Customer(salabim.Component):  # type: ignore[misc]  # salabim is not typed
        def process(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as salabim calls it
            came = env.now()
            yield self.request(engineers)
            waits.append(env.now() - came)
            yield self.hold(works.sample())
            self.release()

    class Source(salabim.Component):  # type: ignore[misc]  # salabim is not typed
        def process(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as salabim calls it
            while True:
                yield self.hold(gaps.sample())
                Customer()

    began = time.process_time()
    Source()
    env.run(till=HOURS)
    return Replication(len(waits), time.process_time() - began, fmean(waits))


def plain_desk() -> Setting:
    """An organisation of one team, whose people take whatever comes, day and night."""
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    always = Calendar("always", (Opening(week, "00:00", "24:00"),), business_day_minutes=1440)
    user = UserGroup(GroupId("all"), "All", "HO", "All", 500, "always", (ServiceId("S"),))
    service = Service(ServiceId("S"), "Service", "internal", "Owner", "always", "bronze")
    everything = Team(
        ENGINEERING, "Engineers", "technical management", ("software",),
        (OnDuty("always", ENGINEERS),),
    )  # fmt: skip
    desk = Team(SERVICE_DESK, "Desk", "service desk", ("general",), (OnDuty("always", 1),))
    organisation = Organisation(
        id="plain", name="Plain", zone="UTC", calendars=(always,), sites=(Site("HO", "Here"),),
        groups=(user,), services=(service,), components=(), teams=(desk, everything),
        targets=_no_targets(), card=_card(),
    )  # fmt: skip
    library = Library(
        symptoms=(Symptom("trouble", "trouble", "incident", "software", ServiceId("S")),),
        utterances=(Utterance("report-trouble", ("It does not work.",), "trouble"),),
    )
    return make_setting(_scenario(), organisation, library)


def _scenario() -> Scenario:
    """Nothing but people with something to do for an engineer, who wait as long as it takes."""
    return Scenario(
        id="plain", title="A plain desk", words="A benchmark.", organisation="plain",
        library=("plain",), start="2026-01-01 00:00", minutes=HOURS * 60, aftermath_minutes=0,
        role="analyst", briefing=Briefing((), ()),
        demand=(Demand("work", "trouble", "email", AN_HOUR, "always", "slowed"),),
        constants=Constants(single_work=Distribution("exponential", WORK * 60), chasers=0),
    )  # fmt: skip


def _no_targets() -> tuple[Target, ...]:
    classes: tuple[ServiceClass, ...] = ("gold", "silver", "bronze")
    priorities: tuple[Priority, ...] = (1, 2, 3, 4, 5)
    return tuple(
        Target(priority, name, None, None, "always") for name in classes for priority in priorities
    )


def _card() -> DeskCard:
    return DeskCard(
        ImpactRules(10, 60, 6000, "A site.", "A department.", "One person or a few."),
        UrgencyRules(90, 480, "It hurts now.", "It hurts today.", "It hurts later."),
        ((1, 2, 3), (2, 3, 4), (3, 4, 5)), (), 0, 30,
    )  # fmt: skip
