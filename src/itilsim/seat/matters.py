"""One contact, alert or record in full: who, what, clocks, the way it has come, its fields.

The one idea: a contact and the record logged from it are one matter and share one view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from itilsim.domain import clocks
from itilsim.domain.commands import Entry
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, SPOKEN, AlertId, ContactId, TicketId
from itilsim.domain.organisation import Component
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.telling import owed_by
from itilsim.domain.usual import Stage, stages
from itilsim.seat.chronicle import Chronicle, Line
from itilsim.seat.names import Called
from itilsim.words.actions import Item
from itilsim.words.labels import (
    CATEGORIES,
    CHANNELS,
    EFFECTS,
    HOLD_REASONS,
    MOODS,
    RECORD_KINDS,
    RESOLUTION_CODES,
    SERVICE_CLASSES,
    STATES,
    UNSAID,
    ClockName,
    clock_named,
    counted,
    gave_up,
    people,
    time_left,
)
from itilsim.words.render import card_words

LISTED: Final = 3
"""So many earlier incidents are listed in each row of the history; tuning constant."""
HANGS: Final = "Used by"
"""Heading of those who depend on an item."""

ClockState = Literal["running", "half", "late", "nearly", "missed", "paused", "met"]
"""How far a clock has run: below 50 %, from 50, 75 and 90 %, past due, standing, in time."""


@dataclass(frozen=True, slots=True)
class ClockView:
    """One clock of a record."""

    left: int
    """Seconds left; negative once it is over."""
    name: ClockName
    """Which it is."""
    state: ClockState
    """How far it has run."""
    percent: int
    """Share of the target used."""
    words: str
    """What is left, or over."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """What is selected, in full."""

    subject: str
    """The contact, alert or record."""
    kinds: frozenset[Item]
    """What it is to the table of actions; a call with a record is both."""
    contact: ContactId | None
    """Whom to speak or write with."""
    alert: AlertId | None
    """The alert."""
    ticket: TicketId | None
    """The record."""
    title: str
    """Number and kind, or what it is."""
    priority: int | None
    """Priority of the record."""
    state: str
    """Where the record stands, and with whom."""
    who: str
    """Person and place, or item."""
    how: str
    """Channel, time, what the caller says about the own work."""
    stages: tuple[Stage, ...]
    """The way it has come."""
    clocks: tuple[ClockView, ...]
    """Its clocks."""
    lines: tuple[Line, ...]
    """What was said and done."""
    fields: tuple[tuple[str, str], ...]
    """Fields of the record."""
    card: tuple[tuple[str, str], ...]
    """What the configuration management system says about the item."""


def item_view(
    desk: Desk, chronicle: Chronicle, called: Called, journal: Iterable[Entry], subject: str
) -> ItemView | None:
    """A contact, alert or record in full; nothing where it is not there."""
    contact = desk.contacts.get(ContactId(subject))
    alert = desk.alerts.get(AlertId(subject))
    ticket = desk.ticket_of(subject)
    if contact is None and alert is None and ticket is None:
        return None
    related = (subject, *((ticket.id,) if ticket is not None else ()))
    named = (each.component for each in (ticket, alert, contact) if each is not None)
    component = next((each for each in named if each is not None), None)
    return ItemView(
        subject=subject,
        kinds=_kinds(contact, alert, ticket),
        contact=contact.id if contact is not None else None,
        alert=alert.id if alert is not None else None,
        ticket=ticket.id if ticket is not None else None,
        title=_title(called, contact, alert, ticket),
        priority=ticket.priority if ticket is not None else None,
        state=_state(called, ticket) if ticket is not None else "",
        who=_who(desk, called, contact, alert),
        how=_how(called, contact, alert, desk),
        stages=stages(desk, subject),
        clocks=tuple(clock_views(desk, ticket)) if ticket is not None else (),
        lines=chronicle.about(related, desk, called, journal),
        fields=tuple(_fields(desk, called, ticket)) if ticket is not None else (),
        card=tuple(_card(desk, called, component)) if component else (),
    )


Clocks: TypeAlias = Mapping[TicketId, tuple[ClockView, ...]]
"""The clocks of each open record."""


def clocks_of(desk: Desk) -> Clocks:
    """The clocks of all open records, each read once."""
    return {each: tuple(clock_views(desk, desk.tickets[each])) for each in desk.open}


def clock_views(desk: Desk, ticket: Ticket) -> Iterator[ClockView]:
    """The clocks of a record that has a target."""
    terms = desk.agreements.of(ticket)
    second = clock_named("restoration", ticket.record)
    readings: tuple[tuple[ClockName, clocks.Reading], ...] = (
        ("response", clocks.response(ticket.marks, terms, desk.at)),
        (second, clocks.restoration(ticket.marks, terms, desk.at)),
    )
    for name, reading in readings:
        share = clocks.share(reading)
        if share is None or reading.remaining is None:
            continue
        state = _clock_state(reading, share)
        words = time_left(reading.remaining)
        if state == "met":
            words = "in time"
        elif reading.stopped_at is not None:
            words = "too late"
        yield ClockView(reading.remaining, name, state, share, words)


def _clock_state(reading: clocks.Reading, share: int) -> ClockState:
    if reading.stopped_at is not None:
        return "met" if clocks.met(reading) else "missed"
    if share >= 100 or reading.breached_at is not None:
        return "missed"
    if reading.paused:
        return "paused"
    if share >= 90:
        return "nearly"
    return "late" if share >= 75 else "half" if share >= 50 else "running"


def _kinds(contact: Contact | None, alert: Alert | None, ticket: Ticket | None) -> frozenset[Item]:
    found: set[Item] = set()
    if contact is not None and contact.state == "live":
        found.add("call")
    elif contact is not None and contact.rings:
        return frozenset({"ringing"})
    elif contact is not None and contact.state != "gone":
        found.add("message")
    if alert is not None and ticket is None:
        found.add("alert")
    if ticket is not None:
        found.add("request" if ticket.is_request else "incident")
    return frozenset(found)


def _title(
    called: Called, contact: Contact | None, alert: Alert | None, ticket: Ticket | None
) -> str:
    if ticket is not None:
        kind = RECORD_KINDS[ticket.record]
        if contact is not None and contact.chases is not None:
            return f"{called.number(ticket)}  {kind}, asked about again"
        return f"{called.number(ticket)}  {kind}"
    if alert is not None:
        severity = called.severity(alert)
        return "Alert" if severity == "alert" else f"Alert: {severity}"
    if contact is not None and contact.channel in SPOKEN:
        chat = contact.channel == "chat"
        if contact.state == "waiting":
            return "Waits in the chat" if chat else "Waits on the line"
        return "Chat, no record yet" if chat else "Call, no record yet"
    return "Message, no record yet"


def _state(called: Called, ticket: Ticket) -> str:
    words = STATES[ticket.state]
    if ticket.state == "on_hold" and ticket.hold_reason is not None:
        words = f"{words}: {HOLD_REASONS[ticket.hold_reason].lower()}"
    if ticket.code is not None and not ticket.is_open:
        words = f"{words}: {RESOLUTION_CODES[ticket.code].lower()}"
    if not ticket.is_open:
        return words
    who = "you have it" if ticket.team == SERVICE_DESK else f"with {called.team(ticket.team)}"
    return f"{words}, {who}"


def _who(desk: Desk, called: Called, contact: Contact | None, alert: Alert | None) -> str:
    if contact is not None:
        role, group = called.role(contact.person), desk.setting.groups[contact.group]
        vip = "VIP " if contact.vip else ""
        role = f", {role}" if role else ""
        return f"{vip}{called.person(contact.person)}{role} ({group.name}; {people(group.people)})"
    if alert is None:
        return ""
    return called.component(alert.component) if alert.component else called.alerted(alert)


def _how(called: Called, contact: Contact | None, alert: Alert | None, desk: Desk) -> str:
    if alert is not None:
        trend = ""
        if alert.hurts_at is not None:
            trend = f"; at this rate it fails at {called.when(alert.hurts_at)}"
        gone = "; cleared" if alert.cleared_at is not None else ""
        return f"Monitoring at {called.time(alert.at)}{trend}{gone}"
    if contact is None:
        return ""
    came, parts = f"{CHANNELS[contact.channel]} at {called.time(contact.at)}", list[str]()
    if desk.setting.symptoms[contact.symptom].kind == "incident":
        parts.append(EFFECTS[contact.effect] if contact.effect else UNSAID)
    if contact.mood != "calm":
        parts.append(f"sounds {MOODS[contact.mood]}")
    if contact.state == "gone":
        parts.append(gave_up(contact.channel))
    said = "; ".join(parts)
    return f"{came}. {said[:1].upper()}{said[1:]}" if said else came


def _fields(desk: Desk, called: Called, ticket: Ticket) -> Iterator[tuple[str, str]]:
    """Fields of a record, those without a value left out but for the ones to be filled."""
    yield "Category", CATEGORIES[ticket.category] if ticket.category else "–"
    if ticket.service:
        of_class = desk.agreements.class_on(ticket.component, ticket.service)
        yield "Service", f"{called.service(ticket.service)} ({SERVICE_CLASSES[of_class].lower()})"
    if ticket.component:
        yield "Item", called.component(ticket.component)
    if not ticket.is_request:
        disputed = ", disputed" if ticket.disputed else ""
        rated = f"{ticket.impact or '–'} / {ticket.urgency or '–'}{disputed}"
        yield "Impact / urgency", rated
    yield "Owner", "Service desk"
    yield "Team", called.team(ticket.team)
    yield from _relations(desk, called, ticket)
    if ticket.known_error:
        article = ticket.known_error in desk.setting.articles
        yield "Article" if article else "Known error", called.knowledge(ticket.known_error)
    owed = owed_by(ticket)
    if owed is not None:
        yield "Next update by", called.when(owed)
    if ticket.confirmed is not None:
        works, not_yet = ("all is done", "not yet") if ticket.is_request else _WORKS
        yield "Callers say", works if ticket.confirmed else not_yet


_WORKS: Final = ("it works", "it does not work yet")


def _relations(desk: Desk, called: Called, ticket: Ticket) -> Iterator[tuple[str, str]]:
    if ticket.parent:
        yield "Parent", called.label(ticket.parent)
    if ticket.children:
        yield "Children", ", ".join(map(called.label, ticket.children))
    if ticket.problem:
        yield "Problem", "raised"
    if ticket.model:
        yield "Model", called.knowledge(ticket.model)
        yield from _steps(desk, ticket)


_CHECKED = {None: "to do", True: "✓ done", False: "X not that person"}


def _steps(desk: Desk, ticket: Ticket) -> Iterator[tuple[str, str]]:
    contact = desk.contact_of(ticket)
    approvals = dict(ticket.approvals)
    words = {"asked": "asked, no answer yet", "granted": "✓ yes", "rejected": "X no"}
    for number, step in enumerate(desk.setting.request_models[ticket.model].steps, start=1):
        if step.kind == "verify":
            done = _CHECKED[None if contact is None else contact.verified]
        elif step.kind == "approve":
            done = words.get(approvals.get(step.id, ""), "to ask")
        else:
            by = "" if step.by == SERVICE_DESK else f", by {step.by}"
            done = "✓ done" if step.id in ticket.steps else f"to do{by}"
        yield f"  {number}.", f"{step.name}: {done}"


def _card(desk: Desk, called: Called, component: str) -> Iterator[tuple[str, str]]:
    """The configuration record, and who hangs on it by the map."""
    known = desk.estate.components.get(component)  # type: ignore[call-overload]  # ids are strings
    if known is None:
        return
    yield "Item", f"{known.id}, {known.name} ({known.kind})"
    yield "Belongs to", called.team(known.owner)
    note = card_words(known.note, desk.setting.utterances)
    if note:
        yield "Note", note
    hits = desk.estate.reach(known.id)
    groups = [desk.estate.groups[hit.group] for hit in hits]
    if groups:
        named = "; ".join(each.name for each in groups[:4])
        more = f"; and {len(groups) - 4} more" if len(groups) > 4 else ""
        count = people(sum(each.people for each in groups))
        yield HANGS, f"{named}{more} ({count})"
    else:
        yield HANGS, "nobody, by the map"
    signal = desk.signals.get(known.id)
    if signal is not None:
        alert = desk.alerts[signal]
        yield "Monitoring", f"{called.severity(alert)} since {called.time(alert.at)}"
    yield from _history(desk, known)


def _history(desk: Desk, known: Component) -> Iterator[tuple[str, str]]:
    """What the history has on the item, and on others of its kind; the newest first.

    It is what the form for a problem lists, where somebody looks who has not thought of one yet.
    """
    past = sorted(desk.setting.scenario.past_incidents, key=lambda each: each.days_ago)
    kinds = desk.estate.components
    here = [each for each in past if each.component == known.id]
    alike = [each for each in past if each not in here
             and kinds[each.component].kind == known.kind]  # fmt: skip
    for name, found in (("Earlier", here), ("Same kind", alike)):
        for each in found[:LISTED]:
            item = "" if each.component == known.id else f" on {each.component}"
            when = counted(each.days_ago, "day")
            yield name, f"{when} ago{item}: {each.words} ({each.number})"
        if len(found) > LISTED:
            yield name, f"and {len(found) - LISTED} more"
