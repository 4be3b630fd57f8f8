"""Policies with one skill taken away, to show which skill separates two of them.

The one idea: a policy is a stream of commands, so a skill is taken away by putting other commands,
or nothing, in the place of some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, cast

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.sim import policies
from itilsim.sim.policies.steps import Steps

Policy: TypeAlias = Callable[[Desk, int], Steps]
Instead: TypeAlias = Callable[[c.Command, Desk], Iterable[c.Command | None] | None]
"""What to submit in the place of a command, `None` among it to wait; nothing: leave it as it is."""


def without(name: str, instead: Instead) -> Policy:
    """A published policy in which some commands are replaced."""

    def variant(desk: Desk, seed: int) -> Steps:
        steps = policies.POLICIES[name](desk, seed)
        wish = next(steps)
        while True:
            others = instead(wish, desk) if isinstance(wish, c.Command) else None
            if others is None:
                accepted = yield wish
            else:
                accepted = True
                for other in others:
                    accepted = yield other
            try:
                wish = steps.send(accepted)
            except StopIteration:
                return

    return variant


@contextmanager
def published(name: str, policy: Policy) -> Iterator[str]:
    """Let `play` know a policy for a while, and give its name."""
    table = cast("dict[str, Policy]", policies.POLICIES)
    table[name] = policy
    try:
        yield name
    finally:
        del table[name]
