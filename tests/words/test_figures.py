"""Figures look the same wherever they stand: one minus sign, whole or to a tenth."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import itilsim
from itilsim.words.figures import points, signed, taken, tenths, whole


@pytest.mark.parametrize(
    ("hundredths", "words", "off"),
    [
        (520, "5.2 points", "−5.2"),
        (800, "8 points", "−8"),
        (100, "1 point", "−1"),
        (104, "1 point", "−1"),
        (1, "0.1 points", "−0.1"),
        (1180, "11.8 points", "−11.8"),
    ],
)
def test_points_are_whole_or_to_a_tenth(hundredths: int, words: str, off: str) -> None:
    assert (points(hundredths), taken(hundredths)) == (words, off)


def test_nothing_is_nothing() -> None:
    assert (tenths(0), points(0)) == ("0", "0 points")


def test_a_score_is_whole() -> None:
    assert [whole(each) for each in (0, 49, 50, 9_949, 9_950)] == [0, 0, 1, 99, 100]


def test_less_than_nothing_has_the_sign_of_print() -> None:
    assert (signed(-8), signed(-0.126, 2), signed(0.126, 2, plus=True)) == ("−8", "−0.13", "+0.13")
    assert signed(3) == "3"


SHOWS = ("reports", "tui", "cli", "words")
"""Packages that write for people."""


def test_nobody_else_writes_a_minus_sign() -> None:
    root = Path(itilsim.__file__).parent
    found = {
        str(path.relative_to(root))
        for folder in SHOWS
        for path in (root / folder).rglob("*.py")
        if any(
            isinstance(each, ast.Constant) and each.value == "−"
            for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    assert found == {"words/figures.py"}
