"""The timeline of a debrief: keys and mouse choose a minute, the truth waits for its key."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from textual.pilot import Pilot

from itilsim.domain.debriefing.moments import Moments
from itilsim.reports.moments import LABEL
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.debrief import DebriefScreen, Place
from itilsim.tui.screens.timeline import TimelineScreen
from tests.domain.test_moments import run
from tests.played import first_shift, played
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame

SIZES = [(80, 24), (120, 40)]


@cache
def shift() -> Moments:
    return run("by_priority")


def app_with(minute: int | None = 29) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        debrief = played("by_priority").debrief
        await app.show(TimelineScreen(shift(), debrief, first_shift(), minute))
        return 0

    return ItilsimApp(story)


def debrief_app(place: Place | None = None, *, timeline: bool = True) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        debrief = played("by_priority").debrief
        screen = DebriefScreen(debrief, first_shift(), reflect=False, place=place)
        if timeline:
            screen.timeline = shift
        await app.show(screen)
        return 0

    return ItilsimApp(story)


async def typed(pilot: Pilot[Any], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    return flat(pilot)


def flat(pilot: Pilot[Any]) -> str:
    return " ".join(frame(pilot.app).split())


def minute(pilot: Pilot[Any]) -> int:
    assert isinstance(pilot.app.screen, TimelineScreen)
    return pilot.app.screen.minute


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_looks_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    app = app_with()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        same_frame(app, f"timeline-{size[0]}x{size[1]}")
        await typed(pilot, "v")
        same_frame(app, f"timeline-truth-{size[0]}x{size[1]}")
        await typed(pilot, "r", "enter", "enter", "enter")
        same_frame(app, f"timeline-reveal-{size[0]}x{size[1]}")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (("right",), 30),
        (("left", "left"), 27),
        (("l", "h"), 29),
        (("L",), 39),
        (("H",), 19),
        (("]",), shift().after(29)),
        (("[",), shift().before(29)),
        (("enter",), shift().after(29)),
        (("g",), 0),
        (("G",), 89),
        (("g", "left"), 0),
        (("G", "L"), 89),
    ],
)
async def test_keys_choose_the_minute(keys: tuple[str, ...], wanted: int) -> None:
    async with app_with().run_test() as pilot:
        await pilot.pause()
        words = await typed(pilot, *keys)
        assert minute(pilot) == wanted
        assert f"minute {wanted} of 90" in words


async def test_a_click_on_the_strip_goes_to_its_minute() -> None:
    async with app_with().run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for place in (0, 45, 88):
            await pilot.click("#strip", offset=(2 + LABEL + place, 3))
            await pilot.pause()
            assert minute(pilot) == place
        await pilot.click("#strip", offset=(3, 3))
        assert minute(pilot) == 88


async def test_what_nobody_could_know_is_shown_with_the_truth_only() -> None:
    async with app_with(30).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        hidden = flat(pilot)
        assert "Warehouse management, scanners, labels: up, 4 reports" in hidden
        for secret in ("Power supply", "Volume full", "in truth", "In truth", "slowed", "stopped"):
            assert secret not in hidden
        shown = await typed(pilot, "v")
        for secret in ("Power supply", "Volume full", "in truth", "In truth", "slowed", "stopped"):
            assert secret in shown
        assert await typed(pilot, "v") == hidden


async def test_the_reveal_comes_step_by_step_and_ends_at_the_minute() -> None:
    async with app_with(30).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        words = await typed(pilot, "r")
        assert "cause 4 of 4: Power supply of a weak series" in words
        for label in ("The way", "Hit", "Told you", "Knowable", "Over"):
            assert f" {label} " not in words.split("▲")[1].split("Enter")[0]
            words = await typed(pilot, "enter")
            assert f" {label} " in words
        assert "Enter goes back to the minute." in words
        assert "minute 30 of 90" in await typed(pilot, "enter")
        assert "cause 3 of 4" in await typed(pilot, "r", "[")
        assert "cause 4 of 4" in await typed(pilot, "]", "]")
        assert "minute 30 of 90" in await typed(pilot, "escape")


async def test_t_opens_it_from_the_debrief_and_q_goes_back() -> None:
    async with debrief_app().run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "t", "L")
        left = minute(pilot)
        assert "What to take along" in await typed(pilot, "q")
        await typed(pilot, "t")
        assert minute(pilot) == left


async def test_from_a_marked_decision_it_opens_at_its_minute() -> None:
    debrief = played("by_priority").debrief
    async with debrief_app().run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "4", "j", "j", "j", "t")
        below = [e for s in debrief.stories for e in s.decisions if e.credit < 1000]
        assert minute(pilot) == below[3].at // 60


async def test_without_a_log_at_hand_there_is_no_timeline() -> None:
    async with debrief_app(timeline=False).run_test() as pilot:
        await pilot.pause()
        assert "Timeline" not in await typed(pilot, "t")
        assert isinstance(pilot.app.screen, DebriefScreen)
