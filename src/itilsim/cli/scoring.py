"""`itilsim scoring`: the published table, so that nobody has to guess what counts."""

from __future__ import annotations

import textwrap
from typing import Any

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    shared_options,
)

_WIDTH = 92


@click.command()
@json_option
@shared_options
@pass_invocation
def scoring(invocation: Invocation) -> None:
    """Print how a shift is scored."""
    from itilsim.domain.scenario import Weights
    from itilsim.domain.scoring import table

    weights = Weights()
    parts = {"triage": weights.triage, "outcome": weights.outcome, "conduct": weights.conduct}
    published = {
        "schema_version": 1,
        "version": table.VERSION,
        "weights": parts,
        "rules": list(table.RULES),
        "criteria": [
            {"id": one.id, "part": one.part, "weight": one.weight, "words": one.words}
            for one in table.CRITERIA
        ],
        "deductions": [
            {"id": one.id, "points": -one.points / 100, "cap": -one.cap / 100, "words": one.words}
            for one in table.DEDUCTIONS
        ],
        "bands": [{"from": least / 100, "band": word} for least, word in table.BANDS],
        "precision": table.PRECISION,
    }
    if invocation.as_json:
        print_json(published)
    else:
        click.echo(_in_words(published))


def _in_words(published: dict[str, Any]) -> str:
    shares = ", ".join(f"{share} {part}" for part, share in published["weights"].items())
    lines = [
        f"Scoring table, version {published['version']}",
        "",
        f"Total of 100 = {shares}, less deductions.",
        "A scenario may weigh the three parts otherwise. What a shift does not ask for shares its",
        "weight out. Outcome lies between doing nothing (0) and textbook play (100), per measure.",
        "",
        "Throughout",
    ]
    for rule in published["rules"]:
        lines += _line("- ", rule)
    for part in published["weights"]:
        lines += ["", part.capitalize()]
        for one in published["criteria"]:
            if one["part"] == part:
                lines += _line(f"{one['id']:<13} {one['weight']:>3}  ", one["words"])
    lines += ["", "Deductions from the total (each time, at most)"]
    for one in published["deductions"]:
        points = f"{one['points']:g}, {one['cap']:g}"
        lines += _line(f"{one['id']:<13} {points:>9}  ", one["words"])
    bands = ", ".join(f"{one['band']} from {one['from']:.0f}" for one in published["bands"])
    return "\n".join(
        [*lines, "", f"Bands: {bands}.", *textwrap.wrap(published["precision"], _WIDTH)]
    )


def _line(head: str, words: str) -> list[str]:
    """A row whose words go on below themselves."""
    indent = " " * (len(head) + 2)
    return textwrap.wrap(words, _WIDTH, initial_indent=f"  {head}", subsequent_indent=indent)
