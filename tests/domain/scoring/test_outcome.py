"""Outcome: what the shift did to people, as raw measures; less is better."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, FaultId, TicketId
from itilsim.domain.scoring import outcome
from tests.builders import began
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    HOUR,
    MINUTE,
    NET,
    PACKERS,
    SERVER,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.scoring.histories import Judged

DEAD = FaultId("switch/switch-dead/1")
HANG = FaultId("server/hang/1")


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


def settle(story: Judged, ticket: TicketId, at: int) -> None:
    story.happen(f.TroubleSettled(at, story.plant.causes[ticket], WP))


class TestLostMinutes:
    def test_everybody_who_cannot_work_loses_every_minute(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.FaultRepaired(30 * MINUTE, DEAD, NET))
        assert story.tally.lost_user_minutes == 12 * 30

    def test_the_class_of_the_service_weighs(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.happen(f.FaultRepaired(10 * MINUTE, HANG, SRV))
        assert story.tally.lost_user_minutes == 48 * 10
        # Sales also use the gold shop, but what they lost is silver mail.
        assert story.tally.measures["lost_minutes"] == 48 * 10 * 2

    def test_slow_costs_a_share(self, story: Judged) -> None:
        story.happen(began(DATABASE, "locks"))
        story.happen(f.FaultRepaired(10 * MINUTE, FaultId("database/locks/1"), SRV))
        assert story.tally.lost_user_minutes == (40 + 12) * 10 * 30 // 100

    def test_a_workaround_gives_its_share_back(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.WorkaroundTaken(10 * MINUTE, DEAD, PACKERS, 60))
        story.happen(f.FaultRepaired(20 * MINUTE, DEAD, NET))
        assert story.tally.lost_user_minutes == 12 * 10 + 12 * 10 * 40 // 100

    def test_nobody_loses_anything_at_night(self) -> None:
        story = Judged(scripted(deadlines=(), start="2026-09-15 19:00"))
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.FaultRepaired(HOUR, DEAD, NET))
        assert story.tally.lost_user_minutes == 0

    def test_what_is_never_repaired_is_lost_to_the_end(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        assert story.tally.lost_user_minutes == 12 * story.setting.end // 60

    def test_one_person_loses_from_the_first_contact(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key", at=5 * MINUTE)
        story.happen(f.TroubleSettled(25 * MINUTE, story.plant.causes[bob], WP))
        assert story.tally.lost_user_minutes == 20

    def test_a_slowed_person_loses_a_share(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key", effect="slowed")
        story.happen(f.TroubleSettled(20 * MINUTE, story.plant.causes[bob], WP))
        assert story.tally.lost_user_minutes == 6

    def test_a_question_loses_nothing(self, story: Judged) -> None:
        story.call(CAT, "how-to", effect="question")
        assert story.tally.lost_user_minutes == 0

    def test_asking_again_loses_nothing_more(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        story.call(BOB, "loose-key", at=10 * MINUTE, n=2, chases=bob)
        story.happen(f.TroubleSettled(20 * MINUTE, story.plant.causes[bob], WP))
        assert story.tally.lost_user_minutes == 20

    def test_every_loss_has_its_cause(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.FaultRepaired(10 * MINUTE, DEAD, NET))
        bob = story.call(BOB, "loose-key", at=10 * MINUTE)
        story.happen(f.TroubleSettled(30 * MINUTE, story.plant.causes[bob], WP))
        assert story.tally.lost_by_cause == {DEAD: 120, "arrival/loose-key-bob": 20}

    def test_the_greatest_loss_comes_first(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        story.happen(began(SWITCH, "switch-dead"))
        assert next(iter(story.tally.lost_by_cause)) == DEAD

    def test_a_latent_fault_costs_nothing(self, story: Judged) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        assert story.tally.lost_user_minutes == 0


class TestCost:
    def test_lost_minutes_cost_their_price(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.happen(f.FaultRepaired(10 * MINUTE, HANG, SRV))
        assert story.tally.cost == 48 * 10 * 2 // 2

    def test_so_do_the_minutes_of_teams(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "how-to", effect="question"))
        story.do(c.AssignTicket(bob, NET))
        story.happen(f.WorkStarted(5 * MINUTE, bob, NET))
        story.happen(f.TicketReturned(20 * MINUTE, bob, NET, "not-ours-net"))
        assert story.tally.cost == 15 * outcome.TEAM_MINUTE

    def test_work_that_does_not_end_counts_to_the_end(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "how-to", effect="question"))
        story.happen(f.WorkStarted(story.setting.end - 10 * MINUTE, bob, NET))
        assert story.tally.cost == 10


class TestTargets:
    """Bob's loose key is truly P3: half an hour to answer, four hours to restore."""

    def test_all_kept(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.UpdateCaller(bob), at=29 * MINUTE)
        settle(story, bob, 2 * HOUR)
        story.do(c.ResolveTicket(bob, "fixed"), at=3 * HOUR)
        sla = story.tally.sla["all"]
        assert (sla.count, sla.response_met, sla.resolution_met) == (1, 1, 1)

    def test_an_answer_is_late_after_its_target(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.UpdateCaller(bob), at=31 * MINUTE)
        assert story.tally.sla["3"].response_met == 0
        assert story.tally.measures["response"] == 2000

    def test_a_flattering_record_does_not_help(self, story: Judged) -> None:
        """Rated 3 and 3 it is P5, without any target; truly it is P3."""
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 3))
        story.do(c.UpdateCaller(bob), at=31 * MINUTE)
        assert story.tally.measures["response"] == 2000

    def test_nor_does_not_logging_it(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        measures = story.tally.measures
        assert (measures["response"], measures["resolution"]) == (2000, 2)

    @pytest.mark.parametrize(("symptom", "weight"), [("loose-key", 2)])
    def test_a_missed_restoration_counts_by_its_priority(
        self, story: Judged, symptom: str, weight: int
    ) -> None:
        story.call(BOB, symptom)
        assert story.tally.measures["resolution"] == weight

    def test_a_p1_counts_eight(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.call(BOB, "no-mail", cause=HANG)
        assert story.tally.measures["resolution"] == 8

    def test_a_cause_has_one_restoration_target(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.call(BOB, "no-mail", cause=HANG)
        story.call(ANN, "no-mail", cause=HANG)
        assert (story.tally.measures["resolution"], story.tally.measures["response"]) == (8, 8000)

    @pytest.mark.parametrize(("answered", "missed"), [(0, 4000), (1, 6000)])
    def test_the_first_of_its_reports_has_half_of_its_response(
        self, story: Judged, answered: int, missed: int
    ) -> None:
        story.happen(began(SERVER, "hang"))
        calls = [story.call(each, "no-mail", cause=HANG) for each in (BOB, ANN, EVE)]
        story.do(c.UpdateCaller(story.logged(calls[answered])), at=60)
        assert story.tally.measures["response"] == missed

    def test_a_hold_for_the_callers_answer_pauses_the_clock(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        ticket = story.logged(bob, rated=(3, 1))
        story.do(c.AskCaller(bob, "item"), c.HoldTicket(ticket, "caller"))
        assert story.tally.sla["all"].resolution_met == 1

    def test_a_hold_for_nothing_does_not(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.UpdateCaller(bob), c.HoldTicket(bob, "caller"))
        assert story.ticket(bob).state == "on_hold"
        assert story.tally.sla["all"].resolution_met == 0

    def test_who_asked_again_before_it_was_logged_is_answered_by_that(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        again = story.call(BOB, "loose-key", at=5 * MINUTE, n=2, chases=bob)
        story.do(c.LogTicket(bob, "incident"), at=10 * MINUTE)
        story.do(c.Reply(again), at=20 * MINUTE)
        assert story.tally.sla["all"].response_met == 1

    def test_a_request_is_measured_by_its_model(self, story: Judged) -> None:
        story.call(BOB, "password")
        assert story.tally.sla["3"].count == 1
        assert story.tally.measures["response"] == 2000

    def test_its_model_must_start(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.UpdateCaller(bob), at=60)
        assert story.tally.measures["response"] == 2000

    def test_another_model_is_not_its_own(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-2"), c.UpdateCaller(bob), at=60)
        assert story.tally.measures["response"] == 2000

    def test_started_in_time_it_is_met(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-1"), c.UpdateCaller(bob), at=60)
        assert story.tally.measures["response"] == 0

    def test_a_warning_has_no_target(self, story: Judged) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        story.alarm(DATABASE, "warning", cause="database/full/1")
        assert "all" not in story.tally.sla


class TestNotServed:
    """Whatever ends the record of a person who is not served ends nothing for the person."""

    ENDS = (
        c.CancelTicket,
        partial(c.ResolveTicket, code="fixed"),
        partial(c.ResolveTicket, code="answered"),
        partial(c.ResolveTicket, code="no_fault"),
    )

    @pytest.fixture
    def bob(self, story: Judged) -> TicketId:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.UpdateCaller(bob), at=60)
        return bob

    @pytest.mark.parametrize("end", ENDS)
    def test_the_clock_runs_on(
        self, story: Judged, bob: TicketId, end: Callable[[TicketId], c.Command]
    ) -> None:
        story.do(end(bob), at=90)
        assert story.tally.measures["resolution"] == 2

    @pytest.mark.parametrize("end", ENDS)
    def test_and_it_is_left(
        self, story: Judged, bob: TicketId, end: Callable[[TicketId], c.Command]
    ) -> None:
        story.do(end(bob), at=90)
        assert story.tally.measures["left"] == 2 * story.setting.end // 60

    @pytest.mark.parametrize("end", ENDS)
    def test_a_hold_ends_with_the_record(
        self, story: Judged, bob: TicketId, end: Callable[[TicketId], c.Command]
    ) -> None:
        story.do(c.AskCaller(story.contact(bob).id, "item"), c.HoldTicket(bob, "caller"), at=70)
        story.do(end(bob), at=90)
        assert story.tally.measures["resolution"] == 2

    @pytest.mark.parametrize(("late", "missed"), [(0, 0), (1, 2)])
    def test_over_later_while_the_record_is_closed_the_clock_stops_then(
        self, story: Judged, bob: TicketId, late: int, missed: int
    ) -> None:
        story.do(c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob), at=90)
        settle(story, bob, 4 * HOUR + late)
        assert story.tally.measures["resolution"] == missed

    def test_reopened_in_time_it_ends_when_it_is_over(self, story: Judged, bob: TicketId) -> None:
        story.do(c.ResolveTicket(bob, "fixed"), at=90)
        story.do(c.ReopenTicket(bob), at=HOUR)
        settle(story, bob, 2 * HOUR)
        story.do(c.ResolveTicket(bob, "fixed"), at=3 * HOUR)
        assert story.tally.measures["resolution"] == 0

    def test_a_whole_workaround_serves(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"), rated=(3, 1))
        story.do(c.ApplyWorkaround(cat, "KE-1"), c.ResolveTicket(cat, "workaround"), at=90)
        assert story.tally.measures["resolution"] == 0

    def test_a_part_of_one_does_not(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD), rated=(3, 1))
        story.do(c.ApplyWorkaround(cat, "KE-2"), c.ResolveTicket(cat, "workaround"), at=90)
        assert story.tally.measures["resolution"] > 0

    @pytest.mark.parametrize(("granted", "left"), [(False, 0), (True, 600)])
    def test_only_a_right_refusal_ends_a_request(
        self, story: Judged, granted: bool, left: int
    ) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        story.happen(f.ApprovalGiven(1500, bob, "yes", granted=granted))
        story.do(c.RefuseRequest(bob, "not_approved"))
        assert story.tally.measures["left"] == left


class TestSatisfaction:
    """Points of a hundred, in thousandths."""

    def served(self, story: Judged, at: int = 60) -> TicketId:
        """Bob, answered and helped."""
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.UpdateCaller(bob), at=at)
        story.happen(f.TroubleSettled(at + 60, story.plant.causes[bob], WP))
        return bob

    def test_who_is_served_at_once_is_content(self, story: Judged) -> None:
        self.served(story)
        assert story.tally.satisfaction == 1000

    def test_nobody_is_discontent_where_nobody_asked(self, story: Judged) -> None:
        assert story.tally.satisfaction == 1000

    @pytest.mark.parametrize(("granted", "points"), [(False, 1000), (True, 800)])
    def test_a_right_no_is_an_end_a_wrong_one_is_none(
        self, story: Judged, granted: bool, points: int
    ) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"), c.UpdateCaller(bob), c.AskApproval(bob), at=30)
        story.happen(f.ApprovalGiven(1500, bob, "yes", granted=granted))
        story.do(c.RefuseRequest(bob, "not_approved"), at=1560)
        assert story.tally.satisfaction == points

    def test_waiting_displeases_every_five_minutes(self, story: Judged) -> None:
        self.served(story, at=60 + 11 * MINUTE)
        assert story.tally.satisfaction == 900

    def test_asking_again_displeases(self, story: Judged) -> None:
        bob = self.served(story)
        story.call(BOB, "loose-key", at=300, n=2, chases=bob)
        assert story.tally.satisfaction == 850

    def test_a_bounce_displeases(self, story: Judged) -> None:
        bob = self.served(story)
        story.happen(f.TicketReturned(600, bob, NET, "not-ours-net"))
        assert story.tally.satisfaction == 900

    def test_useless_advice_displeases(self, story: Judged) -> None:
        bob = self.served(story)
        story.happen(f.WorkaroundApplied(600, bob, TRAINEE, "KE-1", 0))
        assert story.tally.satisfaction == 850

    @pytest.mark.parametrize(
        ("at", "points"), [(16 * MINUTE, 1000), (17 * MINUTE, 1000), (17 * MINUTE + 1, 900)]
    )
    def test_a_broken_promise_displeases(self, story: Judged, at: int, points: int) -> None:
        """Promised for the sixteenth minute; a minute of grace."""
        bob = self.served(story)
        story.do(c.UpdateCaller(bob, 15), at=60)
        story.do(c.UpdateCaller(bob), at=at)
        assert story.tally.satisfaction == points

    def test_each_of_them_does(self, story: Judged) -> None:
        bob = self.served(story)
        story.do(c.UpdateCaller(bob, 15), at=60)
        story.do(c.UpdateCaller(bob, 15), at=HOUR)
        assert story.tally.satisfaction == 800

    @pytest.mark.parametrize(("minutes", "points"), [(239, 1000), (240, 900)])
    def test_so_does_one_for_later_than_the_target(
        self, story: Judged, minutes: int, points: int
    ) -> None:
        story.do(c.UpdateCaller(self.served(story), minutes), at=60)
        assert story.tally.satisfaction == points

    def test_an_end_that_was_none_displeases(self, story: Judged) -> None:
        bob = self.served(story)
        story.do(c.ResolveTicket(bob, "fixed"), at=60)
        story.do(c.ReopenTicket(bob), at=121)
        assert story.tally.satisfaction == 750

    def test_an_end_that_was_a_slip_does_not(self, story: Judged) -> None:
        bob = self.served(story)
        story.do(c.ResolveTicket(bob, "fixed"), c.ReopenTicket(bob))
        assert story.tally.satisfaction == 1000

    def test_no_end_displeases(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.UpdateCaller(bob), at=60)
        assert story.tally.satisfaction == 800

    def test_a_call_given_up_displeases(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key", channel="phone")
        story.happen(f.CallAbandoned(900, bob))
        assert story.tally.satisfaction < 750

    def test_it_is_the_mean_over_people(self, story: Judged) -> None:
        self.served(story)
        cat = story.logged(story.call(CAT, "loose-key"))
        story.do(c.UpdateCaller(cat), at=60)
        assert story.tally.satisfaction == 900

    def test_weighed_by_what_is_at_stake(self, story: Judged) -> None:
        """Bob's P1 that nobody ends weighs four times his P3 that is settled at once."""
        self.served(story)
        story.happen(began(SERVER, "hang"))
        story.do(c.UpdateCaller(story.logged(story.call(BOB, "no-mail", cause=HANG))), at=60)
        assert story.tally.satisfaction == (2 * 1000 + 8 * 800) // 10

    def test_nobody_is_less_than_displeased(self, story: Judged) -> None:
        for person in (ANN, BOB, CAT, DAN):
            story.call(person, "loose-key")
        assert story.tally.satisfaction == 0


class TestLeft:
    def left(self, story: Judged) -> int:
        return story.tally.measures["left"]

    def test_what_nobody_logged_is_worst(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        assert self.left(story) == 4 * story.setting.end // 60

    def test_then_what_the_desk_sits_on(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        assert self.left(story) == 2 * story.setting.end // 60

    def test_then_what_a_team_has(self, story: Judged) -> None:
        story.do(c.AssignTicket(story.logged(story.call(BOB, "loose-key")), WP))
        assert self.left(story) == story.setting.end // 60

    def test_what_is_over_is_not_left(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        settle(story, bob, 60)
        story.do(c.ResolveTicket(bob, "fixed"))
        assert self.left(story) == 0


def test_every_measure_is_a_whole_number(story: Judged) -> None:
    story.happen(began(SERVER, "hang"))
    story.call(BOB, "no-mail", cause=HANG)
    assert all(isinstance(value, int) for value in story.tally.measures.values())
    assert set(story.tally.measures) == {
        "lost_minutes",
        "resolution",
        "response",
        "satisfaction",
        "cost",
        "left",
    }


@pytest.mark.parametrize(("seconds", "minutes"), [(59, 0), (60, 1), (119, 1), (120, 2)])
def test_a_team_costs_by_the_whole_minute(story: Judged, seconds: int, minutes: int) -> None:
    bob = story.logged(story.call(BOB, "how-to", effect="question"))
    story.happen(f.WorkStarted(100, bob, WP), f.RepairReported(100 + seconds, bob, WP, "repaired"))
    assert story.tally.cost == minutes
