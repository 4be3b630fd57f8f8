"""`itilsim export` and `itilsim import`: runs between machines, data for other tools."""

from __future__ import annotations

import tempfile
from dataclasses import replace
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
    data = _run_file(opened.stored) if form == "run" else _incidents(opened)
    write_out(out, data)
    if str(out) != "-":
        say(f"Written: {out}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
@pass_invocation
def import_run(invocation: Invocation, file: Path) -> None:
    """Take in a run file from another machine, and verify it if this version can."""
    from itilsim.runs.opened import OpenedRun
    from itilsim.runs.runfile import load_run_file
    from itilsim.storage.runs import open_runs

    opened = OpenedRun(load_run_file(file), invocation.places, str(file))
    verdict = _verdict(opened)
    with open_runs(invocation.places) as runs:
        new = runs.add(_believed(opened))
    for remark in opened.stored.remarks:
        say(remark)
    say(verdict)
    say(f"{'Taken in' if new else 'It was here already'}: {opened.id}")


def _run_file(stored: StoredRun) -> bytes:
    """The bytes of a run file."""
    from itilsim.runs.runfile import SUFFIX, save_run_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"run{SUFFIX}"
        save_run_file(stored, path)
        return path.read_bytes()


def _incidents(run: OpenedRun) -> bytes:
    """The bytes of the table of a run's records."""
    from itilsim.exchange.incidents_csv import incident_rows, written
    from itilsim.runs.opened import carefully
    from itilsim.runs.replaying import facts_so_far
    from itilsim.words.labels import ticket_number

    facts = facts_so_far(run)
    with carefully(run.file):
        return written(incident_rows(run.setting, facts, ticket_number))


def _believed(run: OpenedRun) -> StoredRun:
    """The run as our database may hold it: commands and scenario are those that were validated."""
    from itilsim.exchange.journal import setting_text, to_stored

    if not run.same_engine:
        return run.stored
    return replace(
        run.stored,
        entries=tuple(map(to_stored, run.journal)),
        scenario=setting_text(run.setting),
        remarks=(),
    )


def _verdict(run: OpenedRun) -> str:
    """What doing it again says about it."""
    from itilsim.domain.errors import UsageError
    from itilsim.runs.replaying import replayed

    if not run.same_engine:
        try:
            run.must_have_same_engine()
        except UsageError as error:
            return str(error)
    again = replayed(run)
    if again.refused or not again.log_digest:
        return f"Beware: its journal cannot be played to its end. {again.refused}".rstrip()
    if not run.stored.log_digest:
        return f"The run is {run.stored.status}; its journal can be played."
    if again.log_digest != run.stored.log_digest:
        return "Beware: its journal gives another log than the run says it left."
    return "Verified: its journal gives the same log."
