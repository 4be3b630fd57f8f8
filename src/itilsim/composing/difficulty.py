"""How hard a shift is: what somebody loses in it who knows the work and errs now and then.

The one idea: a level promises a difficulty, and whether a shift keeps that promise is measured by
playing it, not read off what it contains.
"""

from __future__ import annotations

from statistics import fmean
from typing import Final

from itilsim.domain import scoring
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Tally
from itilsim.sim.policies.stumbler import stumbler
from itilsim.sim.reference import tally_of

DRAWS: Final = 24
"""Draws of a stumbler's errors by which a shift is measured, spread evenly: the standard error is
three quarters of a point, with independent draws a point and a half. Tuning constant."""

FIRST_LOOK: Final = 8
"""Draws after which a shift can be seen to be far off. Tuning constant."""

FAR: Final = 4.0
"""So many points beside its level a shift is far off, at first look. Tuning constant."""

OWN_DRAWS: Final = 42 * DRAWS
"""The first of the draws by which shifts are composed; whoever judges levels takes others."""


def beside(points: float, band: tuple[float, float]) -> float:
    """How many points a difficulty lies beside a band; 0 within."""
    low, high = band
    return max(low - points, points - high, 0.0)


def measured(
    setting: Setting, seed: int, idle: Tally, textbook: Tally, band: tuple[float, float]
) -> tuple[float, int]:
    """What a trained stumbler loses in a shift, as far as that matters.

    Args:
        setting: The shift.
        seed: Its seed.
        idle: What doing nothing comes to in it.
        textbook: What good play comes to in it.
        band: The difficulty that is wanted; of a shift that is far beside it less is measured.

    Returns:
        Points of 100 that are lost in the mean, and how many plays that took.
    """
    lost: list[float] = []
    for draw in range(OWN_DRAWS, OWN_DRAWS + DRAWS):
        tally = tally_of(setting, seed, stumbler("trained", draw, DRAWS))
        lost.append(100 - scoring.scorecard(tally, setting, idle, textbook).total / 100)
        if len(lost) == FIRST_LOOK and beside(fmean(lost), band) > FAR:
            break
    return fmean(lost), len(lost)
