"""Guided mode: fields open in order, the tutor fills the rest, a wrong first choice counts."""

from __future__ import annotations

from functools import cache

import pytest

from itilsim.coaching.guided import Guide
from itilsim.coaching.past import TOLD, subject_of
from itilsim.coaching.sentences import FIRST
from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import AlertId, ContactId, TicketId
from itilsim.sim.replay import replay
from itilsim.words.labels import FIELDS
from tests.builders import who
from tests.coaching.bots import Guided, follow, read, spoil_each_first
from tests.played import Played, first_shift, judged

STEPS = [each.id for each in first_shift().scenario.guided]


@cache
def followed(seed: int = 1) -> Guided:
    return Guided(seed).play(follow)


@cache
def spoilt() -> Guided:
    return Guided().play(spoil_each_first)


@cache
def result(*, wrong: bool) -> Played:
    guided = spoilt() if wrong else followed()
    guided.shift.finish()
    return judged(guided.facts)


@pytest.mark.parametrize("seed", range(1, 9))
def test_who_follows_the_evidence_sees_every_step_open_in_order(seed: int) -> None:
    guided = followed(seed)
    assert guided.steps == STEPS
    assert guided.guide.finished()
    assert guided.decisions <= 70
    assert guided.rejections == []


def test_who_follows_the_evidence_scores_like_textbook() -> None:
    found = result(wrong=False)
    assert found.card.triage == 10_000
    assert found.card.total > 9700
    assert found.card.sla["all"].response_met == found.card.sla["all"].count


def test_each_first_choice_can_be_wrong_once_and_still_all_steps_are_done() -> None:
    guided = spoilt()
    assert guided.steps == STEPS
    assert guided.guide.finished()
    wrong = [each for one in guided.rejections for each in one.record]
    assert {each.field for each in wrong if isinstance(each, c.RejectChoice)} >= {
        "kind", "model", "significance", "known_error", "impact", "urgency", "team", "link",
        "problem", "handover",
    }  # fmt: skip


def test_a_wrong_first_choice_gives_a_sentence_and_lights_up_evidence() -> None:
    for rejection in spoilt().rejections:
        assert rejection.record
        assert rejection.sentence.endswith(".")
        assert len(rejection.sentence) < 160
    lit = [each for each in spoilt().rejections if each.evidence]
    assert len(lit) >= len(spoilt().rejections) // 2
    asked = [each for each in lit if isinstance(each.record[0], c.AnswerTutor)]
    assert all(len(each.evidence) == len(each.seen) for each in lit if each not in asked)
    assert len(asked) == 5


def test_wrong_first_choices_lower_the_score() -> None:
    right, wrong = result(wrong=False).card, result(wrong=True).card
    assert wrong.total < right.total - 800
    for criterion in ("kind", "impact", "urgency", "destination", "known_error"):
        assert wrong.criteria[criterion] < right.criteria[criterion]


def test_a_rejected_choice_is_recorded_and_changes_nothing_else() -> None:
    taken = [fact for fact in spoilt().facts if isinstance(fact, f.ChoiceRejected)]
    first = taken[0]
    assert (first.field, first.value) == ("kind", "incident")
    opened = [fact for fact in spoilt().facts if isinstance(fact, f.TicketOpened)]
    assert [each.record for each in opened[:2]] == ["information", "request"]
    assert {fact.record for fact in opened} == {"request", "information", "incident"}


def test_the_debrief_names_wrong_first_choices() -> None:
    stories = result(wrong=True).debrief.stories
    findings = [each for story in stories for each in story.decisions]
    rejected = {each.chosen for each in findings if each.short == "first_try"}
    assert "incident" in rejected
    assert "BIZ" in rejected


def test_a_second_wrong_try_is_told_the_answer_and_is_not_recorded() -> None:
    guided = at_first_call()
    wrong = c.LogTicket(priya(guided), "incident")
    first, second = guided.decide(wrong), guided.decide(wrong)
    assert first is not None
    assert second is not None
    assert first.record == (c.RejectChoice(priya(guided), "kind", "incident"),)
    assert "Service request" not in first.sentence
    assert second.record == ()
    assert "What is it: Service request." in second.sentence


def test_a_resumed_guide_stands_where_it_stood() -> None:
    guided = at_first_call()
    wrong = c.LogTicket(priya(guided), "incident")
    guided.decide(wrong)
    again = replay(first_shift(), 1, tuple(guided.shift.journal), mode="guided")
    guide = Guide(again)
    rejection = guide.check(wrong)
    assert rejection is not None
    assert rejection.record == ()
    assert guide.step() == guided.guide.step()
    assert guide.open_fields() == guided.guide.open_fields()


def test_a_later_step_must_wait_and_costs_nothing() -> None:
    guided = at_first_call()
    mouse = contact(guided, "hettie")
    rejection = guided.decide(c.LogTicket(mouse, "request"))
    assert rejection is not None
    assert rejection.sentence.startswith("Not yet.")
    assert "Priya Ansell" in rejection.sentence
    assert rejection.record == ()


def test_access_is_not_given_before_the_caller_is_verified() -> None:
    guided = at_first_call()
    guided.decide(c.LogTicket(priya(guided), "request"))
    guided.decide(c.StartModel(TicketId(priya(guided)), "RM-01"))
    rejection = guided.decide(c.FulfilStep(TicketId(priya(guided))))
    assert rejection is not None
    assert "Verify" in rejection.sentence


def test_unopened_fields_are_filled_with_a_line_why() -> None:
    guided = at_first_call()
    draft = c.LogTicket(priya(guided), "request")
    completed = guided.guide.complete(draft)
    assert completed.command == c.LogTicket(priya(guided), "request", "access", "DIR")  # type: ignore[arg-type]
    assert {each.name for each in completed.filled} == {"category", "service", "component"}
    assert all(each.why for each in completed.filled)
    assert guided.guide.fills("log-ticket", priya(guided)) == completed.filled


def test_open_fields_are_never_the_tutors() -> None:
    guided = Guided()
    seen: list[str] = []
    for _ in range(400):
        move = guided.guide.own_move()
        if move is None:
            if guided.guide.finished():
                break
            due = guided.guide.due()
            if due:
                guided.decide(due[0].best)
            else:
                guided.shift.advance_to_change(guided.guide.wait_until())
            continue
        seen.append(move.command.kind)
        moments = {"close-ticket": "close", "update-caller": "update", "assign-ticket": "team",
                   "prioritise-ticket": "impact", "alert-team": "team"}  # fmt: skip
        open_ = guided.guide.open_on(subject_of(move.command))
        assert moments.get(move.command.kind, "") not in open_
        guided.submit(move.command)
    assert {"prioritise-ticket", "reply", "resolve-ticket", "close-ticket"} <= set(seen)


def test_the_tutor_says_in_a_line_what_it_does() -> None:
    for _, why in followed().shown:
        assert why
        assert "\n" not in why
        assert len(why) < 240


def test_records_are_complete_from_the_first_minute() -> None:
    guided = followed()
    for fact in guided.facts:
        if isinstance(fact, f.TicketOpened):
            assert fact.category is not None
            later = [each for each in guided.facts if getattr(each, "ticket", "") == fact.ticket]
            if fact.record == "incident":
                told = (f.TicketPrioritised, f.TicketLinked)
                assert any(isinstance(each, told) for each in later)


def test_what_cannot_wait_opens_its_step_early() -> None:
    guided = followed()
    names = who(guided.facts)
    at = {step: index for index, step in enumerate(guided.steps)}
    assert at["one-cause"] == at["how-bad-how-soon"] + 1
    logged = [names[x.ticket] for x in guided.facts if isinstance(x, f.TicketOpened)]

    assert logged.index("switch-silent") < logged.index("cordelia")


def test_only_fields_with_words_are_opened() -> None:
    assert followed().guide.open_fields() == set(FIELDS)


def test_waiting_ends_before_a_promise_is_broken() -> None:
    facts = Guided(3).play(follow).facts
    assert not any(isinstance(fact, f.ContactArrived) and fact.chases for fact in facts)


def test_lines_of_the_tutor_are_short() -> None:
    steps = first_shift().scenario.guided
    said = [step.words for step in steps] + [step.ends for step in steps]
    said += [each.words for step in steps for each in step.asks]
    assert all(len(each.split()) <= 25 for each in said), [e for e in said if len(e.split()) > 25]


def test_the_first_one_is_shown_and_each_move_is_said_before_it_is_made() -> None:
    guided = Guided()
    guided.shift.advance_to_change(guided.guide.wait_until())
    assert guided.guide.words().startswith("Watch me once.")
    kinds = []
    while (move := guided.guide.own_move()) is not None:
        assert guided.guide.about().startswith("Dov Lindgarth")
        assert move.why.startswith("I ")
        kinds.append(move.command.kind)
        guided.submit(move.command)
    assert kinds == ["log-ticket", "reply", "resolve-ticket", "close-ticket"]
    assert guided.guide.ended().startswith("A question, answered from an article")


def test_the_last_word_of_a_step_comes_with_its_end_and_is_about_what_ended_it() -> None:
    """Whatever is done in between, and in whatever order."""
    guided = Guided()
    steps, said = guided.guide._steps, []
    for _ in range(400):
        done = [each.id for each in steps.all if steps.is_handled(each)]
        guided.guide.ended()
        move, due, asked = guided.guide.own_move(), guided.guide.due(), guided.guide.asked()
        count = len(guided.shift.journal)
        if guided.guide.finished():
            break
        if move is not None:
            guided.submit(move.command)
        elif asked is not None:
            guided.answer(asked, due[0].subject, spoil=False)
        elif due:
            guided.decide(read(guided.shift.desk, due[0]))
        else:
            guided.shift.advance_to_change(guided.guide.wait_until())
        ended = guided.guide.ended()
        if not ended or len(guided.shift.journal) == count:
            continue
        step = next(each for each in steps.all if each.ends == ended)
        assert steps.is_handled(step)
        assert step.id not in done
        assert guided.guide.past.last() in steps.subjects_of(step)
        said.append(step.id)
    assert said == list(dict.fromkeys(said))
    assert said == [each.id for each in steps.all if each.ends]


def test_a_step_that_was_ended_before_is_not_ended_again_by_a_look_back() -> None:
    guided = Guided()
    guided.shift.advance_to_change(guided.guide.wait_until())
    while (move := guided.guide.own_move()) is not None:
        guided.submit(move.command)
    dov = guided.guide.past.last()
    assert guided.guide.ended()
    guided.decide(c.TakeCall(priya(guided)))
    assert guided.guide.ended() == ""
    guided.decide(c.SearchKnowledge(ContactId(dov)))
    assert guided.guide.ended() == ""


def test_the_tutor_asks_before_a_move_and_the_answer_counts() -> None:
    guided = at_first_question()
    subject = priya(guided)
    asked = guided.guide.question("verify-identity", subject)
    assert asked is not None
    assert guided.guide.question("log-ticket", subject) is None
    wrong = c.AnswerTutor(subject, asked.id, (asked.answer + 1) % 3)
    first = guided.decide(wrong)
    assert first is not None
    assert first.record == (wrong,)
    assert asked.options[asked.answer] not in first.sentence
    second = guided.decide(wrong)
    assert second is not None
    assert second.record == ()
    assert asked.options[asked.answer] in second.sentence
    assert guided.guide.question("verify-identity", subject) == asked
    assert guided.decide(c.AnswerTutor(subject, asked.id, asked.answer)) is None
    assert guided.guide.question("verify-identity", subject) is None


def test_an_answer_is_remembered_where_a_shift_is_resumed() -> None:
    guided = at_first_question()
    subject = priya(guided)
    asked = guided.guide.question("verify-identity", subject)
    assert asked is not None
    guided.decide(c.AnswerTutor(subject, asked.id, asked.answer))
    again = replay(first_shift(), 1, tuple(guided.shift.journal), mode="guided")
    assert Guide(again).question("verify-identity", subject) is None


@pytest.mark.parametrize("wrong", [False, True])
def test_help_fades_by_skill_and_comes_back_after_an_error(*, wrong: bool) -> None:
    guided = at_first_call()
    assert guided.guide.past.rung("kind") == TOLD
    if wrong:
        guided.decide(c.LogTicket(priya(guided), "incident"))
    guided.decide(c.LogTicket(priya(guided), "request"))
    assert guided.guide.past.rung("kind") == (TOLD if wrong else TOLD - 1)
    assert guided.guide.past.rung("model") == TOLD


def test_who_has_it_right_three_times_is_told_only_where() -> None:
    guided = Guided()
    said = []
    for _ in range(400):
        guided.see()
        due, asked = guided.guide.due(), guided.guide.asked()
        if guided.guide.finished():
            break
        if asked is not None:
            guided.answer(asked, due[0].subject, spoil=False)
        elif due:
            if due[0].kind == "take-call":
                said.append((guided.guide.words(), guided.guide.names_the_key()))
            guided.decide(due[0].best)
        else:
            guided.shift.advance_to_change(guided.guide.wait_until())
    assert said[0] == (FIRST["take-call"], True)
    assert said[2:] == [("", False)] * len(said[2:])
    assert len(said) >= 5


def test_no_label_of_monitoring_is_named_before_the_first_try() -> None:
    guided = Guided()
    for _ in range(400):
        guided.see()
        due, asked = guided.guide.due(), guided.guide.asked()
        if due and due[0].kind == "acknowledge-alert":
            severity = guided.shift.desk.alerts[AlertId(due[0].subject)].significance
            assert severity not in guided.guide.about()
            if severity == "exception":
                break
        if asked is not None:
            guided.answer(asked, due[0].subject, spoil=False)
        elif due:
            guided.decide(due[0].best)
        else:
            guided.shift.advance_to_change(guided.guide.wait_until())
    else:
        pytest.fail("there was no exception")


def at_first_call() -> Guided:
    """Priya is on the line."""
    guided = Guided()
    guided.see()
    while not guided.guide.due():
        guided.shift.advance_to_change(guided.guide.wait_until())
        guided.see()
    guided.decide(c.TakeCall(priya(guided)))
    return guided


def at_first_question() -> Guided:
    """Priya's model has begun, and nobody has looked who she is."""
    guided = at_first_call()
    guided.decide(c.LogTicket(priya(guided), "request"))
    guided.decide(c.StartModel(TicketId(priya(guided)), "RM-01"))
    return guided


def priya(guided: Guided) -> ContactId:
    return contact(guided, "priya")


def contact(guided: Guided, person: str) -> ContactId:
    return next(e.id for e in guided.shift.desk.contacts.values() if e.person == person)
