"""How policies, and policies with a skill taken away, are judged in `first-shift`."""

from __future__ import annotations

from functools import cache
from statistics import fmean

from itilsim.domain.scoring import Scorecard, scorecard
from itilsim.sim.reference import tally_of
from tests.proofs import shifts
from tests.proofs.variants import Instead, published, without

EVERYDAY, FULL = 6, 30
"""Seeds."""
HUNDREDTHS = 100


@cache
def card(policy: str, seed: int) -> Scorecard:
    """How a published policy is judged on a seed."""
    setting = shifts.first_shift()
    idle, textbook = (tally_of(setting, seed, name) for name in ("idle", "textbook"))
    return scorecard(tally_of(setting, seed, policy), setting, idle, textbook)


def marks(name: str, policy: str, instead: Instead, seeds: int) -> tuple[float, dict[str, float]]:
    """Mean total and mean criteria of a policy with something taken away, in points."""
    setting = shifts.first_shift()
    cards = []
    with published(name, without(policy, instead)) as variant:
        for seed in range(seeds):
            idle, textbook = (tally_of(setting, seed, each) for each in ("idle", "textbook"))
            cards.append(scorecard(tally_of(setting, seed, variant), setting, idle, textbook))
    return fmean(each.total for each in cards) / HUNDREDTHS, _mean_criteria(cards)


def _mean_criteria(cards: list[Scorecard]) -> dict[str, float]:
    names = {name: None for each in cards for name in each.criteria}
    return {
        name: fmean(each.criteria.get(name, 0) for each in cards) / HUNDREDTHS for name in names
    }


def usual(policy: str, seeds: int) -> tuple[float, dict[str, float]]:
    """The same of a published policy as it is."""
    cards = [card(policy, seed) for seed in range(seeds)]
    return fmean(each.total for each in cards) / HUNDREDTHS, _mean_criteria(cards)
