"""A page to read: it scrolls, and closes with escape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain, clickable

MORE: Final = "There is more: ↓ and ↑, page down and page up, or the wheel."
CLICKED: Final = {
    "↓": "read_on", "↑": "read_back", "page down": "read_on", "page up": "read_back"
}  # fmt: skip
"""The words of it that can be clicked on, and what they do."""
ALL_READ: Final = "That is all of it."


def left_to_read(text: Widget) -> Content:
    """Which keys scroll, or that the end is reached; empty where all of it fits.

    Args:
        text: What scrolls.
    """
    if text.max_scroll_y <= 0:
        return Content()
    if text.scroll_target_y >= text.max_scroll_y:
        return Content.styled(ALL_READ, "$text-muted")
    words = re.split(f"({'|'.join(CLICKED)})", MORE)
    parts = (clickable(each, CLICKED[each]) if each in CLICKED else each for each in words)
    return Content.assemble(*parts).stylize("$text-muted")


class Page(Dialog[str | None]):
    """Shows ready-made content; leaves with nothing, or with the action of a key pressed on it."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    Page {
        & > .panel {
            width: 78;
            height: auto;
            max-height: 100%;
        }
        #title {
            text-style: bold;
            margin-bottom: 1;
        }
        VerticalScroll {
            height: auto;
            max-height: 14;
        }
        #line {
            margin-top: 1;
        }
    }
    Page.-wide > .panel {
        width: 96;
    }
    Page.-tall VerticalScroll {
        max-height: 30;
    }
    """

    def __init__(
        self,
        title: str,
        content: Content,
        keys: Mapping[str, str] = MappingProxyType({}),
        opens: str = "",
    ) -> None:
        """Show a page.

        Args:
            title: What it is.
            content: What stands on it.
            keys: Actions of the screen below, by the key that leaves the page for them.
            opens: What the bar says of enter; empty: nothing, as where escape says it all.
        """
        super().__init__()
        self._opens = opens
        self._keys = keys
        self._title = title
        self._content = content

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="panel"):
            yield Plain(self._title, id="title")
            with VerticalScroll():
                yield Plain(self._content)
            yield Plain(id="line")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Say how to read on, whenever there is other room or other text in it."""
        self.query_one(KeyBar).opens = self._opens
        text = self.query_one(VerticalScroll)
        for each in ("virtual_size", "size", "scroll_target_y"):
            self.watch(text, each, self._measured, init=False)

    def _measured(self) -> None:
        self.call_after_refresh(self._say_what_is_left)

    def _say_what_is_left(self) -> None:
        if self._left:  # Its text may be gone by now.
            return
        words, line = left_to_read(self.query_one(VerticalScroll)), self.query_one("#line", Plain)
        line.update(words)
        line.display = bool(words)

    def action_read_on(self) -> None:
        """A page down, for whoever clicks."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """A page up, for whoever clicks."""
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    def on_key(self, event: events.Key) -> None:
        """Leave for what the screen below does with a key."""
        action = self._keys.get(event.character or event.key)
        if action is not None:
            event.stop()
            self.dismiss(action)

    def action_answer(self, key: str) -> None:
        """There is nothing to answer, but the screen below may have a panel of that number.

        Args:
            key: The digit.
        """
        if key in self._keys:
            self.dismiss(self._keys[key])

    async def action_open(self) -> None:
        """Enter closes, as escape does."""
        self.dismiss(None)
