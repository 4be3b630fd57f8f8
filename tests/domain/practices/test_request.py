"""Requests: model, authorization, steps, refusal."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, RecordKind, TicketId
from itilsim.domain.practices.request import undone
from tests.builders import Story
from tests.data.corner import BOB, CAT


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def reset(story: Story) -> TicketId:
    """Bob's forgotten password, logged as a request."""
    return story.logged(story.call(BOB, "password"), "request")


@pytest.fixture
def laptop(story: Story) -> TicketId:
    """Bob's wish for a laptop, with its model running."""
    bob = story.logged(story.call(BOB, "laptop"), "request")
    story.do(c.StartModel(bob, "RM-2"))
    return bob


class TestStartModel:
    def test_it_starts(self, story: Story, reset: TicketId) -> None:
        assert story.decide(c.StartModel(reset, "RM-1"), at=3) == (
            f.ModelStarted(3, reset, TRAINEE, "RM-1"),
        )

    def test_an_urgent_model_gives_priority_three(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-1"))
        assert story.ticket(reset).priority == 3

    def test_another_model_gives_priority_four(self, story: Story, laptop: TicketId) -> None:
        assert story.ticket(laptop).priority == 4

    def test_an_incident_has_none(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        words = story.refuses(c.StartModel(cat, "RM-1"))
        assert words == "Only a request has a model. Correct the kind first."

    def test_it_is_of_the_catalogue(self, story: Story, reset: TicketId) -> None:
        words = story.refuses(c.StartModel(reset, "RM-9"))
        assert words == "There is no such request model."

    def test_it_runs_once(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-1"))
        assert story.refuses(c.StartModel(reset, "RM-1")) == "That model runs already."

    def test_a_wrong_one_may_be_changed_for_the_right_one(
        self, story: Story, reset: TicketId
    ) -> None:
        story.do(c.StartModel(reset, "RM-2"), c.FulfilStep(reset), c.StartModel(reset, "RM-1"))
        ticket = story.ticket(reset)
        assert (ticket.model, ticket.steps, ticket.approvals) == ("RM-1", (), ())

    @pytest.mark.parametrize("record", ["request", "access", "information"])
    def test_every_kind_of_wish_may_have_one(self, story: Story, record: str) -> None:
        bob = story.call(BOB, "password")
        story.do(c.LogTicket(bob, record))  # type: ignore[arg-type]  # one of the kinds
        assert story.decide(c.StartModel(TicketId(bob), "RM-1"))


class TestAskApproval:
    def test_everybody_whose_word_is_needed_is_asked(self, story: Story, laptop: TicketId) -> None:
        assert story.decide(c.AskApproval(laptop)) == (f.ApprovalAsked(0, laptop, TRAINEE, "yes"),)

    def test_they_are_asked_once(self, story: Story, laptop: TicketId) -> None:
        story.do(c.AskApproval(laptop))
        words = "Approval has been asked for, and the answer is not there yet."
        assert story.refuses(c.AskApproval(laptop)) == words

    def test_some_models_need_nobody(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-1"))
        assert story.refuses(c.AskApproval(reset)) == "There is nothing to be approved."

    def test_a_model_runs_first(self, story: Story, reset: TicketId) -> None:
        words = story.refuses(c.AskApproval(reset))
        assert words == "No request model runs on this record. Start its model first."

    def test_an_answer_shows_on_the_record(self, story: Story, laptop: TicketId) -> None:
        story.do(c.AskApproval(laptop))
        assert story.ticket(laptop).approvals == (("yes", "asked"),)
        story.happen(f.ApprovalGiven(1500, laptop, "yes", granted=True))
        assert story.ticket(laptop).approvals == (("yes", "granted"),)
        assert laptop in story.desk.attention

    def test_a_no_shows_too(self, story: Story, laptop: TicketId) -> None:
        story.do(c.AskApproval(laptop))
        story.happen(f.ApprovalGiven(1500, laptop, "yes", granted=False))
        assert story.ticket(laptop).approvals == (("yes", "rejected"),)


class TestFulfilStep:
    def test_steps_are_done_in_order(self, story: Story, laptop: TicketId) -> None:
        assert story.decide(c.FulfilStep(laptop)) == (f.StepFulfilled(0, laptop, TRAINEE, "order"),)
        story.do(c.FulfilStep(laptop))
        assert story.decide(c.FulfilStep(laptop)) == (f.StepFulfilled(0, laptop, TRAINEE, "hand"),)

    def test_checks_and_authorizations_are_no_steps_of_work(
        self, story: Story, reset: TicketId
    ) -> None:
        story.do(c.StartModel(reset, "RM-1"))
        assert story.decide(c.FulfilStep(reset)) == (f.StepFulfilled(0, reset, TRAINEE, "reset"),)

    def test_after_the_last_one_there_is_none(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-1"), c.FulfilStep(reset))
        words = story.refuses(c.FulfilStep(reset))
        assert words == "All steps of the model are done. Ask whether all is done, then resolve it."

    def test_a_model_runs_first(self, story: Story, reset: TicketId) -> None:
        assert story.refuses(c.FulfilStep(reset)).startswith("No request model runs")

    def test_with_the_last_step_of_the_right_model_the_wish_is_granted(
        self, story: Story, reset: TicketId
    ) -> None:
        story.do(c.StartModel(reset, "RM-1"), c.FulfilStep(reset))
        assert story.plant.over(reset, None)
        assert story.log[-1] == f.TroubleSettled(0, story.plant.causes[reset], TRAINEE)

    def test_a_wrong_model_grants_nothing(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-2"), c.FulfilStep(reset), c.FulfilStep(reset))
        assert not story.plant.over(reset, None)


class TestRefuseRequest:
    @pytest.mark.parametrize(
        ("symptom", "record"),
        [("laptop", "request"), ("password", "access"), ("how-to", "information")],
    )
    def test_each_kind_of_wish_may_be(self, story: Story, symptom: str, record: RecordKind) -> None:
        bob = story.logged(story.call(BOB, symptom), record)
        story.do(c.RefuseRequest(bob, "not_offered"))
        assert story.ticket(bob).code == "refused"

    @pytest.mark.parametrize(
        "reason", ["not_entitled", "not_verified", "not_offered", "not_approved"]
    )
    def test_it_is_refused_and_resolved_in_one(
        self, story: Story, reset: TicketId, reason: str
    ) -> None:
        command = c.RefuseRequest(reset, reason)  # type: ignore[arg-type]  # one of the reasons
        assert story.decide(command, at=4) == (
            f.RequestRefused(4, reset, TRAINEE, reason),  # type: ignore[arg-type]  # likewise
            f.TicketResolved(4, reset, TRAINEE, "refused"),
        )

    def test_an_incident_is_not_refused(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        words = story.refuses(c.RefuseRequest(cat, "not_offered"))
        assert words == "Only a request can be refused."


class TestSteps:
    def test_a_request_is_done_with_the_last_step_of_work(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "password"), "access")
        story.do(c.StartModel(bob, "RM-1"))
        assert undone(story.desk, story.ticket(bob))
        story.do(c.FulfilStep(bob))
        assert not undone(story.desk, story.ticket(bob))

    def test_without_a_model_there_is_nothing_to_do(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "how-to"), "information")
        assert not undone(story.desk, story.ticket(bob))
