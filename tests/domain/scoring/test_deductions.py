"""Deductions: for bending clocks or records, and for safety; nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import Actor, FaultId, HoldReason, PersonId, TicketId
from itilsim.domain.practices.coaching import END
from tests.builders import began
from tests.data.corner import (
    ANN,
    BIZ,
    BOB,
    CAT,
    DAN,
    EVE,
    MINUTE,
    NET,
    SERVER,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.scoring.histories import Judged


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


def times(story: Judged, name: str) -> int:
    return story.tally.deductions.get(name, 0)


class TestAccess:
    def test_given_without_a_check(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-1"), c.FulfilStep(bob))
        assert times(story, "unchecked") == 1

    def test_with_a_check_it_is_right(self, story: Judged) -> None:
        bob = story.call(BOB, "password")
        ticket = story.logged(bob, "access")
        story.do(c.VerifyIdentity(bob), c.StartModel(ticket, "RM-1"), c.FulfilStep(ticket))
        assert times(story, "unchecked") == 0

    def test_given_without_the_authorization(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob), c.FulfilStep(bob))
        assert times(story, "unchecked") == 1

    def test_given_against_the_approvers_word(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        story.happen(f.ApprovalGiven(1500, bob, "yes", granted=False))
        story.do(c.FulfilStep(bob))
        assert times(story, "unchecked") == 1

    def test_with_it_it_is_right(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        story.happen(f.ApprovalGiven(1500, bob, "yes", granted=True))
        story.do(c.FulfilStep(bob), c.FulfilStep(bob))
        assert times(story, "unchecked") == 0

    def test_to_a_stranger_it_costs_double_whether_checked_or_not(self, story: Judged) -> None:
        bob = story.call(BOB, "password", impostor=True)
        ticket = story.logged(bob, "access")
        story.do(c.VerifyIdentity(bob), c.StartModel(ticket, "RM-1"), c.FulfilStep(ticket))
        assert (times(story, "impostor"), times(story, "unchecked")) == (1, 0)

    @pytest.mark.parametrize(("model", "wrong"), [("RM-1", 0), ("RM-2", 1)])
    def test_a_stranger_is_rightly_refused_under_the_right_model(
        self, story: Judged, model: str, wrong: int
    ) -> None:
        bob = story.call(BOB, "password", impostor=True)
        ticket = story.logged(bob, "access")
        story.do(c.VerifyIdentity(bob), c.StartModel(ticket, model))
        story.do(c.RefuseRequest(ticket, "not_verified"))
        assert times(story, "not_restored") == wrong

    def test_who_passed_the_check_is_not_refused_rightly(self, story: Judged) -> None:
        bob = story.call(BOB, "password")
        ticket = story.logged(bob, "access")
        story.do(c.VerifyIdentity(bob), c.StartModel(ticket, "RM-1"))
        story.do(c.RefuseRequest(ticket, "not_verified"))
        assert times(story, "not_restored") == 1

    def test_what_a_team_does_is_not_the_trainees(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"))
        story.happen(f.StepFulfilled(60, bob, Actor("WP"), "hand"))
        assert times(story, "unchecked") == 0


class TestHold:
    @pytest.mark.parametrize("reason", ["caller", "supplier", "change", "problem"])
    def test_without_the_matching_fact(self, story: Judged, reason: HoldReason) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.HoldTicket(bob, reason))
        assert times(story, "hold") == 1

    def test_waiting_for_an_answer_is_right(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        ticket = story.logged(bob)
        story.do(c.AskCaller(bob, "item"), c.HoldTicket(ticket, "caller"))
        assert times(story, "hold") == 0

    def test_an_answer_that_has_come_is_nothing_to_wait_for(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        ticket = story.logged(bob)
        story.do(c.AskCaller(bob, "item"))
        story.happen(f.QuestionAnswered(60, bob, "item", ""))
        story.do(c.HoldTicket(ticket, "caller"))
        assert times(story, "hold") == 1

    def test_waiting_for_a_problem_needs_a_problem(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.RaiseProblem(bob), c.HoldTicket(bob, "problem"))
        assert times(story, "hold") == 0


class TestNotRestored:
    def test_resolved_while_it_hurts(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        story.do(c.ResolveTicket(bob, "fixed"))
        assert times(story, "not_restored") == 1

    @pytest.mark.parametrize(("after", "wrong"), [(60, 0), (61, 1)])
    def test_taken_back_at_once_it_is_a_slip(self, story: Judged, after: int, wrong: int) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        story.do(c.ResolveTicket(bob, "fixed"), at=100)
        story.do(c.ReopenTicket(bob), at=100 + after)
        assert times(story, "not_restored") == wrong

    def test_of_two_that_are_taken_back_one_is_a_slip(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        for at in (100, 200):
            story.do(c.ResolveTicket(bob, "fixed"), c.ReopenTicket(bob), at=at)
        assert times(story, "not_restored") == 1

    def test_after_the_coach_s_word_it_is_no_slip(self) -> None:
        story = Judged(scripted(deadlines=()), mode="coached")
        story.happen(began(SERVER, "hang"))
        bob = story.call(BOB, "no-mail", cause="server/hang/1")
        ticket = story.logged(bob)
        story.do(c.ResolveTicket(ticket, "fixed"), c.HearFeedback(bob, END))
        story.do(c.ReopenTicket(ticket))
        assert times(story, "not_restored") == 1

    def test_after_the_repair_it_is_right(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        story.happen(f.FaultRepaired(60, FaultId("server/hang/1"), SRV))
        story.do(c.ResolveTicket(bob, "fixed"))
        assert times(story, "not_restored") == 0

    def test_a_whole_workaround_is_restored(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-1"), c.ResolveTicket(cat, "workaround"))
        assert times(story, "not_restored") == 0

    def test_a_partial_one_is_not(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        story.do(c.ApplyWorkaround(cat, "KE-2"), c.ResolveTicket(cat, "workaround"))
        assert times(story, "not_restored") == 1

    def test_children_cost_nothing_more(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        story.do(c.LinkTicket(story.call(ANN, "no-mail", cause="server/hang/1"), bob))
        story.do(c.ResolveTicket(bob, "fixed"))
        assert times(story, "not_restored") == 1

    def test_a_child_that_is_ended_by_itself_does(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"))
        ann = story.call(ANN, "no-mail", cause="server/hang/1")
        story.do(c.LinkTicket(ann, bob), c.CancelTicket(TicketId(ann)))
        assert times(story, "not_restored") == 1

    def test_cancelled_while_it_hurts(self, story: Judged) -> None:
        story.do(c.CancelTicket(story.logged(story.call(BOB, "loose-key"))))
        assert times(story, "not_restored") == 1

    def test_answered_while_it_hurts(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.UpdateCaller(bob), c.ResolveTicket(bob, "answered"))
        assert times(story, "not_restored") == 1

    def test_what_is_over_may_be_cancelled(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.happen(f.TroubleSettled(60, story.plant.causes[bob], WP))
        story.do(c.CancelTicket(bob))
        assert times(story, "not_restored") == 0

    def asked(self, story: Judged, *, granted: bool) -> TicketId:
        """Bob's wish for a laptop, and what the line manager says to it."""
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        story.happen(f.ApprovalGiven(1500, bob, "yes", granted=granted))
        return bob

    def test_a_request_that_was_rightly_refused_is_over(self, story: Judged) -> None:
        story.do(c.RefuseRequest(self.asked(story, granted=False), "not_approved"))
        assert times(story, "not_restored") == 0

    def test_refused_against_the_approvers_word_it_is_not(self, story: Judged) -> None:
        story.do(c.RefuseRequest(self.asked(story, granted=True), "not_approved"))
        assert times(story, "not_restored") == 1

    def test_refused_without_asking_anybody_it_is_not(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.RefuseRequest(bob, "not_offered"))
        assert times(story, "not_restored") == 1

    def test_a_colleague_may_end_what_he_likes(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.CancelTicket(bob), actor=Actor("colleague"))
        assert times(story, "not_restored") == 0

    def test_an_alerts_record_while_the_fault_lasts(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.logged(story.alarm(SERVER, cause="server/hang/1"))
        story.do(c.ResolveTicket(alert, "fixed"))
        assert times(story, "not_restored") == 1

    def test_an_alert_without_a_fault_is_over(self, story: Judged) -> None:
        alert = story.logged(story.alarm(SERVER, "informational", cause="arrival/backup"))
        story.do(c.ResolveTicket(alert, "no_fault"))
        assert times(story, "not_restored") == 0


class TestAgainstTheWord:
    """The caller was asked and said no: that is worse than not asking."""

    @pytest.fixture
    def bob(self, story: Judged) -> TicketId:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.ConfirmRestoration(bob))
        assert story.ticket(bob).confirmed is False
        return bob

    @pytest.mark.parametrize("end", [c.CancelTicket, partial(c.ResolveTicket, code="fixed")])
    def test_ended_all_the_same(
        self, story: Judged, bob: TicketId, end: Callable[[TicketId], c.Command]
    ) -> None:
        story.do(end(bob))
        assert (times(story, "against_word"), times(story, "not_restored")) == (1, 0)
        assert story.findings("against_word")[0].credit == -400

    def test_a_no_that_is_no_longer_true_is_none(self, story: Judged, bob: TicketId) -> None:
        story.happen(f.TroubleSettled(60, story.plant.causes[bob], WP))
        story.do(c.ResolveTicket(bob, "fixed"))
        assert (times(story, "against_word"), times(story, "not_restored")) == (0, 0)

    def test_whoever_was_not_asked_has_not_said_no(self, story: Judged) -> None:
        story.do(c.ResolveTicket(story.logged(story.call(CAT, "loose-key")), "fixed"))
        assert (times(story, "against_word"), times(story, "not_restored")) == (0, 1)


class TestLowered:
    """Bob's loose key is P2 by the record: 60 minutes to restore."""

    @pytest.fixture
    def bob(self, story: Judged) -> TicketId:
        return story.logged(story.call(BOB, "loose-key"), rated=(1, 2))

    def test_in_the_last_quarter_it_bends_the_clock(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 3), at=45 * MINUTE)
        assert times(story, "lowered") == 1

    def test_before_that_it_is_a_decision(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 3), at=45 * MINUTE - 60)
        assert times(story, "lowered") == 0

    def test_raising_it_is_none(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 1, 1), at=50 * MINUTE)
        assert times(story, "lowered") == 0

    def test_what_the_evidence_asks_for_is_none(self, story: Judged, bob: TicketId) -> None:
        """The card says 3 and 1, which is P3."""
        story.do(c.PrioritiseTicket(bob, 3, 1), at=50 * MINUTE)
        assert times(story, "lowered") == 0

    def test_a_colleague_may_do_as_he_likes(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 3), at=50 * MINUTE, actor=Actor("colleague"))
        assert times(story, "lowered") == 0


class TestFalseP1:
    def cry(self, story: Judged, *people: PersonId, mood: str = "calm", **how: bool) -> None:
        for person in people:
            ticket = story.logged(story.call(person, "loose-key", mood=mood), rated=None)
            story.do(c.PrioritiseTicket(ticket, 1, 1, **how))

    def test_two_are_free(self, story: Judged) -> None:
        self.cry(story, ANN, BOB)
        assert times(story, "false_p1") == 0

    def test_the_third_and_each_further_one_cost(self, story: Judged) -> None:
        self.cry(story, ANN, BOB, CAT, DAN)
        assert times(story, "false_p1") == 2

    @pytest.mark.parametrize("mood", ["pressed", "angry"])
    def test_taken_at_the_word_of_who_insists_it_is_no_fault(
        self, story: Judged, mood: str
    ) -> None:
        self.cry(story, ANN, BOB, CAT, DAN, EVE, mood=mood, disputed=True)
        assert times(story, "false_p1") == 0

    def test_who_is_calm_has_not_insisted(self, story: Judged) -> None:
        self.cry(story, ANN, BOB, CAT, DAN, EVE, disputed=True)
        assert times(story, "false_p1") == 3

    def test_insisting_alone_does_not_make_it_disputed(self, story: Judged) -> None:
        self.cry(story, ANN, BOB, CAT, mood="angry")
        assert times(story, "false_p1") == 1

    def test_whoever_asks_again_insists(self, story: Judged) -> None:
        self.cry(story, ANN, BOB)
        first = story.call(CAT, "loose-key")
        cat = story.logged(first, rated=None)
        story.call(CAT, "loose-key", at=900, n=2, chases=first)
        story.do(c.PrioritiseTicket(cat, 1, 1, disputed=True), at=960)
        assert times(story, "false_p1") == 0

    def test_a_caller_is_taken_at_the_word_once(self, story: Judged) -> None:
        self.cry(story, ANN, BOB)
        for symptom in ("loose-key", "no-sound", "no-print"):
            ticket = story.logged(story.call(CAT, symptom, mood="angry"), rated=None)
            story.do(c.PrioritiseTicket(ticket, 1, 1, disputed=True))
        assert times(story, "false_p1") == 2

    def test_a_true_p1_is_true(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        for person in (ANN, BOB, EVE):
            story.logged(story.call(person, "no-mail", cause="server/hang/1"), rated=(1, 1))
        assert times(story, "false_p1") == 0


class TestTeams:
    @pytest.mark.parametrize(
        ("teams", "wanted"),
        [((WP,), 0), ((WP, NET), 0), ((WP, NET, SRV), 1), ((WP, NET, SRV, BIZ), 2),
         ((WP, NET, WP), 0)],
    )  # fmt: skip
    def test_the_third_and_each_further_team(
        self, story: Judged, teams: tuple[str, ...], wanted: int
    ) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        for team in teams:
            story.do(c.AssignTicket(bob, team))  # type: ignore[arg-type]  # a team
        assert times(story, "teams") == wanted


def test_a_flawless_history_costs_nothing(story: Judged) -> None:
    bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
    story.do(c.AssignTicket(bob, WP))
    story.happen(f.TroubleSettled(600, story.plant.causes[bob], WP))
    story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
    assert not any(story.tally.deductions.values())


def test_each_deduction_is_a_finding_with_its_price(story: Judged) -> None:
    bob = story.logged(story.call(BOB, "loose-key"))
    story.do(c.HoldTicket(bob, "supplier"), at=30)
    (found,) = story.findings("hold")
    assert (found.subject, found.at, found.credit, found.chosen) == (bob, 30, -200, "supplier")
    assert story.log[found.position].kind == "ticket-held"


def test_a_deduction_says_what_was_done_and_what_was_true(story: Judged) -> None:
    for n, each in enumerate((BOB, CAT, DAN)):
        last = story.logged(story.call(each, "loose-key", at=n), rated=(1, 1))
    (found,) = story.findings("false_p1")
    assert (found.subject, found.chosen, found.best, found.truth) == (last, 1, None, 3)
    assert (found.short, found.credit) == ("wrong", -150)
