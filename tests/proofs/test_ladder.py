"""Skill pays in `first-shift`: the policies' totals climb, and poor play misses targets."""

from __future__ import annotations

from statistics import fmean, stdev

import pytest

from tests.proofs.judged import EVERYDAY, FULL, HUNDREDTHS, card
from tests.proofs.shifts import POLICIES


def totals(policy: str, seeds: int) -> list[float]:
    return [card(policy, seed).total / HUNDREDTHS for seed in range(seeds)]


def climbs(seeds: int) -> dict[str, tuple[float, float]]:
    """Mean and standard error of each policy's total; the order is as it should be."""
    found = {}
    for policy in POLICIES:
        points = totals(policy, seeds)
        found[policy] = (fmean(points), stdev(points) / len(points) ** 0.5)
    means = {policy: mean for policy, (mean, _) in found.items()}
    assert max(means["idle"], means["random_choice"]) < means["first_come"]
    assert means["first_come"] < means["by_priority"] < means["textbook"]
    assert means["textbook"] > 85
    assert means["idle"] < 15
    for lower, higher in (("random_choice", "first_come"), ("first_come", "by_priority"),
                          ("by_priority", "textbook")):  # fmt: skip
        gaps = [h - low for low, h in zip(totals(lower, seeds), totals(higher, seeds), strict=True)]
        assert fmean(gaps) > 3 * stdev(gaps) / len(gaps) ** 0.5, "noise"
    return found


def missed(policy: str, seed: int) -> tuple[int, int]:
    """Response and restoration targets of the true priority that were missed."""
    every = card(policy, seed).sla["all"]
    return every.count - every.response_met, every.count - every.resolution_met


def check_targets(seeds: int) -> tuple[int, int]:
    """The fewest that idle misses; textbook misses none."""
    for seed in range(seeds):
        responses, restorations = missed("idle", seed)
        assert responses >= 4
        assert restorations >= 2
        assert missed("textbook", seed) == (0, 0)
    idle = [missed("idle", seed) for seed in range(seeds)]
    return min(each for each, _ in idle), min(each for _, each in idle)


def test_the_totals_climb() -> None:
    climbs(EVERYDAY)


def test_idle_misses_targets_and_textbook_none() -> None:
    check_targets(EVERYDAY)


@pytest.mark.prove
def test_the_totals_climb_over_thirty_seeds() -> None:
    found = climbs(FULL)
    line = ", ".join(f"{name} {mean:.2f} ± {error:.2f}" for name, (mean, error) in found.items())
    responses, restorations = check_targets(FULL)
    print(f"\nladder: {FULL} seeds of first-shift, mean total ± standard error: {line}")
    print(
        f"ladder: in each of {FULL} seeds idle misses at least {responses} response and "
        f"{restorations} restoration targets, textbook none"
    )
