"""Days are the learner's own: dates on the clock on the wall, whatever that clock did."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from itilsim.learner.practice import exam_moment
from itilsim.quiz.calendar import DAY, EPOCH, Calendar, date_of
from itilsim.quiz.plan import Plan
from itilsim.quiz.schedule import Review, folded
from itilsim.storage.machine_clock import calendar

ZONES = (
    "UTC", "Europe/Paris", "America/Anchorage", "Pacific/Honolulu", "Pacific/Kiritimati",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia",
)  # fmt: skip


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> Iterator[ZoneInfo]:
    """A machine whose clocks are somewhere."""
    yield from _in(request.param)


@pytest.fixture
def paris() -> Iterator[ZoneInfo]:
    yield from _in("Europe/Paris")


def _in(name: str) -> Iterator[ZoneInfo]:
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = name
        time.tzset()
        yield ZoneInfo(name)
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


def test_every_moment_lies_in_the_date_of_its_own_clock(zone: ZoneInfo) -> None:
    own = calendar()
    for at in range(1_700_000_000, 1_850_000_000, 7 * 3601):
        wall = dt.datetime.fromtimestamp(at, zone)
        assert date_of(own.day(at)) == wall.date(), wall
        begun = wall.date() - dt.timedelta(days=wall.hour < 4)
        assert Plan(calendar=own).date(at) == begun, wall


def test_a_day_begins_where_its_clock_says(zone: ZoneInfo) -> None:
    plan = Plan(calendar=calendar())
    for day in range(20_000, 21_500):
        start = plan.start(day)
        assert (plan.day(start), plan.day(start - 1)) == (day, day - 1)
        wall = dt.datetime.fromtimestamp(start, zone)
        assert (wall.date(), wall.hour, wall.minute) == (date_of(day), 4, 0)


def test_of_two_moments_it_is_the_first_and_of_none_the_one_after() -> None:
    autumn = Calendar(7200, ((10 * DAY, 3600),))
    assert autumn.moment(10, 3600) == 10 * DAY - 3600
    assert autumn.moment(10, 3 * 3600) == 10 * DAY + 2 * 3600
    spring = Calendar(3600, ((10 * DAY, 7200),))
    assert spring.moment(10, 5400) == 10 * DAY
    assert spring.day(spring.moment(10, 5400)) == 10


def test_the_evening_before_the_exam_is_a_day_before_it(zone: ZoneInfo) -> None:
    evening = int(dt.datetime(2027, 1, 30, 19, tzinfo=zone).timestamp())
    own = calendar()
    plan = Plan(exam_at=exam_moment("2027-01-31", own), calendar=own)
    assert plan.exam_at is not None
    assert plan.days_left(evening) == 1
    assert plan.days_left(evening + DAY) is None
    assert dt.datetime.fromtimestamp(plan.exam_at, zone).isoformat()[:16] == "2027-01-31T12:00"


def test_a_change_of_clocks_does_not_change_what_was_done_before_it(paris: ZoneInfo) -> None:
    wall = ((2026, 9, 10, 22), (2026, 9, 11, 4, 20))
    at = [int(dt.datetime(*each, tzinfo=paris).timestamp()) for each in wall]  # type: ignore[misc]
    reviews = [Review(at[0], "a", 1), Review(at[1], "a", 3)]
    state = folded(reviews, Plan(calendar=calendar()))["a"]
    assert state.stability == pytest.approx(1.89, abs=0.01)
    assert dt.datetime.fromtimestamp(state.due, paris).isoformat()[:16] == "2026-09-13T04:00"


def test_whoever_travels_west_gains_a_day_and_loses_no_review() -> None:
    noon = 20_000 * DAY
    plan = Plan(calendar=Calendar(13 * 3600, ((noon + 3600, -10 * 3600),)))
    assert plan.day(noon + 7200) < plan.day(noon)
    state = folded([Review(noon, "a", 3), Review(noon + 7200, "a", 3)], plan)["a"]
    assert state.reps == 2
    assert state.due > noon


def test_a_date_is_that_of_its_number() -> None:
    assert date_of(0) == EPOCH
    assert date_of(20_000) == dt.date(2024, 10, 4)
