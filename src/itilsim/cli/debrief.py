"""`itilsim debrief`: what came of a shift, and why."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)

if TYPE_CHECKING:
    from itilsim.domain.facts import Fact
    from itilsim.quiz.editions import Edition
    from itilsim.runs.debriefed import Debriefed
    from itilsim.runs.opened import OpenedRun
    from itilsim.runs.replaying import Log


@click.command()
@click.argument("run")
@click.option("--md", is_flag=True, help="Write Markdown instead of plain text.")
@json_option
@shared_options
@pass_invocation
def debrief(invocation: Invocation, run: str, md: bool) -> None:
    """Show what your decisions did; RUN is a run id, 'last', or a run file."""
    from itilsim.reports import debrief_markdown, debrief_text
    from itilsim.runs.opened import open_run
    from itilsim.runs.replaying import log_to_read

    if md and invocation.as_json:
        raise click.UsageError("--md and --json exclude each other: choose one.")
    opened = open_run(run, invocation.places)
    log = log_to_read(opened)
    debriefed = _debriefed(invocation, opened, log)
    found = debriefed.debrief
    _remark(opened, log.facts)
    _learn(opened, debriefed)
    if invocation.as_json:
        from itilsim.storage.codec import encode

        print_json({"schema_version": 2, "run": opened.id, **encode(found)})
        return
    form = debrief_markdown if md else debrief_text
    click.echo(form(found, opened.setting, _edition(opened)), nl=False)


def _debriefed(invocation: Invocation, run: OpenedRun, log: Log) -> Debriefed:
    """The debrief; without references where the run was played by other rules."""
    from itilsim.runs.debriefed import debrief_of
    from itilsim.runs.opened import carefully
    from itilsim.runs.references import References

    seed = run.stored.header.seed
    with carefully(run.file):
        if not run.same_engine:
            return debrief_of(run.setting, seed, log, None)
        references = References.at(invocation.places)
        try:
            return debrief_of(run.setting, seed, log, references)
        finally:
            references.close()


def _remark(run: OpenedRun, facts: tuple[Fact, ...]) -> None:
    """Say what a reader should know about where this comes from."""
    for remark in run.stored.remarks:
        say(remark)
    if not run.same_engine:
        say(
            f"Played with engine {run.stored.header.engine}: nobody stands beside it here, and "
            f"outcome is left out. Its own score then: {_own_total(run)}."
        )
    elif not _as_left(run, facts):
        say("Beware: the journal gives another log than the run says it left. This is its own.")


def _learn(run: OpenedRun, debriefed: Debriefed) -> None:
    """Call the cards back on which a run of ours shows a mistake; a file teaches nobody here."""
    from itilsim.domain.errors import ItilsimError
    from itilsim.learner.joining import learn_from_run

    if run.file:
        return
    try:
        learn_from_run(run.stored.header, debriefed.findings, run.places, int(time.time()))
    except ItilsimError as error:
        say(f"The cards do not know of this shift yet: {error}")


def _as_left(run: OpenedRun, facts: tuple[Fact, ...]) -> bool:
    """Whether these facts are the log that the run says it left."""
    from hashlib import sha256

    from itilsim.domain.facts import line

    log = "".join(f"{line(fact)}\n" for fact in facts)
    return run.stored.log_digest == f"sha256:{sha256(log.encode()).hexdigest()}"


def _own_total(run: OpenedRun) -> str:
    score = json.loads(run.stored.score or "{}")
    return f"{score['total']:.0f}" if "total" in score else "none"


def _edition(run: OpenedRun) -> Edition | None:
    """The edition that was studied for, if the run says so."""
    from itilsim.quiz.editions import edition_named

    return edition_named(run.stored.header.options.get("studying", ""))
