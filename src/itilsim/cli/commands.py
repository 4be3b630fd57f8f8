"""The commands by name; each is imported only when it is asked for.

The one idea: the list that `--help` prints is a table here, so that help costs no import, and a
name that is nearly right is answered with the right one.
"""

from __future__ import annotations

import difflib
import importlib
from pathlib import Path

import click

from itilsim.cli import has_screen
from itilsim.cli.invocation import FOLDER, Invocation

COMMANDS: dict[str, tuple[str, str]] = {
    "play": ("play:play", "Play a shift."),
    "scenarios": ("lists:scenarios", "List the shifts that can be played."),
    "runs": ("lists:runs", "List what you have played."),
    "debrief": ("debrief:debrief", "Show what your decisions did."),
    "what-if": ("what_if:what_if", "Show the best still attainable, minute by minute."),
    "quiz": ("quiz:quiz", "Practise questions, and review what is due."),
    "drill": ("drill:drill", "Practise one skill of the desk, a few tasks at a time."),
    "lesson": ("lesson:lesson", "Read a short lesson on a topic of your exam."),
    "exam": ("exam:exam", "Sit a mock exam, or print one."),
    "progress": ("progress:progress", "Show what you know, and what to study next."),
    "settings": ("settings:settings", "What you study for, until when, how much a day."),
    "scoring": ("scoring:scoring", "Print how a shift is scored."),
    "class": ("classroom:classroom", "Prepare an exercise for a class, play in one, grade it."),
    "replay": ("replay:replay", "Play a run's journal again and compare."),
    "simulate": ("simulate:simulate", "Let a policy play a shift, without a screen."),
    "lab": ("lab:lab", "Try out the rules: does anything pay that must not? Does it teach?"),
    "export": ("transfer:export", "Write a run for another machine or tool."),
    "import": ("transfer:import_run", "Take in a run file from another machine."),
    "bank": ("bank:bank", "Write questions for other tools, or take theirs in."),
    "check": ("check:check", "Find every problem in content files."),
    "schema": ("schema:schema", "Print the JSON Schema of a kind of content file."),
    "doctor": ("doctor:doctor", "Check your data, and repair or restore it."),
    "erase": ("erase:erase", "Delete all your data from this machine."),
}
"""Module and function below `itilsim.cli`, and one line of help, by name."""

HELP = """Run a service desk for a morning, then see what your decisions did.

\b
    itilsim                                        the home screen
    itilsim play first-shift --mode guided         your first shift
    itilsim debrief last                           what came of it
"""


class LazyGroup(click.Group):
    """A group that knows its commands by the table and loads the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name][0].split(":")
        found = getattr(importlib.import_module(f"itilsim.cli.{module}"), function)
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=2, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, help=HELP, invoke_without_command=True)
@click.option("--home", type=FOLDER, help="Keep all your data in this folder (or ITILSIM_HOME).")
@click.option("--json", "as_json", is_flag=True, help="Print data where a result is data.")
@click.option("--no-input", is_flag=True, help="Never ask anything.")
@click.option("--version", is_flag=True, help="Print the version, and leave.")
@click.pass_context
def itilsim(
    context: click.Context, home: Path | None, as_json: bool, no_input: bool, version: bool
) -> int | None:
    """Take the global options, and open the home screen where nothing else is asked for."""
    invocation = context.ensure_object(Invocation)
    invocation.home = home
    invocation.as_json = as_json
    invocation.no_input = no_input
    if version:
        from itilsim.cli import version_text

        click.echo(version_text(), nl=False)
        context.exit(0)
    if context.invoked_subcommand is not None:
        return None
    if no_input or not has_screen():
        click.echo(context.get_help(), err=True)
        context.exit(2)
    from itilsim.tui.start import open_home

    return open_home(invocation.places)
