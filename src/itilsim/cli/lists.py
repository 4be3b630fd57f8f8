"""`itilsim scenarios` and `itilsim runs`: what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from itilsim.cli import on_terminal
from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
    table,
)
from itilsim.cli.wording import points
from itilsim.domain.names import Mode

if TYPE_CHECKING:
    from itilsim.runs.listing import ListedRun


@click.command()
@json_option
@shared_options
@pass_invocation
def scenarios(invocation: Invocation) -> None:
    """List the shifts that can be played."""
    from itilsim.content.scenarios import list_scenarios
    from itilsim.seat.modes import playable

    found = list_scenarios(invocation.places)
    if invocation.as_json:
        rows = [
            {"id": one.id, "title": one.title, "words": one.words, "minutes": one.minutes,
             "modes": list(playable(one.modes))}
            for one in found
        ]  # fmt: skip
        print_json(rows)
        return
    for one in found:
        click.echo(f"{one.id}  {one.title}")
        click.echo(f"    {one.words}")
        click.echo(f"    {one.minutes} minutes; {', '.join(map(_mode, playable(one.modes)))}")
    if not found:
        say("There is no scenario that can be read.")


@click.group(invoke_without_command=True)
@json_option
@shared_options
@pass_invocation
@click.pass_context
def runs(context: click.Context, invocation: Invocation) -> None:
    """List what you have played, the newest first."""
    from itilsim.runs.listing import listed_runs

    if context.invoked_subcommand is not None:
        return
    found = listed_runs(invocation.places)
    if invocation.as_json:
        print_json([_run_object(one) for one in found])
    elif not found:
        say("There are no runs yet. 'itilsim play first-shift' makes the first one.")
    else:
        heads = ("run", "title", "begun", "mode", "stands", "score", "note")
        click.echo(table([heads, *map(_run_row, found)], right=frozenset({5})))


@runs.command()
@click.argument("run")
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared_options
@pass_invocation
def delete(invocation: Invocation, run: str, yes: bool) -> None:
    """Delete one run, and what it shows in your progress; RUN is its id.

    Asks first where somebody sits at a terminal.
    """
    from itilsim.runs.listing import delete_run, known_run

    known = known_run(run, invocation.places)
    if not yes and not invocation.no_input and on_terminal():
        say(f"This deletes the run {known}: its journal, its score, what it adds to your progress.")
        if not click.confirm("There is no way back. Delete it?", err=True):
            say("Nothing was deleted.")
            return
    delete_run(known, invocation.places)
    say(f"Deleted: {known}")


def _run_object(one: ListedRun) -> dict[str, Any]:
    from itilsim.runs.listing import is_secret
    from itilsim.runs.origin import origin_of

    run, header = one.run, one.run.header
    origin = origin_of(header)
    return {
        "id": header.id,
        "title": one.title,
        "scenario": header.scenario,
        "scenario_digest": header.scenario_digest,
        "seed": None if is_secret(run) else header.seed,
        "engine": header.engine,
        "scoring": header.scoring,
        "mode": header.mode,
        "pace": header.pace,
        "created": header.created,
        "options": dict(header.options),
        "status": run.status,
        "reached": run.reached,
        "entries": run.entries,
        "log_digest": run.log_digest or None,
        "score": one.score,
        "verified": one.verified,
        "from_file": run.verification is not None,
        "begun_again": None if origin is None else {"run": origin.run, "at": origin.at},
        "counts": one.counts,
        "notes": list(one.notes),
        "clock_gaps": [{"at": gap.at, "seconds": gap.seconds} for gap in run.gaps],
    }


def _run_row(one: ListedRun) -> tuple[str, ...]:
    from itilsim.runs.listing import begun_on

    run, header = one.run, one.run.header
    day = begun_on(header)
    stands = f"running, {run.reached // 60} min in" if run.status == "running" else run.status
    return (
        header.id,
        one.title,
        header.created[:10] if day is None else day.isoformat(),
        header.options.get("policy", "") or _mode(header.mode),
        stands,
        "" if one.score is None else points(one.score),
        "; ".join(filter(None, (one.again, *one.notes))),
    )


def _mode(mode: Mode | str) -> str:
    return mode.replace("_", " ")
