"""`itilsim play`: from words to a request, which the app then plays."""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

import click

from itilsim.cli import has_screen
from itilsim.cli.generated import house_rules_option, named_shift, shift_options
from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options
from itilsim.composing.orders import COMPOSING, DAILY, PATIENCE, is_generated, seed_of
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS
from itilsim.seat.modes import objection
from itilsim.seat.request import PACES, PaceName, PlayRequest
from itilsim.storage.records import MOST

if TYPE_CHECKING:
    from itilsim.domain.names import Mode

FIRST = "first-shift"
"""What is played when nothing is named."""


DAY = 24 * 3600
"""Seconds of a day."""


def _no_speed(context: click.Context, option: click.Parameter, value: str | None) -> None:
    """A speed was chosen once; a pace says what is fair."""
    if value is not None:
        message = "Choose a pace instead: --pace steady or --pace calm."
        raise click.BadParameter(message, context, option)


@click.command(epilog="A shift is saved with every decision; leave it when you like.")
@click.argument("scenario", default="")
@click.option(
    "--seed", type=click.IntRange(0, MOST), metavar="N", help="The same seed, the same world."
)
@click.option(
    "--mode",
    type=click.Choice(["guided", "coached", "practice", "assessed"]),
    help="How much help there is: a lesson, a coach who fades, none, or none and no pause.",
)
@click.option(
    "--pace",
    type=click.Choice(tuple(PACES)),
    help="A running clock: the fastest that is fair, half of it, or with extra time.",
)
@click.option("--speed", hidden=True, callback=_no_speed, expose_value=False)
@click.option("--stepped", is_flag=True, help="Time moves with what you do, as it does by itself.")
@click.option("--edition", type=click.Choice(EDITIONS), help="ITIL edition of the explanations.")
@click.option("--extra-time", is_flag=True, help="The clock runs slower; the score stays the same.")
@click.option("--plain", is_flag=True, help="Plain lines instead of a screen.")
@click.option("--resume", metavar="RUN", default="", help="Go on with a shift that you left.")
@click.option(
    "--again", metavar="RUN", default="", help="Begin a shift again from a moment of it: with --at."
)
@click.option(
    "--at",
    "again_at",
    metavar="TIME",
    default="",
    help="That moment, by the clock of the shift, like 09:42; on a later day '+1 09:42'.",
)
@shift_options
@house_rules_option
@shared_options
@pass_invocation
def play(
    invocation: Invocation,
    *,
    scenario: str,
    seed: int | None,
    mode: str | None,
    pace: str | None,
    stepped: bool,
    edition: str | None,
    extra_time: bool,
    plain: bool,
    resume: str,
    again: str,
    again_at: str,
    organisation: str | None,
    level: int | None,
    minutes: int | None,
    role: str | None,
    house_rules: str,
) -> int:
    """Play a shift: SCENARIO is an id from 'itilsim scenarios', or a path to a YAML file.

    'any-day' is another morning with every seed, 'daily' the same for everybody today.
    """
    if stepped and pace is not None:
        raise click.UsageError("--stepped and --pace exclude each other: choose one.")
    if plain and pace is not None:
        raise click.UsageError("In plain lines time moves with what you do: leave --pace out.")
    chosen = cast("Mode | None", mode)
    seeded, paced = seed is not None or scenario == DAILY, pace is not None
    if why_not := objection(chosen, seeded=seeded, paced=paced, ruled=bool(house_rules)):
        raise click.UsageError(why_not)
    if resume and (scenario or seed is not None or mode or stepped or house_rules):
        raise click.UsageError(
            "A run that is resumed keeps its scenario, seed, mode, rules and kind of clock: "
            "give only --resume RUN, and --pace if you like."
        )
    if bool(again) != bool(again_at):
        raise click.UsageError("--again RUN and --at TIME belong together: give both.")
    if again:
        if resume or pace or scenario or seed is not None or mode or stepped or house_rules:
            raise click.UsageError(
                "A run that is begun again keeps its scenario, seed, mode, rules and clock: give "
                "only --again RUN and --at TIME."
            )
        return _play(_from_a_moment(invocation, again, again_at), invocation, plain=plain)
    if scenario == DAILY and seed is None:
        seed = seed_of(dt.date.today())  # noqa: DTZ011 - the learner's own day
    named = named_shift(scenario or FIRST, organisation, level, minutes, role)
    request = PlayRequest(
        scenario="" if resume else named,
        seed=seed,
        mode=chosen or ("practice" if house_rules else None),
        pace=cast("PaceName | None", pace),
        resume=_resumable(invocation, resume, pace) if resume else "",
        edition=cast("Literal['2011', '4', '5'] | None", edition),
        extra_time=extra_time,
        house_rules=house_rules,
    )
    if request.scenario:
        _must_exist(request.scenario)
    return _play(request, invocation, plain=plain)


def _play(request: PlayRequest, invocation: Invocation, *, plain: bool) -> int:
    """Play what was asked for, on a screen or in plain lines."""
    if not plain and (invocation.no_input or not has_screen()):
        raise UsageError(
            "This is no terminal for the app. Add --plain for plain lines, or let a policy play: "
            "'itilsim simulate'."
        )
    if is_generated(request.scenario):
        request = _composed(request, invocation)
    if plain:
        return _plainly(request, invocation)
    from itilsim.tui.start import play_shift

    return play_shift(request, invocation.places)


def _plainly(request: PlayRequest, invocation: Invocation) -> int:
    """Play in plain lines; whoever ends a shift reads its debrief at once."""
    from itilsim.cli.debrief import debrief
    from itilsim.plain.console import Console
    from itilsim.plain.shift import ShiftInLines
    from itilsim.runs.opened import open_run
    from itilsim.seat.running import opened
    from itilsim.words.program import program

    known = request.resume or request.again
    if known and open_run(known, invocation.places).stored.header.pace == "paced":
        raise UsageError("The clock of this run runs by itself: go on with it without --plain.")
    running = opened(request, invocation.places)
    try:
        over = ShiftInLines(running, Console(sys.stdin, sys.stdout)).run(brief=not request.resume)
        if over:
            running.finish(invocation.places)
    finally:
        running.close()
    run = running.header.id
    if over:
        click.get_current_context().invoke(debrief, run=run, md=False)
    else:
        again = f"{program()} play --plain --resume {run}"
        say(f"The shift is saved as you left it. Go on with:\n  {again}")
    return 0


def _composed(request: PlayRequest, invocation: Invocation) -> PlayRequest:
    """Compose a generated shift before a screen is opened; whoever has to wait for it is told."""
    from itilsim.composing.loading import loading
    from itilsim.storage.run_ids import new_seed

    seed = new_seed() if request.seed is None else request.seed
    began, told = time.monotonic(), False
    for _ in loading(request.scenario, seed, invocation.places, request.house_rules):
        if not told and time.monotonic() - began > PATIENCE:
            say(COMPOSING)
            told = True
    return replace(request, seed=seed)


def _must_exist(scenario: str) -> None:
    """Refuse a scenario that is not there, before a screen is opened."""
    from itilsim.content.lookup import scenario_file

    if not is_generated(scenario):
        scenario_file(scenario)


def _from_a_moment(invocation: Invocation, run: str, time: str) -> PlayRequest:
    """A stored run begun again from a time of day; what is to be done about any other."""
    from itilsim.domain.scenario.arrivals import TIME
    from itilsim.runs.forking import AS_PRACTICE, forked, why_not
    from itilsim.runs.opened import open_run

    opened = open_run(run, invocation.places)
    if why := why_not(opened):
        raise UsageError(why)
    if not re.fullmatch(TIME, time):
        raise UsageError(f"--at is a time of the shift, like 09:42 or '+1 09:42', not {time!r}.")
    at = opened.setting.second(time)
    if at < 0 and " " not in time:
        at += DAY  # A night shift: the hours after midnight.
    forked(opened, at)  # What can be said against it is said before a screen is opened.
    if opened.stored.header.mode == "assessed":
        say(AS_PRACTICE)
    return PlayRequest(again=opened.id, again_at=at)


def _resumable(invocation: Invocation, run: str, pace: str | None) -> str:
    """The id of a stored run; what is to be done about any other, or about its pace."""
    from itilsim.runs.opened import open_run

    opened = open_run(run, invocation.places)
    if opened.file:
        raise UsageError(f"To go on with a run file, take it in first: itilsim import {run}")
    if opened.stored.status != "running":
        raise UsageError(
            f"The run {opened.id} is {opened.stored.status}. Look at it with: "
            f"itilsim debrief {opened.id}"
        )
    opened.must_have_same_engine()
    if pace is not None and opened.stored.header.pace == "stepped":
        raise UsageError(
            f"Time in the run {opened.id} moves with what you do, and a run keeps its kind of "
            f"clock: leave --pace out."
        )
    return opened.id
