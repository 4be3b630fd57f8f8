"""What readiness states comes true as often as it says, among learners it was not made for.

The one idea: learners come from another model than the estimator's (`tests.proofs.learners`), and
from seeds and a bank that no constant was chosen by: those were 1,000,000 to 1,009,999 with bank 7;
these are 0 to 19,999 with bank 11.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

import pytest

from itilsim.quiz.plan import DAY
from itilsim.quiz.readiness import readiness
from tests.proofs.learners import CELLS, NINE, PASS_MARK, Answerer, bank

TOPICS = {area: {f"topic-{area}-{n}": 100 for n in range(4)} for area in CELLS}

ENOUGH = 500
"""Learners from which a tenth of the scale is judged."""

WITHIN = 0.05
"""How far what is stated may be from what happens."""

OTHERS: dict[str, dict[str, float]] = {
    "weaker": {"mean": -0.2},
    "stronger": {"mean": 1.0},
    "more alike": {"spread": 0.7},
    "worse days": {"day_effect": 0.5},
}
"""Populations that differ from the one by which constants were chosen."""


@dataclass(frozen=True)
class Outcome:
    """What was stated about one learner, and what came of it."""

    stated: float
    low: float
    high: float
    answered: int
    passed: bool


def outcomes(seeds: Iterable[int], **population: float) -> list[Outcome]:
    """The learners with enough answers, each with one exam."""
    questions = bank(11)
    found = []
    for seed in seeds:
        learner = Answerer(seed, questions, **population).prepare()
        answers = learner.attempts
        exam_at = learner.exam_day * DAY + NINE
        stated = readiness(answers, CELLS, PASS_MARK, TOPICS, answers[-1].at, exam_at)
        passed = learner.exam() >= PASS_MARK
        if stated.probability is not None:
            answered = stated.answered
            found.append(Outcome(stated.probability, stated.low, stated.high, answered, passed))
    return found


def tenths(found: Iterable[Outcome]) -> list[list[Outcome]]:
    """Learners by the tenth of the scale in which what was stated lies."""
    groups: list[list[Outcome]] = [[] for _ in range(10)]
    for outcome in found:
        groups[min(9, int(outcome.stated * 10))].append(outcome)
    return groups


def gap(group: list[Outcome]) -> float:
    """How far what was stated is from what happened."""
    return fmean(one.stated for one in group) - fmean(one.passed for one in group)


def test_few_learners_show_no_gross_error() -> None:
    found = outcomes(range(400))
    assert abs(gap(found)) < 0.06
    assert all(one.low <= one.stated <= one.high for one in found)


@pytest.mark.prove
def test_readiness_is_calibrated() -> None:
    start = time.perf_counter()
    found = outcomes(range(20_000))
    seconds = time.perf_counter() - start
    groups = tenths(found)
    for n, group in enumerate(groups):
        print(
            f"study: readiness {n * 10}-{n * 10 + 10} %: {len(group):,} learners, stated "
            f"{fmean(one.stated for one in group):.1%}, passed "
            f"{fmean(one.passed for one in group):.1%}, gap {100 * gap(group):+.1f} points"
        )
    judged = [group for group in groups if len(group) >= ENOUGH]
    worst = max(abs(gap(group)) for group in judged)
    print(
        f"study: readiness of {len(found):,} learners in {seconds:.0f} s, {len(judged)} tenths "
        f"judged, worst gap {100 * worst:.1f} points, overall {100 * gap(found):+.1f} points"
    )
    assert len(found) >= 20_000
    assert len(judged) >= 8
    assert worst <= WITHIN


@pytest.mark.prove
def test_more_answers_make_the_interval_narrower() -> None:
    found = outcomes(range(20_000, 22_000))
    widths = [
        fmean(one.high - one.low for one in found if low <= one.answered < high)
        for low, high in ((20, 50), (50, 120), (120, 301))
    ]
    print(
        "study: mean width of the readiness interval from 20-49, 50-119, 120-300 first answers: "
        + ", ".join(f"{100 * width:.0f}" for width in widths)
        + " points"
    )
    assert widths == sorted(widths, reverse=True)


@pytest.mark.prove
@pytest.mark.parametrize("name", OTHERS)
def test_readiness_holds_roughly_in_populations_of_another_kind(name: str) -> None:
    found = outcomes(range(30_000, 35_000), **OTHERS[name])
    judged = [group for group in tenths(found) if len(group) >= 200]
    worst = max(abs(gap(group)) for group in judged)
    print(
        f"study: readiness of {len(found):,} learners, {name}: overall gap "
        f"{100 * gap(found):+.1f} points, worst tenth {100 * worst:.1f} points"
    )
    assert abs(gap(found)) <= WITHIN
