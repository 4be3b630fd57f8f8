"""People who answer when asked: approvers, and callers by mail."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from tests.builders import Play, began
from tests.data.corner import BOB, CAT, HOUR, MINUTE, SWITCH


class TestApproving:
    def asked(self) -> tuple[Play, f.Fact]:
        play = Play()
        bob = play.logged(play.call(BOB, "laptop"), "request")
        play.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        return play, play.one(f.ApprovalAsked)

    def test_an_approver_takes_a_while_and_agrees(self) -> None:
        play, fact = self.asked()
        play.until(25 * MINUTE)
        assert play.none(f.ApprovalGiven)
        play.until(25 * MINUTE + 1)
        given = play.one(f.ApprovalGiven)
        assert (given.at, given.step, given.granted) == (25 * MINUTE, "yes", True)
        assert isinstance(fact, f.ApprovalAsked)
        assert given.ticket == fact.ticket

    def test_an_approver_can_say_no(self) -> None:
        play = Play()
        bob = play.logged(play.call(BOB, "laptop", approved=False), "request")
        play.do(c.StartModel(bob, "RM-2"), c.AskApproval(bob))
        play.until(HOUR)
        assert not play.one(f.ApprovalGiven).granted
        assert bob in play.desk.attention

    def test_the_record_waits_for_the_desk_then(self) -> None:
        play, _ = self.asked()
        play.until(HOUR)
        assert play.one(f.ApprovalGiven).ticket in play.desk.attention

    def test_nobody_answers_about_what_is_over(self) -> None:
        play, fact = self.asked()
        assert isinstance(fact, f.ApprovalAsked)
        play.do(c.RefuseRequest(fact.ticket, "not_offered"))
        play.until(HOUR)
        assert play.none(f.ApprovalGiven)


class TestAnswering:
    def test_by_mail_an_answer_takes_a_while(self) -> None:
        play = Play()
        cat = play.call(CAT, "no-print", people=3)
        play.do(c.AskCaller(cat, "extent"))
        play.until(5 * MINUTE)
        assert play.none(f.QuestionAnswered)
        play.until(5 * MINUTE + 1)
        assert play.one(f.QuestionAnswered) == f.QuestionAnswered(5 * MINUTE, cat, "extent", "3")

    def test_in_a_call_it_comes_at_once_and_once(self) -> None:
        play = Play()
        cat = play.call(CAT, "no-print", channel="phone")
        play.do(c.TakeCall(cat), c.AskCaller(cat, "effect"))
        play.until(HOUR // 4)
        assert play.one(f.QuestionAnswered).at == 0

    def test_after_the_call_it_comes_by_mail(self) -> None:
        play = Play()
        cat = play.call(CAT, "no-print", channel="phone")
        play.do(c.TakeCall(cat), c.EndCall(cat), c.AskCaller(cat, "effect"))
        play.until(HOUR // 4)
        assert play.one(f.QuestionAnswered).at == 5 * MINUTE

    @pytest.mark.parametrize("symptom", ["no-network", "slow"])
    def test_the_answer_is_true_when_it_is_given(self, symptom: str) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        cat = play.call(CAT, symptom, cause="switch/switch-dead/1")
        play.do(c.AskCaller(cat, "extent"))
        play.until(HOUR // 4)
        assert play.one(f.QuestionAnswered).answer == "12"
