"""Help: what can be done on a screen and with which key, written by the table of actions."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from itilsim.seat.snapshot import WORKS
from itilsim.tui.bindings import bindings, shown_keys
from itilsim.tui.screens.frame import Frame
from itilsim.tui.theme import CLOCK_STATES
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Hanging, Plain
from itilsim.tui.widgets.queue import PHONE
from itilsim.words.actions import Action, Place, grouped

MARKS: Final = (
    (PHONE, "A phone that rings."),
    ("*", "Something new on this record waits for you."),
    ("└", "Linked to the record above it."),
    ("alt", "An alert that a team was told of; it has no record."),
    ("✓ ▸ · –", "Steps: done, next, still to come, left out."),
    ("! X", "A warning, an exception; of a service, degraded, down."),
    ("?", "An alert that you have not judged; a service that is up, but people got in touch."),
    (WORKS[0], "Works again."),
    (
        " ".join(each.glyph for each in CLOCK_STATES.values()),
        f"Clocks: {', '.join(each.word for each in CLOCK_STATES.values())}.",
    ),
)
"""Marks of the desk, and what they mean."""


class Help(Frame[None]):
    """The keys of one screen, under headings."""

    PLACE = "help"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    Help {
        #title {
            padding: 1 2 0 2;
            text-style: bold;
            color: $text-primary;
        }
        VerticalScroll {
            padding: 0 2;
        }
        .heading {
            margin-top: 1;
            text-style: bold;
        }
    }
    """

    def __init__(self, about: Place) -> None:
        """Help about a place.

        Args:
            about: The screen from which help was asked for.
        """
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """A heading and its keys, and so on."""
        yield Plain("What you can do here", id="title")
        with VerticalScroll():
            for heading, actions in grouped(self._about):
                yield Plain(heading, classes="heading")
                yield Plain(Hanging(tuple(_line(action) for action in actions)))
            if self._about == "play":
                yield Plain("Marks", classes="heading")
                marks = ((Content.styled(f"  {each:<15}", "bold"), words) for each, words in MARKS)
                yield Plain(Hanging(tuple(marks)))
        yield KeyBar(self.PLACE)

    def action_back(self) -> None:
        """Return to where help was asked for."""
        self.dismiss(None)


def _line(action: Action) -> tuple[Content, str]:
    keys = (f"  {shown_keys(action):<10}", "bold $text-accent")
    return Content.assemble(keys, f"{action.title:<16}"), action.help
