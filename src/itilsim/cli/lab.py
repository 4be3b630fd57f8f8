"""`itilsim lab`: the rules tried out; what is found there is a fault of the rules."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itilsim.cli.effect import effect
from itilsim.cli.generated import house_rules_option, named_shift, shift_options
from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    shared_options,
)
from itilsim.cli.output import write_out
from itilsim.cli.progress_bar import progress
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from itilsim.lab.exploits import Found

EVALUATIONS = 2_000
"""Plays of bred programs if nothing else is said. Tuning constant: some minutes."""
WORLDS, ALIKE = 4_000, 21_000_000
"""Worlds that are drawn for shipped counts, and the seed of the first: those of `lab.alike`, spelt
out so that help loads no simulation."""
SHIFTS = 6
"""Shifts to search on if nothing else is said; twice as many judge. Tuning constant."""


@click.group()
def lab() -> None:
    """Try out the rules, for those who write them; find out whether shifts teach."""


lab.add_command(effect)


@lab.command()
@click.argument("scenario")
@click.option(
    "--evaluations",
    type=click.IntRange(1, 1_000_000),
    default=EVALUATIONS,
    metavar="N",
    help=f"Plays of bred programs (usual: {EVALUATIONS:,}; for a proof 20,000).",
)
@click.option(
    "--shifts",
    type=click.IntRange(2, 1000),
    default=SHIFTS,
    metavar="N",
    help=f"Shifts to search on (usual: {SHIFTS}); twice as many, on other seeds, judge.",
)
@click.option(
    "--seed", type=click.IntRange(0, MOST), default=0, metavar="N", help="First seed (usual: 0)."
)
@shift_options
@house_rules_option
@json_option
@shared_options
@pass_invocation
def exploits(
    invocation: Invocation,
    *,
    scenario: str,
    evaluations: int,
    shifts: int,
    seed: int,
    organisation: str | None,
    level: int | None,
    minutes: int | None,
    role: str | None,
    house_rules: str,
) -> int:
    """Search for policies that score well without reading; SCENARIO is an id or a file.

    Exit code 1: something pays that must not.
    """
    from itilsim.composing.loading import load_shifts
    from itilsim.lab import exploits as search

    named = named_shift(scenario, organisation, level, minutes, role)
    loaded = load_shifts(named, invocation.places, house_rules)
    gc.freeze()
    seen = search.worlds(loaded, range(seed, seed + shifts))
    first = seed + search.FAR
    unseen = search.worlds(loaded, range(first, first + 2 * shifts))
    steps = search.programs_for(evaluations, shifts) + sum(
        len(search.every_add_on(name, seen)) for name in search.BASES
    )
    with progress(invocation, steps, "Searching") as step:
        found = search.exploits(seen, unseen, evaluations, seed, step)
    if invocation.as_json:
        print_json(_object(named, found))
    else:
        click.echo(_in_words(found))
    return 1 if found.pays else 0


@lab.command()
@click.argument("organisation")
@click.option(
    "--worlds",
    type=click.IntRange(1, 1_000_000),
    default=WORLDS,
    metavar="N",
    help=f"Worlds to draw (usual: {WORLDS:,}, of which the shipped counts are made).",
)
@click.option(
    "--seed",
    type=click.IntRange(0, MOST),
    default=ALIKE,
    metavar="N",
    help=f"Seed of the first (usual: {ALIKE:,}).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the counts to a file.",
)
@json_option
@shared_options
@pass_invocation
def alike(
    invocation: Invocation, *, organisation: str, worlds: int, seed: int, out: Path | None
) -> int:
    """Count how often each answer is right in mornings that look alike; judging accepts by it.

    ORGANISATION is an id. The shipped counts lie in scenarios/alike/ and are drawn anew when the
    organisation or its library has changed.
    """
    from itilsim.content.base_rates import is_drawn_from, organisation_digest, stock_digest
    from itilsim.content.organisations import load_organisation
    from itilsim.domain.base_rates import written
    from itilsim.lab.alike import Counting, counted

    stocked = load_organisation(organisation, invocation.places)
    counting = Counting()
    gc.freeze()
    with progress(invocation, worlds, "Drawing") as step:
        for each in counted(stocked, seed, worlds):
            counting = each
            step()
    rates = counting.rates(seed, stock_digest(stocked.organisation, stocked.library))
    text = written(rates, organisation_digest(stocked.organisation))
    if out is not None:
        write_out(out, text.encode())
    found = {
        "schema_version": 1,
        "organisation": organisation,
        "worlds": rates.worlds,
        "seed": rates.seed,
        "looks": len(rates.looks or {}),
        "shipped_is_of_this": is_drawn_from(stocked.organisation, stocked.library),
        "file": None if out is None else str(out),
    }
    if invocation.as_json:
        print_json(found)
    else:
        state = "were" if found["shipped_is_of_this"] else "were not"
        click.echo(
            f"{rates.worlds:,} worlds, {found['looks']:,} ways in which they looked often enough. "
            f"The shipped counts {state} drawn from what {organisation} is now."
        )
        if out is not None:
            click.echo(f"Written: {out}")
    return 0


def _object(scenario: str, found: Found) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "scenario": scenario,
        "pays": found.pays,
        "policies": {name: round(points, 2) for name, points in found.base.items()},
        "add_ons_tried": found.tried,
        "add_ons": [
            {
                "policy": each.base,
                "add_on": each.add_on,
                "gain": round(each.points, 2),
                "standard_error": round(each.error, 2),
                "is_right": each.is_right,
            }
            for each in found.gains
        ],
        "programs_tried": found.bred,
        "best_program": {
            "points": round(found.program, 2),
            "rules": [
                {"when": [name if so else f"not {name}" for name, so in rule.when],
                 "then": rule.then.act}
                for rule in found.rules
            ],
        },
    }  # fmt: skip


def _in_words(found: Found) -> str:
    from itilsim.words.figures import signed

    lines = ["Policies as they are:"]
    lines += [f"  {points:6.2f}  {name}" for name, points in found.base.items()]
    lines.append(
        f"Add-ons, {found.tried:,} tried; the best on shifts that the search had not seen:"
    )
    for wrong in (False, True):
        shown = [each for each in found.gains if each.is_right is wrong][:5]
        if wrong:
            lines.append("Those that are right whatever the matter is, so that they may pay:")
        lines += [
            f"  {signed(each.points, 2, plus=True):>6} (standard error {each.error:.2f})  "
            f"{each.base}, {each.add_on}"
            for each in shown
        ]
    lines.append(
        f"Programs, {found.bred:,} tried; the best earns {found.program:.2f} on other shifts."
    )
    lines.append("Something pays that must not." if found.pays else "Nothing pays that must not.")
    return "\n".join(lines)
