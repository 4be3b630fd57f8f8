"""A bar on stderr for what takes long, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from itilsim.cli.invocation import Invocation

WORTH_A_BAR = 5
"""Steps under which none is shown. Tuning constant."""


@contextmanager
def progress(
    invocation: Invocation, length: int, label: str, *, with_results: bool = False
) -> Iterator[Callable[[], None]]:
    """A bar of so many steps; none where nobody would see it, or where results run past it.

    Args:
        invocation: How the command was called.
        length: Steps.
        label: What is done.
        with_results: Results are printed meanwhile.

    Yields:
        What to call after each step.
    """
    results_are_seen = with_results and sys.stdout.isatty()
    silent = invocation.as_json or results_are_seen or not sys.stderr.isatty()
    if length < WORTH_A_BAR or silent:
        yield _no_step
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _no_step() -> None:
    """Show nothing."""
