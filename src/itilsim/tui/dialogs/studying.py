"""The one question before the first shift: which exam is the student preparing for?"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions
from itilsim.words.editions import EXAMS, Studying


class StudyingQuestion(Dialog[Studying | None]):
    """Leaves with the edition, or with nothing when the student goes back."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    StudyingQuestion {
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

    def compose(self) -> ComposeResult:
        """The question, numbered answers, and what the answer is for."""
        with Vertical(classes="panel"):
            yield Plain("Which exam are you studying for?", id="question")
            yield PlainOptions()
            yield Plain(
                "It decides which words the explanations use; the shift stays the same. "
                "You can change it later."
            )
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the list; the newest common edition comes first."""
        answers = self.query_one(PlainOptions)
        answers.add_options(
            Pick(Content(f"{number}  {text}"), edition)
            for number, (edition, text) in enumerate(EXAMS.items(), start=1)
        )
        answers.highlighted = 0
        answers.focus()

    def pick(self, value: Studying) -> None:
        """Leave with the chosen edition."""
        self.dismiss(value)
