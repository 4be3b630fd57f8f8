"""A sitting as a value: what each step changes, and that nothing changes after the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from itilsim.quiz.blueprint import Blueprint, Cell, Most
from itilsim.quiz.sitting import (
    Answer,
    Sitting,
    SittingOver,
    answered,
    cleared,
    finished,
    flagged,
    is_over,
    moved,
    new_sitting,
    remaining,
    timed,
    unanswered,
)
from tests.quiz.samples import LIST, NEGATIVE, SOUND

PLAN = Blueprint(
    edition="2011",
    title="Three questions",
    note="For tests",
    questions=3,
    minutes=60,
    extra_minutes=15,
    pass_mark=2,
    papers=1,
    cells=(Cell("5", 3),),
    most=Most(1, 1, 1),
)
PAPER = (SOUND, LIST, NEGATIVE)


@pytest.fixture
def sitting() -> Sitting:
    return new_sitting("exam-1", PLAN, 7, PAPER)


def test_a_new_sitting_has_the_blueprints_limits(sitting: Sitting) -> None:
    assert sitting.items == ("sound", "sound", "sound")
    assert (sitting.edition, sitting.seconds, sitting.pass_mark) == ("2011", 3600, 2)
    assert sitting.answers == (None, None, None)
    assert remaining(sitting, 0) == 3600


def test_extra_time_is_added() -> None:
    assert new_sitting("exam-1", PLAN, 7, PAPER, extra_time=True).seconds == 75 * 60


def test_an_answer_can_be_given_changed_and_taken_back(sitting: Sitting) -> None:
    given = answered(sitting, 1, 2, None, 30)
    assert given.answers == (None, Answer(2, None, 30), None)
    assert given.elapsed == 30
    changed = answered(given, 1, 3, 2, 40)
    assert changed.answers[1] == Answer(3, 2, 40)
    assert unanswered(changed) == (0, 2)
    assert cleared(changed, 1, 50).answers == sitting.answers
    assert sitting.answers == (None, None, None)


def test_a_flag_is_set_and_taken_away(sitting: Sitting) -> None:
    assert flagged(sitting, 2).flags == {2}
    assert flagged(flagged(sitting, 2), 2).flags == frozenset()


def test_the_question_shown_is_kept(sitting: Sitting) -> None:
    assert moved(sitting, 2).position == 2


def test_the_last_second_counts_and_the_next_does_not(sitting: Sitting) -> None:
    assert answered(sitting, 0, 0, None, 3599).answers[0] == Answer(0, None, 3599)
    assert not is_over(sitting, 3599)
    assert is_over(sitting, 3600)
    with pytest.raises(SittingOver, match="time is up"):
        answered(sitting, 0, 0, None, 3600)


@pytest.mark.parametrize(
    "step",
    [
        lambda over: answered(over, 0, 0, None, 11),
        lambda over: cleared(over, 0, 11),
        lambda over: flagged(over, 0),
        lambda over: moved(over, 1),
    ],
)
def test_after_handing_in_nothing_changes(
    sitting: Sitting, step: Callable[[Sitting], Sitting]
) -> None:
    over = finished(sitting, 10)
    assert (over.finished, over.elapsed) == (True, 10)
    assert (remaining(over, 10), is_over(over, 10)) == (0, True)
    assert finished(over, 99) == timed(over, 99) == over
    with pytest.raises(SittingOver, match="handed in"):
        step(over)


def test_time_beyond_the_end_is_not_counted_and_never_goes_back(sitting: Sitting) -> None:
    assert finished(sitting, 9_999).elapsed == 3600
    assert timed(timed(sitting, 50), 40).elapsed == 50


@pytest.mark.parametrize(
    ("position", "option", "certainty"), [(3, 0, None), (-1, 0, None), (0, 4, None), (0, 0, 4)]
)
def test_what_is_not_in_the_paper_is_a_fault(
    sitting: Sitting, position: int, option: int, certainty: int | None
) -> None:
    with pytest.raises(ValueError, match="no "):
        answered(sitting, position, option, certainty, 1)
