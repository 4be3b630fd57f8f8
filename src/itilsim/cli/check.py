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
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings, too.")
@json_option
@shared_options
@pass_invocation
def check(invocation: Invocation, paths: tuple[Path, ...], *, strict: bool) -> int:
    """Check scenarios, organisations, libraries, questions, blueprints; a folder means all in it.

    A warning is something odd that can be played. Exit code 1: there are problems.
    """
    from itilsim.content.checks import check_paths

    found = check_paths(paths, invocation.places)
    problems = sum(one.level == "problem" for one in found)
    if invocation.as_json:
        names = ("file", "line", "column", "level", "code", "message", "hint")
        print_json([{name: getattr(one, name) for name in names} for one in found])
    else:
        for one in found:
            click.echo(str(one))
        counts = [_counted(problems, "problem"), _counted(len(found) - problems, "warning")]
        say(f"{' and '.join(filter(None, counts))}." if found else "No problems.")
    return 1 if problems or (strict and found) else 0


def _counted(count: int, word: str) -> str:
    """So many of something; nothing for none."""
    return f"{count:,} {word if count == 1 else word + 's'}" if count else ""
