"""The world never punishes the right answer: wrong decisions put right, one at a time."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from itilsim.composing.generated import Composer
from itilsim.composing.loading import load_shifts
from itilsim.domain.scenario import Setting
from itilsim.sim.reference import tally_of
from itilsim.storage.places import places
from tests.played import first_shift
from tests.proofs.mornings import ORDERS
from tests.proofs.repairs import Repair, journal_of, repairs

FIRST = 700_000
POLICIES = ("first_come", "by_priority")
FULL_SIZE, EVERYDAY = 20, 2


def repaired(setting: Setting, seeds: range) -> dict[tuple[str, str, str], list[Repair]]:
    """Repairs by policy, criterion and subject."""
    found: dict[tuple[str, str, str], list[Repair]] = defaultdict(list)
    for seed in seeds:
        idle, textbook = (tally_of(setting, seed, name) for name in ("idle", "textbook"))
        for policy in POLICIES:
            for each in repairs(journal_of(setting, seed, policy), idle, textbook):
                found[policy, each.criterion, each.subject].append(each)
    return found


def check(found: dict[tuple[str, str, str], list[Repair]]) -> None:
    """No repair lowers its own finding; in the mean none lowers the total."""
    assert found
    for key, each in found.items():
        assert all(one.credit[1] >= one.credit[0] for one in each), key
        assert fmean(one.gain for one in each) >= 0, key


def test_repairs_pay_in_the_first_shift() -> None:
    check(repaired(first_shift(), range(FIRST, FIRST + EVERYDAY)))


@pytest.mark.prove
def test_repairs_pay_everywhere(tmp_path: Path) -> None:
    found = repaired(first_shift(), range(FIRST, FIRST + FULL_SIZE))
    single = [one for each in found.values() for one in each]
    falls = [one for one in single if one.gain < -100]
    print(
        f"\nrepairs: first-shift, {len(single)} decisions put right, mean "
        f"{fmean(one.gain for one in single) / 100:+.2f}, {len(falls)} falls over a point"
    )
    check(found)
    generated: list[Repair] = []
    for order in ORDERS:
        composer = load_shifts(order.id, places(tmp_path))
        for seed in range(FIRST, FIRST + FULL_SIZE):
            assert isinstance(composer, Composer)
            setting = composer.generated(seed).setting
            for each in repaired(setting, range(seed, seed + 1)).values():
                generated += each
    falls = [one for one in generated if one.gain < -100]
    print(
        f"repairs: generated shifts, {len(generated)} decisions put right, mean "
        f"{fmean(one.gain for one in generated) / 100:+.2f}, {len(falls)} falls over a point: "
        + "; ".join(sorted({f"{one.criterion} {one.gain / 100:+.1f}" for one in falls})[:12])
    )
    assert all(one.credit[1] >= one.credit[0] for one in generated)
    by_criterion: dict[str, list[int]] = defaultdict(list)
    for one in generated:
        by_criterion[one.criterion].append(one.gain)
    assert all(fmean(gains) >= 0 for gains in by_criterion.values())
