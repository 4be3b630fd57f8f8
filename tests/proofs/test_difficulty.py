"""How hard a generated shift is, by the mean of a trained stumbler.

Judged on seeds from 2,800,000 on, and by other, independent draws of errors than the composer's;
bands were fitted on seeds from 700,000 to 740,000 and from 830,000 to 882,000, the stumbler's
coefficients before anything was measured.
The control is the same composer without its choice: the first fair candidate is taken.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from statistics import correlation, fmean, stdev

import pytest

from itilsim.composing import generated
from itilsim.composing.generated import Composer
from itilsim.composing.loading import load_shifts
from itilsim.composing.orders import ShiftOrder
from itilsim.domain.scoring import scorecard
from itilsim.sim.policies.stumbler import stumbler
from itilsim.sim.reference import tally_of
from itilsim.storage.places import places

FIRST, SHIFTS, DRAWS = 2_800_000, 25, 50
"""Shifts of each organisation, level and length, and draws of errors on each."""
GOAL = 0.9


CONTROL = 8
"""Shifts of each kind whose difficulty nobody looked at."""


def difficulties(home: Path, shifts: int) -> list[tuple[int, float]]:
    """Level and difficulty of each shift, so many of each kind."""
    found = []
    for organisation in ("quillmere", "wennery"):
        for level in range(1, 6):
            for minutes in (45, 90):
                composer = load_shifts(ShiftOrder(organisation, level, minutes).id, places(home))
                assert isinstance(composer, Composer)
                for seed in range(FIRST, FIRST + shifts):
                    setting = composer.generated(seed).setting
                    idle, best = (tally_of(setting, seed, each) for each in ("idle", "textbook"))
                    points = fmean(
                        scorecard(
                            tally_of(setting, seed, stumbler("trained", draw)), setting, idle, best
                        ).total
                        for draw in range(DRAWS)
                    )
                    found.append((level, 100 - points / 100))
    return found


def ranks(values: list[float]) -> list[float]:
    """Ranks, those of ties shared."""
    places_of: dict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places_of[value].append(place)
    return [fmean(places_of[value]) for value in values]


def told(found: list[tuple[int, float]], what: str) -> float:
    """Rank correlation of level and difficulty, printed with the means."""
    levels, hard = [float(level) for level, _ in found], [difficulty for _, difficulty in found]
    rank = correlation(ranks(levels), ranks(hard))
    of_level = {n: [d for level, d in found if level == n] for n in range(1, 6)}
    words = ", ".join(f"{n}: {fmean(d):.1f} ± {stdev(d):.1f}" for n, d in of_level.items())
    print(f"\n{what}: {len(found)} shifts, {DRAWS} draws each, Spearman {rank:.3f}; {words}")
    return rank


@pytest.mark.prove
def test_levels_are_as_hard_as_they_say(tmp_path: Path) -> None:
    assert told(difficulties(tmp_path, SHIFTS), "difficulty") >= GOAL


@pytest.mark.prove
def test_what_a_level_contains_alone_does_not_make_it_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generated, "CHOICE", 1)
    found = difficulties(tmp_path, CONTROL)
    assert told(found, "control, the first fair candidate taken") < GOAL - 0.1
