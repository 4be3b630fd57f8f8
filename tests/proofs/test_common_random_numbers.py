"""The world deals everyone the same hand: what fails first and who asks first is nobody's doing.

The scenario has 80 components that wear out by exponential, Weibull and lognormal laws, and four
Poisson streams of demand. What comes back after a repair may come at another time, since the repair
does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.proofs import shifts
from tests.proofs.commands import submit_stream
from tests.proofs.shifts import POLICIES, WORKING_DAY, first_demand, first_failures, played

numbers = st.lists(st.integers(0, 10_000), min_size=6, max_size=240)


def same_hand(setting: Setting, seed: int, act: Callable[[Shift], None]) -> tuple[int, int]:
    """How many first failures and first demands there are; all as if nobody had been there."""
    alone = played(setting, seed, "idle").facts
    facts = shifts.recorded(setting, seed, act).facts
    assert first_failures(facts) == first_failures(alone)
    assert first_demand(facts) == first_demand(alone)
    return len(first_failures(alone)), len(first_demand(alone))


@pytest.mark.parametrize("policy", POLICIES)
def test_no_policy_changes_what_comes_first(eighty: Setting, policy: str) -> None:
    for seed in (1, 2):
        failures, demands = same_hand(eighty, seed, lambda shift: play(shift, policy))
        assert failures > 20
        assert demands > 50


def test_what_comes_back_depends_on_what_was_done(eighty: Setting) -> None:
    """Else the comparison above would hold for a world in which nothing matters."""
    logs = {played(eighty, 1, policy).digest for policy in POLICIES}
    assert len(logs) == len(POLICIES)


@given(numbers=numbers, seed=st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_no_stream_of_commands_changes_what_comes_first(numbers: list[int], seed: int) -> None:
    same_hand(shifts.eighty(*WORKING_DAY), seed, lambda shift: submit_stream(shift, numbers))


@pytest.mark.prove
def test_the_hand_is_the_same_over_many_seeds(eighty: Setting) -> None:
    failures = demands = comparisons = 0
    for seed in range(30):
        for policy in POLICIES[1:]:
            found = same_hand(eighty, seed, partial(play, policy=policy))
            failures, demands = failures + found[0], demands + found[1]
            comparisons += 1
    print(
        f"\ncommon random numbers: {comparisons} of {comparisons} plays by 4 policies on 30 seeds "
        f"met idle's {failures} first failures and {demands} first demands"
    )


@pytest.mark.prove
def test_the_hand_is_the_same_for_any_commands() -> None:
    examples = 0

    @given(numbers=numbers, seed=st.integers(0, 1000))
    @settings(max_examples=1000, deadline=None)
    def any_commands(numbers: list[int], seed: int) -> None:
        nonlocal examples
        examples += 1
        same_hand(shifts.eighty(*WORKING_DAY), seed, lambda shift: submit_stream(shift, numbers))

    any_commands()
    print(f"\ncommon random numbers: {examples} of {examples} random streams of commands met "
          "idle's first failures and first demands")  # fmt: skip
