"""The planned end is the end of the measure: who leaves early idles until then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import pytest

from itilsim.composing.generated import Composer
from itilsim.composing.loading import load_shifts
from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Scorecard, scorecard
from itilsim.sim.policies import POLICIES, Policy
from itilsim.sim.policies.steps import Steps
from itilsim.sim.reference import tally_of
from itilsim.storage.places import places
from tests.played import first_shift
from tests.proofs.mornings import ORDERS

FIRST, EACH = 2_000_000, 12
SHARES = (25, 50, 75)
"""Percent of the shift after which the seat is left."""


def leaving(policy: Policy, percent: int) -> Policy:
    """A policy that leaves after so many percent of the shift."""

    def played(desk: Desk, seed: int) -> Steps:
        steps = policy(desk, seed)
        wish = next(steps)
        while desk.at * 100 < desk.setting.horizon * percent:
            wish = steps.send((yield wish))
        yield c.EndShift()

    return played


def cards(setting: Setting, seed: int, name: str, share: int) -> tuple[Scorecard, Scorecard]:
    """The score of leaving, and of doing nothing more."""
    idle, textbook = (tally_of(setting, seed, each) for each in ("idle", "textbook"))
    left = tally_of(setting, seed, leaving(POLICIES[name], share))
    idled = tally_of(setting, seed, name, setting.horizon * share // 100)
    return (
        scorecard(left, setting, idle, textbook),
        scorecard(idled, setting, idle, textbook),
    )


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("name", ["textbook", "by_priority", "first_come"])
def test_leaving_is_idling(name: str, share: int) -> None:
    left, idled = cards(first_shift(), 1, name, share)
    assert left.total == idled.total
    assert left.criteria == idled.criteria


def generated(home: Path) -> Iterator[tuple[Setting, int]]:
    for order in ORDERS:
        composer = load_shifts(order.id, places(home))
        assert isinstance(composer, Composer)
        for seed in range(FIRST, FIRST + EACH):
            yield composer.generated(seed).setting, seed


@pytest.mark.prove
def test_half_a_shift_is_not_strong(tmp_path: Path) -> None:
    found = [cards(setting, seed, "textbook", 50) for setting, seed in generated(tmp_path)]
    totals = [left.total / 100 for left, _ in found]
    strong = sum(left.band == "strong" for left, _ in found)
    script = cards(first_shift(), 1, "textbook", 50)[0]
    print(
        f"\nplanned end: textbook leaving at half time, {len(found)} generated shifts: mean "
        f"{fmean(totals):.2f}, {strong} strong, {sum(a.total != b.total for a, b in found)} other "
        f"than idling; first-shift {script.total / 100:.2f}, {script.band}"
    )
    assert all(left.total == idled.total for left, idled in found)
    assert fmean(totals) < 85
    assert strong <= len(found) // 20
