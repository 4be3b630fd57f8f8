"""Records: who works on them, and what a team reports."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, CauseId, FaultId, TeamId, TicketId
from tests.builders import Story, began, kinds
from tests.data.corner import BOB, CAT, NET, SD, SERVER, SRV, SWITCH, WP

HANG = FaultId("server/hang/1")
DEAD = FaultId("switch/switch-dead/1")


class TestAssignTicket:
    def test_a_team_gets_it(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.AssignTicket(cat, WP), at=5) == (
            f.TicketAssigned(5, cat, TRAINEE, WP),
        )

    def test_an_incident_is_rated_first(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"), rated=None)
        words = story.refuses(c.AssignTicket(cat, WP))
        assert words == "Set impact and urgency first. Teams work by priority."

    def test_a_request_need_not_be(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        assert story.decide(c.AssignTicket(bob, WP))

    def test_the_same_team_does_not_get_it_twice(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP))
        assert story.refuses(c.AssignTicket(cat, WP)) == "That team has it already."

    def test_what_came_back_may_be_sent_to_the_same_team(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP))
        story.happen(f.RepairReported(900, cat, WP, "repaired"))
        assert story.decide(c.AssignTicket(cat, WP)) == (f.TicketAssigned(900, cat, TRAINEE, WP),)

    def test_a_reopened_record_may_be_sent_to_the_same_team(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.AssignTicket(cat, WP), c.ResolveTicket(cat, "fixed"), c.ReopenTicket(cat))
        assert story.decide(c.AssignTicket(cat, WP))

    def test_the_team_exists(self, story: Story, cat: TicketId) -> None:
        assert story.refuses(c.AssignTicket(cat, TeamId("X"))) == "There is no such team."

    def test_the_desk_may_take_it_back(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP), c.AssignTicket(cat, SD))
        assert story.ticket(cat).team == SD


class TestEscalateTicket:
    def test_the_shift_lead_is_told_once(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.EscalateTicket(cat)) == (f.TicketEscalated(0, cat, TRAINEE),)
        story.do(c.EscalateTicket(cat))
        assert story.refuses(c.EscalateTicket(cat)) == "The shift lead knows already."


class TestWriteNote:
    def test_its_words_stay_in_the_journal(self, story: Story, cat: TicketId) -> None:
        facts = story.decide(c.WriteNote(cat, "Asked twice."))
        assert facts == (f.NoteAdded(0, cat, TRAINEE, "text"),)

    @pytest.mark.parametrize("text", ["", "   ", "x" * 501])
    def test_it_has_words_and_an_end(self, story: Story, cat: TicketId, text: str) -> None:
        assert story.refuses(c.WriteNote(cat, text)) == "A note has 1 to 500 characters."

    def test_it_may_be_written_on_what_is_closed(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        assert story.decide(c.WriteNote(cat, "x" * 500))


class TestTeams:
    def test_every_record_that_the_team_holds_for_the_fault_is_reported(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.logged(story.alarm(SWITCH, cause=CauseId(DEAD)))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.do(c.AssignTicket(alert, NET), c.AssignTicket(cat, NET))
        facts = story.happen(f.FaultRepaired(60, DEAD, NET))
        assert f.RepairReported(60, alert, NET, "repaired-psu") in facts
        assert f.RepairReported(60, cat, NET, "repaired-psu") in facts

    def test_a_record_with_another_team_is_not(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.do(c.AssignTicket(cat, WP))
        assert "repair-reported" not in kinds(story.happen(f.FaultRepaired(60, DEAD, NET)))

    def test_an_alert_that_was_sent_without_a_record_is(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.alarm(SERVER, cause=CauseId(HANG))
        story.do(c.AlertTeam(alert, SRV))
        facts = story.happen(f.FaultRepaired(60, HANG, SRV))
        assert f.RepairReported(60, alert, SRV, "repaired") in facts
        assert story.alert(alert).repaired == "repaired"

    def test_a_reported_record_waits_for_the_desk(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.AssignTicket(bob, SRV))
        story.happen(f.FaultRepaired(60, HANG, SRV))
        assert list(story.desk.attention) == [bob]
        assert story.ticket(bob).repaired == "repaired"

    def test_a_single_persons_repair_is_reported_too(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, WP))
        facts = story.happen(f.TroubleSettled(60, story.plant.causes[bob], WP))
        assert facts == (f.RepairReported(60, bob, WP, "repaired"),)

    def test_what_the_desk_settles_itself_is_not(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        assert story.happen(f.TroubleSettled(60, story.plant.causes[bob], TRAINEE)) == ()
