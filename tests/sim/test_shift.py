"""A shift: the one way in for trainee, colleague, bot and replay."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.commands import Entry
from itilsim.domain.errors import Refused, TryAgainError
from itilsim.domain.names import TRAINEE, Actor, ContactId, TicketId
from itilsim.sim import ENGINE
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from tests.builders import SEED, Play, kinds
from tests.data.corner import ANN, BOB, CAT, HOUR, corner, scripted
from tests.played import first_shift


class TestBeginning:
    def test_the_first_fact_says_what_is_played(self) -> None:
        play = Play(seed=7, mode="guided", pace="stepped")
        assert play.log == [
            f.ShiftStarted(0, "corner", corner().digest, 7, ENGINE, "stepped", "guided")
        ]

    def test_it_begins_at_second_nought(self) -> None:
        play = Play()
        assert (play.shift.at, play.shift.ended, play.shift.facts) == (0, False, 1)


class TestSubmitting:
    def test_it_answers_with_entry_facts_and_time(self) -> None:
        play = Play()
        cat = play.call(CAT, "no-print")
        answer = play.shift.submit(c.LogTicket(cat, "incident"))
        assert answer.entry == Entry(0, 0, TRAINEE, c.LogTicket(cat, "incident"))
        assert kinds(answer.facts) == ["ticket-opened"]
        assert answer.busy_until == c.LogTicket.seconds

    def test_the_journal_keeps_it(self) -> None:
        play = Play()
        cat = play.call(CAT, "no-print")
        play.do(c.LogTicket(cat, "incident"), c.EscalateTicket(TicketId(cat)))
        assert [each.seq for each in play.shift.journal] == [0, 1]
        assert [each.command.kind for each in play.shift.journal] == [
            "log-ticket",
            "escalate-ticket",
        ]

    def test_a_refusal_changes_nothing(self) -> None:
        play = Play()
        digest = play.shift.digest
        with pytest.raises(Refused):
            play.do(c.TakeCall(ContactId("nobody")))
        assert (play.shift.journal, play.shift.digest) == ([], digest)

    def test_it_is_committed_before_it_takes_effect(self) -> None:
        seen: list[tuple[str, int]] = []

        def commit(entry: Entry) -> None:
            seen.append((entry.command.kind, shift.facts))

        shift = Shift(corner(), 1, commit=commit)
        shift.submit(c.WriteHandover())
        assert seen == [("write-handover", 1)]
        assert shift.facts == 2

    def test_a_failed_commit_leaves_the_world_untouched(self) -> None:
        def commit(entry: Entry) -> None:
            raise TryAgainError(f"The disk is full at entry {entry.seq}.")

        shift = Shift(corner(), 1, commit=commit)
        digest = shift.digest
        with pytest.raises(TryAgainError):
            shift.submit(c.WriteHandover())
        assert (shift.digest, shift.journal, shift.busy_until()) == (digest, [], 0)
        assert shift.desk.handover is None

    def test_after_it_the_same_may_be_tried_again(self) -> None:
        full = [True]

        def commit(entry: Entry) -> None:
            if full:
                full.clear()
                raise TryAgainError(f"The disk is full at entry {entry.seq}.")

        shift = Shift(corner(), 1, commit=commit)
        with pytest.raises(TryAgainError):
            shift.submit(c.WriteHandover())
        assert shift.submit(c.WriteHandover()).entry.seq == 0

    def test_a_refused_command_is_not_committed(self) -> None:
        seen: list[Entry] = []
        shift = Shift(corner(), 1, commit=seen.append)
        with pytest.raises(Refused):
            shift.submit(c.EndCall(ContactId("nobody")))
        assert seen == []


class TestBeingBusy:
    def test_stepped_a_seat_does_one_thing_at_a_time(self) -> None:
        play = Play(pace="stepped")
        play.do(c.WriteHandover())
        with pytest.raises(Refused, match="You are still busy"):
            play.do(c.WriteHandover())

    def test_until_its_time_is_over(self) -> None:
        play = Play(pace="stepped")
        play.do(c.WriteHandover())
        play.until(c.WriteHandover.seconds)
        play.do(c.WriteHandover())
        assert len(play.shift.journal) == 2

    def test_another_seat_is_free(self) -> None:
        play = Play(pace="stepped")
        play.do(c.WriteHandover())
        play.do(c.WriteHandover(), actor=Actor("colleague"))
        assert play.shift.busy_until(Actor("colleague")) == c.WriteHandover.seconds

    def test_leaving_is_possible_at_any_time(self) -> None:
        play = Play(pace="stepped")
        play.do(c.WriteHandover(), c.EndShift())
        assert play.shift.ended

    def test_paced_a_seat_is_busy_just_as_long(self) -> None:
        shift = Play(pace="paced").shift
        shift.submit(c.WriteHandover())
        with pytest.raises(Refused, match="You are still busy"):
            shift.submit(c.WriteHandover())

    @pytest.mark.parametrize(("thinks", "busy_until"), [(0, 180), (100, 180), (300, 300)])
    def test_paced_the_time_is_counted_from_the_opening_of_the_form(
        self, thinks: int, busy_until: int
    ) -> None:
        shift = Play(pace="paced").shift
        shift.submit(c.BeginAction())
        shift.advance(thinks)
        assert shift.submit(c.WriteHandover()).busy_until == busy_until

    def test_what_was_begun_counts_for_one_action_only(self) -> None:
        shift = Play(pace="paced").shift
        shift.submit(c.BeginAction())
        shift.advance(500)
        shift.submit(c.WriteHandover())
        assert shift.submit(c.WriteHandover()).busy_until == 680

    def test_nothing_can_be_begun_while_busy_or_stepped(self) -> None:
        paced = Play(pace="paced").shift
        paced.submit(c.WriteHandover())
        with pytest.raises(Refused, match="You are still busy"):
            paced.submit(c.BeginAction())
        with pytest.raises(Refused, match="Thinking is free here"):
            Play(pace="stepped").shift.submit(c.BeginAction())

    def test_a_replay_is_busy_as_the_shift_was(self) -> None:
        shift = Play(pace="paced").shift
        shift.submit(c.BeginAction())
        shift.advance(100)
        shift.submit(c.WriteHandover())
        again = replay(corner(), SEED, shift.journal, pace="paced")
        assert again.busy_until() == shift.busy_until() == 180


class TestAdvancing:
    def test_time_passes(self) -> None:
        play = Play()
        play.until(100)
        assert (play.shift.at, play.desk.at) == (100, 100)

    def test_it_never_goes_back(self) -> None:
        play = Play()
        play.until(100)
        play.until(50)
        assert play.shift.at == 100

    def test_a_command_comes_before_processes_of_its_second(self) -> None:
        """The caller gives up at 900; whoever answers in that very second is in time."""
        play = Play()
        bob = play.call(BOB, "no-mail", channel="phone", patience=900)
        play.until(900)
        play.do(c.TakeCall(bob))
        play.until(901)
        assert play.none(f.CallAbandoned)

    def test_a_second_later_it_is_too_late(self) -> None:
        play = Play()
        play.call(BOB, "no-mail", channel="phone", patience=900)
        play.until(901)
        assert play.one(f.CallAbandoned).at == 900

    def test_at_its_end_the_shift_ends_by_itself(self) -> None:
        play = Play()
        play.until(10 * HOUR)
        assert play.shift.at == corner().horizon
        assert play.one(f.ShiftEnded).at == corner().horizon
        assert play.shift.journal[-1].command == c.EndShift()

    def test_after_that_it_stands_still(self) -> None:
        play = Play()
        play.do(c.EndShift())
        play.until(500)
        assert play.shift.at == 0

    def test_to_the_next_change_of_the_desk(self) -> None:
        play = Play()
        play.call(BOB, "no-mail", channel="phone", patience=900)
        play.shift.advance_to_change(5000)
        assert (play.shift.at, play.log[-1].at) == (901, 900)

    def test_at_most_to_a_second(self) -> None:
        play = Play()
        play.call(BOB, "no-mail", channel="phone", patience=900)
        play.shift.advance_to_change(600)
        assert play.shift.at == 600

    def test_without_a_change_to_the_end(self) -> None:
        play = Play()
        play.shift.advance_to_change(10 * HOUR)
        assert play.shift.ended


class TestFinishing:
    def test_the_world_runs_on_without_the_seat(self) -> None:
        play = Play()
        play.finish()
        assert kinds(play.log) == ["shift-started", "shift-ended", "aftermath-ended"]
        assert play.log[-1].at == corner().end

    def test_people_go_on_calling(self) -> None:
        play = Play()
        play.call(BOB, "no-mail", channel="phone", patience=900)
        play.do(c.EndShift())
        play.finish()
        assert play.all(f.CallAbandoned)[0].at == 900
        assert len(play.all(f.ContactArrived)) > 1

    def test_finishing_twice_is_finishing_once(self) -> None:
        play = Play()
        play.finish()
        digest = play.shift.digest
        play.finish()
        assert play.shift.digest == digest

    def test_a_shift_without_an_aftermath_ends_at_once(self) -> None:
        play = Play(scripted(aftermath_minutes=0))
        play.until(10 * HOUR)
        play.finish()
        assert kinds(play.log)[-1] == "shift-ended"

    def test_the_last_fact_is_the_end_of_the_aftermath(self) -> None:
        play = Play(first_shift())
        play.finish()
        assert isinstance(play.log[-1], f.AftermathEnded)


class TestLooking:
    def test_only_the_desk_can_be_looked_at(self) -> None:
        shift = Shift(corner(), 1)
        public = {name for name in vars(shift) if not name.startswith("_")}
        assert public == {"setting", "seed", "mode", "pace", "journal"}
        assert not hasattr(shift, "plant")

    def test_the_digest_changes_with_every_fact(self) -> None:
        play = Play()
        before = play.shift.digest
        play.call(ANN, "no-shop")
        assert play.shift.digest != before
        assert play.shift.digest.startswith("sha256:")

    def test_pausing_anywhere_gives_the_same_log(self) -> None:
        whole, stepwise = Play(first_shift(), 3), Play(first_shift(), 3)
        for second in range(0, first_shift().horizon, 97):
            stepwise.until(second)
        for each in (whole, stepwise):
            each.until(first_shift().horizon)
            each.finish()
        assert whole.shift.digest == stepwise.shift.digest
