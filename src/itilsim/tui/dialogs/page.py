"""A page to read: it scrolls, and closes with escape."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain


class Page(Dialog[None]):
    """Shows ready-made content."""

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
            max-height: 16;
        }
    }
    Page.-wide > .panel {
        width: 96;
    }
    Page.-tall VerticalScroll {
        max-height: 32;
    }
    """

    def __init__(self, title: str, content: Content) -> None:
        """Show a page.

        Args:
            title: What it is.
            content: What stands on it.
        """
        super().__init__()
        self._title = title
        self._content = content

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="panel"):
            yield Plain(self._title, id="title")
            with VerticalScroll():
                yield Plain(self._content)
            yield KeyBar(self.PLACE)

    def action_answer(self, key: str) -> None:
        """There is nothing to answer.

        Args:
            key: The digit.
        """
        del key

    async def action_open(self) -> None:
        """Enter closes, as escape does."""
        self.dismiss(None)
