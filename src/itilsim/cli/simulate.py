"""`itilsim simulate`: a policy plays, nobody watches, one result a line."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itilsim.cli.generated import house_rules_option, named_shift, shift_options
from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)
from itilsim.cli.progress_bar import progress
from itilsim.cli.values import duration
from itilsim.cli.wording import score_line, share
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from itilsim.storage.records import StoredRun

POLICIES = (
    "idle",
    "random_choice",
    "first_come",
    "loudest_voice",
    "by_priority",
    "textbook",
    "oracle",
)
"""Names of the policies, so that help does not need the engine; a test compares them."""

HABITS = (
    "park_everything",
    "close_early",
    "downgrade_before_breach",
    "link_everything",
    "everything_is_top_priority",
    "ask_forever",
    "assign_all_first",
    "cherry_pick",
    "declare_at_once",
)
"""Names of the habits, likewise."""


class _Policy(click.Choice[str]):
    """A published policy, or a file with one of the user's own."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value if value.endswith(".py") else super().convert(value, param, ctx)


MOST_REPLICATIONS = 1_000_000
"""Most replications of one command. Tuning constant."""

MOST_JOBS = 256
"""Most processes of one command. Tuning constant."""


@click.command()
@click.argument("scenario")
@click.option(
    "--seed",
    type=click.IntRange(0, MOST),
    metavar="N",
    required=True,
    help="The same seed, the same world.",
)
@click.option(
    "--policy",
    type=_Policy(POLICIES),
    required=True,
    help="Who plays your seat: one of these, or FILE.py with a policy of your own.",
)
@click.option(
    "--habit",
    "habits",
    type=click.Choice(HABITS),
    multiple=True,
    help="What the policy does besides; may be given again.",
)
@click.option(
    "--error-rate",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="F",
    help="Share of its commands that go wrong, 0 to 1.",
)
@click.option(
    "--replications",
    type=click.IntRange(1, MOST_REPLICATIONS),
    default=1,
    metavar="R",
    help="How often, with seeds N, N+1, … (usual: 1).",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=1,
    metavar="J",
    help="Processes at work (usual: 1).",
)
@click.option(
    "--until",
    callback=duration,
    metavar="DURATION",
    help="Stop early, after 90m or 2d; there is no score then.",
)
@click.option("--no-score", is_flag=True, help="Leave the score out, and its references.")
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the log; of several replications each into a file with its seed.",
)
@shift_options
@house_rules_option
@click.option("--save", is_flag=True, help="Keep the run, for 'itilsim debrief' and 'replay'.")
@json_option
@shared_options
@pass_invocation
def simulate(
    invocation: Invocation,
    *,
    scenario: str,
    seed: int,
    policy: str,
    habits: tuple[str, ...],
    error_rate: float,
    replications: int,
    jobs: int,
    until: int | None,
    no_score: bool,
    log: Path | None,
    save: bool,
    organisation: str | None,
    level: int | None,
    minutes: int | None,
    role: str | None,
    house_rules: str,
) -> None:
    """Let a policy play a shift: SCENARIO is an id, or a path to a YAML file.

    'any-day' is another shift with every seed.
    """
    from itilsim.composing.loading import load_shifts
    from itilsim.lab.batch import simulate_all
    from itilsim.lab.players import OWN, Player
    from itilsim.lab.simulation import Order

    named = named_shift(scenario, organisation, level, minutes, role)
    shifts = load_shifts(named, invocation.places, house_rules)
    gc.freeze()  # program and scenario stay: the collector need not look through them again
    alone = replications == 1
    seeds = range(seed, seed + replications)
    player = Player(policy, habits, error_rate)
    if player.policy.endswith(OWN):
        player.made()  # what is wrong with a file is said before anything is played
    orders = [Order(each, player, until, not no_score, log is not None, save) for each in seeds]
    totals: list[float] = []
    with progress(invocation, replications, "Simulating", with_results=True) as step:
        for one in simulate_all(shifts, orders, invocation.places, jobs):
            if log is not None:
                _write(log if alone else _numbered(log, one.summary["seed"]), one.log)
            if one.run is not None:
                _keep(invocation, one.run)
            step()
            _print(invocation, one.summary, alone=alone)
            if one.summary["score"] is not None:
                totals.append(one.summary["score"]["total"])
    if not invocation.as_json and len(totals) > 1:
        click.echo(_spread(totals))


def _print(invocation: Invocation, summary: dict[str, Any], *, alone: bool) -> None:
    if invocation.as_json:
        print_json(summary, indent=None)
    elif alone:
        click.echo(_in_words(summary))
    else:
        score = summary["score"]
        total = "no score" if score is None else f"{score['total']:6.2f}"
        click.echo(f"seed {summary['seed']:>6}  {total}  {summary['log_digest']}")


def _in_words(summary: dict[str, Any]) -> str:
    """One result for a person."""
    score, counts, sla = summary["score"], summary["counts"], summary["sla"]
    kinds = ("contacts", "alerts", "incidents", "requests", "commands", "facts")
    happened = ", ".join(f"{counts[kind]} {kind}" for kind in kinds)
    answered, restored = share(sla["response_met"]), share(sla["resolution_met"])
    lines = [
        f"{summary['scenario']}, seed {summary['seed']}, played by {summary['policy']}",
        f"  score      {'none' if score is None else score_line(score)}",
        f"  in time    answered {answered}, resolved {restored}",
        f"  lost       {summary['lost_user_minutes']:,} user-minutes",
        f"  cost       {summary['cost']:,} units (illustrative)",
        f"  satisfied  {share(summary['satisfaction'])}, the mean over everyone who got in touch",
        f"  happened   {happened}",
        f"  log        {summary['log_digest']}",
    ]
    return "\n".join(lines)


def _spread(totals: list[float]) -> str:
    """Mean and standard deviation of the totals."""
    from statistics import fmean, stdev

    return f"mean {fmean(totals):.2f}, standard deviation {stdev(totals):.2f}, n {len(totals)}"


def _numbered(log: Path, seed: int) -> Path:
    return log.with_name(f"{log.stem}-{seed}{log.suffix}")


def _write(path: Path, data: bytes) -> None:
    from itilsim.cli.output import write_out

    write_out(path, data)


def _keep(invocation: Invocation, run: StoredRun) -> None:
    """Store a run and say by which name."""
    from itilsim.storage.runs import open_runs

    with open_runs(invocation.places) as stored:
        stored.add(run)
    say(f"Saved as {run.header.id}")
