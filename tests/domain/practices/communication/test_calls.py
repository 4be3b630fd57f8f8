"""Talk with one person: what may be said to whom, and what is answered."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, Actor, ContactId, FaultId
from tests.builders import Story, began, contact_id
from tests.data.corner import ANN, BOB, CAT, SERVER, SWITCH

DEAD = FaultId("switch/switch-dead/1")


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
        found = f.IdentityVerified(0, bob, TRAINEE, passed=True)
        assert story.decide(c.VerifyIdentity(bob)) == (found,)
        story.do(c.VerifyIdentity(bob))
        assert story.refuses(c.VerifyIdentity(bob)) == "You checked this already."

    def test_a_stranger_does_not_pass_and_is_not_asked_again(self, story: Story) -> None:
        bob = story.call(BOB, "password", impostor=True)
        story.do(c.VerifyIdentity(bob))
        assert story.contact(bob).verified is False
        assert story.refuses(c.VerifyIdentity(bob)) == "You checked this already."

    def test_it_needs_somebody_to_speak_with(self, story: Story) -> None:
        bob = story.call(BOB, "password", channel="phone")
        assert story.refuses(c.VerifyIdentity(bob)).startswith("The caller is still waiting.")


class TestAskedEverything:
    def test_what_was_asked_is_not_asked_again_nor_anything_else_left(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail")
        story.do(*(c.AskCaller(bob, each) for each in ("extent", "item", "effect")))
        assert story.refuses(c.AskCaller(bob, "item")) == "You asked this already."


class TestReply:
    def test_who_was_written_to_does_not_wait_any_more(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail")
        story.do(c.Reply(bob))
        assert story.contact(bob).state == "talked"

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


def test_the_id_of_a_contact_comes_from_what_caused_it_and_does_not_say_it() -> None:
    """Pinned, since journals name contacts by it."""
    found = contact_id("cat", "switch/switch-dead/1", 2)
    assert found == "contact-e7b78a4e24bdb005"
    assert found != contact_id("cat", "switch/switch-dead/1", 2, seed=2)


class TestAnswers:
    @pytest.mark.parametrize(
        ("question", "answer"), [("effect", "slowed"), ("item", "server"), ("extent", "1")]
    )
    def test_people_answer_truthfully(self, story: Story, question: str, answer: str) -> None:
        bob = story.call(
            BOB, "no-mail", channel="phone", effect="slowed", component=SERVER, people=1
        )
        story.do(c.TakeCall(bob))
        facts = story.happen(f.QuestionAsked(5, bob, TRAINEE, question))  # type: ignore[arg-type]
        assert facts == (f.QuestionAnswered(5, bob, question, answer),)  # type: ignore[arg-type]

    def test_who_names_no_item_has_none_to_name(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), c.AskCaller(bob, "item"))
        assert story.contact(bob).answers == (("item", ""),)

    def test_who_is_hit_counts_the_colleagues(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-network", channel="phone", cause=DEAD)
        story.do(c.TakeCall(cat), c.AskCaller(cat, "extent"))
        assert story.contact(cat).answers == (("extent", "12"),)

    def test_who_is_not_counts_oneself(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        ann = story.call(ANN, "no-network", channel="phone", cause=DEAD)
        story.do(c.TakeCall(ann), c.AskCaller(ann, "extent"))
        assert story.contact(ann).answers == (("extent", "1"),)
