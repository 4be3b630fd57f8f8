"""How a shift is to be begun, on one screen: a line for each choice, and one that begins.

Enter begins from any line, so that nobody changes the mode by it unawares. Space, a digit and a
click take a line's next value, and left and right go either way.
"""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from itilsim.seat.starting import Choosing, Line, LineName, Started, Starting
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions

BEGIN: Final = "Begin"
"""The line that begins."""
_TITLE, _VALUE = 9, 30
"""Cells of a line's title and of its value."""


class StartDialog(Dialog[Started | None]):
    """Leaves with what was chosen, or with nothing."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    StartDialog {
        & > .panel {
            width: 74;
        }
        #title {
            text-style: bold;
            color: $text-primary;
        }
        PlainOptions, PlainOptions:focus {
            margin: 1 0;
            height: auto;
            border: none;
            background: transparent;
        }
        #means {
            height: 2;
        }
        #how {
            color: $text-muted;
        }
    }
    """

    def __init__(self, starting: Starting) -> None:
        """Ask how a shift is to be begun.

        Args:
            starting: The shift, and how it was begun last.
        """
        super().__init__()
        self.choosing = Choosing(starting)
        """What is chosen so far."""

    def compose(self) -> ComposeResult:
        """What it is about, a line for each choice, what the line means, the keys."""
        starting = self.choosing.starting
        with Vertical(classes="panel"):
            yield Plain(starting.title, id="title")
            yield Plain(starting.words)
            yield PlainOptions()
            yield Plain(id="means")
            yield Plain("Enter begins; ← → or space change a line.", id="how")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the lines, and stand on the last one."""
        self._fill(None)
        self.query_one(PlainOptions).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the line means."""
        value = event.option.value if isinstance(event.option, Pick) else None
        means = value.means if isinstance(value, Line) else self.choosing.summary()
        self.query_one("#means", Plain).update(Content(means))

    def pick(self, value: Line | None) -> None:
        """Change a line, or begin; nothing stands for beginning."""
        if value is None:
            self.dismiss(self.choosing.chosen())
        else:
            self._change(value, 1)

    def on_key(self, event: events.Key) -> None:
        """Begin with enter, wherever the cursor stands."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.pick(None)

    async def action_left(self) -> None:
        """Take the value before."""
        self._step(-1)

    async def action_right(self) -> None:
        """Take the next value."""
        self._step(1)

    def _step(self, step: int) -> None:
        listed = self.query_one(PlainOptions)
        place = listed.highlighted
        lines = self.choosing.lines()
        if place is not None and place < len(lines):
            self._change(lines[place], step)

    def _change(self, line: Line, step: int) -> None:
        self.choosing.change(line.name, step)
        self._fill(line.name)

    def _fill(self, name: LineName | None) -> None:
        """Show all lines anew, since one rules out values of another; the cursor stays."""
        lines = self.choosing.lines()
        listed = self.query_one(PlainOptions)
        listed.clear_options()
        listed.add_options([*map(_prompt, lines), Pick(Content(f"[ {BEGIN} ]"), None)])
        places = [each.name for each in lines]
        listed.highlighted = places.index(name) if name in places else len(lines)


def _prompt(line: Line) -> Pick:
    """A line; what can be changed stands between arrows."""
    value = f"‹ {line.value} ›" if line.is_open else f"  {line.value}"
    style = "" if line.is_open else "$text-muted"
    return Pick(Content.assemble(f"{line.title:<{_TITLE}}", (f"{value:<{_VALUE}}", style)), line)
