"""Alerts: looked at, classified, passed on."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, AlertId, CauseId, FaultId, Significance, TeamId
from tests.builders import Story, began, kinds
from tests.data.corner import DATABASE, NET, SD, SRV, SWITCH

DEAD = FaultId("switch/switch-dead/1")


class TestAcknowledgeAlert:
    @pytest.mark.parametrize("significance", ["informational", "warning", "exception"])
    def test_it_is_what_the_desk_takes_it_for(
        self, story: Story, significance: Significance
    ) -> None:
        alert = story.alarm(SWITCH)
        facts = story.decide(c.AcknowledgeAlert(alert, significance), at=40)
        assert facts == (f.AlertAcknowledged(40, alert, TRAINEE, significance),)

    def test_it_is_acknowledged_once(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.AcknowledgeAlert(alert, "exception"))
        words = story.refuses(c.AcknowledgeAlert(alert, "warning"))
        assert words == "This alert is acknowledged already."

    def test_it_leaves_the_inbox(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        assert alert in story.desk.inbox
        story.do(c.AcknowledgeAlert(alert, "exception"))
        assert alert not in story.desk.inbox

    def test_it_alone_starts_nothing(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        before = len(story.log)
        story.do(c.AcknowledgeAlert(alert, "exception"))
        assert len(story.log) == before + 1

    def test_no_alert_of_that_name_was_raised(self, story: Story) -> None:
        words = story.refuses(c.AcknowledgeAlert(AlertId("ping/x/1"), "warning"))
        assert words == "There is no such alert."


class TestAlertTeam:
    def test_a_team_gets_it_without_a_record(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning")
        facts = story.decide(c.AlertTeam(alert, SRV), at=20)
        assert facts == (f.TeamAlerted(20, alert, TRAINEE, SRV),)
        story.do(c.AlertTeam(alert, SRV))
        assert not story.desk.tickets
        assert alert not in story.desk.inbox

    def test_it_is_sent_to_one_team(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning")
        story.do(c.AlertTeam(alert, SRV))
        assert story.refuses(c.AlertTeam(alert, NET)) == (
            "A team has this alert already. Log it, and send the record on."
        )

    def test_with_a_record_the_record_is_sent(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.logged(alert)
        words = story.refuses(c.AlertTeam(alert, NET))
        assert words == "This alert has a record. Assign the record."

    @pytest.mark.parametrize("team", [SD, TeamId("NOBODY")])
    def test_it_goes_to_another_team(self, story: Story, team: TeamId) -> None:
        alert = story.alarm(SWITCH)
        words = story.refuses(c.AlertTeam(alert, team))
        assert words == "There is no such team to send it to."

    def test_it_may_be_sent_after_it_was_acknowledged(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning")
        story.do(c.AcknowledgeAlert(alert, "warning"), c.AlertTeam(alert, SRV))
        assert (story.alert(alert).acknowledged, story.alert(alert).team) == ("warning", SRV)


class TestAlerts:
    def test_an_alert_clears_with_the_repair(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.alarm(SWITCH, cause=CauseId(DEAD))
        facts = story.happen(f.FaultRepaired(60, DEAD, NET))
        assert f.AlertCleared(60, alert) in facts
        assert story.alert(alert).cleared_at == 60

    def test_a_warning_clears_when_the_fault_never_strikes(self, story: Story) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        cause = CauseId("database/full/1")
        alert = story.alarm(DATABASE, "warning", cause=cause)
        facts = story.happen(f.FaultRepaired(60, FaultId(cause), SRV))
        assert f.AlertCleared(60, alert) in facts

    def test_what_only_informs_never_stands(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.alarm(SWITCH, "informational", cause=CauseId(DEAD))
        assert "alert-cleared" not in kinds(story.happen(f.FaultRepaired(60, DEAD, NET)))

    def test_it_clears_once(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.alarm(SWITCH, cause=CauseId(DEAD))
        story.happen(f.FaultRepaired(60, DEAD, NET))
        assert kinds(story.log).count("alert-cleared") == 1
