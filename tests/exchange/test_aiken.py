"""Aiken as others write it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.exchange.aiken import read_aiken, write_aiken
from itilsim.exchange.losses import Assumed
from tests.quiz.samples import SOUND
from tests.timing import quickly

GOOD = "What is it?\nA. one\nB. two\nC) three\nD. four\nANSWER: B\n"


def test_points_brackets_and_missing_empty_lines_are_understood() -> None:
    found = read_aiken((GOOD + GOOD.replace("What", "Who")).encode(), "x", Assumed("4")).whole()
    assert [item.stem for item in found.items] == ["What is it?", "Who is it?"]
    assert [item.key for item in found.items] == [1, 1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Where?\nA. one\nB. two\n", "no-key"),
        ("Where?\nA. one\nB. two\nANSWER: C\n", "no-key"),
        ("Where?\nA. one\nB. two\nANSWER: both\n", "no-key"),
        ("Where?\n", "no-answers"),
        ("ANSWER: A\n", "no-stem"),
        ("Where?\nA. one\nB. two\nC. three\nANSWER: A\n", "option-count"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, code: str) -> None:
    found = read_aiken(f"{GOOD}\n{text}".encode(), "x", Assumed("4"))
    assert len(found.items) == 1
    assert code in {problem.code for problem in found.problems}
    assert {problem.line for problem in found.problems} == {8}


def test_a_question_without_a_key_does_not_swallow_the_next() -> None:
    found = read_aiken(f"Where?\nA. one\nB. two\n\n{GOOD}".encode(), "x", Assumed("4"))
    assert [item.stem for item in found.items] == ["What is it?"]


def test_a_long_run_of_blanks_is_written_in_linear_time() -> None:
    item = replace(SOUND, stem="a" + " " * 200_000 + "b")
    _, losses = quickly(1.0, lambda: write_aiken([item]))
    assert [loss.what for loss in losses] == ["left out: it could not be read back"]
