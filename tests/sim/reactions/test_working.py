"""Teams at work: queue by the priority set on the record, look, repair or send back."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import SHIFT_LEAD, FaultId, RecordKind, TicketId
from itilsim.domain.scenario import AlertArrival
from tests.builders import Play, alert_id, began, raised
from tests.data.corner import (
    ANN,
    BIZ,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    HOUR,
    MINUTE,
    NET,
    SD,
    SERVER,
    SRV,
    SWITCH,
    WP,
    fault,
    scripted,
)

HANG = FaultId("server/hang/1")
LOOK = 10 * MINUTE
PICK_UP = 6 * MINUTE
SINGLE = 30 * MINUTE
REPAIR = 20 * MINUTE


def started(play: Play) -> list[tuple[int, str]]:
    return [(each.at, each.subject) for each in play.all(f.WorkStarted)]


class TestRepairing:
    def broken(self) -> tuple[Play, TicketId]:
        """The switch is dead, and the network team has Cat's report."""
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        cat = play.logged(play.call(CAT, "no-network", cause="switch/switch-dead/1"))
        play.do(c.AssignTicket(cat, NET))
        return play, cat

    def test_a_free_person_takes_it_up_at_once(self) -> None:
        play, cat = self.broken()
        play.until(1)
        assert started(play) == [(0, cat)]

    def test_then_says_what_was_found(self) -> None:
        play, cat = self.broken()
        play.until(PICK_UP + 1)
        assert play.one(f.NoteAdded) == f.NoteAdded(PICK_UP, cat, NET, "psu")

    def test_then_repairs_it(self) -> None:
        play, cat = self.broken()
        play.until(PICK_UP + REPAIR + 1)
        done = PICK_UP + REPAIR
        assert play.one(f.FaultRepaired).at == done
        assert play.one(f.RepairReported) == f.RepairReported(done, cat, NET, "repaired-psu")

    def test_the_record_waits_for_the_desk_then(self) -> None:
        play, cat = self.broken()
        play.until(HOUR)
        assert cat in play.desk.attention
        assert play.desk.tickets[cat].is_open

    def test_a_second_record_of_the_cause_is_looked_at_and_left(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        ann = play.logged(play.call(ANN, "no-mail", cause=HANG))
        play.do(c.AssignTicket(bob, SRV), c.AssignTicket(ann, SRV))
        play.until(LOOK + 1)
        notes = [(each.at, each.subject, each.code) for each in play.all(f.NoteAdded)]
        assert notes == [(PICK_UP, bob, "looking"), (LOOK, ann, "looking")]

    def test_both_are_reported_after_the_repair(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        ann = play.logged(play.call(ANN, "no-mail", cause=HANG))
        play.do(c.AssignTicket(bob, SRV), c.AssignTicket(ann, SRV))
        play.until(HOUR)
        assert {each.subject for each in play.all(f.RepairReported)} == {bob, ann}
        assert len(play.all(f.FaultRepaired)) == 1

    def test_a_record_that_comes_after_the_repair_is_reported_after_a_look(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        play.happens(f.FaultRepaired(0, HANG, SRV))
        play.do(c.AssignTicket(bob, SRV))
        play.until(LOOK + 1)
        assert play.one(f.RepairReported) == f.RepairReported(LOOK, bob, SRV, "repaired")

    def test_an_alert_without_a_record_is_worked_on_too(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"), raised(SERVER, cause=HANG))
        alert = alert_id("ping", "server")
        play.do(c.AlertTeam(alert, SRV))
        play.until(HOUR)
        assert play.one(f.FaultRepaired).at == PICK_UP + REPAIR
        assert play.one(f.RepairReported).subject == alert

    def test_a_latent_fault_can_be_prevented(self) -> None:
        setting = scripted(
            faults=(fault("D", "09:00", DATABASE, "full", strikes_at="10:30"),),
            alerts=(
                AlertArrival(
                    id="W",
                    at="09:05",
                    component=DATABASE,
                    significance="warning",
                    utterance="alert-disk",
                    fault="D",
                ),
            ),
        )
        play = Play(setting)
        play.until(6 * MINUTE)
        play.do(c.AlertTeam(alert_id("W", "database"), SRV))
        play.until(3 * HOUR)
        assert play.one(f.FaultRepaired).at == 6 * MINUTE + PICK_UP + REPAIR
        assert play.none(f.FaultStruck)
        assert play.none(f.ContactArrived)
        assert play.one(f.AlertCleared).alert == alert_id("W", "database")

    def test_or_strikes_where_nobody_acts(self) -> None:
        setting = scripted(faults=(fault("D", "09:00", DATABASE, "full", strikes_at="10:30"),))
        play = Play(setting)
        play.until(2 * HOUR)
        assert play.one(f.FaultStruck).at == 90 * MINUTE


class TestSinglePeople:
    def test_one_persons_trouble_takes_its_time(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "loose-key"))
        play.do(c.AssignTicket(bob, WP))
        play.until(SINGLE + 1)
        assert play.one(f.TroubleSettled).at == SINGLE
        assert play.one(f.RepairReported) == f.RepairReported(SINGLE, bob, WP, "repaired")

    def test_the_teams_step_of_a_model_is_done(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "laptop"), "request")
        play.do(c.StartModel(bob, "RM-2"), c.FulfilStep(bob), c.AssignTicket(bob, WP))
        play.until(SINGLE + 1)
        assert [each.step for each in play.all(f.StepFulfilled)] == ["order", "hand"]
        assert play.one(f.TroubleSettled).by == WP
        assert bob in play.desk.attention

    def test_without_its_model_a_request_takes_twice_as_long(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "laptop"), "request")
        play.do(c.AssignTicket(bob, WP))
        play.until(2 * SINGLE + 1)
        assert play.one(f.TroubleSettled).at == 2 * SINGLE

    def test_an_item_not_the_teams_by_category_is_sent_back(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "loose-key"))
        play.do(c.AssignTicket(bob, NET))
        play.until(LOOK + 1)
        assert play.one(f.TicketReturned) == f.TicketReturned(LOOK, bob, NET, "not-ours-net")
        assert play.none(f.TroubleSettled)

    @pytest.mark.parametrize("record", ["incident", "request", "information", "access"])
    def test_a_team_takes_what_is_its_own_whatever_the_record_calls_it(
        self, record: RecordKind
    ) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "loose-key"), record)
        play.do(c.AssignTicket(bob, WP))
        play.until(HOUR)
        assert not play.none(f.TroubleSettled)
        assert play.none(f.TicketReturned)


class TestBouncing:
    """A team that gets what is not its own looks, and sends it back with what excludes it."""

    def test_it_costs_a_look(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        play.do(c.AssignTicket(bob, NET))
        play.until(LOOK + 1)
        returned = play.one(f.TicketReturned)
        assert (returned.at, returned.team) == (LOOK, NET)

    def test_the_evidence_never_names_the_answer(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        play.do(c.AssignTicket(bob, NET))
        play.until(HOUR)
        assert play.one(f.TicketReturned).evidence == "not-ours-net"
        assert "srv" not in play.one(f.TicketReturned).evidence

    def test_it_can_then_be_sent_on(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        play.do(c.AssignTicket(bob, NET))
        play.until(LOOK + 1)
        play.do(c.AssignTicket(bob, SRV))
        play.until(2 * HOUR)
        assert play.one(f.FaultRepaired).at == LOOK + 1 + PICK_UP + REPAIR

    def test_an_alert_that_is_not_theirs_is_said_so(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"), raised(SERVER, cause=HANG))
        play.do(c.AlertTeam(alert_id("ping", "server"), NET))
        play.until(LOOK + 1)
        assert play.one(f.RepairReported).code == "returned"

    def test_what_was_taken_away_is_not_sent_back(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "loose-key"))
        play.do(c.AssignTicket(bob, NET))
        play.until(60)
        play.do(c.AssignTicket(bob, WP))
        play.until(HOUR)
        assert play.none(f.TicketReturned)


class TestQueueing:
    """The workplace team is one person."""

    def queue(self, *rated: tuple[int, int]) -> tuple[Play, list[TicketId]]:
        """Loose keys of several people, given to the team in order, with their ratings."""
        play = Play()
        people = (ANN, BOB, CAT, DAN, EVE)
        tickets = []
        for person, rating in zip(people, rated, strict=False):
            tickets.append(play.logged(play.call(person, "loose-key"), rated=rating))
        play.do(*(c.AssignTicket(ticket, WP) for ticket in tickets))
        return play, tickets

    def test_one_at_a_time(self) -> None:
        play, tickets = self.queue((2, 2), (2, 2))
        play.until(HOUR)
        assert started(play) == [(0, tickets[0]), (SINGLE, tickets[1])]

    def test_the_same_priority_in_order_of_arrival(self) -> None:
        play, tickets = self.queue((2, 2), (2, 2), (2, 2))
        play.until(3 * HOUR)
        assert [subject for _, subject in started(play)] == tickets

    def test_the_higher_priority_first(self) -> None:
        play, (first, low, high) = self.queue((2, 2), (3, 3), (1, 1))
        play.until(3 * HOUR)
        assert [subject for _, subject in started(play)] == [first, high, low]

    def test_nobody_is_pulled_away_from_work(self) -> None:
        play, (first, high) = self.queue((3, 3), (1, 1))
        play.until(3 * HOUR)
        assert started(play) == [(0, first), (SINGLE, high)]

    def test_a_waiting_record_is_put_where_its_new_priority_belongs(self) -> None:
        play, (first, second, third) = self.queue((2, 2), (2, 2), (3, 3))
        play.until(60)
        play.do(c.PrioritiseTicket(third, 1, 1))
        play.until(3 * HOUR)
        assert [subject for _, subject in started(play)] == [first, third, second]

    def test_lowered_it_waits_longer(self) -> None:
        play, (first, second, third) = self.queue((2, 2), (2, 2), (2, 3))
        play.until(60)
        play.do(c.PrioritiseTicket(second, 3, 3))
        play.until(3 * HOUR)
        assert [subject for _, subject in started(play)] == [first, third, second]

    def test_the_recorded_priority_counts_not_the_true_one(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        flattered = play.logged(play.call(BOB, "loose-key"), rated=(1, 1))
        blocking = play.logged(play.call(ANN, "loose-key"), rated=(2, 2))
        urgent = play.logged(play.call(CAT, "loose-key"), rated=(3, 3))
        play.do(*(c.AssignTicket(each, WP) for each in (blocking, urgent, flattered)))
        play.until(3 * HOUR)
        assert [subject for _, subject in started(play)] == [blocking, flattered, urgent]

    def test_what_was_cancelled_meanwhile_is_not_taken_up(self) -> None:
        play, (first, second) = self.queue((2, 2), (2, 2))
        play.do(c.CancelTicket(second))
        play.until(SINGLE + 1)
        assert [subject for _, subject in started(play)] == [first]

    def test_what_the_caller_had_reopened_is_taken_up(self) -> None:
        play, (first, second) = self.queue((2, 2), (2, 2))
        play.do(c.ResolveTicket(second, "no_fault"))
        play.until(SINGLE + 1)
        assert play.one(f.TicketReopened).ticket == second
        assert started(play) == [(0, first), (SINGLE, second)]

    def test_what_became_a_child_is_not_taken_up(self) -> None:
        play, (first, second) = self.queue((2, 2), (2, 2))
        play.do(c.LinkTicket(second, first))
        play.until(HOUR)
        assert [subject for _, subject in started(play)] == [first]

    def test_the_next_one_gets_the_place(self) -> None:
        play, (first, second, third) = self.queue((2, 2), (2, 2), (2, 2))
        play.do(c.CancelTicket(second))
        play.until(SINGLE + 1)
        assert started(play) == [(0, first), (SINGLE, third)]

    def test_a_request_waits_by_the_priority_of_its_model(self) -> None:
        play = Play()
        key = play.logged(play.call(ANN, "loose-key"), rated=(2, 2))
        low = play.logged(play.call(CAT, "loose-key"), rated=(3, 3))
        laptop = play.logged(play.call(BOB, "laptop"), "request")
        play.do(c.StartModel(laptop, "RM-2"))
        play.do(*(c.AssignTicket(each, WP) for each in (key, low, laptop)))
        play.until(3 * HOUR)
        assert [subject for _, subject in started(play)] == [key, laptop, low]

    def test_the_desk_is_no_queue(self) -> None:
        play, (first,) = self.queue((2, 2))
        play.do(c.AssignTicket(first, SD))
        play.until(SINGLE)
        assert play.desk.tickets[first].team == SD


class TestRota:
    def test_nobody_works_before_coming(self) -> None:
        """The application team comes at noon."""
        play = Play()
        bob = play.logged(play.call(BOB, "no-mail"))
        play.do(c.AssignTicket(bob, BIZ))
        play.until(4 * HOUR)
        assert started(play) == [(3 * HOUR, bob)]

    def test_two_on_duty_work_on_two_things(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"), began(DATABASE, "locks"))
        bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
        cat = play.logged(play.call(CAT, "slow", cause="database/locks/1"))
        play.do(c.AssignTicket(bob, SRV), c.AssignTicket(cat, SRV))
        play.until(1)
        assert started(play) == [(0, bob), (0, cat)]


class TestMajorIncidents:
    def test_their_resolvers_are_taken_at_once(self) -> None:
        play = Play()
        busy = play.logged(play.call(BOB, "no-mail"))
        play.do(c.AssignTicket(busy, NET))
        play.until(60)
        play.happens(began(SWITCH, "switch-dead", 60))
        cat = play.logged(play.call(CAT, "no-network", cause="switch/switch-dead/1"))
        assert play.one(f.MajorDeclared).actor == SHIFT_LEAD
        play.do(c.AssignTicket(cat, NET))
        play.until(120)
        assert (60, cat) in started(play)

    def test_nobody_else_is(self) -> None:
        play = Play(scripted(role="all"))
        busy = play.logged(play.call(BOB, "no-mail"))
        play.do(c.AssignTicket(busy, NET))
        play.until(60)
        play.happens(began(SWITCH, "switch-dead", 60))
        cat = play.logged(play.call(CAT, "no-network", cause="switch/switch-dead/1"))
        play.do(c.AssignTicket(cat, NET))
        play.until(HOUR)
        assert (LOOK, cat) in started(play)


def test_a_reopened_record_can_be_sent_to_the_same_team_again() -> None:
    play = Play()
    bob = play.logged(play.call(BOB, "loose-key"))
    play.do(c.AssignTicket(bob, WP))
    play.until(HOUR)
    play.do(c.AssignTicket(bob, WP))
    play.until(2 * HOUR)
    assert [subject for _, subject in started(play)] == [bob, bob]


def test_what_a_team_says_is_never_the_truth_itself() -> None:
    play = Play()
    play.happens(began(SERVER, "hang"))
    bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
    play.do(c.AssignTicket(bob, SRV))
    play.until(HOUR)
    assert [each.code for each in play.all(f.NoteAdded)] == ["looking"]
    assert [each.code for each in play.all(f.RepairReported)] == ["repaired"]


def test_an_alert_that_was_repaired_meanwhile_is_left_to_its_record() -> None:
    play = Play()
    play.happens(began(SERVER, "hang"))
    bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
    play.do(c.AssignTicket(bob, SRV))
    play.until(PICK_UP + 60)
    play.happens(f.FaultRepaired(PICK_UP + 60, HANG, SRV))
    play.until(HOUR)
    assert len(play.all(f.FaultRepaired)) == 1


def test_a_record_that_was_taken_away_during_the_look_is_left_alone() -> None:
    play = Play()
    play.happens(began(SERVER, "hang"))
    ann = play.logged(play.call(ANN, "no-mail", cause=HANG))
    bob = play.logged(play.call(BOB, "no-mail", cause=HANG))
    play.do(c.AssignTicket(ann, SRV), c.AssignTicket(bob, SRV))
    play.until(60)
    play.do(c.LinkTicket(bob, ann))
    play.until(LOOK + 1)
    assert bob not in {each.subject for each in play.all(f.NoteAdded)}


def test_one_persons_work_that_was_taken_away_is_not_done() -> None:
    play = Play()
    bob = play.logged(play.call(BOB, "loose-key"))
    play.do(c.AssignTicket(bob, WP))
    play.until(60)
    play.do(c.AssignTicket(bob, SD))
    play.until(HOUR)
    assert play.none(f.TroubleSettled)


def test_a_record_that_moved_while_it_waited_leaves_the_queue() -> None:
    play = Play()
    first = play.logged(play.call(ANN, "loose-key"))
    second = play.logged(play.call(BOB, "loose-key"))
    play.do(c.AssignTicket(first, WP), c.AssignTicket(second, WP))
    play.until(60)
    play.do(c.AssignTicket(second, NET), c.PrioritiseTicket(second, 1, 1))
    play.until(HOUR)
    assert (SINGLE, second) not in started(play)
