"""Reference runs: policies on the same seed, judged like anyone."""

from __future__ import annotations

from itilsim.domain import scoring
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import Policy, play
from itilsim.sim.shift import Shift


def facts_of(setting: Setting, seed: int, policy: str | Policy) -> tuple[Fact, ...]:
    """The log of a policy that plays the trainee's seat."""
    facts: list[Fact] = []
    shift = Shift(setting, seed, sink=lambda fact, _: facts.append(fact))
    play(shift, policy)
    shift.finish()
    return tuple(facts)


def tally_of(
    setting: Setting, seed: int, policy: str | Policy, until: int | None = None
) -> scoring.Tally:
    """What judging finds when a policy plays the trainee's seat.

    Args:
        setting: The shift.
        seed: Seed of its chance.
        policy: A name of `POLICIES`, or a policy.
        until: From this second on nothing more is done.
    """
    judging = scoring.start(setting)
    shift = Shift(setting, seed, sink=lambda fact, _: scoring.step(judging, fact))
    play(shift, policy, until)
    if not shift.ended:
        play(shift, "idle")
    shift.finish()
    return scoring.finish(judging)
