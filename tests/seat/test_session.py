"""The driver: when time moves, what is stored, and that nothing is lost when it cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from itilsim.domain import commands as c
from itilsim.domain.commands import Entry
from itilsim.domain.errors import Refused, TryAgainError
from itilsim.domain.names import TicketId
from itilsim.domain.scenario import Speed
from itilsim.seat.session import LEAD, NotSaved, Session
from itilsim.sim.replay import replay
from itilsim.storage.records import Gap
from tests.builders import contact_id
from tests.tui.shifts import SEED, Hands, first_shift, play_until, session

MOUSE = contact_id("hettie", "arrival/U1", seed=SEED)
GUEST = contact_id("dov", "arrival/U2", seed=SEED)
LOG_MOUSE = c.LogTicket(MOUSE, "request", "hardware")


def paced(hands: Hands, **more: Any) -> Session:  # noqa: ANN401 - whatever a session takes
    return session(pace="paced", timers=hands.timers(), **more)


def test_what_waits_at_the_beginning_is_there_at_the_beginning() -> None:
    assert list(session().desk.inbox) == [MOUSE, GUEST]


def test_a_command_takes_its_handling_time_when_stepped() -> None:
    shift = session()
    shift.submit(LOG_MOUSE)
    assert shift.desk.at == 1 + c.LogTicket.seconds


def test_a_refused_command_takes_no_time_and_is_not_journalled() -> None:
    shift = session()
    with pytest.raises(Refused):
        shift.submit(c.TakeCall(MOUSE))
    assert (shift.desk.at, shift.shift.journal) == (1, [])


def test_waiting_ends_when_something_can_be_seen() -> None:
    shift = session()
    shift.wait()
    assert shift.desk.at == 61
    assert len(shift.desk.inbox) == 3


def test_waiting_passes_over_what_nobody_at_the_desk_can_see() -> None:
    shift = session()
    shift.wait()
    shift.wait()
    # A label printer went wrong at 09:02; the next that shows is the alert of 09:05.
    assert shift.desk.at == 301


def test_waiting_ends_before_a_promised_word_is_due() -> None:
    shift = session()
    shift.submit(LOG_MOUSE)
    shift.submit(c.UpdateCaller(TicketId(MOUSE), 5))
    promised = shift.desk.tickets[TicketId(MOUSE)].promised_at
    while shift.desk.at < (promised or 0) - LEAD:
        shift.wait()
    assert shift.desk.at == (promised or 0) - LEAD


def test_waiting_to_the_end_ends_the_shift() -> None:
    shift = session()
    while not shift.ended:
        shift.wait()
    assert shift.desk.at == first_shift().horizon
    assert shift.shift.journal[-1].command == c.EndShift()


def test_stepped_time_stands_while_real_time_passes() -> None:
    hands = Hands()
    shift = session(timers=hands.timers())
    hands.move(2)
    assert not shift.tick()
    assert shift.desk.at == 1


@pytest.mark.parametrize("ticks", [1, 4, 80])
def test_paced_time_follows_elapsed_time_and_not_the_number_of_ticks(ticks: int) -> None:
    hands = Hands()
    shift = paced(hands, speed=Speed(10, 5))
    for _ in range(ticks):
        hands.move(20 / ticks)
        shift.tick()
    assert shift.desk.at == pytest.approx(201, abs=1)


def test_a_stall_of_two_seconds_loses_no_time() -> None:
    hands = Hands()
    shift = paced(hands, speed=Speed(60, 5))
    for step in (0.25, 0.25, 2.0, 0.25):
        hands.move(step)
        shift.tick()
    assert shift.desk.at == pytest.approx(1 + 60 * 2.75, abs=1)


def test_a_slice_of_work_ends_in_time_and_the_rest_follows() -> None:
    hands = Hands(work_each=0.01)
    shift = paced(hands, speed=Speed(60, 5))
    hands.move(2)
    shift.tick()
    assert shift.desk.at == 31
    for _ in range(3):
        shift.tick()
    assert shift.desk.at == 121


@pytest.mark.parametrize("wall", [3600.0, -3600.0])
def test_a_clock_that_jumps_pauses_the_shift_and_the_time_is_stored(wall: float) -> None:
    hands, stored = Hands(), list[int]()
    shift = paced(hands, reached=stored.append)
    hands.move(0.25, wall=wall)
    shift.tick()
    assert shift.paused
    assert (shift.desk.at, stored) == (1, [1])


def test_how_far_the_clock_jumped_is_stored_too() -> None:
    hands, stood = Hands(), list[Gap]()
    shift = paced(hands, stood=stood.append)
    hands.move(0.25, wall=-3600)
    shift.tick()
    shift.resume()
    hands.move(0.25)
    shift.tick()
    hands.move(0.25, wall=95)
    shift.tick()
    assert [(gap.at, gap.seconds) for gap in stood] == [(1, -3600), (shift.desk.at, 95)]


def test_a_machine_that_slept_with_both_clocks_running_pauses_too() -> None:
    hands, stood = Hands(), list[Gap]()
    shift = paced(hands, stood=stood.append)
    hands.move(600)
    shift.tick()
    assert shift.paused
    assert shift.desk.at == 1
    assert stood == [Gap(1, 600)]


def test_a_pause_costs_nothing_when_it_ends() -> None:
    hands = Hands()
    shift = paced(hands, speed=Speed(10, 5))
    shift.pause()
    hands.move(25)
    shift.tick()
    shift.resume()
    hands.move(1)
    shift.tick()
    assert shift.desk.at == 11


def test_fast_forward_stops_by_itself_at_the_next_arrival() -> None:
    hands = Hands()
    shift = paced(hands, speed=Speed(10, 5))
    shift.hurry()
    for _ in range(8):
        hands.move(0.25)
        shift.tick()
        if not shift.hurrying:
            break
    assert shift.desk.at == 61
    hands.move(1)
    shift.tick()
    assert shift.desk.at == 71


def test_a_command_ends_a_fast_forward_and_takes_its_time_when_paced() -> None:
    hands = Hands()
    shift = paced(hands)
    shift.hurry()
    shift.submit(LOG_MOUSE)
    assert (shift.hurrying, shift.desk.at) == (False, 1 + LOG_MOUSE.seconds)


@pytest.mark.parametrize(("thinks", "done_at"), [(2, 61), (20, 101)])
def test_paced_an_action_takes_its_time_from_the_opening_of_its_form(
    thinks: float, done_at: int
) -> None:
    """What is left of it runs off at once; longer thinking takes longer, at the slower speed."""
    hands = Hands()
    shift = paced(hands, speed=Speed(10, 5))
    shift.open_form()
    for _ in range(20):
        hands.move(thinks / 20)
        shift.tick()
    shift.submit(LOG_MOUSE)
    assert LOG_MOUSE.seconds == 60
    assert shift.desk.at == done_at
    assert [each.command for each in shift.shift.journal] == [c.BeginAction(), LOG_MOUSE]
    hands.move(1)
    shift.tick()
    assert shift.desk.at == done_at + 10


def test_the_clock_goes_slower_while_a_form_is_open() -> None:
    hands = Hands()
    shift = paced(hands, speed=Speed(10, 5))
    shift.open_form()
    assert shift.speed == 5
    shift.close_form()
    assert shift.speed == 10


def test_a_clock_that_stands_accepts_nothing_but_the_end() -> None:
    shift = paced(Hands())
    shift.pause()
    for act in (lambda: shift.submit(LOG_MOUSE), shift.open_form):
        with pytest.raises(Refused, match="The clock stands"):
            act()
    assert shift.shift.journal == []
    shift.submit(c.EndShift())
    assert shift.ended


def test_the_time_reached_is_stored_at_most_once_a_second() -> None:
    hands, stored = Hands(), list[int]()
    shift = paced(hands, speed=Speed(10, 5), reached=stored.append)
    for _ in range(20):
        hands.move(0.25)
        shift.tick()
    assert stored == [11, 21, 31, 41, 51]


def test_a_decision_that_cannot_be_stored_is_not_taken_and_the_clock_stands() -> None:
    def full(_entry: Entry) -> None:
        raise TryAgainError("The disk is full.")

    hands = Hands()
    shift = paced(hands, commit=full)
    with pytest.raises(NotSaved, match=r"not done\. The disk is full\."):
        shift.submit(LOG_MOUSE)
    assert "disk is full" in shift.paused
    assert not shift.desk.tickets
    assert shift.shift.journal == []
    hands.move(2)
    shift.tick()
    assert shift.desk.at == 1


def test_a_time_that_cannot_be_stored_pauses_and_says_why() -> None:
    def locked(_at: int) -> None:
        raise TryAgainError("Another window is busy.")

    shift = session(reached=locked)
    shift.wait()
    assert shift.paused == "Another window is busy."


def test_stepped_play_goes_on_as_soon_as_saving_works_again() -> None:
    broken = [TryAgainError("The disk is full.")]

    def commit(_entry: Entry) -> None:
        if broken:
            raise broken.pop()

    shift = session(commit=commit)
    with pytest.raises(NotSaved):
        shift.submit(LOG_MOUSE)
    shift.submit(LOG_MOUSE)
    assert shift.paused == ""
    assert shift.desk.at == 61


@pytest.mark.parametrize("until", [400, 1700, 3000])
def test_a_resumed_shift_stands_where_it_was(until: int) -> None:
    left = session()
    play_until(left, until)
    again = session(journal=left.shift.journal)
    again.shift.advance(left.desk.at)
    assert again.shift.digest == left.shift.digest


def test_a_resumed_shift_is_done_with_the_last_thing() -> None:
    left = session()
    left.submit(LOG_MOUSE)
    again = session(journal=left.shift.journal)
    assert again.desk.at == left.desk.at


def test_only_what_comes_after_a_resumption_is_committed() -> None:
    left, kept = session(), list[Entry]()
    left.submit(LOG_MOUSE)
    again = session(journal=left.shift.journal, commit=kept.append)
    again.submit(c.UpdateCaller(TicketId(MOUSE)))
    assert [entry.seq for entry in kept] == [1]


def test_a_journal_made_in_a_session_replays_to_the_same_log() -> None:
    played = session()
    play_until(played, first_shift().horizon)
    played.shift.finish()
    again = replay(first_shift(), SEED, played.shift.journal)
    again.finish()
    assert again.digest == played.shift.digest
