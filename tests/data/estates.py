"""Estates of any size, made of equal cells, that give about the same number of facts whatever size.

The one idea: a cell is ten components, one service and one group. More cells wear out more slowly,
each by as much as there are more of them, and demand is that of the whole desk.
"""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import NormalDist

from itilsim.content.scenarios import make_setting
from itilsim.domain.hours import Calendar, Opening
from itilsim.domain.library import (
    Article,
    Check,
    Demand,
    Distribution,
    FailureMode,
    KnownError,
    Library,
    RequestModel,
    Step,
    Symptom,
    Utterance,
)
from itilsim.domain.names import ComponentId, GroupId, Priority, ServiceClass, ServiceId, TeamId
from itilsim.domain.organisation import (
    Component,
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
from itilsim.domain.scenario import Briefing, Scenario, Setting

CELL = 10
"""Components of a cell."""

MINUTES_LONG = 2880
"""Length of the scenario."""

SMALLEST = 80
"""Components for which the times to failure below hold."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLASSES: tuple[ServiceClass, ...] = ("gold", "silver", "silver", "bronze")
MINUTES: dict[ServiceClass, tuple[int, ...]] = {
    "gold": (45, 60, 240, 960, 2880),
    "silver": (120, 240, 960, 2880, 4800),
    "bronze": (120, 240, 960, 2880, 4800),
}


def estate(components: int, days: int = 2) -> Setting:
    """A setting with this many components, a multiple of `CELL`, for so many days."""
    longer = replace(scenario(), minutes=days * 1440)
    return make_setting(longer, organisation(components), library(components))


def scenario() -> Scenario:
    """Two days in which nothing is scripted."""
    return Scenario(
        id="eighty",
        title="Eighty components for two days",
        words="A test: components wear out, people call, nothing is scripted.",
        organisation="eighty",
        library=("eighty",),
        start="2026-10-24 08:00",
        minutes=MINUTES_LONG,
        aftermath_minutes=240,
        role="analyst",
        briefing=Briefing(words=("A test.",), handover=("Nothing to hand over.",)),
        demand=_demand(),
        wear_out=True,
        scripted_callers=False,
    )


def organisation(components: int) -> Organisation:
    """An organisation of equal cells, on two sites."""
    cells = range(1, components // CELL + 1)
    return Organisation(
        id="eighty",
        name="Cellwright",
        zone="Europe/London",
        calendars=(
            Calendar("always", (Opening(WEEK, "00:00", "24:00"),), business_day_minutes=1440),
            Calendar("day", (Opening(WEEK, "07:00", "19:00"),), business_day_minutes=720),
            Calendar("late", (Opening(WEEK, "12:00", "23:00"),), business_day_minutes=660),
        ),
        sites=(Site("EA", "East works"), Site("WE", "West works")),
        groups=tuple(_group(n) for n in cells),
        services=tuple(_service(n) for n in cells),
        components=tuple(part for n in cells for part in _cell(n)),
        teams=_teams(),
        targets=_targets(),
        card=_card(),
    )


def library(components: int) -> Library:
    """Ways to fail, wishes and words; wear-out slows down as the estate grows."""
    return Library(
        failure_modes=_modes(components),
        symptoms=_symptoms(),
        known_errors=(
            KnownError(
                "KE-80",
                "Application stops after a long run",
                ("no-answer",),
                "Open the plain form; it does the main steps.",
                60,
                ("application",),
            ),
        ),
        articles=(Article("KA-80", "How to order a report", ("how-to",), "Menu, reports, order."),),
        request_models=(
            RequestModel(
                "RM-80",
                "Password reset",
                ("password",),
                (Step("who", "Verify who it is", "verify"), Step("reset", "Reset it", "fulfil")),
                15,
                "always",
                urgent=True,
            ),
            RequestModel(
                "RM-81",
                "Second screen",
                ("screen-wish",),
                (
                    Step("yes", "Line manager approves", "approve", "line manager"),
                    Step("order", "Order it", "fulfil", "WP"),
                ),
                960,
                "day",
            ),
        ),
        checks=_checks(),
        utterances=_utterances(),
    )


def _group(n: int) -> UserGroup:
    """The people of a cell; they differ in number and hours."""
    return UserGroup(
        id=GroupId(f"g-{n}"),
        name=f"Group {n}",
        site="EA" if n % 2 else "WE",
        department=f"Department {(n - 1) % 8 + 1}",
        people=20 + 5 * ((n - 1) % 4),
        hours="day" if n % 3 else "late",
        services=(ServiceId(f"S{n}"),),
        needs=(ComponentId(f"switch-{n}"),),
    )


def _service(n: int) -> Service:
    """What the people of a cell work with."""
    return Service(
        id=ServiceId(f"S{n}"),
        name=f"Service {n}",
        kind="internal",
        owner=f"Head of department {(n - 1) % 8 + 1}",
        hours="always",
        service_class=CLASSES[(n - 1) % 4],
        needs=(f"database-{n}",),
        any_of=((f"app-a-{n}", f"app-b-{n}"),),
        cost_per_minute=20,
    )


def _cell(n: int) -> tuple[Component, ...]:
    """Ten components: lines, hosts and applications are redundant."""
    hosts = ((f"host-a-{n}", f"host-b-{n}"),)
    parts: tuple[tuple[str, str, str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = (
        ("link-a", "link", "NET", (), ()),
        ("link-b", "link", "NET", (), ()),
        ("switch", "switch", "NET", (), ((f"link-a-{n}", f"link-b-{n}"),)),
        ("host-a", "host", "SRV", (), ()),
        ("host-b", "host", "SRV", (), ()),
        ("storage", "storage", "SRV", (), ()),
        ("database", "database", "DB", (f"storage-{n}",), hosts),
        ("app-a", "application", "BIZ", (f"host-a-{n}",), ()),
        ("app-b", "application", "BIZ", (f"host-b-{n}",), ()),
        ("printer", "printer", "WP", (f"switch-{n}",), ()),
    )
    return tuple(
        Component(ComponentId(f"{name}-{n}"), f"{name} of cell {n}", kind, TeamId(team), needs, one)
        for name, kind, team, needs, one in parts
    )


def _teams() -> tuple[Team, ...]:
    """The desk and five teams."""
    day, night = OnDuty("day", 2), OnDuty("late", 1)
    return (
        Team(TeamId("SD"), "Service desk", "service desk", ("general", "access"), (day, night)),
        Team(TeamId("WP"), "Workplace", "technical management", ("hardware",), (day,)),
        Team(TeamId("NET"), "Network", "technical management", ("network",), (day, night)),
        Team(TeamId("SRV"), "Servers", "technical management", (), (day, night)),
        Team(TeamId("DB"), "Databases", "technical management", (), (day, night)),
        Team(TeamId("BIZ"), "Applications", "application management", ("software",), (day, night)),
    )


def _targets() -> tuple[Target, ...]:
    """Agreed times of every priority and class."""
    response: dict[Priority, int] = {1: 10, 2: 15, 3: 30, 4: 60, 5: 240}
    return tuple(
        Target(priority, name, minutes, MINUTES[name][priority - 1], "always")
        for name in MINUTES
        for priority, minutes in response.items()
    )


def _card() -> DeskCard:
    """A desk card with the common matrix."""
    return DeskCard(
        impact=ImpactRules(10, 60, 6000, "A site.", "A department.", "One person or a few."),
        urgency=UrgencyRules(90, 480, "It hurts now.", "It hurts today.", "It hurts later."),
        matrix=((1, 2, 3), (2, 3, 4), (3, 4, 5)),
        rules=("Close after the caller agrees.",),
        reopen_minutes=960,
        request_response_minutes=30,
    )


def _modes(components: int) -> tuple[FailureMode, ...]:
    """Ways to wear out, of four families of distributions."""
    times = max(1, components // SMALLEST)
    short, long = Distribution("uniform", 10, 30), Distribution("uniform", 20, 60)
    return (
        FailureMode(
            "link-down", "Line cut", ("link",), "down", "network", long, "no-network",
            _exponential(4000, times),
        ),
        FailureMode(
            "link-errors", "Line with errors", ("link",), "degraded", "network", short, "slow",
            _exponential(6000, times),
        ),
        FailureMode(
            "power-supply", "Power supply", ("switch", "host"), "down", "network", long,
            "no-network", _weibull(9000, 150, times),
        ),
        FailureMode(
            "host-hang", "Host hangs", ("host",), "down", "software", short, "no-answer",
            _exponential(5000, times), Distribution("exponential", 1440), "restart",
        ),
        FailureMode(
            "disk-wear", "Worn disk", ("storage",), "degraded", "hardware", long, "slow",
            _weibull(8000, 200, times), None, "part-swap",
        ),
        FailureMode(
            "lock-storm", "Locks in the database", ("database",), "degraded", "software", short,
            "slow", _lognormal(7000, 100, times),
        ),
        FailureMode(
            "app-leak", "Memory runs out", ("application",), "down", "software", short,
            "no-answer", _exponential(4000, times), Distribution("uniform", 300, 900), "restart",
        ),
        FailureMode(
            "paper-jam", "Paper jam", ("printer",), "down", "hardware", short, "no-print",
            _exponential(3000, times),
        ),
    )  # fmt: skip


def _exponential(minutes: int, times: int) -> Distribution:
    """So much slower that `times` as many components fail as often altogether."""
    return Distribution("exponential", minutes * times)


def _weibull(minutes: int, shape_percent: int, times: int) -> Distribution:
    """The same for first failures within the scenario."""
    if times > 1:
        shape = shape_percent / 100
        chance = 1 - math.exp(-((MINUTES_LONG / minutes) ** shape))
        minutes = round(MINUTES_LONG / (-math.log(1 - chance / times)) ** (1 / shape))
    return Distribution("weibull", minutes, shape_percent=shape_percent)


def _lognormal(median: int, sigma_percent: int, times: int) -> Distribution:
    """The same for first failures within the scenario."""
    if times > 1:
        normal, sigma = NormalDist(), sigma_percent / 100
        chance = normal.cdf(math.log(MINUTES_LONG / median) / sigma)
        median = round(MINUTES_LONG / math.exp(sigma * normal.inv_cdf(chance / times)))
    return Distribution("lognormal", median, shape_percent=sigma_percent)


def _symptoms() -> tuple[Symptom, ...]:
    """What can be reported and wished for."""
    return (
        Symptom("no-network", "no network", "incident", "network"),
        Symptom("slow", "everything is slow", "incident", "software"),
        Symptom("no-answer", "the application does not answer", "incident", "software"),
        Symptom("no-print", "nothing prints", "incident", "hardware"),
        Symptom("password", "forgotten password", "access", "access", form="request"),
        Symptom("screen-wish", "a second screen", "request", "hardware", form="request"),
        Symptom("how-to", "how to order a report", "information", "general", form="request"),
    )


def _checks() -> tuple[Check, ...]:
    """Monitoring of what is down, and of storage that is about to be."""
    return (
        Check("ping", "no answer", ("link", "switch", "host"), "down", "exception", 60),
        Check("smart", "disk errors", ("storage",), "degraded", "warning", 300),
        Check("probe", "no page", ("application", "database"), "down", "exception", 120),
    )


_GENERAL = """
answer-effect-question answer-effect-slowed answer-effect-stopped answer-extent
answer-extent-one answer-item answer-item-unknown confirm-no confirm-yes
note-approval-granted note-returned still-broken note-looking note-repaired
note-not-ours-wp note-not-ours-net note-not-ours-srv note-not-ours-db
note-not-ours-biz
"""
"""Utterances that any scenario needs."""


def _utterances() -> tuple[Utterance, ...]:
    """Three wordings of each symptom and of each code that is put into words."""
    said = {
        "no-network": "there is no network here",
        "slow": "everything is slow today",
        "no-answer": "the application does not answer",
        "no-print": "nothing comes out of the printer",
        "password": "I forgot my password",
        "screen-wish": "I would like a second screen",
        "how-to": "how do I order a report",
    }
    openings = ("Hello, {}.", "Good day, {}.", "Hi, it is because {}.")
    shown = {
        "alert-ping": "{component}: no answer",
        "alert-smart": "{component}: disk errors",
        "alert-probe": "{component}: no page",
        "note-restart": "It hangs, we restart it.",
        "note-repaired-restart": "Restarted, it answers again.",
        "note-part-swap": "A worn part, we swap it.",
        "note-repaired-part-swap": "Part swapped, no more errors.",
    }
    shown |= {name: name.replace("-", " ") for name in _GENERAL.split()}
    reports = tuple(
        Utterance(f"report-{name}", tuple(one.format(words) for one in openings), name)
        for name, words in said.items()
    )
    chaser = Utterance("chaser", ("Any news?", "Still waiting here.", "Has anyone looked?"))
    return (*reports, chaser, *(Utterance(name, (text,)) for name, text in shown.items()))


def _demand() -> tuple[Demand, ...]:
    """What people want whatever the state of the estate."""
    return (
        Demand("passwords", "password", "phone", 3, "day"),
        Demand("screens", "screen-wish", "portal", 1, "day"),
        Demand("questions", "how-to", "email", 2, "day"),
        Demand("late-questions", "how-to", "chat", 1, "late"),
    )
