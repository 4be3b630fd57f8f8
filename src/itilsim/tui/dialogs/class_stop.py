"""A stop of a class: the clock stands, a question, and a word that the teacher reads aloud.

The one idea: first the answer, which is kept and not gone back on; then the room talks, and a word
lets the clock go on.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from itilsim.classroom.attending import Attending
from itilsim.domain.errors import ItilsimError
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions

LONGEST = 40
"""Characters of a word at most, as in a plan."""


class ClassStop(Dialog[bool | None]):
    """Leaves with `True` once the clock may go on, with nothing to leave the shift for later."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    ClassStop {
        #question {
            text-style: bold;
            margin-bottom: 1;
        }
        PlainOptions, PlainOptions:focus {
            height: auto;
            margin-bottom: 1;
            border: none;
            background: transparent;
        }
        #spoken {
            margin-top: 1;
        }
    }
    """

    def __init__(self, attending: Attending, place: int, clock: str) -> None:
        """Ask.

        Args:
            attending: The student's place in the class.
            place: Place of the stop, from 0.
            clock: The time of day there.
        """
        super().__init__()
        self._attending, self._at, self._clock = attending, place, clock
        self._stop = attending.handout.stops[place]

    def compose(self) -> ComposeResult:
        """What is asked, the answers; later the word."""
        with Vertical(classes="panel"):
            yield Plain(f"{self._clock}  The class stops here, and every clock stands.")
            yield Plain(self._stop.question, id="question")
            yield PlainOptions()
            yield Plain("Answer for yourself; only your teacher sees it.", id="told")
            yield Input(id="spoken", max_length=LONGEST, placeholder="the word")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the list; an answer that was given before a machine was off is still there."""
        self.query_one("#spoken", Input).display = False
        answers = self.query_one(PlainOptions)
        answers.add_options(
            Pick(Content(f"{number}  {text}"), number)
            for number, text in enumerate(self._stop.options, start=1)
        )
        answers.focus()

    def pick(self, value: int) -> None:
        """Keep the answer, and wait for the word."""
        try:
            self._attending.vote(self._at, value)
        except ItilsimError as error:
            self.query_one("#told", Plain).update(Content(f"✗ {error}"))
            return
        chosen = self._stop.options[value - 1]
        self.query_one(PlainOptions).display = False
        self.query_one("#told", Plain).update(
            Content(
                f"✓ Your answer is kept: {value}  {chosen}\n\n"
                "Your teacher will read a word aloud. Type it, then enter, and the clock goes on."
            )
        )
        spoken = self.query_one("#spoken", Input)
        spoken.display = True
        spoken.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with the right word."""
        event.stop()
        if self._attending.goes_on(self._at, event.value):
            self.dismiss(result=True)
            return
        event.input.clear()
        self.query_one("#told", Plain).update(
            Content("✗ That is not the word. Listen for it, and type it once more.")
        )
