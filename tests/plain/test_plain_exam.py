"""A mock exam in plain lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.learner.mock_exam import begin, waiting
from itilsim.plain.console import Console
from itilsim.plain.exam import sit
from itilsim.storage.places import places
from itilsim.storage.study import Study, open_study
from itilsim.words.questions import LETTERS
from tests.learner.study_bank import HandClock, bank, blueprint

BANK = bank()


class Slow(io.StringIO):
    """Somebody who thinks for 40 seconds before each line."""

    def __init__(self, said: str, clock: HandClock) -> None:
        super().__init__(said)
        self.clock = clock

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override] # of bytes, too
        self.clock.go_on(40)
        return super().readline(-1 if size is None else size)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with open_study(places(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def sat(
    study: Study, clock: HandClock, said: str, *, certainty: bool = False
) -> tuple[list[str], bool]:
    """What was heard, and whether the exam was handed in."""
    begun = waiting(study, BANK, clock) or begin(study, BANK, blueprint(), 1, clock)
    heard = io.StringIO()
    handed = sit(begun, Console(io.StringIO(said), heard), certainty=certainty)
    study.release()
    return heard.getvalue().splitlines(), handed is not None


def keys(study: Study, clock: HandClock) -> str:
    """The right letters of the paper, a line each."""
    exam = begin(study, BANK, blueprint(), 1, clock)
    study.release()
    return "".join(f"{LETTERS[item.key or 0].lower()}\n" for item in exam.items if item)


def test_an_exam_is_sat_by_typing_letters(study: Study, clock: HandClock) -> None:
    lines, handed = sat(study, clock, keys(study, clock) + "submit\nyes\n")
    assert handed
    assert "Question 1 of 4, 1 min 00 s left" in lines
    assert "Result: 4 of 4, passed; 2 were needed" in lines
    assert "Area 5: 4 of 4, Processes" in lines
    assert sum(line.startswith("You chose:") for line in lines) == 4


def test_nothing_tells_the_key_before_the_end(study: Study, clock: HandClock) -> None:
    lines, _ = sat(study, clock, "a\nnext\nprevious\noverview\nrepeat\nquit\n")
    text = "\n".join(lines).lower()
    assert "right" not in text
    assert "wrong" not in text


def test_one_moves_about_and_hears_where_one_stands(study: Study, clock: HandClock) -> None:
    said = "go 3\nb\nflag\nopen\ngo 9\ngo x\noverview\ntime\nclear\nquit\n"
    lines, handed = sat(study, clock, said)
    assert not handed
    assert "Answered: 3" in "\n".join(lines)
    assert any(line.startswith("Flagged: 4") for line in lines)
    assert sum("Say a number from 1 to 4" in line for line in lines) == 2
    assert "Exam: Time left: 1 min 00 s" in lines
    assert lines[-1] == "Type itilsim exam --plain to go on."


def test_handing_in_names_what_is_open_and_can_be_thought_over(
    study: Study, clock: HandClock
) -> None:
    lines, handed = sat(study, clock, "a\nsubmit\nno\nsubmit\nyes\n")
    assert handed
    assert sum("Open: 3 of 4 questions." in line for line in lines) == 2


def test_certainty_belongs_to_the_answer_where_it_is_asked_for(
    study: Study, clock: HandClock
) -> None:
    lines, _ = sat(study, clock, "a\na 3\nsubmit\nyes\n", certainty=True)
    assert any("How sure you are was not said" in line for line in lines)
    assert any(line.startswith("Certainty: ") for line in lines)


def test_a_left_exam_goes_on_where_it_was(study: Study, clock: HandClock) -> None:
    sat(study, clock, "a\nb\nquit\n")
    clock.go_on(15)
    lines, _ = sat(study, clock, "quit\n")
    assert "Question 3 of 4, 0 min 45 s left" in lines


def test_when_the_time_is_up_the_exam_is_taken_in(study: Study, clock: HandClock) -> None:
    begun = begin(study, BANK, blueprint(), 1, clock)
    heard = io.StringIO()
    handed = sit(begun, Console(Slow("a\nb\n", clock), heard), certainty=False)
    assert handed is not None
    assert "Time is up. What was answered is handed in." in heard.getvalue()
    assert sum(answer is not None for answer in handed.stored.sitting.answers) == 1


def test_one_that_ran_out_meanwhile_is_explained_at_once(study: Study, clock: HandClock) -> None:
    sat(study, clock, "a\nquit\n")
    clock.go_on(100)
    lines, handed = sat(study, clock, "")
    assert handed
    assert any(line.startswith("Result: ") for line in lines)


def test_a_word_may_be_begun(study: Study, clock: HandClock) -> None:
    _, handed = sat(study, clock, "sub\ny\n")
    assert handed
