"""Generated shifts on the command line: the options that say which, and the id that they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from itilsim.composing.orders import (
    ANY_DAY,
    DAILY,
    DAILY_ORDER,
    EASIEST,
    HARDEST,
    LEVEL,
    LONGEST,
    MINUTES,
    ORGANISATION,
    SHORTEST,
    ShiftOrder,
    is_generated,
    order_of,
)

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

ROLES: Final = ("analyst",)
"""Roles for which there are generated shifts."""

_OPTIONS: Final = (
    click.option("--organisation", metavar="O", help=f"Of any-day: where (usual: {ORGANISATION})."),
    click.option(
        "--level",
        type=click.IntRange(EASIEST, HARDEST),
        metavar="L",
        help=f"Of any-day: {EASIEST} to {HARDEST} (usual: {LEVEL}).",
    ),
    click.option(
        "--minutes",
        type=click.IntRange(SHORTEST, LONGEST),
        metavar="M",
        help=f"Of any-day: simulated minutes, {SHORTEST} to {LONGEST} (usual: {MINUTES}).",
    ),
    click.option("--role", type=click.Choice(ROLES), help="Of any-day: your seat."),
)


def shift_options(command: CommandT) -> CommandT:
    """Give a command the options of generated shifts."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


house_rules_option: Final = click.option(
    "--house-rules",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    default="",
    help="Rules of your own, laid over the desk card.",
)
"""The option of whoever lets a shift be played by other rules."""


def named_shift(
    scenario: str,
    organisation: str | None,
    level: int | None,
    minutes: int | None,
    role: str | None,
) -> str:
    """The id of the scenario that is meant; any other than a generated shift stays as it is.

    Raises:
        UsageError: If the options are given for a shift that is not generated, or there is none.
    """
    given = [each for each in (organisation, level, minutes, role) if each is not None]
    if scenario == DAILY:
        scenario = DAILY_ORDER.id
    if not is_generated(scenario):
        if given:
            raise click.UsageError(
                "--organisation, --level, --minutes and --role choose a generated shift: "
                f"give them with {ANY_DAY}."
            )
        return scenario
    usual = order_of(scenario)
    return order_of(
        ShiftOrder(
            organisation or usual.organisation, level or usual.level, minutes or usual.minutes
        ).id
    ).id
