"""Lessons in the app: a page each, in the order of the syllabus, and practice from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from itilsim.quiz.questions import Source
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.lessons import LessonsScreen
from tests.content.test_lessons import LESSON, SECOND
from tests.quiz.samples import GLOSSARY
from tests.tui.frames import frame
from tests.tui.views import HOSTILE

SOURCES: Mapping[str, Source] = {GLOSSARY.id: GLOSSARY}


def app_of(screen: LessonsScreen, left: list[tuple[str, ...] | None]) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        left.append(await app.show(screen))
        return 0

    return ItilsimApp(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_lessons_are_leafed_through_and_the_open_one_is_practised(
    size: tuple[int, int],
) -> None:
    left = list[tuple[str, ...] | None]()
    app = app_of(LessonsScreen("ITIL 2011 Foundation", (LESSON, SECOND), SOURCES), left)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = frame(app)
        assert "Incident management, ITIL 2011" in shown
        assert LESSON.idea.split(":")[0] in shown
        await pilot.press("l")
        await pilot.pause()
        assert "Problem management, ITIL 2011" in frame(app)
        await pilot.press("p")
        await pilot.pause()
    assert left == [("problem-management",)]


async def test_hostile_texts_are_shown_letter_by_letter() -> None:
    nasty = replace(LESSON, idea=HOSTILE, example=HOSTILE, text=(HOSTILE,))
    left = list[tuple[str, ...] | None]()
    app = app_of(LessonsScreen("ITIL 2011 Foundation", (nasty,), SOURCES), left)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert app.failure is None
        await pilot.press("q")
        await pilot.pause()
    assert left == [None]
