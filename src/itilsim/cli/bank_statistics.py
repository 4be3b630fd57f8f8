"""`itilsim bank statistics`: how each question does its work, from first answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from itilsim.cli.invocation import (
    EXISTING_FOLDER,
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
    table,
)
from itilsim.cli.studying import bank_option
from itilsim.quiz.editions import EDITIONS, Edition

if TYPE_CHECKING:
    from itilsim.quiz.item_statistics import ItemStatistics, Response


@click.command("statistics", epilog="Without a folder: from your own answers, which are few.")
@click.argument("folders", nargs=-1, type=EXISTING_FOLDER)
@bank_option
@click.option("--edition", type=click.Choice(EDITIONS), help="Only answers for this exam.")
@json_option
@shared_options
@pass_invocation
def statistics(
    invocation: Invocation,
    *,
    folders: tuple[Path, ...],
    folder: Path | None,
    edition: Edition | None,
) -> int:
    """Show how questions do: FOLDERS are the data folders of learners, like those of a class."""
    from itilsim.content.bank import own_bank, shipped_bank, with_earlier_ids
    from itilsim.domain.errors import ItilsimError
    from itilsim.learner.responses import responses_of
    from itilsim.quiz.item_statistics import item_statistics
    from itilsim.storage.places import places

    learners = [(str(each), places(each)) for each in folders]
    now: dict[str, str] = {}
    if folder is None:
        bank = shipped_bank(invocation.places)
    else:
        bank, now = with_earlier_ids(own_bank(folder, invocation.places))
    responses: list[Response] = []
    code = 0
    for learner in learners or [("you", invocation.places)]:
        try:
            answers = list(responses_of([learner], bank, edition))
        except ItilsimError as error:  # The others of a class are still worth reading.
            say(f"{learner[0]} is left out: {error}")
            code = error.exit_code
            continue
        if learners and not answers:
            say(f"{learner[0]}: no answers to these questions.")
        responses += [replace(each, item=now.get(each.item, each.item)) for each in answers]
    found = item_statistics(responses)
    if invocation.as_json:
        print_json([_object(one) for one in found])
    elif not found:
        say("Nobody has answered one of these questions yet.")
    else:
        heads = ("question", "first answers", "facility", "discrimination", "A B C D", "look at")
        rows = [heads, *(_row(one) for one in found)]
        click.echo(table(rows, right=frozenset({1, 2, 3})))
    return code


def _object(one: ItemStatistics) -> dict[str, Any]:
    """All that is known of a question."""
    return {
        "id": one.item,
        "answers": one.answers,
        "facility": round(one.facility, 4),
        "discrimination": None if one.discrimination is None else round(one.discrimination, 4),
        "options": [round(use.share, 4) for use in one.uses],
        "too_few": one.too_few,
        "hints": list(one.hints),
    }


def _row(one: ItemStatistics) -> tuple[str, ...]:
    """A line for people."""
    from itilsim.quiz.item_statistics import HINTS
    from itilsim.words.figures import signed

    apart = "–" if one.discrimination is None else signed(one.discrimination, 2, plus=True)
    shares = " ".join(f"{100 * use.share:.0f}" for use in one.uses)
    look = "too few answers to say" if one.too_few else "; ".join(HINTS[hint] for hint in one.hints)
    return one.item, str(one.answers), f"{100 * one.facility:.0f} %", apart, shares, look
