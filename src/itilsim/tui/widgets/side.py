"""Panels beside lists and record, where the window has room: services, what is due, teams, the map.

The one idea: a panel is one text, made anew only when its rows are others than before; words that
are too long are shortened by the panel, so that a row knows no width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from itilsim.seat.snapshot import ServiceRow
from itilsim.seat.surroundings import AlertRow, DueRow, Surroundings, TeamRow, Way
from itilsim.tui.widgets.plain import Hanging
from itilsim.tui.widgets.scrolled import Scrolled
from itilsim.words.labels import DUE, counted

SOON: Final = 15
"""Minutes before something is due at which it is marked; tuning constant."""
MORE: Final = "… more"
"""What stands below a panel that does not show all."""
_STYLES: Final = {"exception": "bold $text-error", "warning": "bold $text-warning"}
_MARKS: Final = {"exception": "X", "warning": "!"}


Lines: TypeAlias = Iterator[tuple[Content, str]]
"""What a line begins with, whole, and words that are shortened where they do not fit."""


class Panel(Scrolled):
    """One text with a number in its title; it scrolls where it does not fit."""

    TITLE: ClassVar[str]
    """Number and name."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name for it
        """Make a panel with nothing in it.

        Args:
            id: Name in the stylesheet.
        """
        super().__init__(id=id)
        self.border_title = Content(self.TITLE)
        self._shown: object = None

    def put(self, rows: object, text: Lines) -> None:
        """Show rows; nothing is done where they are those of before.

        Args:
            rows: What is shown, comparable.
            text: Its lines, made only when they are needed.
        """
        if rows != self._shown:
            self._shown = rows
            self.read(Hanging(tuple(text), wraps=False))

    def _measure(self) -> None:
        """Say in the border that there is more: a bar that comes and goes lays out the screen."""
        super()._measure()
        more = self.virtual_size.height > self.container_size.height
        self.border_subtitle = Content(MORE if more else "")


class Services(Panel):
    """Services and alerts."""

    TITLE = "4 Board"


class Due(Panel):
    """Promises and targets."""

    TITLE = "5 Due"


class Teams(Panel):
    """Who is there, and with whom the records are."""

    TITLE = "6 Teams"


class Map(Panel):
    """The way of the open matter through the estate."""

    TITLE = "7 Map"


class Side(Vertical):
    """The third column."""

    def compose(self) -> ComposeResult:
        """Four panels."""
        yield Services(id="services")
        yield Due(id="due")
        yield Teams(id="teams")
        yield Map(id="map")

    def show(self, around: Surroundings, way: Way, again: Mapping[str, str]) -> None:
        """Show what stands around the open matter.

        Args:
            around: What does not depend on it.
            way: Its way through the estate.
            again: Services that work again, with the time of day since when.
        """
        board = (around.services, around.alerts, dict(again))
        self.query_one(Services).put(board, services_text(around.services, around.alerts, again))
        self.query_one(Due).put((around.due, around.unlogged), due_text(around))
        self.query_one(Teams).put(around.teams, teams_text(around.teams))
        self.query_one(Map).put(way, way_text(way))


def services_text(
    services: Sequence[ServiceRow], alerts: Sequence[AlertRow], again: Mapping[str, str]
) -> Lines:
    """Services that somebody named or that do not work, one line for the rest, then alerts."""
    named = [row for row in services if not row.is_up or row.reports or row.name in again]
    for row in named:
        since = again.get(row.name, "") if row.is_up else ""
        mark = f"▲ again {since}" if since else row.level
        style = _style_of(row, is_back=bool(since))
        calls = f", {counted(row.reports, 'call')}" if row.reports else ""
        yield Content.assemble((mark, style), (calls, "$text-muted"), " "), row.name
    rest = len(services) - len(named)
    if rest:
        words = f"{rest} {'others' if named else 'services'}"
        yield Content.assemble(("✓ up", "$text-success"), " "), f"{words}, nobody called"
    for alert in alerts:
        mark = f"{_MARKS.get(alert.kind, '·')} {alert.kind} "
        hurts = f" · limit at {alert.hurts}" if alert.hurts else ""
        head = Content.styled(mark, _STYLES.get(alert.kind, ""))
        yield head, f"{alert.what} {alert.time}{hurts}"


def _style_of(row: ServiceRow, *, is_back: bool) -> str:
    """Of a service that people got in touch about, neither green nor red: nobody knows yet."""
    if not row.is_up:
        return "bold $text-error"
    return "$text-success" if is_back or not row.reports else "$text-warning"


def due_text(around: Surroundings) -> Lines:
    """Promises and targets, the nearest first, with a mark for what is near or late."""
    for row in around.due:
        mark, style = _urgent(row)
        when = f"{length(row.minutes)} late" if row.late else length(row.minutes)
        head = Content.styled(f"{mark} {when:<6} ", style)
        # Without a model a request has no priority yet.
        priority = "" if row.kind == "model" else f" {row.priority}"
        yield head, f"{row.number[-3:]} {DUE[row.kind]}{priority}"
    if not around.due:
        yield Content(), "Nothing is due."
    if around.unlogged:
        yield Content(), f"{around.unlogged} not logged; clocks run"


def teams_text(teams: Sequence[TeamRow]) -> Lines:
    """Each team with the people on duty, and the open records it has."""
    for row in teams:
        busy = f" · {row.records} open" if row.records else ""
        duty = f"{row.on_duty} on duty" if row.on_duty else "nobody on duty"
        yield Content.assemble((f"{row.id:<4}", "bold"), duty, busy, "  "), row.name


def way_text(way: Way) -> Lines:
    """The nodes, each as far in as it is steps away."""
    yield Content(), way.title
    for row in way.rows:
        indent = "  " * min(row.depth, 4)
        lead = f"{indent[:-2]}└ " if row.depth else ""
        if row.kind == "item":
            mark = f" {_MARKS.get(row.signal, '·')} {row.signal}" if row.signal else ""
            name = Content.assemble(lead, row.name)
            yield name + Content.styled(mark, _STYLES.get(row.signal, "$text-muted")), ""
        else:
            yield Content(lead), row.name
    if way.more:
        yield Content(), f"and {way.more} more"
    if way.people:
        yield Content.styled(f"{way.people} in all", "bold"), ""


def whole(lines: Lines) -> Content:
    """The same where there is room for all of it."""
    return Content("\n").join(head + Content(words) for head, words in lines)


def length(minutes: int) -> str:
    """A length of time in few cells."""
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"


def _urgent(row: DueRow) -> tuple[str, str]:
    if row.late:
        return "X", "bold $text-error"
    return ("!", "bold $text-warning") if row.minutes < SOON else ("·", "")
