"""The briefing: one part at a time, and a wrong answer shows the line that answers it."""

from __future__ import annotations

import pytest
from textual.content import Content

from itilsim.domain.scenario import Briefing, Question
from itilsim.sim.shift import Shift
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.page import ALL_READ, CLICKED, MORE, Page
from itilsim.tui.screens.briefing import BriefingScreen
from itilsim.tui.screens.looking import desk_card
from tests.played import first_shift
from tests.tui.conftest import SameFrame
from tests.tui.fingers import until
from tests.tui.frames import frame
from tests.tui.views import HOSTILE

SIZES = [(80, 24), (120, 40)]


class Briefed:
    """A story that briefs once and remembers how it was left."""

    def __init__(self, screen: BriefingScreen | None = None) -> None:
        setting = first_shift()
        self.results: list[bool | None] = []
        self.screen = screen or BriefingScreen(
            setting.scenario.title, setting.scenario.briefing, desk_card(Shift(setting, 1).desk)
        )

    async def __call__(self, app: ItilsimApp) -> int:
        self.results.append(await app.show(self.screen))
        return 0


async def left_with(*keys: str) -> list[bool | None]:
    story = Briefed()
    async with ItilsimApp(story).run_test() as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    return story.results


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_parts_look_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_frame(app, f"briefing-note-{size[0]}x{size[1]}")
        await pilot.press("enter", "enter", "1")
        await pilot.pause()
        same_frame(app, f"briefing-question-{size[0]}x{size[1]}")


async def test_two_right_answers_begin_the_shift() -> None:
    assert await left_with("enter", "enter", "2", "enter", "2", "enter", "enter") == [True]


async def test_arrows_and_enter_do_too() -> None:
    keys = ("enter", "enter", "down", "enter", "enter", "j", "enter", "enter", "enter")
    assert await left_with(*keys) == [True]


async def test_a_wrong_answer_shows_the_line_and_stays() -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter", "3")
        await pilot.pause()
        line = "Warehouse south: the carrier comes at 10:30 today"
        assert f"Look here, and choose again: {line}" in " ".join(frame(app).split())
        assert "Question 1 of 2" in frame(app)
        await pilot.press("2")
        await pilot.pause()
        assert f"Right. {line}" in " ".join(frame(app).split())
        assert "Question 1 of 2" in frame(app)
        assert "Go on" in frame(app)
        assert "09:30" not in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 2 of 2" in frame(app)
        assert "Right." not in frame(app)


async def test_enter_is_seen_to_do_something_after_every_answer() -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        seen = [frame(app)]
        for _ in range(3):
            await pilot.press("enter")
            await pilot.pause()
            assert frame(app) not in seen
            seen.append(frame(app))
        assert "1  09:30  ✗" in seen[1]
        assert "enter Choose" in seen[1]
        assert "enter Go on" in seen[2]
        assert seen[2].index("Right.") < seen[2].index("▸ Go on")
        assert "Question 2 of 2" in seen[3]
        assert "✗" not in seen[3]


async def test_escape_goes_back_a_part_and_then_leaves() -> None:
    assert await left_with("enter", "escape", "escape") == [None]
    assert await left_with("q") == [None]


async def test_a_number_without_an_answer_does_nothing() -> None:
    keys = ("enter", "enter", "4", "9", "2", "enter", "2", "enter", "enter")
    assert await left_with(*keys) == [True]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_way_on_is_always_in_sight(size: tuple[int, int]) -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=size) as pilot:
        for _ in range(2):
            await pilot.pause()
            assert "Go on" in frame(app)
            await pilot.press("enter")


async def test_a_long_card_scrolls_while_enter_goes_on() -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        before = frame(app)
        await pilot.press("j", "j", "down")
        await pilot.pause()
        assert frame(app) != before
        assert "Go on" in frame(app)


async def test_the_desk_card_is_one_key_away() -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test() as pilot:
        await pilot.press("enter", "enter", "d")
        await pilot.pause()
        assert isinstance(app.screen, Page)
        assert "Impact: how much it hits" in frame(app)


async def test_a_briefing_without_questions_leads_on() -> None:
    screen = BriefingScreen("A shift", Briefing(("Hello.",), ("All quiet.",)), Content("Card"))
    story = Briefed(screen)
    async with ItilsimApp(story).run_test() as pilot:
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
    assert story.results == [True]


async def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    question = Question(HOSTILE, (HOSTILE, "b"), 1, HOSTILE)
    briefing = Briefing((HOSTILE,), (HOSTILE,), (question,))
    app = ItilsimApp(Briefed(BriefingScreen(HOSTILE, briefing, Content("Card"))))
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        assert frame(app).count(HOSTILE) == 3
        await pilot.press("enter", "enter", "1")
        await pilot.pause()
        assert frame(app).count(HOSTILE) == 4


@pytest.mark.parametrize("key", ["down", "pagedown", "j", "end", "G"])
async def test_the_card_scrolls_where_it_does_not_fit_and_says_with_which_keys(key: str) -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert MORE not in frame(app), "the note fits"
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert MORE in frame(app)
        assert "Impact: how much it hits" in frame(app)
        await pilot.press(*[key] * 5)
        await pilot.pause(0.5)
        assert "Impact: how much it hits" not in frame(app)
        await pilot.press("end")
        await pilot.pause(0.5)
        last = str(desk_card(Shift(first_shift(), 1).desk)).splitlines()[-1]
        assert last in frame(app)
        assert MORE not in frame(app)
        assert ALL_READ in frame(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Question 1 of 2" in frame(app)
        assert MORE not in frame(app)
        assert ALL_READ not in frame(app)


async def test_the_card_on_top_says_how_it_scrolls_and_where_it_ends() -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("d")
        await pilot.pause(0.2)
        assert MORE in frame(app)
        await pilot.press("end")
        await pilot.pause(0.5)
        assert MORE not in frame(app)
        assert ALL_READ in frame(app)


@pytest.mark.parametrize("opened", ["enter", "d"])
@pytest.mark.parametrize("words", ["↓", "page down"])
async def test_the_words_that_name_a_key_can_be_clicked_on(words: str, opened: str) -> None:
    """In the briefing, and on the card that lies on top."""
    app = ItilsimApp(Briefed())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press(opened)
        await until(pilot, lambda: MORE in frame(app))
        reading = app.screen.query("#reading, Page VerticalScroll").last()

        async def click(on: str) -> None:
            lines = frame(app).splitlines()
            row = next(y for y, line in enumerate(lines) if MORE in line)
            at = lines[row].index(MORE) + MORE.index(on) + len(on) // 2
            await pilot.click(offset=(at, row))
            await pilot.pause()

        assert reading.scroll_target_y == 0
        await click(words)
        below = reading.scroll_target_y
        assert below > 0
        back = next(each for each, does in CLICKED.items() if does != CLICKED[words])
        await click(back)
        assert reading.scroll_target_y < below
