"""A corner shop's IT: small enough to hold in the head, with one of everything.

The one idea: every duration is fixed, so that a history in a test can name the second at which
something happens. North has forty people in sales, who sell through SHOP to the public, and eight
clerks; south has a dozen packers. `switch` carries south, `link-a` or `link-b` carries north.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from itilsim.content.scenarios import make_setting
from itilsim.domain.hours import Calendar, Opening
from itilsim.domain.library import (
    Article,
    Check,
    Distribution,
    FailureMode,
    KnownError,
    Library,
    RequestModel,
    Step,
    Symptom,
    Utterance,
)
from itilsim.domain.names import (
    ComponentId,
    GroupId,
    PersonId,
    Priority,
    ServiceClass,
    ServiceId,
    TeamId,
)
from itilsim.domain.organisation import (
    Component,
    DeskCard,
    ImpactRules,
    NamedPerson,
    OnDuty,
    Organisation,
    Service,
    Site,
    Target,
    Team,
    UrgencyRules,
    UserGroup,
)
from itilsim.domain.scenario import (
    Briefing,
    Constants,
    Deadline,
    FaultArrival,
    PastIncident,
    Scenario,
    Setting,
)

MINUTE = 60
HOUR = 3600

SD, NET, SRV, BIZ, WP = (TeamId(each) for each in ("SD", "NET", "SRV", "BIZ", "WP"))
SALES, CLERKS, PACKERS = (GroupId(each) for each in ("sales", "clerks", "packers"))
ANN, BOB, CAT, DAN, EVE = (PersonId(each) for each in ("ann", "bob", "cat", "dan", "eve"))
SHOP, MAIL, STOCK, BASE = (ServiceId(each) for each in ("SHOP", "MAIL", "STOCK", "BASE"))
SWITCH, LINK_A, LINK_B, SERVER, DATABASE, APP, PRINTER, COLD, POWER = (
    ComponentId(each)
    for each in (
        "switch",
        "link-a",
        "link-b",
        "server",
        "database",
        "app",
        "printer",
        "cold",
        "power",
    )
)

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RESPONSE: dict[Priority, int | None] = {1: 10, 2: 15, 3: 30, 4: 60, 5: None}
RESTORE: dict[Priority, int | None] = {1: 45, 2: 60, 3: 240, 4: 480, 5: None}
CLASSES: tuple[ServiceClass, ...] = ("gold", "silver", "bronze")


@cache
def corner() -> Setting:
    """The shop on a quiet Tuesday: nothing is scripted, nothing fails by itself."""
    return make_setting(scenario(), organisation(), library())


def scripted(**changes: object) -> Setting:
    """The same with other fields of the scenario."""
    values: dict[str, Any] = dict(changes)
    return make_setting(replace(scenario(), **values), organisation(), library())


def with_constants(**changes: object) -> Setting:
    """The same where people and teams behave otherwise."""
    values: dict[str, Any] = dict(changes)
    return scripted(constants=replace(constants(), **values))


def fixed(minutes: int) -> Distribution:
    return Distribution("fixed", minutes)


def constants() -> Constants:
    """How people and teams behave: by the clock."""
    return Constants(
        patience=fixed(15),
        call_again_percent=100,
        call_again=fixed(5),
        look=fixed(10),
        pick_up=fixed(6),
        approval=fixed(25),
        single_work=fixed(30),
        reopen_call=fixed(5),
        chasers=2,
        call_delay=fixed(4),
    )


def scenario() -> Scenario:
    """Four hours from nine, and one more without the trainee."""
    return Scenario(
        id="corner",
        title="A quiet Tuesday",
        words="A test: one of everything, nothing by chance.",
        organisation="corner",
        library=("corner",),
        start="2026-09-15 09:00",
        minutes=240,
        aftermath_minutes=60,
        role="analyst",
        briefing=Briefing(words=("A test.",), handover=("Nothing to hand over.",)),
        constants=constants(),
        modes=("guided", "practice"),
        deadlines=(Deadline("12:30", "SHOP", "The sale begins."),),
        past_incidents=(
            PastIncident("INC0000007", SWITCH, "switch-dead", 9, "South without network"),
        ),
    )


def fault(id_: str, at: str, component: ComponentId, mode: str, **changes: object) -> FaultArrival:
    """A scripted failure."""
    values: dict[str, Any] = dict(changes)
    return FaultArrival(id=id_, at=at, component=component, mode=mode, **values)


def organisation() -> Organisation:
    """Two sites, three groups, five teams."""
    return Organisation(
        id="corner",
        name="Corner and Sons",
        zone="Europe/London",
        calendars=(
            Calendar("always", (Opening(WEEK, "00:00", "24:00"),), business_day_minutes=1440),
            Calendar("day", (Opening(WEEK, "08:00", "18:00"),), business_day_minutes=600),
            Calendar("noon", (Opening(WEEK, "12:00", "22:00"),), business_day_minutes=600),
        ),
        sites=(Site("north", "North street"), Site("south", "South yard")),
        groups=(
            UserGroup(SALES, "Sales", "north", "Sales", 40, "day", (SHOP, MAIL)),
            UserGroup(CLERKS, "Clerks", "north", "Office", 8, "day", (MAIL,)),
            UserGroup(PACKERS, "Packers", "south", "Yard", 12, "day", (STOCK,), (SWITCH,)),
        ),
        services=_services(),
        components=_components(),
        teams=(
            Team(SD, "Service desk", "service desk", ("general",), (OnDuty("day", 2),)),
            Team(NET, "Network", "technical management", ("network",), (OnDuty("day", 1),)),
            Team(SRV, "Servers", "technical management", (), (OnDuty("day", 2),)),
            Team(
                BIZ, "Applications", "application management", ("software",), (OnDuty("noon", 1),)
            ),
            Team(WP, "Workplace", "technical management", ("hardware",), (OnDuty("day", 1),)),
        ),
        targets=tuple(
            Target(priority, name, RESPONSE[priority], RESTORE[priority], "always")
            for name in CLASSES
            for priority in RESPONSE
        ),
        card=_card(),
        people=(
            NamedPerson(ANN, "Ann Archer", SALES, "Head of sales", vip=True),
            NamedPerson(BOB, "Bob Baker", CLERKS, "Clerk"),
            NamedPerson(CAT, "Cat Carter", PACKERS, "Packer"),
            NamedPerson(DAN, "Dan Dyer", PACKERS, "Packer"),
            NamedPerson(EVE, "Eve Ellis", SALES, "Sales"),
        ),
    )


def _services() -> tuple[Service, ...]:
    return (
        Service(
            SHOP,
            "Web shop",
            "external",
            "Head of sales",
            "always",
            "gold",
            vital="selling",
            needs=(APP,),
            cost_per_minute=100,
        ),
        Service(
            MAIL,
            "Mail",
            "internal",
            "Office manager",
            "always",
            "silver",
            needs=(SERVER,),
            any_of=((LINK_A, LINK_B),),
            cost_per_minute=10,
        ),
        Service(
            STOCK,
            "Stock list",
            "internal",
            "Yard manager",
            "always",
            "bronze",
            needs=(BASE,),
            cost_per_minute=5,
        ),
        Service(BASE, "Data", "supporting", "Head of IT", "always", needs=(DATABASE,)),
    )


def _components() -> tuple[Component, ...]:
    return (
        Component(SWITCH, "Yard switch", "switch", NET),
        Component(LINK_A, "Line one", "link", NET),
        Component(LINK_B, "Line two", "link", NET),
        Component(SERVER, "Mail server", "server", SRV),
        Component(DATABASE, "Stock database", "database", SRV),
        Component(APP, "Shop application", "application", BIZ, (DATABASE,)),
        Component(PRINTER, "Yard printer", "printer", WP),
        Component(POWER, "Power", "power", SRV),
        Component(COLD, "Cold room", "cold-room", SRV, (POWER,), delay_minutes=30),
    )


def _card() -> DeskCard:
    return DeskCard(
        impact=ImpactRules(10, 60, 6000, "A site.", "A department.", "One person or a few."),
        urgency=UrgencyRules(60, 240, "It hurts now.", "It hurts today.", "It hurts later."),
        matrix=((1, 2, 3), (2, 3, 4), (3, 4, 5)),
        rules=("Close after the caller agrees.",),
        reopen_minutes=120,
        request_response_minutes=30,
    )


def library() -> Library:
    """Ways to fail, wishes, knowledge and words."""
    return Library(
        failure_modes=_modes(),
        symptoms=(
            Symptom("no-network", "no network", "incident", "network"),
            Symptom("slow", "all is slow", "incident", "software"),
            Symptom("no-shop", "the shop does not answer", "incident", "software", SHOP),
            Symptom("no-mail", "no mail", "incident", "software", MAIL),
            Symptom("no-print", "nothing prints", "incident", "hardware"),
            Symptom("no-sound", "the scanner is mute", "incident", "hardware"),
            Symptom("loose-key", "a loose key", "incident", "hardware"),
            Symptom("password", "forgotten password", "access", "access", form="request"),
            Symptom("laptop", "a new laptop", "request", "hardware", form="request"),
            Symptom("how-to", "how to print labels", "information", "general", form="request"),
            Symptom("rude", "a rude answer", "complaint", "general"),
        ),
        known_errors=(
            KnownError("KE-1", "Printer mute", ("no-print",), "Off and on again.", 100),
            KnownError(
                "KE-2", "Yard without network", ("no-network",), "Use the card.", 60, ("switch",)
            ),
        ),
        articles=(
            Article("KA-1", "Labels", ("how-to",), "Menu, print, labels."),
            Article("KA-2", "Scanner mute", ("no-sound",), "Pair it again."),
        ),
        request_models=(
            RequestModel(
                "RM-1",
                "Password reset",
                ("password",),
                (Step("who", "Verify who it is", "verify"), Step("reset", "Reset it", "fulfil")),
                15,
                "always",
                urgent=True,
            ),
            RequestModel(
                "RM-2",
                "Laptop",
                ("laptop",),
                (
                    Step("yes", "Line manager approves", "approve", "line manager"),
                    Step("order", "Order it", "fulfil", "SD"),
                    Step("hand", "Hand it out", "fulfil", "WP"),
                ),
                960,
                "day",
            ),
        ),
        checks=(
            Check("ping", "no answer", ("switch", "link", "server"), "down", "exception", 60),
            Check("disk", "disk fills up", ("database",), "degraded", "warning", 300),
        ),
        utterances=_utterances(),
    )


def _modes() -> tuple[FailureMode, ...]:
    hour, twenty = fixed(60), fixed(20)
    return (
        FailureMode(
            "switch-dead",
            "Power supply",
            ("switch",),
            "down",
            "network",
            twenty,
            "no-network",
            finding="psu",
            leftover="no-sound",
        ),
        FailureMode("cut", "Line cut", ("link",), "down", "network", hour, "no-mail"),
        FailureMode("hang", "Server hangs", ("server",), "down", "software", twenty, "no-mail"),
        FailureMode("locks", "Locks", ("database",), "degraded", "software", twenty, "slow"),
        FailureMode("full", "Disk full", ("database",), "down", "software", twenty, "no-shop"),
        FailureMode("crash", "Shop stops", ("application",), "down", "software", hour, "no-shop"),
        FailureMode("jam", "Paper jam", ("printer",), "down", "hardware", twenty, "no-print"),
        FailureMode("outage", "Power cut", ("power",), "down", "facilities", twenty),
        FailureMode(
            "again",
            "Comes again",
            ("printer",),
            "down",
            "hardware",
            twenty,
            "no-print",
            recurs=fixed(30),
        ),
    )


def _utterances() -> tuple[Utterance, ...]:
    said = (
        "no-network",
        "slow",
        "no-shop",
        "no-mail",
        "no-print",
        "no-sound",
        "password",
        "how-to",
    )
    return (
        *(Utterance(f"report-{each}", (f"It is about {each}.",), each) for each in said),
        Utterance("chaser", ("Any news?",)),
        Utterance("still-broken", ("It still does not work.",)),
        Utterance("alert-ping", ("{component}: no answer",)),
        Utterance("alert-disk", ("{component}: disk fills up",)),
    )
