"""A mock exam on the screen: one question, the time that is left, and nothing told until the end.

The one idea: the screen keeps no answer and no time of its own. It takes a step on the `MockExam`,
which stores it, and then shows what the sitting says; a step that was not stored changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from itilsim.domain.errors import TryAgainError
from itilsim.learner.mock_exam import Handed, MockExam, SittingOver
from itilsim.quiz.sitting import CERTAINTIES, Sitting, unanswered
from itilsim.reports.charts import cut
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog, Frame
from itilsim.tui.screens.home import NOTICE
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions
from itilsim.tui.widgets.question import QuestionPanel, lines_of, paragraphs_of, scale
from itilsim.words.questions import CERTAINTIES as CERTAINTY_WORDS
from itilsim.words.questions import LETTERS, asked

BEAT: Final = 1.0
"""Seconds between two looks at the clock; tuning constant."""
LAST: Final = 300
"""Seconds before the end at which that is said, once; tuning constant."""
WITHDRAWN: Final = "This question was withdrawn. It counts as right."


class Exam(Frame[Handed | None]):
    """Leaves with what was handed in, or with nothing when the exam is left for later."""

    PLACE = "exam"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "exam.tcss"

    def __init__(self, exam: MockExam, title: str, *, certainty: bool = False) -> None:
        """Sit an exam.

        Args:
            exam: The sitting.
            title: What it is called.
            certainty: Whether to ask how sure one is.
        """
        super().__init__()
        self.exam = exam
        self._title = title
        self._certainty = certainty
        self._warned = False
        self._failing = False
        self._handed: Handed | None = None

    def compose(self) -> ComposeResult:
        """Where one stands and the time, the question, what to do, the keys."""
        yield Plain(id="head")
        yield QuestionPanel()
        yield Plain(id="say")
        yield Plain(NOTICE, id="notice")
        yield KeyBar(self.PLACE, lines=2)

    def on_mount(self) -> None:
        """Show the question at which it was left, and watch the clock."""
        self._ask()
        self.set_interval(BEAT, self.beat)

    def pick(self, value: int) -> None:
        """Choose the option; one that is chosen already: go on."""
        if self._chosen == value:
            self.action_next_question()
        else:
            self._choose(value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is answered can be taken back."""
        del parameters
        sitting = self.exam.sitting
        return action != "clear" or sitting.answers[sitting.position] is not None

    def beat(self) -> None:
        """Store the time, show it, and take the exam in when it is over."""
        if self._handed is not None:
            return
        try:
            self.exam.beat()
            self._failing = False
        except TryAgainError as error:
            if not self._failing:
                self.notify(str(error), severity="error")
            self._failing = True
        self._head()
        left = self.exam.remaining
        if left == 0:
            self._end("The time is up. What you answered is handed in.")
        elif left <= LAST and not self._warned:
            self._warned = True
            self.notify(f"{left // 60 or 'Less than 1'} minutes left.")

    def action_answer(self, key: str) -> None:
        """Choose an option, or say how sure one is, with a digit.

        Args:
            key: Counted from 1.
        """
        number = int(key)
        chosen = self._chosen
        if self._certainty and chosen is not None:
            if number in CERTAINTIES:
                self._step(lambda: self.exam.choose(chosen, number))
        else:
            self._choose(number - 1)

    def action_choose(self, key: str) -> None:
        """Choose an option by its letter.

        Args:
            key: The letter.
        """
        option = LETTERS.index(key.upper())
        self.query_one(QuestionPanel).point(option)
        self._choose(option)

    def action_clear(self) -> None:
        """Take the answer back."""
        self._step(self.exam.clear)

    def action_flag(self) -> None:
        """Flag the question, or take its flag away."""
        self._step(self.exam.flag)

    def action_next_question(self) -> None:
        """To the next question."""
        self._show(self.exam.sitting.position + 1)

    def action_previous_question(self) -> None:
        """To the question before."""
        self._show(self.exam.sitting.position - 1)

    async def action_left(self) -> None:
        """To the question before."""
        self.action_previous_question()

    async def action_right(self) -> None:
        """To the next question."""
        self.action_next_question()

    def action_overview(self) -> None:
        """Show all questions, to go to one."""

        def go(position: int | None) -> None:
            if position is not None:
                self._show(position)

        self.app.push_screen(Overview(self.exam), go)

    def action_hand_in(self) -> None:
        """Hand in, after a question that says what is open."""
        from itilsim.tui.dialogs.confirm import Confirm

        def sure(yes: bool | None) -> None:  # noqa: FBT001 - Textual's way to answer
            if yes:
                self._end()

        left = len(unanswered(self.exam.sitting))
        questions = "1 question has" if left == 1 else f"{left} questions have"
        about = f"{questions} no answer yet; each counts as wrong." if left else "All are answered."
        self.app.push_screen(Confirm("Hand the exam in?", about), sure)

    def action_back(self) -> None:
        """Leave for later, after a question that says that the clock goes on."""
        from itilsim.tui.dialogs.confirm import Confirm

        def sure(yes: bool | None) -> None:  # noqa: FBT001 - Textual's way to answer
            if yes:
                self.dismiss(None)

        words = "The clock goes on meanwhile. Your answers are kept; Study leads back to them."
        self.app.push_screen(Confirm("Leave the exam for now?", words), sure)

    @property
    def _chosen(self) -> int | None:
        """What is chosen of the question that is shown."""
        return self.exam.chosen[self.exam.sitting.position]

    def _choose(self, option: int) -> None:
        item = self.exam.item
        if item is not None and option < len(item.options):
            self._step(lambda: self.exam.choose(option))

    def _show(self, position: int) -> None:
        before = self.exam.sitting.position
        self._step(lambda: self.exam.show(position))
        if self.exam.sitting.position != before:
            self._ask()

    def _step(self, step: Callable[[], None]) -> None:
        """Take a step; one that is not stored or comes too late is said plainly."""
        try:
            step()
        except TryAgainError as error:
            self.notify(str(error), severity="error")
        except SittingOver:
            self._end("The time is up. What you answered before is handed in.")
            return
        self._mark()

    def _end(self, words: str = "") -> None:
        """Hand in and leave; if it cannot be stored, the exam is still there."""
        if self._handed is not None:
            return
        try:
            self._handed = self.exam.hand_in()
        except TryAgainError as error:
            self.notify(str(error), severity="error")
            return
        if words:
            self.notify(words)
        self.dismiss(self._handed)
        if isinstance(self.app.screen, Dialog):
            self.app.screen.dismiss(None)

    def _ask(self) -> None:
        """Show the question that the sitting stands at."""
        item = self.exam.item
        panel, chosen = self.query_one(QuestionPanel), self._chosen
        if item is None:
            panel.ask((WITHDRAWN,), ())
        else:
            panel.ask(paragraphs_of(item), lines_of(item, chosen, marked=True), chosen or 0)
        self._mark()

    def _mark(self) -> None:
        """Show what is answered and flagged."""
        item, sitting = self.exam.item, self.exam.sitting
        answer = sitting.answers[sitting.position]
        if item is not None:
            self.query_one(QuestionPanel).change(lines_of(item, self._chosen, marked=True))
        said = "Choose with A to D, or arrows and enter. n next, p previous, o all questions."
        words = Content(said)
        if answer is not None:
            words = Content(
                "Enter goes on. x takes the answer back; you can change it until the end."
            )
            if self._certainty:
                sure = CERTAINTY_WORDS.get(answer.certainty or 0, "not said yet")
                head = f"How sure are you? ({sure})"
                words = Content.assemble((head, "bold"), "   ", scale(CERTAINTY_WORDS))
        self.query_one("#say", Plain).update(words)
        self.query_one("#notice", Plain).display = not any(sitting.answers) and not sitting.position
        self._head()
        self.refresh_bindings()

    def _head(self) -> None:
        """Where one stands, and the time left: as the sitting says, never counted."""
        sitting = self.exam.sitting
        left = self.exam.remaining
        parts = [
            f"Question {sitting.position + 1} of {len(sitting.items)}",
            f"{left // 60:02d}:{left % 60:02d} left",
            f"{len(sitting.items) - len(unanswered(sitting))} answered",
            f"{len(sitting.flags)} flagged",
        ]
        if sitting.position in sitting.flags:
            parts.append("this one is flagged")
        if self.app.size.width >= 100:
            parts.insert(0, self._title)
        self.query_one("#head", Plain).update(Content("   ".join(parts)))


class Overview(Dialog[int | None]):
    """All questions of an exam; leaves with the one to go to."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    Overview {
        & > .panel {
            width: 78;
        }
        #title {
            text-style: bold;
        }
        PlainOptions, PlainOptions:focus {
            margin: 1 0 0 0;
            height: auto;
            max-height: 14;
            border: none;
            background: transparent;
        }
    }
    Overview.-tall PlainOptions, Overview.-tall PlainOptions:focus {
        max-height: 28;
    }
    """

    def __init__(self, exam: MockExam) -> None:
        """Show an exam.

        Args:
            exam: The sitting.
        """
        super().__init__()
        self._exam = exam

    def compose(self) -> ComposeResult:
        """How many are what, and all of them."""
        sitting = self._exam.sitting
        left = len(unanswered(sitting))
        with Vertical(classes="panel"):
            counts = f"{len(sitting.items) - left} answered, {left} open, "
            yield Plain(f"{counts}{len(sitting.flags)} flagged", id="title")
            yield PlainOptions()
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Stand on the question that is shown."""
        listed = self.query_one(PlainOptions)
        sitting = self._exam.sitting
        listed.add_options(
            Pick(Content(_row(sitting, n, chosen, "" if item is None else asked(item))), n)
            for n, (item, chosen) in enumerate(
                zip(self._exam.items, self._exam.chosen, strict=True)
            )
        )
        listed.highlighted = sitting.position
        listed.focus()

    def pick(self, value: int) -> None:
        """Go there."""
        self.dismiss(value)


def _row(sitting: Sitting, position: int, chosen: int | None, words: str) -> str:
    """A question in the overview: number, what was answered, whether it is flagged, its words."""
    state = "open" if chosen is None else f"answered {LETTERS[chosen]}"
    flagged = "flagged" if position in sitting.flags else ""
    return f"{position + 1:>2}  {state:<10}  {flagged:<7}  {cut(words, 40)}"
