"""`itilsim check`: every problem of content files, each with its place."""

from __future__ import annotations

from pathlib import Path

import click

from itilsim.cli.invocation import (
    Invocation,
    json_option,
    pass_invocation,
    print_json,
    say,
    shared_options,
)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@json_option
@shared_options
@pass_invocation
def check(invocation: Invocation, paths: tuple[Path, ...]) -> int:
    """Check scenarios, organisations, libraries, questions, blueprints; a folder means all in it.

    Exit code 1: there are problems.
    """
    from itilsim.content.checks import check_paths

    problems = check_paths(paths, invocation.places)
    if invocation.as_json:
        names = ("file", "line", "column", "code", "message", "hint")
        print_json([{name: getattr(one, name) for name in names} for one in problems])
    else:
        for one in problems:
            click.echo(str(one))
        count = len(problems)
        word = "problem" if count == 1 else "problems"
        say(f"{count:,} {word}." if count else "No problems.")
    return 1 if problems else 0
