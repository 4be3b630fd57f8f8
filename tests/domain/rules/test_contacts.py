"""Talking with people: what may be said to whom, and which facts it makes."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, Actor, ContactId
from tests.builders import Story, began, contact_id
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    CLERKS,
    DATABASE,
    NET,
    PACKERS,
    PRINTER,
    SALES,
    SERVER,
    SWITCH,
)


@pytest.fixture
def story() -> Story:
    return Story()


class TestTakeCall:
    def test_a_waiting_caller_is_answered(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        assert story.decide(c.TakeCall(ann), at=30) == (f.CallTaken(30, ann, TRAINEE),)

    def test_a_chat_is_answered_like_a_call(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="chat")
        assert story.decide(c.TakeCall(ann)) == (f.CallTaken(0, ann, TRAINEE),)

    def test_a_letter_is_not_a_call(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="email")
        words = story.refuses(c.TakeCall(ann))
        assert words == "This did not come by phone or chat. Read it and reply."

    def test_a_portal_item_is_not_a_call(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="portal")
        assert story.refuses(c.TakeCall(ann)).startswith("This did not come by phone or chat.")

    def test_a_call_is_taken_once(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        story.do(c.TakeCall(ann), c.EndCall(ann))
        assert story.refuses(c.TakeCall(ann)) == "This caller is not waiting any more."

    def test_who_hung_up_cannot_be_answered(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        story.happen(f.CallAbandoned(900, ann))
        assert story.refuses(c.TakeCall(ann)) == "This caller is not waiting any more."

    def test_a_seat_has_one_live_call(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(ann))
        assert story.refuses(c.TakeCall(bob)) == "You are in a call. End it first."

    def test_another_seat_may_take_the_next_call(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(ann))
        colleague = Actor("colleague")
        facts = story.decide(c.TakeCall(bob), actor=colleague)
        assert facts == (f.CallTaken(0, bob, colleague),)

    def test_nobody_of_that_name_has_called(self, story: Story) -> None:
        assert story.refuses(c.TakeCall(ContactId("nobody"))) == "There is no such contact."


class TestEndCall:
    def test_the_live_call_ends(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        story.do(c.TakeCall(ann))
        assert story.decide(c.EndCall(ann), at=90) == (f.CallEnded(90, ann, TRAINEE),)

    def test_only_the_live_call_ends(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        words = story.refuses(c.EndCall(ann))
        assert words == "You are not in a call with this person."

    def test_nobody_ends_a_colleagues_call(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop", channel="phone")
        story.do(c.TakeCall(ann))
        words = story.refuses(c.EndCall(ann), actor=Actor("colleague"))
        assert words == "You are not in a call with this person."


class TestAskCaller:
    def test_a_letter_is_asked_by_letter(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail")
        facts = story.decide(c.AskCaller(bob, "extent"), at=60)
        assert facts == (f.QuestionAsked(60, bob, TRAINEE, "extent"),)

    def test_in_a_call_the_answer_follows_at_once(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone", people=3)
        story.do(c.TakeCall(bob))
        story.do(c.AskCaller(bob, "extent"))
        assert story.log[-1] == f.QuestionAnswered(0, bob, "extent", "3")

    def test_by_letter_nothing_follows_at_once(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail")
        story.do(c.AskCaller(bob, "effect"))
        assert story.log[-1].kind == "question-asked"

    def test_the_same_is_not_asked_twice(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail")
        story.do(c.AskCaller(bob, "extent"))
        assert story.refuses(c.AskCaller(bob, "extent")) == "You asked this already."

    def test_something_else_may_be_asked_too(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail")
        story.do(c.AskCaller(bob, "extent"), c.AskCaller(bob, "item"))
        assert story.contact(bob).asked == ("extent", "item")

    def test_a_caller_in_the_queue_cannot_be_asked(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        words = story.refuses(c.AskCaller(bob, "item"))
        assert words == "The caller is still waiting. Take the call first."

    def test_who_hung_up_cannot_be_asked(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.happen(f.CallAbandoned(900, bob))
        words = story.refuses(c.AskCaller(bob, "item"))
        assert words == "The caller has hung up. Wait for the next call."


class TestVerifyIdentity:
    def test_it_is_checked_once(self, story: Story) -> None:
        bob = story.call(BOB, "password")
        assert story.decide(c.VerifyIdentity(bob)) == (f.IdentityVerified(0, bob, TRAINEE),)
        story.do(c.VerifyIdentity(bob))
        assert story.refuses(c.VerifyIdentity(bob)) == "You checked this already."

    def test_it_needs_somebody_to_speak_with(self, story: Story) -> None:
        bob = story.call(BOB, "password", channel="phone")
        assert story.refuses(c.VerifyIdentity(bob)).startswith("The caller is still waiting.")


class TestReply:
    def test_the_right_article_helps(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        facts = story.decide(c.Reply(cat, "KA-1"), at=10)
        assert facts == (f.CallerReplied(10, cat, TRAINEE, "KA-1", helps=True),)

    def test_another_article_does_not(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        assert story.decide(c.Reply(cat, "KA-2")) == (
            f.CallerReplied(0, cat, TRAINEE, "KA-2", helps=False),
        )

    def test_a_word_alone_helps_nobody(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        assert story.decide(c.Reply(cat)) == (f.CallerReplied(0, cat, TRAINEE, "", helps=False),)

    def test_an_unknown_article_cannot_be_sent(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        words = story.refuses(c.Reply(cat, "KA-99"))
        assert words == "There is no such article. Search first."

    def test_a_known_error_is_no_article(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        assert story.refuses(c.Reply(cat, "KE-1")).startswith("There is no such article.")


class TestUpdateCaller:
    def test_a_promise_is_a_second(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        facts = story.decide(c.UpdateCaller(cat, 15), at=100)
        assert facts == (f.CallerUpdated(100, cat, TRAINEE, 1000),)

    def test_nothing_need_be_promised(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        assert story.decide(c.UpdateCaller(cat)) == (f.CallerUpdated(0, cat, TRAINEE, None),)

    @pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
    def test_a_promise_lies_within_a_day(self, story: Story, minutes: int) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        words = story.refuses(c.UpdateCaller(cat, minutes))
        assert words == "A promise lies between 1 minute and a day ahead."

    @pytest.mark.parametrize("minutes", [1, 24 * 60])
    def test_a_minute_and_a_day_are_within_it(self, story: Story, minutes: int) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        (fact,) = story.decide(c.UpdateCaller(cat, minutes))
        assert isinstance(fact, f.CallerUpdated)
        assert fact.next_update == minutes * 60

    def test_nobody_waits_behind_an_alert(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH))
        words = story.refuses(c.UpdateCaller(alert))
        assert words == "Nobody called about this record. Send a notice to all affected."


class TestSendNotice:
    def test_everyone_whom_the_map_shows_is_told(self, story: Story) -> None:
        alert = story.logged(story.alarm(DATABASE))
        story.do(c.CategoriseTicket(alert, "incident", component=DATABASE))
        facts = story.decide(c.SendNotice(alert, "", 30))
        assert facts == (f.NoticeSent(0, alert, TRAINEE, (PACKERS, SALES), "", 1800),)

    def test_the_callers_group_is_told_where_the_map_is_silent(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        facts = story.decide(c.SendNotice(bob))
        assert facts == (f.NoticeSent(0, bob, TRAINEE, (CLERKS,), "", None),)

    def test_the_groups_of_the_children_are_told_too(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        ann = story.call(ANN, "no-mail")
        story.do(c.LinkTicket(ann, bob))
        (fact,) = story.decide(c.SendNotice(bob))
        assert isinstance(fact, f.NoticeSent)
        assert fact.groups == (CLERKS, SALES)

    def test_a_group_is_named_once(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        story.do(c.CategoriseTicket(bob, "incident", component=SERVER))
        (fact,) = story.decide(c.SendNotice(bob))
        assert isinstance(fact, f.NoticeSent)
        assert fact.groups == (SALES, CLERKS)

    def test_it_needs_somebody_to_tell(self, story: Story) -> None:
        alert = story.logged(story.alarm(PRINTER))
        words = story.refuses(c.SendNotice(alert))
        assert words == "The map shows nobody who hangs on this. Set the item on the record."

    def test_only_a_known_error_may_be_in_it(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        words = story.refuses(c.SendNotice(bob, "KA-1"))
        assert words == "There is no such known error. Search first."

    def test_a_promise_in_it_lies_within_a_day(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        assert story.refuses(c.SendNotice(bob, "", 0)).startswith("A promise lies between")


class TestConfirmRestoration:
    def test_a_caller_says_no_while_the_fault_hurts(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        facts = story.decide(c.ConfirmRestoration(cat))
        assert facts == (f.RestorationConfirmed(0, cat, TRAINEE, restored=False),)

    def test_a_caller_says_yes_after_the_repair(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        story.happen(f.FaultRepaired(600, began(SWITCH, "switch-dead").fault, NET))
        facts = story.decide(c.ConfirmRestoration(cat), at=700)
        assert facts == (f.RestorationConfirmed(700, cat, TRAINEE, restored=True),)

    def test_one_childs_no_is_a_no(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail", cause="arrival/a"))
        ann = story.call(ANN, "no-mail", cause="arrival/b")
        story.do(c.LinkTicket(ann, bob))
        story.happen(f.TroubleSettled(5, story.plant.causes[bob], "SRV"))
        (fact,) = story.decide(c.ConfirmRestoration(bob))
        assert isinstance(fact, f.RestorationConfirmed)
        assert not fact.restored

    def test_a_leftover_is_a_no(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        fault = began(SWITCH, "switch-dead").fault
        story.happen(f.FaultRepaired(600, fault, NET))
        story.plant.leftovers[fault] = CAT
        (fact,) = story.decide(c.ConfirmRestoration(cat))
        assert isinstance(fact, f.RestorationConfirmed)
        assert not fact.restored

    def test_an_alert_without_callers_is_looked_at(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cause = f"{SWITCH}/switch-dead/1"
        alert = story.logged(story.alarm(SWITCH, cause=cause))
        assert story.decide(c.ConfirmRestoration(alert)) == (
            f.RestorationConfirmed(0, alert, TRAINEE, restored=False),
        )

    @pytest.mark.parametrize("state", ["closed", "cancelled"])
    def test_nobody_is_asked_about_what_is_over(self, story: Story, state: str) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        if state == "closed":
            story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        else:
            story.do(c.CancelTicket(cat))
        assert story.refuses(c.ConfirmRestoration(cat)) == "The record is closed."

    def test_a_resolved_record_may_be_asked_about(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ResolveTicket(cat, "fixed"))
        (fact,) = story.decide(c.ConfirmRestoration(cat))
        assert fact.kind == "restoration-confirmed"


def test_the_id_of_a_contact_says_what_caused_it() -> None:
    assert contact_id("cat", "switch/switch-dead/1", 2) == "cat/switch/switch-dead/1/2"
