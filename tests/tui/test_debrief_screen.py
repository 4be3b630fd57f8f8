"""The debrief on the screen: first a moment to think, then section by section."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from itilsim.domain.debrief import Debrief
from itilsim.domain.debriefing.values import FULL
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.training import Trained
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.debrief import MARK, Asked, DebriefScreen, Left, Place
from tests.played import first_shift, played
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame
from tests.tui.views import HOSTILE

SIZES = [(80, 24), (120, 40)]


def app_with(found: Debrief | None = None, *, reflect: bool = True) -> ItilsimApp:
    shown = found or played("by_priority").debrief

    async def story(app: ItilsimApp) -> int:
        await app.show(DebriefScreen(shown, first_shift(), edition="4", reflect=reflect))
        return 0

    return ItilsimApp(story)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_sections_look_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    app = app_with()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_frame(app, f"debrief-first-{size[0]}x{size[1]}")
        await pilot.press("enter")
        await pilot.pause()
        same_frame(app, f"debrief-short-{size[0]}x{size[1]}")
        await pilot.press("enter")
        await pilot.pause()
        same_frame(app, f"debrief-charts-{size[0]}x{size[1]}")
        for key, name in (("3", "score"), ("4", "decisions"), ("6", "told"), ("7", "lost")):
            await pilot.press(key)
            await pilot.pause()
            same_frame(app, f"debrief-{name}-{size[0]}x{size[1]}")


async def test_the_questions_come_first_and_hide_the_score() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Which contact made you feel the most pressure" in frame(app)
        assert "Developing" not in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "What to take along" in frame(app)


async def test_reflection_can_be_switched_off() -> None:
    app = app_with(reflect=False)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "First, think" not in frame(app)
        assert "What to take along" in frame(app)


async def test_a_scenario_without_questions_begins_with_it_all_in_short() -> None:
    app = app_with(replace(played("by_priority").debrief, reflection=()))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "What to take along" in frame(app)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("1",), "Agreed targets met"),
        (("2",), "measured against what First-come"),
        (("3",), "Developing (45 of 100, give or take 9)."),
        (("4",), "things were judged"),
        (("5",), "Times are service time"),
        (("6",), "Never told anything"),
        (("7",), "user-hours in all"),
        (("8",), "You left at 10:30."),
        (("9",), "What cost most"),
        (("l",), "What to take along"),
        (("l", "l"), "Your shift, beside Textbook Toni"),
        (("l", "l", "l", "l", "right"), "Developing (45 of 100, give or take 9)."),
        (("3", "h", "left"), "Agreed targets met"),
        (("9", "l", "l"), "What cost most"),
        (("1", "h", "h", "h"), "Which contact"),
        (("1", "h", "h"), "What to take along"),
        (("1", "h"), "Your shift, beside Textbook Toni"),
    ],
)
async def test_numbers_and_arrows_turn_the_pages(keys: tuple[str, ...], words: str) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert words in " ".join(frame(app).replace("│", " ").split()) or words in frame(app)


async def test_a_long_section_scrolls_with_j_and_ends_with_capital_g() -> None:
    app = app_with()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        top = frame(app)
        await pilot.press("j", "j")
        await pilot.pause()
        assert frame(app) != top
        await pilot.press("G")
        await pilot.pause()
        await pilot.pause()
        assert "Handover note" in frame(app)
        await pilot.press("g")
        await pilot.pause()
        assert frame(app) == top


async def test_another_section_begins_at_its_top() -> None:
    app = app_with()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "G", "5")
        await pilot.pause()
        await pilot.pause()
        assert "Times are service" in frame(app)


async def test_a_resized_window_is_laid_out_anew() -> None:
    app = app_with()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.pause()
        wide = frame(app)
    assert "Handover note" in wide


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_going_back_leaves(key: str) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == 0


async def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    app = app_with(replace(played("by_priority").debrief, reflection=(HOSTILE,)))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        assert HOSTILE in frame(app)


async def test_what_the_shift_showed_to_be_weak_can_be_practised_with_one_key() -> None:
    left: list[Left] = []
    shown = played("by_priority").debrief

    async def story(app: ItilsimApp) -> int:
        topics = ("incident-management", "problem-management")
        left.append(await app.show(DebriefScreen(shown, first_shift(), weak=topics)))
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "p Practise" in frame(app).splitlines()[-1]
        await pilot.press("p")
        await pilot.pause()
    assert left == [("incident-management", "problem-management")]


def asking(left: list[Left], place: Place | None = None) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        left.append(
            await app.show(DebriefScreen(played("by_priority").debrief, first_shift(), place=place))
        )
        return 0

    return ItilsimApp(story)


def below() -> list[Finding]:
    stories = played("by_priority").debrief.stories
    return [one for story in stories for one in story.decisions if one.credit < FULL]


def marked(app: ItilsimApp) -> str:
    """The line under the cursor."""
    return next((line for line in frame(app).splitlines() if MARK in line), "")


@pytest.mark.parametrize(
    ("keys", "at"), [(("e",), 0), (("j", "e"), 1), (("j", "down", "k", "e"), 1), (("G", "e"), -1)]
)
async def test_the_marked_finding_is_asked_on_with_one_key(keys: tuple[str, ...], at: int) -> None:
    left: list[Left] = []
    app = asking(left)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "e Question" in frame(app).splitlines()[-1]
        assert marked(app)
        await pilot.press(*keys)
        await pilot.pause()
    [asked] = left
    assert isinstance(asked, Asked)
    assert asked.finding == below()[at]


async def test_on_the_first_page_the_dearest_is_asked_on() -> None:
    left: list[Left] = []
    app = asking(left)
    async with app.run_test() as pilot:
        await pilot.press("enter", "e")
        await pilot.pause()
    [asked] = left
    assert isinstance(asked, Asked)
    assert asked.finding == played("by_priority").debrief.dearest[0].finding


async def test_elsewhere_there_is_nothing_to_ask_on() -> None:
    left: list[Left] = []
    app = asking(left)
    async with app.run_test() as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        assert "Card, question" not in frame(app).splitlines()[-1]
        assert left == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_marked_finding_is_always_in_view(size: tuple[int, int]) -> None:
    app = asking([])
    async with app.run_test(size=size) as pilot:
        await pilot.press("4")
        await pilot.pause()
        seen = [marked(app)]
        for _ in below()[1:]:
            await pilot.press("j")
            await pilot.pause()
            await pilot.pause()
            seen.append(marked(app))
        assert all(seen)
        assert len(seen) == len(below())


async def test_a_click_marks_a_finding_and_a_second_one_asks_on_it() -> None:
    left: list[Left] = []
    app = asking(left)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        lines = frame(app).splitlines()
        found = [y for y, line in enumerate(lines) if "Partly" in line or "Missed" in line]
        x = lines[found[2]].index("│") + 20
        await pilot.click(offset=(x, found[2]))
        await pilot.pause()
        assert left == []
        assert frame(app).splitlines()[found[2]].count(MARK) == 1
        await pilot.click(offset=(x, found[2]))
        await pilot.pause()
    [asked] = left
    assert isinstance(asked, Asked)
    assert asked.finding == below()[2]


async def test_one_comes_back_to_where_one_was() -> None:
    left: list[Left] = []
    app = asking(left)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", *"jjjjjjjjj")
        await pilot.pause()
        before = marked(app)
        await pilot.press("e")
        await pilot.pause()
    [asked] = left
    assert isinstance(asked, Asked)
    again = asking([], asked.place)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert marked(again) == before


async def test_what_it_trains_comes_when_it_is_worked_out_and_nobody_waits() -> None:
    ready = threading.Event()
    trained = Trained("4", "ITIL 4 Foundation", 13, 40, 9, (("service-desk", 2.6),))

    def training() -> tuple[Trained, ...]:
        ready.wait(10)
        return (trained,)

    async def story(app: ItilsimApp) -> int:
        shown = played("by_priority").debrief
        await app.show(DebriefScreen(shown, first_shift(), edition="4", training=training))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("9")
        await pilot.pause()
        assert "What cost most" in frame(app)
        assert "touches about" not in frame(app)
        ready.set()
        for _ in range(50):
            await pilot.pause(0.05)
            if "touches about" in frame(app):
                break
        assert "touches about 13 of 40 marks" in frame(app)
        assert "How that is counted" in frame(app)


async def test_without_a_weakness_there_is_nothing_to_practise() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Practise" not in frame(app).splitlines()[-1]
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)
