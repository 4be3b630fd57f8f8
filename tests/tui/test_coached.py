"""Coached play on the screen: the coach speaks below the desk, and is in nobody's way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.coaching.coach_words import Said, feedback, hint
from itilsim.coaching.decisions import open_decisions
from itilsim.domain import commands as c
from itilsim.domain.names import ContactId, Mode
from itilsim.domain.practices.coaching import RUNGS
from itilsim.seat.names import Called
from itilsim.sim.replay import replay
from itilsim.tui.dialogs.form import Form
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.coach_panel import CoachPanel, laid_out
from tests.builders import contact_id
from tests.coaching.test_coach import watched
from tests.tui.conftest import SameFrame
from tests.tui.fingers import Fingers
from tests.tui.frames import frame
from tests.tui.shifts import SEED, Hands, first_shift, hostile, play_screen, shown
from tests.tui.views import HOSTILE

MOUSE = contact_id("hettie", "arrival/U1", seed=SEED)
SIZES = [(80, 24), (120, 40)]
BUSY = 1460
"""The assistant has written, and the alert of the switch is there."""


def writer(play: Play) -> ContactId:
    """Whoever wrote that the second screen flickers."""
    desk = play.session.desk
    return next(each for each, one in desk.contacts.items() if one.person == "cordelia")


def coach(play: Play) -> CoachPanel:
    return play.query_one(CoachPanel)


def kinds(play: Play) -> list[str]:
    return [each.command.kind for each in play.session.shift.journal]


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
async def test_feedback_looks_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    play = play_screen("coached", until=BUSY)
    async with shown(play, size) as pilot:
        mail = writer(play)
        play.do(c.LogTicket(mail, "incident"))
        play.turn_to(mail)
        play.do(c.PrioritiseTicket(mail, 3, 1))  # type: ignore[arg-type]  # its record has its name
        await pilot.pause()
        same_frame(pilot.app, f"coached-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
async def test_a_hint_looks_as_stored(size: tuple[int, int], same_frame: SameFrame) -> None:
    play = play_screen("coached", until=BUSY)
    async with shown(play, size) as pilot:
        play.do(c.LogTicket(writer(play), "incident"))
        await pilot.pause()
        await pilot.press("enter", "x", "x", "x")
        await pilot.pause()
        same_frame(pilot.app, f"hint-{size[0]}x{size[1]}")


async def test_enter_goes_on_and_then_plays() -> None:
    play = play_screen("coached")
    async with shown(play) as pilot:
        play.do(c.LogTicket(MOUSE, "incident"))
        await pilot.pause()
        assert coach(play).display
        assert "Put it right now (K Kind): 30 %" in frame(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert not coach(play).display
        assert kinds(play) == ["log-ticket", "hear-feedback"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)


async def test_every_other_key_does_what_it_does_anyway() -> None:
    play = play_screen("coached")
    async with shown(play) as pilot:
        play.do(c.LogTicket(MOUSE, "incident"))
        await pilot.pause()
        await pilot.press("K")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)


async def test_the_price_stands_there_before_anything_is_paid() -> None:
    play = play_screen("coached")
    async with shown(play) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "x tells where to look: costs 7 % of the mark" in frame(pilot.app)
        assert kinds(play) == []
        await pilot.press("enter")
        await pilot.pause()
        assert (coach(play).display, kinds(play)) == (False, [])
        await pilot.press("x", "x")
        await pilot.pause()
        assert "x tells the rule: costs 21 % of the mark" in frame(pilot.app)
        await pilot.press("x", "x")
        await pilot.pause()
        assert "What it is: Service request." in frame(pilot.app)
        assert "costs" not in frame(pilot.app)
        await pilot.press("x")
        await pilot.pause()
        rungs = [
            e.command.rung for e in play.session.shift.journal if isinstance(e.command, c.AskHint)
        ]
        assert rungs == [1, 2, 3]


async def test_a_hint_on_another_line_begins_with_its_price() -> None:
    play = play_screen("coached")
    async with shown(play) as pilot:
        await pilot.press("x", "down", "x")
        await pilot.pause()
        assert kinds(play) == []


async def test_the_coach_speaks_while_the_clock_runs() -> None:
    hands = Hands()
    play = play_screen("coached", "paced", hands=hands)
    async with shown(play) as pilot:
        play.do(c.LogTicket(MOUSE, "incident"))
        await pilot.pause()
        assert kinds(play) == ["log-ticket", "hear-feedback"]
        at = play.session.desk.at
        hands.move(10)
        await pilot.pause(0.6)
        assert play.session.desk.at > at
        assert coach(play).display


async def test_a_shift_played_by_the_evidence_is_coached_and_replays() -> None:
    play, results = play_screen("coached"), list[str]()
    async with shown(play, results=results) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.play_by("textbook", SEED)
    assert results == ["ended"]
    assert "hear-feedback" not in kinds(play)
    again = replay(first_shift(), SEED, play.session.shift.journal, mode="coached")
    assert again.digest == play.session.shift.digest


@pytest.mark.parametrize("mode", ["practice", "assessed"])
async def test_elsewhere_there_is_neither_coach_nor_hint(mode: Mode) -> None:
    play = play_screen(mode)
    async with shown(play) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert not coach(play).display
        assert play.check_action("ask_hint", ()) is False
        assert "Hint" not in frame(pilot.app)


async def test_an_assessed_clock_cannot_be_stopped() -> None:
    hands = Hands()
    play = play_screen("assessed", "paced", hands=hands)
    async with shown(play) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert play.session.paused == ""
        assert play.check_action("pause", ()) is False
        play.session.pause("The computer slept, so the clock stands.")
        await pilot.press("p")
        await pilot.pause()
        assert play.session.paused == ""


async def test_nobody_s_name_is_markup_to_the_coach() -> None:
    play = play_screen("coached", until=BUSY, setting=hostile())
    async with shown(play, (160, 50)) as pilot:
        await pilot.press("x", "x", "x", "x")
        await pilot.pause()
        assert coach(play).display
        assert HOSTILE[:20] in frame(pilot.app)


async def test_the_mode_stands_there_where_the_title_has_no_room() -> None:
    setting = first_shift()
    named = replace(setting, scenario=replace(setting.scenario, title="Any day " * 12))
    async with shown(play_screen("assessed", setting=named)) as pilot:
        first = frame(pilot.app).splitlines()[0]
    assert first.split() == ["09:00", "Assessed", "stepped", "2", "waiting"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_the_coach_says_leaves_the_desk_in_sight(seed: int) -> None:
    """At 80 columns at most nine lines, so that ten of 24 are left for lists and record."""
    heights: list[int] = []
    for shift, _, found in watched("beginner", seed):
        called = Called(shift.desk, {}, seed)
        said = [feedback(found, shift.desk, called)[1:]] if found else []
        for subject in (*shift.desk.inbox, *shift.desk.open)[:4]:
            _, answers = open_decisions(shift.desk, str(subject))
            said += [hint(answers, rung, shift.desk, called) for rung in RUNGS if answers]
        # A hint has its price below it.
        heights += [laid_out(lines).get_height({}, 76) + (len(lines) > 0) for lines in said]
    assert len(heights) > 50
    assert max(heights) <= 10


async def test_the_coach_says_how_many_remarks_follow() -> None:
    play = play_screen("coached", until=BUSY)
    async with shown(play) as pilot:
        panel = play.query_one(CoachPanel)
        said = (Said("head", "One"), Said("right", "Impact: 3."))
        panel.show(said, more=2)
        assert str(panel.border_subtitle) == "enter goes on, 2 more"
        panel.show(said)
        assert str(panel.border_subtitle) == "enter goes on"
        await pilot.pause()


async def test_the_end_is_said_before_the_debrief_is_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play, said = play_screen("coached"), list[str]()
    async with shown(play) as pilot:
        monkeypatch.setattr(play, "dismiss", lambda _: said.append(frame(pilot.app)))
        play.end()
        assert said == []
        await pilot.pause()
        await pilot.pause()
    assert "its debrief is being worked out" in said[0]
