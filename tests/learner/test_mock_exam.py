"""A mock exam: saved at each step, timed by the clock, marked at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError, UsageError
from itilsim.learner.mock_exam import Handed, MockExam, SittingOver, begin, last_result, waiting
from itilsim.storage.places import Places, places
from itilsim.storage.study import open_study
from tests.learner.study_bank import HandClock, bank, blueprint

BANK = bank()


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def answer_rightly(exam: MockExam, number: int) -> None:
    for position in range(number):
        exam.show(position)
        assert exam.item is not None
        assert exam.item.key is not None
        exam.choose(exam.item.key)


def test_an_exam_is_answered_flagged_handed_in_and_marked(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        exam = begin(study, BANK, blueprint(), 1, clock)
        answer_rightly(exam, 3)
        exam.flag()
        exam.show(99)
        assert exam.sitting.position == 3
        handed = exam.hand_in()
        assert (handed.result.correct, handed.result.total, handed.result.passed) == (3, 4, True)
        assert [row.where for row in study.answers()] == ["exam"] * 3
        assert study.open_sitting() is None


def test_what_was_left_is_there_again_and_the_clock_went_on(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        exam = begin(study, BANK, blueprint(), 1, clock)
        answer_rightly(exam, 2)
        exam.show(3)
        exam.flag()
    clock.go_on(20)
    with open_study(home) as study:
        again = waiting(study, BANK, clock)
        assert isinstance(again, MockExam)
        assert again.sitting.answers == exam.sitting.answers
        assert again.sitting.flags == {3}
        assert again.sitting.position == 3
        assert again.remaining == 40


def test_the_calendar_gives_no_time(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        exam = begin(study, BANK, blueprint(), 1, clock)
        clock.go_on(30)
        clock.wall -= 3600
        assert exam.remaining == 30
        clock.wall += 7200
        assert exam.remaining == 30


def test_an_answer_after_the_end_does_not_count(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        exam = begin(study, BANK, blueprint(), 1, clock)
        answer_rightly(exam, 1)
        clock.go_on(60)
        assert exam.remaining == 0
        with pytest.raises(SittingOver):
            exam.choose(0)
        assert exam.hand_in().result.correct == 1


def test_a_machine_that_was_started_anew_counts_from_the_first_moment_back(
    home: Places, clock: HandClock
) -> None:
    with open_study(home) as study:
        begin(study, BANK, blueprint(), 1, clock)
    clock.wall, clock.boot, clock.start = clock.wall + 20, 3, "next-start"
    with open_study(home) as study:
        again = waiting(study, BANK, clock)
        assert isinstance(again, MockExam)
        left = again.remaining
        assert left in (40, 41)  # A restart may give a second, never takes one.
        clock.wall -= 5_000
        clock.boot += 10
        assert again.remaining == left - 10


def test_extra_time_is_extra(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        assert begin(study, BANK, blueprint(), 1, clock, extra=True).remaining == 120


def test_an_exam_whose_time_ran_out_is_taken_in(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        answer_rightly(begin(study, BANK, blueprint(), 1, clock), 2)
    clock.go_on(600)
    with open_study(home) as study:
        handed = waiting(study, BANK, clock)
        assert isinstance(handed, Handed)
        assert handed.result.correct == 2
        assert waiting(study, BANK, clock) is None


def test_a_second_window_is_sent_away(home: Places, clock: HandClock) -> None:
    with open_study(home) as study, open_study(home) as other:
        begin(study, BANK, blueprint(), 1, clock)
        with pytest.raises(TryAgainError, match="another window"):
            waiting(other, BANK, clock)


def test_a_second_exam_waits_for_the_first(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        begin(study, BANK, blueprint(), 1, clock)
        with pytest.raises(UsageError):
            begin(study, BANK, blueprint(), 2, clock)


def test_an_answer_can_be_changed_and_taken_back(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        exam = begin(study, BANK, blueprint(), 1, clock)
        exam.choose(0)
        exam.choose(1, 2)
        answer = exam.sitting.answers[0]
        assert answer is not None
        assert (answer.option, answer.certainty) == (1, 2)
        exam.clear()
        assert exam.sitting.answers[0] is None


def test_a_beat_stores_the_time(home: Places, clock: HandClock) -> None:
    with open_study(home) as study:
        exam = begin(study, BANK, blueprint(), 1, clock)
        clock.go_on(7)
        exam.beat()
        assert exam.sitting.elapsed == 7


def test_options_are_shown_in_drawn_order_and_stored_as_in_the_bank(
    home: Places, clock: HandClock
) -> None:
    free = replace(BANK, items=tuple(replace(item, shuffle=True) for item in BANK.items))
    stored = {item.id: item for item in free.items}
    with open_study(home) as study:
        exam = begin(study, free, blueprint(), 1, clock)
        answer_rightly(exam, 3)
        keys = [item.key for item in exam.items if item is not None]
        assert exam.chosen == (*keys[:3], None)
    with open_study(home) as study:
        again = waiting(study, free, clock)
        assert isinstance(again, MockExam)
        assert again.items == exam.items
        assert again.chosen == exam.chosen
        assert [item.options for item in again.items if item is not None] != [
            stored[name].options for name in again.sitting.items
        ]
        handed = again.hand_in()
        assert handed.result.correct == 3
        assert [row.chosen for row in study.answers()] == [
            stored[name].key for name in again.sitting.items[:3]
        ]
    with open_study(home) as study:
        shown = last_result(study, free)
        assert shown is not None
        assert (shown.items, shown.chosen) == (handed.items, handed.chosen)
