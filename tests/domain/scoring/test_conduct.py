"""Conduct: people told, ownership to closure, problems, warnings, the note."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import CALLER, Actor, FaultId, TicketId
from itilsim.domain.scoring.conduct import NOTE_BEFORE, TOLD
from tests.builders import began
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    DATABASE,
    EVE,
    NET,
    PRINTER,
    SERVER,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.house import SILENCE
from tests.domain.scoring.histories import Judged

THIRD, TWO_THIRDS = 333, 666


@pytest.fixture
def story() -> Judged:
    """A shift of an hour, so that silence is short."""
    return Judged(scripted(deadlines=(), minutes=60))


@pytest.fixture
def bob(story: Judged) -> TicketId:
    """Bob's loose key, truly P3: an answer is due in half an hour."""
    return story.logged(story.call(BOB, "loose-key"), rated=(3, 1))


def settle(story: Judged, ticket: TicketId, at: int) -> None:
    story.happen(f.TroubleSettled(at, story.plant.causes[ticket], WP))


def refuse(story: Judged, *, granted: bool) -> TicketId:
    """Bob's wish for a laptop is refused, whatever the line manager has said to it."""
    bob = story.logged(story.call(BOB, "laptop"), "request")
    story.do(c.StartModel(bob, "RM-2"), c.UpdateCaller(bob), c.AskApproval(bob), at=30)
    story.happen(f.ApprovalGiven(1500, bob, "yes", granted=granted))
    story.do(c.RefuseRequest(bob, "not_approved"), c.CloseTicket(bob), at=1560)
    return bob


class TestTold:
    def test_answered_kept_up_to_date_and_told_at_the_end_is_full(
        self, story: Judged, bob: TicketId
    ) -> None:
        story.do(c.UpdateCaller(bob, 15), at=60)
        story.do(c.AssignTicket(bob, WP), at=90)
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), at=960)
        assert story.credit("told") == 1000

    def test_nothing_at_all_is_nothing(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        assert story.credit("told") == 0

    def test_a_first_answer_alone_is_a_third(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        assert story.credit("told") == THIRD

    def test_a_late_one_is_none(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=1900)
        assert story.credit("told") == THIRD
        assert story.findings("told")[0].chosen == ("informed",)

    def test_silence_is_half_an_hour(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        story.do(c.UpdateCaller(bob), at=story.setting.horizon - SILENCE)
        assert story.credit("told") == TWO_THIRDS

    def test_a_promise_is_a_closing_word_while_it_is_open(
        self, story: Judged, bob: TicketId
    ) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        story.do(c.UpdateCaller(bob), at=1800)
        story.do(c.UpdateCaller(bob, 30), at=story.setting.horizon - 60)
        assert story.credit("told") == 1000

    def test_silence_between_two_words_is_silence(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        story.do(c.UpdateCaller(bob, 30), at=story.setting.horizon - 60)
        assert story.findings("told")[0].chosen == ("answered", "closing")

    def test_leaving_early_leaves_the_callers_waiting(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        story.do(c.EndShift(), at=90)
        assert story.findings("told")[0].chosen == ("answered",)

    @pytest.mark.parametrize(("at", "done"), [(960, TOLD), (1020, TOLD), (1021, TOLD[:1])])
    def test_a_broken_promise_is_neither_word_nor_end(
        self, story: Judged, bob: TicketId, at: int, done: tuple[str, ...]
    ) -> None:
        story.do(c.UpdateCaller(bob, 15), at=60)
        story.do(c.UpdateCaller(bob), at=at)
        story.do(c.UpdateCaller(bob, 30), at=2400)
        assert story.findings("told")[0].chosen == done

    def test_asking_whether_it_works_keeps_a_promise(self, story: Judged, bob: TicketId) -> None:
        """The word that was promised has been given; nothing was promised with it."""
        story.do(c.UpdateCaller(bob, 15), at=60)
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), at=930)
        story.do(c.ResolveTicket(bob, "fixed"), at=1200)
        assert story.credit("told") == 1000

    def test_ended_too_early_the_caller_waits_on(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), c.ResolveTicket(bob, "fixed"), at=60)
        settle(story, bob, 3000)
        assert story.findings("told")[0].chosen == ("answered",)

    def test_who_had_to_ask_was_not_kept_up_to_date(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        story.call(BOB, "loose-key", at=1000, n=2, chases=bob)
        story.do(c.UpdateCaller(bob), at=1800)
        story.do(c.UpdateCaller(bob, 30), at=story.setting.horizon - 60)
        assert story.credit("told") == TWO_THIRDS

    @pytest.mark.parametrize(
        ("minutes", "again", "credit"),
        [(20, 1000, 1000), (20, 1500, TWO_THIRDS)],
        ids=["before the promised word", "after it"],
    )
    def test_who_asks_before_the_promised_word_is_impatient(
        self, story: Judged, bob: TicketId, minutes: int, again: int, credit: int
    ) -> None:
        story.do(c.UpdateCaller(bob, minutes), at=60)
        story.call(BOB, "loose-key", at=again, n=2, chases=bob)
        story.do(c.UpdateCaller(bob, 30), at=again + 60)
        settle(story, bob, 2400)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), at=2460)
        assert story.credit("told") == credit

    def test_a_promise_beyond_the_desk_s_own_rule_is_not_to_be_waited_for(
        self, story: Judged, bob: TicketId
    ) -> None:
        story.do(c.UpdateCaller(bob, SILENCE // 60 + 10), at=60)
        story.call(BOB, "loose-key", at=120 + SILENCE, n=2, chases=bob)
        assert story.findings("told")[0].chosen == ("answered",)

    def test_closing_without_a_word_is_no_end(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), at=60)
        settle(story, bob, 900)
        story.do(c.ResolveTicket(bob, "fixed"), at=960)
        assert story.credit("told") == TWO_THIRDS

    def test_a_refusal_is_a_word(self, story: Judged) -> None:
        refuse(story, granted=False)
        assert story.credit("told") == 1000

    def test_a_wrong_refusal_is_none(self, story: Judged) -> None:
        refuse(story, granted=True)
        assert story.findings("told")[0].chosen == ("answered",)

    def test_what_an_omission_brought_wants_words_too(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.call(CAT, "no-sound", cause="leftover/switch/switch-dead/1")
        assert story.credits("kind") == []
        assert (story.credit("told"), story.credit("ownership")) == (0, 0)

    def test_an_alert_wants_no_word(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.logged(story.alarm(SWITCH, cause="switch/switch-dead/1"))
        assert story.credits("told") == []


class TestOwnership:
    def test_asked_resolved_and_closed_is_full(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == 1000

    def test_left_resolved_is_two_thirds(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"))
        assert story.credit("ownership") == TWO_THIRDS

    def test_closed_without_asking_is_a_third(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 900)
        story.do(c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == THIRD

    def test_closed_though_it_is_not_over_is_nothing(self, story: Judged, bob: TicketId) -> None:
        story.do(c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == 0

    def test_cancelled_it_is_nothing(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.CancelTicket(bob))
        assert story.credit("ownership") == 0

    def test_answered_though_it_is_not_over_is_nothing(self, story: Judged, bob: TicketId) -> None:
        story.do(c.UpdateCaller(bob), c.ResolveTicket(bob, "answered"), c.CloseTicket(bob))
        assert story.credit("ownership") == 0
        assert story.findings("told")[0].chosen == ("answered",)

    def test_an_answer_before_it_is_over_is_no_agreement(
        self, story: Judged, bob: TicketId
    ) -> None:
        story.do(c.UpdateCaller(bob), c.ResolveTicket(bob, "answered"), c.CloseTicket(bob))
        settle(story, bob, 900)
        assert story.findings("ownership")[0].chosen == ("closed",)

    def test_rightly_refused_and_closed_is_full(self, story: Judged) -> None:
        refuse(story, granted=False)
        assert story.credit("ownership") == 1000

    def test_a_wrong_refusal_is_no_agreement(self, story: Judged) -> None:
        """Even if a team serves the caller all the same."""
        settle(story, refuse(story, granted=True), 3000)
        assert story.findings("ownership")[0].chosen == ("closed",)

    def test_wrongly_refused_is_nothing(self, story: Judged) -> None:
        refuse(story, granted=True)
        assert story.credit("ownership") == 0

    @pytest.mark.parametrize(("after", "credit"), [(60, 1000), (61, 0)])
    def test_reopened_it_is_nothing_but_at_once_a_slip(
        self, story: Judged, bob: TicketId, after: int, credit: int
    ) -> None:
        story.do(c.ResolveTicket(bob, "fixed"), at=0)
        story.do(c.ReopenTicket(bob), at=after)
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == credit

    def test_a_slip_leaves_the_word_of_the_caller(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        story.do(c.ReopenTicket(bob))
        story.do(c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == 1000

    def test_a_second_one_on_a_record_is_no_slip(self, story: Judged, bob: TicketId) -> None:
        for _ in range(2):
            story.do(c.ResolveTicket(bob, "fixed"), c.ReopenTicket(bob))
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == 0

    def test_reopened_by_the_caller_it_is_nothing(self, story: Judged, bob: TicketId) -> None:
        story.do(c.ResolveTicket(bob, "fixed"))
        story.happen(f.TicketReopened(30, bob, CALLER))
        settle(story, bob, 900)
        story.do(c.ConfirmRestoration(bob), c.ResolveTicket(bob, "fixed"), c.CloseTicket(bob))
        assert story.credit("ownership") == 0

    def test_never_logged_is_nothing(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        assert story.credit("ownership") == 0

    def test_rightly_open_is_not_asked(self, story: Judged, bob: TicketId) -> None:
        story.do(c.AssignTicket(bob, WP))
        assert story.credits("ownership") == []

    def test_open_though_it_is_over_is_nothing(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 900)
        assert story.credit("ownership") == 0

    def test_an_answered_question_is_confirmed_by_itself(self, story: Judged) -> None:
        cat = story.call(CAT, "how-to")
        ticket = story.logged(cat, "information")
        story.do(c.Reply(cat, "KA-1"), c.ResolveTicket(ticket, "answered"), c.CloseTicket(ticket))
        assert story.tally.marks.get("ownership", 1000) == 1000


class TestProblem:
    """Switches have died before: the history says so."""

    @pytest.fixture
    def cat(self, story: Judged) -> TicketId:
        story.happen(began(SWITCH, "switch-dead"))
        return story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))

    def test_raised_is_full(self, story: Judged, cat: TicketId) -> None:
        story.do(c.RaiseProblem(cat, ("INC0000007",)))
        assert story.credit("problem") == 1000

    def test_not_raised_though_a_team_has_found_it_is_nothing(
        self, story: Judged, cat: TicketId
    ) -> None:
        story.happen(f.NoteAdded(600, cat, NET, "psu"))
        assert story.credit("problem") == 0

    def test_what_nobody_has_found_is_not_asked(self, story: Judged, cat: TicketId) -> None:
        story.happen(f.NoteAdded(600, cat, NET, "text"))
        assert story.credits("problem") == []

    def test_one_of_something_else_does_not_count(self, story: Judged, cat: TicketId) -> None:
        story.happen(f.NoteAdded(600, cat, NET, "psu"))
        ann = story.logged(story.call(ANN, "loose-key", at=700))
        story.do(c.RaiseProblem(ann))
        assert story.ticket(cat).problem is None
        found = [(each.subject, each.credit, each.best) for each in story.findings("problem")]
        assert found == [(cat, 0, True), (ann, 0, False)]

    def test_what_never_happened_before_is_not_asked(self, story: Judged, bob: TicketId) -> None:
        assert story.ticket(bob).is_open
        assert story.credits("problem") == []

    def locks(self, story: Judged) -> TicketId:
        """A P3 of which the history knows nothing."""
        story.happen(began(DATABASE, "locks"))
        eve = story.logged(story.call(EVE, "slow", cause="database/locks/1", effect="slowed"))
        story.do(c.RaiseProblem(eve))
        return eve

    def test_raised_all_the_same_it_is_needless(self, story: Judged) -> None:
        self.locks(story)
        (found,) = story.findings("problem")
        assert (found.credit, found.chosen, found.best, found.short) == (0, True, False, "wrong")

    def test_a_history_that_looks_alike_is_reason_enough(self, story: Judged) -> None:
        eve = self.locks(story)
        story.happen(f.NoteAdded(600, eve, NET, "psu"))
        story.do(c.CategoriseTicket(eve, "incident", component=SWITCH))
        assert story.credits("problem") == []

    def test_so_is_a_top_priority(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.logged(story.alarm(SERVER, cause="server/hang/1"))
        story.do(c.RaiseProblem(alert))
        assert story.opportunity(alert).truth.priority == 1
        assert story.credits("problem") == []

    def test_one_persons_own_matter_is_none(self, story: Judged, bob: TicketId) -> None:
        story.do(c.RaiseProblem(bob))
        assert story.credit("problem") == 0

    def test_a_cause_is_asked_once(self, story: Judged, cat: TicketId) -> None:
        story.call(ANN, "no-network", cause="switch/switch-dead/1")
        story.do(c.RaiseProblem(cat))
        assert story.credits("problem") == [1000]


class TestProactive:
    @pytest.fixture
    def warned(self, story: Judged) -> Judged:
        story.happen(began(DATABASE, "full", level="up"))
        story.alarm(DATABASE, "warning", cause="database/full/1", hurts_at=3000)
        return story

    def test_passed_on_in_time_is_full(self, warned: Judged) -> None:
        (alert,) = warned.desk.alerts
        warned.do(c.AlertTeam(alert, SRV))
        warned.happen(f.FaultRepaired(1800, FaultId("database/full/1"), SRV))
        assert warned.credit("proactive") == 1000

    def test_passed_on_but_too_late_is_half(self, warned: Judged) -> None:
        (alert,) = warned.desk.alerts
        warned.do(c.AlertTeam(alert, SRV))
        warned.happen(f.FaultStruck(3000, FaultId("database/full/1"), "down"))
        assert warned.credit("proactive") == 500

    def test_only_looked_at_is_nothing(self, warned: Judged) -> None:
        (alert,) = warned.desk.alerts
        warned.do(c.AcknowledgeAlert(alert, "warning"))
        assert warned.credit("proactive") == 0

    def test_a_wrong_team_is_nobody_who_can_act(self, warned: Judged) -> None:
        (alert,) = warned.desk.alerts
        warned.do(c.AlertTeam(alert, NET))
        assert warned.credit("proactive") == 0

    def test_a_record_with_a_team_is_as_good(self, warned: Judged) -> None:
        (alert,) = warned.desk.alerts
        ticket = warned.logged(alert)
        warned.do(c.AssignTicket(ticket, SRV))
        assert warned.credit("proactive") == 1000

    def test_a_record_that_stays_at_the_desk_is_not(self, warned: Judged) -> None:
        (alert,) = warned.desk.alerts
        warned.logged(alert)
        assert warned.credit("proactive") == 0


class TestHandover:
    def test_the_items_that_matter_are_full(self, story: Judged, bob: TicketId) -> None:
        story.do(c.WriteHandover((bob,)))
        assert story.credit("handover") == 1000

    def test_one_too_many_costs(self, story: Judged, bob: TicketId) -> None:
        ann = story.logged(story.call(ANN, "loose-key"))
        settle(story, ann, 900)
        story.do(c.ResolveTicket(ann, "fixed"), c.WriteHandover((bob, ann)), at=1800)
        assert story.credit("handover") == 666

    def test_what_was_ended_without_being_over_matters(self, story: Judged, bob: TicketId) -> None:
        ann = story.logged(story.call(ANN, "loose-key"))
        story.do(c.ResolveTicket(ann, "no_fault"), c.WriteHandover((bob, ann)), at=1800)
        assert story.credit("handover") == 1000

    @pytest.mark.parametrize(("before", "credit"), [(NOTE_BEFORE, 1000), (NOTE_BEFORE + 1, 0)])
    def test_a_late_note_tells_how_it_stood_then(
        self, story: Judged, bob: TicketId, before: int, credit: int
    ) -> None:
        story.do(c.WriteHandover((bob,)), at=story.setting.horizon - before)
        settle(story, bob, story.setting.horizon - 60)
        story.do(c.ResolveTicket(bob, "fixed"))
        assert story.credit("handover") == credit

    def test_an_early_one_misses_what_came_later(self, story: Judged, bob: TicketId) -> None:
        story.do(c.WriteHandover((bob,)), at=600)
        story.logged(story.call(ANN, "loose-key", at=900))
        assert story.credit("handover") == 666

    def test_one_missing_costs_alike(self, story: Judged, bob: TicketId) -> None:
        story.logged(story.call(ANN, "loose-key"))
        story.do(c.WriteHandover((bob,)))
        assert story.credit("handover") == 666

    def test_problems_matter_too(self, story: Judged, bob: TicketId) -> None:
        story.do(c.RaiseProblem(bob), c.WriteHandover((bob, f"problem/{bob}")))
        assert story.credit("handover") == 1000

    def test_children_go_with_their_parent(self, story: Judged, bob: TicketId) -> None:
        story.do(c.LinkTicket(story.call(ANN, "loose-key"), bob), c.WriteHandover((bob,)))
        assert story.credit("handover") == 1000

    def test_no_note_where_one_mattered_is_nothing(self, story: Judged, bob: TicketId) -> None:
        assert story.ticket(bob).is_open
        assert story.credit("handover") == 0

    def test_no_note_where_nothing_matters_is_not_asked(self, story: Judged, bob: TicketId) -> None:
        settle(story, bob, 60)
        story.do(c.ResolveTicket(bob, "fixed"), at=120)
        assert story.credits("handover") == []

    def test_an_empty_note_where_nothing_is_open_is_full(
        self, story: Judged, bob: TicketId
    ) -> None:
        settle(story, bob, 60)
        story.do(c.ResolveTicket(bob, "fixed"), c.WriteHandover(), at=120)
        assert story.credit("handover") == 1000

    def test_doing_nothing_all_day_earns_nothing(self, story: Judged) -> None:
        assert story.credit("handover") == 0

    def test_what_is_resolved_after_the_shift_was_open_at_its_end(
        self, story: Judged, bob: TicketId
    ) -> None:
        story.do(c.WriteHandover((bob,), PRINTER, bob))
        story.do(c.EndShift(), at=1800)
        story.happen(f.TicketResolved(2400, bob, Actor("colleague"), "fixed"))
        assert story.credit("handover") == 1000
