"""From home to studying and back: what is shown, what is asked once, and where choices lead."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from itilsim.learner.mock_exam import begin
from itilsim.learner.practice import review_round
from itilsim.learner.progress import Done, Progress, progress_of
from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.elapsed import Moment
from itilsim.quiz.plan import Plan
from itilsim.quiz.readiness import Lever, Readiness
from itilsim.storage.machine_clock import read
from itilsim.storage.places import Places
from itilsim.storage.study import open_study
from itilsim.storage.study_rows import AnswerRow, EvidenceRow, ReviewRow
from itilsim.storage.study_settings import settings_of
from itilsim.tui import start
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.dialogs.page import Page
from itilsim.tui.dialogs.study_forms import StudySettings, judged_on
from itilsim.tui.dialogs.studying import StudyingQuestion
from itilsim.tui.flows import study as stories
from itilsim.tui.flows.home import home, home_view
from itilsim.tui.flows.learning import Learning
from itilsim.tui.flows.study import practising_weak
from itilsim.tui.screens.exam import Exam
from itilsim.tui.screens.home import Home
from itilsim.tui.screens.progress import ProgressScreen
from itilsim.tui.screens.quiz import Quiz
from itilsim.tui.screens.result import ResultScreen
from itilsim.tui.screens.study import StudyChoice, StudyScreen, StudyView, WaitingExam
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame
from tests.tui.studies import BANK, BLUEPRINT, NOW
from tests.tui.studies import home as home_of
from tests.tui.views import HOSTILE

SIZES = [(80, 24), (120, 40)]
UNKNOWN = Readiness(None, 0.0, 1.0, 3, 17, (), ())
KNOWN = Readiness(0.71, 0.52, 0.84, 120, 0, (), ())
FRESH = StudyView("ITIL 4 Foundation", 0, 10, 40, UNKNOWN)
BUSY = StudyView(
    "ITIL 4 Foundation", 23, 4, 40, KNOWN, "2026-12-04", 13,
    ("Problem management", "The four dimensions"), WaitingExam(12, 40, 31),
)  # fmt: skip
VIEWS = {"fresh": FRESH, "busy": BUSY}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A student's folders, with the small bank instead of the shipped one."""

    def blueprint(_: Learning, __: object = None) -> Blueprint:
        return BLUEPRINT

    monkeypatch.setattr(stories, "shipped_bank", lambda _: BANK)
    monkeypatch.setattr(Learning, "blueprint", blueprint)
    return home_of(tmp_path)


def at_home(own: Places) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        await home(app, own)
        return 0

    return ItilsimApp(story)


@asynccontextmanager
async def at_study(
    own: Places, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ItilsimApp, Pilot[int]]]:
    """An app that shows the study screen of a student who has named ITIL 4."""
    with open_study(own) as study:
        study.set_setting("edition", "4")
    app = at_home(own)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await press(pilot, "s")
        await until(pilot, StudyScreen)
        yield app, pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def until(pilot: Pilot[Any], kind: type[object]) -> None:
    """Wait until a screen is there; opening it may take a thread."""
    for _ in range(100):
        if isinstance(pilot.app.screen, kind):
            break
        await pilot.pause(0.02)
    await pilot.pause()
    assert isinstance(pilot.app.screen, kind), pilot.app.screen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", VIEWS)
async def test_the_study_screen_looks_as_stored(
    name: str, size: tuple[int, int], same_frame: SameFrame
) -> None:
    app = showing(VIEWS[name], [])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_frame(app, f"study-{name}-{size[0]}x{size[1]}")


async def test_far_from_a_pass_the_study_screen_says_where_to_start() -> None:
    levers = (Lever("guiding-principles", "2", 0.03),)
    far = Readiness(0.004, 0.0001, 0.01, 20, 0, (), levers)
    app = showing(replace(BUSY, readiness=far), [])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Far to go: 20 answers so far. Start with Guiding principles." in frame(app)
        assert "Chance of passing" not in frame(app)


def showing(view: StudyView, left: list[StudyChoice | None]) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        left.append(await app.show(StudyScreen(view)))
        return 0

    return ItilsimApp(story)


@pytest.mark.parametrize(
    ("view", "keys", "choice"),
    [
        (FRESH, ("enter",), "review"),
        (replace(FRESH, new=0), ("enter",), "practise"),
        (BUSY, ("enter",), "go-on"),
        (BUSY, ("j", "enter"), "review"),
        (FRESH, ("3",), "exam"),
        (FRESH, ("G", "enter"), "settings"),
        (FRESH, ("9", "4"), "progress"),
        (FRESH, ("q",), None),
        (FRESH, ("escape",), None),
    ],
)
async def test_the_cursor_stands_on_what_helps_most(
    view: StudyView, keys: tuple[str, ...], choice: StudyChoice | None
) -> None:
    left: list[StudyChoice | None] = []
    app = showing(view, left)
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, *keys)
    assert left == [choice]


async def test_hostile_words_on_the_study_screen_are_only_words() -> None:
    view = replace(BUSY, exam=HOSTILE, exam_date=HOSTILE, weak=(HOSTILE,))
    app = showing(view, [])
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        assert frame(app).count("[@click=app.quit]") == 3


async def test_the_exam_is_asked_for_once_and_remembered(own: Places) -> None:
    app = at_home(own)
    async with app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "j", "enter")
        await until(pilot, StudyingQuestion)
        await press(pilot, "escape")
        await until(pilot, Home)
        await press(pilot, "s")
        await until(pilot, StudyingQuestion)
        await press(pilot, "1")
        await until(pilot, StudyScreen)
        await press(pilot, "q")
        await until(pilot, Home)
        await press(pilot, "s")
        await until(pilot, StudyScreen)
    assert home_view(own).studying == "4"


async def test_review_leads_through_new_items_to_a_summary(own: Places) -> None:
    async with at_study(own, (120, 40)) as (app, pilot):
        await press(pilot, "1")
        await until(pilot, Quiz)
        quiz = app.screen
        assert isinstance(quiz, Quiz)
        assert len(quiz.practice.items) == 10
        assert quiz.practice.where == "review"
        await press(pilot, "q")
        await until(pilot, StudyScreen)


async def test_practice_is_what_was_wished_for_and_ends_with_a_summary(own: Places) -> None:
    async with at_study(own) as (app, pilot):
        await press(pilot, "2")
        await until(pilot, Form)
        await press(pilot, "3", "5", "left", "left", "1", "enter")
        await until(pilot, Quiz)
        quiz = app.screen
        assert isinstance(quiz, Quiz)
        assert {item.topic for item in quiz.practice.items} == {"problem-management"}
        assert len(quiz.practice.items) == 5
        for item in list(quiz.practice.items):
            assert item.key is not None
            await press(pilot, "abcd"[item.key], "enter")
        await until(pilot, Page)
        shown = frame(app)
        assert "5 of 5 right." in shown
        assert "Reviews to come:" in shown
        await press(pilot, "enter")
        await until(pilot, StudyScreen)


async def test_a_wish_that_nothing_fits_is_said(own: Places) -> None:
    async with at_study(own) as (app, pilot):
        await press(pilot, "2", "enter", "6", "enter")
        await until(pilot, StudyScreen)
        await pilot.pause(0.2)
        assert "There is no such question now." in " ".join(frame(app).split())


async def test_a_mock_exam_is_sat_left_gone_on_with_and_explained(own: Places) -> None:
    async with at_study(own) as (app, pilot):
        await press(pilot, "4")
        await until(pilot, Form)
        await press(pilot, "2", "enter")
        await until(pilot, Exam)
        exam = app.screen
        assert isinstance(exam, Exam)
        assert exam.exam.sitting.seconds == 75 * 60
        await press(pilot, "b", "q", "y")
        await until(pilot, StudyScreen)
        assert "Go on with the exam   1 of 8 answered, 75 min left" in frame(app)
        await press(pilot, "enter")
        await until(pilot, Exam)
        assert "(x) B" in frame(app)
        await press(pilot, "Q", "y")
        await until(pilot, ResultScreen)
        await press(pilot, "p")
        await until(pilot, Quiz)
        await press(pilot, "q")
        await until(pilot, ResultScreen)
        await press(pilot, "q")
        await until(pilot, StudyScreen)
        assert "Go on with" not in frame(app)
        assert "Last result" in frame(app)
        await press(pilot, "5")
        await until(pilot, ResultScreen)
        assert "of 8" in frame(app)


async def test_an_exam_in_another_window_is_said_plainly(own: Places) -> None:
    async with at_study(own) as (app, pilot):
        with open_study(own) as other:
            begin(other, BANK, BLUEPRINT, 1, read)
            await press(pilot, "4")
            await until(pilot, StudyScreen)
            await pilot.pause(0.3)
            assert "another window" in " ".join(frame(app).split())


async def test_an_exam_whose_time_ran_out_meanwhile_is_taken_in_and_explained(own: Places) -> None:
    with open_study(own) as study:
        exam = begin(study, BANK, BLUEPRINT, 1, lambda: Moment(read().wall - 7200, 5, "earlier"))
        exam.choose(2)
    async with at_study(own) as (app, pilot):
        assert "1 of 8 answered, time is up" in frame(app)
        await press(pilot, "enter")
        await until(pilot, ResultScreen)
        await pilot.pause(0.2)
        [told] = app._notifications
        assert told.message.startswith("The time ran out while you were away.")
        await press(pilot, "q")
        await until(pilot, StudyScreen)
        assert "Go on with" not in frame(app)


async def test_settings_are_checked_and_kept(own: Places) -> None:
    async with at_study(own) as (app, pilot):
        await press(pilot, "6")
        await until(pilot, Form)
        await press(pilot, "enter", *"soon", "enter", "enter", "enter", "enter")
        await pilot.pause()
        assert "That date is none." in frame(app)
        keys = ("enter", *("backspace",) * 4, *"2099-01-31", "enter", *"25", "enter", "2", "enter")
        await press(pilot, *keys)
        await until(pilot, StudyScreen)
        assert "exam on 2099-01-31" in frame(app)
        assert "at most 25 a day" in frame(app)
    assert settings_of(own, "exam_date", "daily_cap", "certainty") == ("2099-01-31", "25", "on")


def test_an_exam_cannot_be_on_a_day_that_is_over() -> None:
    judge = judged_on(dt.date(2026, 9, 1))
    assert "over" in judge(StudySettings("4", "2026-08-31", "", certainty=False))  # type: ignore[arg-type]  # a form's judge
    assert judge(StudySettings("4", "2026-09-01", "", certainty=False)) == ""  # type: ignore[arg-type]  # as above


def progress() -> Progress:
    answers = [
        AnswerRow(NOW - 86_400 * n, item.id, "4", item.key, n % 3 > 0, None, "practice")
        for n, item in enumerate(BANK.items[20:48])
    ]
    reviews = [ReviewRow(row.at, row.item, 3) for row in answers]
    evidence = [
        EvidenceRow(NOW - 5000, "run-1", "problem-management", {"4": "7.1"}, credit, position)
        for position, credit in enumerate((1.0, 0.0, 1.0))
    ]
    done = Done(tuple(answers), tuple(reviews), tuple(evidence))
    return progress_of(done, BANK, BLUEPRINT, Plan(), NOW, {})


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_progress_looks_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    async def story(app: ItilsimApp) -> int:
        await app.show(ProgressScreen(progress()))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, "l")
        same_frame(app, f"progress-readiness-{size[0]}x{size[1]}")
        await press(pilot, "l", "l")
        same_frame(app, f"progress-area-{size[0]}x{size[1]}")


async def test_an_area_shows_the_evidence_behind_its_figure_and_offers_its_topics() -> None:
    left: list[tuple[str, ...] | None] = []

    async def story(app: ItilsimApp) -> int:
        left.append(await app.show(ProgressScreen(progress())))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "l", "l", "l")
        shown = " ".join(frame(app).split())
        assert "Shift run-1: 2 of 3 decisions right" in shown
        assert "right at first" in shown
        await press(pilot, "p")
    assert left[0] is not None
    assert set(left[0]) == {"incident-management", "problem-management"}


async def test_progress_is_opened_from_study(own: Places) -> None:
    async with at_study(own) as (app, pilot):
        await press(pilot, "5")
        await until(pilot, ProgressScreen)
        assert "Progress: ITIL 4 Foundation" in frame(app)
        await press(pilot, "q")
        await until(pilot, StudyScreen)


async def test_topics_of_a_shift_are_practised(own: Places) -> None:
    asked: list[str] = []

    async def story(app: ItilsimApp) -> int:
        await practising_weak(app, own, ("problem-management",))
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await until(pilot, Quiz)
        quiz = app.screen
        assert isinstance(quiz, Quiz)
        asked += [item.topic for item in quiz.practice.items]
        await press(pilot, "q")
    assert set(asked) == {"problem-management"}


def test_a_theme_is_kept_and_read_at_the_next_start(own: Places) -> None:
    assert settings_of(own, "theme") == ("",)
    assert not own.database.exists()
    keep = start._theme_keeper(own, "textual-dark")
    keep("textual-dark")
    assert not own.database.exists()
    keep("high-contrast-light")
    assert settings_of(own, "theme") == ("high-contrast-light",)


async def test_choosing_a_theme_tells_whoever_keeps_it() -> None:
    kept: list[str] = []

    async def story(app: ItilsimApp) -> int:
        await app.show(StudyScreen(FRESH))
        return 0

    app = ItilsimApp(story, theme="colour-blind-dark", remember_theme=kept.append)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.theme = "high-contrast-dark"
        await pilot.pause()
    assert kept[-1] == "high-contrast-dark"
    assert set(kept) <= {"colour-blind-dark", "high-contrast-dark"}


async def test_who_has_done_all_of_today_may_learn_more_and_is_told_what_comes_back(
    own: Places,
) -> None:
    async with at_study(own) as (app, pilot):
        with open_study(own) as study:
            at = int(time.time()) - 60
            for item in review_round(study, BANK, "4", Plan(), at):
                study.record_answer(
                    AnswerRow(at, item.id, "4", 0, correct=False, certainty=None, where="review"),
                    ReviewRow(at, item.id, 1),
                )
        await press(pilot, "1")
        await until(pilot, Confirm)
        assert "Nothing is due now, 10 come back in 9 minutes." in frame(app)
        await press(pilot, "y")
        await until(pilot, Quiz)
        quiz = app.screen
        assert isinstance(quiz, Quiz)
        assert len(quiz.practice.items) == Plan().new_a_day
