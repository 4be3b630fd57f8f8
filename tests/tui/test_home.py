"""Home: what a student sees first, and what each choice leaves with."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from itilsim.composing.orders import Day
from itilsim.content.scenarios import load_scenario
from itilsim.runs.listing import list_runs
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.seat.starting import LastTime, Starting
from itilsim.storage.places import places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.studying import StudyingQuestion
from itilsim.tui.flows.home import home
from itilsim.tui.screens.home import (
    ContinueShift,
    Days,
    DeleteRun,
    Home,
    HomeChoice,
    HomeView,
    OpenDebrief,
    OpenStudy,
    StartShift,
    entries,
)
from itilsim.words.editions import EXAMS, Studying
from tests.tui.conftest import SameFrame
from tests.tui.fingers import settle
from tests.tui.frames import frame
from tests.tui.views import HOSTILE, HOSTILE_VIEW, NEWCOMER, RETURNING, home_app

SIZES = [(80, 24), (120, 40)]
VIEWS = {"newcomer": NEWCOMER, "returning": RETURNING}


class Choosing:
    """A story that shows home once and remembers how it was left."""

    def __init__(self, view: HomeView) -> None:
        self.choices: list[HomeChoice | None] = []
        self.view = view

    async def __call__(self, app: ItilsimApp) -> int:
        self.choices.append(await app.show(Home(self.view)))
        return 0


async def chosen(view: HomeView, *keys: str) -> list[HomeChoice | None]:
    story = Choosing(view)
    async with ItilsimApp(story).run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return story.choices


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", VIEWS)
async def test_home_looks_as_stored(
    name: str, size: tuple[int, int], same_frame: SameFrame
) -> None:
    app = home_app(VIEWS[name])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_frame(app, f"home-{name}-{size[0]}x{size[1]}")


async def test_the_one_question_looks_as_stored(same_frame: SameFrame) -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        same_frame(app, "studying-80x24")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", VIEWS)
async def test_the_independence_notice_is_always_in_sight(name: str, size: tuple[int, int]) -> None:
    app = home_app(VIEWS[name])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = " ".join(frame(app).split())
    assert "ITIL is a registered trade mark of the PeopleCert group." in words
    assert "not affiliated with or endorsed by it" in words
    assert "All questions are original." in words


@pytest.mark.parametrize(
    ("keys", "studying"),
    [(("enter",), "4"), (("2",), "5"), (("j", "j", "enter"), "2011"), (("4",), "none")],
)
async def test_enter_and_one_answer_start_the_first_shift(
    keys: tuple[str, ...], studying: Studying
) -> None:
    assert await chosen(NEWCOMER, "enter", *keys) == [StartShift("first-shift", studying)]


async def test_every_exam_can_be_answered() -> None:
    assert list(EXAMS) == ["4", "5", "2011", "none"]
    app = home_app(NEWCOMER)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert all(exam in frame(app) for exam in EXAMS.values())


async def test_going_back_from_the_question_starts_nothing() -> None:
    story = Choosing(NEWCOMER)
    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyingQuestion)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Home)
        assert story.choices == []


@pytest.mark.parametrize(
    ("keys", "choice"),
    [
        (("enter",), ContinueShift("run-2")),
        (("j", "enter"), StartShift("first-shift", "4")),
        (("down", "down", "enter"), StartShift("slow-shop", "4")),
        (("j", "j", "j", "enter"), OpenStudy()),
        (("s",), OpenStudy()),
        (("G", "k", "k", "enter"), OpenDebrief("run-1")),
        (("G", "g", "enter"), ContinueShift("run-2")),
        (("G", "enter"), None),
        (("q",), None),
    ],
)
async def test_a_student_who_returns_is_asked_nothing(
    keys: tuple[str, ...], choice: HomeChoice | None
) -> None:
    assert await chosen(RETURNING, *keys) == [choice]


async def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    app = home_app(HOSTILE_VIEW)
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        for _ in entries(HOSTILE_VIEW):
            await pilot.press("j")
            await pilot.pause()
        assert HOSTILE in frame(app)


async def test_a_long_list_of_runs_leaves_the_description_in_sight() -> None:
    many = HomeView(scenarios=NEWCOMER.scenarios, runs=RETURNING.runs * 30, studying="4")
    app = home_app(many)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert "What you did is saved." in frame(app)
        assert app.screen.query_one(OptionList).highlighted == 62


def test_home_imports_nothing_heavy() -> None:
    check = (
        "import sys; from itilsim.tui import app, terminal;"
        "print([m for m in ('yaml', 'pydantic', 'simpy', 'faker', 'sqlite3', 'click')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_a_run_is_deleted_only_after_a_yes(same_frame: SameFrame) -> None:
    for keys, choices in ((("y",), [DeleteRun("run-1")]), (("enter",), []), (("escape",), [])):
        story = Choosing(RETURNING)
        async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press("G", "k", "k")
            await pilot.pause()
            assert "D Delete run" in frame(pilot.app)
            await pilot.press("D")
            await pilot.pause()
            same_frame(pilot.app, "delete-run-80x24")
            await pilot.press(*keys)
            await pilot.pause()
            assert story.choices == choices


async def test_what_is_no_run_cannot_be_deleted() -> None:
    async with home_app(RETURNING).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "D")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert "Delete run" not in frame(pilot.app)


async def test_a_deleted_run_is_gone_from_home_and_from_what_is_stored(tmp_path: Path) -> None:
    mine = places(tmp_path)
    running = begin(PlayRequest("first-shift"), load_scenario("first-shift", mine), mine)
    running.close()

    async def story(app: ItilsimApp) -> int:
        await home(app, mine)
        return 0

    async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Continue:" in frame(pilot.app)
        await pilot.press("D", "y")
        await settle(pilot.app)
        await pilot.pause(0.2)
        assert "Continue:" not in frame(pilot.app)
        assert list_runs(mine) == ()


ANY_DAY = Starting(
    "any-day.quillmere.2.60",
    "Any day",
    "A shift that nobody has played before.",
    60,
    ("coached", "practice", "assessed"),
    LastTime("run-1", "any-day.quillmere.3.60", "practice", None, extra_time=False, seed=7),
    organisations=("quillmere", "wennery"),
)
DAYS = replace(
    RETURNING,
    days=Days(Day("any-day.quillmere.2.45", 20261128), 4, ANY_DAY),
)


async def test_enter_twice_starts_another_generated_shift_like_the_last_one() -> None:
    keys = _down_to(DAYS, "Start: any day")
    (choice,) = await chosen(DAYS, *keys, "enter", "enter")
    assert isinstance(choice, StartShift)
    assert (choice.scenario, choice.seed) == ("any-day.quillmere.3.60", None)


async def test_a_generated_shift_is_chosen_by_its_level() -> None:
    keys = _down_to(DAYS, "Start: any day")
    (choice,) = await chosen(DAYS, *keys, "enter", "5", "left", "end", "enter")
    assert isinstance(choice, StartShift)
    assert choice.scenario == "any-day.quillmere.3.60"
    (choice,) = await chosen(DAYS, *keys, "enter", "5", "end", "enter")
    assert isinstance(choice, StartShift)
    assert choice.scenario == "any-day.quillmere.4.60"


async def test_the_last_one_can_be_played_once_more() -> None:
    keys = _down_to(DAYS, "Start: any day")
    (choice,) = await chosen(DAYS, *keys, "enter", "3", "G", "enter")
    assert isinstance(choice, StartShift)
    assert (choice.scenario, choice.seed) == ("any-day.quillmere.3.60", 7)
    assert choice.how is not None
    assert choice.how.again == "run-1"


async def test_going_back_from_how_it_is_begun_starts_nothing() -> None:
    story = Choosing(DAYS)
    async with ItilsimApp(story).run_test() as pilot:
        await pilot.pause()
        await pilot.press(*_down_to(DAYS, "Start: any day"), "enter", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Home)
        assert story.choices == []


async def test_the_shift_of_today_has_its_date_as_seed() -> None:
    (choice,) = await chosen(DAYS, *_down_to(DAYS, "Start: today's shift"), "enter")
    assert isinstance(choice, StartShift)
    assert (choice.scenario, choice.seed) == ("any-day.quillmere.2.45", 20261128)


def test_a_newcomer_begins_with_the_first_shift_alone() -> None:
    labels = [entry.label for entry in entries(replace(NEWCOMER, days=DAYS.days))]
    assert not any("day" in label for label in labels)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_a_shift_is_begun_looks_as_stored(
    size: tuple[int, int], same_frame: SameFrame
) -> None:
    app = home_app(DAYS)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*_down_to(DAYS, "Start: any day"), "enter", "up", "up", "up")
        await pilot.pause()
        same_frame(app, f"any-day-{size[0]}x{size[1]}")


async def test_a_shift_can_be_begun_with_the_mouse_alone() -> None:
    story = Choosing(DAYS)
    async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*_down_to(DAYS, "Start: any day"), "enter")
        await pilot.pause()
        lines = frame(pilot.app).splitlines()
        for word in ("Help ", "[ Begin ]"):
            y = next(n for n, line in enumerate(lines) if word in line)
            await pilot.click(offset=(lines[y].index(word) + 1, y))
            await pilot.pause()
    (choice,) = story.choices
    assert isinstance(choice, StartShift)
    assert choice.how is not None
    assert choice.how.mode == "assessed"


def _down_to(view: HomeView, label: str) -> list[str]:
    return ["down"] * [entry.label for entry in entries(view)].index(label)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
async def test_an_aside_that_needs_a_second_line_goes_on_in_its_column(
    size: tuple[int, int],
) -> None:
    one = replace(
        RETURNING.runs[0], ended="on Wednesday the 23rd of September, late in the evening",
        mode="assessed", score="competent, 73",
    )  # fmt: skip
    app = home_app(replace(RETURNING, runs=(one,)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = [line.split("│")[0].rstrip() for line in frame(app).splitlines()]
        first = next(n for n, line in enumerate(lines) if "Debrief: " in line)
        column = lines[first].index("on Wednesday")
        assert lines[first + 1].strip()
        assert lines[first + 1].index(lines[first + 1].strip()) == column
