"""The key bar: what can be done now, as many keys as fit, and always the way to help.

Textual's own footer makes a widget for each key and lets what does not fit run out of the screen.
Here one line of text is drawn from the table of actions, so it costs little and never overflows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from textual import events
from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from itilsim.tui.bindings import shown_key
from itilsim.words.actions import Action, Place, actions_on

ALWAYS = (
    *("ask_hint", "undo", "wait", "pause", "fast_forward", "all_actions"),
    *("quit", "back", "first_page", "leave_debrief", "leave_shift", "close_dialog"),
    *("command_palette", "help"),
)
"""Actions that are kept when room is short, with the most important last."""
SPARED = ("command_palette", "fast_forward", "undo")
"""Those of them that still give way where one sheet shows everything, so that more keys of the
moment have room."""
GAP = 2
"""Cells between two keys."""
DOUBLE = 1.0
"""Seconds within which a second click on the same place belongs to the first; tuning constant."""
SHEET = "all_actions"
"""The action that shows everything; its title says how much that is."""


class KeyBar(Widget):
    """The lowest lines of a screen, with the keys that do something at this moment."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: auto;
        padding: 0 1;
        background: $footer-background;
        color: $footer-foreground;
    }
    """

    offers: reactive[tuple[Action, ...]] = reactive(())
    """What can be done now, in the order of the table."""
    first: reactive[str] = reactive("")
    """The action that comes next; it stands before all others, however little room there is."""
    order: reactive[tuple[str, ...]] = reactive(())
    """Actions in the order in which they are likely; others follow as in the table."""
    hidden: reactive[frozenset[str]] = reactive(frozenset())
    """Actions that do no more at this moment than say why they cannot be done."""
    opens: reactive[str] = reactive("")
    """What enter does here, in a word or two; empty: as the table says."""

    titles: reactive[Mapping[str, str]] = reactive({})
    """Other titles for this moment, by action."""

    def __init__(self, place: Place, *, lines: int = 1) -> None:
        """Make a bar for a place.

        Args:
            place: Whose actions are shown.
            lines: Most lines that the bar may take.
        """
        super().__init__()
        self._actions = tuple(action for action in actions_on(place) if action.in_bar)
        self._lines = lines
        self._clicked: tuple[Offset, str, float] | None = None
        """Where the last click was, what it meant, and when."""

    def on_mount(self) -> None:
        """Look, and look again whenever Textual says that bindings changed."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)
        self._look(self.screen)

    def watch_offers(self) -> None:
        """Other keys may take another number of lines; only that moves what stands above."""
        self._measure()

    def watch_first(self) -> None:
        """As for what is offered."""
        self._measure()

    def watch_order(self) -> None:
        """As for what is offered."""
        self._measure()

    def watch_hidden(self) -> None:
        """As for what is offered."""
        self._measure()

    def watch_titles(self) -> None:
        """As for what is offered."""
        self._measure()

    def watch_opens(self) -> None:
        """As for what is offered."""
        self._measure()

    def _measure(self) -> None:
        if self.is_mounted and len(self._rows()) != self.size.height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the keys need in that width, which is not yet the bar's at first."""
        del container, viewport
        return len(self._rows(width))

    def render(self) -> Content:
        """The keys with their titles."""
        rows = self._rows()
        return Content("\n").join(
            Content(" " * GAP).join(_shown(action) for action in row) for row in rows
        )

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked on.

        A click changes what comes next, and so the bar: the second one of a double click does not
        do what has come under the pointer meanwhile.
        """
        offset, before = event.get_content_offset(self), self._clicked
        name = self.at(offset) if offset is not None else ""
        self._clicked = (event.screen_offset, name, event.time)
        if before is not None and event.time - before[2] < DOUBLE:
            place, meant, _ = before
            if place == event.screen_offset and meant != name:
                self._clicked = before
                return
        if name:
            await self.screen.run_action(name)

    def at(self, offset: Offset) -> str:
        """The name of the action at a place of the bar; empty where there is none.

        Args:
            offset: Column and line, from 0.
        """
        rows = self._rows()
        start = 0
        for action in rows[offset.y] if offset.y < len(rows) else ():
            end = start + _width(action) + GAP  # What stands behind it belongs to it.
            if start <= offset.x < end:
                return action.name
            start = end
        return ""

    def _rows(self, width: int | None = None) -> tuple[tuple[Action, ...], ...]:
        titles = {**self.titles, **({"open": self.opens} if self.opens else {})}
        shown = [
            replace(action, title=titles[action.name]) if action.name in titles else action
            for action in self.offers
            if action.name not in self.hidden
        ]
        offers = ordered(shown, self.first, self.order)
        return laid_out(offers, self.content_size.width if width is None else width, self._lines)

    def _look(self, screen: Screen[object]) -> None:
        """Take what is bound now; `open` counts only where the focused widget answers to it."""
        active = [found for found in screen.active_bindings.values() if found.enabled]
        on = {found.binding.id for found in active} | {"command_palette"}
        on.discard("open")
        if self.opens or any(
            found.binding.key == "enter" and found.node is not screen for found in active
        ):
            on.add("open")
        self.offers = tuple(action for action in self._actions if action.name in on)


def ordered(offers: Iterable[Action], first: str, order: Sequence[str]) -> list[Action]:
    """Actions in the order in which they stand in the bar.

    Args:
        offers: What can be done, in the order of the table.
        first: What comes next.
        order: Names, the likely ones first.
    """
    names = tuple(dict.fromkeys((first, *order)))
    places = {name: place for place, name in enumerate(names)}
    return sorted(offers, key=lambda action: places.get(action.name, len(places)))


def laid_out(offers: Iterable[Action], width: int, lines: int) -> tuple[tuple[Action, ...], ...]:
    """Which actions stand on which line.

    Args:
        offers: What can be done, in order.
        width: Cells in a line.
        lines: Most lines to use.

    Returns:
        Lines of actions. Where room is short the last ones of the table give way, but never those
        that lead out or to help; a sheet of all actions has its place only where some gave way.
    """
    offers = _counted(tuple(offers))
    always = [action for action in offers if action.name in ALWAYS and action is not offers[0]]
    always.sort(key=lambda action: ALWAYS.index(action.name))
    others = [action for action in offers if action not in always]
    whole = _broken([*others, *(action for action in always if action.name != SHEET)], width)
    if len(whole) <= lines:
        return whole
    sheet = any(action.name == SHEET for action in always)
    kept = [action for action in always if not (sheet and action.name in SPARED)]
    for count in range(len(others), -1, -1):
        rows = _broken([*others[:count], *kept], width)
        if len(rows) <= lines:
            return rows
    return _broken(kept, width)[-lines:]


def _counted(offers: tuple[Action, ...]) -> tuple[Action, ...]:
    """The same, the sheet with the number of actions on it."""
    count = len(offers) - sum(action.name in ALWAYS for action in offers)
    return tuple(
        replace(action, title=f"All {count}") if action.name == SHEET else action
        for action in offers
    )


def _broken(actions: list[Action], width: int) -> tuple[tuple[Action, ...], ...]:
    rows: list[list[Action]] = [[]]
    used = 0
    for action in actions:
        if rows[-1] and used + GAP + _width(action) > width:
            rows.append([])
            used = 0
        used += _width(action) + (GAP if rows[-1] else 0)
        rows[-1].append(action)
    return tuple(tuple(row) for row in rows)


def _width(action: Action) -> int:
    return len(shown_key(action.keys[0])) + 1 + len(action.title)


def _shown(action: Action) -> Content:
    return Content.assemble(
        (shown_key(action.keys[0]), "bold $footer-key-foreground"), " ", action.title
    )
