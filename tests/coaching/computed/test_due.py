"""Due times against the minute-stepping oracle, which reads nothing but the words of the stem."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from itilsim.domain.clocks import MarkKind
from itilsim.domain.hours import DAYS, Calendar, Opening
from itilsim.quiz.questions import Item
from tests.coaching.computed.drawn import all_of, right
from tests.domain.minute_oracle import Case, Entry, Oracle

ITEMS = all_of("due")
YEAR = 2026
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MOMENT = r"(\w{3}) (\d+) (\w{3})"


def _date(day: str, number: str, month: str) -> dt.date:
    date = dt.date(YEAR, MONTHS.index(month) + 1, int(number))
    assert DAYS[date.weekday()].title() == day
    return date


def _minutes(text: str) -> int:
    number, unit = text.split()
    return int(number) * (60 if unit == "hours" else 1)


def _clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _moment(text: str, first: dt.date) -> int:
    found = re.fullmatch(rf"{MOMENT}, (\d\d:\d\d)", text)
    assert found is not None
    return (_date(*found.groups()[:3]) - first).days * 1440 + _clock(found[4])


def _calendar(stem: str, moved: dt.timedelta) -> Calendar:
    found = re.search(r"counted (every day|(\w{3}) to (\w{3})), (\d\d:\d\d) to (\d\d:\d\d)\.", stem)
    assert found is not None
    days: tuple[str, ...] = DAYS
    if found[2]:
        days = DAYS[DAYS.index(found[2].lower()) : DAYS.index(found[3].lower()) + 1]
    closed = re.search(r"Closed on (.*?)\. ", stem)
    off = re.findall(MOMENT, closed[1]) if closed else []
    holidays = tuple((_date(*each) + moved).isoformat() for each in off)
    return Calendar("read", (Opening(tuple(days), found[4], found[5]),), holidays, "UTC")


def counted_by_minutes(item: Item) -> tuple[str, int | None, int]:
    """What is asked, what the oracle counts, and what the key says, in minutes."""
    stem = item.stem
    agreed = re.search(r"response in (\d+ \w+), restoration in (\d+ \w+),", stem)
    arrives = re.search(rf"An incident .*? on ({MOMENT}, \d\d:\d\d)\.", stem)
    assert agreed is not None
    assert arrives is not None
    first = _date(*arrives.groups()[1:4])
    # The oracle knows local time in autumn only: the same days of the week, some weeks later.
    moved = dt.timedelta(days=(first.weekday() - dt.date(2026, 9, 28).weekday()) % 7)
    moved += dt.date(2026, 9, 28) - first
    calendar = _calendar(stem, moved)
    at = _moment(arrives[1], first)
    history: list[Entry] = [(at, "started", "")]
    held = re.search(rf"waits for the (\w+) from ({MOMENT}, \d\d:\d\d) to (\d\d:\d\d);", stem)
    if held is not None:
        start = _moment(held[2], first)
        end = start // 1440 * 1440 + _clock(held[6])
        marks: tuple[tuple[int, MarkKind, str], ...] = (
            (start, "held", held[1]),
            (end, "resumed", ""),
        )
        history += marks
    case = Case(
        middle="",
        start=(first + moved).isoformat(),
        first=0,
        calendars=(calendar, calendar),
        agreed=((_minutes(agreed[1]), _minutes(agreed[2]), 0),),
        default_calendar=0,
        default_priority=1,
        pausing=frozenset({"caller"}),
        has_caller=True,
        is_request=False,
        history=tuple(history),
        now=history[-1][0],
    )
    asked = "response" if "is a response due" in stem else "restoration"
    return asked, Oracle(case).run()[asked].due, _moment(right(item), first)


@pytest.mark.parametrize("part", range(6))
def test_the_key_is_when_a_desk_that_counts_minutes_says(part: int) -> None:
    for item in ITEMS[part::18]:
        asked, due, key = counted_by_minutes(item)
        assert due == key, (asked, item.stem)


@pytest.mark.prove
def test_the_key_of_every_item_is_when_a_desk_that_counts_minutes_says() -> None:
    wrong = [item.id for item in ITEMS for _, due, key in (counted_by_minutes(item),) if due != key]
    print(f"study: {len(ITEMS)} due items against the minute oracle, {len(wrong)} wrong")
    assert wrong == []


def test_who_counts_on_stops_for_a_caller_only_if_the_time_is_not_over_before() -> None:
    early = 0
    for item in ITEMS:
        told = next((o for o in item.options if o.rationale.startswith("Counts on")), None)
        held = re.search(
            rf"waits for the caller from ({MOMENT}, \d\d:\d\d) to (\d\d:\d\d);", item.stem
        )
        if told is None or held is None:
            continue
        arrives = re.search(rf"An incident .*? on ({MOMENT}, \d\d:\d\d)\.", item.stem)
        agreed = re.search(r"restoration in (\d+ \w+),", item.stem)
        assert arrives is not None
        assert agreed is not None
        first = _date(*arrives.groups()[1:4])
        over = _moment(arrives[1], first) + _minutes(agreed[1])
        start = _moment(held[1], first)
        if start < over:
            over += _clock(held[5]) - start % 1440
        else:
            early += 1
        assert _moment(told.text, first) == over, item.stem
    assert early >= 3


def test_closing_times_weekends_holidays_and_holds_all_occur() -> None:
    stems = [item.stem for item in ITEMS]
    assert sum("Closed on" in stem for stem in stems) >= 30
    assert sum("waits for the caller" in stem for stem in stems) >= 30
    assert sum("waits for the supplier" in stem for stem in stems) >= 10
    arrived = [re.search(r" on (\w{3}) [^.]*\. ", stem) for stem in stems]
    over = [
        item
        for item, found in zip(ITEMS, arrived, strict=True)
        if found is not None and not right(item).startswith(found[1])
    ]
    assert len(over) >= len(ITEMS) // 5


def test_the_pieces_of_the_working_add_up() -> None:
    for item in ITEMS:
        assert item.key is not None
        told = item.options[item.key].rationale
        pieces = [int(number) for number in re.findall(r"= (\d+)", told)]
        total = re.search(r"together (\d+)\.", told)
        assert total is not None
        assert sum(pieces) == int(total[1])


def test_forgotten_rules_are_named() -> None:
    told = " ".join(option.rationale for item in ITEMS for option in item.options)
    for mistake in (
        "Forgets that waiting for the caller stops the clock",
        "Stops the clock for the supplier",
        "Counts on while the service hours are over",
        "Counts days on which the calendar is closed",
        "Counts the holiday like any other day",
        "Starts again at the next opening",
        "Takes the minutes of the other target",
    ):
        assert mistake in told
