"""`q` leaves the screen that is shown and no more: what was there before is there again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.widgets import Input

from itilsim.classroom.attending import Attending
from itilsim.classroom.hand_in import Beside
from itilsim.classroom.plan import ClassPlan, Stop, handout_of
from itilsim.domain import commands as c
from itilsim.domain.names import TicketId
from itilsim.learner.mock_exam import begin as begin_exam
from itilsim.seat.draft import Choice, Field, FormView
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.seat.starting import Starting
from itilsim.storage.places import places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.class_stop import ClassStop
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.dialogs.page import Page
from itilsim.tui.dialogs.sheet import Line, Part, Sheet
from itilsim.tui.dialogs.start import StartDialog
from itilsim.tui.dialogs.studying import StudyingQuestion
from itilsim.tui.flows.shift import debriefing
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.exam import Overview
from itilsim.tui.screens.frame import Dialog, Frame
from itilsim.tui.screens.help import Help
from itilsim.tui.screens.home import Home
from itilsim.tui.screens.quiz import Quiz
from itilsim.words.actions import action_named
from tests.tui.fingers import settle, type_in
from tests.tui.shifts import SEED, first_shift, play_until
from tests.tui.studies import BANK, BLUEPRINT, study_in
from tests.tui.test_exam_screen import Clock
from tests.tui.test_frame import screens
from tests.tui.views import NEWCOMER, home_app

FORM = FormView(
    "A form",
    lambda values: c.WriteNote(TicketId("t"), str(dict(values))),
    (Field("one", "The first", (Choice(1, "I"), Choice(2, "II"))),),
)


def overlays(folder: Path) -> Iterator[Frame[Any]]:
    """One of each kind of page and dialog that lies over a screen."""
    yield Page("A page", Content("Words"), {"2": "records"})
    yield Sheet("All", (Part("Likely next", (Line(action_named("wait"), ""),)),))
    yield Confirm("Sure?")
    yield StudyingQuestion()
    yield ClassStop(attending(folder), 0, "09:20")
    yield Form(FORM)
    yield StartDialog(Starting("first-shift", "Morning", "Words", 30, ("guided",)))
    yield Help("play")
    with study_in(folder) as study:
        yield Overview(begin_exam(study, BANK, BLUEPRINT, 3, Clock()))


def attending(folder: Path) -> Attending:
    """A place in a class with one stop."""
    stop = Stop(20, "Which first?", ("The phone", "The form"), "harbour")
    handout = handout_of(ClassPlan("A lesson", "first-shift", SEED, stops=(stop,)), "sha256:0", 1)
    return Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)), "run", places(folder))


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_q_and_escape_close_whatever_lies_over_a_screen(key: str, tmp_path: Path) -> None:
    app, kinds = home_app(NEWCOMER), set[type]()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for each in overlays(tmp_path):
            kinds.add(type(each))
            await app.push_screen(each)
            await pilot.press(key)
            await settle(app)
            assert isinstance(app.screen, Home), f"{key} on {type(each).__name__}"
    assert kinds == {each for each in screens() if issubclass(each, Dialog)} | {Help}


async def test_q_is_a_letter_where_something_is_typed() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        form = Form(replace(FORM, fields=(Field("text", "For colleagues only"),)))
        await app.push_screen(form)
        await pilot.press("q")
        await settle(app)
        assert app.screen is form
        assert form.query_one(Input).value == "q"


async def test_who_leaves_practice_after_a_question_is_back_at_the_debrief(tmp_path: Path) -> None:
    own = places(tmp_path)
    running = begin(PlayRequest("first-shift", seed=SEED, mode="practice"), first_shift(), own)
    play_until(running.session, first_shift().horizon, "by_priority")
    running.finish(own)
    running.close()

    async def story(app: ItilsimApp) -> int:
        await debriefing(app, running.header.id, own)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                type_in(app, key)
                await settle(app)

        type_in(app, "p")  # While the debrief is still being worked out.
        for _ in range(1000):
            await pilot.pause()
            if isinstance(app.screen, Quiz) and app.is_settled:
                break
        assert isinstance(app.screen, Quiz)
        await press("enter", "3", "a", "q")
        assert isinstance(app.screen, Page), "what the round came to"
        await press("enter")
        assert isinstance(app.screen, DebriefScreen)
        await press("q")
        await pilot.pause()
    assert app.return_code == 0
