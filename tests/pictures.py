"""The pictures of README and docs: `python -m tests.pictures` draws them anew.

The one idea: each is the app itself, driven by keys over a shift and a question that are always the
same, so that the same program draws the same bytes; a picture that is out of date is drawn again
with one command, and nobody has to set a scene.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any, Final

from textual.app import App

from itilsim.classroom.attending import Attending
from itilsim.classroom.hand_in import Beside
from itilsim.classroom.plan import ClassPlan, Stop, handout_of
from itilsim.content.bank import shipped_bank
from itilsim.learner.practice import Practice
from itilsim.quiz.plan import Plan
from itilsim.sim import ENGINE
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.class_stop import ClassStop
from itilsim.tui.screens.debrief import DebriefScreen
from itilsim.tui.screens.quiz import Quiz
from itilsim.tui.screens.what_if import WhatIfPage
from tests.courses import course
from tests.played import first_shift, played
from tests.tui.fingers import Fingers, until
from tests.tui.shifts import SEED, play_screen, shown
from tests.tui.studies import NOW

FOLDER: Final = Path(__file__).parents[1] / "docs" / "pictures"
"""Where they are kept."""
MOST: Final = 150_000
"""Bytes of a picture."""
BUSY: Final = 33 * 60 + 30
"""The second of the shift that the desk shows."""
STEPS: Final = 7
"""So many keys of the tutor are followed."""
QUESTION: Final = "2011-request-fulfilment-12"
"""The question that is shown."""
STOP: Final = Stop(
    30,
    "Three people cannot scan. One record, or three?",
    ("One: they have one cause", "Three: each is owed an answer", "One, with three under it"),
    "harbour",
)
"""The stop that is shown."""
Drawer = Callable[[], Coroutine[Any, Any, str]]
"""Draws a picture, as SVG."""


def drawing(app: App[Any]) -> str:
    """What an app shows, as SVG that needs nothing from elsewhere.

    Args:
        app: A running app.
    """
    svg = app.export_screenshot().replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r"@font-face \{.*?\}\n?", "", svg, flags=re.DOTALL)


async def desk() -> str:
    """The desk in the middle of a morning, in a wide window."""
    async with shown(play_screen(until=BUSY), (120, 40)) as pilot:
        await pilot.pause()
        return drawing(pilot.app)


async def tutor() -> str:
    """A step of the tutor, in a small window."""
    play = play_screen("guided")
    async with shown(play, (80, 24)) as pilot:
        fingers = Fingers(pilot, play)
        for _ in range(STEPS):
            await fingers.follow_tutor()
        await pilot.pause()
        return drawing(pilot.app)


async def debrief() -> str:
    """The first page of a debrief."""

    async def story(app: ItilsimApp) -> int:
        page = WhatIfPage("", lambda: course("by_priority"))
        found = played("by_priority").debrief
        await app.show(
            DebriefScreen(found, first_shift(), edition="4", reflect=False, attainable=page)
        )
        return 0

    async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        return drawing(pilot.app)


async def question() -> str:
    """A question that was answered, with every option explained."""
    with tempfile.TemporaryDirectory() as home:
        own = places(Path(home))
        bank = shipped_bank(own)
        item = next(each for each in bank.items if each.id == QUESTION)
        sources = {each.id: each for each in bank.sources}
        with open_study(own) as study:
            practice = Practice(study, (item,), item.editions[0], "practice", Plan(), 0)
            quiz = Quiz(practice, sources, lambda: NOW)

            async def story(app: ItilsimApp) -> int:
                await app.show(quiz)
                return 0

            async with ItilsimApp(story).run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                await pilot.press("a")
                await pilot.pause()
                return drawing(pilot.app)


async def stop() -> str:
    """A stop of a class."""
    with tempfile.TemporaryDirectory() as home:
        plan = ClassPlan("A lesson", "first-shift", SEED, stops=(STOP,))
        handout = handout_of(plan, first_shift().digest, ENGINE)
        beside = Beside("hand-in", 1, handout.code, ("Ana",))
        play = play_screen(until=STOP.minute * 60)
        play.attending = Attending(handout, beside, "picture", places(Path(home)))
        play.session.halt_at(play.attending.halts())
        async with shown(play, (80, 24)) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, ClassStop))
            await pilot.pause()
            return drawing(pilot.app)


PICTURES: Final[dict[str, Drawer]] = {
    "play-120x40.svg": desk,
    "tutor-80x24.svg": tutor,
    "debrief-80x24.svg": debrief,
    "quiz-80x24.svg": question,
    "class-stop-80x24.svg": stop,
}
"""What draws each."""


def main(names: Iterable[str] = tuple(PICTURES), folder: Path = FOLDER) -> None:
    """Draw pictures.

    Args:
        names: Which.
        folder: Where to.
    """
    for name in [each for each in os.environ if each == "NO_COLOR" or each.startswith("TEXTUAL")]:
        del os.environ[name]
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        svg = asyncio.run(PICTURES[name]())
        (folder / name).write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
