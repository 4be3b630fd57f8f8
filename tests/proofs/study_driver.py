"""A student without a screen: a step each 10 ms, each acknowledged on stdout once it is durable.

Goes on with what is stored, as the app does. Arguments: home, what to do, number of the next step.
`exam` takes numbered steps, tells each one's number, and hands in; `review` rates cards and answers
questions in turn, and tells how many rows there are; `wait` answers one question again and again
until the time is up, and tells when that was.
"""

from __future__ import annotations

import contextlib
import sys
import time
from dataclasses import replace
from pathlib import Path

from itilsim.learner.mock_exam import MockExam, waiting
from itilsim.quiz.questions import Bank
from itilsim.quiz.sitting import Sitting, SittingOver, answered, cleared, flagged, moved
from itilsim.storage import machine_clock
from itilsim.storage.places import places
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import AnswerRow, ReviewRow
from tests.quiz.samples import SOUND, options

PAUSE = 0.01
QUESTIONS = 40
STEPS = 150
"""Steps of an exam before it is handed in."""
BANK = Bank(
    tuple(
        replace(SOUND, id=f"q{n}", options=options("A", "B", "C", "D", key=n % 4), shuffle=False)
        for n in range(QUESTIONS)
    ),
    (),
)


def paper(name: str, seconds: int) -> Sitting:
    items = tuple(item.id for item in BANK.items)
    return Sitting(name, "2011", 7, items, seconds, 26, (None,) * QUESTIONS)


def taken(sitting: Sitting, step: int) -> Sitting:
    """The sitting after the step of this number, all of it in its first second."""
    turn, position = step // 2, sitting.position
    if not step % 2:
        return moved(sitting, turn * 7 % QUESTIONS)
    if turn % 5 == 4:
        return flagged(sitting, position)
    if turn % 7 == 6:
        return cleared(sitting, position, 0)
    return answered(sitting, position, turn % 4, turn % 3 + 1, 0)


def take(exam: MockExam, step: int) -> None:
    """Take the step of this number: the same as `taken`."""
    turn = step // 2
    if not step % 2:
        exam.show(turn * 7 % QUESTIONS)
    elif turn % 5 == 4:
        exam.flag()
    elif turn % 7 == 6:
        exam.clear()
    else:
        exam.choose(turn % 4, turn % 3 + 1)


def rating(n: int) -> ReviewRow:
    return ReviewRow(n, f"card-{n % 50}", (1, 2, 3, 4)[n % 4])


def answer(n: int) -> AnswerRow:
    return AnswerRow(n, f"q{n % 40}", "4", n % 4, correct=not n % 4, certainty=None, where="review")


def opened(study: Study) -> MockExam:
    exam = waiting(study, BANK, machine_clock.read)
    assert isinstance(exam, MockExam)
    return exam


def examine(study: Study, first: int) -> None:
    exam = opened(study)
    for step in range(first, STEPS):
        take(exam, step)
        print(step + 1, flush=True)
        time.sleep(PAUSE)
    exam.hand_in()
    print("over", flush=True)


def review(study: Study, first: int) -> None:
    for n in range(first, sys.maxsize):
        study.record_answer(answer(n), None if n % 2 else rating(n))
        print(n + 1, flush=True)
        time.sleep(PAUSE)


def wait(study: Study) -> None:
    exam = opened(study)
    while exam.remaining:
        with contextlib.suppress(SittingOver):
            exam.choose(0)
            print("answered", flush=True)
        time.sleep(PAUSE)
    over = time.time()
    exam.hand_in()
    print(over, flush=True)


def main(home: str, what: str, first: int) -> None:
    with open_study(places(Path(home))) as study:
        if what == "exam":
            examine(study, first)
        elif what == "review":
            review(study, first)
        else:
            wait(study)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
