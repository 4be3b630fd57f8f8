"""The clock that watches clocks: it sleeps until a target is due, looks again, and speaks."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import ContactId, TicketId
from tests.builders import Play
from tests.data.corner import BOB, CAT, HOUR, MINUTE, scripted


def missed(play: Play) -> list[tuple[int, str]]:
    return [(each.at, each.clock) for each in play.all(f.TargetMissed)]


def rated(impact: int, urgency: int) -> tuple[Play, TicketId]:
    """Cat's incident, logged and rated at once; nobody has answered her."""
    play = Play(scripted(minutes=600))
    ticket = play.logged(play.call(CAT, "no-print", patience=10 * HOUR), rated=(impact, urgency))
    return play, ticket


class TestTargets:
    def test_a_p2_is_answered_within_a_quarter_of_an_hour(self) -> None:
        play, ticket = rated(1, 2)
        play.until(HOUR // 2)
        assert play.one(f.TargetMissed) == f.TargetMissed(15 * MINUTE, ticket, "response", 2)

    def test_and_restored_within_an_hour(self) -> None:
        play, _ = rated(1, 2)
        play.until(2 * HOUR)
        assert missed(play) == [(15 * MINUTE, "response"), (HOUR, "restoration")]

    def test_a_p5_has_no_targets(self) -> None:
        play, _ = rated(3, 3)
        play.until(9 * HOUR)
        assert missed(play) == []

    def test_an_answer_in_time_stops_the_first_clock(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket))
        play.until(2 * HOUR)
        assert missed(play) == [(HOUR, "restoration")]

    def test_resolving_in_time_stops_the_second(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket))
        play.happens(f.TroubleSettled(0, play.all(f.ContactArrived)[0].cause, "WP"))
        play.until(59 * MINUTE)
        play.do(c.ResolveTicket(ticket, "fixed"))
        play.until(5 * HOUR)
        assert missed(play) == []

    def test_it_shows_on_the_record(self) -> None:
        play, ticket = rated(1, 2)
        play.until(2 * HOUR)
        assert play.desk.tickets[ticket].missed == ("response", "restoration")

    def test_each_target_is_missed_once(self) -> None:
        play, ticket = rated(1, 2)
        play.until(20 * MINUTE)
        play.do(c.PrioritiseTicket(ticket, 1, 1))
        play.until(9 * HOUR)
        assert [clock for _, clock in missed(play)] == ["response", "restoration"]


class TestChanges:
    def test_a_higher_priority_is_due_sooner(self) -> None:
        play, ticket = rated(2, 2)
        play.do(c.UpdateCaller(ticket))
        play.until(10 * MINUTE)
        play.do(c.PrioritiseTicket(ticket, 1, 1))
        play.until(2 * HOUR)
        assert missed(play) == [(45 * MINUTE, "restoration")]

    def test_raised_too_late_it_is_missed_at_once(self) -> None:
        play, ticket = rated(2, 2)
        play.do(c.UpdateCaller(ticket))
        play.until(HOUR)
        play.do(c.PrioritiseTicket(ticket, 1, 1))
        play.until(2 * HOUR)
        assert missed(play) == [(HOUR, "restoration")]

    def test_rated_too_late_it_is_missed_at_once(self) -> None:
        play = Play()
        cat = play.logged(play.call(CAT, "no-print", patience=10 * HOUR), rated=None)
        play.until(20 * MINUTE)
        play.do(c.PrioritiseTicket(cat, 1, 2))
        play.until(30 * MINUTE)
        assert missed(play) == [(20 * MINUTE, "response")]

    def test_what_was_answered_before_it_was_rated_is_not(self) -> None:
        play = Play()
        cat = play.logged(play.call(CAT, "no-print", patience=10 * HOUR), rated=None)
        play.do(c.UpdateCaller(cat))
        play.until(20 * MINUTE)
        play.do(c.PrioritiseTicket(cat, 1, 2))
        play.until(30 * MINUTE)
        assert missed(play) == []

    def test_a_lower_one_is_due_later(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket))
        play.until(30 * MINUTE)
        play.do(c.PrioritiseTicket(ticket, 2, 2))
        play.until(5 * HOUR)
        assert missed(play) == [(4 * HOUR, "restoration")]

    def test_waiting_for_the_caller_stops_the_clock(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket), c.HoldTicket(ticket, "caller"))
        play.until(3 * HOUR)
        assert missed(play) == []

    def test_it_goes_on_afterwards(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket))
        play.until(10 * MINUTE)
        play.do(c.HoldTicket(ticket, "caller"))
        play.until(70 * MINUTE)
        play.do(c.ResumeTicket(ticket))
        play.until(3 * HOUR)
        assert missed(play) == [(2 * HOUR, "restoration")]

    def test_waiting_for_a_supplier_does_not(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket), c.HoldTicket(ticket, "supplier"))
        play.until(3 * HOUR)
        assert missed(play) == [(HOUR, "restoration")]

    def test_a_reopened_record_is_watched_again(self) -> None:
        play, ticket = rated(1, 2)
        play.do(c.UpdateCaller(ticket))
        play.happens(f.TroubleSettled(0, play.all(f.ContactArrived)[0].cause, "WP"))
        play.until(20 * MINUTE)
        play.do(c.ResolveTicket(ticket, "fixed"))
        play.until(50 * MINUTE)
        play.do(c.ReopenTicket(ticket))
        play.until(3 * HOUR)
        assert missed(play) == [(90 * MINUTE, "restoration")]


class TestRequests:
    def test_a_model_must_start_and_the_caller_be_answered(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "password", patience=10 * HOUR), "access")
        play.do(c.StartModel(bob, "RM-1"))
        play.until(HOUR)
        assert missed(play) == [(15 * MINUTE, "restoration"), (30 * MINUTE, "response")]

    def test_done_in_time_nothing_is_missed(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "password", patience=10 * HOUR), "access")
        play.do(c.StartModel(bob, "RM-1"), c.Reply(ContactId(bob)))
        play.do(c.FulfilStep(bob), c.ResolveTicket(bob, "fulfilled"))
        play.until(2 * HOUR)
        assert missed(play) == []


def test_nothing_is_watched_beyond_the_end() -> None:
    play = Play()
    play.logged(play.call(CAT, "no-print"), rated=(3, 2))
    play.finish()
    assert all(each.at <= play.shift.setting.end for each in play.all(f.TargetMissed))
