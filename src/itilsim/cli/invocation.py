"""What every command shares: where data is, how to print it, whether to ask.

The one idea: global options may stand before or after the command's name; both write into one
`Invocation`, which each command takes as its first argument.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from itilsim.storage.places import Places

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


@dataclass
class Invocation:
    """The choices that hold for the whole command line."""

    home: Path | None = None
    """Folder of all user data, if one was named."""
    as_json: bool = False
    """Results are printed as data."""
    no_input: bool = False
    """Nothing is ever asked."""

    @cached_property
    def places(self) -> Places:
        """The user's folders."""
        from itilsim.storage.places import places

        return places(self.home)


pass_invocation = click.make_pass_decorator(Invocation)
"""Hands the invocation to a command as its first argument."""


def shared_options(function: FunctionT) -> FunctionT:
    """Accept the global options here, too."""
    home = click.option("--home", type=FOLDER, callback=_home, expose_value=False, hidden=True)
    no_input = click.option(
        "--no-input", is_flag=True, callback=_no_input, expose_value=False, hidden=True
    )
    return home(no_input(function))


def json_option(function: FunctionT) -> FunctionT:
    """Accept `--json`."""
    words = "Print data instead of words."
    option = click.option("--json", is_flag=True, expose_value=False, callback=_json, help=words)
    return option(function)


FOLDER = click.Path(file_okay=False, path_type=Path)
"""A folder, which need not be there yet."""


class _ExistingFolder(click.Path):
    """A folder that is there."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Turn what was typed into a folder, or say that there is none."""
        folder = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not folder.is_dir():
            self.fail(f"There is no folder {folder}.", param, ctx)
        return folder


EXISTING_FOLDER = _ExistingFolder(file_okay=False)
"""A folder that is there."""


def _home(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Invocation).home = value


def _no_input(context: click.Context, _option: click.Parameter, value: bool) -> None:
    invocation = context.ensure_object(Invocation)
    invocation.no_input = invocation.no_input or value


def _json(context: click.Context, _option: click.Parameter, value: bool) -> None:
    invocation = context.ensure_object(Invocation)
    invocation.as_json = invocation.as_json or value


def print_json(value: object, *, indent: int | None = 2) -> None:
    """Print data; on one line where `indent` is none."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=plain, indent=indent))


def say(words: str) -> None:
    """Tell the person something that is not the result."""
    click.echo(words, err=True)


def table(rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """Rows as aligned lines, two spaces between columns; a cell is one line, whatever is in it.

    Args:
        rows: Each of the same length.
        right: Columns that hold numbers.
    """
    kept = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    lines = []
    for row in kept:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
