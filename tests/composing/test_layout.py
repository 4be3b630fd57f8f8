"""The day of a generated shift: when things come."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from statistics import fmean, pstdev

from itilsim.composing.draws import Draws
from itilsim.composing.layout import Layout
from tests.composing.conftest import SOURCES

SEEDS = range(1500)


def layouts(minutes: int = 120, **changes: object) -> list[Layout]:
    sources = replace(SOURCES, **changes)  # type: ignore[arg-type]
    return [Layout(sources, minutes, Draws(seed, 0)) for seed in SEEDS]


def test_moments_come_in_order_and_leave_the_end_alone() -> None:
    for layout in layouts()[:50]:
        found = layout.moments(12, "calls", leave=20)
        assert found == sorted(found)
        assert found[0] >= 0
        assert found[-1] <= 100 * 60


def test_more_comes_in_the_hour_that_is_busier() -> None:
    """From seven to nine the profile doubles."""
    hours = Counter(
        second // 3600
        for layout in layouts(begins=("07:00",), hour_cv_percent=0)
        for second in layout.moments(4, "calls", leave=0)
    )
    assert 1.8 < hours[1] / hours[0] < 2.2


def test_a_day_is_as_uneven_as_the_sources_say() -> None:
    found = [layout.day_factor for layout in layouts(day_cv_percent=30)]
    assert abs(fmean(found) - 1) < 0.03
    assert abs(pstdev(found) - 0.30) < 0.03
    assert {layout.day_factor for layout in layouts(day_cv_percent=0)[:3]} == {1.0}


def test_an_hour_remembers_the_one_before() -> None:
    pairs = [
        (factors[hour], factors[hour + 1])
        for layout in layouts(hour_cv_percent=40, hour_correlation_percent=60)[:400]
        for factors in [layout._hour_factors]
        for hour in range(23)
    ]
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    means, spread = (fmean(before), fmean(after)), pstdev(before) * pstdev(after)
    together = fmean((one - means[0]) * (other - means[1]) for one, other in pairs) / spread
    assert 0.5 < together < 0.65
    assert abs(means[0] - 1) < 0.05
    assert abs(pstdev(before) - 0.40) < 0.05


def test_busy_weekdays_are_drawn_more_often_and_weekends_hardly_ever() -> None:
    days = Counter(layout.start.weekday() for layout in layouts())
    assert days[0] > days[4]
    assert (days[5] + days[6]) / len(SEEDS) < 0.03
    assert {layout.start.strftime("%H:%M") for layout in layouts()} == set(SOURCES.begins)
