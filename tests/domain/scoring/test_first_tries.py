"""Guided play: what counts is the first try on what the trainee decides."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.names import Mode, TicketId
from itilsim.domain.scoring import Tally
from itilsim.domain.scoring.tally import FirstTries
from itilsim.sim.shift import Shift
from tests.builders import contact_id
from tests.played import first_shift

PRIYA = contact_id("priya", "arrival/F1")


def tally(*commands: c.Command, mode: Mode = "guided") -> Tally:
    judging = scoring.start(first_shift())
    shift = Shift(
        first_shift(),
        1,
        mode=mode,
        sink=lambda fact, _: scoring.step(judging, fact),
    )
    shift.advance(60 + 1)
    for each in commands:
        shift.submit(each)
        shift.advance(shift.busy_until())
    shift.finish()
    return scoring.finish(judging)


def of(*commands: c.Command) -> tuple[int, int]:
    """Right at the first try, of what was decided."""
    found = tally(*commands).first_tries
    assert found is not None
    return found.right, found.decided


LOGGED = (c.TakeCall(PRIYA), c.LogTicket(PRIYA, "request"), c.StartModel(TicketId(PRIYA), "RM-01"))


def test_right_at_once_counts() -> None:
    assert of(*LOGGED) == (2, 2)


def test_what_was_wrong_at_first_does_not() -> None:
    wrong = c.RejectChoice(PRIYA, "kind", "incident")
    assert of(LOGGED[0], wrong, *LOGGED[1:]) == (1, 2)


def test_what_is_not_open_yet_is_the_tutors() -> None:
    """Service, item and category are filled in; impact opens with a later step."""
    alone = tally(*LOGGED[:2])
    assert of(*LOGGED[:2]) == (1, 1)
    assert alone.decisions > 1


def test_outside_guided_play_there_is_none() -> None:
    assert tally(*LOGGED, mode="practice").first_tries is None


def test_answers_to_the_tutor_count_and_the_first_one_alone() -> None:
    asked = next(e for step in first_shift().scenario.guided for e in step.asks)
    wrong = c.AnswerTutor(PRIYA, asked.id, (asked.answer + 1) % len(asked.options))
    right = c.AnswerTutor(PRIYA, asked.id, asked.answer)
    assert of(*LOGGED, right) == (3, 3)
    assert of(*LOGGED, wrong, right) == (2, 3)


def test_what_is_strong_and_what_to_look_at_again_is_told_by_field() -> None:
    tries = FirstTries((("kind", 4, 4), ("team", 2, 2), ("impact", 1, 3), ("link", 2, 3)))
    assert (tries.right, tries.decided) == (9, 12)
    assert (tries.strong, tries.weak) == ("kind", "impact")
    assert FirstTries((("kind", 1, 1),)).strong == ""
    assert FirstTries((("kind", 2, 2),)).weak == ""


def test_what_was_decided_with_a_hint_is_no_first_try_of_ones_own() -> None:
    found = tally(LOGGED[0], c.AskHint(PRIYA, "kind", 1), *LOGGED[1:]).first_tries
    assert found is not None
    assert (found.right, found.decided, found.helped) == (1, 2, 1)
