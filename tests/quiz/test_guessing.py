"""Guessing: what the options alone tell, and that equals share their chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.guessing import GUESSES, earned
from tests.quiz.samples import CARD, LIST, SOUND, options

LONGEST, SHORTEST, ALIKE, UNLIKE, ECHO, HEDGED, _, ABSOLUTE, CALM = GUESSES


@pytest.mark.parametrize(
    ("guess", "texts", "share"),
    [
        (LONGEST, ("abcd", "abc", "a", "b"), 1.0),
        (LONGEST, ("abc", "abc", "a", "b"), 0.5),
        (LONGEST, ("abc", "abcd", "a", "b"), 0.0),
        (SHORTEST, ("a", "abc", "abcd", "b"), 0.5),
        (SHORTEST, ("ab", "abc", "abcd", "abcde"), 1.0),
        (ALIKE, ("green boats", "green ships", "white boats", "black trains"), 1.0),
        (UNLIKE, ("green boats", "green ships", "white boats", "black trains"), 0.0),
        (UNLIKE, ("black trains", "green ships", "green boats", "white boats"), 1.0),
        (ECHO, ("yes", "no", "perhaps", "never"), 0.25),
        (ECHO, ("the harbour", "the pilot", "a ship", "a boat"), 1.0),
        (HEDGED, ("may often sail", "may sail", "sails", "sailed"), 1.0),
        (HEDGED, ("sails", "may sail", "sailed", "to sail"), 0.0),
        (ABSOLUTE, ("sails", "always sails", "sailed", "to sail"), 0.0),
        (CALM, ("sails", "always sails", "never sails", "sails only"), 1.0),
    ],
)
def test_a_way_of_guessing_earns_what_it_finds(
    guess: str, texts: tuple[str, ...], share: float
) -> None:
    asked = replace(SOUND, stem="What does the harbour need?", options=options(*texts, key=0))
    assert earned(GUESSES[guess], (asked,)) == share


def test_what_has_no_key_is_passed_over() -> None:
    assert earned(GUESSES[LONGEST], (CARD,)) == 0.0
    assert earned(GUESSES[LONGEST], (CARD, SOUND)) == earned(GUESSES[LONGEST], (SOUND,))


def test_pairs_of_statements_are_read_by_their_statements() -> None:
    listed = replace(LIST, statements=("It may be", "It can be", "It is", "It was"))
    assert earned(GUESSES[HEDGED], (listed,)) == 1.0
    turned = replace(listed, statements=tuple(reversed(listed.statements)))
    assert earned(GUESSES[HEDGED], (turned,)) == 0.0
