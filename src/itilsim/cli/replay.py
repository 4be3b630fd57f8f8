"""`itilsim replay`: the same journal, done again; does it give what the run claims?"""

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
    from itilsim.runs.opened import OpenedRun
    from itilsim.runs.verifying import Verified


@click.command()
@click.argument("run")
@json_option
@shared_options
@pass_invocation
def replay(invocation: Invocation, run: str) -> int:
    """Play a run's journal again, compare log and score; RUN is an id or a run file.

    Exit code 1: something that the run claims is not what its journal gives.
    """
    from itilsim.runs.opened import open_run
    from itilsim.runs.references import References
    from itilsim.runs.verifying import verified

    opened = open_run(run, invocation.places)
    references = References.at(invocation.places)
    try:
        found = verified(opened, references)
    finally:
        references.close()
    result = _object(opened, found)
    if invocation.as_json:
        print_json(result)
    else:
        for remark in opened.stored.remarks:
            say(remark)
        click.echo(_in_words(result, opened, found))
    return 1 if found.match is False else 0


def _object(run: OpenedRun, found: Verified) -> dict[str, Any]:
    """The result as data; `match` is null where there is nothing to compare yet."""
    header, again = run.stored.header, found.again
    return {
        "schema_version": 1,
        "run": header.id,
        "scenario": header.scenario,
        "scenario_digest": header.scenario_digest,
        "installed": run.installed,
        "engine": header.engine,
        "scoring": header.scoring,
        "seed": header.seed,
        "mode": header.mode,
        "pace": header.pace,
        "status": run.stored.status,
        "log_digest": again.log_digest or None,
        "stored_log_digest": run.stored.log_digest or None,
        "match": found.match,
        "differs": list(found.differs),
        "simulated_seconds": again.at,
        "score": found.score,
        "stored_score": _own_score(run),
    }


def _own_score(run: OpenedRun) -> dict[str, Any] | None:
    """The score that was stored when the run ended here; what a file says is only compared."""
    from itilsim.storage.rows import score_of

    return None if run.file else score_of(run.stored.score)


def _in_words(result: dict[str, Any], run: OpenedRun, found: Verified) -> str:
    from itilsim.runs.header import SCORING
    from itilsim.runs.listing import another_scenario

    header, again, stored = run.stored.header, found.again, result["stored_score"]
    lines = [f"{header.id}: {header.scenario}, seed {header.seed}, {header.mode}"]
    if run.same_engine and not run.installed:
        lines.append(f"  Beware: {another_scenario(header)}.")
        lines.append(f"  scenario {header.scenario_digest}")
    if found.differs:
        lines.append("  It is NOT what it says it is.")
        lines += [f"  - {words}" for words in found.differs]
    elif found.match is None:
        lines.append(f"  The run is {run.stored.status}; there is no log to compare with yet.")
    else:
        lines.append("  The same log, to the byte.")
    if again.log_digest:
        lines.append(f"  replayed {again.log_digest}")
    if found.score is not None:
        lines.append(f"  score    {score_line(found.score)}")
    if found.score is not None and header.scoring != SCORING:
        then = score_line(stored) if stored else "a file's word, not shown"
        lines.append(f"  It was judged by scoring {header.scoring} before: {then}")
    return "\n".join(lines)
