"""What records of `itilsim lab effect` come to, in sentences that claim no more than they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from itilsim.lab.effect import FEWEST_ANSWERS, Effect, as_planned, effect
from itilsim.quiz.trial import UNEQUAL, Record
from itilsim.words.figures import signed

if TYPE_CHECKING:
    from itilsim.quiz.trial import Arm, PairRecord

MEANS = "That is: of a hundred such trials, about 95 give one that holds the mean gain of {whom}."
"""What an interval means, in one sentence."""


def in_words(records: Sequence[Record]) -> str:
    """What records say together.

    Args:
        records: Of different learners.
    """
    return "\n".join(_lines(records))


def _lines(records: Sequence[Record]) -> Iterator[str]:
    found = effect(records)
    yield (
        f"{_number(found.learners, 'learner')}, {_number(found.pairs, 'pair')} of topics, "
        f"{_number(found.answers, 'answer')} to questions that nobody had seen before."
    )
    if found.untested:
        yield f"{_number(found.untested, 'learner')} handed in without a test; they are left out."
    yield from _result(found)
    pairs = [pair for record in records for pair in record.pairs]
    for how, arms in (
        ("With a shift", [pair.shift for pair in pairs]),
        ("Without", [pair.quiz for pair in pairs]),
    ):
        yield _minutes(how, arms)
    yield from _not_as_planned(records, found)


def _result(found: Effect) -> Iterator[str]:
    """The difference, how sure it is, and whether it could be chance."""
    if found.mean is None:
        yield "Too little to say: no pair was tested."
        return
    if found.low is None or found.high is None or found.chance is None:
        yield (
            f"Too little to say: it takes at least {FEWEST_ANSWERS} answers, and two learners or "
            "two pairs."
        )
        return
    whom = "learners like these" if found.over == "learners" else "this learner on such topics"
    yield (
        f"With a shift and a quiz {_points(found.mean)} points of right answers, against a quiz of "
        "equal minutes."
    )
    yield (
        f"95 % interval, reckoned over {found.over}: {_points(found.low)} to "
        f"{_points(found.high)} points. {MEANS.format(whom=whom)}"
    )
    share = "less than 0.1%" if found.chance < 0.001 else f"{found.chance:.1%}"
    yield f"Had shifts no effect, {share} of all splits would go at least as far from nothing."


def _not_as_planned(records: Sequence[Record], found: Effect) -> Iterator[str]:
    """Pairs that were not equal, or not apart; they count, and are named."""
    odd = [
        f"  {record.learner}: {pair.shift.topic} {_how(pair)} {pair.quiz.topic}"
        for record in records
        for pair in record.pairs
        if not (pair.is_equal and pair.is_apart)
    ]
    if not odd:
        return
    yield (
        f"Not as planned, and counted nevertheless: {_number(len(odd), 'pair')} with minutes that "
        f"differ by over {UNEQUAL:.0%}, or with shifts that dealt no more with the one topic."
    )
    yield from odd
    rest = effect(as_planned(records))
    if rest.mean is not None and found.mean is not None:
        yield (
            f"Without these: {_points(rest.mean)} points over {_number(rest.pairs, 'pair')}. A "
            "look, no result: who leaves pairs out has no split by lot any more."
        )


def _how(pair: PairRecord) -> str:
    """What is odd about a pair."""
    one, other = (f"{arm.seconds / 60:.0f}" for arm in (pair.shift, pair.quiz))
    words = [] if pair.is_apart else [f"judged {pair.shift.decisions} to {pair.quiz.decisions}"]
    if not pair.timed:
        words.insert(0, "minutes not known (a shift was left and gone on with)")
    elif not pair.is_equal:
        words.insert(0, f"{one} to {other} minutes")
    return f"({', '.join(words)})"


def _minutes(how: str, arms: Sequence[Arm]) -> str:
    """Mean minutes of a condition."""
    whole, shifts = (fmean(map(part, arms)) / 60 for part in (_seconds, _in_shifts))
    judged = fmean(arm.decisions for arm in arms)
    return (
        f"{how}: {whole:.1f} minutes a topic, {shifts:.1f} of them in shifts, in which "
        f"{judged:.1f} decisions on it were judged."
    )


def _seconds(arm: Arm) -> float:
    return arm.seconds


def _in_shifts(arm: Arm) -> float:
    return arm.shift_seconds


def _points(share: float) -> str:
    return signed(100 * share, 1, plus=True)


def _number(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
