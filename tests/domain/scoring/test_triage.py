"""Triage: full, half and no marks for what was recognised and how it was rated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.content.scenarios import make_setting
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import AlertId, RecordKind, Significance, TicketId
from tests.builders import began
from tests.data.corner import (
    ANN,
    APP,
    BOB,
    CAT,
    DAN,
    DATABASE,
    MAIL,
    NET,
    PRINTER,
    SERVER,
    SRV,
    STOCK,
    SWITCH,
    WP,
    library,
    organisation,
    scenario,
    scripted,
)
from tests.domain.scoring.histories import Judged


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


class TestKind:
    @pytest.mark.parametrize(
        ("symptom", "taken_for", "credit"),
        [
            ("loose-key", "incident", 1000),
            ("loose-key", "request", 300),
            ("loose-key", "information", 300),
            ("loose-key", "complaint", 0),
            ("laptop", "request", 1000),
            ("laptop", "incident", 300),
            ("laptop", "access", 300),
            ("password", "access", 1000),
            ("password", "request", 1000),
            ("password", "incident", 300),
            ("password", "information", 300),
            ("how-to", "information", 1000),
            ("how-to", "request", 1000),
            ("rude", "complaint", 1000),
            ("rude", "incident", 0),
        ],
    )
    def test_what_it_was_taken_for(
        self, story: Judged, symptom: str, taken_for: RecordKind, credit: int
    ) -> None:
        story.logged(story.call(BOB, symptom), taken_for, rated=None)
        assert story.credit("kind") == credit

    @pytest.mark.parametrize(("symptom", "credit"), [("password", 1000), ("laptop", 300)])
    def test_a_request_that_begins_with_a_check_may_be_taken_for_access(
        self, symptom: str, credit: int
    ) -> None:
        """Whatever the form calls a password reset, the caller asks for access."""
        words = library()
        asked = replace(words, symptoms=tuple(replace(e, kind="request") for e in words.symptoms))
        story = Judged(make_setting(scenario(), organisation(), asked))
        story.logged(story.call(BOB, symptom), "access")
        assert story.credit("kind") == credit

    def test_what_was_not_handled_earns_nothing(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        assert story.credit("kind") == 0

    def test_a_question_may_be_answered_without_a_record(self, story: Judged) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-1"))
        assert story.credit("kind") == 1000

    def test_a_wish_may_not(self, story: Judged) -> None:
        bob = story.call(BOB, "laptop")
        story.do(c.Reply(bob, "KA-1"))
        assert story.credit("kind") == 0

    def test_a_linked_report_is_an_incident(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "slow"))
        story.do(c.LinkTicket(story.call(DAN, "slow", at=60), cat))
        assert story.credits("kind") == [1000, 1000]

    def test_it_quotes_the_evidence(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        (found,) = story.findings("kind")
        assert (found.chosen, found.best, found.truth, found.tag) == (
            "incident",
            "incident",
            "incident",
            "itil",
        )
        assert [each.code for each in found.evidence] == ["symptom"]


class TestAlerts:
    """Which way an alert goes: record, team or log."""

    def exception(self, story: Judged) -> AlertId:
        story.happen(began(SWITCH, "switch-dead"))
        return story.alarm(SWITCH, cause="switch/switch-dead/1")

    def warning(self, story: Judged) -> AlertId:
        story.happen(began(DATABASE, "full", level="up"))
        return story.alarm(DATABASE, "warning", cause="database/full/1", hurts_at=9000)

    def test_an_exception_wants_a_record(self, story: Judged) -> None:
        story.logged(self.exception(story))
        assert story.credit("kind") == 1000

    def test_passed_on_without_one_it_is_half(self, story: Judged) -> None:
        story.do(c.AlertTeam(self.exception(story), NET))
        assert story.credit("kind") == 500

    def test_looked_at_alone_it_is_nothing(self, story: Judged) -> None:
        story.do(c.AcknowledgeAlert(self.exception(story), "exception"))
        assert story.credit("kind") == 0

    @pytest.mark.parametrize("route", ["team", "record"])
    def test_a_warning_goes_to_somebody_who_can_act(self, story: Judged, route: str) -> None:
        alert = self.warning(story)
        if route == "team":
            story.do(c.AlertTeam(alert, SRV))
        else:
            story.logged(alert)
        assert story.credit("kind") == 1000

    def test_what_only_informs_is_logged_and_left(self, story: Judged) -> None:
        alert = story.alarm(SERVER, "informational", cause="arrival/backup")
        story.do(c.AcknowledgeAlert(alert, "informational"))
        assert story.credit("kind") == 1000

    def test_left_untouched_it_is_right_too(self, story: Judged) -> None:
        story.alarm(SERVER, "informational", cause="arrival/backup")
        assert story.credit("kind") == 1000

    def test_a_team_may_know_of_it(self, story: Judged) -> None:
        story.do(c.AlertTeam(story.alarm(SERVER, "informational", cause="arrival/backup"), SRV))
        assert story.credit("kind") == 1000

    @pytest.mark.parametrize("significance", ["warning", "exception"])
    def test_anything_else_left_untouched_is_nothing(
        self, story: Judged, significance: Significance
    ) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.alarm(SWITCH, significance, cause="switch/switch-dead/1")
        assert story.credit("kind") == 0

    def test_a_record_of_it_is_noise(self, story: Judged) -> None:
        story.logged(story.alarm(SERVER, "informational", cause="arrival/backup"))
        assert story.credit("kind") == 0


class TestRating:
    """Bob's loose key is truly 3 and 1: one person, who cannot work."""

    @pytest.mark.parametrize(("impact", "credit"), [(3, 1000), (2, 500), (1, 0)])
    def test_one_level_off_costs_half(self, story: Judged, impact: int, credit: int) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=(impact, 1))
        assert (story.credit("impact"), story.credit("urgency")) == (credit, 1000)

    @pytest.mark.parametrize(("urgency", "credit"), [(1, 1000), (2, 500), (3, 0)])
    def test_both_ways_alike(self, story: Judged, urgency: int, credit: int) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=(3, urgency))
        assert (story.credit("impact"), story.credit("urgency")) == (1000, credit)

    def test_an_unrated_incident_earns_nothing(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=None)
        assert (story.credit("impact"), story.credit("urgency")) == (0, 0)

    def test_an_unlogged_one_neither(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        assert (story.credit("impact"), story.credit("urgency")) == (0, 0)

    def test_a_wish_is_not_rated(self, story: Judged) -> None:
        story.logged(story.call(BOB, "laptop"), "request")
        assert story.credits("impact") == []

    def test_a_cause_is_rated_once(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"), rated=(1, 1))
        story.do(c.LinkTicket(story.call(ANN, "no-mail", cause="server/hang/1"), bob))
        assert story.credits("impact") == [1000]

    def test_two_records_of_a_cause_are_both_looked_at(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.logged(story.call(BOB, "no-mail", cause="server/hang/1"), rated=(1, 1))
        story.logged(story.call(ANN, "no-mail", cause="server/hang/1"), rated=(2, 1))
        assert story.credits("impact") == [1000, 500]

    def test_what_could_be_seen_counts_besides_the_truth(self, story: Judged) -> None:
        """Truly the whole office is hit, but Bob's words were all there was."""
        story.happen(began(SERVER, "hang"))
        story.logged(story.call(BOB, "no-mail", cause="server/hang/1"), rated=(3, 1))
        assert story.findings("impact")[0].best == 3
        assert story.findings("impact")[0].truth == 1

    def test_a_p1_as_could_be_seen_that_ended_low_loses_both_axes(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.logged(story.alarm(SERVER, cause="server/hang/1"), rated=(3, 1))
        assert (story.credit("impact"), story.credit("urgency")) == (0, 0)

    def test_one_that_nobody_could_see_loses_nothing(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause="server/hang/1"), rated=(3, 1))
        assert story.opportunity(bob).truth.priority == 1
        assert (story.credit("impact"), story.credit("urgency")) == (1000, 1000)

    def test_one_that_ended_second_loses_half_of_one(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.alarm(SERVER, cause="server/hang/1")
        story.logged(alert, rated=(2, 1))
        assert (story.credit("impact"), story.credit("urgency")) == (500, 1000)

    def test_a_warning_that_was_only_passed_on_is_not_rated(self, story: Judged) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        alert = story.alarm(DATABASE, "warning", cause="database/full/1", hurts_at=9000)
        story.do(c.AlertTeam(alert, SRV))
        assert story.credits("urgency") == []


class TestCorrections:
    """The first choice counts, and correcting it pays."""

    @pytest.fixture
    def bob(self, story: Judged) -> TicketId:
        return story.logged(story.call(BOB, "loose-key"), rated=(1, 1))

    @pytest.mark.usefixtures("bob")
    def test_uncorrected_it_earns_nothing(self, story: Judged) -> None:
        assert story.credit("impact") == 0

    def test_before_another_team_has_it_nine_tenths_come_back(
        self, story: Judged, bob: TicketId
    ) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), at=300)
        assert story.credit("impact") == 900

    def test_after_that_three_tenths(self, story: Judged, bob: TicketId) -> None:
        story.do(c.AssignTicket(bob, WP), at=200)
        story.do(c.PrioritiseTicket(bob, 3, 1), at=300)
        assert story.credit("impact") == 300

    def test_a_record_that_came_back_has_been_away(self, story: Judged, bob: TicketId) -> None:
        story.do(c.AssignTicket(bob, NET), at=200)
        story.happen(f.TicketReturned(900, bob, NET, "not-ours-net"))
        story.do(c.PrioritiseTicket(bob, 3, 1), at=1000)
        assert story.credit("impact") == 300

    def test_half_a_correction_is_half_the_gain(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 2, 1), at=300)
        assert story.credit("impact") == 450

    def test_within_a_minute_it_was_a_slip(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), at=60)
        assert story.credit("impact") == 1000

    def test_a_second_later_it_was_not(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), at=61)
        assert story.credit("impact") == 900

    def test_making_it_worse_costs_all(self, story: Judged, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), at=300)
        story.do(c.PrioritiseTicket(bob, 1, 1), at=600)
        assert story.credit("impact") == 0

    def test_a_corrected_kind_pays_too(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "complaint", rated=None)
        story.do(c.CategoriseTicket(bob, "request"), at=300)
        assert story.credit("kind") == 900

    def test_repairing_a_wrong_decision_never_lowers_the_mark(self, story: Judged) -> None:
        for first in (1, 2, 3):
            lone, mended = Judged(story.setting), Judged(story.setting)
            lone.logged(lone.call(BOB, "loose-key"), rated=(first, 1))
            again = mended.logged(mended.call(BOB, "loose-key"), rated=(first, 1))
            if first != 3:
                mended.do(c.PrioritiseTicket(again, 3, 1), at=300)
            assert mended.credit("impact") >= lone.credit("impact")


class TestGuided:
    """In guided mode the first try is the one that counts."""

    @pytest.fixture
    def guided(self) -> Judged:
        return Judged(scripted(deadlines=()), mode="guided")

    def test_a_rejected_first_try_is_locked(self, guided: Judged) -> None:
        bob = guided.call(BOB, "loose-key")
        guided.do(c.RejectChoice(bob, "impact", "1"))
        guided.logged(bob, rated=(3, 1))
        assert (guided.credit("impact"), guided.credit("urgency")) == (0, 1000)

    def test_only_the_first(self, guided: Judged) -> None:
        bob = guided.call(BOB, "loose-key")
        guided.do(c.RejectChoice(bob, "impact", "2"), c.RejectChoice(bob, "impact", "1"))
        guided.logged(bob, rated=(3, 1))
        assert guided.credit("impact") == 500

    def test_a_first_try_within_a_minute_is_no_slip(self, guided: Judged) -> None:
        bob = guided.call(BOB, "laptop")
        guided.do(c.RejectChoice(bob, "kind", "complaint"))
        guided.logged(bob, "request")
        assert guided.credit("kind") == 0

    def test_on_what_was_never_asked_it_counts_nothing(self, guided: Judged) -> None:
        guided.do(c.RejectChoice("nobody", "impact", "1"))
        assert guided.credits("impact") == []


class TestDescribing:
    """Service 4, item 2, category 2 of 8."""

    def described(self, story: Judged, **parts: object) -> int:
        values = {"service": None, "component": None, "category": None, **parts}
        story.happen(began(SERVER, "hang"))
        bob = story.call(BOB, "no-mail", cause="server/hang/1", service=MAIL)
        story.do(c.LogTicket(bob, "incident", **values))  # type: ignore[arg-type]
        return story.credit("category")

    def test_all_right_is_full(self, story: Judged) -> None:
        assert self.described(story, service=MAIL, component=SERVER, category="software") == 1000

    def test_the_service_is_half(self, story: Judged) -> None:
        assert self.described(story, service=MAIL, component=APP, category="hardware") == 500

    def test_the_item_is_a_quarter(self, story: Judged) -> None:
        assert self.described(story, service=STOCK, component=SERVER, category="general") == 250

    def test_so_is_the_category(self, story: Judged) -> None:
        assert self.described(story, component=SWITCH, category="software") == 250

    def test_an_item_that_hangs_on_the_right_one_is_half_of_it(self, story: Judged) -> None:
        story.happen(began(DATABASE, "locks"))
        ann = story.call(ANN, "slow", cause="database/locks/1")
        story.do(c.LogTicket(ann, "incident", "general", MAIL, APP))
        assert story.credit("category") == 125

    def test_nothing_logged_is_nothing(self, story: Judged) -> None:
        story.call(BOB, "no-mail")
        assert story.credit("category") == 0

    def test_the_last_value_counts_in_full(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key", component=PRINTER), rated=None)
        story.do(c.CategoriseTicket(bob, "incident", "hardware", None, PRINTER), at=900)
        assert story.credit("category") == 1000


def test_what_came_too_late_to_answer_is_not_asked(story: Judged) -> None:
    last = story.setting.horizon
    story.call(BOB, "loose-key", at=last - 60)
    assert story.credits("kind") == []


def test_what_exists_only_through_an_omission_is_not_asked(story: Judged) -> None:
    story.happen(began(SWITCH, "switch-dead"))
    story.call(CAT, "no-sound", cause="leftover/switch/switch-dead/1")
    assert story.credits("kind") == []


def test_handling_little_well_does_not_pay(story: Judged) -> None:
    """The mean is over what was asked, so one perfect record among four earns a quarter."""
    story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
    for n, person in enumerate((ANN, CAT, DAN)):
        story.call(person, "loose-key", at=n)
    assert story.tally.marks["kind"] == 250
    assert story.tally.marks["impact"] == 250


def test_one_person_and_cause_is_asked_once(story: Judged) -> None:
    first = story.call(BOB, "loose-key")
    story.call(BOB, "loose-key", at=900, n=2)
    story.logged(first)
    assert story.credits("kind") == [1000]
