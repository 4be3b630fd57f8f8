"""The organisation as its file declares it: people, services, estate, teams, agreements, card.

Declarations only; `estate.Estate` answers questions about them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itilsim.domain.bounds import (
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_COST,
    MOST_ENTRIES,
    MOST_ON_DUTY,
    MOST_PEOPLE,
    YEAR_MINUTES,
)
from itilsim.domain.hours import Calendar
from itilsim.domain.names import (
    Category,
    ComponentId,
    GroupId,
    PersonId,
    Priority,
    ServiceClass,
    ServiceId,
    TeamId,
)
from itilsim.domain.sources import Sources


@dataclass(frozen=True, slots=True)
class Site:
    """A place where people work."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `WS`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What people call it."""


@dataclass(frozen=True, slots=True)
class UserGroup:
    """People at one site who use the same services over the same path."""

    id: GroupId = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `ws-bays-2-4`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What people call the group."""
    site: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the site."""
    department: str = field(metadata={"max_length": LONGEST_NAME})
    """The department the group belongs to."""
    people: int = field(metadata={"ge": 1, "le": MOST_PEOPLE})
    """Head count of a shift."""
    hours: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the calendar in which they work."""
    services: tuple[ServiceId, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Services they use in their main work."""
    needs: tuple[ComponentId, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Components through which this group reaches its services; all are needed."""
    texts: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Where one of them says to be calling from, like `ward 5`; empty: from the department."""


@dataclass(frozen=True, slots=True)
class Service:
    """An entry of the service catalogue."""

    id: ServiceId = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `WMS`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What users call it."""
    kind: Literal["external", "internal", "supporting"]
    """External or internal customer-facing, or supporting."""
    owner: str = field(metadata={"max_length": LONGEST_NAME})
    """The service owner's role."""
    hours: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the calendar of the agreed service hours."""
    service_class: ServiceClass | None = None
    """Class of the agreement; a supporting service has none of its own."""
    vital: str = field(default="", metadata={"max_length": LONGEST_WORDS})
    """The vital business function, empty where there is none."""
    needs: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Services and components that are all needed."""
    any_of: tuple[tuple[str, ...], ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Redundant sets: of each set one is enough."""
    cost_per_minute: int = field(default=0, metadata={"ge": 0, "le": MOST_COST})
    """Illustrative cost of a minute of full outage, in units of account."""
    retired: bool = False
    """Retired: people still ask for it, it is not offered any more."""
    words: str = field(default="", metadata={"max_length": LONGEST_WORDS})
    """What people call it when they talk, like `the rota system`; empty: by its name."""


@dataclass(frozen=True, slots=True)
class Component:
    """A configuration item."""

    id: ComponentId = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `ws-sw-07`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What the configuration record calls it."""
    kind: str = field(metadata={"max_length": LONGEST_ID})
    """Class of the item, like `switch`; failure modes name the classes that they can strike."""
    owner: TeamId = field(metadata={"max_length": LONGEST_NAME})
    """The team that repairs it."""
    needs: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Components that are all needed."""
    any_of: tuple[tuple[str, ...], ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Redundant sets: of each set one is enough."""
    delay_minutes: int = field(default=0, metadata={"ge": 0, "le": YEAR_MINUTES})
    """How long after its needs fail this item fails too."""
    note: str = field(default="", metadata={"max_length": LONGEST_WORDS})
    """A code of what its card shows besides, for instance `feeds-picking`."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """People of a team who are on duty in a calendar."""

    hours: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the calendar."""
    people: int = field(metadata={"ge": 1, "le": MOST_ON_DUTY})
    """How many are free for this desk's records; other work is already taken off."""


@dataclass(frozen=True, slots=True)
class Team:
    """A team that takes records."""

    id: TeamId = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `NET`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What people call the team."""
    function: str = field(metadata={"max_length": LONGEST_NAME})
    """The function it stands for. Source: ITIL 2011, functions."""
    takes: tuple[Category, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Categories that the table on the desk card sends there."""
    rota: tuple[OnDuty, ...] = field(metadata={"min_length": 1, "max_length": 100})
    """Who is on duty when."""


@dataclass(frozen=True, slots=True)
class Target:
    """The agreed times of one priority and class."""

    priority: Priority
    """Priority from the matrix."""
    service_class: ServiceClass
    """Class of the agreement."""
    response_minutes: int | None = field(metadata={"ge": 1, "le": YEAR_MINUTES})
    """Minutes until a named person owns it and the caller is answered; null: planned."""
    restore_minutes: int | None = field(metadata={"ge": 1, "le": YEAR_MINUTES})
    """Minutes until restored; null: planned."""
    hours: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the calendar in which the minutes count."""


@dataclass(frozen=True, slots=True)
class AgreedAvailability:
    """The share of its service hours in a month for which a service of a class is to be up."""

    service_class: ServiceClass
    """Class of the agreement."""
    percent_hundredths: int = field(metadata={"ge": 1, "le": 10_000})
    """Agreed availability in hundredths of a percent: 9950 is 99.5 %."""


@dataclass(frozen=True, slots=True)
class ImpactRules:
    """How impact is read off the desk card (a local rule)."""

    many_people: int = field(metadata={"ge": 1, "le": MOST_PEOPLE})
    """From this many people on it is impact 2."""
    whole_site_percent: int = field(metadata={"ge": 1, "le": 100})
    """From this share of a site's people who cannot do their main work it is impact 1."""
    serious_cost_per_hour: int = field(metadata={"ge": 1, "le": 60 * MOST_COST})
    """From this cost an hour on it is impact 1 (illustrative units)."""
    level_1: str = field(metadata={"max_length": LONGEST_WORDS})
    """The sentence on the card."""
    level_2: str = field(metadata={"max_length": LONGEST_WORDS})
    """The sentence on the card."""
    level_3: str = field(metadata={"max_length": LONGEST_WORDS})
    """The sentence on the card."""


@dataclass(frozen=True, slots=True)
class UrgencyRules:
    """How urgency is read off the desk card (a local rule)."""

    soon_minutes: int = field(metadata={"ge": 1, "le": YEAR_MINUTES})
    """If it hurts within this time urgency is 1."""
    today_minutes: int = field(metadata={"ge": 1, "le": YEAR_MINUTES})
    """If it hurts within this time urgency is 2, later 3."""
    level_1: str = field(metadata={"max_length": LONGEST_WORDS})
    """The sentence on the card."""
    level_2: str = field(metadata={"max_length": LONGEST_WORDS})
    """The sentence on the card."""
    level_3: str = field(metadata={"max_length": LONGEST_WORDS})
    """The sentence on the card."""


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Times and shares by which this desk works; none of them is ITIL's."""

    time_box_minutes: tuple[int, ...] = field(
        default=(5, 10, 20, 20, 20), metadata={"min_length": 5, "max_length": 5}
    )
    """Minutes from logging to passing on, by priority 1 to 5."""
    silence_minutes: int = field(default=30, metadata={"ge": 1, "le": 1440})
    """Who waits hears from the desk at least so often, in minutes."""
    same_cause_minutes: int = field(default=60, metadata={"ge": 1, "le": 1440})
    """Like reports so close to each other, in minutes, may have one cause."""
    major_users_percent: int = field(default=25, metadata={"ge": 0, "le": 100})
    """More than this share of a gold service's users without it is a major incident."""


@dataclass(frozen=True, slots=True)
class DeskCard:
    """What the desk goes by; one screen, one printed page."""

    impact: ImpactRules
    """Impact, whether or not people are at work this minute."""
    urgency: UrgencyRules
    """Urgency: how long until it hurts if nobody acts."""
    matrix: tuple[tuple[Priority, ...], ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Three rows by impact, three columns by urgency (a local rule)."""
    rules: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """VIP, insistent caller, closing, reopening and hold rules, a sentence each."""
    reopen_minutes: int = field(metadata={"ge": 0, "le": YEAR_MINUTES})
    """How long after closing a record may be reopened, in minutes by the clock on the wall."""
    request_response_minutes: int = field(metadata={"ge": 1, "le": YEAR_MINUTES})
    """A request's model is started within this time."""
    house: HouseRules = field(default=HouseRules())
    """Further rules of this desk, which the card prints."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A user whom the content names."""

    id: PersonId = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """Full name, invented."""
    group: GroupId = field(metadata={"max_length": LONGEST_ID})
    """The group the person works in."""
    role: str = field(metadata={"max_length": LONGEST_NAME})
    """What the person does."""
    vip: bool = False
    """On the VIP list of the catalogue."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A whole organisation file."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id by which scenarios name it."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """The invented name of the organisation."""
    zone: str = field(metadata={"max_length": LONGEST_ID})
    """IANA time zone of the desk."""
    calendars: tuple[Calendar, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Working, service and support hours."""
    sites: tuple[Site, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Places."""
    groups: tuple[UserGroup, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Users."""
    services: tuple[Service, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """The catalogue."""
    components: tuple[Component, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """The estate."""
    teams: tuple[Team, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Teams."""
    targets: tuple[Target, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Agreements, one entry by priority and class."""
    card: DeskCard
    """The desk card."""
    people: tuple[NamedPerson, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """People whom scenarios name."""
    sources: Sources | None = None
    """What generated shifts are drawn from; none: there are none here."""
    availability: tuple[AgreedAvailability, ...] = field(
        default=(), metadata={"max_length": MOST_ENTRIES}
    )
    """Agreed availability by class and month; empty: none is agreed. Only the debrief reads it."""
