"""A book of pages: their titles at the left, one page open beside them.

The one idea: a page is a title and a function from the width of a line to content, so that it is
laid out anew whenever there is other room. Pages are turned sideways, their text up and down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import WIDEST, Pick, Plain, PlainOptions

ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page."""

    title: str
    """What stands in the list, short."""
    content: Callable[[int], Content]
    """What stands on it, from the cells of a line."""


class Book(Frame[ResultT]):
    """What screens with pages share; one of them gives its heading and pages."""

    DEFAULT_CSS = """
    Book {
        #title {
            padding: 0 1;
            color: $text-primary;
            background: $panel;
            width: 100%;
        }
        #book {
            height: 1fr;
        }
        #contents {
            width: 22;
            height: 1fr;
            padding: 1 0 0 0;
            border: none;
            border-right: solid $primary 40%;
            background: transparent;
            color: $foreground;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        #section {
            width: 1fr;
            height: 1fr;
            padding: 1 0 0 1;
            scrollbar-gutter: stable;
        }
        #words {
            height: auto;
        }
    }
    Book.-wide {
        #contents {
            width: 34;
            padding: 1 1 0 2;
        }
        #section {
            padding: 1 1 0 2;
        }
    }
    """

    KEYS: ClassVar = "h l: pages   j k: scroll"
    """What the title says of the keys."""

    shown: reactive[int] = reactive(0, init=False)
    """Index of the page that is shown."""

    def __init__(self, heading: str, pages: Sequence[BookPage]) -> None:
        """Show pages.

        Args:
            heading: What they are together.
            pages: At least one.
        """
        super().__init__()
        self._heading = heading
        self.pages = tuple(pages)
        """What can be shown now."""

    def compose(self) -> ComposeResult:
        """Titles at the left, the open page beside them."""
        yield Plain(Content.assemble((self._heading, "bold"), f"   {self.KEYS}"), id="title")
        with Horizontal(id="book"):
            yield PlainOptions(id="contents")
            with VerticalScroll(id="section"):
                yield Plain(id="words")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Begin with the first page."""
        self.query_one("#contents", PlainOptions).can_focus = False
        self.open_pages(self.pages)
        self.query_one("#section").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the page out anew."""
        del event
        self.call_after_refresh(self._lay_out)

    def pick(self, value: int) -> None:
        """Open the page that was clicked on."""
        self.shown = value

    def open_pages(self, pages: Sequence[BookPage]) -> None:
        """Show other pages, from the first."""
        self.pages = tuple(pages)
        contents = self.query_one("#contents", PlainOptions)
        contents.clear_options()
        contents.add_options(
            Pick(Content(page.title), place) for place, page in enumerate(self.pages)
        )
        self.set_reactive(Book.shown, 0)
        self.watch_shown(0)

    def watch_shown(self, shown: int) -> None:
        """Show a page from its beginning."""
        self.query_one("#contents", PlainOptions).highlighted = shown
        self.query_one("#section").scroll_home(animate=False)
        self.call_after_refresh(self._lay_out)
        self.refresh_bindings()

    async def action_open(self) -> None:
        """To the next page."""
        await self.action_right()

    async def action_left(self) -> None:
        """To the page before."""
        self.shown = max(self.shown - 1, 0)

    async def action_right(self) -> None:
        """To the next page."""
        self.shown = min(self.shown + 1, len(self.pages) - 1)

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def _lay_out(self) -> None:
        width = min(self.query_one("#section").scrollable_content_region.width or WIDEST, WIDEST)
        self.query_one("#words", Plain).update(self.pages[self.shown].content(width))
