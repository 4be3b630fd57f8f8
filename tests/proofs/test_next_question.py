"""The next question appears within one frame of the moment at which a bare app shows a line.

The one idea: both apps are driven by the same pilot in the same process, in turn, and are timed
from the key to the moment at which the screen has been drawn anew.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widgets import Static

from itilsim.content.bank import shipped_bank
from itilsim.learner.practice import Practice
from itilsim.quiz.plan import Plan
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.quiz import Quiz
from tests.tui.studies import NOW

QUESTIONS = 100
FRAME = 1 / 60
"""Seconds. Source: Textual draws at most 60 frames a second."""


class Bare(App[None]):
    """Changes one line at a key."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "next", "")]

    def compose(self) -> ComposeResult:
        yield Static("0")

    def action_next(self) -> None:
        line = self.query_one(Static)
        line.update(f"{int(str(line.content)) + 1}")


async def shown_after(pilot: Pilot[Any], key: str, done: Callable[[], bool]) -> float:
    """Seconds from a key until what follows from it is done and drawn."""
    drawn: list[float] = []
    app = pilot.app
    began = time.perf_counter()
    app.simulate_key(key)
    while not done():  # noqa: ASYNC110 - whether it is drawn can only be asked
        await asyncio.sleep(0)
    app.screen.call_after_refresh(lambda: drawn.append(time.perf_counter()))
    while not drawn:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0)
    return drawn[0] - began


@pytest.mark.prove
async def test_the_next_question_appears_within_one_frame(tmp_path: Path) -> None:
    own = places(tmp_path)
    bank = shipped_bank(own)
    items = [item for item in bank.of_edition("2011") if item.in_exams][: QUESTIONS + 1]
    bare, ours = [], []
    with open_study(own) as study:
        quiz = Quiz(Practice(study, items, "2011", "practice", Plan(), 0), {}, lambda: NOW)

        async def story(app: ItilsimApp) -> int:
            await app.show(quiz)
            return 0

        async with Bare().run_test(size=(80, 24)) as other:
            await other.pause()
            line = other.app.query_one(Static)
            for number in range(QUESTIONS):
                wanted = str(number + 1)
                bare.append(
                    await shown_after(other, "enter", lambda: str(line.content) == wanted)  # noqa: B023 - called at once
                )
        app = ItilsimApp(story)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for number in range(QUESTIONS):
                await pilot.press("a")
                await pilot.pause()
                ours.append(await shown_after(pilot, "enter", lambda: quiz.moment == "asking"))
                assert len(quiz.practice.marked) == number + 1
                assert quiz.moment == "asking"
    value, base = statistics.median(ours), statistics.median(bare)
    worst = sorted(ours)[int(0.95 * len(ours))]
    print(
        f"next question: {QUESTIONS} times, median {value / FRAME:.2f} and 95th hundredth "
        f"{worst / FRAME:.2f} of a frame of 1/60 s; {value / base:.1f} times a bare app's line"
    )
    assert value - base <= FRAME
