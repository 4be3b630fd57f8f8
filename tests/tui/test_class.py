"""A class in the app: questions, a stop that only the word releases, and a file to hand in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from itilsim.classroom.attending import Attending
from itilsim.classroom.hand_in import Beside, kept
from itilsim.classroom.plan import ClassPlan, Handout, Stop, handout_of
from itilsim.content.bank import shipped_bank
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin, go_on
from itilsim.sim import ENGINE
from itilsim.storage.places import Places, places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.class_stop import ClassStop
from itilsim.tui.dialogs.question import Question
from itilsim.tui.flows.classroom import attend
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.play import Play
from tests.tui.fingers import until
from tests.tui.frames import frame
from tests.tui.shifts import SEED, first_shift

STOP = Stop(10, "Which would you take first?", ("The phone", "The form"), "harbour", 1)


@pytest.fixture
def own(tmp_path: Path) -> Places:
    return places(tmp_path)


@pytest.fixture
def handout(own: Places) -> Handout:
    first, second, *_ = (e.id for e in shipped_bank(own).of_edition("4") if e.in_exams)
    plan = ClassPlan("A lesson", "first-shift", SEED, "practice", stops=(STOP,))
    plan = replace(plan, before=(first,), after=(second,))
    return handout_of(plan, first_shift().digest, ENGINE)


async def test_a_class_goes_from_its_questions_over_a_stop_to_its_debrief(
    own: Places, handout: Handout
) -> None:
    running = begin(PlayRequest("first-shift", SEED, mode="practice"), first_shift(), own)
    run, over = running.header.id, list[bool]()
    attending = Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)), run, own)

    async def story(app: ItilsimApp) -> int:
        over.append(await attend(app, running, attending, own, brief=False))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, Play))
        for _ in range(30):
            if isinstance(app.screen, ClassStop):
                break
            await pilot.press(".")
        await until(pilot, lambda: "The class stops here" in frame(app))
        assert running.session.halted
        await pilot.press("enter")
        assert attending.beside.stops == {}, "no answer is chosen beforehand"
        await pilot.press("2")
        assert kept(run, own) == attending.beside
        assert attending.beside.stops == {0: 2}
        spoken = app.screen.query_one("#spoken", Input)
        for word in ("wrong", "harbour"):
            assert isinstance(app.screen, ClassStop)
            spoken.value = word
            await pilot.press("enter")
            await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, Play))
        assert not running.session.halted
        await pilot.press("Q", "y")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("q")
        await until(pilot, lambda: bool(over))
    running.close()
    assert over == [True]
    beside = kept(run, own)
    assert beside is not None
    assert set(beside.before) == set(handout.before)
    assert set(beside.after) == set(handout.after)
    assert len(beside.seconds) == len(running.session.shift.journal)


async def test_who_leaves_at_a_stop_comes_back_to_it(own: Places, handout: Handout) -> None:
    handout = replace(handout, before=(), after=())
    running = begin(PlayRequest("first-shift", SEED, mode="practice"), first_shift(), own)
    run = running.header.id
    beside, over = Beside("hand-in", 1, handout.code, ("Ana",)), list[bool]()
    for keys in (("escape",), ("1",)):
        attending = Attending(handout, kept(run, own) or beside, run, own)

        async def story(app: ItilsimApp) -> int:
            over.append(await attend(app, running, attending, own, brief=False))  # noqa: B023 - of this turn
            return 0

        app = ItilsimApp(story)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: isinstance(app.screen, Play | ClassStop))  # noqa: B023 - of this turn
            for _ in range(30):
                if isinstance(app.screen, ClassStop):
                    break
                await pilot.press(".")
            await until(pilot, lambda: isinstance(app.screen, ClassStop))  # noqa: B023 - of this turn
            await pilot.press(*keys)
            await pilot.pause()
        running.close()
        if keys == ("escape",):
            assert over == [False]
            running = go_on(PlayRequest(resume=run), own)
    found = kept(run, own)
    assert found is not None
    assert found.stops == {0: 1}


async def test_without_a_class_nothing_stops(own: Places) -> None:
    running = begin(PlayRequest("first-shift", SEED, mode="practice"), first_shift(), own)
    try:
        while not running.session.ended:
            running.session.wait()
            assert not running.session.halted
    finally:
        running.close()
