"""The time used of an exam: nothing gives extra time, and nothing takes more than a second."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.quiz.elapsed import Moment, Saved, elapsed, saved_at

START = Moment(wall=1_790_000_000, boot=5_000, boot_id="a")
AFRESH = saved_at(0, START)


def later(seconds: int, *, wall: int = 0) -> Moment:
    """The same machine so many seconds later, its calendar set by `wall` seconds."""
    return replace(START, wall=START.wall + seconds + wall, boot=START.boot + seconds)


def restarted(seconds: int, *, boot: int, wall: int = 0) -> Moment:
    """The machine after another start, `boot` seconds after that."""
    return replace(later(seconds, wall=wall), boot=boot, boot_id="b")


def test_at_the_start_nothing_is_used() -> None:
    assert elapsed(START, AFRESH, START) == 0


@pytest.mark.parametrize("wall", [0, 86_400, -86_400, -START.wall])
def test_a_calendar_that_is_set_changes_nothing(wall: int) -> None:
    assert elapsed(START, AFRESH, later(600, wall=wall)) == 600


def test_a_suspended_machine_goes_on_using_time() -> None:
    # The boot clock counts sleep; nothing was saved during it.
    assert elapsed(START, saved_at(60, later(60)), later(60 + 1_800)) == 1_860


def test_a_killed_process_goes_on_using_time() -> None:
    saved = saved_at(100, later(100))
    assert elapsed(START, saved, later(400, wall=-5_000)) == 400


def test_a_restart_is_bridged_by_the_calendar() -> None:
    saved = saved_at(600, later(600))
    assert elapsed(START, saved, restarted(720, boot=40)) == 719


def test_after_a_restart_the_boot_clock_is_believed_again() -> None:
    saved = saved_at(720, restarted(720, boot=40))
    assert elapsed(START, saved, restarted(780, boot=100, wall=9_999)) == 780


def test_a_calendar_set_back_over_a_restart_gives_no_time() -> None:
    saved = saved_at(600, later(600))
    # At least what the machine has been running since is used.
    assert elapsed(START, saved, restarted(720, boot=90, wall=-86_400)) == 690
    assert elapsed(START, saved, restarted(9_000, boot=8_000, wall=-86_400)) == 600


def test_without_boot_ids_a_boot_clock_that_goes_on_is_believed() -> None:
    nameless = replace(START, boot_id="")
    now = replace(later(300, wall=7_000), boot_id="")
    assert elapsed(nameless, saved_at(0, nameless), now) == 300


def test_without_boot_ids_a_boot_clock_that_went_back_is_a_restart() -> None:
    nameless = replace(START, boot_id="")
    now = replace(later(300), boot=20, boot_id="")
    assert elapsed(nameless, saved_at(100, replace(later(100), boot_id="")), now) == 299


def test_a_boot_clock_that_went_back_within_one_start_gives_no_time() -> None:
    saved = saved_at(100, later(100))
    assert elapsed(START, saved, replace(START, boot=3)) == 100


moments = st.builds(
    Moment,
    wall=st.integers(0, 2**40),
    boot=st.integers(0, 2**32),
    boot_id=st.sampled_from(["", "a", "b"]),
)


@given(
    moments,
    st.builds(
        Saved,
        elapsed=st.integers(0, 4_500),
        wall=st.integers(0, 2**40),
        boot=st.integers(0, 2**32),
        boot_id=st.sampled_from(["", "a", "b"]),
    ),
    moments,
)
def test_the_time_used_never_becomes_less(started: Moment, saved: Saved, now: Moment) -> None:
    assert elapsed(started, saved, now) >= saved.elapsed


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(-(10**6), 10**6)), max_size=30))
def test_steps_and_set_calendars_add_up_to_the_true_time(
    steps: list[tuple[int, int]],
) -> None:
    saved, true, wall = AFRESH, 0, 0
    for seconds, jump in steps:
        true, wall = true + seconds, wall + jump
        now = later(true, wall=wall)
        saved = saved_at(elapsed(START, saved, now), now)
        assert saved.elapsed == true
