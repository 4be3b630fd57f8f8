"""The first line of a shift: what is left out first where there is no room, and what never is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.seat.chronicle import Chronicle
from itilsim.seat.names import Called
from itilsim.seat.snapshot import DeskView, snapshot
from itilsim.tui.widgets.shift_bar import PAUSED, first_line
from tests.tui.shifts import session

TITLE, MODE, PACE, WHO = "First shift at Quillmere", "Practice", "stepped", "Hettie Marlowe"


@pytest.fixture
def view() -> DeskView:
    """A desk where somebody is on the line, and two more ring."""
    desk = session().desk
    found = snapshot(desk, Chronicle(), Called(desk, {}, 1), (), "")
    return replace(found, clock="09:12", live=WHO, ringing=2, chats=0, waiting=3)


def line(view: DeskView, width: int, pace: str = PACE) -> str:
    return first_line(view, TITLE, MODE, pace, width).plain


def test_where_there_is_room_all_of_it_is_said(view: DeskView) -> None:
    words = ("09:12", TITLE, MODE, PACE, f"on the line: {WHO}", "((•)) 2 ringing", "3 waiting")
    assert all(each in line(view, 140) for each in words)


def test_first_goes_the_title_then_the_mode_and_the_name_is_cut_last(view: DeskView) -> None:
    widths = (140, 75, 69, 61)
    told = [tuple(each in line(view, width) for each in (TITLE, MODE, WHO)) for width in widths]
    assert told == [
        (True, True, True), (False, True, True), (False, False, True), (False, False, False),
    ]  # fmt: skip
    assert "● Hettie…" in line(view, 61), "whoever is on the line is named as far as there is room"


@pytest.mark.parametrize("width", range(49, 141))
def test_it_fits_and_the_time_the_phone_and_the_queue_are_always_there(
    view: DeskView, width: int
) -> None:
    said = line(view, width)
    assert len(said) == width
    assert said.startswith("09:12")
    assert said.endswith("((•)) 2 ringing  3 waiting")
    assert PACE in said


def test_a_clock_that_stands_says_so_and_where_there_is_room_how_it_goes_on(view: DeskView) -> None:
    assert PAUSED in line(view, 140, PAUSED)
    narrow = line(view, 80, PAUSED)
    assert "paused" in narrow
    assert "p goes on" not in narrow
