"""A shift that is played in the app is known to the learner model once its debrief is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.shift import debriefing
from itilsim.tui.screens.debrief import DebriefScreen
from tests.tui.fingers import until
from tests.tui.shifts import SEED, first_shift, play_until


async def test_a_debrief_in_the_app_keeps_what_the_shift_shows_once(tmp_path: Path) -> None:
    own = places(tmp_path)
    request = PlayRequest("first-shift", seed=SEED, mode="practice")
    running = begin(request, first_shift(), own)
    play_until(running.session, first_shift().horizon)
    running.finish(own)
    running.close()
    shown: list[int] = []

    async def story(app: ItilsimApp) -> int:
        for _ in range(2):
            await debriefing(app, running.header.id, own)
            with open_study(own) as study:
                shown.append(len(study.evidence()))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        for times in (1, 2):
            await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
            await pilot.press("q")
            await until(pilot, partial(_has, shown, times))
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 0
    assert shown[0] == shown[1] > 20


def _has(shown: list[int], times: int) -> bool:
    return len(shown) == times
