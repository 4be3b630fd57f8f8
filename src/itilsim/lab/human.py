"""A policy at human speed: the clock runs while somebody thinks, slower while a form is open.

The one idea: what a pace asks of people is measured, not guessed. Whoever decides perfectly and
needs as long for it as people do must come off well; the fastest pace at which that holds is the
steady one.
Source of the times: `scoring.md` asks for 20 s a decision (30 s for the first thirty), a quarter of
it before the form opens, and 3 s for a plain key; their spread is a tuning constant.
"""

from __future__ import annotations

import math
from dataclasses import fields
from random import Random
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.scenario import Speed
from itilsim.sim.policies import POLICIES, Policy
from itilsim.sim.policies.playing import REFUSED_COSTS, policy_seed
from itilsim.sim.shift import Shift

DECISION, LEARNING, KEY = 20.0, 30.0, 3.0
"""Median seconds of a person for a form, for each of the first, and for a plain key."""
FIRST: Final = 30
"""So many decisions are made while somebody is still finding the way."""
BEFORE: Final = 0.25
"""Share of a decision before its form is open."""
SPREAD: Final = 0.5
"""Sigma of the lognormal times. Tuning constant."""


def play_like_a_person(shift: Shift, policy: str | Policy, speed: Speed, slower: float = 1) -> None:
    """Let a policy play a paced shift as fast as people decide.

    Draws: from the stream `policy/human`, one for each command.

    Args:
        shift: A paced shift.
        policy: A name of `POLICIES`, or a policy.
        speed: Simulated seconds a second, outside a form and inside one.
        slower: Its share at which the clock runs.
    """
    seed = policy_seed(shift.seed)
    stream = Random(f"{seed}/policy/human")
    steps = (POLICIES[policy] if isinstance(policy, str) else policy)(shift.desk, seed)
    pace = speed.outside * slower, speed.inside * slower
    stop, decisions = shift.setting.horizon, 0
    wish = next(steps, None)
    while shift.at < stop and not shift.ended:
        done = False
        if isinstance(wish, c.Command):
            took = math.exp(SPREAD * stream.gauss(0, 1))
            form = _has_form(wish)
            decisions += form
            done = _decide(shift, wish, took * _median(decisions, form=form), pace, form=form)
        elif wish is None:
            shift.advance_to_change(stop)
        else:
            shift.advance_to_change(min(max(wish, shift.at + 1), stop))
        if not shift.ended:
            wish = steps.send(done)


def _decide(
    shift: Shift, wish: c.Command, took: float, pace: tuple[float, float], *, form: bool
) -> bool:
    """Think, open the form, fill it in, and do it; whether it was done."""
    outside, inside = pace
    before = took * (BEFORE if form else 1)
    _pass(shift, before * outside)
    try:
        if form:
            shift.submit(c.BeginAction())
            _pass(shift, (took - before) * inside)
        answer = shift.submit(wish)
    except Refused:
        _pass(shift, REFUSED_COSTS)
        return False
    shift.advance(answer.busy_until)
    return True


def _pass(shift: Shift, seconds: float) -> None:
    shift.advance(min(shift.at + round(seconds), shift.setting.horizon))


def _has_form(command: c.Command) -> bool:
    """Whether it says more than about what it is."""
    return any(each.name not in c.SUBJECT_FIELDS for each in fields(command))


def _median(decisions: int, *, form: bool) -> float:
    if not form:
        return KEY
    return LEARNING if decisions <= FIRST else DECISION
