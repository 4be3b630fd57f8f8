"""Deductions: for bending clocks or records, and for safety; nothing else."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import Actor, FaultId, HoldReason, PersonId, TicketId
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

    def test_a_refused_request_is_over(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.RefuseRequest(bob, "not_offered"))
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
    def cry(self, story: Judged, *people: PersonId, disputed: bool = False) -> None:
        for person in people:
            ticket = story.logged(story.call(person, "loose-key"), rated=None)
            story.do(c.PrioritiseTicket(ticket, 1, 1, disputed=disputed))

    def test_two_are_free(self, story: Judged) -> None:
        self.cry(story, ANN, BOB)
        assert times(story, "false_p1") == 0

    def test_the_third_and_each_further_one_cost(self, story: Judged) -> None:
        self.cry(story, ANN, BOB, CAT, DAN)
        assert times(story, "false_p1") == 2

    def test_taken_at_the_callers_word_it_is_no_fault(self, story: Judged) -> None:
        self.cry(story, ANN, BOB, CAT, DAN, EVE, disputed=True)
        assert times(story, "false_p1") == 0

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
