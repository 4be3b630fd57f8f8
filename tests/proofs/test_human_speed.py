"""A running clock is fair: whoever decides perfectly, as fast as people decide, comes off well.

Seeds from 645,000 on; the paces were chosen on seeds below 100, the levels of generated shifts on
others (`test_difficulty`). Control: the speed of before, ten
simulated seconds a second whether a form is open or not.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from itilsim.composing.loading import load_shift
from itilsim.content.scenarios import load_scenario
from itilsim.domain import scoring
from itilsim.domain.scenario import Setting, Speed
from itilsim.lab.human import play_like_a_person
from itilsim.seat.request import PACES
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.proofs.mornings import ORDERS

FIRST, EVERYDAY, FULL = 645_000, 2, 20
GOOD, LADDER = 85, ("first_come", "by_priority", "textbook")


def points(setting: Setting, seed: int, policy: str, speed: Speed, share: float) -> float:
    """What a policy comes to at human speed."""
    idle, best = (tally_of(setting, seed, each) for each in ("idle", "textbook"))
    judging = scoring.start(setting)
    shift = Shift(setting, seed, pace="paced", sink=lambda fact, _: scoring.step(judging, fact))
    play_like_a_person(shift, policy, speed, share)
    shift.finish()
    return scoring.scorecard(scoring.finish(judging), setting, idle, best).total / 100


def settings(home: Path, seed: int) -> list[tuple[str, Setting]]:
    """The scripted shift, and a generated one of each kind."""
    own = places(home)
    made = [(order.id, load_shift(order.id, seed, own)) for order in ORDERS]
    return [("first-shift", load_scenario("first-shift", own)), *made]


def means(
    home: Path, seeds: range, share: float, speed: Speed | None = None
) -> dict[str, list[float]]:
    """Mean points of each policy of the ladder by scenario, at a share of the steady pace."""
    found: dict[str, list[list[float]]] = defaultdict(list)
    for seed in seeds:
        for name, setting in settings(home, seed):
            pace = speed or setting.scenario.speed
            found[name].append([points(setting, seed, each, pace, share) for each in LADDER])
    return {name: [fmean(e) for e in zip(*rows, strict=True)] for name, rows in found.items()}


def test_perfect_decisions_at_human_speed_come_off_well(tmp_path: Path) -> None:
    found = means(tmp_path, range(FIRST, FIRST + EVERYDAY), 1)
    assert fmean(best for _, _, best in found.values()) > GOOD
    assert all(low < middle < best for low, middle, best in found.values())


@pytest.mark.prove
def test_every_pace_is_fair(tmp_path: Path) -> None:
    seeds = range(FIRST, FIRST + FULL)
    for name, share in PACES.items():
        found = means(tmp_path, seeds, share)
        lines = ", ".join(f"{k} {a:.0f}/{b:.0f}/{c:.1f}" for k, (a, b, c) in found.items())
        print(f"\nhuman speed, {name}: {'/'.join(LADDER)} over {FULL} seeds: {lines}")
        assert all(best > GOOD for _, _, best in found.values()), name
        assert all(low < middle < best for low, middle, best in found.values()), name
    before = means(tmp_path, seeds[:5], 1, Speed(10, 10))
    print("control, x10 everywhere: " + ", ".join(f"{k} {v[2]:.0f}" for k, v in before.items()))
    assert all(best < GOOD for _, _, best in before.values())
