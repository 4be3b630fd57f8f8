"""How a policy plays a seat.

A policy is a generator: it yields commands, or `None` to wait for the desk to change, or the second
at which to look again at the latest; it is told whether the command was accepted. What it remembers
is its local variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from itilsim.domain.commands import Command
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.sim.policies.by_priority import by_priority
from itilsim.sim.policies.first_come import first_come
from itilsim.sim.policies.loudest_voice import loudest_voice
from itilsim.sim.policies.random_choice import random_choice
from itilsim.sim.policies.steps import Policy, Steps
from itilsim.sim.policies.textbook import textbook
from itilsim.sim.shift import Shift

REFUSED_COSTS = 10
"""Seconds that a refused command costs a policy (tuning constant)."""


def idle(desk: Desk, seed: int) -> Steps:
    """Do nothing."""
    del desk, seed
    while True:
        yield None


POLICIES: Mapping[str, Policy] = {
    "idle": idle,
    "random_choice": random_choice,
    "first_come": first_come,
    "loudest_voice": loudest_voice,
    "by_priority": by_priority,
    "textbook": textbook,
}
"""Policies by name, by rising skill."""


def play(shift: Shift, policy: str | Policy, until: int | None = None) -> None:
    """Let a policy play the trainee's seat to the shift's end, or to a second.

    Args:
        shift: A stepped shift.
        policy: A name of `POLICIES`, or a policy.
        until: Stop here, in seconds; the shift is then not ended.
    """
    stop = shift.setting.horizon if until is None else min(until, shift.setting.horizon)
    plays = POLICIES[policy] if isinstance(policy, str) else policy
    steps = plays(shift.desk, policy_seed(shift.seed))
    command = next(steps, None)
    while shift.at < stop and not shift.ended:
        accepted = False
        if command is None:
            shift.advance_to_change(stop)
        elif isinstance(command, int):
            shift.advance_to_change(min(max(command, shift.at + 1), stop))
        else:
            accepted = _submit(shift, command, stop)
        if not shift.ended:
            command = steps.send(accepted)


def policy_seed(seed: int) -> int:
    """The seed of a policy's own chance, from which the world's cannot be told."""
    return int.from_bytes(sha256(f"{seed}/policy".encode()).digest()[:6])


def _submit(shift: Shift, command: Command, stop: int) -> bool:
    """Submit and pay the time; a refusal costs a moment, so that nobody asks for ever."""
    try:
        answer = shift.submit(command)
    except Refused:
        shift.advance(min(shift.at + REFUSED_COSTS, stop))
        return False
    shift.advance(min(answer.busy_until, stop))
    return True
