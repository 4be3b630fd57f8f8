"""`itilsim replay`: the same journal, done again; does it give the same log?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)
from itilsim.cli.wording import score_line

if TYPE_CHECKING:
    from itilsim.domain.scoring import Scorecard
    from itilsim.runs.opened import OpenedRun
    from itilsim.runs.replaying import Replayed


@click.command()
@click.argument("run")
@json_option
@shared_options
@pass_invocation
def replay(invocation: Invocation, run: str) -> int:
    """Play a run's journal again, compare the logs, print the score; RUN is an id or a run file.

    Exit code 1: the logs differ.
    """
    from itilsim.runs.opened import open_run
    from itilsim.runs.references import References
    from itilsim.runs.replaying import replayed, scorecard_of_facts

    opened = open_run(run, invocation.places)
    again = replayed(opened)
    card = None
    if again.finished and not again.refused:
        references = References.at(invocation.places)
        try:
            card = scorecard_of_facts(opened, again.facts, references)
        finally:
            references.close()
    result = _object(opened, again, card)
    if invocation.as_json:
        print_json(result)
    else:
        for remark in opened.stored.remarks:
            say(remark)
        click.echo(_in_words(result, again))
    return 1 if result["match"] is False else 0


def _object(run: OpenedRun, again: Replayed, card: Scorecard | None) -> dict[str, Any]:
    """The result as data; `match` is null where there is nothing to compare yet."""
    from itilsim.runs.results import score_object

    header = run.stored.header
    match: bool | None = None
    if again.refused or not again.log_digest:
        match = False
    elif run.stored.log_digest:
        match = run.stored.log_digest == again.log_digest
    return {
        "schema_version": 1,
        "run": header.id,
        "scenario": header.scenario,
        "scenario_digest": header.scenario_digest,
        "engine": header.engine,
        "seed": header.seed,
        "mode": header.mode,
        "pace": header.pace,
        "status": run.stored.status,
        "log_digest": again.log_digest or None,
        "stored_log_digest": run.stored.log_digest or None,
        "match": match,
        "simulated_seconds": again.at,
        "score": None if card is None else score_object(card),
    }


def _in_words(result: dict[str, Any], again: Replayed) -> str:
    score = result["score"]
    lines = [f"{result['run']}: {result['scenario']}, seed {result['seed']}, {result['mode']}"]
    if again.refused:
        lines.append(f"  The journal cannot be played to its end: {again.refused}")
    elif result["match"] is None:
        lines.append(f"  The run is {result['status']}; there is no log to compare with yet.")
    elif result["match"]:
        lines.append("  The same log, to the byte.")
    else:
        lines.append("  The log is NOT the one that the run says it left.")
        lines.append(f"  stored   {result['stored_log_digest']}")
    if again.log_digest:
        lines.append(f"  replayed {again.log_digest}")
    if score is not None:
        lines.append(f"  score    {score_line(score)}")
    return "\n".join(lines)
