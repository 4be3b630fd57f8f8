"""A shift that is stored: committed before each answer, resumed where it was, finished once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.domain import commands as c
from itilsim.domain.errors import TryAgainError, UsageError
from itilsim.domain.names import Mode
from itilsim.runs.listing import listed_runs
from itilsim.runs.opened import list_runs, open_run
from itilsim.runs.replaying import replayed
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import Running, begin, go_on
from itilsim.storage.places import Places, places
from itilsim.storage.rows import score_of
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.home import home, home_view
from itilsim.tui.flows.shift import playing
from itilsim.tui.screens.briefing import BriefingScreen
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.home import Home
from itilsim.tui.screens.play import Play
from tests.builders import contact_id
from tests.tui.fingers import until
from tests.tui.shifts import SEED, first_shift, play_until

REQUEST = PlayRequest("first-shift", seed=SEED, mode="practice")
MOUSE = contact_id("hettie", "arrival/U1", seed=SEED)


@pytest.fixture
def own(tmp_path: Path) -> Places:
    return places(tmp_path)


def started(own: Places) -> Running:
    return begin(REQUEST, first_shift(), own)


@pytest.mark.parametrize("mode", ["guided", "practice"])
def test_what_a_finished_shift_stores_of_its_score_is_read_again(mode: Mode, own: Places) -> None:
    running = begin(replace(REQUEST, mode=mode), first_shift(), own)
    play_until(running.session, first_shift().horizon)
    running.finish(own)
    running.close()
    (listed,) = listed_runs(own)
    assert listed.notes == ()
    assert score_of(listed.run.score) is not None
    assert ("first_tries" in listed.run.score) is (mode == "guided")


def test_a_decision_is_on_the_disk_before_it_is_answered(own: Places) -> None:
    running = started(own)
    running.session.submit(c.LogTicket(MOUSE, "request"))
    # Nothing is closed or finished: this is what a killed process leaves.
    stored = open_run(running.header.id, own).journal
    assert stored == tuple(running.session.shift.journal)
    running.close()


def test_a_killed_shift_goes_on_where_it_was(own: Places) -> None:
    running = started(own)
    play_until(running.session, 2000)
    digest, at = running.session.shift.digest, running.session.desk.at
    running.close()
    again = go_on(PlayRequest(resume=running.header.id), own)
    assert (again.session.shift.digest, again.session.desk.at) == (digest, at)
    again.close()


def test_a_resumed_shift_knows_what_was_said_before(own: Places) -> None:
    running = started(own)
    play_until(running.session, 1000)
    desk, journal = running.session.desk, running.session.shift.journal
    before = running.chronicle.about([MOUSE], desk, running.called, journal)
    running.close()
    again = go_on(PlayRequest(resume=running.header.id), own)
    desk, journal = again.session.desk, again.session.shift.journal
    assert again.chronicle.about([MOUSE], desk, again.called, journal) == before
    again.close()


def test_a_finished_shift_is_stored_with_its_log_and_score(own: Places) -> None:
    running = started(own)
    play_until(running.session, first_shift().horizon)
    running.finish(own)
    running.close()
    [summary] = list_runs(own)
    assert summary.status == "finished"
    assert json.loads(summary.score)["total"] > 85
    assert replayed(open_run("last", own)).log_digest == summary.log_digest


def test_two_windows_do_not_play_one_shift(own: Places) -> None:
    running = started(own)
    with pytest.raises(TryAgainError):
        go_on(PlayRequest(resume=running.header.id), own)
    running.close()


@pytest.mark.parametrize("mode", ["guided", "coached", "practice", "assessed"])
def test_the_first_morning_is_played_in_every_mode(own: Places, mode: Mode) -> None:
    running = begin(PlayRequest("first-shift", mode=mode), first_shift(), own)
    assert (running.header.mode, running.session.desk.mode) == (mode, mode)
    assert (running.guide is not None, running.coaching is not None) == (
        mode == "guided",
        mode == "coached",
    )
    running.close()


def test_a_mode_that_the_scenario_has_not_is_refused(own: Places) -> None:
    setting = first_shift()
    bare = replace(setting, scenario=replace(setting.scenario, modes=("practice",)))
    with pytest.raises(UsageError, match="can be played coached or practice or assessed"):
        begin(PlayRequest("first-shift", mode="guided"), bare, own)


def test_the_name_of_an_assessed_run_does_not_tell_its_seed(own: Places) -> None:
    told = begin(PlayRequest("first-shift", seed=4711, mode="practice"), first_shift(), own)
    told.close()
    running = begin(PlayRequest("first-shift", seed=4711, mode="assessed"), first_shift(), own)
    running.close()
    assert "4711" in told.header.id
    assert "4711" not in running.header.id


def test_a_coached_run_can_be_verified_and_its_coach_comes_back(own: Places) -> None:
    running = begin(PlayRequest("first-shift", seed=SEED, mode="coached"), first_shift(), own)
    coaching = running.coaching
    assert coaching is not None
    coaching.ask(MOUSE)
    coaching.ask(MOUSE)
    coaching.submit(c.LogTicket(MOUSE, "incident"))
    coaching.speak()
    said = coaching.words
    assert [each.voice for each in said][:2] == ["head", "wrong"]
    running.close()
    again = go_on(PlayRequest(resume=running.header.id), own)
    assert again.coaching is not None
    assert again.coaching.words == ()
    again.finish(own)
    again.close()
    opened = open_run("last", own)
    kinds = [entry.command.kind for entry in opened.journal]
    assert kinds == ["ask-hint", "log-ticket", "hear-feedback", "end-shift"]
    assert replayed(opened).log_digest == opened.stored.log_digest


def test_extra_time_slows_the_clock_and_nothing_else(own: Places) -> None:
    slow = begin(
        PlayRequest("first-shift", seed=1, pace="steady", extra_time=True), first_shift(), own
    )
    steady = first_shift().scenario.speed
    assert slow.session.speed == 0.8 * steady.outside
    assert slow.header.options["speed"] == f"{0.8 * steady.outside:g}/{0.8 * steady.inside:g}"
    slow.close()


def test_a_resumed_run_keeps_its_pace_unless_another_is_asked_for(own: Places) -> None:
    calm = begin(PlayRequest("first-shift", seed=1, pace="calm"), first_shift(), own)
    calm.close()
    outside = first_shift().scenario.speed.outside
    for pace, share in ((None, 0.5), ("steady", 1)):
        again = go_on(PlayRequest(resume=calm.header.id, pace=pace), own)  # type: ignore[arg-type]  # both are one
        assert again.session.speed == share * outside
        again.close()


async def test_briefing_shift_and_debrief_follow_one_another(own: Places) -> None:
    running = started(own)

    async def story(app: ItilsimApp) -> int:
        await playing(app, running, own, brief=True)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BriefingScreen)
        await pilot.press("enter", "enter", "2", "enter", "2", "enter")
        await until(pilot, lambda: isinstance(app.screen, Play))
        await pilot.press("Q", "y")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("q")
        await until(pilot, lambda: app.return_code is not None)
    running.close()
    assert app.return_code == 0


async def test_a_shift_that_is_open_elsewhere_is_said_at_home(own: Places) -> None:
    running = started(own)

    async def story(app: ItilsimApp) -> int:
        await home(app, own)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, Home)
        assert len(app._notifications) == 1
    running.close()


async def test_home_leads_to_a_shift_and_back_and_remembers(own: Places) -> None:
    assert home_view(own).is_new

    async def story(app: ItilsimApp) -> int:
        await home(app, own)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "1", "enter", "enter", "2", "enter", "2", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Play)
        await pilot.press("q")
        await pilot.pause(0.3)
        assert isinstance(app.screen, Home)
    view = home_view(own)
    assert view.studying == "4"
    assert view.running is not None
    assert view.running.clock == "09:00"
