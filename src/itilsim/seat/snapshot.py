"""What the play screen shows, made from the Desk at one moment: frozen, and in words.

The one idea: screens and widgets never look at the Desk. `snapshot` reads it once, and everything
that can be seen is in the `DeskView` that comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from itilsim.domain.commands import Entry
from itilsim.domain.desk import Desk
from itilsim.domain.facts import HandoverWritten
from itilsim.domain.names import SERVICE_DESK, TRAINEE, AlertId, ContactId, TicketId
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.telling import owed_by, told_with_its_parent
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.matters import Clocks, ClockView, ItemView, clocks_of, item_view
from itilsim.seat.names import Called
from itilsim.words.labels import SIGNIFICANCES, STATES

SHORT_CHANNELS: Final = {
    "phone": "call",
    "chat": "chat",
    "email": "mail",
    "portal": "form",
    "alert": "alert",
}
"""Channels in a narrow column."""
SHORT_SEVERITIES: Final = {"informational": "info", "alert": "?"}
"""What monitoring calls an alert, where that is shorter; a question mark: the trainee is to say."""
RINGS: Final = "rings"
"""The flag of somebody who waits on the line."""
WAITS: Final = "waits"
"""The flag of somebody who waits in a chat."""
WORKS: Final = "▲ works"
"""The state of an open record whose callers say that it works."""
KEPT_CLOSED: Final = 12
"""So many closed records stay in the list; tuning constant."""


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """One line of "came in"."""

    subject: str
    """Contact or alert."""
    time: str
    """When it came."""
    channel: str
    """How, in a word."""
    who: str
    """The person, or the item that an alert is about."""
    flag: str
    """What is to be known at a glance, like `rings` or `VIP`."""
    waits: str
    """How long it has been waiting."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One line of "you opened"."""

    subject: str
    """Record, or alert that a team was told of."""
    number: str
    """Its number."""
    priority: str
    """Its priority, or a dash."""
    clock: ClockView | None
    """The clock that runs out first."""
    team: str
    """Who has it."""
    what: str
    """What it is about, in a few words."""
    state: str
    """Where it stands, in a word."""
    news: bool
    """Something came back that waits for the desk."""
    child: bool
    """It belongs to another record, below which it stands."""
    over: bool
    """Resolved, closed or cancelled."""


_LEVELS: Final = {"down": "X", "degraded": "!"}
"""Marks of a service that does not work as agreed."""


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One line of the service board."""

    name: str
    """The service."""
    state: str
    """Up, degraded or down, as far as monitoring sees it."""
    reports: int
    """People who got in touch about it in the last hour, and have not said that it works again."""

    @property
    def is_up(self) -> bool:
        """Nothing that monitoring watches has failed."""
        return self.state == "up"

    @property
    def level(self) -> str:
        """The state with its mark: a tick only where nobody doubts it by getting in touch."""
        mark = "?" if self.reports else "✓"
        return f"{_LEVELS.get(self.state, mark)} {self.state}"


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything that the play screen shows."""

    at: int = 0
    """Second since the scenario began."""
    clock: str = ""
    """The time of day."""
    live: str = ""
    """With whom a call is going on."""
    ringing: int = 0
    """Callers who wait on the line."""
    chats: int = 0
    """Those who wait in a chat."""
    waiting: int = 0
    """What came in and has not been dealt with."""
    came_in: tuple[ArrivalRow, ...] = ()
    """The left column."""
    opened: tuple[RecordRow, ...] = ()
    """The column beside it."""
    item: ItemView | None = None
    """What is selected."""
    promised: tuple[str, ...] = field(default=())
    """Promises that are nearly due, a line each."""
    note: HandoverWritten | None = None
    """The handover note, once it is written; the last one."""
    clocks: Clocks = field(default_factory=dict)
    """All clocks that run."""


def snapshot(
    desk: Desk, chronicle: Chronicle, called: Called, journal: Iterable[Entry], selected: str
) -> DeskView:
    """Read the Desk.

    Args:
        desk: The running shift's Desk.
        chronicle: What has happened.
        called: Names.
        journal: The journal so far.
        selected: The contact, alert or record to show in full; empty for none.
    """
    live = desk.live.get(TRAINEE)
    came_in, clocks = tuple(_arrivals(desk, called)), clocks_of(desk)
    return DeskView(
        at=desk.at,
        clock=called.time(desk.at),
        live=called.person(desk.contacts[live].person) if live is not None else "",
        ringing=sum(row.flag == RINGS for row in came_in),
        chats=sum(row.flag == WAITS for row in came_in),
        waiting=sum(row.subject != live for row in came_in),
        came_in=came_in,
        opened=tuple(_records(desk, called, clocks)),
        item=item_view(desk, chronicle, called, journal, selected) if selected else None,
        promised=tuple(_promises(desk, called)),
        note=desk.handover,
        clocks=clocks,
    )


def service_rows(desk: Desk) -> tuple[ServiceRow, ...]:
    """The service board: customer-facing services first, as the catalogue has them."""
    hour_ago = desk.at - 3600
    calls = Counter(
        each.service
        for each in desk.contacts.values()
        if each.at >= hour_ago and not _works_again(desk, each)
    )
    services = [each for each in desk.estate.services.values() if not each.retired]
    services.sort(key=lambda each: each.kind == "supporting")
    return tuple(
        ServiceRow(
            each.name,
            desk.board.get(each.id, "up"),
            calls[each.id],
        )
        for each in services
    )


def _works_again(desk: Desk, contact: Contact) -> bool:
    """Its caller has said so; who is under a parent has said it there."""
    ticket = desk.ticket_of(contact.id)
    head = desk.tickets.get(ticket.parent) if ticket is not None and ticket.parent else ticket
    return any(each is not None and each.confirmed is True for each in (ticket, head))


def arrived_subjects(desk: Desk) -> tuple[str, ...]:
    """What stands under "came in": the inbox, and alerts that are neither passed on nor over."""
    looked_at = (
        each.id
        for each in desk.alerts.values()
        if each.acknowledged in ("warning", "exception")
        and each.ticket is None
        and each.team is None
        and each.cleared_at is None
    )
    found: dict[str, None] = dict.fromkeys((*map(str, desk.inbox), *map(str, looked_at)))
    return tuple(sorted(found, key=lambda each: _origin(desk, each).at))


def _origin(desk: Desk, subject: str) -> Contact | Alert:
    return desk.contacts.get(ContactId(subject)) or desk.alerts[AlertId(subject)]


def _arrivals(desk: Desk, called: Called) -> Iterator[ArrivalRow]:
    for subject in arrived_subjects(desk):
        origin = _origin(desk, subject)
        minutes = min((desk.at - origin.at) // 60, 999)
        if isinstance(origin, Alert):
            severity = called.severity(origin)
            flag = SHORT_SEVERITIES.get(severity, severity)
            yield ArrivalRow(
                subject, called.time(origin.at), "alert",
                origin.component or called.alerted(origin), flag, f"{minutes}m",
            )  # fmt: skip
        else:
            yield ArrivalRow(
                subject, called.time(origin.at), SHORT_CHANNELS[origin.channel],
                called.person(origin.person), _contact_flag(origin), f"{minutes}m",
            )  # fmt: skip


def _contact_flag(contact: Contact) -> str:
    if contact.state == "live":
        return "speaks"
    if contact.rings:
        return WAITS if contact.channel == "chat" else RINGS
    if contact.chases is not None:
        return "asks again"
    return "VIP" if contact.vip else ""


def _records(desk: Desk, called: Called, clocks: Clocks) -> Iterator[RecordRow]:
    """Open records as they were logged, children below their parents; then what is over.

    What was closed last comes first of that: whoever closes a record stays near the open ones.
    """
    tickets = sorted(desk.tickets.values(), key=lambda each: each.number)
    passed_on = [each for each in desk.alerts.values() if each.team and each.cleared_at is None]
    going = [each for each in tickets if each.is_open]
    heads = [e for e in going if e.parent is None or not desk.tickets[e.parent].is_open]
    for head in heads:
        yield _record_row(desk, called, clocks, head)
        for child in head.children:
            if child in desk.tickets and desk.tickets[child].is_open:
                yield _record_row(desk, called, clocks, desk.tickets[child])
    for alert in passed_on:
        yield _alert_row(alert, called)
    yield from (_record_row(desk, called, clocks, e) for e in tickets if e.state == "resolved")
    closed = [each for each in tickets if each.is_over]
    closed.sort(key=lambda each: each.closed_at or each.opened_at, reverse=True)
    yield from (_record_row(desk, called, clocks, each) for each in closed[:KEPT_CLOSED])


def _record_row(desk: Desk, called: Called, clocks: Clocks, ticket: Ticket) -> RecordRow:
    running = [each for each in clocks.get(ticket.id, ()) if each.state not in ("met", "paused")]
    return RecordRow(
        subject=ticket.id,
        number=called.number(ticket),
        priority=f"P{ticket.priority}" if ticket.priority else "–",
        clock=min(running, key=lambda each: each.left, default=None),
        team=ticket.team,
        what=_about(desk, ticket),
        state=WORKS if ticket.confirmed and ticket.is_open else STATES[ticket.state],
        news=ticket.id in desk.attention,
        child=ticket.parent is not None and ticket.is_open,
        over=not ticket.is_open,
    )


def _alert_row(alert: Alert, called: Called) -> RecordRow:
    return RecordRow(
        subject=alert.id,
        number=SIGNIFICANCES[alert.significance],
        priority="–",
        clock=None,
        team=alert.team or SERVICE_DESK,
        what=alert.component or called.alerted(alert),
        state="With a team",
        news=bool(alert.repaired),
        child=False,
        over=False,
    )


def _about(desk: Desk, ticket: Ticket) -> str:
    contact = desk.contact_of(ticket)
    if contact is not None:
        return desk.setting.symptoms[contact.symptom].name
    return ticket.component or "alert"


def _promises(desk: Desk, called: Called) -> Iterator[str]:
    for each in desk.open:
        ticket: Ticket = desk.tickets[TicketId(each)]
        owed = owed_by(ticket)
        if owed is None or told_with_its_parent(desk, ticket):
            continue
        if owed - desk.at <= 5 * 60:
            when = called.when(owed)
            late = " (late)" if owed < desk.at else ""
            yield f"{called.number(ticket)}: update promised by {when}{late}"
