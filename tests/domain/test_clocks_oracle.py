"""Clock arithmetic against the minute-stepping oracle, over drawn calendars and histories."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itilsim.domain.bounds import NEVER
from itilsim.domain.clocks import (
    Mark,
    MarkKind,
    Reading,
    Target,
    Terms,
    next_look,
    response,
    restoration,
)
from itilsim.domain.hours import ALWAYS, DAYS, Calendar, Hours, Offsets, Opening, resolve
from tests.domain.minute_oracle import (
    DAY,
    HORIZON,
    ROUND_THE_CLOCK,
    Agreed,
    Case,
    Counted,
    Entry,
    Oracle,
    open_minutes,
)
from tests.domain.test_hours import offsets_of

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kolkata")
CHANGES = ("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01")
"""Days on which clocks change: New York, London, Lord Howe; and in autumn, backwards."""

_minutes = st.sampled_from([1, 10, 15, 30, 60, 61, 90, 240, 450, 480, 510, 960, 1440, 2400, 4800])
"""Both targets and gaps, so that things often happen in the very minute in which time is up."""
_planned_or_timed = st.one_of(st.none(), _minutes, _minutes, st.integers(1, 3000))
_agreed: st.SearchStrategy[Agreed] = st.tuples(
    _planned_or_timed, _planned_or_timed, st.integers(0, ROUND_THE_CLOCK)
)
_happening: st.SearchStrategy[tuple[MarkKind, int | str]] = st.sampled_from(
    [
        ("assigned", ""),
        ("answered", ""),
        ("model_started", ""),
        ("held", "caller"),
        ("held", "caller"),
        ("held", "supplier"),
        ("held", "change"),
        ("held", "problem"),
        ("resumed", ""),
        ("resumed", ""),
        ("resolved", ""),
        ("reopened", ""),
        ("closed", ""),
        ("cancelled", ""),
        ("prioritised", 1),
        ("prioritised", 2),
        ("prioritised", 3),
        ("prioritised", 4),
        ("prioritised", 5),
    ]
)
_gap = st.one_of(st.just(0), _minutes, st.integers(0, 120), st.integers(0, 2 * DAY))


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def _openings(draw: st.DrawFn) -> Opening:
    days = draw(st.one_of(st.just(31), st.just(127), st.integers(1, 127)))
    usual = st.sampled_from([(510, 1020), (0, 1440), (60, 180), (1320, 1440), (0, 360)])
    anything = st.tuples(st.integers(0, 1439), st.integers(1, 1440))
    opens, closes = draw(st.one_of(usual, anything))
    return Opening(
        tuple(name for place, name in enumerate(DAYS) if days >> place & 1),
        _clock(min(opens, closes - 1)),
        _clock(max(opens + 1, closes)),
    )


@st.composite
def _calendars(draw: st.DrawFn, middle: str) -> Calendar:
    near = dt.date.fromisoformat(middle).toordinal()
    holidays = draw(st.lists(st.integers(-13, 13), max_size=3))
    return Calendar(
        "drawn",
        tuple(draw(st.lists(_openings(), min_size=1, max_size=3))),
        tuple(dt.date.fromordinal(near + day).isoformat() for day in holidays),
        draw(st.sampled_from(ZONES)),
    )


@st.composite
def _histories(draw: st.DrawFn, first: int) -> tuple[Entry, ...]:
    """Anything in any order; most begin with a contact that has a priority."""
    at = first + draw(st.one_of(st.integers(0, DAY), st.integers(0, 10 * DAY)))
    entries: list[Entry] = [(at, "started", "")]
    opening = draw(st.integers(0, 3))
    if opening:
        entries.insert(opening % 2, (at, "prioritised", draw(st.integers(1, 4))))
    for gap, (what, value) in draw(st.lists(st.tuples(_gap, _happening), max_size=12)):
        at += gap
        if at < first + HORIZON:
            entries.append((at, what, value))
    return tuple(entries)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A fortnight with a clock change somewhere in it, an agreement, and a history."""
    middle = draw(st.sampled_from(CHANGES))
    lead = draw(st.integers(0, 13 * DAY))
    begins = dt.datetime.fromisoformat(middle) - dt.timedelta(minutes=lead)
    first = -draw(st.sampled_from([0, 0, DAY, 2000]))
    history = draw(_histories(first))
    now = draw(
        st.one_of(
            st.integers(history[0][0], first + HORIZON - 1),
            st.sampled_from([at for at, _, _ in history]),
            st.integers(history[-1][0], min(history[-1][0] + DAY, first + HORIZON - 1)),
            st.integers(first, first + HORIZON - 1),
        )
    )
    return Case(
        middle=middle,
        start=(begins - dt.timedelta(minutes=first)).isoformat(),
        first=first,
        calendars=(draw(_calendars(middle)), draw(_calendars(middle))),
        agreed=(*draw(st.tuples(_agreed, _agreed, _agreed, _agreed)), draw(st.none() | _agreed)),
        default_calendar=draw(st.integers(0, ROUND_THE_CLOCK)),
        default_priority=draw(st.one_of(st.none(), st.integers(1, 5))),
        pausing=frozenset({"caller"} | draw(st.sets(st.sampled_from(["supplier", "change"])))),
        has_caller=draw(st.booleans()),
        is_request=draw(st.booleans()),
        history=history,
        now=now,
    )


@cache
def _changes(zone: str, middle: str) -> tuple[tuple[int, int], ...]:
    """The clock changes of a zone around a day: (POSIX second, offset)."""
    found = offsets_of(zone, middle)
    return tuple((found.start_utc + since, offset) for since, offset in found.changes)


def _hours(calendar: Calendar, case: Case) -> Hours:
    start = int(dt.datetime.fromisoformat(case.start).replace(tzinfo=dt.UTC).timestamp())
    changes = tuple(
        (since - start, offset) for since, offset in _changes(calendar.zone, case.middle)
    )
    return resolve(calendar, Offsets(changes, start), case.first * 60, case.until * 60)


def _terms(case: Case) -> Terms:
    hours = (*(_hours(calendar, case) for calendar in case.calendars), ALWAYS)
    return Terms(
        targets={
            priority: Target(agreed[0], agreed[1], hours[agreed[2]])
            for priority, agreed in enumerate(case.agreed, start=1)
            if agreed is not None
        },
        pausing=case.pausing,
        has_caller=case.has_caller,
        is_request=case.is_request,
        default_priority=case.default_priority,
        default_hours=hours[case.default_calendar],
    )


def _seconds(minutes: int | None) -> int | None:
    return None if minutes is None else minutes * 60


def _check_reading(reading: Reading, counted: Counted, case: Case) -> None:
    assert reading.elapsed == counted.elapsed * 60
    assert reading.stopped_at == _seconds(counted.stopped_at)
    assert reading.paused == counted.paused
    assert reading.target == _seconds(counted.target)
    assert reading.breached_at == _seconds(counted.breached_at)
    if reading.target is not None:
        assert reading.remaining == reading.target - reading.elapsed
    if counted.due is not None or reading.due is None:
        assert reading.due == _seconds(counted.due)
    else:
        assert case.until * 60 < reading.due <= NEVER


def check(case: Case) -> None:
    """Compare all that the clocks say about a case with what the oracle counted."""
    history = [Mark(at * 60, what, value) for at, what, value in case.history]
    terms, now = _terms(case), case.now * 60
    counted = Oracle(case).run()
    _check_reading(response(history, terms, now), counted["response"], case)
    _check_reading(restoration(history, terms, now), counted["restoration"], case)
    coming = [found.next_breach for found in counted.values() if found.next_breach is not None]
    look = next_look(history, terms, now)
    if coming or look is None:
        assert look == _seconds(min(coming, default=None))
    else:
        assert look >= case.until * 60


def _run(examples: int) -> int:
    """Check that many cases, the same ones each time, and count those that agree."""
    agreeing = 0

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(cases())
    def compare(case: Case) -> None:
        nonlocal agreeing
        check(case)
        agreeing += 1

    compare()
    return agreeing


@settings(max_examples=60, database=None, deadline=None, derandomize=True)
@given(cases())
def test_resolved_calendars_are_open_in_the_same_minutes(case: Case) -> None:
    for calendar in case.calendars:
        hours = _hours(calendar, case)
        minutes = range(case.first, case.until)
        expected = open_minutes(calendar, case.start, case.first)
        assert [hours.is_open(minute * 60) for minute in minutes] == expected
        assert hours.elapsed(case.first * 60, case.until * 60) == sum(expected) * 60


def test_clocks_agree_with_the_minute_stepping_oracle() -> None:
    assert _run(400) == 400


@pytest.mark.prove
def test_clocks_agree_with_the_oracle_at_full_size(capsys: pytest.CaptureFixture[str]) -> None:
    agreeing = _run(20_000)
    with capsys.disabled():
        print(f"\nclock arithmetic: {agreeing} of 20000 cases equal the minute-stepping oracle")
    assert agreeing == 20_000
