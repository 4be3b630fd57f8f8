"""`itilsim scenarios` and `itilsim runs`: what there is."""

from __future__ import annotations

import json
from typing import Any

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
    table,
)
from itilsim.domain.names import Mode
from itilsim.storage.records import RunSummary


@click.command()
@json_option
@shared_options
@pass_invocation
def scenarios(invocation: Invocation) -> None:
    """List the shifts that can be played."""
    from itilsim.content.scenarios import list_scenarios

    found = list_scenarios(invocation.places)
    if invocation.as_json:
        rows = [
            {"id": one.id, "title": one.title, "words": one.words, "minutes": one.minutes,
             "modes": list(one.modes)}
            for one in found
        ]  # fmt: skip
        print_json(rows)
        return
    for one in found:
        click.echo(f"{one.id}  {one.title}")
        click.echo(f"    {one.words}")
        click.echo(f"    {one.minutes} minutes; {', '.join(map(_mode, one.modes))}")
    if not found:
        say("There is no scenario that can be read.")


@click.command()
@json_option
@shared_options
@pass_invocation
def runs(invocation: Invocation) -> None:
    """List what you have played, the newest first."""
    from itilsim.runs.opened import list_runs

    found = list_runs(invocation.places)
    if invocation.as_json:
        print_json([_run_object(one) for one in found])
    elif not found:
        say("There are no runs yet. 'itilsim play first-shift' makes the first one.")
    else:
        heads = ("run", "title", "begun", "mode", "stands", "score")
        click.echo(table([heads, *map(_run_row, found)], right=frozenset({5})))


def _run_object(one: RunSummary) -> dict[str, Any]:
    header = one.header
    return {
        "id": header.id,
        "title": header.title or header.scenario,
        "scenario": header.scenario,
        "scenario_digest": header.scenario_digest,
        "seed": header.seed,
        "engine": header.engine,
        "mode": header.mode,
        "pace": header.pace,
        "created": header.created,
        "options": dict(header.options),
        "status": one.status,
        "reached": one.reached,
        "entries": one.entries,
        "log_digest": one.log_digest or None,
        "score": _score(one),
        "clock_gaps": [{"at": gap.at, "seconds": gap.seconds} for gap in one.gaps],
    }


def _run_row(one: RunSummary) -> tuple[str, ...]:
    header = one.header
    score = _score(one)
    who = header.options.get("policy", "") or _mode(header.mode)
    stands = one.status
    if one.status == "running":
        stands = f"{one.status}, {one.reached // 60} min in"  # type: ignore[assignment]
    return (
        header.id,
        header.title or header.scenario,
        header.created[:10],
        who,
        stands,
        "" if score is None else f"{score['total']:.0f}",
    )


def _score(one: RunSummary) -> dict[str, Any] | None:
    """The stored score; nothing if there is none."""
    try:
        found = json.loads(one.score) if one.score else None
    except ValueError:
        return None
    return found if isinstance(found, dict) and "total" in found else None


def _mode(mode: Mode | str) -> str:
    return mode.replace("_", " ")
