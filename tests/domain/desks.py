"""Random desks: an estate, a library, a card and a morning that nobody has thought up.

The one idea: a number is a desk. Everything is drawn from one generator, so that a disagreement
can be looked at again; what happens goes through the same rules as in a shift.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from itilsim.content.scenarios import make_setting
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.errors import Refused
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
)
from itilsim.domain.names import (
    AlertId,
    Category,
    CauseId,
    ComponentId,
    ContactId,
    GroupId,
    PersonId,
    RecordKind,
    ServiceClass,
    ServiceId,
    Significance,
    TeamId,
    TicketId,
)
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
from itilsim.domain.scenario import Briefing, Deadline, Scenario, Setting
from tests.builders import Story

T = TypeVar("T")

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TEAMS = tuple(TeamId(each) for each in ("SD", "NET", "SRV", "APP", "WP"))
CATEGORIES: tuple[Category, ...] = ("hardware", "software", "network", "access", "general")
KINDS = ("switch", "server", "database", "application", "printer", "line")
TROUBLES = tuple(f"trouble-{n}" for n in range(6))
WISHES: tuple[tuple[str, RecordKind], ...] = (
    ("wish", "request"),
    ("right", "access"),
    ("question", "information"),
    ("anger", "complaint"),
)


class Chance:
    """Draws that read like sentences."""

    def __init__(self, key: str) -> None:
        """Begin the one sequence that a desk is made of."""
        self._random = Random(key)

    def once_in(self, times: int) -> bool:
        return self._random.randrange(times) == 0

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def one(self, things: Sequence[T]) -> T:
        return things[self._random.randrange(len(things))]

    def maybe(self, things: Sequence[T], times: int = 2) -> T | None:
        return self.one(things) if things and self.once_in(times) else None

    def some(self, things: Sequence[T], most: int, least: int = 0) -> tuple[T, ...]:
        """Different ones, in an order of their own."""
        return tuple(self._random.sample(list(things), min(len(things), self.number(least, most))))


def desk(number: int) -> Story:
    """The desk of a number, as it stands at some second of a morning."""
    chance = Chance(f"desk/{number}")
    story = Story(_setting(chance))
    at = 0
    for _ in range(chance.number(3, 30)):
        at += chance.one((0, 0, 5, 60, 600, 1500))
        _happen(chance, story, at)
    story.state.desk.at = at + chance.one((0, 30, 1800))
    return story


def _setting(chance: Chance) -> Setting:
    components = _components(chance)
    services = _services(chance, components)
    sites = tuple(Site(f"site-{n}", f"Site {n}") for n in range(chance.number(1, 3)))
    groups = _groups(chance, components, services, sites)
    places = [
        *(each.id for each in groups),
        *(each.id for each in sites),
        *(s.id for s in services),
    ]
    clock = chance.one(("07:30", "09:00", "13:20", "17:45", "22:10"))
    scenario = Scenario(
        id="random",
        title="A random desk",
        words="A test.",
        organisation="random",
        library=("random",),
        start=f"2026-09-{chance.number(14, 20)} {clock}",
        minutes=720,
        aftermath_minutes=60,
        role="analyst",
        briefing=Briefing(words=("A test.",), handover=("Nothing.",)),
        deadlines=tuple(
            Deadline(f"{chance.number(7, 23):02}:{chance.one((0, 10, 45)):02}", each, "It hurts.")
            for each in chance.some(places, 5, 1)
        ),
    )
    organisation = Organisation(
        id="random",
        name="Random and Sons",
        zone="Europe/London",
        calendars=_calendars(chance),
        sites=sites,
        groups=groups,
        services=services,
        components=components,
        teams=tuple(
            Team(each, each, "team", chance.some(CATEGORIES, 2), (OnDuty("always", 1),))
            for each in TEAMS
        ),
        targets=tuple(
            Target(priority, name, 30, 240, "always")
            for priority in (1, 2, 3, 4, 5)
            for name in ("gold", "silver", "bronze")
        ),
        card=_card(chance),
    )
    return make_setting(scenario, organisation, _library(chance))


def _components(chance: Chance) -> tuple[Component, ...]:
    """Items that need earlier ones, some of them in redundant sets."""
    found: list[Component] = []
    for n in range(chance.number(5, 40)):
        earlier = [each.id for each in found]
        found.append(
            Component(
                ComponentId(f"item-{n}"),
                f"Item {n}",
                chance.one(KINDS),
                chance.one(TEAMS[1:]),
                chance.some(earlier[-8:], 2),
                _redundant(chance, earlier),
                delay_minutes=chance.one((0, 0, 0, 30)),
            )
        )
    return tuple(found)


def _redundant(chance: Chance, items: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    if len(items) < 2 or not chance.once_in(3):
        return ()
    return (chance.some(items, 3, 2),)


def _services(chance: Chance, components: Sequence[Component]) -> tuple[Service, ...]:
    """Supporting services on items, and others on both."""
    items = [each.id for each in components]
    found: list[Service] = []
    for n in range(chance.number(2, 8)):
        supporting = n > 0 and chance.once_in(4)
        below = [each.id for each in found if each.kind == "supporting"]
        classes: tuple[ServiceClass, ...] = ("gold", "silver", "bronze")
        found.append(
            Service(
                ServiceId(f"S{n}"),
                f"Service {n}",
                "supporting" if supporting else chance.one(("internal", "internal", "external")),
                "Head of it",
                chance.one(("always", "day")),
                None if supporting else chance.one(classes),
                needs=(*chance.some(items, 3), *chance.some(below, 1)),
                any_of=_redundant(chance, items),
                cost_per_minute=chance.one((0, 10, 50, 99, 100, 300)),
            )
        )
    return tuple(found)


def _groups(
    chance: Chance,
    components: Sequence[Component],
    services: Sequence[Service],
    sites: Sequence[Site],
) -> tuple[UserGroup, ...]:
    items = [each.id for each in components]
    return tuple(
        UserGroup(
            GroupId(f"group-{n}"),
            f"Group {n}",
            chance.one(sites).id,
            "Department",
            chance.one((1, 2, 5, 9, 10, 11, 40)),
            chance.one(("always", "day", "late", "week")),
            chance.some([s.id for s in services if s.kind != "supporting"], 3, 1),
            chance.some(items, 2),
        )
        for n in range(chance.number(2, 9))
    )


def _calendars(chance: Chance) -> tuple[Calendar, ...]:
    holiday = (f"2026-09-{chance.number(14, 20)}",) if chance.once_in(4) else ()
    return (
        Calendar("always", (Opening(WEEK, "00:00", "24:00"),)),
        Calendar("day", (Opening(WEEK, "08:00", "18:00"),), holiday),
        Calendar("late", (Opening(WEEK, "12:00", "22:30"),)),
        Calendar(
            "week", (Opening(WEEK[:5], "09:30", "12:00"), Opening(WEEK[:5], "13:00", "17:00"))
        ),
    )


def _card(chance: Chance) -> DeskCard:
    matrices = (
        ((1, 2, 3), (2, 3, 4), (3, 4, 5)),
        ((1, 1, 2), (2, 3, 4), (4, 5, 5)),
    )
    return DeskCard(
        impact=ImpactRules(
            chance.one((5, 10, 12)),
            chance.one((50, 75, 100)),
            chance.one((3000, 6000, 18000)),
            "A site.",
            "A department.",
            "One person or a few.",
        ),
        urgency=UrgencyRules(
            chance.one((60, 90)), chance.one((240, 600)), "Now.", "Today.", "Later."
        ),
        matrix=chance.one(matrices),  # type: ignore[arg-type]  # rows of whole numbers
        rules=("Close after the caller agrees.",),
        reopen_minutes=120,
        request_response_minutes=30,
    )


def _library(chance: Chance) -> Library:
    fixed = Distribution("fixed", 20)
    modes = tuple(
        FailureMode(
            f"mode-{n}",
            f"Mode {n}",
            chance.some(KINDS, 3, 1),
            chance.one(("down", "degraded")),
            chance.one(CATEGORIES),
            fixed,
            chance.one(("", *TROUBLES)),
        )
        for n in range(chance.number(3, 12))
    )
    wishes = [name for name, _ in WISHES]
    return Library(
        failure_modes=modes,
        symptoms=(
            *(
                Symptom(
                    name,
                    name,
                    "incident",
                    chance.one(CATEGORIES),
                    ServiceId("S0") if chance.once_in(6) else None,
                )
                for name in TROUBLES
            ),
            *(
                Symptom(name, name, kind, chance.one(CATEGORIES), form="request")
                for name, kind in WISHES
            ),
        ),
        known_errors=tuple(
            KnownError(
                f"KE-{n}",
                f"Known error {n}",
                chance.some(TROUBLES, 2, 1),
                "Do this.",
                chance.one((30, 60, 100)),
                chance.some(KINDS, 2) if chance.once_in(2) else (),
            )
            for n in range(chance.number(0, 5))
        ),
        articles=tuple(
            Article(f"KA-{n}", f"Article {n}", chance.some((*TROUBLES, *wishes), 2, 1), "Do that.")
            for n in range(chance.number(0, 4))
        ),
        request_models=tuple(
            RequestModel(
                f"RM-{n}",
                f"Model {n}",
                chance.some(wishes, 2, 1),
                (
                    Step("yes", "Approve", "approve", "line manager"),
                    Step("do", "Do it", "fulfil", chance.one(TEAMS)),
                    Step("hand", "Hand it out", "fulfil", chance.one(TEAMS)),
                )[chance.number(0, 1) :],
                60,
                "always",
                urgent=chance.once_in(3),
            )
            for n in range(chance.number(0, 3))
        ),
        checks=(
            Check("dead", "no answer", KINDS, "down", "exception", 60),
            Check("slow", "slow", KINDS, "degraded", "exception", 60),
        ),
    )


def _happen(chance: Chance, story: Story, at: int) -> None:
    """One thing more reaches the desk, or is done there."""
    story.state.desk.at = at
    what = chance.number(0, 9)
    if what < 4 or not story.desk.contacts:
        story.happen(_contact(chance, story, at))
    elif what < 6:
        story.happen(_alert(chance, story, at))
    elif what == 6:
        _sooner_or_later(chance, story, at)
    else:
        try:
            story.do(_command(chance, story), at=at)
        except Refused:
            return


def _contact(chance: Chance, story: Story, at: int) -> f.ContactArrived:
    setting, n = story.setting, len(story.desk.contacts)
    group = chance.one(setting.organisation.groups)
    person = PersonId(f"{group.id}#{chance.number(0, 3)}")
    trouble = not chance.once_in(5)
    symptom = chance.one(TROUBLES[:4] if trouble else [name for name, _ in WISHES])
    asks_again = chance.maybe(list(story.desk.contacts.values()), 8)
    values: dict[str, Any] = {
        "person": person,
        "group": group.id,
        "symptom": symptom,
        "effect": chance.one(("stopped", "stopped", "slowed")),
        "service": chance.maybe(group.services),
        "component": chance.maybe([each.id for each in setting.organisation.components], 6),
        "people": chance.one((1, 1, 2, 9, 10, 12, 40)),
        "chases": None,
    }
    if asks_again is not None:
        same = ("person", "group", "symptom", "effect", "service", "component", "people")
        values.update({name: getattr(asks_again, name) for name in same}, chases=asks_again.id)
        values["effect"] = values["effect"] or "slowed"
    cause = CauseId(f"arrival/{n}")
    # Some ids sort against the order in which they come.
    return f.ContactArrived(
        at,
        ContactId(f"{chance.one('az')}-{values['person']}/{cause}/1"),
        "random",
        vip=False,
        channel=chance.one(("phone", "email", "portal")),
        mood="calm",
        guess="",
        utterance=f"report-{symptom}",
        patience=900,
        cause=cause,
        vague=trouble and chance.once_in(4),
        **values,
    )


def _alert(chance: Chance, story: Story, at: int) -> f.AlertRaised:
    item = chance.one(story.setting.organisation.components).id
    shown: Significance = chance.one(("exception", "exception", "warning", "informational"))
    return f.AlertRaised(
        at,
        AlertId(f"check/{item}/{len(story.desk.alerts) + 1}"),
        chance.one(("dead", "dead", "slow", "scripted")),
        item,
        shown,
        "alert",
        at + chance.one((0, 1800, 7200, 50000)) if chance.once_in(2) else None,
        CauseId(f"{item}/random/1"),
    )


def _sooner_or_later(chance: Chance, story: Story, at: int) -> None:
    """A caller answers, or monitoring sees an item work again."""
    standing = [each for each in story.desk.alerts.values() if each.cleared_at is None]
    if standing and chance.once_in(2):
        story.happen(f.AlertCleared(at, chance.one(standing).id))
        return
    contact = chance.one(list(story.desk.contacts))
    if story.desk.contacts[contact].effect is None and chance.once_in(2):
        story.happen(f.QuestionAnswered(at, contact, "effect", chance.one(("stopped", "slowed"))))
        return
    story.happen(f.QuestionAnswered(at, contact, "extent", str(chance.one((1, 4, 9, 10, 12, 60)))))


def _command(chance: Chance, story: Story) -> c.Command:
    subjects: list[ContactId | AlertId] = [*story.desk.contacts, *story.desk.alerts]
    tickets: list[TicketId] = list(story.desk.tickets)
    items = [each.id for each in story.setting.organisation.components]
    if not tickets or chance.once_in(2):
        kind: RecordKind = chance.one(("incident", "incident", "incident", "request"))
        return c.LogTicket(chance.one(subjects), kind, component=chance.maybe(items))
    ticket = chance.one(tickets)
    return chance.one(
        (
            c.CategoriseTicket(ticket, "incident", component=chance.one(items)),
            c.LinkTicket(chance.one(subjects), ticket),
            c.LinkTicket(ticket, chance.one(tickets)),
            c.UnlinkTicket(ticket),
            c.ResolveTicket(ticket, "fixed"),
            c.ReopenTicket(ticket),
            c.CancelTicket(ticket),
        )
    )
