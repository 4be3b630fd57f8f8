"""Triage, second half: destination, links, knowledge, escalation, events, access."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import AlertId, Significance, TeamId, TicketId
from itilsim.domain.scoring.asking import f1
from tests.builders import began
from tests.data.corner import (
    ANN,
    BIZ,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    NET,
    SERVER,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.house import TIME_BOX
from tests.domain.scoring.histories import Judged

HANG = "server/hang/1"
DEAD = "switch/switch-dead/1"


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


class TestF1:
    @pytest.mark.parametrize(
        ("right", "given", "wanted", "credit"),
        [(0, 0, 0, 1000), (1, 1, 1, 1000), (0, 0, 3, 0), (0, 3, 0, 0), (1, 2, 1, 666),
         (1, 1, 2, 666), (2, 4, 4, 500)],
    )  # fmt: skip
    def test_it_is_the_harmonic_mean_of_precision_and_recall(
        self, right: int, given: int, wanted: int, credit: int
    ) -> None:
        assert f1(right, given, wanted) == credit


class TestDestination:
    def test_the_right_team_first_is_full(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, WP))
        assert story.credit("destination") == 1000

    def test_a_wrong_team_is_nothing(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, NET))
        assert story.credit("destination") == 0

    def test_the_first_team_counts(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, NET), c.AssignTicket(bob, WP))
        assert story.credit("destination") == 0

    def test_each_bounce_costs(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, WP))
        story.happen(f.TicketReturned(900, bob, WP, "not-ours-wp"))
        assert story.credit("destination") == 600

    def test_never_below_nothing(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        for _ in range(3):
            story.do(c.AssignTicket(bob, WP))
            story.happen(f.TicketReturned(900, bob, WP, "not-ours-wp"))
        assert story.credit("destination") == 0

    def test_solved_at_first_contact_is_full(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert story.credit("destination") == 1000

    def test_what_the_desk_could_not_solve_is_not(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        assert story.credit("destination") == 0

    def test_keeping_it_without_doing_anything_is_not(self, story: Judged) -> None:
        story.logged(story.call(CAT, "no-print"))
        assert story.credit("destination") == 0

    def test_a_workaround_that_did_not_help_is_not(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-2"))
        assert story.credit("destination") == 0

    def test_nor_is_another_model(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-2"))
        assert story.credit("destination") == 0

    def test_a_request_under_its_model_is_served(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-1"))
        assert story.credit("destination") == 1000

    def test_what_could_be_seen_counts_besides_the_truth(self, story: Judged) -> None:
        """Truly it is the server, but by the words it is an application."""
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.AssignTicket(bob, BIZ))
        assert story.credit("destination") == 1000

    def test_so_does_the_truth(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.AssignTicket(bob, SRV))
        assert story.credit("destination") == 1000

    def test_children_go_with_their_parent(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.LinkTicket(story.call(ANN, "no-mail", cause=HANG), bob))
        story.do(c.AssignTicket(bob, SRV))
        assert story.credits("destination") == [1000]


class TestCorrelation:
    def outage(self, story: Judged) -> tuple[TicketId, ...]:
        """The switch's alert, two reports of it and one of a loose key, all logged."""
        story.happen(began(SWITCH, "switch-dead"))
        return (
            story.logged(story.alarm(SWITCH, cause=DEAD)),
            *(story.logged(story.call(e, "no-network", at=1, cause=DEAD)) for e in (CAT, DAN)),
            story.logged(story.call(BOB, "loose-key", at=2)),
        )

    def test_all_linked_is_full(self, story: Judged) -> None:
        alert, cat, dan, _ = self.outage(story)
        story.do(c.LinkTicket(cat, alert), c.LinkTicket(dan, alert))
        assert story.credit("correlation") == 1000

    def test_none_linked_is_nothing(self, story: Judged) -> None:
        self.outage(story)
        assert story.credit("correlation") == 0

    def test_one_of_two_is_half(self, story: Judged) -> None:
        alert, cat, _, _ = self.outage(story)
        story.do(c.LinkTicket(cat, alert))
        assert story.credit("correlation") == 500

    def test_a_wrong_link_takes_a_right_one_back(self, story: Judged) -> None:
        alert, *others = self.outage(story)
        story.do(*(c.LinkTicket(each, alert) for each in others))
        assert story.credit("correlation") == 500

    def test_linking_everything_to_what_came_first_earns_nothing(self, story: Judged) -> None:
        eve = story.logged(story.call(EVE, "loose-key"))
        others = self.outage(story)
        story.do(*(c.LinkTicket(each, eve) for each in others))
        assert story.credit("correlation") == 0

    def test_a_wrong_link_alone_is_nothing(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.LinkTicket(story.call(BOB, "loose-key"), cat))
        assert story.credit("correlation") == 0

    def test_without_a_second_report_nothing_is_asked(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        assert story.credits("correlation") == []


class TestKnownErrors:
    def test_the_right_one_is_full(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert story.credit("known_error") == 1000

    def test_a_wrong_one_besides_costs(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-2"), c.ApplyWorkaround(cat, "KE-1"))
        assert story.credit("known_error") == 666

    def test_a_wrong_one_alone_is_nothing(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-2"))
        assert story.credit("known_error") == 0

    def test_none_where_one_would_help_is_nothing(self, story: Judged) -> None:
        story.logged(story.call(CAT, "no-print"))
        assert story.credit("known_error") == 0

    def test_none_where_none_helps_is_not_asked(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        assert story.credits("known_error") == []

    def test_one_where_none_helps_is_nothing(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.ApplyWorkaround(bob, "KE-1"))
        assert story.credit("known_error") == 0

    def test_a_notice_counts(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.logged(story.alarm(SWITCH, cause=DEAD))
        story.do(c.CategoriseTicket(alert, "incident", component=SWITCH))
        story.do(c.SendNotice(alert, "KE-2"))
        assert story.credit("known_error") == 1000

    def test_an_article_counts(self, story: Judged) -> None:
        story.do(c.Reply(story.call(CAT, "how-to"), "KA-1"))
        assert story.credit("known_error") == 1000

    def test_a_model_counts(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-1"))
        assert story.credit("known_error") == 1000


class TestEscalation:
    def sent(self, story: Judged, at: int, team: TeamId = WP) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.AssignTicket(bob, team), at=at)

    def test_within_the_time_box_is_full(self, story: Judged) -> None:
        self.sent(story, TIME_BOX[3])
        assert story.credit("escalation") == 1000

    def test_late_is_half(self, story: Judged) -> None:
        self.sent(story, TIME_BOX[3] + 1)
        assert story.credit("escalation") == 500

    def test_to_the_wrong_team_is_nothing(self, story: Judged) -> None:
        self.sent(story, 60, NET)
        assert story.credit("escalation") == 0

    def test_never_is_nothing(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        assert story.credit("escalation") == 0

    def test_what_the_desk_solves_itself_need_not_go(self, story: Judged) -> None:
        story.logged(story.call(CAT, "no-print"))
        assert story.credits("escalation") == []

    def test_a_p1_is_told_upwards(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG), rated=(1, 1))
        story.do(c.AssignTicket(bob, SRV), c.EscalateTicket(bob))
        assert story.credits("escalation") == [1000, 1000]

    def test_not_telling_is_nothing(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG), rated=(1, 1))
        story.do(c.AssignTicket(bob, SRV))
        assert sorted(story.credits("escalation")) == [0, 1000]

    def test_telling_for_nothing_counts_against(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.AssignTicket(bob, WP), c.EscalateTicket(bob))
        assert sorted(story.credits("escalation")) == [0, 1000]

    def test_telling_of_a_vip_is_neutral(self, story: Judged) -> None:
        ann = story.logged(story.call(ANN, "loose-key"), rated=(3, 1))
        story.do(c.AssignTicket(ann, WP), c.EscalateTicket(ann))
        assert story.contact(ann).vip
        assert story.credits("escalation") == [1000]


class TestEvents:
    def warning(self, story: Judged) -> AlertId:
        story.happen(began(DATABASE, "full", level="up"))
        return story.alarm(DATABASE, "warning", cause="database/full/1", hurts_at=9000)

    def test_named_and_passed_on_is_full(self, story: Judged) -> None:
        alert = self.warning(story)
        story.do(c.AcknowledgeAlert(alert, "warning"), c.AlertTeam(alert, SRV))
        assert story.credit("events") == 1000

    def test_passed_on_implies_that_it_matters(self, story: Judged) -> None:
        story.do(c.AlertTeam(self.warning(story), SRV))
        assert story.credit("events") == 1000

    @pytest.mark.parametrize(("named", "credit"), [("warning", 500), ("exception", 0)])
    def test_only_named_is_half(self, story: Judged, named: Significance, credit: int) -> None:
        story.do(c.AcknowledgeAlert(self.warning(story), named))
        assert story.credit("events") == credit

    def test_not_looked_at_is_nothing(self, story: Judged) -> None:
        self.warning(story)
        assert story.credit("events") == 0

    @pytest.mark.parametrize("criterion", ["destination", "escalation"])
    def test_that_costs_nothing_where_teams_are_chosen(self, story: Judged, criterion: str) -> None:
        self.warning(story)
        assert story.credits(criterion) == []

    @pytest.mark.parametrize("criterion", ["destination", "escalation"])
    def test_a_record_that_stays_at_the_desk_costs_there(
        self, story: Judged, criterion: str
    ) -> None:
        story.logged(self.warning(story))
        assert story.credit(criterion) == 0

    def test_passed_on_to_a_wrong_team_it_is_nowhere(self, story: Judged) -> None:
        alert = self.warning(story)
        story.do(c.AcknowledgeAlert(alert, "warning"), c.AlertTeam(alert, NET))
        assert story.credit("events") == 500

    def test_what_only_informs_is_left_alone(self, story: Judged) -> None:
        alert = story.alarm(SERVER, "informational", cause="arrival/backup")
        story.do(c.AcknowledgeAlert(alert, "informational"))
        assert story.credit("events") == 1000

    def test_even_unread(self, story: Judged) -> None:
        story.alarm(SERVER, "informational", cause="arrival/backup")
        assert story.credit("events") == 1000

    def test_a_team_may_know_of_it(self, story: Judged) -> None:
        alert = story.alarm(SERVER, "informational", cause="arrival/backup")
        story.do(c.AcknowledgeAlert(alert, "informational"), c.AlertTeam(alert, SRV))
        assert story.credit("events") == 1000

    def test_a_record_of_it_is_noise(self, story: Judged) -> None:
        alert = story.alarm(SERVER, "informational", cause="arrival/backup")
        story.do(c.AcknowledgeAlert(alert, "informational"))
        story.logged(alert)
        assert story.credit("events") == 500


class TestAccess:
    def reset(self, story: Judged, *, checked: bool, fulfilled: bool = True) -> None:
        bob = story.call(BOB, "password")
        ticket = story.logged(bob, "access")
        story.do(c.StartModel(ticket, "RM-1"))
        if checked:
            story.do(c.VerifyIdentity(bob))
        if fulfilled:
            story.do(c.FulfilStep(ticket))

    def test_checked_first_is_full(self, story: Judged) -> None:
        self.reset(story, checked=True)
        assert story.tally.marks["access"] == 1000

    def test_given_unchecked_is_nothing(self, story: Judged) -> None:
        self.reset(story, checked=False)
        assert story.tally.marks["access"] == 0

    def test_checked_afterwards_is_nothing(self, story: Judged) -> None:
        self.reset(story, checked=False)
        (bob,) = story.desk.contacts
        story.do(c.VerifyIdentity(bob))
        assert story.tally.marks["access"] == 0

    def stranger(self, story: Judged) -> None:
        bob = story.call(BOB, "password", impostor=True)
        ticket = story.logged(bob, "access")
        story.do(c.StartModel(ticket, "RM-1"), c.VerifyIdentity(bob))

    def test_a_stranger_who_was_refused_is_full(self, story: Judged) -> None:
        self.stranger(story)
        (ticket,) = story.desk.tickets
        story.do(c.RefuseRequest(ticket, "not_verified"))
        assert story.tally.marks["access"] == 1000

    def test_a_stranger_who_is_left_waiting_is_half(self, story: Judged) -> None:
        self.stranger(story)
        assert story.tally.marks["access"] == 500

    def test_a_stranger_who_was_served_is_nothing(self, story: Judged) -> None:
        self.stranger(story)
        (ticket,) = story.desk.tickets
        story.do(c.FulfilStep(ticket))
        assert story.tally.marks["access"] == 0

    def test_what_needs_no_check_is_not_asked(self, story: Judged) -> None:
        story.logged(story.call(BOB, "laptop"), "request")
        assert story.credits("access") == []
