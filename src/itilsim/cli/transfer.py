"""`itilsim export` and `itilsim import`: runs between machines, data for other tools."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options

if TYPE_CHECKING:
    from itilsim.domain.facts import Fact
    from itilsim.domain.scenario import Setting
    from itilsim.exchange.happenings import Wording
    from itilsim.exchange.xapi import Attempt
    from itilsim.runs.opened import OpenedRun
    from itilsim.storage.records import StoredRun

FORMATS = ("run", "incidents-csv", "xes", "ocel", "xapi")
"""Formats of this version."""

LONGEST_NAME = 60
"""Characters of a display name at most. Tuning constant."""


@click.command()
@click.argument("run")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    required=True,
    help="A run file, a table of its records, its events, or what was scored.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to; - is stdout.",
)
@click.option(
    "--name",
    default="",
    metavar="NAME",
    help="With xapi: the display name of whoever played. Without it, the run's id stands there.",
)
@shared_options
@pass_invocation
def export(invocation: Invocation, run: str, form: str, out: Path, name: str) -> None:
    """Write a run for another machine or tool; RUN is an id or a run file.

    \b
    run            a run file, for another itilsim
    incidents-csv  a table with a row for each record
    xes            the life of each record, for process mining (IEEE 1849)
    ocel           the same with people, services, items and teams (OCEL 2.0, JSON)
    xapi           a statement for each decision that was scored, for a learning
                   record store (xAPI 1.0.3, JSON); of finished runs only

    Of a run that is not finished nothing is written that its player could not see.
    """  # noqa: D301 - click's mark for lines that stay as they are
    from itilsim.cli.output import write_out
    from itilsim.runs.opened import open_run

    if name and form != "xapi":
        raise click.UsageError("--name goes with --format xapi; nothing else says who played.")
    opened = open_run(run, invocation.places)
    data = _statements(opened, name) if form == "xapi" else _WRITERS[form](opened)
    write_out(out, data)
    if str(out) != "-":
        say(f"Written: {out}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mine", is_flag=True, help="You played it: let it count in your progress.")
@shared_options
@pass_invocation
def import_run(invocation: Invocation, file: Path, mine: bool) -> int:
    """Take in a run file from another machine; all that it claims is worked out again.

    Nothing in a file shows who played it, so it counts for nobody unless you say --mine.

    Exit code 1: it does not verify. It is taken in, and marked wherever it is listed.
    """
    from itilsim.runs.installed import Installed
    from itilsim.runs.listing import notes_on
    from itilsim.runs.opened import open_run_file
    from itilsim.runs.references import References
    from itilsim.runs.verifying import taken_in
    from itilsim.storage.runs import open_runs

    references = References.at(invocation.places)
    try:
        stored = taken_in(open_run_file(file, invocation.places), references, mine=mine)
    finally:
        references.close()
    with open_runs(invocation.places) as runs:
        new = runs.add(stored)
    for words in (*stored.remarks, *_verdict(stored)):
        say(words)
    notes = ", ".join(notes_on(stored, Installed(invocation.places)))
    say(f"{'Taken in' if new else 'It was here already'}: {stored.header.id} ({notes})")
    seen = stored.verification
    return 1 if seen is not None and seen.verdict == "differs" else 0


def _run_file(run: OpenedRun) -> bytes:
    """The bytes of a run file; of one that came as a file, only what is worked out here."""
    from itilsim.runs.runfile import SUFFIX, save_run_file

    stored = run.stored
    if run.file:
        from itilsim.runs.references import References
        from itilsim.runs.verifying import taken_in

        references = References.at(run.places)
        try:
            stored = taken_in(run, references)
        finally:
            references.close()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"run{SUFFIX}"
        save_run_file(stored, path)
        return path.read_bytes()


def _incidents(run: OpenedRun) -> bytes:
    """The bytes of the table of a run's records; what was true only once the run has ended."""
    from itilsim.exchange.incidents_csv import incident_rows, written
    from itilsim.runs.opened import carefully
    from itilsim.runs.replaying import facts_so_far
    from itilsim.words.labels import ticket_number

    facts = facts_so_far(run)
    with carefully(run.stranger):
        return written(incident_rows(run.setting, facts, ticket_number))


def _xes(run: OpenedRun) -> bytes:
    """The bytes of the life of each record."""
    from itilsim.exchange.xes import xes

    return _lives(run, xes)


def _ocel(run: OpenedRun) -> bytes:
    """The same with everything that took part in it."""
    from itilsim.exchange.ocel import ocel

    return _lives(run, ocel)


def _lives(run: OpenedRun, write: Callable[[Setting, tuple[Fact, ...], Wording], bytes]) -> bytes:
    """What happened in a run; what was true only once it has ended."""
    import json

    from itilsim.exchange.happenings import Wording
    from itilsim.runs.opened import carefully
    from itilsim.runs.replaying import facts_so_far
    from itilsim.words.labels import FACTS, ticket_number
    from itilsim.words.people import name_of

    facts = facts_so_far(run)
    with carefully(run.stranger):
        roster = json.loads(run.stored.roster or "{}")
        called = Wording(
            ticket_number,
            FACTS,
            lambda person, group: name_of(person, group, run.setting, roster),
        )
        return write(run.setting, facts, called)


def _statements(run: OpenedRun, name: str) -> bytes:
    """The bytes of what was scored in a finished run.

    Raises:
        UsageError: If it is not finished, if it has no score, or if it comes from a file and
            nothing shows that its log is its journal's.
    """
    from itilsim.domain import debrief
    from itilsim.domain.errors import UsageError
    from itilsim.exchange.incidents_csv import numbers
    from itilsim.exchange.xapi import statements, written
    from itilsim.reports.wording import CRITERIA, DEDUCTIONS
    from itilsim.runs.opened import carefully
    from itilsim.runs.replaying import log_to_read
    from itilsim.words.labels import ticket_number

    log = log_to_read(run)
    if run.stored.header.mode == "guided":
        raise UsageError("A guided shift has no score, so there is nothing to state.")
    if run.from_elsewhere:
        run.must_have_same_engine()
    words = {**CRITERIA, **DEDUCTIONS}
    with carefully(run.stranger):
        _, tally = debrief.read(run.setting, log.facts, log.began)
        made = statements(
            run.setting,
            _attempt(run, name),
            tally.findings,
            lambda finding: words[finding.criterion].rstrip("?"),
            numbers(run.setting, log.facts, ticket_number),
        )
        return written(made)


def _attempt(run: OpenedRun, name: str) -> Attempt:
    """Whose run it is, as far as somebody says, and which."""
    from itilsim.content.clean import clean_line
    from itilsim.exchange.xapi import Attempt
    from itilsim.runs.header import SCORING
    from itilsim.runs.installed import Installed
    from itilsim.runs.listing import counts

    header = run.stored.header
    shown = clean_line(name, LONGEST_NAME)
    policy = header.options.get("policy", "")
    return Attempt(
        run=header.id,
        created=header.created,
        account=shown or header.id,
        name=shown or policy or "trainee",
        mode=header.mode,
        pace=header.pace,
        engine=header.engine,
        scoring=SCORING,
        counts=not run.file and counts(run.stored, Installed(run.places)),
    )


def _verdict(stored: StoredRun) -> Iterator[str]:
    """What doing it again says about a run that was taken in."""
    seen = stored.verification
    if seen is None or seen.verdict == "unknown":
        yield "Not verified." if seen is None else f"Not verified. {seen.words}"
    elif seen.verdict == "differs":
        yield f"Beware: it is not what it says. {seen.words}"
    elif stored.status == "finished":
        yield "Verified: its journal gives the same log and the same score."
    else:
        yield f"The run is {stored.status}; its journal can be played."
    if policy := stored.header.options.get("policy"):
        yield f"This is the journal that {policy} makes on that seed."


_WRITERS = {"run": _run_file, "incidents-csv": _incidents, "xes": _xes, "ocel": _ocel}
"""What writes each format that needs nothing but the run."""
