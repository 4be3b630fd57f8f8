"""Actions of the app and commands of the desk belong together, and none is left out."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain.commands import COMMANDS
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.forms import MAKERS
from itilsim.seat.matters import ItemView, item_view
from itilsim.seat.names import Called
from itilsim.seat.offered import next_action, possible
from itilsim.words.actions import ACTIONS
from tests.builders import Story
from tests.data.corner import BOB, CAT, SWITCH

ELSEWHERE = {
    c.SearchKnowledge: "the screen shows what is found, and only then submits",
    c.WriteHandover: "its form needs no selection",
    c.EndShift: "the shift asks whether it is meant",
    c.RejectChoice: "guided mode alone records it",
    c.AskHint: "the coach asks whether it is worth its price",
    c.HearFeedback: "coached mode alone records it",
    c.AnswerTutor: "the tutor of guided mode alone asks",
    c.BeginAction: "opening a form submits it, where the clock runs",
}
"""Commands that no maker of forms makes, and why."""


@pytest.fixture
def story() -> Story:
    return Story()


def item(story: Story, subject: str) -> ItemView:
    """A contact, alert or record as the screen shows it."""
    called = Called(story.desk, {}, 1)
    found = item_view(story.desk, Chronicle(), called, (), subject)
    assert found is not None
    return found


def offers(story: Story, subject: str) -> set[str]:
    """Actions on a selection."""
    seen = item(story, subject)
    return {each for each in MAKERS if possible(each, story.desk, seen)}


def name_of(command: type[c.Command]) -> str:
    return command.kind.replace("-", "_")


def test_every_command_has_a_form_or_a_reason_to_have_none() -> None:
    assert {name_of(each) for each in COMMANDS if each not in ELSEWHERE} == set(MAKERS)


def test_every_action_on_a_selection_submits_a_command() -> None:
    names = {name_of(each) for each in COMMANDS}
    assert {each.name for each in ACTIONS if each.fits} <= names


def test_without_a_selection_only_what_needs_none_is_possible(story: Story) -> None:
    assert possible("write_handover", story.desk, None)
    assert not possible("log_ticket", story.desk, None)


def test_nobody_writes_to_those_behind_a_cancelled_record(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    assert {"update_caller", "send_notice"} <= offers(story, cat)
    story.do(c.CancelTicket(cat))
    assert not {"update_caller", "send_notice"} & offers(story, cat)


def test_a_notice_needs_somebody_to_tell(story: Story) -> None:
    story.happen(*story.decide(c.LogTicket(alert := story.alarm(SWITCH), "incident")))
    assert "send_notice" not in offers(story, alert)
    story.do(c.CategoriseTicket(story.ticket(alert).id, "incident", component=SWITCH))
    assert "send_notice" in offers(story, alert)


def test_a_running_model_is_not_started_again(story: Story) -> None:
    bob = story.logged(story.call(BOB, "laptop"), "request")
    assert "start_model" in offers(story, bob)
    story.do(c.StartModel(bob, "RM-2"))
    assert "start_model" not in offers(story, bob)


def test_enter_does_the_usual_next_thing(story: Story) -> None:
    bob = story.call(BOB, "no-mail", channel="phone")
    assert next_action(story.desk, item(story, bob)) == "take_call"
    story.do(c.TakeCall(bob))
    assert next_action(story.desk, item(story, bob)) == "log_ticket"
