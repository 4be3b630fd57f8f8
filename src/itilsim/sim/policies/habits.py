"""What a colleague does besides, whatever their skill: a habit is a wrapper around any policy.

The one idea: a policy is a stream of commands, so a habit plays each of them in its own way, and
tells the policy whether it was done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from itilsim.domain.commands import Command
from itilsim.domain.desk import Desk
from itilsim.sim.policies.steps import Steps, Tried

Policy: TypeAlias = Callable[[Desk, int], Steps]
"""Plays a seat: what its Desk shows, and a seed of its own."""
Habit: TypeAlias = Callable[[Desk, Command], Tried]
"""Plays one command of a policy in its own way; tells whether that was done."""


def with_habit(policy: Policy, habit: Habit) -> Policy:
    """A policy with a habit."""

    def played(desk: Desk, seed: int) -> Steps:
        steps = policy(desk, seed)
        wish = next(steps, None)
        while True:
            if isinstance(wish, Command):
                done = yield from habit(desk, wish)
            else:
                done = yield wish
            wish = steps.send(done)

    return played
