"""The usual order of work: what comes next, and which stages are behind a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.content.scenarios import make_setting
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.library import Step
from itilsim.domain.names import TRAINEE, Significance, TicketId
from itilsim.domain.practices import offered
from itilsim.domain.telling import KEEP_PROMISE
from itilsim.domain.usual import LATELY, Standing, stages, usual
from tests.builders import Story, began
from tests.data.corner import BOB, CAT, DAN, NET, SD, SWITCH, corner


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def cat(story: Story) -> TicketId:
    """Cat's incident, logged and not rated."""
    return story.logged(story.call(CAT, "no-print"), rated=None)


def first(story: Story, subject: str) -> type[c.Command]:
    """What the enter key does: the first of the usual that is offered."""
    return next(each for each in usual(story.desk, subject) if offered(each, subject, story.desk))


def standing(story: Story, subject: str) -> dict[str, Standing]:
    return {each.name: each.standing for each in stages(story.desk, subject)}


class TestTheNext:
    def test_a_ringing_phone_is_answered(self, story: Story) -> None:
        assert first(story, story.call(BOB, "no-mail", channel="phone")) is c.TakeCall

    def test_a_letter_is_logged(self, story: Story) -> None:
        assert first(story, story.call(BOB, "no-mail")) is c.LogTicket

    @pytest.mark.parametrize(
        ("called", "then"),
        [("informational", ()), ("warning", (c.AlertTeam,)), ("exception", (c.LogTicket,))],
    )
    def test_an_alert_is_looked_at_and_then_it_depends_on_what_it_was_called(
        self, called: Significance, then: tuple[type[c.Command], ...], story: Story
    ) -> None:
        alert = story.alarm(SWITCH)
        assert usual(story.desk, alert) == (c.AcknowledgeAlert,)
        story.do(c.AcknowledgeAlert(alert, called))
        assert usual(story.desk, alert) == then

    def test_a_warning_that_a_team_has_is_left_alone(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.AcknowledgeAlert(alert, "warning"), c.AlertTeam(alert, NET))
        assert usual(story.desk, alert) == ()

    def test_where_more_have_reported_it_one_notice_tells_them_all(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.PrioritiseTicket(cat, 2, 2), c.AssignTicket(cat, NET))
        assert usual(story.desk, cat)[0] is c.UpdateCaller
        story.do(c.LinkTicket(story.logged(story.call(BOB, "no-mail")), cat))
        assert usual(story.desk, cat)[0] is c.SendNotice

    def test_an_incident_is_rated_looked_up_and_assigned(self, story: Story, cat: TicketId) -> None:
        found = [first(story, cat)]
        story.do(c.PrioritiseTicket(cat, 2, 2))
        found.append(first(story, cat))
        story.do(c.SearchKnowledge(cat))
        found.append(first(story, cat))
        story.do(c.AssignTicket(cat, NET))
        found.append(first(story, cat))
        wanted = [c.PrioritiseTicket, c.SearchKnowledge, c.AssignTicket, c.UpdateCaller]
        assert found == wanted

    def test_what_helped_is_asked_about_then_resolved_then_closed(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert first(story, cat) is c.ConfirmRestoration
        story.do(c.ConfirmRestoration(cat))
        assert first(story, cat) is c.ResolveTicket
        story.do(c.ResolveTicket(cat, "workaround"))
        assert first(story, cat) is c.CloseTicket

    def test_who_was_promised_a_word_is_told_again_when_it_is_time_or_there_is_news(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.PrioritiseTicket(cat, 2, 2), c.AssignTicket(cat, NET), c.UpdateCaller(cat, 15))
        assert usual(story.desk, cat) == (c.EndCall,)
        promised = story.ticket(cat).promised_at
        assert promised is not None
        story.desk.at = promised - KEEP_PROMISE
        assert usual(story.desk, cat)[0] is c.UpdateCaller
        story.desk.at = promised - KEEP_PROMISE - 1
        assert usual(story.desk, cat) == (c.EndCall,)
        story.happen(f.NoteAdded(story.desk.at, cat, NET, "looking"))
        assert usual(story.desk, cat)[0] is c.UpdateCaller

    def test_who_was_promised_nothing_is_not_told_the_same_again(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.PrioritiseTicket(cat, 2, 2), c.AssignTicket(cat, NET), c.UpdateCaller(cat, None))
        told = story.ticket(cat).last_word_at
        assert told is not None
        assert usual(story.desk, cat) == (c.EndCall,)
        story.desk.at = told + LATELY
        assert usual(story.desk, cat)[0] is c.UpdateCaller
        story.desk.at = told + LATELY - 1
        assert usual(story.desk, cat) == (c.EndCall,)
        story.happen(f.NoteAdded(story.desk.at, cat, NET, "looking"))
        assert usual(story.desk, cat)[0] is c.UpdateCaller

    def test_who_says_that_it_does_not_work_is_asked_again_only_when_it_is_time(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.ApplyWorkaround(cat, "KE-1"), c.UpdateCaller(cat, 15))
        story.happen(f.RestorationConfirmed(story.desk.at, cat, TRAINEE, restored=False))
        assert usual(story.desk, cat) == (c.EndCall,)
        promised = story.ticket(cat).promised_at
        assert promised is not None
        story.desk.at = promised - KEEP_PROMISE
        assert usual(story.desk, cat) == (c.ConfirmRestoration,)

    def test_what_hangs_under_a_parent_ends_with_it(self, story: Story, cat: TicketId) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        story.do(c.LinkTicket(bob, cat))
        assert usual(story.desk, bob)[0] is c.UpdateCaller
        story.do(c.UpdateCaller(bob, 15))
        story.happen(f.RestorationConfirmed(story.desk.at, cat, TRAINEE, restored=True))
        assert usual(story.desk, bob) == (c.EndCall,)

    def test_what_is_known_needs_no_other_team(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        assert "escalated" in standing(story, cat)
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert "escalated" not in standing(story, cat)
        story.do(c.AssignTicket(cat, NET))
        assert standing(story, cat)["escalated"] == "done"

    @pytest.mark.parametrize(
        ("percent", "then"), [(99, c.AssignTicket), (100, c.ConfirmRestoration)]
    )
    def test_what_helps_in_part_leaves_the_rest_to_a_team(
        self, percent: int, then: type[c.Command], story: Story, cat: TicketId
    ) -> None:
        story.do(c.PrioritiseTicket(cat, 2, 2))
        story.happen(f.WorkaroundApplied(story.desk.at, cat, TRAINEE, "KE-1", percent))
        assert first(story, cat) is then
        assert ("escalated" in standing(story, cat)) is (then is c.AssignTicket)

    def test_what_nobody_called_about_is_not_looked_up(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.AcknowledgeAlert(alert, "exception"), c.LogTicket(alert, "incident"))
        ticket = TicketId(alert)
        story.do(c.PrioritiseTicket(ticket, 2, 2))
        assert first(story, ticket) is c.AssignTicket

    def test_a_request_goes_by_its_model(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        assert first(story, bob) is c.StartModel
        story.do(c.StartModel(bob, "RM-2"))
        assert first(story, bob) is c.AskApproval
        story.do(c.AskApproval(bob))
        assert first(story, bob) is c.UpdateCaller

    def test_a_model_that_checks_who_asks_begins_with_it(self) -> None:
        setting = corner()
        check = Step("who", "Check who asks", "verify", SD)
        models = tuple(
            replace(each, steps=(check, *each.steps)) for each in setting.library.request_models
        )
        library = replace(setting.library, request_models=models)
        story = Story(make_setting(setting.scenario, setting.organisation, library))
        bob = story.logged(story.call(BOB, "laptop"), "request")
        story.do(c.StartModel(bob, "RM-2"))
        assert first(story, bob) is c.VerifyIdentity
        assert standing(story, bob)["verified"] == "next"
        story.do(c.VerifyIdentity(story.contact(bob).id))
        assert first(story, bob) is c.AskApproval
        assert standing(story, bob)["verified"] == "done"

    def test_a_question_is_answered(self, story: Story) -> None:
        assert first(story, story.logged(story.call(BOB, "how-to"), "information")) is c.Reply

    def test_it_knows_no_answer(self) -> None:
        """Two incidents of the same state, one the desk can solve and one a team must."""
        found = []
        for symptom in ("no-print", "no-network"):
            story = Story()
            story.happen(began(SWITCH, "switch-dead"))
            dan = story.logged(story.call(DAN, symptom), rated=None)
            found.append(usual(story.desk, dan))
        assert found[0] == found[1]


class TestTheWay:
    def test_the_first_that_is_not_done_comes_next(self, story: Story, cat: TicketId) -> None:
        way = standing(story, cat)
        assert [name for name, at in way.items() if at == "next"] == ["categorised"]
        assert way["logged"] == "done"
        assert way["closed"] == "open"

    def test_what_was_passed_over_is_skipped(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "no_fault"))
        assert standing(story, cat) == {
            "identified": "done",
            "logged": "done",
            "categorised": "skipped",
            "prioritised": "skipped",
            "diagnosed": "skipped",
            "escalated": "skipped",
            "resolved": "done",
            "closed": "next",
        }

    def test_a_colleagues_note_is_a_diagnosis_and_ones_own_is_none(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.WriteNote(cat, "It blinks."))
        assert standing(story, cat)["diagnosed"] != "done"
        story.happen(f.NoteAdded(5, cat, NET, "psu"))
        assert standing(story, cat)["diagnosed"] == "done"

    def test_an_unlogged_contact_is_only_identified(self, story: Story) -> None:
        way = standing(story, story.call(BOB, "no-mail"))
        assert way == {"identified": "done", "logged": "next"}

    def test_an_alert_is_acknowledged_passed_on_and_cleared(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        assert standing(story, alert)["acknowledged"] == "next"
        story.do(c.AcknowledgeAlert(alert, "warning"), c.AlertTeam(alert, NET))
        story.happen(f.AlertCleared(9, alert))
        assert set(standing(story, alert).values()) == {"done"}

    def test_a_request_shows_the_stages_of_its_model(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        assert standing(story, bob)["model started"] == "next"
        story.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        assert standing(story, bob)["approved"] == "next"
        step = story.ticket(bob).approvals[0][0]
        story.happen(f.ApprovalGiven(5, bob, step, granted=True))
        way = standing(story, bob)
        assert (way["approved"], way["fulfilled"]) == ("done", "next")

    def test_a_question_has_an_answer_instead_of_a_model(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "how-to"), "information")
        assert list(standing(story, bob))[2:] == ["answered", "resolved", "closed"]
        story.happen(f.CallerReplied(3, story.contact(bob).id, TRAINEE, "KA-1", helps=True))
        assert standing(story, bob)["answered"] == "done"
