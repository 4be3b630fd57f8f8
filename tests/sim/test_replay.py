"""The same scenario, seed and journal give the same log."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain.commands import Entry
from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.names import TRAINEE, ContactId
from itilsim.sim.policies import POLICIES, play
from itilsim.sim.replay import Recording, replay
from itilsim.sim.shift import Shift
from tests.data.corner import corner
from tests.played import first_shift


@pytest.mark.parametrize("policy", POLICIES)
def test_a_replayed_journal_gives_the_same_log(policy: str) -> None:
    first: list[str] = []
    again: list[str] = []
    shift = Shift(first_shift(), 8, sink=lambda _, text: first.append(text))
    play(shift, policy)
    shift.finish()
    replay(first_shift(), 8, shift.journal, sink=lambda _, text: again.append(text)).finish()
    assert again == first


def test_a_half_played_shift_goes_on_where_it_was() -> None:
    shift = Shift(first_shift(), 8)
    play(shift, "first_come", until=3000)
    resumed = replay(first_shift(), 8, shift.journal)
    resumed.advance(shift.at)
    assert (resumed.digest, resumed.at) == (shift.digest, shift.at)
    for each in (shift, resumed):
        play(each, "by_priority")
        each.finish()
    assert resumed.digest == shift.digest


def test_mode_and_pace_are_part_of_the_run() -> None:
    guided = replay(corner(), 1, (), mode="guided", pace="paced")
    assert (guided.desk.mode, guided.pace) == ("guided", "paced")


def test_a_journal_of_another_world_does_not_fit() -> None:
    journal = (Entry(0, 0, TRAINEE, c.TakeCall(ContactId("nobody/x/1"))),)
    with pytest.raises(Refused):
        replay(corner(), 1, journal)


def test_what_is_replayed_is_not_stored_again() -> None:
    stored: list[Entry] = []
    shift = Shift(corner(), 1, pace="paced")
    shift.submit(c.WriteHandover())
    again = replay(corner(), 1, shift.journal, pace="paced", commit=stored.append)
    assert stored == []
    again.advance(c.WriteHandover.seconds)
    again.submit(c.WriteHandover())
    assert [entry.seq for entry in stored] == [1]


def test_the_automatic_end_is_replayed_once() -> None:
    shift = Shift(corner(), 1)
    shift.advance(corner().horizon)
    log: list[Fact] = []
    again = replay(corner(), 1, shift.journal, sink=lambda fact, _: log.append(fact))
    assert [each.kind for each in log] == ["shift-started", "shift-ended"]
    assert again.digest == shift.digest
    assert len(again.journal) == 1


def test_a_recording_is_silent_until_it_is_live() -> None:
    stored: list[Entry] = []
    recording = Recording(stored.append)
    entry = Entry(0, 0, TRAINEE, c.WriteHandover())
    recording(entry)
    recording.live = True
    recording(entry)
    assert stored == [entry]


def test_a_recording_may_have_nowhere_to_store() -> None:
    recording = Recording(None)
    recording.live = True
    recording(Entry(0, 0, TRAINEE, c.WriteHandover()))
    assert recording.live
