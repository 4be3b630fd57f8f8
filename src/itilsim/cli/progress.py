"""`itilsim progress`: what you know, how ready you are, what to do next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from itilsim.cli import on_terminal
from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    shared_options,
)
from itilsim.quiz.editions import EDITIONS, USUAL_EDITION, Edition, edition_named

if TYPE_CHECKING:
    from itilsim.learner.progress import Done, Progress
    from itilsim.storage.places import Places


@click.command()
@click.option("--edition", type=click.Choice(EDITIONS), help="ITIL edition of the exam.")
@json_option
@shared_options
@pass_invocation
def progress(invocation: Invocation, edition: Edition | None) -> None:
    """Show what you know by area of the syllabus, and what that rests on."""
    from itilsim.reports.progress import progress_text

    found = _progress(invocation.places, edition)
    if invocation.as_json:
        from itilsim.storage.codec import encode

        print_json({"schema_version": 1, **encode(found)})
        return
    click.echo(progress_text(found, marks="blocks" if _draws_blocks() else "ascii"), nl=False)


def _progress(places: Places, edition: Edition | None) -> Progress:
    """Work it out from what is stored; looking does not make a database."""
    from itilsim.content.bank import shipped_bank
    from itilsim.content.blueprints import load_blueprint
    from itilsim.content.cache import ContentCache
    from itilsim.content.scenarios import load_scenario
    from itilsim.content.summaries import list_scenarios
    from itilsim.learner.offering import taught_by
    from itilsim.learner.practice import plan_of
    from itilsim.learner.progress import Done, done_of, progress_of
    from itilsim.quiz.plan import Plan
    from itilsim.runs.listing import listed_runs, own_runs
    from itilsim.storage.study import open_study

    done, plan = Done(), Plan()
    chosen = None
    if places.has_data():
        with open_study(places) as study:
            done, plan = done_of(study, own_runs(listed_runs(places))), plan_of(study)
            chosen = edition_named(study.setting("edition"))
    wanted = edition or chosen or _studied(done)
    teaches = {
        each.id: taught_by(load_scenario(each.id, places).scenario)
        for each in list_scenarios(places)
    }
    blueprint = load_blueprint(wanted, ContentCache(places.cache))
    return progress_of(done, shipped_bank(places), blueprint, plan, int(time.time()), teaches)


def _studied(done: Done) -> Edition:
    """The edition that the last answer or shift was for; the usual one otherwise.

    Args:
        done: What is stored.
    """
    if done.answers:
        return done.answers[-1].edition
    named = (edition_named(run.header.options.get("studying", "")) for run in done.runs)
    return next((edition for edition in named if edition), USUAL_EDITION)


def _draws_blocks() -> bool:
    """Whether the output is a terminal that can show eighths of a block."""
    import sys

    return on_terminal() and (sys.stdout.encoding or "").lower().startswith("utf")
