"""One reading of the evidence: best answers, accepted sets, and what speaks for them."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.assess import Assessment, Evidence, assess, suspect_of
from itilsim.domain.due import due
from itilsim.domain.names import SERVICE_DESK, AlertId, CauseId, ContactId, FaultId
from itilsim.domain.plant import Plant
from itilsim.domain.scenario import Deadline
from tests.builders import Story, alert_id, began, contact_id
from tests.data.corner import (
    ANN,
    APP,
    BIZ,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    MAIL,
    NET,
    PRINTER,
    SERVER,
    SHOP,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.house import SAME_CAUSE_WITHIN


@pytest.fixture
def story() -> Story:
    return Story(scripted(deadlines=()))


def seen(story: Story, subject: str) -> Assessment:
    return assess(story.desk, subject)


class TestSuspecting:
    """Which item the evidence points at."""

    def suspect(self, story: Story, subject: str) -> tuple[object, ...]:
        item, why = suspect_of(story.desk, story.contact(subject))
        return (item, *(each.code for each in why))

    def test_without_evidence_nothing_is_suspected(self, story: Story) -> None:
        assert self.suspect(story, story.call(BOB, "no-mail")) == (None,)

    def test_an_alarmed_item_on_the_callers_way_is(self, story: Story) -> None:
        story.alarm(SERVER)
        bob = story.call(BOB, "no-mail", service=MAIL)
        assert self.suspect(story, bob) == (SERVER, "alert", "map")

    def test_an_item_off_the_way_is_not(self, story: Story) -> None:
        story.alarm(SWITCH)
        assert self.suspect(story, story.call(BOB, "no-network")) == (None,)

    def test_an_item_that_fails_otherwise_is_not(self, story: Story) -> None:
        story.alarm(SWITCH)
        assert self.suspect(story, story.call(CAT, "no-print")) == (None,)

    def test_a_warning_is_no_exception(self, story: Story) -> None:
        story.alarm(SERVER, "warning")
        assert self.suspect(story, story.call(BOB, "no-mail", service=MAIL)) == (None,)

    def test_a_cleared_alert_is_no_evidence(self, story: Story) -> None:
        alert = story.alarm(SERVER)
        story.happen(f.AlertCleared(5, alert))
        assert self.suspect(story, story.call(BOB, "no-mail", service=MAIL)) == (None,)

    def test_an_open_record_on_the_way_is_evidence(self, story: Story) -> None:
        ann = story.logged(story.call(ANN, "no-mail"))
        story.do(c.CategoriseTicket(ann, "incident", component=SERVER))
        bob = story.call(BOB, "no-mail", service=MAIL)
        assert self.suspect(story, bob) == (SERVER, "record")
        assert suspect_of(story.desk, story.contact(bob))[1] == (Evidence("record", ann),)

    def test_a_closed_one_is_not(self, story: Story) -> None:
        ann = story.logged(story.call(ANN, "no-mail"))
        story.do(c.CategoriseTicket(ann, "incident", component=SERVER))
        story.do(c.ResolveTicket(ann, "fixed"))
        assert self.suspect(story, story.call(BOB, "no-mail", service=MAIL)) == (None,)

    def test_a_request_is_not(self, story: Story) -> None:
        ann = story.logged(story.call(ANN, "laptop"), "request")
        story.do(c.CategoriseTicket(ann, "request", component=SERVER))
        assert self.suspect(story, story.call(BOB, "no-mail", service=MAIL)) == (None,)

    def test_else_the_item_that_the_caller_names(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", component=PRINTER)
        assert self.suspect(story, cat) == (PRINTER, "caller-names")

    def test_an_alarm_beats_the_callers_guess(self, story: Story) -> None:
        story.alarm(SERVER)
        bob = story.call(BOB, "no-mail", service=MAIL, component=APP)
        assert self.suspect(story, bob)[0] == SERVER


class TestAReport:
    """Bob has no mail, and monitoring shows the mail server down."""

    @pytest.fixture
    def found(self, story: Story) -> Assessment:
        story.alarm(SERVER)
        return seen(story, story.call(BOB, "no-mail", service=MAIL))

    def test_it_is_an_incident(self, found: Assessment) -> None:
        assert (found.kind.best, found.kind.accepted) == ("incident", ("incident",))
        assert found.kind.evidence == (Evidence("symptom", "no-mail"),)

    def test_impact_counts_everybody_on_the_map(self, found: Assessment) -> None:
        assert found.impact is not None
        assert found.impact.best == 1
        assert found.impact.evidence == (Evidence("map", SERVER),)

    def test_urgency_quotes_the_caller(self, found: Assessment) -> None:
        assert found.urgency is not None
        assert (found.urgency.best, found.urgency.evidence) == (
            1,
            (Evidence("caller-says", "stopped"),),
        )

    def test_priority_follows(self, found: Assessment) -> None:
        assert found.priority == 1

    def test_service_and_item(self, found: Assessment) -> None:
        assert (found.service.best, found.service.accepted) == (MAIL, (MAIL,))
        assert found.component.best == SERVER

    def test_the_owner_gets_it(self, found: Assessment) -> None:
        assert (found.team.best, found.team.evidence) == (SRV, (Evidence("owner", SERVER),))

    def test_it_belongs_to_the_alert(self, found: Assessment) -> None:
        assert found.belongs_to.best == alert_id("ping", "server")
        assert Evidence("alert", alert_id("ping", "server")) in found.belongs_to.evidence

    def test_the_category_is_that_of_the_item_or_of_the_words(self, found: Assessment) -> None:
        assert found.category.accepted == ("software",)

    def test_nothing_is_known_about_it(self, found: Assessment) -> None:
        assert (found.known_error.best, found.model, found.searched_for) == (None, "", "no-mail")

    def test_it_is_no_alert(self, found: Assessment) -> None:
        assert found.significance is None


class TestAlone:
    """A report that nothing else speaks of."""

    def test_one_person_is_impact_three(self, story: Story) -> None:
        found = seen(story, story.call(BOB, "loose-key"))
        assert found.impact is not None
        assert (found.impact.best, found.impact.evidence) == (3, (Evidence("caller-says", "1"),))

    def test_a_caller_may_speak_for_many(self, story: Story) -> None:
        found = seen(story, story.call(CAT, "no-print", people=12))
        assert found.impact is not None
        assert found.impact.best == 2

    def test_an_answer_counts_more_than_the_first_words(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", people=1)
        story.happen(f.QuestionAnswered(5, cat, "extent", "12"))
        found = seen(story, cat)
        assert found.impact is not None
        assert (found.impact.best, found.impact.evidence) == (2, (Evidence("caller-says", "12"),))

    def test_the_table_says_which_team(self, story: Story) -> None:
        found = seen(story, story.call(BOB, "loose-key"))
        assert (found.team.best, found.team.evidence) == (WP, (Evidence("table", "hardware"),))
        assert seen(story, story.call(BOB, "no-mail")).team.best == BIZ

    def test_a_whole_workaround_keeps_it_at_the_desk(self, story: Story) -> None:
        found = seen(story, story.call(CAT, "no-print"))
        assert (found.team.best, found.known_error.best) == (SERVICE_DESK, "KE-1")
        assert found.team.evidence == (Evidence("knowledge", "KE-1"),)

    def test_a_partial_one_does_not(self, story: Story) -> None:
        found = seen(story, story.call(CAT, "no-network", component=SWITCH))
        assert (found.team.best, found.known_error.best) == (NET, "KE-2")

    def test_a_known_error_for_other_items_is_not_offered(self, story: Story) -> None:
        assert seen(story, story.call(CAT, "no-network")).known_error.best is None

    def test_it_stands_alone(self, story: Story) -> None:
        assert seen(story, story.call(BOB, "loose-key")).belongs_to.accepted == (None,)

    def test_slowed_is_less_urgent(self, story: Story) -> None:
        found = seen(story, story.call(BOB, "loose-key", effect="slowed"))
        assert found.urgency is not None
        assert found.urgency.best == 2

    def test_a_deadline_ahead_is_evidence(self) -> None:
        story = Story(scripted(deadlines=(Deadline("09:30", "clerks", "The board meets."),)))
        found = seen(story, story.call(BOB, "loose-key", effect="slowed"))
        assert found.urgency is not None
        assert found.urgency.best == 1
        assert Evidence("deadline", "1800") in found.urgency.evidence

    def test_one_in_this_very_second_still_is(self) -> None:
        story = Story(scripted(deadlines=(Deadline("09:30", "clerks", "The board meets."),)))
        found = seen(story, story.call(BOB, "loose-key", at=1800, effect="slowed"))
        assert found.urgency is not None
        assert Evidence("deadline", "1800") in found.urgency.evidence

    def test_a_deadline_behind_is_none(self) -> None:
        story = Story(scripted(deadlines=(Deadline("09:30", "clerks", "The board meets."),)))
        found = seen(story, story.call(BOB, "loose-key", at=2000, effect="slowed"))
        assert found.urgency is not None
        assert found.urgency.best == 2

    def test_mood_and_rank_change_nothing(self, story: Story) -> None:
        ann = seen(story, story.call(ANN, "no-mail", mood="angry"))
        eve = seen(story, story.call(EVE, "no-mail", mood="calm", cause="arrival/x"))
        assert (ann.impact, ann.urgency, ann.priority) == (eve.impact, eve.urgency, eve.priority)

    def test_a_wrong_guess_changes_nothing(self, story: Story) -> None:
        one = seen(story, story.call(BOB, "no-mail"))
        other = seen(story, story.call(BOB, "no-mail", guess="virus", cause="arrival/x"))
        assert (one.team, one.category) == (other.team, other.category)


class TestSameCause:
    def test_two_in_a_group_who_cannot_work_belong_together(self, story: Story) -> None:
        first = story.call(CAT, "slow")
        found = seen(story, story.call(DAN, "slow", at=60))
        assert (found.belongs_to.best, found.belongs_to.accepted) == (first, (first,))
        assert found.belongs_to.evidence == (Evidence("same-report", first),)

    def test_the_first_belongs_to_nobody(self, story: Story) -> None:
        first = story.call(CAT, "slow")
        story.call(DAN, "slow", at=60)
        assert seen(story, first).belongs_to.best is None

    def test_slowed_people_may_have_troubles_of_their_own(self, story: Story) -> None:
        story.call(CAT, "slow", effect="slowed")
        dan = story.call(DAN, "slow", at=60, effect="slowed")
        assert seen(story, dan).belongs_to.best is None

    def test_other_symptoms_are_other_troubles(self, story: Story) -> None:
        story.call(CAT, "slow")
        assert seen(story, story.call(DAN, "no-print", at=60)).belongs_to.best is None

    def test_other_groups_are_other_troubles_without_a_suspect(self, story: Story) -> None:
        story.call(CAT, "slow")
        assert seen(story, story.call(BOB, "slow", at=60)).belongs_to.best is None

    def test_with_a_suspect_all_who_hang_on_it_belong_together(self, story: Story) -> None:
        story.alarm(SERVER)
        story.call(BOB, "no-mail", at=30, service=MAIL)
        ann = story.call(ANN, "no-mail", at=60, service=MAIL)
        found = seen(story, ann)
        assert found.belongs_to.best == alert_id("ping", "server")
        assert (
            Evidence("same-report", contact_id("bob", "arrival/no-mail-bob"))
            in found.belongs_to.evidence
        )

    def test_long_ago_is_another_time(self, story: Story) -> None:
        story.call(CAT, "slow")
        assert seen(story, story.call(DAN, "slow", at=SAME_CAUSE_WITHIN)).belongs_to.best
        late = story.call(DAN, "slow", at=SAME_CAUSE_WITHIN + 1, cause="arrival/late")
        assert seen(story, late).belongs_to.best != contact_id("cat", "arrival/slow-cat")

    def test_a_chaser_is_no_second_report(self, story: Story) -> None:
        first = story.call(CAT, "slow")
        story.call(CAT, "slow", at=30, n=2, chases=first)
        assert seen(story, story.call(DAN, "slow", at=60)).belongs_to.best == first


class TestAlerts:
    def test_an_exception_is_an_incident_of_its_owner(self, story: Story) -> None:
        found = seen(story, story.alarm(SWITCH))
        assert (found.kind.best, found.team.best) == ("incident", NET)
        assert found.significance is not None
        assert found.significance.best == "exception"

    def test_its_impact_is_read_off_the_map(self, story: Story) -> None:
        found = seen(story, story.alarm(SWITCH))
        assert found.impact is not None
        assert found.urgency is not None
        assert (found.impact.best, found.urgency.best, found.priority) == (1, 1, 1)

    def test_a_workaround_worth_telling_is_offered(self, story: Story) -> None:
        assert seen(story, story.alarm(SWITCH)).known_error.best == "KE-2"
        assert seen(story, story.alarm(SERVER)).known_error.best is None

    def test_customers_count(self, story: Story) -> None:
        found = seen(story, story.alarm(APP))
        assert found.impact is not None
        assert found.impact.best == 1

    def test_a_redundant_item_hits_nobody(self, story: Story) -> None:
        found = seen(story, story.alarm("link-a"))  # type: ignore[arg-type]  # an item
        assert found.impact is not None
        assert found.impact.best == 3

    def test_a_warning_may_be_a_record_or_not(self, story: Story) -> None:
        found = seen(story, story.alarm(DATABASE, "warning", hurts_at=3000))
        assert (found.kind.best, set(found.kind.accepted)) == (None, {None, "incident"})

    def test_a_warning_is_as_urgent_as_its_trend(self, story: Story) -> None:
        found = seen(story, story.alarm(DATABASE, "warning", hurts_at=3000))
        assert found.urgency is not None
        assert (found.urgency.best, found.urgency.evidence) == (1, (Evidence("trend", "3000"),))
        assert found.impact is not None
        assert found.impact.best == 3

    def test_without_a_trend_it_is_not(self, story: Story) -> None:
        found = seen(story, story.alarm(DATABASE, "warning"))
        assert found.urgency is not None
        assert found.urgency.best == 3

    def test_what_only_informs_needs_nothing(self, story: Story) -> None:
        found = seen(story, story.alarm(SERVER, "informational"))
        assert (found.kind.best, found.kind.accepted) == (None, (None,))
        assert (found.impact, found.urgency, found.priority) == (None, None, None)

    def test_an_earlier_report_that_it_explains_comes_first(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", service=MAIL)
        alert = story.alarm(SERVER, at=60)
        assert seen(story, alert).belongs_to.best == bob

    def test_a_report_that_it_does_not_explain_does_not(self, story: Story) -> None:
        story.call(CAT, "no-print")
        assert seen(story, story.alarm(SERVER, at=60)).belongs_to.best is None


class TestWishes:
    def test_a_request_has_a_model_and_no_impact(self, story: Story) -> None:
        found = seen(story, story.call(BOB, "laptop"))
        assert (found.kind.best, found.model, found.priority) == ("request", "RM-2", 4)
        assert (found.impact, found.urgency) == (None, None)

    def test_access_may_be_called_a_request(self, story: Story) -> None:
        found = seen(story, story.call(BOB, "password"))
        assert (found.kind.best, found.kind.accepted) == ("access", ("access", "request"))
        assert found.priority == 3

    def test_the_desk_serves_it_or_the_team_of_a_step(self, story: Story) -> None:
        assert seen(story, story.call(BOB, "laptop")).team.accepted == (SERVICE_DESK, WP)
        assert seen(story, story.call(BOB, "password")).team.accepted == (SERVICE_DESK,)

    def test_a_question_has_an_article(self, story: Story) -> None:
        found = seen(story, story.call(CAT, "how-to"))
        assert (found.kind.best, found.known_error.best) == ("information", "KA-1")

    def test_a_complaint_stays_one(self, story: Story) -> None:
        found = seen(story, story.call(CAT, "rude"))
        assert (found.kind.accepted, found.model) == (("complaint",), "")


class TestSeeingTheDeskOnly:
    """`assess` gives the same answer whatever is true."""

    @pytest.fixture
    def busy(self) -> Story:
        story = Story(scripted(deadlines=()))
        story.happen(began(SERVER, "hang"), began(DATABASE, "full", level="up"))
        story.alarm(SERVER, cause=CauseId("server/hang/1"))
        story.alarm(DATABASE, "warning", cause=CauseId("database/full/1"), hurts_at=5000)
        story.call(BOB, "no-mail", cause="server/hang/1", service=MAIL)
        story.call(CAT, "no-print")
        story.call(ANN, "laptop")
        return story

    def test_an_emptied_plant_changes_nothing(self, busy: Story) -> None:
        subjects = [*busy.desk.alerts, *busy.desk.contacts]
        before = [seen(busy, each) for each in subjects]
        busy.state.plant = Plant(busy.setting, busy.state.estate)
        assert [seen(busy, each) for each in subjects] == before

    def test_another_cause_changes_nothing(self) -> None:
        answers = []
        for cause in ("server/hang/1", "arrival/alone", "link-a/cut/1"):
            story = Story(scripted(deadlines=()))
            story.happen(began(SERVER, "hang"))
            subject = story.call(BOB, "no-mail", cause=cause, service=MAIL)
            found = seen(story, subject)
            answers.append((found.kind, found.impact, found.urgency, found.team, found.priority))
        assert answers[0] == answers[1] == answers[2]

    def test_an_unseen_fault_changes_nothing(self) -> None:
        quiet, failing = Story(scripted(deadlines=())), Story(scripted(deadlines=()))
        failing.happen(began(SWITCH, "switch-dead"))
        quiet.call(CAT, "no-network")
        subject = failing.call(CAT, "no-network")
        assert seen(quiet, subject) == seen(failing, subject)

    def test_asking_twice_changes_nothing(self, busy: Story) -> None:
        subject = next(iter(busy.desk.contacts))
        revision = busy.desk.revision
        assert seen(busy, subject) == seen(busy, subject)
        assert busy.desk.revision == revision


def test_the_accepted_set_holds_the_best_answer(story: Story) -> None:
    story.alarm(SERVER)
    story.call(BOB, "no-mail", service=MAIL)
    story.call(CAT, "no-print")
    story.call(ANN, "laptop")
    for subject in [*story.desk.alerts, *story.desk.contacts]:
        found = seen(story, subject)
        for name in ("kind", "impact", "urgency", "service", "component", "category", "team",
                     "belongs_to", "known_error", "significance"):  # fmt: skip
            choice = getattr(found, name)
            assert choice is None or choice.best in choice.accepted


def test_a_fault_that_was_repaired_is_no_evidence(story: Story) -> None:
    story.happen(began(SERVER, "hang"))
    story.alarm(SERVER, cause=CauseId("server/hang/1"))
    story.happen(f.FaultRepaired(60, FaultId("server/hang/1"), SRV))
    found = seen(story, story.call(BOB, "no-mail", service=MAIL))
    assert (found.component.best, found.belongs_to.best) == (None, None)


def test_an_alert_names_its_item_and_services(story: Story) -> None:
    found = seen(story, story.alarm(DATABASE, alert=AlertId("x")))
    assert (found.component.best, found.service.accepted) == (DATABASE, ("BASE", "STOCK", SHOP))


def test_an_alert_about_no_item_is_its_owners_concern(story: Story) -> None:
    alert = story.alarm(None, "warning", owner=BIZ, hurts_at=3600)
    found = seen(story, alert)
    assert (found.team.best, found.component.best, found.kind.best) == (BIZ, None, None)
    assert found.impact is not None
    assert found.urgency is not None
    assert (found.impact.best, found.urgency.best) == (3, 1)


def test_an_alert_belongs_to_an_earlier_report_unless_it_was_logged_first(story: Story) -> None:
    bob = story.call(BOB, "no-mail", service=MAIL)
    alert = story.alarm(SERVER, at=60)
    assert seen(story, bob).belongs_to.best is None
    assert seen(story, alert).belongs_to.best == bob
    story.logged(alert)
    assert seen(story, bob).belongs_to.best == alert


def test_a_report_that_comes_with_the_alert_is_not_earlier(story: Story) -> None:
    story.call(BOB, "no-mail", service=MAIL)
    assert seen(story, story.alarm(SERVER)).belongs_to.best is None


def test_an_old_report_is_not_explained_by_an_alert(story: Story) -> None:
    story.call(BOB, "no-mail", service=MAIL)
    late = story.alarm(SERVER, at=SAME_CAUSE_WITHIN + 1)
    assert seen(story, late).belongs_to.best is None


def test_an_alert_on_another_item_does_not_explain_a_report(story: Story) -> None:
    story.call(CAT, "no-mail")
    assert seen(story, story.alarm(SERVER, at=60)).belongs_to.best is None


class TestVagueCallers:
    """Who says nothing of the own work has to be asked before it can be rated."""

    def vague(self, story: Story, **parts: object) -> ContactId:
        return story.call(BOB, "no-mail", channel="phone", vague=True, **parts)

    def test_nothing_is_known_of_the_own_work_before_a_question(self, story: Story) -> None:
        bob = self.vague(story, effect="slowed")
        assert story.contact(bob).effect is None
        found = seen(story, bob).urgency
        assert found is not None
        assert found.accepted == ()
        assert found.evidence[0].code == "caller-has-not-said"

    @pytest.mark.parametrize(("effect", "urgency"), [("stopped", 1), ("slowed", 2)])
    def test_the_answer_is_the_truth_and_settles_it(
        self, story: Story, effect: str, urgency: int
    ) -> None:
        bob = self.vague(story, effect=effect)
        story.do(c.TakeCall(bob))
        story.do(c.AskCaller(bob, "effect"))
        assert story.contact(bob).effect == effect
        found = seen(story, bob).urgency
        assert found is not None
        assert (found.best, found.accepted) == (urgency, (urgency,))

    def test_what_monitoring_shows_to_be_down_is_taken_for_down(self, story: Story) -> None:
        story.alarm(SERVER)
        bob = self.vague(story, effect="slowed", service=MAIL)
        found = seen(story, bob).urgency
        assert found is not None
        assert found.best == 1

    def test_a_question_is_due_first_unless_it_is_one_more_of_the_same(self, story: Story) -> None:
        bob = self.vague(story)
        story.do(c.TakeCall(bob))
        move = due(story.desk, bob)
        assert move is not None
        assert move.best == c.AskCaller(bob, "effect")
        story.do(move.best)
        after = due(story.desk, bob)
        assert after is not None
        assert after.best.kind == "log-ticket"

    def test_one_more_report_of_what_is_known_is_only_linked(self, story: Story) -> None:
        story.do(c.LogTicket(story.alarm(SERVER), "incident", component=SERVER))
        bob = self.vague(story, service=MAIL)
        story.do(c.TakeCall(bob))
        move = due(story.desk, bob)
        assert move is not None
        assert move.best.kind == "link-ticket"

    def test_of_what_only_ever_slows_nobody_need_be_asked(self, story: Story) -> None:
        bob = story.call(BOB, "slow", channel="phone", vague=True, effect="slowed")
        story.do(c.TakeCall(bob))
        found = seen(story, bob).urgency
        assert found is not None
        assert found.accepted == (found.best,)
        move = due(story.desk, bob)
        assert move is not None
        assert move.best.kind == "log-ticket"
