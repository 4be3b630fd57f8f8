"""The backup after a shift or an exam is made where the app says, so that nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from itilsim.content.bank import shipped_bank
from itilsim.content.scenarios import load_scenario
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.backups import all_backups
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.tui import start
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.home import home
from itilsim.tui.flows.learning import Learning
from itilsim.tui.flows.shift import playing
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.play import Play
from itilsim.tui.screens.result import ResultScreen
from tests.tui.fingers import settle, type_in

Work = Callable[[], None]


async def test_after_a_shift(tmp_path: Path) -> None:
    mine, works = places(tmp_path), list[Work]()
    running = begin(PlayRequest("first-shift", seed=7), load_scenario("first-shift", mine), mine)

    async def story(app: ItilsimApp) -> int:
        await playing(app, running, mine, brief=False)
        return 0

    app = ItilsimApp(story)
    app.later = works.append
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Play)
        app.screen.dismiss("over")
        for _ in range(100):
            await pilot.pause(0.1)
            if isinstance(app.screen, DebriefScreen):
                break
        assert len(works) == 1
        assert all_backups(mine) == ()
        works[0]()
        assert len(all_backups(mine)) == 1
    running.close()


async def test_after_an_exam_from_home(tmp_path: Path) -> None:
    mine, works = places(tmp_path), list[Work]()
    with open_study(mine) as study:
        study.set_setting("edition", "4")

    async def story(app: ItilsimApp) -> int:
        await home(app, mine)
        return 0

    app = ItilsimApp(story)
    app.later = works.append
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in ("s", "5", "enter", "enter", "a", "Q", "y"):
            type_in(app, key)
            await settle(app)
        await pilot.pause(0.3)
        assert isinstance(app.screen, ResultScreen)
        assert len(works) == 1
        assert all_backups(mine) == ()


def test_after_an_exam_that_a_command_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, works, ways = places(tmp_path), list[Work](), list[object]()

    async def sit(_app: ItilsimApp, learning: Learning, *_: object, **__: object) -> None:
        learning.study.later(lambda: ways.append("done"))

    def run_app(app: ItilsimApp, **_: object) -> int:
        async def headless() -> None:
            app.later = works.append
            async with app.run_test() as pilot:
                await pilot.pause()

        asyncio.run(headless())
        return 0

    monkeypatch.setattr("itilsim.tui.flows.exams.sit", sit)
    monkeypatch.setattr("itilsim.tui.terminal.run_app", run_app)
    with open_study(mine) as study:
        begun: Any = None
        start.open_exam(mine, study, shipped_bank(mine), begun, certainty=False)
    assert len(works) == 1
    assert ways == []
