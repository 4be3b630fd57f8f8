"""With an exam date set, learners recall more on the day for the same number of reviews.

The one idea: the plain schedule gets the best of terms. For each learner it aims at the least
retention, of many, at which it asks for at least as many reviews as the schedule with the date did,
under the same cap, with the same cards in the same number of days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import fmean, stdev

import pytest

from itilsim.quiz.plan import DAY, Plan
from tests.proofs.learners import NINE, prepared

RETENTIONS = tuple(percent / 100 for percent in range(90, 100))
"""What the plain schedule may aim at, from what the schedule with the date aims at."""


@dataclass(frozen=True)
class Course:
    """What has to be learnt."""

    cards: int
    days: int
    cap: int


COURSES = (Course(120, 45, 40), Course(200, 60, 60), Course(60, 21, 40))


@dataclass(frozen=True)
class Compared:
    """One learner, with and without the exam date."""

    gain: float
    dated: float
    plain: float
    dated_reviews: int
    plain_reviews: int


def compared(course: Course, seed: int) -> Compared:
    """The same learner twice, the second time with at least as many reviews."""
    plan = Plan(exam_at=course.days * DAY + NINE, daily_cap=course.cap, seed=seed)
    dated, dated_reviews = prepared(seed, plan, course.cards, course.days)
    plain, plain_reviews = 0.0, 0
    for retention in RETENTIONS:
        without = replace(plan, exam_at=None, retention=retention)
        plain, plain_reviews = prepared(seed, without, course.cards, course.days)
        if plain_reviews >= dated_reviews:
            break
    return Compared(dated - plain, dated, plain, dated_reviews, plain_reviews)


def gains(course: Course, seeds: Iterable[int]) -> tuple[list[Compared], float, float]:
    """All comparisons, the mean gain and its standard error."""
    found = [compared(course, seed) for seed in seeds]
    values = [one.gain for one in found]
    return found, fmean(values), stdev(values) / math.sqrt(len(values))


def test_an_exam_date_raises_recall_on_the_day() -> None:
    _, gain, error = gains(Course(30, 24, 20), range(10))
    assert gain > 2 * error


@pytest.mark.prove
@pytest.mark.parametrize("course", COURSES, ids=lambda course: f"{course.cards}-cards")
def test_an_exam_date_raises_recall_for_no_more_reviews(course: Course) -> None:
    found, gain, error = gains(course, range(200))
    print(
        f"study: exam date, {len(found)} learners, {course.cards} cards in {course.days} days: "
        f"recall on the day {fmean(one.dated for one in found):.1%} against "
        f"{fmean(one.plain for one in found):.1%} by the plain schedule, "
        f"+{100 * gain:.2f} points (standard error {100 * error:.2f}); reviews "
        f"{fmean(one.dated_reviews for one in found):.0f} against "
        f"{fmean(one.plain_reviews for one in found):.0f}"
    )
    assert gain > 4 * error
    assert all(one.dated_reviews <= one.plain_reviews for one in found)
