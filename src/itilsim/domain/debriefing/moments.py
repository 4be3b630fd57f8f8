"""A shift to scrub through: what could be seen at each minute, and what was true.

The one idea: one pass over the log, as far as somebody has looked; each minute is written down as a
frozen value when the pass comes by, so that going back costs nothing and nothing is played twice.
A moment is the Desk as it stood when the minute began, and what happened in that minute.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from itilsim.domain import clocks
from itilsim.domain import facts as f
from itilsim.domain.clocks import CLOCKS, Clock
from itilsim.domain.commands import BeginAction, Entry
from itilsim.domain.debriefing.measured import SLOWED, STOPPED, UP
from itilsim.domain.debriefing.timeline import STEP, felt
from itilsim.domain.desk import Desk
from itilsim.domain.names import (
    TRAINEE,
    AlertId,
    ComponentId,
    ContactId,
    FaultId,
    GroupId,
    Level,
    RecordKind,
    ServiceId,
    TeamId,
    TicketId,
)
from itilsim.domain.plant import Fault, Plant
from itilsim.domain.practices import new_state
from itilsim.domain.records import Ticket
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State
from itilsim.domain.telling import owed_by

HOUR: Final = 3600
"""Seconds for which a report counts with its service, as on the service board."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A service as the desk could see it."""

    service: ServiceId
    """The service."""
    level: int
    """`UP`, `SLOWED` or `STOPPED`, as far as monitoring saw it."""
    reports: int
    """Contacts that named it within the hour before."""
    truly: int
    """Truth: the same for those whom it was worst for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that came in and had not been dealt with."""

    subject: str
    """The contact or alert."""
    since: int
    """When it came."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """A clock that ran, or stood."""

    clock: Clock
    """Which."""
    left: int
    """Seconds left of the recorded target; negative: over."""
    paused: bool
    """It stood."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open record."""

    ticket: TicketId
    """The record."""
    record: RecordKind
    """What it was logged as."""
    number: int
    """Its number, in order of logging."""
    priority: int | None
    """As recorded."""
    team: TeamId
    """Who had it."""
    parent: TicketId | None
    """The record under which it stood."""
    clocks: tuple[Ticking, ...]
    """Its clocks that were not stopped yet."""
    promised_at: int | None
    """By when its caller was to hear something; none: nothing was owed."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that reached the desk by itself."""

    at: int
    """When."""
    kind: str
    """Kind of fact."""
    subject: str
    """Contact, alert or record."""


@dataclass(frozen=True, slots=True)
class Active:
    """Truth: a fault that was there."""

    fault: FaultId
    """The fault."""
    component: ComponentId
    """What failed."""
    mode: str
    """How."""
    since: int
    """When it began."""
    struck: bool
    """It was felt or seen."""
    groups: tuple[GroupId, ...]
    """Whom it hit who had not wholly got round it."""
    people: int
    """How many they are."""
    path: tuple[str, ...]
    """The way to the first group that it hit."""
    told: int
    """Contacts and alerts that had come because of it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One minute of a shift."""

    at: int
    """The second at which it begins."""
    services: tuple[Seen, ...]
    """Customer-facing services, as the catalogue has them."""
    waiting: tuple[Waiting, ...]
    """What waited, the oldest first."""
    open: tuple[Open, ...]
    """Open records, as they were logged."""
    did: tuple[Entry, ...]
    """What the trainee did in this minute."""
    happened: tuple[Happened, ...]
    """What reached the desk in this minute."""
    truth: tuple[Active, ...]
    """Truth: the faults that were there."""


Timed = TypeVar("Timed", Entry, Happened)
_AS_SEEN: Final[Mapping[Level, int]] = {"up": UP, "degraded": SLOWED, "down": STOPPED}


class Moments:
    """All minutes of one shift, each worked out when it is first looked at."""

    def __init__(
        self, setting: Setting, facts: Sequence[f.Fact], journal: Iterable[Entry] = ()
    ) -> None:
        """Begin before the first fact.

        Args:
            setting: The scenario.
            facts: The log.
            journal: What was done, in order; empty: that is not at hand.
        """
        self.minutes = max(-(-setting.horizon // STEP), 1)
        """How many there are: those of the shift, without its aftermath."""
        done = tuple(e for e in journal if e.actor == TRAINEE and not _is_thought(e))
        self.done = tuple(each for each in done if each.at < setting.horizon)
        """What the trainee did in the shift."""
        came = (one for each in facts if (one := _happened(each)) is not None)
        self.happened = tuple(each for each in came if each.at < setting.horizon)
        """What reached the desk in the shift."""
        self._stops = sorted(
            {each.at // STEP for each in self.done} | {each.at // STEP for each in self.happened}
        )
        self._pass = moments(setting, facts, self.done, self.happened)
        self._known: list[Moment] = []

    def at(self, minute: int) -> Moment:
        """One minute.

        Args:
            minute: Counted from the beginning of the shift; one outside is the nearest inside.
        """
        wanted = min(max(minute, 0), self.minutes - 1)
        while len(self._known) <= wanted:
            self._known.append(next(self._pass))
        return self._known[wanted]

    def before(self, minute: int) -> int:
        """The last minute before one in which something was done or came; else the first."""
        place = bisect_left(self._stops, minute)
        return self._stops[place - 1] if place else 0

    def after(self, minute: int) -> int:
        """The next minute after one in which something was done or came; else the last."""
        place = bisect_right(self._stops, minute)
        return self._stops[place] if place < len(self._stops) else self.minutes - 1


def moments(
    setting: Setting,
    facts: Iterable[f.Fact],
    done: Sequence[Entry] = (),
    happened: Sequence[Happened] = (),
) -> Iterator[Moment]:
    """Each minute of a shift, without end: after the log nothing changes but the clocks.

    Args:
        setting: The scenario.
        facts: The log.
        done: What the trainee did, in order.
        happened: What reached the desk, in order.
    """
    state, coming = new_state(setting), iter(facts)
    following, minute = next(coming, None), 0
    while True:
        at = minute * STEP
        while following is not None and following.at < at:
            state.apply(following)
            following = next(coming, None)
        state.desk.at = at
        yield _moment(state, at, _within(done, at), _within(happened, at))
        minute += 1


def _moment(
    state: State, at: int, done: tuple[Entry, ...], happened: tuple[Happened, ...]
) -> Moment:
    desk, plant = state.desk, state.plant
    return Moment(
        at,
        tuple(_services(desk, felt(state))),
        tuple(sorted(_waiting(desk), key=lambda each: each.since)),
        tuple(_open(desk, desk.tickets[each]) for each in desk.open),
        done,
        happened,
        tuple(_active(plant, each) for each in plant.faults.values() if each.active),
    )


def _within(things: Sequence[Timed], at: int) -> tuple[Timed, ...]:
    """Those of some things, in order of time, that lie in the minute."""
    first = bisect_left(things, at, key=lambda each: each.at)
    return tuple(things[first : bisect_left(things, at + STEP, key=lambda each: each.at)])


def _services(desk: Desk, truly: Mapping[ServiceId, int]) -> Iterator[Seen]:
    reports = Counter(e.service for e in desk.contacts.values() if e.at >= desk.at - HOUR)
    for each in desk.estate.services.values():
        if each.service_class is not None and not each.retired:
            seen = _AS_SEEN[desk.board.get(each.id, "up")]
            yield Seen(each.id, seen, reports[each.id], truly.get(each.id, UP))


def _waiting(desk: Desk) -> Iterator[Waiting]:
    for each in desk.inbox:
        origin = desk.contacts.get(ContactId(each)) or desk.alerts[AlertId(each)]
        yield Waiting(each, origin.at)


def _open(desk: Desk, ticket: Ticket) -> Open:
    return Open(
        ticket.id, ticket.record, ticket.number, ticket.priority, ticket.team, ticket.parent,
        tuple(_ticking(desk, ticket)), owed_by(ticket),
    )  # fmt: skip


def _ticking(desk: Desk, ticket: Ticket) -> Iterator[Ticking]:
    terms = desk.agreements.of(ticket)
    for name in CLOCKS:
        read = clocks.response if name == "response" else clocks.restoration
        reading = read(ticket.marks, terms, desk.at)
        if reading.remaining is not None and reading.stopped_at is None:
            yield Ticking(name, reading.remaining, reading.paused)


def _active(plant: Plant, fault: Fault) -> Active:
    groups = tuple(e.group for e in fault.hits if fault.hurts_group(e.group))
    end = next((each.group for each in fault.hits), None)
    return Active(
        fault.id, fault.component, fault.mode, fault.began_at, fault.struck_at is not None, groups,
        sum(plant.estate.groups[each].people for each in groups),
        plant.estate.path(fault.component, end) if end is not None else (fault.component,),
        len(plant.subjects.get(fault.id, ())),  # type: ignore[call-overload]  # ids are strings
    )  # fmt: skip


def _is_thought(entry: Entry) -> bool:
    """A form that was only opened is nothing that was done."""
    return isinstance(entry.command, BeginAction)


_SUBJECTS: Final[dict[type, str]] = {
    f.ContactArrived: "contact",
    f.CallAbandoned: "contact",
    f.AlertRaised: "alert",
    f.AlertCleared: "alert",
    f.TicketReturned: "ticket",
    f.RepairReported: "subject",
    f.ApprovalGiven: "ticket",
    f.TargetMissed: "ticket",
    f.TicketReopened: "ticket",
    f.NoteAdded: "subject",
}
"""Facts that reach the desk by themselves, and the field that says what each is about."""


def _happened(fact: f.Fact) -> Happened | None:
    """What reached the desk; none: nothing, or the trainee did it."""
    name = _SUBJECTS.get(type(fact))
    own = TRAINEE in (
        fact.author if isinstance(fact, f.NoteAdded) else "",
        fact.actor if isinstance(fact, f.TicketReopened) else "",
    )
    return None if name is None or own else Happened(fact.at, fact.kind, getattr(fact, name))
