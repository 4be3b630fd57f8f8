"""`itilsim what-if`: the decisions that mattered, and the best still attainable at each minute."""

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
from itilsim.cli.progress_bar import progress

if TYPE_CHECKING:
    from itilsim.domain.commands import Entry
    from itilsim.runs.attainable import Course, Curve, Fall
    from itilsim.runs.counterfactuals import Counterfactual
    from itilsim.runs.opened import OpenedRun

TOP = 3
"""So many falls are shown if nothing else is said. Tuning constant."""
MOST = 1000
"""More than the minutes of any shift."""


@click.command("what-if")
@click.argument("run")
@click.option(
    "--top",
    type=click.IntRange(1, MOST),
    default=TOP,
    metavar="K",
    help=f"Show so many decisions, and so many of the largest falls (usual: {TOP}).",
)
@click.option("--md", is_flag=True, help="Write Markdown instead of plain text.")
@json_option
@shared_options
@pass_invocation
def what_if(invocation: Invocation, run: str, top: int, md: bool) -> None:
    """Show the decisions that mattered, and the best that was still attainable.

    Each decision is changed by itself to the best that could be seen then, and the shift played
    again. At each minute Textbook Toni takes your seat and plays to the planned end; where the best
    of that falls, the shift was lost by so much. RUN is a run id, 'last', or a run file.
    """
    from itilsim.reports.attainable import sections
    from itilsim.reports.counterfactuals import mattered
    from itilsim.reports.markdown import markdown
    from itilsim.reports.text import text
    from itilsim.runs.attainable import curve_of, forks
    from itilsim.runs.opened import open_run

    if md and invocation.as_json:
        raise click.UsageError("--md and --json exclude each other: choose one.")
    opened = open_run(run, invocation.places)
    course = _course(invocation, opened)
    tried, dear, followed = changing(invocation, course, top)
    found = []
    with progress(invocation, course.minutes + 1, "Playing on from each minute") as step:
        for fork in forks(course):
            found.append(fork)
            step()
    curve = curve_of(course, found)
    if invocation.as_json:
        more = {
            "decisions_changed": tried,
            "decisions": [_changed(each) for each in dear],
            "together": None if followed is None else _changed(followed),
        }
        print_json({**_object(opened.id, course, curve, top), **more})
        return
    parts = (mattered(course, dear, followed, tried), *sections(course, curve, top))
    title = f"What if: {course.setting.scenario.title}"
    click.echo((markdown if md else text)(title, parts), nl=False)


def changing(
    invocation: Invocation, course: Course, top: int = TOP
) -> tuple[int, tuple[Counterfactual, ...], Counterfactual | None]:
    """Change each decision by itself, with progress shown.

    Args:
        invocation: What was asked for.
        course: The run.
        top: So many decisions are told.

    Returns:
        How many were changed, those that mattered most, and all of these followed together.
    """
    from itilsim.runs.counterfactuals import counterfactual, decisions, that_mattered, together

    found, wanted = [], tuple(decisions(course))
    with progress(invocation, len(wanted), "Changing one decision at a time") as step:
        for each in wanted:
            found.append(counterfactual(course, (each,)))
            step()
    dear = that_mattered(found, top)
    return len(found), dear, together(course, dear)


def _course(invocation: Invocation, run: OpenedRun) -> Course:
    """The run, ready to be played on, with a word on what a reader must know about it."""
    from itilsim.domain.errors import UsageError
    from itilsim.runs.attainable import course_of, why_not
    from itilsim.runs.installed import Installed
    from itilsim.runs.listing import notes_on
    from itilsim.runs.references import References
    from itilsim.runs.replaying import log_to_read

    log = log_to_read(run)
    if why := why_not(run):
        raise UsageError(why)
    for words in run.stored.remarks:
        say(words)
    for words in notes_on(run.stored, Installed(invocation.places)):
        say(f"Beware: {words}.")
    references = References.at(invocation.places)
    try:
        return course_of(run, log, references)
    finally:
        references.close()


def _object(run: str, course: Course, curve: Curve, top: int) -> dict[str, Any]:
    """The result as data: points with two decimals, seconds since the shift began."""
    from itilsim.runs.causes import MINUTE

    return {
        "schema_version": 1,
        "run": run,
        "scenario": course.setting.scenario.id,
        "seed": course.seed,
        "minutes": course.minutes,
        "few": course.card.few,
        "judged_shifts": len(curve.forks),
        "total": course.card.total / 100,
        "curve": [
            {
                "minute": fork.minute,
                "at": min(fork.minute * MINUTE, course.setting.horizon),
                "fork": fork.total / 100,
                "attainable": points / 100,
                "band": band,
            }
            for fork, points, band in zip(curve.forks, curve.points, curve.bands, strict=True)
        ],
        "falls": [_fall(each) for each in curve.largest(top)],
    }


def _fall(fall: Fall) -> dict[str, Any]:
    from itilsim.storage.codec import encode

    return {
        "minute": fall.minute,
        "points": fall.fell / 100,
        "before": fall.before / 100,
        "after": fall.after / 100,
        "entries": [_entry(each) for each in fall.entries],
        "cause": _cause(fall),
        "finding": None if fall.dear is None else encode(fall.dear.finding),
        "cost": None if fall.dear is None else fall.dear.lost / 100,
        "textbook_instead": None if fall.instead is None else _entry(fall.instead),
    }


def _changed(found: Counterfactual) -> dict[str, Any]:
    """Decisions taken otherwise and what came of it; points with two decimals."""
    from itilsim.storage.codec import encode

    return {
        "changes": [
            {
                "at": each.at,
                "subject": each.subject,
                "entry": None if each.done is None else _entry(each.done),
                "instead": None if each.instead is None else encode(each.instead),
                "findings": [encode(dear.finding) for dear in each.judged],
                "cost": each.lost / 100,
            }
            for each in found.decisions
        ],
        "total": found.total / 100,
        "gain": found.gain / 100,
        "user_minutes_saved": found.minutes_saved,
        "fewer_targets_missed": found.fewer_missed,
        "new": [_entry(each) for each in found.new],
        "skipped": [_entry(each) for each in found.skipped],
    }


def _cause(fall: Fall) -> dict[str, Any]:
    """Why it fell: its kind, what happened in that minute, and what was done last by its end."""
    cause, fact = fall.cause, fall.cause.happened
    return {
        "kind": cause.kind,
        "happened": None if fact is None else {"at": fact.at, "kind": fact.kind},
        "before": None if cause.before is None else _entry(cause.before),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """A journal entry as a run file has it, counted from 0 as findings count."""
    from itilsim.storage.codec import encode

    return {"at": entry.at, "seq": entry.seq, "command": encode(entry.command)}
