"""What if, in the debrief: worked out when it is wanted, stopped by esc, kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from itilsim.domain.errors import UsageError
from itilsim.runs import attainable
from itilsim.runs.attainable import Course, Fork
from itilsim.runs.counterfactuals import Counterfactual, Decision, counterfactual
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens import what_if
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.what_if import WhatIfPage
from tests.courses import changed, course, curve
from tests.played import first_shift, played
from tests.tui.conftest import SameFrame
from tests.tui.fingers import settle, type_in
from tests.tui.frames import frame

FORKS = 91


@pytest.fixture(autouse=True)
def played_before(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Forks that need not be played again; which were asked for."""
    asked: list[int] = []

    def forked(of: Course, minute: int) -> Fork:
        assert of is course("by_priority")
        asked.append(minute)
        return curve("by_priority")[1].forks[minute]

    def changed_before(of: Course, decided: Sequence[Decision]) -> Counterfactual:
        found = [each for each in changed(of) if each.decisions == tuple(decided)]
        return found[0] if found else counterfactual(of, decided)

    curve("by_priority")
    changed(course("by_priority"))
    monkeypatch.setattr(attainable, "forked", forked)
    monkeypatch.setattr(what_if, "counterfactual", changed_before)
    return asked


def app_with(
    why_not: str = "", of: Callable[[], Course] = lambda: course("by_priority")
) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        page = WhatIfPage(why_not, of)
        debrief = played("by_priority").debrief
        await app.show(
            DebriefScreen(debrief, first_shift(), edition="4", reflect=False, attainable=page)
        )
        return 0

    return ItilsimApp(story)


async def typed(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys without waiting until nothing works any more, as the pilot would."""
    for key in keys:
        type_in(pilot.app, key)
        await settle(pilot.app)


async def until(told: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not told():  # noqa: ASYNC110 - what is waited for is what stands on the screen
            await asyncio.sleep(0.001)


def is_done(app: App[int]) -> bool:
    """The page is shown, and nothing of it is still to be worked out."""
    page = app.screen._attainable  # type: ignore[attr-defined]
    return page._curve is not None and "The decisions that mattered" in frame(app)


async def worked_out(pilot: Pilot[Any]) -> None:
    await typed(pilot, "w")
    await until(lambda: is_done(pilot.app))
    await still(pilot)


async def still(pilot: Pilot[Any]) -> None:
    """Until two looks in a row are alike: a scrollbar comes a layout after its text."""
    before = ""
    while (now := frame(pilot.app)) != before:
        before = now
        await pilot.pause(0.1)


def flat(app: ItilsimApp) -> str:
    return " ".join(frame(app).replace("│", " ").split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_page_looks_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    app = app_with()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await typed(pilot, "9", "l")
        await until(lambda: "Enter works it out." in flat(app))
        await still(pilot)
        same_frame(app, f"debrief-what-if-before-{size[0]}x{size[1]}")
        await worked_out(pilot)
        same_frame(app, f"debrief-what-if-{size[0]}x{size[1]}")


async def test_nothing_is_worked_out_before_it_is_wanted(played_before: list[int]) -> None:
    def never() -> Course:
        raise AssertionError

    app = app_with(of=never)
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, *("l" * 14))
        await until(lambda: "Enter works it out." in flat(app))
    assert played_before == []


@pytest.mark.parametrize("keys", [("w",), ("9", "l", "enter")])
async def test_w_or_enter_work_it_out_with_progress(keys: tuple[str, ...]) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, *keys)
        seen: list[str] = []

        def done() -> bool:
            seen.append(flat(app))
            return is_done(app)

        await until(done)
        all_ = len(changed(course("by_priority"))) + FORKS
        counts = {n for each in seen for n in range(all_) if f" {n} of {all_} shifts" in each}
        assert len(counts) > 10
        assert any("esc stops it." in each for each in seen)
        assert "The decisions that mattered" in frame(app)


async def test_esc_stops_it_and_enter_goes_on(played_before: list[int]) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w")
        await until(lambda: len(played_before) > 5)
        await typed(pilot, "escape")
        await until(lambda: "Enter goes on from there." in flat(app))
        assert "Stopped." in flat(app)
        done = len(played_before)
        assert done < FORKS - 20
        await asyncio.sleep(0.1)
        assert len(played_before) == done
        assert isinstance(app.screen, DebriefScreen)
        await typed(pilot, "enter")
        await until(lambda: is_done(app))
        assert played_before == list(reversed(range(FORKS - 1)))  # None was played twice.


async def test_a_second_esc_goes_to_the_first_page_and_a_third_leaves() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w", "escape", "escape")
        await until(lambda: "What to take along" in frame(app))
        await typed(pilot, "escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_other_pages_can_be_read_meanwhile() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w", "3")
        await until(lambda: "Developing (45 of 100, give or take 9)." in flat(app))
        page = app.screen._attainable  # type: ignore[attr-defined]
        await until(lambda: not page._works)
        assert "Developing (45 of 100, give or take 9)." in flat(app)
        await typed(pilot, "w")
        await until(lambda: is_done(app))


async def test_esc_that_comes_when_it_is_done_stays_in_the_debrief() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await worked_out(pilot)
        await typed(pilot, "escape")
        await until(lambda: "What to take along" in frame(app))
        assert isinstance(app.screen, DebriefScreen)


async def test_esc_on_another_page_goes_to_the_first_and_then_leaves() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w", "3", "escape")
        await until(lambda: "What to take along" in frame(app))
        await typed(pilot, "escape")
        await pilot.pause()
    assert app.return_code == 0


@pytest.mark.parametrize("page", ["w", "3"])
async def test_q_leaves_from_any_page(page: str) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, page, "q")
        await pilot.pause()
    assert app.return_code == 0


async def test_what_was_worked_out_is_kept(played_before: list[int]) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await worked_out(pilot)
        await typed(pilot, "1", "w", "enter")
        await until(lambda: is_done(app))
        assert len(played_before) == FORKS - 1
        await typed(pilot, "escape", "escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_shift_without_a_curve_says_why() -> None:
    app = app_with("A guided shift has no score.")
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w")
        await until(lambda: "A guided shift has no score." in flat(app))
        await typed(pilot, "escape", "escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_run_that_makes_no_sense_is_said_and_not_a_crash() -> None:
    def broken() -> Course:
        raise UsageError("x.itilrun holds a scenario or log that makes no sense.")

    app = app_with(of=broken)
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w")
        await until(lambda: "makes no sense" in flat(app))
        await typed(pilot, "escape", "escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_ctrl_c_leaves_at_once_while_it_works() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await typed(pilot, "w", "ctrl+c")
        await pilot.pause()
    assert app.return_code == 130


async def test_a_resized_window_draws_the_curve_anew() -> None:
    app = app_with()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await worked_out(pilot)
        assert max(line.count("█") for line in frame(app).splitlines()) < 50
        await pilot.resize_terminal(140, 60)
        await until(lambda: max(line.count("█") for line in frame(app).splitlines()) > 50)


async def test_the_key_is_in_the_bar() -> None:
    app = app_with()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "w What if" in frame(app).splitlines()[-1]
