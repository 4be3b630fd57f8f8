"""Actions of the app and commands of the desk belong together, and none is left out."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain.commands import COMMANDS
from itilsim.domain.facts import IdentityVerified, RestorationConfirmed
from itilsim.domain.names import TRAINEE
from itilsim.domain.telling import KEEP_PROMISE
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.draft import FormView
from itilsim.seat.forms import MAKERS, making
from itilsim.seat.matters import ItemView, item_view
from itilsim.seat.names import Called
from itilsim.seat.offered import (
    NOT_HERE,
    due_now,
    ending,
    likely,
    next_action,
    phone,
    possible,
    waits_next,
    why_not,
)
from itilsim.words.actions import ACTIONS
from tests.builders import Story, began
from tests.data.corner import BOB, CAT, DAN, NET, SWITCH

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


def test_a_wrong_model_gives_way_to_another_and_a_running_one_is_not_started_again(
    story: Story,
) -> None:
    bob = story.logged(story.call(BOB, "laptop"), "request")
    assert "start_model" in offers(story, bob)
    story.do(c.StartModel(bob, "RM-2"))
    assert "start_model" in offers(story, bob)
    form = making("start_model", story.desk, Called(story.desk, {}, 1), item(story, bob))
    assert isinstance(form, FormView)
    listed = {each.value for each in form.fields[0].options({})}
    assert listed == set(story.desk.setting.request_models) - {"RM-2"}


def test_enter_does_the_usual_next_thing(story: Story) -> None:
    bob = story.call(BOB, "no-mail", channel="phone")
    assert next_action(story.desk, item(story, bob)) == "take_call"
    story.do(c.TakeCall(bob))
    assert next_action(story.desk, item(story, bob)) == "log_ticket"


def test_what_cannot_be_done_has_the_reason_of_the_rules(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"), rated=None)
    here = item(story, cat)
    for action in ACTIONS:
        if action.fits:
            assert bool(why_not(action.name, story.desk, here)) != possible(
                action.name, story.desk, here
            )
    assert why_not("close_ticket", story.desk, here) == (
        "Only a resolved record can be closed. Resolve it first."
    )
    assert why_not("acknowledge_alert", story.desk, here) == NOT_HERE


def test_the_order_of_the_keys_tells_two_records_of_one_state_apart_by_nothing() -> None:
    found = []
    for symptom in ("no-print", "no-network"):
        story = Story()
        story.happen(began(SWITCH, "switch-dead"))
        dan = story.logged(story.call(DAN, symptom), rated=None)
        found.append(likely(story.desk, item(story, dan)))
    assert found[0] == found[1]


@pytest.mark.parametrize("passed", [True, False])
def test_to_refuse_comes_first_only_where_a_check_has_failed(story: Story, *, passed: bool) -> None:
    caller = story.call(BOB, "laptop")
    ticket = story.logged(caller, "request")
    story.happen(IdentityVerified(story.desk.at, caller, TRAINEE, passed))
    order = likely(story.desk, item(story, ticket))
    assert (order.index("refuse_request") < order.index("take_call")) is not passed


def test_what_waits_next_is_the_call_then_the_phone_then_the_oldest(story: Story) -> None:
    letter = story.call(BOB, "no-mail")
    assert waits_next(story.desk, "") == letter
    rings = story.call(CAT, "no-print", channel="phone")
    assert (phone(story.desk), waits_next(story.desk, "")) == (rings, rings)
    story.do(c.TakeCall(rings))
    second = story.call(DAN, "no-network", channel="phone")
    assert waits_next(story.desk, second) == rings
    assert waits_next(story.desk, rings) == letter, "who rings waits for the end of the call"


def test_who_is_in_the_chat_and_a_promised_word_go_before_what_is_older(story: Story) -> None:
    letter = story.call(BOB, "no-mail")
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.AssignTicket(cat, NET), c.UpdateCaller(cat, 15))
    assert (waits_next(story.desk, ""), due_now(story.desk)) == (letter, "")
    promised = story.ticket(cat).promised_at
    assert promised is not None
    story.desk.at = promised - KEEP_PROMISE
    assert (waits_next(story.desk, ""), due_now(story.desk)) == (cat, cat)
    assert waits_next(story.desk, cat) == letter
    chat = story.call(DAN, "no-network", channel="chat")
    story.desk.at = promised - KEEP_PROMISE
    assert (waits_next(story.desk, ""), due_now(story.desk)) == (chat, cat)
    story.do(c.UpdateCaller(cat, None))
    assert due_now(story.desk) == ""


def test_where_nothing_waits_a_record_that_was_left_is_next(story: Story) -> None:
    bob = story.logged(story.call(BOB, "laptop"), "request")
    assert waits_next(story.desk, "") == bob
    assert waits_next(story.desk, bob) == "", "it is looked at already"
    story.do(c.StartModel(bob, "RM-2"))
    assert waits_next(story.desk, "") == bob, "its steps are still to be taken"


def test_whoever_ends_a_lesson_too_early_is_told_how_to_go_on_later(story: Story) -> None:
    assert "You have not written a handover note (H)." in ending(story.desk, "H", "")
    early = ending(story.desk, "H", "q")
    assert "leave with q." in early
    assert "note" not in early, "the tutor would refuse it now"


def test_who_resolves_against_the_callers_word_is_reminded_of_it(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    named = Called(story.desk, {}, 1)

    def hint() -> str:
        form = making("resolve_ticket", story.desk, named, item(story, cat))
        assert isinstance(form, FormView)
        return form.fields[0].hint

    assert hint() == "You have not asked whether it works (c)."
    story.happen(RestorationConfirmed(story.desk.at, cat, TRAINEE, restored=False))
    assert hint() == "Asked, the caller said: not yet."
