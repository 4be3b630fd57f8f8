"""What the desk keeps: contacts, alerts, records and problems.

Each type is frozen for everybody. `State` owns one working copy of each and alone writes to it,
through `change`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.clocks import Mark, MarkKind
from itilsim.domain.names import (
    REQUESTS,
    SERVICE_DESK,
    SPOKEN,
    AlertId,
    Category,
    Channel,
    ComponentId,
    ContactId,
    Effect,
    GroupId,
    HoldReason,
    Mood,
    PersonId,
    ProblemId,
    RecordKind,
    ResolutionCode,
    ServiceId,
    Significance,
    TeamId,
    TicketId,
    TicketState,
)
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Contact:
    """A person who got in touch."""

    id: ContactId
    """Its id."""
    at: int
    """When it reached the desk."""
    person: PersonId
    """Who."""
    group: GroupId
    """Where the person works."""
    vip: bool
    """On the VIP list."""
    channel: Channel
    """How."""
    symptom: str
    """What is reported or wished for."""
    effect: Effect | None
    """What the caller says about the own work; none: nothing yet."""
    service: ServiceId | None
    """Service as the caller calls it."""
    component: ComponentId | None
    """Item that the caller names."""
    people: int
    """How many the caller says it hits."""
    mood: Mood
    """How the caller sounds."""
    guess: str
    """What the caller takes for the cause."""
    utterance: str
    """What is said."""
    chases: ContactId | None
    """The earlier contact, if this one asks again."""
    state: Literal["waiting", "live", "talked", "gone"] = "waiting"
    """Waiting, in the call, talked or written with, or hung up."""
    answered_at: int | None = None
    """When someone first answered."""
    last_word_at: int | None = None
    """When this person last heard from the desk."""
    ticket: TicketId | None = None
    """The record logged from it, or that it was added to."""
    verified: bool | None = None
    """Whether it is who the roster says; none: nobody has checked."""
    asked: tuple[str, ...] = ()
    """Questions asked."""
    answers: tuple[tuple[str, str], ...] = ()
    """Questions answered, with the answer."""
    helped: bool = False
    """An article that answers the question was sent."""

    @property
    def rings(self) -> bool:
        """Waits on the line until somebody answers."""
        return self.state == "waiting" and self.channel in SPOKEN


@quick
@dataclass(frozen=True, slots=True)
class Alert:
    """Something that monitoring shows."""

    id: AlertId
    """Its id."""
    at: int
    """When it came."""
    component: ComponentId | None
    """The item it is about, if it is about one."""
    significance: Significance
    """By the check's rules."""
    utterance: str
    """What the console shows."""
    hurts_at: int | None
    """When the visible trend reaches its limit."""
    owner: TeamId | None = None
    """The team whose concern it is, where it is about no item."""
    cleared_at: int | None = None
    """When monitoring saw the item work again."""
    acknowledged: Significance | None = None
    """What the desk took it for."""
    team: TeamId | None = None
    """The team that was sent it without a record."""
    ticket: TicketId | None = None
    """The record logged from it, or that it was added to."""
    notes: tuple[tuple[int, str, str], ...] = ()
    """Notes of the team that was sent it: second, author, code."""
    repaired: str = ""
    """Code of what that team reported as done."""
    work_started_at: int | None = None
    """When somebody in that team took it up."""


@quick
@dataclass(frozen=True, slots=True)
class Ticket:
    """A record: an incident, a request, or one of their kin."""

    id: TicketId
    """The contact or alert from which it was logged."""
    number: int
    """For people."""
    origin: Literal["contact", "alert"]
    """From what."""
    record: RecordKind
    """What it is taken for."""
    arrived_at: int
    """When it reached the desk; the clocks' start."""
    opened_at: int
    """When it was logged."""
    group: GroupId | None
    """The caller's group."""
    category: Category | None
    """Category."""
    service: ServiceId | None
    """Service."""
    component: ComponentId | None
    """Configuration item."""
    impact: int | None = None
    """1 to 3."""
    urgency: int | None = None
    """1 to 3."""
    priority: int | None = None
    """1 to 5; a request's comes from its model."""
    disputed: bool = False
    """Taken at the caller's word."""
    team: TeamId = SERVICE_DESK
    """Who has it; the desk owns it all the same."""
    state: TicketState = "in_progress"
    """Where it stands."""
    hold_reason: HoldReason | None = None
    """What it waits for."""
    parent: TicketId | None = None
    """The record it belongs to."""
    children: tuple[TicketId, ...] = ()
    """Records that belong to it."""
    problem: ProblemId | None = None
    """Problem raised or linked."""
    model: str = ""
    """Running request model."""
    steps: tuple[str, ...] = ()
    """Steps of the model that are done."""
    approvals: tuple[tuple[str, str], ...] = ()
    """Steps asked for, each `asked`, `granted` or `rejected`."""
    known_error: str = ""
    """Last known error or article applied."""
    workaround_percent: int = 0
    """Share of the lost work that it brought back."""
    searched: bool = False
    """Knowledge was searched for it."""
    escalated: bool = False
    """Management knows."""
    major: bool = False
    """Declared a major incident."""
    work_started_at: int | None = None
    """When somebody in the team took it up."""
    notes: tuple[tuple[int, str, str], ...] = ()
    """Work notes: second, author, code."""
    repaired: str = ""
    """Code of what the team reported as done."""
    returned: tuple[tuple[TeamId, str], ...] = ()
    """Teams that sent it back, with their evidence."""
    confirmed: bool | None = None
    """Callers were asked: yes or no."""
    last_word_at: int | None = None
    """When its caller last heard from the desk."""
    promised_at: int | None = None
    """When the next word was promised for."""
    updates: int = 0
    """Words to its caller after the first answer."""
    code: ResolutionCode | None = None
    """How it ended."""
    resolved_at: int | None = None
    """When it was last resolved."""
    closed_at: int | None = None
    """When it was closed."""
    reassignments: int = 0
    """How often it changed teams."""
    reopened: int = 0
    """How often it was reopened."""
    ever_held: bool = False
    """Was on hold once."""
    contacts: int = 1
    """Contacts about it, chasers included."""
    marks: tuple[Mark, ...] = ()
    """History for the clocks."""
    missed: tuple[str, ...] = ()
    """Clocks that passed the recorded target."""

    @property
    def is_open(self) -> bool:
        """Not resolved, closed or cancelled."""
        return self.state in ("new", "in_progress", "on_hold")

    @property
    def is_over(self) -> bool:
        """Closed or cancelled: nobody works on it or asks about it any more."""
        return self.state in ("closed", "cancelled")

    @property
    def is_request(self) -> bool:
        """A request in the wide sense."""
        return self.record in REQUESTS


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem record."""

    id: ProblemId
    """Its id."""
    at: int
    """When it was raised."""
    ticket: TicketId
    """Its first incident."""
    incidents: tuple[str, ...]
    """Further incidents: records, or numbers from the history."""


def change(record: Contact | Alert | Ticket, /, **values: object) -> None:
    """Write to a working copy; for `State` alone."""
    for name, value in values.items():
        object.__setattr__(record, name, value)


def mark(ticket: Ticket, at: int, what: MarkKind, value: int | str = "") -> None:
    """Add to a record's history for the clocks; for `State` alone."""
    object.__setattr__(ticket, "marks", (*ticket.marks, Mark(at, what, value)))
