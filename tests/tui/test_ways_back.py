"""`q` leaves the screen that is shown and no more: what was there before is there again."""

from __future__ import annotations

from pathlib import Path

from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.page import Page
from itilsim.tui.flows.shift import debriefing
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.quiz import Quiz
from tests.tui.fingers import settle, type_in
from tests.tui.shifts import SEED, first_shift, play_until


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

        await pilot.pause(0.3)
        await press("p")
        assert isinstance(app.screen, Quiz)
        await press("enter", "3", "a", "q")
        assert isinstance(app.screen, Page), "what the round came to"
        await press("enter")
        assert isinstance(app.screen, DebriefScreen)
        await press("q")
        await pilot.pause()
    assert app.return_code == 0
