"""Ways into a class: a plan made from a run of one's own, and play in the app or in plain lines.

The one idea: `itilsim class` says what is done, and this how, so that the commands stay short.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from itilsim.cli.invocation import Invocation
from itilsim.domain.errors import UsageError

if TYPE_CHECKING:
    from itilsim.classroom.attending import Attending
    from itilsim.domain.names import Mode
    from itilsim.quiz.editions import Edition
    from itilsim.seat.request import PaceName
    from itilsim.seat.running import Running


def from_run(
    invocation: Invocation,
    folder: Path,
    reference: str,
    *,
    shift: str,
    title: str,
    mode: str | None,
    pace: str | None,
    edition: str | None,
) -> None:
    """Make a plan from a run of the instructor's own, and keep the run beside it.

    Raises:
        UsageError: If no class can be made of it, or not so.
        NotReproducedError: If it does not give what it claims.
    """
    from itilsim.classroom.authored import chosen_run, keep_run
    from itilsim.classroom.authored_stops import authored_plan
    from itilsim.classroom.plan_file import PLAN
    from itilsim.classroom.planning import plan_text
    from itilsim.seat.modes import objection
    from itilsim.storage.files import write_whole

    chosen = cast("Mode", mode or ("assessed" if pace else "guided"))
    if why := objection(chosen, paced=pace is not None):
        raise UsageError(why)
    run = chosen_run(reference, invocation.places)
    made = authored_plan(
        run,
        invocation.places,
        shift=shift,
        title=title,
        mode=chosen,
        pace=cast("PaceName | None", pace),
        edition=cast("Edition", edition or "4"),
    )
    folder.mkdir(parents=True, exist_ok=True)
    keep_run(run, folder)
    write_whole(folder / PLAN, plan_text(made).encode())


def on_a_screen(
    running: Running | None, attending: Attending, invocation: Invocation, *, brief: bool
) -> bool:
    """Play in the app; whether all of it is over."""
    from itilsim.tui.start import play_in_class

    return play_in_class(running, attending, invocation.places, brief=brief)


def in_lines(
    running: Running | None, attending: Attending, invocation: Invocation, *, brief: bool
) -> bool:
    """Play in plain lines, and read the debrief where all of it is over; whether it is."""
    from itilsim.cli.debrief import debrief
    from itilsim.content.bank import shipped_bank
    from itilsim.plain.classroom import ClassInLines
    from itilsim.plain.console import Console

    places, handout = invocation.places, attending.handout
    asked = {*handout.before, *handout.after}
    items = {e.id: e for e in shipped_bank(places).items if e.id in asked} if asked else {}
    lines = ClassInLines(running, attending, Console(sys.stdin, sys.stdout), items)
    try:
        over = lines.run(brief=brief)
        if over and running is not None:
            running.finish(places)
    finally:
        if running is not None:
            running.close()
    if not over or not lines.afterwards():
        return False
    click.get_current_context().invoke(debrief, run=attending.run, md=False)
    return True
