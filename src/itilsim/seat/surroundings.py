"""What stands around the open matter: services and alerts, what is due, teams, the way of its item.

The one idea: each panel is a tuple of frozen rows, made from the Desk alone, so that a panel that
shows the same rows as before is not touched.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from itilsim.domain.desk import Desk
from itilsim.domain.names import AlertId, ContactId
from itilsim.domain.records import Contact, Ticket
from itilsim.domain.telling import owed_by, told_with_its_parent
from itilsim.seat.matters import Clocks, clocks_of
from itilsim.seat.names import Called, severity
from itilsim.seat.snapshot import ServiceRow, service_rows
from itilsim.words.labels import DueKind, people

MOST_DUE: Final = 12
"""Lines of what is due; tuning constant."""
MOST_WAY: Final = 14
"""Lines of the way of an item; tuning constant."""


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert that stands."""

    subject: str
    """The alert."""
    time: str
    """When it came."""
    what: str
    """The item it is about, or whose concern it is."""
    kind: str
    """Its significance in a word."""
    hurts: str
    """When it fails at this rate; empty where there is no trend."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is due on a record."""

    minutes: int
    """Whole minutes until then, or since then."""
    late: bool
    """It is over."""
    kind: DueKind
    """What it is."""
    number: str
    """The record."""
    priority: str
    """Its priority, or a dash."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team."""

    id: str
    """Its short name."""
    name: str
    """Its name."""
    on_duty: int
    """People who are there now."""
    records: int
    """Open records that the desk has sent to it."""


@dataclass(frozen=True, slots=True)
class WayRow:
    """One node on the way from an item to those who depend on it, or the other way round."""

    depth: int
    """Steps from the beginning."""
    name: str
    """What it is called."""
    kind: Literal["item", "service", "group"]
    """What it is."""
    signal: str
    """What monitoring says about it; empty for nothing."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a matter lies in the estate, by the map."""

    title: str
    """From where, and in which direction."""
    rows: tuple[WayRow, ...]
    """The nodes, nearest first."""
    more: int
    """Nodes that are left out."""
    people: str
    """How many depend on it; empty where that is not said."""


NO_WAY: Final = Way("Nothing selected.", (), 0, "")
"""The way of nothing."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that stands beside lists and record and does not depend on the selection."""

    services: tuple[ServiceRow, ...] = ()
    """The service board: what does not work first, then what people name."""
    alerts: tuple[AlertRow, ...] = ()
    """Warnings and exceptions that stand, the newest first."""
    due: tuple[DueRow, ...] = ()
    """Promises and targets, the nearest first."""
    unlogged: int = 0
    """What waits and has no record: its clock runs all the same."""
    teams: tuple[TeamRow, ...] = ()
    """Teams, those with records first."""


def surroundings(desk: Desk, called: Called, clocks: Clocks | None = None) -> Surroundings:
    """Read what does not depend on the selection.

    Args:
        desk: The running shift's Desk.
        called: Names.
        clocks: All clocks as they stand now; none: they are read.
    """
    clocks = clocks_of(desk) if clocks is None else clocks
    services = sorted(service_rows(desk), key=lambda row: (row.is_up, -row.reports))
    return Surroundings(
        services=tuple(services),
        alerts=tuple(_alerts(desk, called)),
        due=tuple(sorted(_due(desk, called, clocks), key=_soonest)[:MOST_DUE]),
        unlogged=sum(_is_unlogged(desk, each) for each in desk.inbox),
        teams=tuple(_teams(desk)),
    )


def way_of(desk: Desk, called: Called, subject: str) -> Way:
    """How a matter lies in the estate: what depends on its item, or what its caller depends on.

    Args:
        desk: The running shift's Desk.
        called: Names.
        subject: Contact, alert or record.
    """
    contact = desk.contacts.get(ContactId(subject))
    alert = desk.alerts.get(AlertId(subject))
    ticket = desk.ticket_of(subject)
    named = (each.component for each in (ticket, alert, contact) if each is not None)
    component = next((each for each in named if each is not None), None)
    if component is not None and component in desk.estate.components:
        return _downstream(desk, component)
    if contact is None:
        return Way("No item is named yet.", (), 0, "") if subject else NO_WAY
    return _upstream(desk, called, contact)


def _alerts(desk: Desk, called: Called) -> Iterator[AlertRow]:
    standing = (each for each in desk.alerts.values() if each.cleared_at is None)
    loud = [each for each in standing if called.severity(each) != "informational"]
    for each in sorted(loud, key=lambda alert: -alert.at):
        yield AlertRow(
            each.id,
            called.time(each.at),
            each.component or called.alerted(each),
            called.severity(each),
            "" if each.hurts_at is None else called.when(each.hurts_at),
        )


def _due(desk: Desk, called: Called, clocks: Clocks) -> Iterator[DueRow]:
    for each in desk.open:
        ticket: Ticket = desk.tickets[each]
        number = called.number(ticket)
        priority = f"P{ticket.priority}" if ticket.priority else "–"
        owed = owed_by(ticket)
        if owed is not None and not told_with_its_parent(desk, ticket):
            yield _due_row(owed - desk.at, "word", number, priority)
        # Until its model has started, no clock of a request counts; a question is only answered.
        modelled = ticket.is_request and ticket.record != "information"
        if modelled and ticket.origin == "contact" and not ticket.model:
            minutes = desk.setting.organisation.card.request_response_minutes
            left = ticket.arrived_at + minutes * 60 - desk.at
            yield _due_row(left, "model", number, priority)
        for clock in clocks[each]:
            if clock.state not in ("met", "paused") and clock.words != "too late":
                yield _due_row(clock.left, clock.name, number, priority)


def _due_row(seconds: int, kind: DueKind, number: str, priority: str) -> DueRow:
    """A row by the seconds that are left; late or not, a minute counts once it is whole."""
    return DueRow(abs(seconds) // 60, seconds < 0, kind, number, priority)


def _soonest(row: DueRow) -> tuple[bool, int]:
    return not row.late, -row.minutes if row.late else row.minutes


def _is_unlogged(desk: Desk, subject: ContactId | AlertId) -> bool:
    """It has no record, and is not the call that is on the line now."""
    contact = desk.contacts.get(ContactId(subject))
    live = contact is not None and contact.state == "live"
    return desk.ticket_of(subject) is None and not live


def _teams(desk: Desk) -> Iterator[TeamRow]:
    with_them = Counter(desk.tickets[each].team for each in desk.open)
    hours = desk.setting.hours
    rows = [
        TeamRow(
            team.id,
            team.name,
            sum(one.people for one in team.rota if hours[one.hours].next_open(desk.at) == desk.at),
            with_them[team.id],
        )
        for team in desk.setting.organisation.teams
    ]
    yield from sorted(rows, key=lambda row: not row.records)


def _downstream(desk: Desk, component: str) -> Way:
    """What depends on an item, breadth first."""
    estate = desk.estate
    reached, waiting = {component: 0}, deque([component])
    while waiting:
        node = waiting.popleft()
        for each in (*estate.dependents.get(node, ()), *estate.users.get(node, ())):
            if each not in reached:
                reached[each] = reached[node] + 1
                waiting.append(each)
    hits = estate.reach(component)  # type: ignore[arg-type]  # ids are strings
    count = sum(estate.groups[hit.group].people for hit in hits)
    rows = [_row(desk, node, depth) for node, depth in reached.items()]
    title = "Depends on it, by the map:" if len(rows) > 1 else "Nothing depends on it."
    return Way(title, tuple(rows[:MOST_WAY]), max(len(rows) - MOST_WAY, 0), people(count))


def _upstream(desk: Desk, called: Called, contact: Contact) -> Way:
    """What a caller's group depends on, and the service that is named, the nearest first."""
    ends = (contact.group, *((contact.service,) if contact.service is not None else ()))
    rows = [_row(desk, node, depth) for node, depth in desk.estate.upstream(*ends).items()][1:]
    if not rows:
        return Way("Neither item nor service is named.", (), 0, "")
    title = f"Needed by {called.group(contact.group)}:"
    return Way(title, tuple(rows[:MOST_WAY]), max(len(rows) - MOST_WAY, 0), "")


def _row(desk: Desk, node: str, depth: int) -> WayRow:
    estate = desk.estate
    if node in estate.groups:
        group = estate.groups[node]  # type: ignore[index]  # ids are strings
        return WayRow(depth, f"{group.name} ({people(group.people)})", "group", "")
    if node in estate.services:
        return WayRow(depth, estate.services[node].name, "service", "")  # type: ignore[index]  # as above
    alert = desk.signals.get(node)  # type: ignore[call-overload]  # as above
    signal = severity(desk, desk.alerts[alert]) if alert is not None else ""
    return WayRow(depth, node, "item", signal)
