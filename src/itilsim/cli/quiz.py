"""`itilsim quiz`: practice and review, in the app or in plain lines."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from itilsim.cli import has_screen
from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options
from itilsim.cli.studying import bank_option, chosen_edition, known_topic
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from itilsim.learner.practice import Practice
    from itilsim.learner.selection import Filter, Wish
    from itilsim.quiz.questions import Bank
    from itilsim.storage.places import Places
    from itilsim.storage.study import Study

MOST_ITEMS = 500
"""Most questions of one round. Tuning constant."""

USUAL = 10
"""Questions of a round where no number is given. Tuning constant."""


@click.command(epilog="Without a choice: what is due for review, then new questions.")
@click.option("--edition", type=click.Choice(EDITIONS), help="The exam you study for.")
@click.option("--topic", metavar="T", default="", help="Only this topic, like incident-management.")
@click.option("--weak", "only", flag_value="weak", help="Only your weakest topics.")
@click.option("--wrong", "only", flag_value="wrong", help="Only what you last got wrong.")
@click.option("--unsure", "only", flag_value="unsure", help="Only what you were unsure of.")
@click.option("--unseen", "only", flag_value="unseen", help="Only what you have never seen.")
@click.option("--flagged", "only", flag_value="flagged", help="Only what you flagged.")
@click.option("--due", "only", flag_value="due", help="Only what is due for review.")
@click.option("--computed", "only", flag_value="computed", help="Questions worked out anew.")
@click.option(
    "--count", type=click.IntRange(1, MOST_ITEMS), metavar="N", help=f"How many (usual: {USUAL})."
)
@bank_option
@click.option("--certainty", is_flag=True, help="Say with each answer how sure you are.")
@click.option("--seed", type=click.IntRange(0, MOST), metavar="N", help="Draws the order.")
@click.option("--plain", is_flag=True, help="Plain lines, for a screen reader or a script.")
@shared_options
@pass_invocation
def quiz(
    invocation: Invocation,
    *,
    edition: Edition | None,
    topic: str,
    only: str | None,
    count: int | None,
    folder: Path | None,
    certainty: bool,
    seed: int | None,
    plain: bool,
) -> int:
    """Practise questions, or review what is due."""
    from itilsim.learner.selection import Wish
    from itilsim.storage.study import open_study

    topic = topic and known_topic(topic)
    if not plain and (invocation.no_input or not has_screen()):
        raise UsageError("This is no terminal for the app. Add --plain for plain lines.")
    drawn = int(time.time()) if seed is None else seed
    with open_study(invocation.places) as study:
        known = cast("Filter", only if only not in (None, "due", "computed") else "all")
        wish = Wish(chosen_edition(study, edition), topic, known, count or USUAL, drawn)
        bank = _bank(invocation.places, folder, study)
        practice = _round(study, bank, invocation.places, wish, only or ("" if topic else "review"))
        if not practice.items:
            say(
                "There is nothing of this kind now. Try another choice, or none."
                if only or topic
                else "Nothing is due, and all is seen. --topic T or --weak practises some of it."
            )
            return 0
        sure = certainty or study.setting("certainty") == "on"
        if plain:
            plainly(bank, practice, certainty=sure)
            return 0
        from itilsim.tui.start import open_round

        return open_round(invocation.places, study, bank, practice, certainty=sure)


def _bank(places: Places, folder: Path | None, study: Study) -> Bank:
    """The questions of the program, or of a folder."""
    from itilsim.content.bank import own_bank, shipped_bank
    from itilsim.learner.effect import without_kept_back

    if folder is None:
        return without_kept_back(shipped_bank(places), study)
    kept = {row.item for row in study.answers()} | {row.card for row in study.reviews()}
    return own_bank(folder, places, kept | set(study.flagged()))


def _round(study: Study, bank: Bank, places: Places, wish: Wish, kind: str) -> Practice:
    """What is asked, by the wish and its kind."""
    from itilsim.learner.lessons import Lessons
    from itilsim.learner.practice import Practice, plan_of, review_round, weak_topics
    from itilsim.learner.selection import selected

    now = int(time.time())
    plan = plan_of(study)
    if kind == "computed":
        from itilsim.coaching.computed import mixed
        from itilsim.content.scenarios import load_scenario

        setting = load_scenario("first-shift", places)
        items = mixed(wish.edition, wish.seed, wish.count, setting)
        return Practice(study, items, wish.edition, "computed", plan, wish.seed)
    weak = weak_topics(study, bank, wish.edition, plan, now)
    lessons = Lessons.of(bank, wish.edition)
    if kind in ("review", "due"):
        due = review_round(study, bank, wish.edition, plan, now, weak, new=kind == "review")
        due = due[: wish.count]
        return Practice(study, due, wish.edition, "review", plan, wish.seed, lessons)
    found = selected(wish, bank, study.answers(), study.flagged(), weak)
    return Practice(study, found, wish.edition, "practice", plan, wish.seed, lessons)


def plainly(bank: Bank, practice: Practice, *, certainty: bool) -> None:
    """Ask in plain lines.

    Args:
        bank: Names the sources.
        practice: What is asked.
        certainty: Whether to ask how sure one is.
    """
    from itilsim.cli import NOTICE
    from itilsim.plain.console import Console
    from itilsim.plain.practice import Round

    console = Console(sys.stdin, sys.stdout)
    console.say(" ".join(NOTICE.split()), "Type help at any question, quit to leave.")
    Round(
        practice,
        console,
        lambda: int(time.time()),
        certainty=certainty,
        sources={source.id: source for source in bank.sources},
    ).run()
