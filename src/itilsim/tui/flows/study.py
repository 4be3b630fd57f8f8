"""Studying, from the study screen to rounds, exams, progress and settings, and back.

The one idea: the study screen is read anew each time from what is stored, like home.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from itilsim.content.bank import shipped_bank
from itilsim.domain.errors import ItilsimError
from itilsim.learner.effect import without_kept_back
from itilsim.learner.learning_order import syllabus_order
from itilsim.learner.practice import DAILY_CAP
from itilsim.storage.places import Places
from itilsim.storage.study import Study, open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.study_forms import StudySettings, asked_for, judged_on, settings_form
from itilsim.tui.dialogs.studying import StudyingQuestion
from itilsim.tui.flows.exams import beginning, going_on, last
from itilsim.tui.flows.learning import Learning, study_view, today
from itilsim.tui.flows.rounds import drilling, practising, practising_topics, reviewing
from itilsim.tui.screens.lessons import LessonsScreen
from itilsim.tui.screens.progress import ProgressScreen
from itilsim.tui.screens.study import StudyChoice, StudyScreen
from itilsim.words.editions import Studying

TOLD: Final = 12
"""Seconds for which a message stands; tuning constant."""


async def studying(app: ItilsimApp, places: Places, named: Studying | None = None) -> None:
    """Show the study screen, do what was chosen, and come back, until the student leaves.

    Args:
        app: The app.
        places: The user's folders.
        named: The exam that was named at home, if any was.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    with open_study(places, app.later) as study:
        if not await _knows_edition(app, study, named):
            return
        bank = await asyncio.to_thread(shipped_bank, places)
        learning = Learning(places, study, without_kept_back(bank, study))
        while True:
            choice = await app.show(StudyScreen(study_view(learning)))
            if choice is None:
                return
            try:
                await _STORIES[choice](app, learning)
            except ItilsimError as error:
                app.notify(str(error), severity="error", timeout=TOLD)


async def practising_weak(app: ItilsimApp, places: Places, topics: Sequence[str]) -> None:
    """Practise topics that something showed to be weak.

    Args:
        app: The app.
        places: The user's folders.
        topics: The most pressing first.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    with open_study(places, app.later) as study:
        bank = await asyncio.to_thread(shipped_bank, places)
        learning = Learning(places, study, without_kept_back(bank, study))
        await practising_topics(app, learning, topics)


async def _knows_edition(app: ItilsimApp, study: Study, named: Studying | None) -> bool:
    """Ask once for the exam that is studied for; whether it is known then."""
    if study.setting("edition"):
        return True
    chosen = named if named not in (None, "none") else await app.show(StudyingQuestion())
    if chosen is None:
        return False
    if chosen == "none":
        app.notify("Then these are questions on ITIL 4. Settings has the others.")
    else:
        study.set_setting("edition", chosen)
    return True


async def _progress(app: ItilsimApp, learning: Learning) -> None:
    """Show where the student stands, and practise what is weak if that is wished for."""
    from itilsim.content.scenarios import load_scenario
    from itilsim.content.summaries import list_scenarios
    from itilsim.learner.offering import taught_by

    places = learning.places
    teaches = {
        each.id: taught_by(load_scenario(each.id, places).scenario)
        for each in list_scenarios(places)
    }
    while topics := await app.show(ProgressScreen(learning.progress(teaches))):
        await practising_topics(app, learning, topics)


async def _lessons(app: ItilsimApp, learning: Learning) -> None:
    """Show the lessons, and practise the topic of one if that is wished for."""
    found, edition = learning.lessons.on, learning.edition
    order = syllabus_order(learning.bank.of_edition(edition), edition)
    shown = [found[topic] for topic in order if topic in found]
    if not shown:
        app.notify("There are no lessons for this exam.")
        return
    exam = learning.blueprint().title
    while topics := await app.show(LessonsScreen(exam, shown, learning.sources)):
        await practising_topics(app, learning, topics)


async def _settings(app: ItilsimApp, learning: Learning) -> None:
    """Change the settings."""
    study = learning.study
    now = StudySettings(
        learning.edition,
        study.setting("exam_date"),
        study.setting("daily_cap"),
        learning.certainty,
    )
    form = settings_form(now, DAILY_CAP)
    found = await asked_for(app, form, StudySettings, judged_on(today()))
    if found is None:
        return
    study.set_setting("edition", found.edition)
    study.set_setting("exam_date", found.exam_date)
    study.set_setting("daily_cap", found.daily_cap)
    study.set_setting("certainty", "on" if found.certainty else "off")
    app.notify("Saved.")


_STORIES: Final[Mapping[StudyChoice, Callable[[ItilsimApp, Learning], Awaitable[object]]]] = {
    "go-on": going_on,
    "review": reviewing,
    "practise": practising,
    "drill": drilling,
    "lessons": _lessons,
    "exam": beginning,
    "progress": _progress,
    "settings": _settings,
    "result": last,
}
"""What each choice leads to."""
