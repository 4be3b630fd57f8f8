"""Study: what is due today, how the exam looks, and what to do about it.

The one idea: the line on which the cursor stands at the beginning is what helps most now: an exam
that waits, then what is due, then practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from itilsim.quiz.readiness import Readiness
from itilsim.reports.progress import readiness_words
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.bars import Bars
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions

StudyChoice: TypeAlias = Literal[
    "go-on", "review", "practise", "drill", "lessons", "exam", "result", "progress", "settings"
]
"""What the screen leaves with; nothing means back."""


@dataclass(frozen=True, slots=True)
class WaitingExam:
    """An exam that was left."""

    answered: int
    """Questions with an answer."""
    questions: int
    """All of them."""
    minutes: int
    """Minutes left; 0: the time is up."""


@dataclass(frozen=True, slots=True)
class StudyView:
    """Everything that the screen shows."""

    exam: str
    """What the exam is called."""
    due: int
    """Items to review today."""
    new: int
    """New items for today."""
    daily_cap: int
    """Most reviews a day."""
    readiness: Readiness
    """How likely a pass is."""
    exam_date: str = ""
    """Day of the exam, like `2027-01-31`; empty: none is set."""
    days_left: int | None = None
    """Days until then; none: it is today or over, or there is none."""
    weak: tuple[str, ...] = ()
    """Titles of the weakest topics."""
    waiting: WaitingExam | None = None
    """An exam to go on with."""
    questions: int = 40
    """Questions of a mock exam."""
    minutes: int = 60
    """Minutes for it."""
    pass_mark: int = 26
    """Right answers that pass."""
    last: str = ""
    """What the last exam came to, in a few words; empty: none was handed in."""
    later: str = ""
    """What comes again later today, in a few words after a comma; empty: nothing."""
    lessons: int = 0
    """Lessons of the exam; 0: there is none to read."""
    skills: int = 0
    """Skills that can be drilled; 0: none."""
    skills_due: int = 0
    """Of these, due today."""


@dataclass(frozen=True, slots=True)
class StudyEntry:
    """A line of the menu."""

    choice: StudyChoice
    """What it does."""
    label: str
    """The line itself."""
    aside: str
    """A few words beside it."""
    detail: str
    """What it is about, in a sentence or two."""


class StudyScreen(Frame[StudyChoice | None]):
    """How it stands, and a menu."""

    PLACE = "study"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "study.tcss"

    def __init__(self, view: StudyView) -> None:
        """Show how it stands.

        Args:
            view: What there is to show.
        """
        super().__init__()
        self._view = view
        self._entries = tuple(study_entries(view))

    def compose(self) -> ComposeResult:
        """The exam, the chance to pass it, the menu, what the line is about."""
        with Vertical(id="page"):
            yield Plain(Content.styled(f"Study for {self._view.exam}", "bold $text-primary"))
            yield Plain(_standing(self._view), id="standing")
            yield Bars(self._ready, id="ready")
            yield PlainOptions(id="menu")
            yield Plain(id="detail")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the menu."""
        menu = self.query_one("#menu", PlainOptions)
        width = max(len(entry.label) for entry in self._entries)
        menu.add_options(
            Pick(Content(f"{number}  {entry.label:<{width}}   {entry.aside}"), entry)
            for number, entry in enumerate(self._entries, start=1)
        )
        menu.highlighted = self._first()
        menu.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the line is about."""
        if isinstance(event.option, Pick) and isinstance(event.option.value, StudyEntry):
            self.query_one("#detail", Plain).update(Content(event.option.value.detail))

    def pick(self, value: StudyEntry) -> None:
        """Leave with the choice."""
        self.dismiss(value.choice)

    def action_answer(self, key: str) -> None:
        """Choose the line with that number.

        Args:
            key: A digit, counted from 1.
        """
        self.query_one("#menu", PlainOptions).pick_at(int(key) - 1)

    def action_back(self) -> None:
        """Back to home."""
        self.dismiss(None)

    def _first(self) -> int:
        """What helps most now."""
        wanted: StudyChoice = "review" if self._view.due or self._view.new else "practise"
        if self._view.waiting is not None:
            wanted = "go-on"
        return next(n for n, entry in enumerate(self._entries) if entry.choice == wanted)

    def _ready(self, width: int) -> list[str]:
        """How likely a pass is, with its interval."""
        return readiness_words(self._view.readiness, width)


def study_entries(view: StudyView) -> Iterator[StudyEntry]:
    """The lines of the menu."""
    if (left := view.waiting) is not None:
        time = f"{left.minutes} min left" if left.minutes else "time is up"
        yield StudyEntry(
            "go-on",
            "Go on with the exam",
            f"{left.answered} of {left.questions} answered, {time}",
            "Its clock goes on while you are away. Your answers are there.",
        )
    today = f"{view.due} due, {view.new} new" if view.due or view.new else "nothing now"
    today += view.later
    yield StudyEntry(
        "review", "Review what is due", today,
        "What you are about to forget, and some that is new, one at a time.",
    )  # fmt: skip
    yield StudyEntry(
        "practise", "Practise", "by topic, weak, wrong, flagged …",
        "Questions of your choice, with every option explained at once.",
    )  # fmt: skip
    if view.skills:
        due = f", {view.skills_due} due" if view.skills_due else ""
        yield StudyEntry(
            "drill", "Drill", f"{view.skills} skills{due}",
            "A few tasks on one skill of the desk, worked out anew each time: two to five minutes.",
        )  # fmt: skip
    if view.lessons:
        yield StudyEntry(
            "lessons", "Lessons", f"{view.lessons} short ones",
            "Each topic of your exam on one page: the idea, the terms, an example.",
        )  # fmt: skip
    yield StudyEntry(
        "exam", "Mock exam", f"{view.questions} questions, {view.minutes} min",
        f"As the real one: {view.pass_mark} of {view.questions} right pass. Explained afterwards.",
    )  # fmt: skip
    if view.last:
        yield StudyEntry(
            "result", "Last result", view.last,
            "The last exam that you handed in, with every option of every question explained.",
        )  # fmt: skip
    yield StudyEntry(
        "progress", "Progress", "what you know, and why",
        "Each part of the syllabus with the evidence behind its figure, and what comes next.",
    )  # fmt: skip
    yield StudyEntry(
        "settings", "Settings", "exam, date, reviews a day",
        "Which exam you study for, its date, most reviews a day, and whether to ask how sure.",
    )  # fmt: skip


def _standing(view: StudyView) -> str:
    """What is due, when the exam is, and what is weak."""
    date = "no exam date set"
    if view.exam_date:
        left = f"{view.days_left} days left" if view.days_left else "today or over"
        date = f"exam on {view.exam_date}, {left if view.days_left != 1 else 'tomorrow'}"
    lines = [f"Today: {view.due} due, {view.new} new, at most {view.daily_cap} a day; {date}."]
    if view.weak:
        lines.append(f"Weakest: {', '.join(view.weak)}.")
    return "\n".join(lines)
