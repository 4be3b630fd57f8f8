"""Does it teach, at full size: simulated learners with a known gain, and faults that are planted.

The one idea: bias, coverage, size and power are counted over experiments of which the truth is
known; the same count finds a split that was not by lot and a test that asks what was practised.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev

import pytest

from itilsim.lab.effect import Effect, effect
from tests.proofs.trials import SOUND, Fault, a_class, delta_for, gain_of

GAINS = (0.0, 0.05, 0.10, 0.20)
"""What a shift adds, as a share of right answers."""
SIZE = 30
"""Learners of a class."""
EXPERIMENTS, EVERYDAY = 2_000, 120
ERRORS = 3.5
"""Standard errors beyond which a mean is not what it should be. Tuning constant: by mere chance
once in two thousand looks."""


@dataclass(frozen=True)
class Counted:
    """What many experiments have shown."""

    bias: float
    """Mean of the estimates less the truth."""
    error: float
    """Its standard error."""
    coverage: float
    """Share of intervals that hold the truth."""
    rejected: float
    """Share of tests by all splits that say no more than 5 % of splits go so far."""

    @property
    def is_biased(self) -> bool:
        return abs(self.bias) > ERRORS * self.error


def counted(
    gain: float, experiments: int, size: int = SIZE, fault: Fault = SOUND, first: int = 0
) -> Counted:
    truth = gain_of(delta_for(gain))
    found = [effect(a_class(n, size, gain, fault)) for n in range(first, first + experiments)]
    means = [_of(each)[0] for each in found]
    return Counted(
        fmean(means) - truth,
        stdev(means) / math.sqrt(experiments),
        fmean(low <= truth <= high for _, low, high, _ in map(_of, found)),
        fmean(chance <= 0.05 for *_, chance in map(_of, found)),
    )


def _of(found: Effect) -> tuple[float, float, float, float]:
    mean, low, high, chance = found.mean, found.low, found.high, found.chance
    assert mean is not None
    assert low is not None
    assert high is not None
    assert chance is not None
    return mean, low, high, chance


def within(share: float, number: int) -> float:
    """How far a share of so many may be from the true one by chance."""
    return ERRORS * math.sqrt(share * (1 - share) / number)


def test_a_known_gain_is_found_and_intervals_hold_it() -> None:
    found = counted(0.10, EVERYDAY, 12)
    assert not found.is_biased
    assert abs(found.coverage - 0.95) <= within(0.95, EVERYDAY)


def test_without_a_gain_few_tests_say_otherwise() -> None:
    found = counted(0.0, EVERYDAY, 12)
    assert not found.is_biased
    assert found.rejected <= 0.05 + within(0.05, EVERYDAY)


@pytest.mark.parametrize("fault", [Fault(by_readiness=True), Fault(seen=True)], ids=str)
def test_a_planted_fault_is_found_by_the_same_count(fault: Fault) -> None:
    assert counted(0.0, EVERYDAY, 12, fault).is_biased


@pytest.mark.prove
@pytest.mark.parametrize("gain", GAINS)
def test_bias_coverage_size_and_power_at_full_size(gain: float) -> None:
    found = counted(gain, EXPERIMENTS, first=1_000 * round(1000 * gain))
    named = "power" if gain else "size"
    print(
        f"\neffect, +{100 * gain:.0f} points, {EXPERIMENTS} classes of {SIZE}: bias "
        f"{100 * found.bias:+.2f} points (standard error {100 * found.error:.2f}), "
        f"95 % intervals hold the truth in {found.coverage:.1%} (93 to 97), "
        f"{named} of the test by all splits {found.rejected:.1%}"
    )
    assert not found.is_biased
    assert 0.93 <= found.coverage <= 0.97
    if not gain:
        assert found.rejected <= 0.05 + within(0.05, EXPERIMENTS)


@pytest.mark.prove
def test_power_with_as_few_pairs_as_an_edition_has() -> None:
    for size in (SIZE, 2 * SIZE):
        classes = (a_class(n, size, 0.10, topics=4, asked=5) for n in range(EXPERIMENTS // 4))
        found = fmean(_of(effect(each))[-1] <= 0.05 for each in classes)
        print(
            f"\neffect, +10 points, {EXPERIMENTS // 4} classes of {size} with two pairs of five "
            f"questions: power of the test by all splits {found:.1%}"
        )
        assert found > 0.6


@pytest.mark.prove
@pytest.mark.parametrize("fault", [Fault(by_readiness=True), Fault(seen=True)], ids=str)
def test_a_planted_fault_is_found_at_full_size(fault: Fault) -> None:
    found = counted(0.0, EXPERIMENTS, fault=fault)
    print(
        f"\neffect, {fault}: bias {100 * found.bias:+.2f} points (standard error "
        f"{100 * found.error:.2f}), found: {found.is_biased}; coverage {found.coverage:.1%}, "
        f"{found.rejected:.1%} of tests say otherwise"
    )
    assert found.is_biased
