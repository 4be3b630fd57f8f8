"""How a policy plays a seat: same commands, same handling times, the Desk only."""

from __future__ import annotations

from itertools import pairwise

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.sim.policies import POLICIES, play, playing
from itilsim.sim.policies.playing import REFUSED_COSTS, policy_seed
from itilsim.sim.policies.steps import Steps
from itilsim.sim.shift import Shift
from tests.builders import Play, contact_id
from tests.data.corner import BOB, HOUR, MINUTE, corner
from tests.data.estates import estate
from tests.played import first_shift

SKILL = ("idle", "random_choice", "first_come", "loudest_voice", "by_priority", "textbook")


def test_policies_are_listed_by_rising_skill() -> None:
    assert tuple(POLICIES) == SKILL


@pytest.mark.parametrize("policy", POLICIES)
class TestEveryPolicy:
    def test_it_plays_to_the_end_of_the_shift(self, policy: str) -> None:
        shift = Shift(first_shift(), 1)
        play(shift, policy)
        assert shift.ended
        assert shift.at == first_shift().horizon

    def test_it_plays_the_same_again(self, policy: str) -> None:
        digests = set()
        for _ in range(2):
            shift = Shift(first_shift(), 2)
            play(shift, policy)
            shift.finish()
            digests.add(shift.digest)
        assert len(digests) == 1

    def test_it_pays_its_handling_times(self, policy: str) -> None:
        shift = Shift(first_shift(), 3)
        play(shift, policy)
        entries = shift.journal
        for before, after in pairwise(entries):
            if not isinstance(after.command, c.EndShift):
                assert after.at >= before.at + before.command.seconds

    def test_it_stops_where_it_is_told_to(self, policy: str) -> None:
        shift = Shift(first_shift(), 1)
        play(shift, policy, until=30 * MINUTE)
        assert not shift.ended
        assert shift.at == 30 * MINUTE

    def test_it_survives_two_days_of_eighty_components(self, policy: str) -> None:
        shift = Shift(estate(80), 4)
        play(shift, policy, until=6 * HOUR)
        assert shift.at == 6 * HOUR

    def test_it_survives_a_day_on_which_nothing_happens(self, policy: str) -> None:
        shift = Shift(corner(), 1)
        play(shift, policy)
        shift.finish()
        assert shift.ended


class TestOnePolicy:
    """A policy that a test writes itself."""

    def played(self, monkeypatch: pytest.MonkeyPatch, *moves: c.Command | int | None) -> Play:
        self.answers: tuple[bool, ...] = ()

        def scripted_moves(desk: Desk, seed: int) -> Steps:
            assert (desk.at, seed) == (0, policy_seed(1))
            for move in moves:
                accepted = yield move
                self.answers = (*self.answers, accepted)
            while True:
                yield None

        found = Play(pace="stepped")
        monkeypatch.setitem(playing.POLICIES, "moves", scripted_moves)
        found.call(BOB, "no-mail", channel="phone", patience=20 * MINUTE)
        play(found.shift, "moves")
        return found

    def test_a_command_takes_its_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bob = contact_id("bob", "arrival/no-mail-bob")
        found = self.played(
            monkeypatch, c.TakeCall(bob), c.LogTicket(bob, "incident"), c.EndCall(bob)
        )
        times = [each.at for each in found.shift.journal[:3]]
        assert times == [0, c.TakeCall.seconds, c.TakeCall.seconds + c.LogTicket.seconds]

    def test_it_is_told_whether_it_was_accepted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bob = contact_id("bob", "arrival/no-mail-bob")
        self.played(monkeypatch, c.EndCall(bob), c.TakeCall(bob), None)
        assert self.answers == (False, True, False)

    def test_a_refusal_costs_a_moment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bob = contact_id("bob", "arrival/no-mail-bob")
        found = self.played(monkeypatch, c.EndCall(bob), c.TakeCall(bob))
        assert found.shift.journal[0].at == REFUSED_COSTS

    def test_waiting_ends_with_the_next_change(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.played(monkeypatch, None, c.WriteHandover())
        assert found.one(f.HandoverWritten).at == 20 * MINUTE + 1

    def test_or_at_the_second_that_was_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.played(monkeypatch, 300, c.WriteHandover())
        assert found.one(f.HandoverWritten).at == 300

    def test_a_second_that_is_over_is_the_next_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.played(monkeypatch, 0, c.WriteHandover())
        assert found.one(f.HandoverWritten).at == 1

    def test_while_it_waits_the_shift_runs_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = self.played(monkeypatch)
        assert found.one(f.ShiftEnded).at == corner().horizon


def test_leaving_ends_the_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaving(desk: Desk, seed: int) -> Steps:
        del desk, seed
        yield c.EndShift()
        yield c.WriteHandover()

    monkeypatch.setitem(playing.POLICIES, "leaving", leaving)
    shift = Shift(corner(), 1)
    play(shift, "leaving")
    assert [each.command.kind for each in shift.journal] == ["end-shift"]
