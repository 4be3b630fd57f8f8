"""A minute in words and the strip of the shift: they fit, they count, they keep the secret."""

from __future__ import annotations

import pytest

from itilsim.domain.debriefing.measured import Timeline
from itilsim.reports.blocks import Entry
from itilsim.reports.moments import LABEL, moment, strip, strip_of
from itilsim.reports.text import block_lines
from itilsim.reports.wording import naming_of
from itilsim.words.evidence import Naming
from tests.domain.test_moments import run
from tests.played import first_shift, played

WIDTHS = (44, 60, 78, 96, 114)


def naming() -> Naming:
    return naming_of(played("by_priority").debrief, first_shift())


def mine() -> Timeline:
    return played("by_priority").debrief.timelines["you"]


def told(minute: int, *, truth: bool = False) -> Entry:
    shift = run()
    return moment(shift.at(minute), shift, played("by_priority").debrief, naming(), truth=truth)


def drawn(minute: int, width: int, *, truth: bool = True) -> list[str]:
    return strip(run(), mine(), minute, naming(), width, truth=truth)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("minute", [0, 29, 89])
def test_the_strip_fits_and_its_cursor_is_in_the_column_of_its_minute(
    width: int, minute: int
) -> None:
    lines = drawn(minute, width)
    assert max(map(len, lines)) <= width
    columns = strip_of(90, width)
    assert lines[-1].index("▲") == LABEL + minute // columns.each
    place = columns.minute(lines[-1].index("▲"))
    assert place is not None
    assert place <= minute < place + columns.each


def test_outside_of_the_strip_there_is_no_minute() -> None:
    columns = strip_of(90, 114)
    assert columns.minute(LABEL - 1) is None
    assert columns.minute(LABEL + columns.cells) is None
    assert columns.minute(LABEL + columns.cells - 1) == 89


def test_the_strip_counts_every_arrival_and_every_deed() -> None:
    shift, lines = run(), drawn(0, 114)
    came = [e for e in shift.happened if e.kind in ("contact-arrived", "alert-raised")]
    assert sum(int(each) for each in lines[1][LABEL:] if each.isdigit()) == len(came)
    assert sum(int(each) for each in lines[2][LABEL:] if each.isdigit()) == len(shift.done)


def test_only_with_the_truth_the_strip_has_the_services_as_they_were() -> None:
    assert len(drawn(30, 80)) == len(drawn(30, 80, truth=False)) + 1
    assert not any("in truth" in line for line in drawn(30, 80, truth=False))
    [row] = [line for line in drawn(30, 114) if line.startswith("in truth")]
    stopped = {n for each in mine().services for n, level in enumerate(each.levels) if level == 2}
    assert {n for n, mark in enumerate(row[LABEL:]) if mark == "█"} == {
        n for n in stopped if n < 90
    }


def test_ascii_is_ascii() -> None:
    lines = strip(run(), mine(), 30, naming(), 80, truth=True, marks="ascii")
    assert "".join(lines).isascii()


@pytest.mark.parametrize("truth", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_of_a_minute_fits(width: int, truth: bool) -> None:
    for minute in range(0, 90, 7):
        assert max(map(len, block_lines(told(minute, truth=truth), width))) <= width


def test_no_minute_tells_what_failed_before_the_truth_is_asked_for() -> None:
    names = {first_shift().modes[e.mode].name for e in played("by_priority").debrief.reveals}
    assert len(names) == 4
    for minute in range(90):
        assert not [name for name in names if name in str(told(minute))]
    assert all(any(name in str(told(n, truth=True)) for n in range(90)) for name in names)


def test_a_number_is_not_told_before_its_record_was_logged() -> None:
    shift = run()
    for minute in range(90):
        known = {e.number for e in shift.at(minute).open}
        later = {e.number for n in range(minute, 90) for e in shift.at(n).open} - known
        words = str(told(minute))
        logged = {10_022 + number for number in later}
        assert not [each for each in logged if f"INC00{each}" in words or f"REQ00{each}" in words]


def test_clocks_say_what_is_left_or_over() -> None:
    words = " ".join(words for _, words in told(29).lines)
    assert "INC0010029 P2, the exception on ws-sw-07 (09:24), with Network: restore 55 min" in words
