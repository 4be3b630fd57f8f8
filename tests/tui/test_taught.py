"""A lesson that was made from a teacher's run, in the app: on a shift that has none of its own."""

from __future__ import annotations

import re
from pathlib import Path

from itilsim.classroom.guided_lesson import SHOWN, lesson_steps, taught
from itilsim.coaching.past import subject_of
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.shift import played
from itilsim.tui.screens.play import Play
from tests.classroom.authoring import SEED, done, setting
from tests.tui.fingers import until
from tests.tui.frames import frame

SHIFT = "any-day.quillmere.2.30"


async def test_the_tutor_shows_the_first_matter_of_the_run_and_asks_for_the_next(
    tmp_path: Path,
) -> None:
    own = places(tmp_path)
    lesson = lesson_steps(done(SHIFT), setting(SHIFT))
    request = PlayRequest(SHIFT, SEED, mode="guided")
    running = begin(request, taught(setting(SHIFT), lesson), own)

    async def story(app: ItilsimApp) -> int:
        await played(app, running, own, brief=False)
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Play))
        journal = running.session.shift.journal
        first, seen = lesson[0].subjects[0], ""
        for _ in range(60):
            seen += " ".join(re.sub(r"[^\w\s:,.]", " ", frame(app)).split())
            if any(subject_of(each.command) not in ("", first) for each in journal):
                break
            await pilot.press("enter")
            await pilot.pause()
        assert subject_of(journal[0].command) == first
        assert SHOWN.split(":")[0] in seen
        assert f"of {len(lesson)}" in frame(app)
        await pilot.press("q")
        await pilot.pause()
    running.close()
