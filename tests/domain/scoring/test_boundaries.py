"""Where judging draws its lines: the last second that counts, the first that does not."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import FaultId, PersonId, TicketId
from itilsim.domain.scenario import Deadline
from itilsim.domain.scoring.asking import AT_THE_END
from tests.builders import began
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    MAIL,
    MINUTE,
    NET,
    SERVER,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.house import SILENCE, TIME_BOX
from tests.domain.scoring.histories import Judged

HORIZON = 240 * 60
HANG = "server/hang/1"
DEAD = "switch/switch-dead/1"
LOCKS = "database/locks/1"


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


class TestWhatIsAsked:
    """What came in the last five minutes is not asked; all else is, whenever it falls due."""

    @pytest.mark.parametrize(
        ("symptom", "effect"),
        [
            ("loose-key", "stopped"),
            ("loose-key", "slowed"),
            ("laptop", "question"),
            ("how-to", "question"),
        ],
    )
    def test_a_contact_is_asked_if_five_minutes_are_left(self, symptom: str, effect: str) -> None:
        for late, asked in ((0, 1), (1, 0)):
            story = Judged(scripted(deadlines=()))
            story.call(BOB, symptom, at=HORIZON - AT_THE_END + late, effect=effect)
            assert len(story.credits("kind")) == asked, (late, symptom)

    @pytest.mark.parametrize(("late", "asked"), [(0, 1), (1, 0)])
    def test_so_is_a_line_of_the_console(self, late: int, asked: int) -> None:
        story = Judged(scripted(deadlines=()))
        story.alarm(SERVER, "informational", at=HORIZON - AT_THE_END + late, cause="arrival/backup")
        assert len(story.credits("events")) == asked

    @pytest.mark.parametrize(("late", "asked"), [(0, 1), (1, 0)])
    def test_so_is_an_exception(self, late: int, asked: int) -> None:
        story = Judged(scripted(deadlines=()))
        story.happen(began(SWITCH, "switch-dead"))
        story.alarm(SWITCH, at=HORIZON - AT_THE_END + late, cause=DEAD)
        assert len(story.credits("events")) == asked

    def test_whoever_was_not_answered_was_not_told_though_the_target_is_still_ahead(self) -> None:
        story = Judged(scripted(deadlines=()))
        story.call(BOB, "loose-key", at=HORIZON - AT_THE_END, effect="slowed")
        assert story.credits("told") == [0]


class TestTimeBoxes:
    @pytest.mark.parametrize(("late", "credit"), [(0, 1000), (1, 500)])
    def test_a_p1_leaves_the_desk_in_five_minutes(
        self, story: Judged, late: int, credit: int
    ) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG), rated=(1, 1))
        story.do(c.AssignTicket(bob, SRV), at=TIME_BOX[1] + late)
        assert TIME_BOX == {1: 300, 2: 600, 3: 1200, 4: 1200, 5: 1200}
        functional = [each for each in story.findings("escalation") if each.chosen is not None]
        assert [each.credit for each in functional] == [credit]

    def test_it_runs_from_logging_not_from_the_call(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        story.do(c.LogTicket(bob, "incident"), at=3000)
        ticket = TicketId(bob)
        story.do(c.PrioritiseTicket(ticket, 3, 1), at=3000)
        story.do(c.AssignTicket(ticket, WP), at=3000 + TIME_BOX[3])
        assert story.credit("escalation") == 1000

    def test_the_first_time_that_it_reached_the_right_team_counts(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.AssignTicket(bob, NET), at=100)
        story.do(c.AssignTicket(bob, WP), at=TIME_BOX[3])
        story.do(c.AssignTicket(bob, NET), at=TIME_BOX[3] + 50)
        story.do(c.AssignTicket(bob, WP), at=TIME_BOX[3] + 100)
        assert story.credit("escalation") == 1000

    @pytest.mark.parametrize(("deadline", "priority", "needless"), [("09:20", 2, 0), ("", 3, 1)])
    def test_a_p2_may_be_told_upwards_a_p3_need_not(
        self, deadline: str, priority: int, needless: int
    ) -> None:
        ahead = (Deadline(deadline, "south", "The lorry comes."),) if deadline else ()
        story = Judged(scripted(deadlines=ahead))
        story.happen(began(DATABASE, "locks"))
        eve = story.logged(story.call(EVE, "slow", cause=LOCKS, effect="slowed"), rated=(2, 2))
        story.do(c.AssignTicket(eve, SRV), c.EscalateTicket(eve))
        assert story.opportunity(eve).truth.priority == priority
        assert sorted(story.credits("escalation")) == [0] * needless + [1000]


class TestLinks:
    """Correlation is the share of the wanted links; a wrong one takes a right one back."""

    def mailbox(self, story: Judged, *people: PersonId) -> list[TicketId]:
        """The record of the server's alert, and one of each person who misses the mail."""
        story.happen(began(SERVER, "hang"))
        alert = story.logged(story.alarm(SERVER, cause=HANG))
        calls = [
            story.call(each, "no-mail", at=n, cause=HANG, service=MAIL)
            for n, each in enumerate(people, 1)
        ]
        return [alert, *(story.logged(each) for each in calls)]

    def test_two_of_three_under_the_alert(self, story: Judged) -> None:
        alert, ann, bob, _ = self.mailbox(story, ANN, BOB, EVE)
        story.do(c.LinkTicket(ann, alert), c.LinkTicket(bob, alert))
        assert story.credit("correlation") == 2 * 1000 // 3

    def test_two_heads_of_one_cause(self, story: Judged) -> None:
        alert, ann, bob, eve = self.mailbox(story, ANN, BOB, EVE)
        story.do(c.LinkTicket(ann, alert), c.LinkTicket(eve, bob))
        assert story.credit("correlation") == 2 * 1000 // 3

    def test_all_together_is_full_whichever_leads(self, story: Judged) -> None:
        alert, ann, bob, eve = self.mailbox(story, ANN, BOB, EVE)
        story.do(*(c.LinkTicket(each, ann) for each in (bob, alert, eve)))
        assert story.credit("correlation") == 1000

    def test_whoever_leads_some_leaves_the_first_alone(self, story: Judged) -> None:
        _, ann, bob, eve = self.mailbox(story, ANN, BOB, EVE)
        story.do(*(c.LinkTicket(each, ann) for each in (bob, eve)))
        assert story.credit("correlation") == 2 * 1000 // 3

    def test_a_stranger_among_them_takes_one_back(self, story: Judged) -> None:
        alert, ann, bob = self.mailbox(story, ANN, BOB)
        stranger = story.logged(story.call(CAT, "loose-key", at=9))
        story.do(*(c.LinkTicket(each, alert) for each in (ann, bob, stranger)))
        assert story.credit("correlation") == 500

    def test_more_strangers_than_friends_leave_nothing(self, story: Judged) -> None:
        alert, ann = self.mailbox(story, ANN)
        strangers = [story.logged(story.call(e, "loose-key", at=9)) for e in (CAT, DAN)]
        story.do(*(c.LinkTicket(each, alert) for each in (ann, *strangers)))
        assert story.credit("correlation") == 0

    def test_what_was_unlinked_again_is_no_link(self, story: Judged) -> None:
        alert, ann = self.mailbox(story, ANN)
        story.do(c.LinkTicket(ann, alert), c.UnlinkTicket(ann))
        assert story.credit("correlation") == 0

    def test_where_nothing_showed_it_none_is_wanted(self, story: Judged) -> None:
        """Sales and clerks miss their mail, and nothing says yet that it is one server."""
        story.happen(began(SERVER, "hang"))
        for each in (ANN, BOB):
            story.logged(story.call(each, "no-mail", cause=HANG, service=MAIL))
        assert story.credits("correlation") == []

    def test_but_a_right_guess_counts(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        ann, bob = (story.logged(story.call(e, "no-mail", cause=HANG)) for e in (ANN, BOB))
        story.do(c.LinkTicket(bob, ann))
        assert story.credit("correlation") == 1000

    @pytest.mark.parametrize(("at", "earned"), [(899, [0]), (900, [])])
    def test_whoever_calls_when_it_is_rightly_over_stands_alone(
        self, story: Judged, at: int, earned: list[int]
    ) -> None:
        story.happen(began(SERVER, "hang"))
        ann = story.logged(story.call(ANN, "no-mail", cause=HANG))
        story.happen(f.FaultRepaired(600, FaultId(HANG), SRV))
        story.call(EVE, "no-mail", at=at, cause=HANG)
        story.do(c.ResolveTicket(ann, "fixed"), at=900)
        assert story.credits("correlation") == earned

    def test_a_record_that_was_ended_too_early_is_no_end(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        ann = story.logged(story.call(ANN, "no-mail", cause=HANG))
        story.do(c.ResolveTicket(ann, "fixed"), at=600)
        story.call(EVE, "no-mail", at=900, cause=HANG)
        assert story.credits("correlation") == [0]


class TestOneAfterAnother:
    """What needs no judgement does not keep the next from being judged."""

    def test_knowledge(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        story.happen(began(SERVER, "hang"))
        story.alarm(SERVER, cause=HANG)
        cat = story.logged(story.call(CAT, "no-print", at=5))
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert story.credit("known_error") == 1000

    def test_destination_and_describing(self, story: Judged) -> None:
        story.alarm(SERVER, "informational", cause="arrival/backup")
        story.happen(began(DATABASE, "full", level="up"))
        story.alarm(DATABASE, "warning", at=1, cause="database/full/1", hurts_at=9000)
        bob = story.logged(story.call(BOB, "loose-key", at=5), rated=(3, 1))
        story.do(c.AssignTicket(bob, WP))
        assert story.credits("destination")[-1] == 1000
        assert len(story.credits("category")) == 1

    def test_ratings(self, story: Judged) -> None:
        story.call(BOB, "laptop")
        story.happen(began(DATABASE, "full", level="up"))
        alert = story.alarm(DATABASE, "warning", at=1, cause="database/full/1", hurts_at=9000)
        story.do(c.AlertTeam(alert, SRV))
        story.logged(story.call(CAT, "loose-key", at=5), rated=(3, 1))
        assert story.credits("impact") == [1000]

    def test_escalation(self, story: Judged) -> None:
        story.call(BOB, "laptop")
        cat = story.logged(story.call(CAT, "loose-key", at=5), rated=(3, 1))
        story.do(c.AssignTicket(cat, WP))
        assert story.credits("escalation") == [1000]

    def test_conduct(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.alarm(SERVER, cause=HANG)
        story.call(BOB, "how-to", at=1)
        cat = story.logged(story.call(CAT, "loose-key", at=5), rated=(3, 1))
        story.do(c.UpdateCaller(cat, 30), at=60)
        story.do(c.ResolveTicket(cat, "fixed"), at=90)
        assert [each.subject for each in story.findings("told")] == [cat]
        assert [each.subject for each in story.findings("ownership")] == [cat]

    def test_events_and_access(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        story.call(ANN, "laptop", at=1)
        dan = story.logged(story.call(DAN, "password", at=2), "access")
        story.do(c.VerifyIdentity(dan))  # type: ignore[arg-type]  # one id for both
        alert = story.alarm(SERVER, "informational", at=3, cause="arrival/backup")
        story.do(c.AcknowledgeAlert(alert, "informational"))
        assert (story.credit("access"), story.credit("events")) == (1000, 1000)


class TestRatings:
    @pytest.mark.parametrize(
        ("rating", "impact", "urgency"),
        [((3, 1), 1000, 1000), ((2, 1), 500, 1000), ((1, 1), 0, 1000), ((3, 2), 1000, 500),
         ((3, 3), 1000, 0)],
    )  # fmt: skip
    def test_each_level_costs_half(
        self, story: Judged, rating: tuple[int, int], impact: int, urgency: int
    ) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=rating)
        assert (story.credit("impact"), story.credit("urgency")) == (impact, urgency)

    @pytest.mark.parametrize(
        ("rating", "impact"), [((1, 1), 1000), ((1, 2), 1000), ((2, 2), 0), ((1, 3), 0)]
    )
    def test_a_true_p1_may_end_as_p2_but_not_as_p3(
        self, story: Judged, rating: tuple[int, int], impact: int
    ) -> None:
        story.happen(began(SERVER, "hang"))
        story.logged(story.alarm(SERVER, cause=HANG), rated=rating)
        assert story.credit("impact") == impact

    def test_the_head_is_rated_and_its_children_are_not(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.logged(story.alarm(SERVER, cause=HANG), rated=(1, 1))
        bob = story.call(BOB, "no-mail", at=5, cause=HANG, service=MAIL)
        story.do(c.LinkTicket(bob, alert))
        assert [each.subject for each in story.findings("impact")] == [alert]

    def test_under_a_stranger_it_is_rated_by_itself(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "loose-key"), rated=(3, 1))
        bob = story.logged(story.call(BOB, "loose-key", at=5), rated=(2, 1))
        story.do(c.LinkTicket(bob, cat))
        assert sorted(story.credits("impact")) == [500, 1000]


class TestSilence:
    """Bob's loose key is truly P3, to be restored by the planned end."""

    def bob(self, story: Judged) -> TicketId:
        return story.logged(story.call(BOB, "loose-key"), rated=(3, 1))

    def words(self, story: Judged, bob: TicketId, *moments: int) -> None:
        """Words without a promise; the last promises the next one in half an hour."""
        for at in moments[:-1]:
            story.do(c.UpdateCaller(bob), at=at)
        story.do(c.UpdateCaller(bob, 30), at=moments[-1])

    @pytest.mark.parametrize(("late", "thirds"), [(0, 3), (1, 2)])
    def test_it_is_counted_to_the_planned_end(self, story: Judged, late: int, thirds: int) -> None:
        early = range(0, HORIZON - SILENCE, SILENCE)
        self.words(story, self.bob(story), *early, HORIZON - SILENCE - late)
        assert story.credit("told") == thirds * 1000 // 3

    @pytest.mark.parametrize(("late", "thirds"), [(0, 3), (1, 2)])
    def test_and_between_all_words(self, story: Judged, late: int, thirds: int) -> None:
        later = range(SILENCE + late, HORIZON, SILENCE)
        self.words(story, self.bob(story), 0, *later, HORIZON - SILENCE + late)
        assert story.credit("told") == thirds * 1000 // 3

    @pytest.mark.parametrize(("late", "thirds"), [(0, 2), (1, 1)])
    def test_or_to_its_rightful_end(self, story: Judged, late: int, thirds: int) -> None:
        bob = self.bob(story)
        story.do(c.UpdateCaller(bob), at=60)
        story.happen(f.TroubleSettled(90, story.plant.causes[bob], WP))
        story.do(c.ResolveTicket(bob, "fixed"), at=60 + SILENCE + late)
        assert story.credit("told") == thirds * 1000 // 3

    @pytest.mark.parametrize(("late", "thirds"), [(0, 3), (1, 2), (60, 2), (61, 1)])
    def test_a_promise_is_waited_for(self, story: Judged, late: int, thirds: int) -> None:
        """A second late is silence, a minute late is grace; then the promise is broken."""
        bob, promised = self.bob(story), 60 * MINUTE
        story.do(c.UpdateCaller(bob, 60), at=0)
        self.words(story, bob, *range(promised + late, HORIZON, SILENCE))
        assert story.credit("told") == thirds * 1000 // 3

    @pytest.mark.parametrize(("minutes", "thirds"), [(40, 3), (41, 1)])
    def test_a_promise_beyond_the_restoration_target_is_none(
        self, story: Judged, minutes: int, thirds: int
    ) -> None:
        bob = self.bob(story)
        self.words(story, bob, *range(0, 200 * MINUTE, SILENCE))
        story.do(c.UpdateCaller(bob, minutes), at=200 * MINUTE)
        assert story.credit("told") == thirds * 1000 // 3

    @pytest.mark.parametrize(("minutes", "thirds"), [(30, 3), (31, 1)])
    def test_but_half_an_hour_may_always_be_promised(
        self, story: Judged, minutes: int, thirds: int
    ) -> None:
        bob = self.bob(story)
        self.words(story, bob, *range(0, 220 * MINUTE, SILENCE))
        story.do(c.UpdateCaller(bob, minutes), at=220 * MINUTE)
        assert story.credit("told") == thirds * 1000 // 3

    def test_a_word_to_the_parent_is_a_word_to_the_child(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.logged(story.alarm(SERVER, cause=HANG), rated=(1, 1))
        bob = story.call(BOB, "no-mail", at=5, cause=HANG, service=MAIL)
        story.do(c.LinkTicket(bob, alert), c.UpdateCaller(TicketId(bob), 30), at=60)
        for at in range(60 + SILENCE, HORIZON, SILENCE):
            story.do(c.SendNotice(alert, "", 30), at=at)
        assert story.credit("told") == 1000


def test_the_third_team_costs_a_point_and_the_desk_is_none(story: Judged) -> None:
    bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
    story.do(c.AssignTicket(bob, NET), c.AssignTicket(bob, SRV))
    story.happen(f.TicketReturned(60, bob, SRV, "not-ours-srv"))
    story.do(c.AssignTicket(bob, SRV), c.AssignTicket(bob, WP))
    assert story.tally.deductions["teams"] == 1
