"""`itilsim export` and `itilsim import`: runs between machines, data for other tools."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options

if TYPE_CHECKING:
    from itilsim.runs.opened import OpenedRun
    from itilsim.storage.records import StoredRun

FORMATS = ("run", "incidents-csv")
"""Formats of this version."""


@click.command()
@click.argument("run")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    required=True,
    help="A run file, or a table of its records.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to; - is stdout.",
)
@shared_options
@pass_invocation
def export(invocation: Invocation, run: str, form: str, out: Path) -> None:
    """Write a run for another machine or tool; RUN is an id or a run file."""
    from itilsim.cli.output import write_out
    from itilsim.runs.opened import open_run

    opened = open_run(run, invocation.places)
    data = _run_file(opened) if form == "run" else _incidents(opened)
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
