"""One question with a few answers, numbered, and a word on what the answer is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions

AnswerT = TypeVar("AnswerT")


class Question(Dialog[AnswerT | None], Generic[AnswerT]):
    """Leaves with an answer, or with nothing when the student goes back."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    Question {
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

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[str, AnswerT]],
        word: str,
        start: int | None = 0,
    ) -> None:
        """Ask.

        Args:
            question: The question.
            answers: What can be chosen: how it reads, and what it means.
            word: What the answer is for.
            start: The answer to stand on, from 0; none: no line is chosen beforehand.
        """
        super().__init__()
        self._question, self._answers, self._word, self._start = question, answers, word, start

    def compose(self) -> ComposeResult:
        """The question, the answers, what they are for."""
        with Vertical(classes="panel"):
            yield Plain(self._question, id="question")
            yield PlainOptions()
            yield Plain(self._word)
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the list."""
        answers = self.query_one(PlainOptions)
        answers.add_options(
            Pick(Content(f"{number}  {text}"), answer)
            for number, (text, answer) in enumerate(self._answers, start=1)
        )
        answers.highlighted = self._start
        answers.focus()

    def pick(self, value: AnswerT) -> None:
        """Leave with the chosen answer."""
        self.dismiss(value)
