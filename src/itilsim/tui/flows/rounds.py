"""Rounds of practice and review: chosen, asked, and what they came to.

The one idea: a round is a `Practice`, however it was put together; asking it and summing it up is
the same for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from textual.content import Content

from itilsim.learner.concepts import topic_in
from itilsim.learner.drills import USUAL as USUAL_TASKS
from itilsim.learner.drills import Drilled, in_turn
from itilsim.learner.joining import card_states
from itilsim.learner.lessons import Lessons
from itilsim.learner.offering import in_order, weakest
from itilsim.learner.practice import Practice, later_today, review_round
from itilsim.learner.progress import AHEAD
from itilsim.learner.selection import Wish, selected
from itilsim.learner.skill_map import Skill, SkillMap
from itilsim.quiz.editions import Edition
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Item
from itilsim.quiz.workload import load
from itilsim.reports.charts import load as load_chart
from itilsim.reports.progress import question_words
from itilsim.seat.draft import Choice
from itilsim.storage.run_ids import new_seed
from itilsim.storage.study_rows import Where
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.page import Page
from itilsim.tui.dialogs.study_forms import (
    USUAL,
    DrillWish,
    PractiseWish,
    asked_for,
    drill_form,
    practise_form,
)
from itilsim.tui.flows.learning import Learning, now
from itilsim.tui.screens.quiz import Quiz
from itilsim.words.drills import SKILLS, standing
from itilsim.words.questions import again_words, came_to, later_words, topic_of

ORGANISATION: Final = "first-shift"
"""The scenario whose organisation computed questions are about; there is always this one."""
MORE: Final = "Learn something more that is new, beyond what was planned for today?"
"""What is asked where nothing is due."""
AGAIN: Final = "A few more tasks on the same skill, all of them new."
"""What is said of another drill."""
SUMMARY: Final = 66
"""Cells of a line in a summary; tuning constant."""


async def reviewing(app: ItilsimApp, learning: Learning) -> None:
    """Review what is due, and what is new for today.

    Args:
        app: The app.
        learning: What is open.
    """
    weak = weakest(learning.progress().known)
    asked = (learning.study, learning.bank, learning.edition, learning.plan, now())
    items = review_round(*asked, weak)
    if not items:
        items = review_round(*asked, weak, more=True)
        later = later_words(later_today(*asked))
        if not items:
            app.notify(f"Nothing is due now{later}. Practise, or take a rest.")
            return
        if not await app.show(Confirm(f"Nothing is due now{later}.", MORE, harmless=True)):
            return
    await ask_round(app, learning, _practice(learning, items, "review"))


async def practising(app: ItilsimApp, learning: Learning) -> None:
    """Ask what is to be practised, and ask it.

    Args:
        app: The app.
        learning: What is open.
    """
    known = learning.progress().known
    form = practise_form(_topics(known), certainty=learning.certainty)
    wish = await asked_for(app, form, PractiseWish)
    if wish is None:
        return
    where: Where = "computed" if wish.kind == "computed" else "practice"
    items = _computed(learning, wish) if wish.kind == "computed" else _chosen(learning, wish, known)
    if not items:
        app.notify("There is no such question now. Choose another topic or kind.")
        return
    await ask_round(app, learning, _practice(learning, items, where), certainty=wish.certainty)


async def practising_topics(app: ItilsimApp, learning: Learning, topics: Sequence[str]) -> None:
    """Practise topics: what of them is due or new for today first, then other questions.

    Args:
        app: The app.
        learning: What is open.
        topics: The most pressing first.
    """
    study, bank, edition = learning.study, learning.bank, learning.edition
    topics = tuple(dict.fromkeys(topic_in(edition, topic) for topic in topics))
    today = review_round(study, bank, edition, learning.plan, now(), topics)
    cards = [item for item in today if item.topic in topics][:USUAL]
    wish = Wish(edition, only="weak", count=USUAL, seed=new_seed())
    others = selected(wish, bank, study.answers(), study.flagged(), topics)
    items = tuple({item.id: item for item in (*cards, *others)}.values())[:USUAL]
    if not items:
        app.notify("There is nothing to practise on these topics in this exam.")
        return
    await ask_round(app, learning, _practice(learning, items, "review"))


async def drilling(
    app: ItilsimApp,
    learning: Learning,
    skill: str = "",
    not_at: str = "",
    edition: Edition | None = None,
) -> None:
    """Drill a skill, again and again as long as that is wished for.

    Args:
        app: The app.
        learning: What is open.
        skill: Which; empty: it is asked for.
        not_at: An organisation in which the tasks are not to be; empty: any will do.
        edition: The exam; none: the one that is studied for.
    """
    from itilsim.coaching.drills import drill

    plan, exam, study = learning.plan, edition or learning.edition, learning.study
    count = USUAL_TASKS
    if not skill:
        found = in_turn(learning.drilled(), now(), plan)
        wish = await asked_for(app, drill_form(_skills(found, plan)), DrillWish)
        if wish is None:
            return
        skill, count = wish.skill, wish.count
    while True:
        seed = new_seed()
        items = drill(skill, exam, seed, count, learning.places, not_at)
        lessons = Lessons.of(learning.bank, exam)
        practice = Practice(study, items, exam, "computed", plan, seed, lessons, skill)
        await ask_round(app, learning, practice)
        if practice.current is not None or not await app.show(Confirm("Another one?", AGAIN)):
            return


def _skills(found: Sequence[Drilled], plan: Plan) -> tuple[Choice, ...]:
    """Skills to choose from, with how it stands with each."""

    def words(one: Drilled) -> str:
        days = None if one.due_at is None else plan.day(one.due_at) - plan.day(now())
        return standing(one.asked, one.right, days)

    return tuple(Choice(one.skill, f"{SKILLS[one.skill]:<28} {words(one)}") for one in found)


async def ask_round(
    app: ItilsimApp,
    learning: Learning,
    practice: Practice,
    *,
    certainty: bool | None = None,
) -> None:
    """Ask a round and say what it came to.

    Args:
        app: The app.
        learning: What is open.
        practice: The round.
        certainty: Whether to ask how sure one is; as usual, if not given.
    """
    screen = Quiz(
        practice,
        learning.sources,
        now,
        certainty=learning.certainty if certainty is None else certainty,
        flagged=learning.study.flagged(),
    )
    await app.show(screen)
    if practice.marked:
        await app.show(Page("How this round went", summary(learning, practice, now())))


def summary(learning: Learning, practice: Practice, at: int) -> Content:
    """What a round came to: right answers, topics to look at again, reviews to come.

    Args:
        learning: What is open.
        practice: The round.
        at: Now, in epoch seconds.
    """
    study, done = learning.study, [each for each in practice.marked if each.counts]
    lines = [f"{came_to(*practice.came_to)}.", ""]
    wrong = [each.item for each in done if not each.correct and practice.where != "computed"]
    missed = dict.fromkeys(map(topic_of, wrong))
    lines += ["Look again at:", *(f"  - {topic}" for topic in missed), ""] if missed else []
    last = practice.marked[-1].state if practice.skill else None
    if last is not None:
        again = again_words(last.due - at, practice.plan.day(last.due) - practice.plan.day(at))
        lines += [f"This drill, {SKILLS[practice.skill]}, comes back {again}.", ""]
    plan = practice.plan
    states = card_states(practice.edition, learning.bank, study.reviews(), study.evidence(), plan)
    days = [
        (_day(plan.date(at), n), number) for n, number in enumerate(load(states, at, AHEAD, plan))
    ]  # fmt: skip
    lines += ["Reviews to come:", *load_chart(days, SUMMARY, cap=plan.daily_cap)]
    return Content("\n".join(lines))


def _day(today: dt.date, ahead: int) -> str:
    """A day as people write it in a list: `Mon 24 Nov`."""
    return (today + dt.timedelta(days=ahead)).strftime("%a %d %b")


def _practice(learning: Learning, items: Sequence[Item], where: Where) -> Practice:
    study, edition, plan = learning.study, learning.edition, learning.plan
    return Practice(study, items, edition, where, plan, new_seed(), learning.lessons)


def _chosen(learning: Learning, wish: PractiseWish, known: SkillMap) -> tuple[Item, ...]:
    """Questions of the bank."""
    study = learning.study
    if wish.kind == "computed":
        raise ValueError("worked out, not chosen")
    chosen = Wish(learning.edition, wish.topic, wish.kind, wish.count, new_seed())
    return selected(chosen, learning.bank, study.answers(), study.flagged(), weakest(known))


def _computed(learning: Learning, wish: PractiseWish) -> tuple[Item, ...]:
    """Questions that are worked out from the rules of an organisation."""
    from itilsim.coaching.computed import mixed
    from itilsim.content.scenarios import load_scenario

    setting = load_scenario(ORGANISATION, learning.places)
    return mixed(learning.edition, new_seed(), wish.count, setting)


def _topics(known: SkillMap) -> tuple[Choice, ...]:
    """Topics to choose from, the weakest first, with what is known of each."""
    skills = {topic.id: topic for topic in known.topics}
    return tuple(
        Choice(name, skills[name].title, "" if skills[name].is_unseen else _figure(skills[name]))
        for name in in_order(known)
    )


def _figure(skill: Skill) -> str:
    """What is known of a topic, in a few words."""
    return f"you: {question_words(skill)}"
