"""What the desk's panels say, read out line by line.

The one idea: each panel is a function from what is seen to lines; a line begins with a word that
says what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from itilsim.domain.desk import Desk
from itilsim.seat.names import Called
from itilsim.seat.snapshot import DeskView, RecordRow
from itilsim.seat.surroundings import surroundings, way_of
from itilsim.words.card import RESPONDED, house_rules
from itilsim.words.labels import CLOCKS, DUE

EMPTY: Final = "Nothing is selected: what came in has been dealt with."


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to read from."""

    desk: Desk
    """The running shift's Desk."""
    called: Called
    """Names."""
    view: DeskView
    """Lists and selection."""


def came_in(seen: Seen) -> Iterator[str]:
    """What came in, numbered from 1."""
    for number, row in enumerate(seen.view.came_in, start=1):
        flag = f", {row.flag}" if row.flag and row.flag != "?" else ""
        yield f"Came in {number}: {row.time} {row.channel} {row.who}{flag}, waits {row.waits}"
    if not seen.view.came_in:
        yield "Came in: nothing"


def records(seen: Seen) -> Iterator[str]:
    """What was opened, numbered on from what came in."""
    for number, row in enumerate(seen.view.opened, start=len(seen.view.came_in) + 1):
        yield f"You opened {number}: {', '.join(_record(row))}"
    if not seen.view.opened:
        yield "You opened: nothing"


def matter(seen: Seen) -> Iterator[str]:
    """The selection in full."""
    item = seen.view.item
    if item is None:
        yield EMPTY
        return
    priority = f", P{item.priority}" if item.priority else ""
    state = f", {item.state}" if item.state else ""
    yield from (f"This one: {item.title}{priority}{state}", f"Who: {item.who}", f"How: {item.how}")
    yield from (f"Clock: {CLOCKS[each.name]}, {each.words}" for each in item.clocks)
    yield from (f"{each.time} {each.who}: {each.words}" for each in item.lines)
    yield from (f"{name}: {value}" for name, value in (*item.fields, *item.card))


def _board(seen: Seen) -> Iterator[str]:
    around = surroundings(seen.desk, seen.called)
    for row in around.services:
        reports = f", {row.reports} in touch in the last hour" if row.reports else ""
        yield f"Service: {row.name}: {row.level}{reports}"
    for alert in around.alerts:
        yield f"Alert: {alert.time} {alert.what}, {alert.kind}"


def _due(seen: Seen) -> Iterator[str]:
    due = surroundings(seen.desk, seen.called).due
    for row in due:
        when = f"{row.minutes} min late" if row.late else f"in {row.minutes} min"
        yield f"Due: {row.number}, {row.priority}: {DUE[row.kind]}, {when}"
    if not due:
        yield "Due: nothing"


def _teams(seen: Seen) -> Iterator[str]:
    for row in surroundings(seen.desk, seen.called).teams:
        yield f"Team {row.id}: {row.name}, {row.on_duty} on duty, {row.records} open records"


def _map(seen: Seen) -> Iterator[str]:
    item = seen.view.item
    way = way_of(seen.desk, seen.called, item.subject if item is not None else "")
    yield f"Map: {way.title}"
    for row in way.rows:
        yield f"Step {row.depth}: {row.kind} {row.name}{f', {row.signal}' if row.signal else ''}"


def _card(seen: Seen) -> Iterator[str]:
    card = seen.desk.setting.organisation.card
    for name, rules in (("Impact", card.impact), ("Urgency", card.urgency)):
        levels = (rules.level_1, rules.level_2, rules.level_3)
        yield from (f"{name} {level}: {words}" for level, words in enumerate(levels, start=1))
    for level, row in enumerate(card.matrix, start=1):
        cells = ", ".join(f"urgency {n} is P{each}" for n, each in enumerate(row, start=1))
        yield f"Priority: with impact {level}, {cells}"
    yield from (f"Rule: {rule}" for rule in (*card.rules, RESPONDED, *house_rules(card.house)))


READING: Final[dict[str, Callable[[Seen], Iterator[str]]]] = {
    "came_in": came_in,
    "records": records,
    "matter": matter,
    "service_board": _board,
    "due_board": _due,
    "teams": _teams,
    "estate_path": _map,
    "desk_card": _card,
}
"""Panels and pages by the action that shows them."""


def _record(row: RecordRow) -> Iterator[str]:
    """A record's line, in parts."""
    yield row.number
    if row.priority != "–":
        yield row.priority
    yield from (row.what, f"with {row.team}", row.state)
    if row.clock is not None:
        yield f"{CLOCKS[row.clock.name]} {row.clock.words}"
    if row.child:
        yield "linked"
    if row.news:
        yield "news"
