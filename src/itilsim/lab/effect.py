"""Does it teach: what a shift adds to a quiz of equal minutes, over learners, and how sure that is.

The one idea: each learner is their own control. Of each pair the topic without a shift is taken
from the one with it, a learner is the mean of their pairs, and a class the mean of its learners; so
neither good learners nor easy topics can look like an effect. How sure the mean is, the spread
between learners says; whether it could be mere chance, all other splits that the lot could have
drawn.

Source: Fisher 1935, The Design of Experiments, chapter III (the test by all splits).
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from itilsim.quiz.means import interval
from itilsim.quiz.trial import PairRecord, Record

FEWEST_ANSWERS: Final = 20
"""Answers of the test below which there is too little to say. Tuning constant."""

Unit = Literal["learners", "pairs"]
"""What an interval is reckoned over."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What the records say; figures are shares of right answers, from -1 to 1."""

    learners: int
    """Learners with at least one pair that was tested."""
    untested: int
    """Learners who handed in a record without any."""
    pairs: int
    """Pairs that were tested."""
    answers: int
    """Answers in these."""
    mean: float | None
    """Share right with a shift and a quiz, less that with a quiz alone; none without a pair."""
    low: float | None
    """Lower end of the interval of 95 %; none where there is too little to say."""
    high: float | None
    """Upper end of it."""
    over: Unit | None
    """What it is reckoned over: learners; or of one learner, pairs."""
    chance: float | None
    """Share of all splits that give a mean at least as far from nothing; none likewise."""


def effect(records: Iterable[Record]) -> Effect:
    """Estimate what a shift adds.

    Args:
        records: Of different learners.
    """
    every = tuple(records)
    tested = [found for each in every if (found := _tested(each.pairs))]
    differences = [[_difference(pair) for pair in own] for own in tested]
    answers = sum(pair.shift.asked + pair.quiz.asked for own in tested for pair in own)
    over: Unit = "learners" if len(tested) > 1 else "pairs"
    units = [statistics.fmean(own) for own in differences]
    mean = statistics.fmean(units) if units else None
    spread = units if over == "learners" else list(itertools.chain(*differences))
    enough = answers >= FEWEST_ANSWERS and len(spread) > 1
    low, high = interval(spread) if enough else (None, None)
    return Effect(
        learners=len(tested),
        untested=len(every) - len(tested),
        pairs=sum(map(len, tested)),
        answers=answers,
        mean=mean,
        low=low,
        high=high,
        over=over if enough else None,
        chance=by_chance(differences) if enough else None,
    )


def as_planned(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records with those pairs alone that had equal minutes and different shifts.

    Who leaves pairs out has no split by lot any more: this is a look, and no result.
    """
    return tuple(
        Record(
            each.learner,
            each.edition,
            each.joined,
            each.tested,
            tuple(pair for pair in each.pairs if pair.is_equal and pair.is_apart),
        )
        for each in records
    )


def by_chance(differences: Sequence[Sequence[float]]) -> float:
    """Share of all splits whose mean would be at least as far from nothing, had shifts no effect.

    Without an effect the lot only decides whether a difference is added or taken away. Each counts
    in whole points of its learner, which changes what is measured and not how often chance gets
    there. How many splits give each sum is read from the product of the polynomials 1 + x^a, whose
    coefficients stand beside one another in one long number; so all 2^n splits are counted, and
    none is drawn.

    Args:
        differences: Of each learner, those of the pairs.
    """
    parts = [round(100 * one / len(own)) for own in differences for one in own]
    common = math.gcd(*parts) or 1
    steps = [abs(part) // common for part in parts]
    found = abs(sum(parts)) // common
    if not found:
        return 1.0
    width = len(steps) + 1  # bits of a coefficient: they add up to 2^n
    splits = 1
    for step in steps:
        splits += splits << (step * width)
    # What is added makes up place k; the rest is taken away, so the sum there is 2k - sum(steps).
    place = (found + sum(steps)) // 2
    beyond = (splits >> (place * width)) % ((1 << width) - 1)  # adds up the coefficients
    return 2 * beyond / (1 << len(steps))


def _tested(pairs: Sequence[PairRecord]) -> tuple[PairRecord, ...]:
    return tuple(pair for pair in pairs if pair.difference is not None)


def _difference(pair: PairRecord) -> float:
    found = pair.difference
    if found is None:
        raise ValueError("this pair was not tested")
    return found
