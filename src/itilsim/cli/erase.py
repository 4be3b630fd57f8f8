"""`itilsim erase`: one's own data, and nothing else."""

from __future__ import annotations

import click

from itilsim.cli import on_terminal
from itilsim.cli.invocation import Invocation, pass_invocation, say, shared_options
from itilsim.domain.errors import UsageError


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared_options
@pass_invocation
def erase(invocation: Invocation, yes: bool) -> None:
    """Delete all your data from this machine: runs, results, backups, settings.

    Files that itilsim did not make stay, also inside its folder.
    """
    from itilsim.storage.erasing import erase_data
    from itilsim.storage.owned import data_files

    places = invocation.places
    places.has_data()  # a folder that cannot be one is told
    files = data_files(places)
    if not files:
        say(f"There is nothing to delete in {places.data}.")
        return
    if not yes:
        if invocation.no_input or not on_terminal():
            raise UsageError("Nothing was deleted. To delete without being asked, add --yes.")
        say(f"This deletes {len(files)} files in {places.data}: all runs, results and backups.")
        if not click.confirm("There is no way back. Delete them?", err=True):
            say("Nothing was deleted.")
            return
    erase_data(places)
    say("Your data is deleted.")
