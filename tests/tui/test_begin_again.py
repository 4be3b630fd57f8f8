"""From a debrief back into its shift: one key, a page that says where one stands, and back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from itilsim.domain.names import Mode
from itilsim.runs import forking
from itilsim.runs.listing import listed_runs
from itilsim.runs.opened import OpenedRun, open_run
from itilsim.runs.origin import origin_of
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin, begin_again
from itilsim.seat.standing import Standing, standing
from itilsim.storage.places import Places, places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.page import Page
from itilsim.tui.flows.again import ground_of, playing_again
from itilsim.tui.flows.shift import debriefing
from itilsim.tui.screens.debrief import DebriefScreen, Left
from itilsim.tui.screens.ground import Again, Ground
from itilsim.tui.screens.other_run import OtherRunPage
from itilsim.tui.screens.play import Play
from itilsim.tui.screens.standing import StandingScreen
from tests.played import played
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame
from tests.tui.shifts import SEED, first_shift, play_until

SIZES = [(80, 24), (120, 40)]


async def until(pilot: Pilot[Any], kind: type[object]) -> None:
    """Wait until a screen is there: what lies before it is worked out, which takes a while."""
    async with asyncio.timeout(60):
        while not isinstance(pilot.app.screen, kind):
            await pilot.pause(0.02)
    await pilot.pause()


def finished(own: Places, mode: Mode = "practice", policy: str = "by_priority") -> OpenedRun:
    running = begin(PlayRequest("first-shift", seed=SEED, mode=mode), first_shift(), own)
    play_until(running.session, first_shift().horizon, policy)
    running.finish(own)
    running.close()
    return open_run(running.header.id, own)


@pytest.fixture
def own(tmp_path: Path) -> Places:
    return places(tmp_path)


def stands_at(own: Places, at: int) -> Standing:
    running = begin_again(finished(own).id, at, own)
    running.close()
    return standing(running.session.desk, running.called)


def test_it_says_what_the_desk_knows(own: Places) -> None:
    run = finished(own)
    running = begin_again(run.id, 1800, own)
    found, desk = standing(running.session.desk, running.called), running.session.desk
    running.close()
    assert found.clock == "09:30"
    assert len(found.opened) == len(desk.open) > 0
    assert len(found.waiting) + bool(found.live) >= len(desk.inbox) > 0
    for each, ticket in zip(found.opened, desk.open, strict=True):
        assert running.called.number(desk.tickets[ticket]) in {
            one.head.split()[0] for one in found.opened
        }
        assert each.head.split()[1].startswith(("P", "–"))


def test_a_promise_stands_with_its_record(own: Places) -> None:
    run = finished(own, policy="textbook")
    running = begin_again(run.id, 3000, own)
    found = standing(running.session.desk, running.called)
    running.close()
    assert any("a word is promised by" in each.stands for each in found.opened)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_page_looks_as_stored(
    size: tuple[int, int], own: Places, same_frame: SameFrame
) -> None:
    found = stands_at(own, 1800)

    async def story(app: ItilsimApp) -> int:
        await app.show(StandingScreen("Your first morning", found, Content("The card.")))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=size) as pilot:
        await until(pilot, StandingScreen)
        await pilot.pause(0.2)
        same_frame(app, f"standing-{size[0]}x{size[1]}")
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, Page)


def screen_with(ground: Ground) -> DebriefScreen:
    screen = DebriefScreen(played("by_priority").debrief, first_shift(), reflect=False)
    screen.stand_on(ground)
    return screen


async def left_with(screen: DebriefScreen, *keys: str) -> object:
    left: list[Left] = []

    async def story(app: ItilsimApp) -> int:
        left.append(await app.show(screen))
        return 0

    async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
        await until(pilot, DebriefScreen)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    return left[0] if left else "still there"


async def test_a_begins_again_from_the_marked_decision() -> None:
    screen = screen_with(Ground(moment=lambda finding: finding.at))
    left = await left_with(screen, "4", "down", "down", "a")
    assert isinstance(left, Again)
    assert left.at == screen._below[2].at
    assert left.place.at == 2


async def test_on_the_first_page_it_is_the_dearest() -> None:
    left = await left_with(screen_with(Ground(moment=lambda finding: finding.at)), "a")
    assert isinstance(left, Again)
    assert left.at == played("by_priority").debrief.dearest[0].finding.at


async def test_where_there_is_no_way_back_the_key_does_nothing() -> None:
    assert await left_with(screen_with(Ground()), "4", "a") == "still there"


async def test_the_other_run_is_set_beside_when_it_is_wanted() -> None:
    from itilsim.reports.blocks import Paragraph, Section

    made: list[int] = []

    def section() -> Section:
        made.append(1)
        return Section("beside", "Beside your other run", (Paragraph("Side by side."),))

    screen = screen_with(Ground(other=OtherRunPage("Your other run: 43 of 100.", section)))

    async def story(app: ItilsimApp) -> int:
        await app.show(screen)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, DebriefScreen)
        assert "b  Other run" in frame(app)
        while "43 of 100." not in frame(app):
            await pilot.press("right")
            await pilot.pause()
        assert made == []
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert "Side by side." in frame(app)
        await pilot.press("4", "b")
        await pilot.pause(0.1)
        assert "Side by side." in frame(app)
        await pilot.press("4")
        await pilot.pause(0.1)
        assert "things were judged" in frame(app)
    assert made == [1]


async def test_what_is_to_be_known_first_stands_first() -> None:
    screen = screen_with(Ground(about="Begun again from 09:42: its score is no new one."))

    async def story(app: ItilsimApp) -> int:
        await app.show(screen)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, DebriefScreen)
        await pilot.pause(0.1)
        shown = frame(app)
        assert shown.index("Begun again") < shown.index("of 100")


async def test_who_turns_back_has_begun_nothing(own: Places) -> None:
    run = finished(own)

    async def story(app: ItilsimApp) -> int:
        await playing_again(app, run, 1800, own)
        return 0

    async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
        await until(pilot, StandingScreen)
        assert len(listed_runs(own)) == 2
        await pilot.press("q")
        await pilot.pause(0.3)
    assert [each.run.header.id for each in listed_runs(own)] == [run.id]


async def test_who_leaves_it_can_go_on(own: Places) -> None:
    run = finished(own)

    async def story(app: ItilsimApp) -> int:
        await playing_again(app, run, 1800, own)
        return 0

    async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
        await until(pilot, StandingScreen)
        await pilot.press("enter")
        await until(pilot, Play)
        await pilot.press("q")
        await pilot.pause(0.3)
    newest = listed_runs(own)[0].run
    assert newest.status == "running"
    assert newest.reached >= 1800
    origin = origin_of(newest.header)
    assert origin is not None
    assert origin.run == run.id


async def test_from_the_debrief_to_its_own_debrief_and_back(own: Places) -> None:
    run = finished(own, "assessed")

    async def story(app: ItilsimApp) -> int:
        await debriefing(app, run.id, own)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, DebriefScreen)
        first = app.screen
        await pilot.press("4", "a")
        await until(pilot, StandingScreen)
        await pilot.press("enter")
        await until(pilot, Play)
        await pilot.press("Q", "y")
        await until(pilot, DebriefScreen)
        assert app.screen is not first
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert "Begun again from" in frame(app)
        await pilot.press("q")
        await pilot.pause(0.5)
        assert isinstance(app.screen, DebriefScreen)
        assert app.screen.shown == app.screen._decisions
    newest, older = listed_runs(own)
    assert (newest.run.header.mode, older.run.header.mode) == ("practice", "assessed")
    ground = ground_of(open_run(newest.run.header.id, own), played("idle").debrief, own)
    assert ground.other is not None
    assert ground.moment is not None
    assert "no new one" in ground.about


def test_a_lesson_offers_no_way_back_and_no_other(own: Places) -> None:
    run = finished(own, "guided", "textbook")
    assert forking.why_not(run)
    assert ground_of(run, played("idle").debrief, own) == Ground()
