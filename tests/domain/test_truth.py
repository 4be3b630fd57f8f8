"""The truth about a contact or alert, by the same tables that `assess` uses."""

from __future__ import annotations

import pytest

from itilsim.domain import facts as f
from itilsim.domain.names import SERVICE_DESK, CauseId, FaultId
from itilsim.domain.truth import Truth, truth_of
from tests.builders import Story, alert_id, began
from tests.data.corner import (
    ANN,
    BIZ,
    BOB,
    CAT,
    DATABASE,
    MAIL,
    NET,
    SERVER,
    SHOP,
    SRV,
    STOCK,
    SWITCH,
    WP,
    fault,
    scripted,
)


@pytest.fixture
def story() -> Story:
    return Story(scripted(deadlines=()))


def truth(story: Story, subject: str, at: int = 0) -> Truth:
    return truth_of(story.state, subject, at)


class TestOfAFault:
    @pytest.fixture
    def found(self, story: Story) -> Truth:
        story.happen(began(SERVER, "hang"))
        return truth(story, story.call(BOB, "slow", cause="server/hang/1"))

    def test_it_is_an_incident_whatever_the_caller_says(self, found: Truth) -> None:
        assert (found.kind, found.category) == ("incident", "software")

    def test_the_item_and_its_services_are_those_of_the_fault(self, found: Truth) -> None:
        assert (found.component, found.services, found.service_class) == (
            SERVER,
            (MAIL,),
            "silver",
        )

    def test_the_owner_is_the_right_team(self, found: Truth) -> None:
        assert found.teams == (SRV,)

    def test_impact_counts_everybody_who_is_hit(self, found: Truth) -> None:
        assert (found.impact, found.urgency, found.priority) == (1, 1, 1)

    def test_its_cause_is_the_fault(self, found: Truth) -> None:
        assert found.cause == "server/hang/1"

    def test_it_is_no_request(self, found: Truth) -> None:
        assert (found.model, found.significance) == ("", None)


class TestOfAnAlert:
    def test_an_exception_is_an_incident(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        found = truth(story, story.alarm(SWITCH, cause="switch/switch-dead/1"))
        assert (found.kind, found.significance, found.teams) == ("incident", "exception", (NET,))

    def test_what_only_informs_is_none(self, story: Story) -> None:
        alert = story.alarm(SERVER, "informational", cause="arrival/backup")
        found = truth(story, alert)
        assert (found.kind, found.impact, found.urgency, found.priority) == (None,) * 4
        assert (found.significance, found.teams) == ("informational", (SRV,))

    def test_nor_is_it_one_where_a_fault_lies_behind_it(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        found = truth(story, story.alarm(SERVER, "informational", cause="server/hang/1"))
        assert (found.kind, found.significance, found.impact) == (None, "informational", 1)

    def test_a_workaround_does_not_make_it_the_desks(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        found = truth(story, story.alarm(SWITCH, cause="switch/switch-dead/1"))
        assert found.known_errors == ("KE-2",)
        assert found.teams == (NET,)


class TestOfALatentFault:
    @pytest.fixture
    def latent(self) -> Story:
        story = Story(
            scripted(
                deadlines=(),
                faults=(fault("D", "09:00", DATABASE, "full", strikes_at="11:00"),),
            )
        )
        story.happen(began(DATABASE, "full", level="up"))
        story.alarm(DATABASE, "warning", cause="database/full/1")
        return story

    def test_nobody_is_hit_yet(self, latent: Story) -> None:
        assert truth(latent, alert_id("ping", "database")).impact == 3

    def test_urgency_is_the_time_until_it_strikes(self, latent: Story) -> None:
        assert truth(latent, alert_id("ping", "database"), at=0).urgency == 2
        assert truth(latent, alert_id("ping", "database"), at=3700).urgency == 1

    def test_late_is_not_less_urgent(self, latent: Story) -> None:
        assert truth(latent, alert_id("ping", "database"), at=9000).urgency == 1

    def test_it_names_the_services_it_would_stop(self, latent: Story) -> None:
        assert truth(latent, alert_id("ping", "database")).services == ("BASE", STOCK, SHOP)

    def test_once_it_has_struck_people_count(self, latent: Story) -> None:
        latent.happen(f.FaultStruck(7200, FaultId("database/full/1"), "down"))
        assert truth(latent, alert_id("ping", "database"), at=7200).impact == 1


class TestOfAPerson:
    def test_a_known_error_that_ends_it_makes_it_the_desks(self, story: Story) -> None:
        found = truth(story, story.call(CAT, "no-print"))
        assert (found.teams, found.known_errors) == ((SERVICE_DESK,), ("KE-1",))

    def test_else_the_team_of_the_category(self, story: Story) -> None:
        assert truth(story, story.call(BOB, "loose-key")).teams == (WP,)
        assert truth(story, story.call(BOB, "no-mail")).teams == (BIZ,)

    def test_one_person_is_impact_three(self, story: Story) -> None:
        found = truth(story, story.call(BOB, "loose-key", effect="stopped"))
        assert (found.impact, found.urgency, found.priority) == (3, 1, 3)

    def test_slowed_is_less_urgent_than_stopped(self, story: Story) -> None:
        assert truth(story, story.call(BOB, "loose-key", effect="slowed")).urgency == 2

    def test_the_service_is_the_one_that_is_named(self, story: Story) -> None:
        assert truth(story, story.call(BOB, "loose-key", service=MAIL)).services == (MAIL,)

    def test_or_the_one_that_the_symptom_says(self, story: Story) -> None:
        assert truth(story, story.call(ANN, "no-shop")).services == (SHOP,)

    def test_a_request_has_the_priority_of_its_model(self, story: Story) -> None:
        reset = truth(story, story.call(BOB, "password"))
        laptop = truth(story, story.call(ANN, "laptop"))
        assert (reset.kind, reset.model, reset.priority) == ("access", "RM-1", 3)
        assert (laptop.kind, laptop.model, laptop.priority) == ("request", "RM-2", 4)
        assert (reset.impact, reset.urgency) == (None, None)

    def test_a_question_has_an_article(self, story: Story) -> None:
        found = truth(story, story.call(CAT, "how-to"))
        assert (found.kind, found.known_errors, found.teams) == (
            "information",
            ("KA-1",),
            (SERVICE_DESK,),
        )

    def test_a_leftover_is_ended_by_articles_only(self, story: Story) -> None:
        cat = story.call(CAT, "no-sound", cause="leftover/switch/switch-dead/1")
        assert truth(story, cat).known_errors == ("KA-2",)

    def test_its_cause_is_its_own(self, story: Story) -> None:
        assert truth(story, story.call(BOB, "loose-key")).cause == "arrival/loose-key-bob"

    def test_a_harmless_alert_has_its_cause_and_item_and_nothing_else(self, story: Story) -> None:
        alert = story.alarm(SERVER, "informational", cause="arrival/backup")
        assert truth(story, alert) == Truth(
            None, "informational", None, None, None, (SRV,), None, (), SERVER, "bronze",
            CauseId("arrival/backup"), (), "",
        )  # fmt: skip
