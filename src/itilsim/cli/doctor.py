"""`itilsim doctor`: is the data sound, and is this machine fit?"""

from __future__ import annotations

import os
import platform
import shutil
import sys

import click

from itilsim import __version__
from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    shared_options,
)
from itilsim.domain.errors import ItilsimError
from itilsim.storage.doctor import Finding

MARKS = {"good": "ok", "notice": "note", "damage": "DAMAGE"}
"""How bad a finding is, as it is shown."""

SMALLEST = (80, 24)
"""Smallest terminal in which the app can be used, in columns and lines."""


@click.command()
@click.option(
    "--repair", is_flag=True, help="Clear leftovers, rebuild indexes; a backup is made before."
)
@click.option(
    "--restore",
    is_flag=True,
    help="Go back to the last good backup; what is there now is kept beside it.",
)
@json_option
@shared_options
@pass_invocation
def doctor(invocation: Invocation, repair: bool, restore: bool) -> int:
    """Check your data, its backups and this machine.

    Exit code 4: something is damaged, and a restore is needed.
    """
    from itilsim.storage import doctor as examination

    if repair and restore:
        raise click.UsageError("--repair and --restore exclude each other: choose one.")
    done: list[Finding] = []
    if restore:
        done.append(_restored(invocation))
    elif repair:
        done += examination.repair(invocation.places)
    found = [*done, *examination.examine(invocation.places), *_environment()]
    if invocation.as_json:
        print_json([
            {"level": one.level, "code": one.code, "message": one.message, "hint": one.hint}
            for one in found
        ])  # fmt: skip
    else:
        for one in found:
            hint = f" ({one.hint})" if one.hint else ""
            click.echo(f"{MARKS[one.level]:<6}  {one.message}{hint}")
    return 4 if any(one.level == "damage" for one in found) else 0


def _restored(invocation: Invocation) -> Finding:
    """Go back to the last good backup."""
    from itilsim.storage.backups import restore

    result = restore(invocation.places)
    aside = f" What was there is in {result.aside}." if result.aside else ""
    return Finding("good", "restored", f"Restored from {result.backup.name}.{aside}")


def _environment() -> list[Finding]:
    """What this machine brings along."""
    words = f"itilsim {__version__}, Python {platform.python_version()}, {platform.system()}."
    return [Finding("good", "versions", words), _content(), *_terminal()]


def _content() -> Finding:
    from itilsim.content.lookup import shipped_ids

    try:
        count = len(shipped_ids())
    except ItilsimError as error:
        return Finding("notice", "content", str(error))
    return Finding("good", "content", f"{count} shipped scenario{'s' * (count != 1)}.")


def _terminal() -> list[Finding]:
    """Whether the app can be shown here."""
    if not sys.stdout.isatty():
        return [Finding("good", "terminal", "Not looked at: the output goes elsewhere.")]
    size = shutil.get_terminal_size()
    found = []
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        message = f"The window has {size.columns}x{size.lines} characters."
        found.append(Finding("notice", "small-window", message, "make it at least 80x24"))
    if os.environ.get("TERM", "dumb") == "dumb":
        message = "This terminal cannot move its cursor."
        found.append(Finding("notice", "terminal", message, "use another one, or set TERM"))
    if not (sys.stdout.encoding or "").lower().startswith("utf"):
        message = f"The terminal's encoding is {sys.stdout.encoding}."
        found.append(Finding("notice", "encoding", message, "use UTF-8, else lines look odd"))
    return found or [
        Finding("good", "terminal", f"The terminal is fit ({size.columns}x{size.lines}).")
    ]
