"""People: they call when a fault hits them, hang up, call again, chase, and insist."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import Actor, ContactId, TicketId
from tests.builders import Play, began, contact_id
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    CLERKS,
    DATABASE,
    HOUR,
    MAIL,
    MINUTE,
    NET,
    PACKERS,
    POWER,
    SALES,
    SERVER,
    SHOP,
    STOCK,
    SWITCH,
    fault,
    scripted,
    with_constants,
)

PATIENCE = 15 * MINUTE


class TestReporting:
    """Some of those whom a fault hits get in touch."""

    def test_four_of_a_hundred_call_and_at_least_one(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        play.until(5 * MINUTE)
        groups = [each.group for each in play.all(f.ContactArrived)]
        assert groups == [SALES, SALES, CLERKS]

    def test_they_call_after_feeling_it_for_a_while(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(HOUR // 4)
        assert play.all(f.ContactArrived)[0].at == 4 * MINUTE

    def test_they_say_what_they_feel(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(5 * MINUTE)
        call = play.one(f.ContactArrived)
        assert (call.symptom, call.effect, call.service) == ("no-network", "stopped", STOCK)
        assert (call.channel, call.arrival, call.utterance) == (
            "phone",
            "report",
            "report-no-network",
        )
        assert call.contact == contact_id("packers#0", "switch/switch-dead/1")

    def test_who_is_slowed_says_so(self) -> None:
        play = Play()
        play.happens(began(DATABASE, "locks"))
        play.until(5 * MINUTE)
        assert {each.effect for each in play.all(f.ContactArrived)} == {"slowed"}
        assert {each.service for each in play.all(f.ContactArrived)} == {SHOP, STOCK}

    def test_not_more_than_a_few_of_a_group(self) -> None:
        play = Play(with_constants(callers_per_hundred=100, callers_at_most=3))
        play.happens(began(SERVER, "hang"))
        play.until(5 * MINUTE)
        assert len(play.all(f.ContactArrived)) == 6

    def test_at_night_they_call_in_the_morning(self) -> None:
        play = Play(scripted(start="2026-09-15 19:00", minutes=24 * 60))
        play.happens(began(SWITCH, "switch-dead"))
        play.until(20 * HOUR)
        assert play.all(f.ContactArrived)[0].at == 13 * HOUR + 4 * MINUTE

    def test_nobody_calls_about_what_was_repaired_meanwhile(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(3 * MINUTE)
        play.happens(f.FaultRepaired(3 * MINUTE, began(SWITCH, "switch-dead").fault, NET))
        play.until(HOUR)
        assert play.none(f.ContactArrived)

    def test_nor_about_what_is_wholly_worked_around(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.happens(f.WorkaroundTaken(0, began(SWITCH, "switch-dead").fault, PACKERS, 100))
        play.until(HOUR)
        assert play.none(f.ContactArrived)

    def test_nor_about_what_nobody_feels(self) -> None:
        play = Play()
        play.happens(began(POWER, "outage"), began(DATABASE, "full", level="up"))
        play.until(HOUR // 4)
        assert play.none(f.ContactArrived)

    def test_a_latent_fault_is_felt_when_it_strikes(self) -> None:
        play = Play()
        play.happens(began(DATABASE, "full", level="up"))
        play.happens(f.FaultStruck(0, began(DATABASE, "full").fault, "down"))
        play.until(5 * MINUTE)
        assert len(play.all(f.ContactArrived)) == 3

    def test_a_scripted_fault_has_scripted_callers(self) -> None:
        setting = scripted(faults=(fault("S", "09:01", SWITCH, "switch-dead"),))
        play = Play(setting)
        play.until(HOUR)
        assert play.none(f.ContactArrived)

    def test_unless_the_scenario_says_otherwise(self) -> None:
        setting = scripted(
            faults=(fault("S", "09:01", SWITCH, "switch-dead"),), scripted_callers=False
        )
        play = Play(setting)
        play.until(HOUR // 4)
        assert len(play.all(f.ContactArrived)) == 1

    def test_nobody_new_calls_after_the_shift(self) -> None:
        play = Play()
        play.until(4 * HOUR - 60)
        play.happens(began(SWITCH, "switch-dead", 4 * HOUR - 60))
        play.finish()
        assert play.none(f.ContactArrived)


class TestWaiting:
    @pytest.mark.parametrize("channel", ["phone", "chat"])
    def test_a_caller_hangs_up_after_own_patience(self, channel: str) -> None:
        play = Play()
        bob = play.call(BOB, "no-mail", channel=channel, patience=PATIENCE)
        play.until(PATIENCE + 1)
        assert play.one(f.CallAbandoned) == f.CallAbandoned(PATIENCE, bob)

    @pytest.mark.parametrize("channel", ["email", "portal"])
    def test_a_letter_never_does(self, channel: str) -> None:
        play = Play()
        play.call(BOB, "no-mail", channel=channel)
        play.until(2 * HOUR)
        first = {each.contact for each in play.all(f.ContactArrived) if each.number == 1}
        assert not first & {each.contact for each in play.all(f.CallAbandoned)}

    def test_who_was_answered_does_not_hang_up(self) -> None:
        play = Play()
        bob = play.call(BOB, "no-mail", channel="phone")
        play.until(PATIENCE - 1)
        play.do(c.TakeCall(bob))
        play.until(PATIENCE + 60)
        assert play.none(f.CallAbandoned)

    def test_two_wait_in_one_queue(self) -> None:
        play = Play()
        play.call(BOB, "no-mail", channel="phone", patience=300)
        play.call(ANN, "no-shop", channel="phone", patience=200)
        play.until(301)
        assert [each.at for each in play.all(f.CallAbandoned)] == [200, 300]


class TestCallingAgain:
    def again(self, percent: int = 100) -> Play:
        play = Play(with_constants(call_again_percent=percent))
        play.call(BOB, "no-mail", channel="phone", patience=PATIENCE)
        return play

    def test_who_hung_up_calls_again(self) -> None:
        play = self.again()
        play.until(PATIENCE + 5 * MINUTE + 1)
        call = play.all(f.ContactArrived)[-1]
        assert (call.at, call.channel, call.contact) == (
            PATIENCE + 5 * MINUTE,
            "phone",
            contact_id("bob", "arrival/no-mail-bob", 2),
        )

    def test_or_writes(self) -> None:
        play = self.again(percent=0)
        play.until(PATIENCE + 5 * MINUTE + 1)
        assert play.all(f.ContactArrived)[-1].channel == "email"

    def test_less_calm_and_about_the_same(self) -> None:
        play = self.again()
        play.until(PATIENCE + 5 * MINUTE + 1)
        first, second = play.all(f.ContactArrived)
        assert (second.mood, second.symptom, second.cause) == ("pressed", "no-mail", first.cause)
        assert second.chases is None

    def test_not_for_ever(self) -> None:
        play = self.again()
        play.until(4 * HOUR)
        assert len(play.all(f.ContactArrived)) == 3

    def test_not_when_it_is_over(self) -> None:
        play = self.again()
        play.until(PATIENCE + 1)
        play.happens(f.TroubleSettled(PATIENCE + 1, play.all(f.ContactArrived)[0].cause, "WP"))
        play.until(HOUR)
        assert len(play.all(f.ContactArrived)) == 1


class TestChasing:
    """Who waits for a word asks again after own patience."""

    def chasers(self, play: Play) -> list[f.ContactArrived]:
        return [each for each in play.all(f.ContactArrived) if each.chases is not None]

    def test_by_letter_the_wait_begins_at_once(self) -> None:
        play = Play()
        cat = play.call(CAT, "no-print", patience=PATIENCE)
        play.until(PATIENCE + 1)
        (chaser,) = self.chasers(play)
        assert (chaser.at, chaser.chases, chaser.channel) == (PATIENCE, cat, "phone")
        assert (chaser.contact, chaser.utterance) == (
            contact_id("cat", "arrival/no-print-cat", 2),
            "chaser",
        )

    def test_by_phone_with_the_first_talk(self) -> None:
        play = Play()
        bob = play.call(BOB, "no-mail", channel="phone", patience=PATIENCE)
        play.until(60)
        play.do(c.TakeCall(bob))
        play.until(120)
        play.do(c.EndCall(bob))
        play.until(PATIENCE + 121)
        assert [each.at for each in self.chasers(play)] == [120 + PATIENCE]

    def test_a_word_begins_the_wait_anew(self) -> None:
        play = Play()
        cat = play.logged(play.call(CAT, "no-print", patience=PATIENCE))
        play.until(10 * MINUTE)
        play.do(c.UpdateCaller(cat))
        play.until(25 * MINUTE)
        assert self.chasers(play) == []
        play.until(25 * MINUTE + 1)
        assert [each.at for each in self.chasers(play)] == [25 * MINUTE]

    @pytest.mark.parametrize(("promised", "asks"), [(20, 21), (29, 30), (40, 30), (24 * 60, 30)])
    def test_a_promise_is_believed_for_twice_the_patience(self, promised: int, asks: int) -> None:
        play = Play()
        cat = play.logged(play.call(CAT, "no-print", patience=PATIENCE))
        play.do(c.UpdateCaller(cat, promised))
        play.until(2 * HOUR)
        assert self.chasers(play)[0].at == asks * MINUTE

    def test_a_notice_to_the_group_is_a_word(self) -> None:
        play = Play()
        cat = play.logged(play.call(CAT, "no-print", patience=PATIENCE))
        play.until(10 * MINUTE)
        play.do(c.SendNotice(cat))
        play.until(HOUR)
        assert self.chasers(play)[0].at == 25 * MINUTE

    def test_asking_ends_after_two_chasers(self) -> None:
        play = Play()
        play.call(CAT, "no-print", patience=PATIENCE)
        play.until(4 * HOUR)
        assert len(self.chasers(play)) == 2

    def test_nobody_chases_what_is_resolved(self) -> None:
        play = Play()
        cat = play.logged(play.call(CAT, "no-print"))
        play.happens(f.TroubleSettled(0, play.all(f.ContactArrived)[0].cause, "WP"))
        play.do(c.ResolveTicket(cat, "fixed"))
        play.until(HOUR)
        assert self.chasers(play) == []

    def test_nobody_chases_what_is_over_by_itself(self) -> None:
        play = Play()
        play.call(CAT, "no-print")
        play.happens(f.TroubleSettled(0, play.all(f.ContactArrived)[0].cause, "WP"))
        play.until(HOUR)
        assert self.chasers(play) == []

    def test_a_chaser_is_not_chased(self) -> None:
        play = Play(with_constants(chasers=1))
        play.call(CAT, "no-print", patience=PATIENCE)
        play.until(4 * HOUR)
        assert len(play.all(f.ContactArrived)) == 2


class TestInsisting:
    """Whose trouble was resolved without being over says so."""

    def resolved(self) -> tuple[Play, TicketId]:
        play = Play()
        bob = play.logged(play.call(BOB, "loose-key"))
        play.do(c.ResolveTicket(bob, "fixed"))
        return play, bob

    def test_it_is_reopened_by_the_caller(self) -> None:
        play, bob = self.resolved()
        play.until(5 * MINUTE + 1)
        assert play.one(f.TicketReopened) == f.TicketReopened(5 * MINUTE, bob, Actor("caller"))
        assert play.desk.tickets[bob].is_open

    def test_with_a_call(self) -> None:
        play, bob = self.resolved()
        play.until(5 * MINUTE + 1)
        call = play.all(f.ContactArrived)[-1]
        assert (call.utterance, call.chases, call.channel) == (
            "still-broken",
            ContactId(bob),
            "phone",
        )

    def test_not_when_it_is_over_meanwhile(self) -> None:
        play, _ = self.resolved()
        play.happens(f.TroubleSettled(0, play.all(f.ContactArrived)[0].cause, "WP"))
        play.until(HOUR)
        assert play.none(f.TicketReopened)

    def test_not_when_the_desk_reopened_it_itself(self) -> None:
        play, bob = self.resolved()
        play.do(c.ReopenTicket(bob))
        play.until(HOUR)
        assert len(play.all(f.TicketReopened)) == 1

    def test_a_refusal_is_an_end(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "laptop"), "request")
        play.do(c.RefuseRequest(bob, "not_offered"))
        play.until(10 * MINUTE)
        assert play.none(f.TicketReopened)

    def test_it_is_said_each_time(self) -> None:
        play, bob = self.resolved()
        play.until(5 * MINUTE + 1)
        play.do(c.ResolveTicket(bob, "fixed"))
        play.until(12 * MINUTE)
        assert play.desk.tickets[bob].reopened == 2

    def test_a_child_leaves_it_to_its_parent(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause="server/hang/1", service=MAIL))
        ann = play.call(ANN, "no-mail", cause="server/hang/1", service=MAIL)
        play.do(c.LinkTicket(ann, bob), c.ResolveTicket(bob, "fixed"))
        play.until(6 * MINUTE)
        assert [each.ticket for each in play.all(f.TicketReopened)] == [bob]

    def test_a_leftover_speaks_for_itself(self) -> None:
        setting = scripted(
            faults=(fault("S", "09:00", SWITCH, "switch-dead", leftover_person=CAT),)
        )
        play = Play(setting)
        play.until(1)
        cat = play.logged(play.call(CAT, "no-network", cause="switch/switch-dead/1"))
        play.happens(f.FaultRepaired(1, began(SWITCH, "switch-dead").fault, NET))
        play.do(c.ResolveTicket(cat, "fixed"))
        play.until(6 * MINUTE)
        leftover = play.all(f.ContactArrived)[-1]
        assert (leftover.arrival, leftover.symptom) == ("leftover", "no-sound")
        assert play.one(f.TicketReopened).ticket == cat
