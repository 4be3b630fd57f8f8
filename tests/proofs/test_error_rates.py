"""A score falls with the errors that are made, ranks players, and says how exact it is.

Textbook with a share of its commands replaced, as `simulate --error-rate` plays it. The rules and
the standard error were written on seeds below 1,300,000; these judge them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random
from statistics import correlation, fmean, stdev
from typing import TypeAlias

import pytest

from itilsim.composing.loading import load_shift
from itilsim.composing.orders import LEVEL, ORGANISATION, ShiftOrder
from itilsim.content.scenarios import list_scenarios
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import scorecard
from itilsim.lab.players import Player
from itilsim.sim.reference import tally_of
from itilsim.storage.places import places
from tests.proofs.test_difficulty import ranks

FIRST, SECOND = 1_310_000, 1_320_000
"""Where the seeds of two shifts begin."""
FULL, EVERYDAY = 50, 10
"""Seeds of each shift. Source: the figure that is asked for; the other is quick."""
RATES = (0.0, 0.1, 0.2, 0.3, 0.4)
"""Shares of commands that go wrong. Source: as above."""
RANK, ICC = -0.85, 0.7
"""What is asked for."""
AGREES = (2 / 3, 3 / 2)
"""Between these a standard error agrees with the spread. Tuning constants: with a hundred mornings
the spread itself is known to a tenth, and a standard error out of seven causes to a quarter."""
ONE_HOUR = ShiftOrder(ORGANISATION, LEVEL, 60).id


@dataclass(frozen=True)
class Scored:
    """A total and its standard error, in points."""

    total: float
    error: float


Scores: TypeAlias = Mapping[float, Sequence[Scored]]
"""By error rate, one of each seed in order."""


def scored(setting: Setting, seed: int) -> list[Scored]:
    """What each error rate comes to in one shift."""
    ends = [tally_of(setting, seed, name) for name in ("idle", "textbook")]
    found = []
    for rate in RATES:
        tally = tally_of(setting, seed, Player("textbook", error_rate=rate).made())
        card = scorecard(tally, setting, *ends)
        assert card.standard_error is not None
        found.append(Scored(card.total / 100, card.standard_error / 100))
    return found


def scores(reference: str, first: int, seeds: int, home: Path) -> Scores:
    """What each error rate comes to, in the shift of each seed."""
    own = places(home)
    rows = [scored(load_shift(reference, seed, own), seed) for seed in range(first, first + seeds)]
    return dict(zip(RATES, zip(*rows, strict=True), strict=True))


def means(found: Scores) -> list[float]:
    return [fmean(each.total for each in found[rate]) for rate in RATES]


def rank(found: Scores) -> float:
    """Spearman's rank correlation of error rate and total, run by run; ties share their ranks."""
    runs = [(rate, each.total) for rate in RATES for each in found[rate]]
    return correlation(ranks([rate for rate, _ in runs]), ranks([total for _, total in runs]))


def icc(pairs: Sequence[Sequence[float]]) -> float:
    """ICC(3,1): how much of the variance of one shift is the player's.

    Source: Shrout and Fleiss, Intraclass correlations, Psychological Bulletin 86, 1979: two-way
    mixed, single measures, (BMS - EMS) / (BMS + (k - 1) EMS).

    Args:
        pairs: Totals of each player in two shifts, or more.
    """
    shifts, players = len(pairs[0]), len(pairs)
    grand = fmean(total for pair in pairs for total in pair)
    of_shift = [fmean(pair[n] for pair in pairs) for n in range(shifts)]
    between = shifts * sum((fmean(pair) - grand) ** 2 for pair in pairs)
    whole = sum((total - grand) ** 2 for pair in pairs for total in pair)
    rest = whole - between - players * sum((mean - grand) ** 2 for mean in of_shift)
    bms, ems = between / (players - 1), rest / ((players - 1) * (shifts - 1))
    return (bms - ems) / (bms + (shifts - 1) * ems)


def without(found: Scores, seed: int) -> Scores:
    """All seeds but one, by its place."""
    return {rate: [*found[rate][:seed], *found[rate][seed + 1 :]] for rate in RATES}


def jackknife(left_out: Sequence[float]) -> float:
    """The standard error of a figure, out of the same with each seed left out."""
    mean, many = fmean(left_out), len(left_out)
    return sqrt((many - 1) / many * sum((each - mean) ** 2 for each in left_out))


def pairs_of(first: Scores, second: Scores) -> list[tuple[float, float]]:
    """Each player, who is an error rate and a seed, in two shifts."""
    return [
        (one.total, other.total)
        for rate in RATES
        for one, other in zip(first[rate], second[rate], strict=True)
    ]


def agreement(each: Sequence[Scored]) -> float:
    """The mean standard error, in standard deviations of the totals."""
    return fmean(one.error for one in each) / stdev(one.total for one in each)


def within(each: Sequence[Scored]) -> float:
    """The share of totals that lie as close to their mean as is shown, in whole points."""
    mean = fmean(one.total for one in each)
    return fmean(abs(one.total - mean) <= max(round(one.error), 1) for one in each)


def faults(found: Scores) -> list[str]:
    """What is wrong with how scores fall with errors."""
    wrong = [
        f"{higher:.1f} is followed by {lower:.1f}"
        for higher, lower in pairwise(means(found))
        if lower >= higher
    ]
    if rank(found) > RANK:
        wrong.append(f"rank correlation {rank(found):.3f}")
    return wrong


def disagreements(found: Scores) -> list[str]:
    """Error rates at which the standard error does not agree with the spread."""
    low, high = AGREES
    return [
        f"at {rate:.0%} {agreement(found[rate]):.2f}"
        for rate in RATES
        if not low <= agreement(found[rate]) <= high
    ]


def shuffled(found: Scores, seed: int) -> Scores:
    """The same scores, given to error rates by lot: a score that has nothing to do with errors."""
    every = [each for rate in RATES for each in found[rate]]
    Random(seed).shuffle(every)
    size = len(every) // len(RATES)
    return {rate: every[n * size : (n + 1) * size] for n, rate in enumerate(RATES)}


def blind(found: Scores) -> Scores:
    """A score that sees one error in ten, and for the rest tells mornings apart."""
    return {
        rate: [
            Scored(best.total - (best.total - each.total) / 10 + seed % 7, each.error)
            for seed, (best, each) in enumerate(zip(found[0.0], found[rate], strict=True))
        ]
        for rate in RATES
    }


def scaled(found: Scores, factor: float) -> Scores:
    """Scores that are said to be more or less exact than they are."""
    return {
        rate: [Scored(each.total, each.error * factor) for each in found[rate]] for rate in RATES
    }


def listed(values: Iterable[float], form: str = ".1f") -> str:
    return ", ".join(f"{value:{form}}" for value in values)


def scripted(home: Path) -> list[str]:
    """The shipped scenarios."""
    return [each.id for each in list_scenarios(places(home))]


def test_in_every_scripted_shift_totals_fall_with_errors(tmp_path: Path) -> None:
    """And not where they were given out by lot, or tell mornings apart and not players."""
    assert scripted(tmp_path)
    for reference in scripted(tmp_path):
        found = scores(reference, FIRST, EVERYDAY, tmp_path)
        assert faults(found) == []
        assert faults(shuffled(found, 1))
        assert faults(blind(found))


def test_an_icc_is_that_of_the_published_example() -> None:
    """Six targets, four judges: 0.71. Source: Shrout and Fleiss 1979, tables 2 and 4."""
    rated = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
    assert round(icc(rated), 2) == 0.71


@pytest.mark.prove
def test_totals_fall_with_errors_in_every_scripted_shift(tmp_path: Path) -> None:
    for reference in scripted(tmp_path):
        found = scores(reference, FIRST, FULL, tmp_path)
        _told(reference, found)
        assert faults(found) == []
        assert faults(shuffled(found, 1))
        assert faults(blind(found))


@pytest.mark.prove
def test_totals_fall_with_errors_and_rank_players_on_any_day(tmp_path: Path) -> None:
    first, second = (scores(ONE_HOUR, seed, FULL, tmp_path) for seed in (FIRST, SECOND))
    both = {rate: [*first[rate], *second[rate]] for rate in RATES}
    for name, found in (("both", both), ("first", first), ("second", second)):
        _told(f"{ONE_HOUR}, {name}", found)
    of_players = icc(pairs_of(first, second))
    by_lot = icc(pairs_of(shuffled(first, 1), shuffled(second, 2)))
    error = jackknife([icc(pairs_of(without(first, n), without(second, n))) for n in range(FULL)])
    print(
        f"error rates: ICC(3,1) of {len(pairs_of(first, second))} players in two one-hour shifts "
        f"{of_players:.3f} ± {error:.3f} (goal {ICC}); by lot {by_lot:.3f}"
    )
    print(
        f"standard error: mean over spread of {2 * FULL} other mornings, by error rate: "
        f"{listed((agreement(both[rate]) for rate in RATES), '.2f')}; so close to the mean as they "
        f"say: {listed((within(both[rate]) for rate in RATES), '.0%')}; halved or doubled it is "
        f"found out at {len(disagreements(scaled(both, 0.5)))} and "
        f"{len(disagreements(scaled(both, 2)))} of {len(RATES)} rates"
    )
    assert faults(both) == []
    assert faults(shuffled(both, 1))
    assert faults(blind(both))
    assert of_players >= ICC
    assert by_lot < ICC
    assert disagreements(both) == []
    assert disagreements(scaled(both, 0.5))
    assert disagreements(scaled(both, 2))


def _told(name: str, found: Scores) -> None:
    """The figures of one shift."""
    size = len(found[0.0])
    print(
        f"\nerror rates: {name}, {size} seeds, means {listed(means(found))}; rank correlation "
        f"{rank(found):.3f} ± {jackknife([rank(without(found, n)) for n in range(size)]):.3f} "
        f"(goal {RANK}), by lot {rank(shuffled(found, 1)):.3f}"
    )
    print(
        f"standard error: {name}, means {listed(fmean(e.error for e in found[r]) for r in RATES)}; "
        f"spread {listed(stdev(e.total for e in found[r]) for r in RATES)}"
    )
