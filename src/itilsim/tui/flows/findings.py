"""From a finding of a debrief to its card and one exam question, and back.

The one idea: a finding is a round of two items; so what is answered is stored, explained and
scheduled as in any practice.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from itilsim.content.bank import shipped_bank
from itilsim.learner.drills import skill_behind
from itilsim.learner.effect import without_kept_back
from itilsim.learner.from_findings import exercise_on
from itilsim.learner.practice import Practice
from itilsim.quiz.editions import USUAL_EDITION, Edition
from itilsim.storage.places import Places
from itilsim.storage.run_ids import new_seed
from itilsim.storage.study import open_study
from itilsim.tui.flows.learning import Learning, now
from itilsim.tui.flows.rounds import drilling
from itilsim.tui.screens.quiz import Quiz

if TYPE_CHECKING:
    from itilsim.domain.scoring.tally import Finding
    from itilsim.tui.app import ItilsimApp


async def one_like_it(
    app: ItilsimApp, places: Places, finding: Finding, edition: Edition | None, organisation: str
) -> None:
    """Drill the skill behind a finding, in another organisation than the shift's.

    Args:
        app: The app.
        places: The user's folders.
        finding: What was judged.
        edition: The learner's exam; none: the usual one.
        organisation: Where the shift was.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    from itilsim.coaching.drills import skills_of

    exam = edition or USUAL_EDITION
    skill = skill_behind(finding.criterion, skills_of(exam))
    if not skill:
        app.notify("There is no drill on this in your exam. e asks a question on it.")
        return
    bank = await asyncio.to_thread(shipped_bank, places)
    with open_study(places, app.later) as study:
        await drilling(app, Learning(places, study, bank), skill, organisation, exam)


async def asking(
    app: ItilsimApp, places: Places, finding: Finding, edition: Edition | None
) -> None:
    """Show the card and ask the question on a finding.

    Args:
        app: The app.
        places: The user's folders.
        finding: What was judged.
        edition: The learner's exam; none: the usual one.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    exam = edition or USUAL_EDITION
    bank = await asyncio.to_thread(shipped_bank, places)
    with open_study(places, app.later) as study:
        bank = without_kept_back(bank, study)
        learning = Learning(places, study, bank)
        answered = [row.item for row in study.answers(exam)]
        items = exercise_on(finding, bank, exam, answered).items
        if not items:
            app.notify("There is no card and no question on this in your exam.")
            return
        practice = Practice(
            study, items, exam, "practice", learning.plan, new_seed(), learning.lessons
        )
        screen = Quiz(
            practice,
            learning.sources,
            now,
            certainty=learning.certainty,
            flagged=study.flagged(),
        )
        await app.show(screen)
        if practice.marked:
            app.notify("Stored, and counted like any practice answer.")
