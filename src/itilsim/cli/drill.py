"""`itilsim drill`: a few tasks on one skill, worked out anew, in the app or in plain lines."""

from __future__ import annotations

import difflib
import time
from typing import TYPE_CHECKING

import click

from itilsim.cli import has_screen
from itilsim.cli.invocation import Invocation, pass_invocation, shared_options
from itilsim.cli.studying import chosen_edition
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from itilsim.storage.study import Study

MOST_TASKS = 100
"""Most tasks of one drill. Tuning constant."""


@click.command(epilog="Without a SKILL: all of your exam, and how it stands with them.")
@click.argument("skill", default="")
@click.option("--edition", type=click.Choice(EDITIONS), help="The exam you study for.")
@click.option("--seed", type=click.IntRange(0, MOST), metavar="N", help="Draws the tasks.")
@click.option(
    "--count", type=click.IntRange(1, MOST_TASKS), metavar="N", help="How many (usual: 5)."
)
@click.option("--certainty", is_flag=True, help="Say with each answer how sure you are.")
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a script.")
@shared_options
@pass_invocation
def drill(
    invocation: Invocation,
    *,
    skill: str,
    edition: Edition | None,
    seed: int | None,
    count: int | None,
    certainty: bool,
    plain: bool,
) -> int:
    """Practise one SKILL of the desk by tasks that are worked out anew each time."""
    from itilsim.storage.study import open_study

    if skill and not plain and (invocation.no_input or not has_screen()):
        raise UsageError("This is no terminal for the app. Add --plain for plain lines.")
    places = invocation.places
    with open_study(places) as study:
        exam = chosen_edition(study, edition)
        if not skill:
            _list(study, exam)
            return 0
        from itilsim.coaching import drills
        from itilsim.content.bank import shipped_bank
        from itilsim.learner.drills import USUAL
        from itilsim.learner.lessons import Lessons
        from itilsim.learner.practice import Practice, plan_of

        name = _known(skill, exam)
        drawn = int(time.time()) if seed is None else seed
        items = drills.drill(name, exam, drawn, count or USUAL, places)
        bank = shipped_bank(places)
        practice = Practice(
            study, items, exam, "computed", plan_of(study), drawn, Lessons.of(bank, exam), name
        )
        sure = certainty or study.setting("certainty") == "on"
        if plain:
            from itilsim.cli.quiz import plainly

            plainly(bank, practice, certainty=sure)
            return 0
        from itilsim.tui.start import open_round

        return open_round(places, study, bank, practice, certainty=sure)


def _list(study: Study, exam: Edition) -> None:
    """All skills of an exam, what is due first."""
    from itilsim.coaching.drills import skills_of
    from itilsim.learner.drills import drilled, in_turn
    from itilsim.learner.practice import plan_of
    from itilsim.words.drills import SKILLS, standing

    plan, at = plan_of(study), int(time.time())
    known = drilled(skills_of(exam), exam, study.answers(), study.reviews(), plan)
    name, title = (max(map(len, each)) for each in (SKILLS, SKILLS.values()))
    for one in in_turn(known, at, plan):
        days = None if one.due_at is None else plan.day(one.due_at) - plan.day(at)
        words = standing(one.asked, one.right, days)
        click.echo(f"{one.skill:<{name}}  {SKILLS[one.skill]:<{title}}  {words}")


def _known(skill: str, exam: Edition) -> str:
    """The skill, if the exam has it; else the nearest is named."""
    from itilsim.coaching.drills import skills_of
    from itilsim.words.drills import SKILLS
    from itilsim.words.editions import edition_name

    if skill in skills_of(exam):
        return skill
    if skill in SKILLS:
        others = [each for each in EDITIONS if skill in skills_of(each)]
        where = f" --edition {others[0]} has it." if others else ""
        raise UsageError(f"{edition_name(exam)} has no drill '{skill}'.{where}")
    near = difflib.get_close_matches(skill, SKILLS, n=2, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(SKILLS)}."
    raise UsageError(f"There is no drill '{skill[:80]}'. {hint}")
