"""Which generated shift: a level, for another morning, or the last one once more."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from itilsim.composing.levels import LEVELS
from itilsim.composing.orders import ShiftOrder, order_of
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.screens.home import Day
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions


class AnyDay(Dialog[Day | None]):
    """Leaves with a shift, or with nothing when the student goes back."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    AnyDay {
        #question {
            text-style: bold;
        }
        PlainOptions, PlainOptions:focus {
            margin: 1 0;
            height: auto;
            border: none;
            background: transparent;
        }
    }
    """

    def __init__(self, last: Day | None) -> None:
        """Ask.

        Args:
            last: The generated shift that was played last.
        """
        super().__init__()
        self._last = last

    def compose(self) -> ComposeResult:
        """The question, the levels by number, and what a level is."""
        with Vertical(classes="panel"):
            yield Plain("What kind of day?", id="question")
            yield PlainOptions()
            yield Plain("Another morning every time. A level adds one new kind of difficulty.")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the list, and stand on the level that was played last."""
        answers = self.query_one(PlainOptions)
        answers.add_options(Pick(Content(text), day) for text, day in _choices(self._last))
        answers.highlighted = order_of(self._last.scenario).level - 1 if self._last else 0
        answers.focus()

    def pick(self, value: Day) -> None:
        """Leave with the chosen shift."""
        self.dismiss(value)


def _choices(last: Day | None) -> Iterator[tuple[str, Day]]:
    """The levels at the place of the last shift, and that shift itself."""
    where = order_of(last.scenario) if last else ShiftOrder()
    for number, level in LEVELS.items():
        order = ShiftOrder(where.organisation, number, where.minutes)
        yield f"{number}  {level.name}: {level.new}", Day(order.id)
    if last is not None:
        yield f"6  The same again: level {where.level}, seed {last.seed}", last
