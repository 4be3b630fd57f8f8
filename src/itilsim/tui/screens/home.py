"""Home: what a student sees first, and where every sitting begins and ends.

It shows one frozen `HomeView` and leaves with one choice. The one question before the first shift
is asked here, so that a choice to start always says for which exam.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList

from itilsim.composing.orders import Day
from itilsim.seat.starting import Started, Starting
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Hanging, Pick, Plain, PlainOptions
from itilsim.words.editions import Studying

TAGLINE: Final = "Run a service desk for a morning, then see what your decisions did."
NOTICE: Final = (
    "ITIL is a registered trade mark of the PeopleCert group. itilsim is an independent study aid, "
    "not affiliated with or endorsed by it. All questions are original."
)
NO_WAY_BACK: Final = (
    "Its journal, its score and what it adds to your progress are deleted. There is no way back."
)
LABEL: Final = 36
"""Cells of the column of labels at most; a longer label moves its own aside. Tuning constant."""
LOGO: Final = """\
▀   █   ▀  █        ▀
█  ▀█▀  █  █  ▄▀▀▀  █  █▀▄▀▄
█   ▀▄  █  █  ▄▄▄▀  █  █ █ █"""


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """A shift that can be started."""

    scenario: str
    """Its id."""
    title: str
    """Its title."""
    summary: str
    """One or two sentences on what it is about."""
    minutes: int
    """How long it takes a person, in minutes."""
    starting: Starting | None = None
    """How it is begun; none: as usual, without a question."""


@dataclass(frozen=True, slots=True)
class Days:
    """The generated shifts that can be started."""

    today: Day
    """The one that is the same for everybody today."""
    minutes: int
    """How long that one takes a person, in minutes."""
    any_day: Starting | None = None
    """How any other is begun."""
    daily: Starting | None = None
    """How that of today is begun; none: as usual, without a question."""


@dataclass(frozen=True, slots=True)
class RunningShift:
    """A shift that was left and can be continued."""

    run: str
    """Id of the run."""
    title: str
    """Title of its scenario."""
    clock: str
    """The time of day there, like `09:42`."""
    mode: str = ""
    """How much help there is, in a word."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """A finished shift."""

    run: str
    """Id of the run."""
    title: str
    """Title of its scenario."""
    ended: str
    """When it was played, in words."""
    result: str
    """How it went, in a word or two."""
    mode: str = ""
    """How much help there was, in a word."""
    score: str = ""
    """How it went, in a number or two for the list; empty: as `result` says."""
    before: str = ""
    """How the time before went, in a few words; empty: there was none like it."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything that home shows."""

    scenarios: tuple[ScenarioLine, ...] = ()
    """Shifts that can be started, the first shift first."""
    days: Days | None = None
    """Generated shifts, where there are any."""
    running: RunningShift | None = None
    """The shift to continue, if there is one."""
    runs: tuple[RunLine, ...] = ()
    """Finished shifts, the newest first."""
    studying: Studying | None = None
    """The exam that the student works for; `None` until it has been asked."""

    @property
    def is_new(self) -> bool:
        """Whether the student has never played."""
        return not self.runs and self.running is None


@dataclass(frozen=True, slots=True)
class StartShift:
    """Start a new shift."""

    scenario: str
    """Which."""
    studying: Studying
    """For which exam."""
    seed: int | None = None
    """On which seed; none: another one every time."""
    how: Started | None = None
    """Mode, clock and the rest, as they were chosen; none: as usual."""


@dataclass(frozen=True, slots=True)
class ChooseStart:
    """Start a shift, once it is known how."""

    starting: Starting
    """Which."""


@dataclass(frozen=True, slots=True)
class ContinueShift:
    """Go on with a shift that was left."""

    run: str
    """Which."""


@dataclass(frozen=True, slots=True)
class OpenDebrief:
    """Look at a finished shift."""

    run: str
    """Which."""


@dataclass(frozen=True, slots=True)
class OpenStudy:
    """Study for the exam: questions, mock exams, progress."""


@dataclass(frozen=True, slots=True)
class DeleteRun:
    """Delete a shift that was played or left; the student has been asked."""

    run: str
    """Which."""


HomeChoice: TypeAlias = StartShift | ContinueShift | OpenDebrief | OpenStudy | DeleteRun
"""What home leaves with; nothing means that the student leaves the app."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu, and what stands beside it while it is highlighted."""

    choice: HomeChoice | ChooseStart | None
    """What it does."""
    label: str
    """The line itself."""
    aside: str
    """A word or two at its end."""
    title: str
    """What the description is headed with."""
    detail: str
    """What it is about, in a few sentences."""


class Home(Frame[HomeChoice | None]):
    """The menu, with a description of the highlighted line."""

    PLACE = "home"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "home.tcss"

    def __init__(self, view: HomeView) -> None:
        """Show a student what there is to do.

        Args:
            view: What there is.
        """
        super().__init__()
        self._view = view
        self._entries = tuple(entries(view))
        self._entry: Entry | None = None
        """The highlighted line, once there is one."""

    def compose(self) -> ComposeResult:
        """Name, one line what it is, the menu, the description, the notice."""
        with Vertical(id="page"):
            yield Plain(LOGO, id="logo")
            yield Plain("itilsim", id="name")
            yield Plain(TAGLINE, id="tagline")
            with Container(id="choices"):
                yield PlainOptions(id="menu")
                yield Plain(id="detail")
        yield Plain(NOTICE, id="notice")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Fill the menu and stand on what most people come for."""
        menu = self.query_one("#menu", PlainOptions)
        menu.add_options(_lines(self._entries))
        menu.highlighted = 0
        menu.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Describe the line."""
        if not isinstance(event.option, Pick) or not isinstance(event.option.value, Entry):
            return
        entry = event.option.value
        self._entry = entry
        self.refresh_bindings()
        self.query_one("#detail", Plain).update(
            Content.assemble((entry.title, "bold"), "\n", entry.detail)
        )

    def pick(self, value: Entry) -> None:
        """Leave with the choice, or ask the one question first."""
        if isinstance(value.choice, ChooseStart):
            self._choose_start(value.choice.starting)
        else:
            self._leave(value.choice)

    def _leave(self, choice: HomeChoice | None) -> None:
        if isinstance(choice, StartShift) and self._view.studying is None:
            self._ask(choice)
        else:
            self.dismiss(choice)

    def _choose_start(self, starting: Starting) -> None:
        from itilsim.tui.dialogs.start import StartDialog

        def start(how: Started | None) -> None:
            if how is not None:
                studying = self._view.studying or "none"
                self._leave(StartShift(how.scenario, studying, how.seed, how))

        self.app.push_screen(StartDialog(starting), start)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A run can be deleted only on a line that has one."""
        if action == "delete_run":
            return self._entry is not None and _run_of(self._entry) is not None
        return super().check_action(action, parameters)

    def action_delete_run(self) -> None:
        """Delete the run on this line, once the student is sure."""
        from itilsim.tui.dialogs.confirm import Confirm

        if (entry := self._entry) is None or (run := _run_of(entry)) is None:
            return

        def delete(sure: bool | None) -> None:  # noqa: FBT001 - Textual's way to answer
            if sure:
                self.dismiss(DeleteRun(run))

        self.app.push_screen(Confirm("Delete this shift?", f"{entry.title}. {NO_WAY_BACK}"), delete)

    def action_study(self) -> None:
        """Study for the exam."""
        self.dismiss(OpenStudy())

    def action_quit(self) -> None:
        """Leave the app."""
        self.dismiss(None)

    def _ask(self, choice: StartShift) -> None:
        from itilsim.tui.dialogs.studying import StudyingQuestion

        def start(studying: Studying | None) -> None:
            if studying is not None:
                self.dismiss(replace(choice, studying=studying))

        self.app.push_screen(StudyingQuestion(), start)


def entries(view: HomeView) -> Iterator[Entry]:
    """The lines of the menu, what most people come for first."""
    if (running := view.running) is not None:
        yield Entry(
            ContinueShift(running.run),
            f"Continue: {running.title}",
            ", ".join(filter(None, (f"at {running.clock}", running.mode))),
            running.title,
            f"You left this shift when it was {running.clock} there. Nothing has happened since.",
        )
    for number, scenario in enumerate(view.scenarios):
        first = view.is_new and number == 0
        choice: StartShift | ChooseStart = StartShift(scenario.scenario, view.studying or "none")
        if scenario.starting is not None and not view.is_new:
            choice = ChooseStart(scenario.starting)
        yield Entry(
            choice,
            "Start your first shift" if first else f"Start: {scenario.title}",
            f"about {scenario.minutes} min",
            scenario.title,
            scenario.summary,
        )
    if (days := view.days) is not None and not view.is_new:
        if days.any_day is not None:
            yield Entry(
                ChooseStart(days.any_day),
                "Start: any day",
                "another morning every time",
                "Any day",
                "A shift that nobody has played before, at the level that you choose. Or take the "
                "last one again, and see what another way of working does.",
            )
        today = StartShift(days.today.scenario, view.studying or "none", days.today.seed)
        yield Entry(
            ChooseStart(days.daily) if days.daily is not None else today,
            "Start: today's shift",
            f"about {days.minutes} min",
            "Today's shift",
            "Short, and the same for everybody who plays it today.",
        )
    yield Entry(
        OpenStudy(),
        "Study for the exam",
        "questions, mock exams",
        "Study for the exam",
        "Review what is due, practise what is weak, sit a mock exam, see how ready you are.",
    )
    for run in view.runs:
        yield Entry(
            OpenDebrief(run.run),
            f"Debrief: {run.title}",
            ", ".join(filter(None, (run.ended, run.mode, run.score or run.result))),
            f"{run.title}: {run.result}",
            f"Played {run.ended}.{f' {run.before}' if run.before else ''} See which of your "
            "decisions mattered, and why.",
        )
    yield Entry(None, "Quit", "", "Until next time", "What you did is saved.")


def _run_of(entry: Entry) -> str | None:
    """The run that a line is about."""
    choice = entry.choice
    return choice.run if isinstance(choice, ContinueShift | OpenDebrief) else None


def _lines(listed: Sequence[Entry]) -> Iterator[Pick | None]:
    """Menu lines with asides in a column, and a rule wherever another kind of choice begins.

    An aside that needs a second line goes on in its column.
    """
    width = min(max(len(entry.label) for entry in listed), LABEL)
    for before, entry in zip((None, *listed), listed, strict=False):
        if before is not None and _kind(before) is not _kind(entry):
            yield None
        head = Content(f"{entry.label:<{width}}   ")
        yield Pick(Hanging(((head, entry.aside),)), entry)


def _kind(entry: Entry) -> type[object]:
    """What kind of choice it is; what can be begun stands together."""
    begun = isinstance(entry.choice, OpenStudy | ChooseStart)
    return StartShift if begun else type(entry.choice)
