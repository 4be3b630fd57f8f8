"""Where you stand: what is read before a shift goes on that was begun again in its middle.

The one idea: one page and one way on; it holds what the desk knows, as whoever sat there would say
it. Leaves with `True` when the shift can go on, with nothing when the student turns back.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from itilsim.seat.standing import Standing, waits
from itilsim.tui.bindings import bindings
from itilsim.tui.dialogs.page import Page, left_to_read
from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions
from itilsim.words.labels import counted

GO_ON = "Go on from here"
"""The way on."""


class StandingScreen(Frame[bool | None]):
    """The time, who waits, what is open."""

    PLACE = "briefing"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    StandingScreen {
        align-horizontal: center;
        #page {
            width: 100%;
            max-width: 96;
            height: 1fr;
            padding: 1 2 0 2;
        }
        #title {
            text-style: bold;
            color: $text-primary;
        }
        #place {
            color: $text-muted;
        }
        #reading {
            height: auto;
            max-height: 14;
            margin-top: 1;
        }
        #answers, #answers:focus {
            height: 1;
            margin-top: 1;
            padding: 0;
            border: none;
            background: transparent;
        }
        #line {
            height: auto;
        }
    }
    StandingScreen.-tall {
        #page {
            padding-top: 3;
        }
        #reading {
            max-height: 27;
        }
    }
    """

    def __init__(self, title: str, standing: Standing, card: Content) -> None:
        """Say where a shift stands.

        Args:
            title: Title of the scenario.
            standing: Where it stands.
            card: The desk card, ready-made.
        """
        super().__init__()
        self._title, self._standing, self._card = title, standing, card

    def compose(self) -> ComposeResult:
        """Title, what there is to know, the way on."""
        with Vertical(id="page"):
            yield Plain(self._title, id="title")
            yield Plain(f"Where you stand at {self._standing.clock}", id="place")
            with VerticalScroll(id="reading"):
                yield Plain(Content("\n").join(_lines(self._standing)), id="text")
            yield Plain(id="line")
            yield PlainOptions(id="answers")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Offer the way on; arrows and page keys are the text's."""
        answers = self.query_one("#answers", PlainOptions)
        answers.add_options([Pick(Content(GO_ON), 0)])
        answers.highlighted = 0
        reading = self.query_one("#reading")
        for each in ("virtual_size", "scroll_target_y"):
            self.watch(reading, each, self._measured, init=False)
        reading.focus()
        self.query_one(KeyBar).opens = GO_ON
        self._measured()

    def on_resize(self) -> None:
        """There is other room now."""
        self._measured()

    def pick(self, value: int) -> None:
        """Go on with the shift."""
        del value
        self.dismiss(result=True)

    async def action_open(self) -> None:
        """Go on with the shift."""
        self.dismiss(result=True)

    async def action_mark(self) -> None:
        """The same."""
        await self.action_open()

    def action_answer(self, key: str) -> None:
        """There is only one way on.

        Args:
            key: A digit.
        """
        if key == "1":
            self.dismiss(result=True)

    def action_read_on(self) -> None:
        """A page down, for whoever clicks."""
        self.query_one("#reading", VerticalScroll).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """A page up, for whoever clicks."""
        self.query_one("#reading", VerticalScroll).scroll_page_up(animate=False)

    def action_desk_card(self) -> None:
        """Show the desk card."""
        self.app.push_screen(Page("Desk card", self._card))

    def action_back(self) -> None:
        """Turn back."""
        self.dismiss(None)

    def _measured(self) -> None:
        self.call_after_refresh(self._say_if_longer)

    def _say_if_longer(self) -> None:
        """Name the keys that scroll, where there is more to read than fits."""
        words, line = left_to_read(self.query_one("#reading")), self.query_one("#line", Plain)
        line.update(words)
        line.display = bool(words)


def _lines(standing: Standing) -> Iterator[Content]:
    yield from map(Content, standing.words)
    if standing.live:
        yield Content()
        yield Content.assemble("You are talking to ", (standing.live, "bold"), ".")
    yield Content()
    yield Content.styled(waits(standing), "bold")
    for row in standing.waiting:
        flag = f", {row.flag}" if row.flag else ""
        yield Content(f"  {row.time}  {row.channel:<5}  {row.who}{flag}, {row.waits}")
    yield Content()
    count = len(standing.opened)
    head = f"{counted(count, 'is', 'are')} open" if count else "Nothing is open"
    yield Content.styled(head, "bold")
    for each in standing.opened:
        indent = "    " if each.child else "  "
        yield Content(f"{indent}{each.head}")
        yield Content.styled(f"{indent}    {each.stands}", "$text-muted")
    if standing.over:
        yield Content()
        verb = "is" if standing.over == 1 else "are"
        yield Content(f"{counted(standing.over, 'record')} {verb} resolved or closed.")
