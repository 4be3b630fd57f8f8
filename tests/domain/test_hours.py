"""Calendars: openings, holidays, time zones and both clock changes."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from itilsim.domain.bounds import NEVER
from itilsim.domain.hours import (
    ALWAYS,
    Calendar,
    Hours,
    Offsets,
    Opening,
    local,
    resolve,
    time_of_day,
)

MINUTE, HOUR, DAY = 60, 3600, 86_400
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
EVERY_DAY = (*WEEKDAYS, "sat", "sun")


def offsets_of(zone: str, start: str, days: int = 30) -> Offsets:
    """The offsets of a zone around a start in UTC, found by looking every quarter of an hour."""
    begin = dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    changes: list[tuple[int, int]] = []
    for at in range(-days * DAY, days * DAY, 15 * MINUTE):
        shown = (begin + dt.timedelta(seconds=at)).astimezone(ZoneInfo(zone)).utcoffset()
        assert shown is not None
        offset = int(shown.total_seconds())
        if not changes or changes[-1][1] != offset:
            changes.append((at, offset))
    return Offsets(tuple(changes), int(begin.timestamp()))


def office(*holidays: str) -> Calendar:
    """Monday to Friday, 08:30 to 17:00."""
    return Calendar("office", (Opening(WEEKDAYS, "08:30", "17:00"),), holidays)


def night(opens: str, closes: str) -> Calendar:
    """One opening, every day."""
    return Calendar("night", (Opening(EVERY_DAY, opens, closes),))


# Monday 2026-06-15, 00:00 in London, which is 23:00 UTC the day before.
LONDON = offsets_of("Europe/London", "2026-06-14T23:00")


def opened(calendar: Calendar, zone: str, start: str, days: int) -> Hours:
    """A calendar resolved over some days from a start in UTC."""
    return resolve(calendar, offsets_of(zone, start), 0, days * DAY)


class TestHours:
    hours = Hours(((100, 200), (300, 400)), 0, 1000)

    def test_an_interval_is_half_open(self) -> None:
        assert not self.hours.is_open(99)
        assert self.hours.is_open(100)
        assert self.hours.is_open(199)
        assert not self.hours.is_open(200)

    def test_only_open_seconds_elapse(self) -> None:
        assert self.hours.elapsed(0, 1000) == 200
        assert self.hours.elapsed(150, 350) == 100
        assert self.hours.elapsed(200, 300) == 0
        assert self.hours.elapsed(-50, 5000) == 200

    def test_nothing_elapses_backwards(self) -> None:
        assert self.hours.elapsed(350, 150) == 0

    def test_a_due_time_falls_at_the_end_of_the_period_that_completes_it(self) -> None:
        assert self.hours.add(100, 100) == 200
        assert self.hours.add(100, 101) == 301
        assert self.hours.add(0, 200) == 400

    def test_counting_from_a_closed_second_begins_at_the_next_opening(self) -> None:
        assert self.hours.add(250, 10) == 310

    def test_no_duration_is_due_at_once(self) -> None:
        assert self.hours.add(250, 0) == 250

    def test_past_the_horizon_is_never(self) -> None:
        assert self.hours.add(100, 201) == NEVER
        assert self.hours.add(400, 1) == NEVER

    def test_the_next_open_second_may_be_now_later_or_none(self) -> None:
        assert self.hours.next_open(150) == 150
        assert self.hours.next_open(200) == 300
        assert self.hours.next_open(400) is None

    def test_intervals_take_one_form(self) -> None:
        given = Hours(((300, 400), (150, 200), (-50, 0), (100, 160), (400, 2000)), 0, 1000)
        assert given.intervals == ((100, 200), (300, 1000))
        assert given == Hours(((100, 200), (300, 1000)), 0, 1000)

    def test_hours_that_never_open_answer_too(self) -> None:
        closed = Hours((), 0, 1000)
        assert not closed.is_open(5)
        assert closed.elapsed(0, 1000) == 0
        assert closed.add(0, 1) == NEVER
        assert closed.next_open(0) is None

    def test_round_the_clock_is_plain_arithmetic(self) -> None:
        assert ALWAYS.is_open(-5)
        assert ALWAYS.elapsed(-100, 250) == 350
        assert ALWAYS.add(-100, 250) == 150
        assert ALWAYS.next_open(7) == 7


class TestResolve:
    def test_an_office_week_has_five_openings(self) -> None:
        hours = resolve(office(), LONDON, 0, 7 * DAY)
        assert len(hours.intervals) == 5
        assert hours.intervals[0] == (8 * HOUR + 30 * MINUTE, 17 * HOUR)
        assert hours.elapsed(0, 7 * DAY) == 5 * 8 * HOUR + 5 * 30 * MINUTE

    def test_an_hour_from_half_past_four_is_due_next_morning(self) -> None:
        hours = resolve(office(), LONDON, 0, 7 * DAY)
        raised = 16 * HOUR + 30 * MINUTE
        assert hours.add(raised, HOUR) == DAY + 9 * HOUR

    def test_half_an_hour_from_half_past_four_is_due_at_closing_time(self) -> None:
        hours = resolve(office(), LONDON, 0, 7 * DAY)
        assert hours.add(16 * HOUR + 30 * MINUTE, 30 * MINUTE) == 17 * HOUR

    def test_from_friday_afternoon_counting_goes_on_on_monday(self) -> None:
        hours = resolve(office(), LONDON, 0, 14 * DAY)
        assert hours.add(4 * DAY + 16 * HOUR, 2 * HOUR) == 7 * DAY + 9 * HOUR + 30 * MINUTE

    def test_a_holiday_is_closed_all_day(self) -> None:
        hours = resolve(office("2026-06-16"), LONDON, 0, 7 * DAY)
        assert hours.add(16 * HOUR + 30 * MINUTE, HOUR) == 2 * DAY + 9 * HOUR
        assert hours.elapsed(DAY, 2 * DAY) == 0

    def test_a_holiday_is_a_local_date(self) -> None:
        calendar = Calendar("all", (Opening(EVERY_DAY, "00:00", "24:00"),), ("2026-06-16",))
        hours = opened(calendar, "Asia/Kolkata", "2026-06-15T00:00", 3)
        closes = 18 * HOUR + 30 * MINUTE  # midnight in Kolkata
        assert hours.intervals == ((0, closes), (closes + DAY, 3 * DAY))

    def test_an_opening_past_midnight_is_two_that_join(self) -> None:
        calendar = Calendar(
            "late", (Opening(("mon",), "22:00", "24:00"), Opening(("tue",), "00:00", "06:00"))
        )
        hours = resolve(calendar, LONDON, 0, 7 * DAY)
        assert hours.intervals == ((22 * HOUR, 30 * HOUR),)

    def test_overlapping_openings_count_once(self) -> None:
        calendar = Calendar(
            "twice", (Opening(("mon",), "08:00", "12:00"), Opening(("mon",), "11:00", "14:00"))
        )
        assert resolve(calendar, LONDON, 0, DAY).elapsed(0, DAY) == 6 * HOUR

    def test_the_horizon_cuts_openings_and_may_begin_before_the_scenario(self) -> None:
        hours = resolve(office(), LONDON, -4 * DAY, 9 * HOUR)
        assert hours.intervals[0] == (-4 * DAY + 8 * HOUR + 30 * MINUTE, -4 * DAY + 17 * HOUR)
        assert hours.intervals[-1] == (8 * HOUR + 30 * MINUTE, 9 * HOUR)

    def test_two_zones_open_at_different_moments(self) -> None:
        london = opened(office(), "Europe/London", "2026-06-15T00:00", 1)
        kolkata = opened(office(), "Asia/Kolkata", "2026-06-15T00:00", 1)
        assert london.next_open(0) == 7 * HOUR + 30 * MINUTE
        assert kolkata.next_open(0) == 3 * HOUR

    def test_a_calendar_without_openings_never_opens(self) -> None:
        assert resolve(Calendar("none", ()), LONDON, 0, 7 * DAY).intervals == ()

    def test_years_resolve_to_one_interval_a_day(self) -> None:
        hours = resolve(night("01:00", "05:00"), LONDON, 0, 730 * DAY)
        assert len(hours.intervals) == 730


class TestClockChanges:
    def test_the_spring_change_shortens_an_opening(self) -> None:
        hours = opened(night("00:00", "06:00"), "Europe/London", "2026-03-29T00:00", 1)
        assert hours.intervals[0] == (0, 5 * HOUR)

    def test_the_autumn_change_lengthens_an_opening(self) -> None:
        hours = opened(night("00:00", "06:00"), "Europe/London", "2026-10-24T23:00", 1)
        assert hours.intervals[0] == (0, 7 * HOUR)

    def test_an_opening_inside_the_skipped_hour_does_not_happen(self) -> None:
        hours = opened(night("01:15", "01:45"), "Europe/London", "2026-03-29T00:00", 1)
        assert hours.intervals == ()

    def test_an_opening_inside_the_repeated_hour_happens_twice(self) -> None:
        hours = opened(night("01:15", "01:45"), "Europe/London", "2026-10-25T00:00", 1)
        first = (15 * MINUTE, 45 * MINUTE)
        assert hours.intervals == (first, (HOUR + first[0], HOUR + first[1]))

    def test_new_york_closes_later_in_utc_after_the_autumn_change(self) -> None:
        hours = opened(night("09:00", "17:00"), "America/New_York", "2026-10-31T00:00", 2)
        assert hours.intervals == ((13 * HOUR, 21 * HOUR), (DAY + 14 * HOUR, DAY + 22 * HOUR))

    @pytest.mark.parametrize(
        ("start", "open_seconds"),
        [("2026-04-04T13:00", 4 * HOUR + 30 * MINUTE), ("2026-10-03T13:30", 3 * HOUR + 1800)],
    )
    def test_lord_howe_changes_by_half_an_hour(self, start: str, open_seconds: int) -> None:
        hours = opened(night("00:00", "04:00"), "Australia/Lord_Howe", start, 1)
        assert hours.intervals[0] == (0, open_seconds)

    def test_a_due_time_past_the_spring_change_keeps_open_seconds(self) -> None:
        hours = opened(office(), "Europe/London", "2026-03-27T00:00", 7)
        friday = 16 * HOUR + 30 * MINUTE
        monday = 3 * DAY + 9 * HOUR - HOUR
        assert hours.add(friday, HOUR) == monday


class TestLocalTime:
    def test_the_scenario_begins_at_its_local_time(self) -> None:
        assert local(LONDON, 0).isoformat() == "2026-06-15T00:00:00"
        assert local(LONDON, -1).isoformat() == "2026-06-14T23:59:59"

    def test_local_time_carries_no_zone(self) -> None:
        assert local(LONDON, 0).tzinfo is None

    def test_an_hour_is_shown_twice_in_autumn_and_skipped_in_spring(self) -> None:
        autumn = offsets_of("Europe/London", "2026-10-25T00:00")
        assert local(autumn, 30 * MINUTE) == local(autumn, HOUR + 30 * MINUTE)
        spring = offsets_of("Europe/London", "2026-03-29T00:00")
        assert local(spring, HOUR - 1).hour == 0
        assert local(spring, HOUR).hour == 2

    @pytest.mark.parametrize(
        "zone",
        ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"],
    )
    def test_local_time_is_what_the_zone_database_says(self, zone: str) -> None:
        for start in ("2026-03-20T00:00", "2026-10-20T00:00"):
            offsets = offsets_of(zone, start)
            begin = dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
            for at in range(-10 * DAY, 20 * DAY, 977):
                there = (begin + dt.timedelta(seconds=at)).astimezone(ZoneInfo(zone))
                assert local(offsets, at) == there.replace(tzinfo=None)


class TestContentIsChecked:
    @pytest.mark.parametrize(
        ("text", "seconds"), [("00:00", 0), ("08:30", 30_600), ("23:59", 86_340), ("24:00", DAY)]
    )
    def test_a_time_of_day_is_two_and_two_digits(self, text: str, seconds: int) -> None:
        assert time_of_day(text) == seconds

    @pytest.mark.parametrize("text", ["8:30", "24:01", "12:60", "0830", "", "08:30:00", "x"])
    def test_any_other_time_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="not a time of day"):
            time_of_day(text)

    def test_an_opening_ends_after_it_begins(self) -> None:
        with pytest.raises(ValueError, match="write an opening that passes midnight as two"):
            Opening(("mon",), "22:00", "06:00")

    def test_a_misspelt_day_is_refused_with_the_nearest_right_one(self) -> None:
        with pytest.raises(ValueError, match="did you mean 'tue'"):
            Opening(("tues",), "08:00", "17:00")

    @pytest.mark.parametrize("text", ["2026-02-30", "25-12-2026", "20261225", "2026-W01-1"])
    def test_a_holiday_is_a_date(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not a date"):
            office(text)
