"""Wordings are stable, spread over the phrasebook, and say nothing that is not coded."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from itilsim.domain.library import Utterance
from itilsim.words.render import answer_words, card_words, note_words, render, wording_key

BOOK = {
    entry.id: entry
    for entry in (
        Utterance("hello", ("one", "two", "three"), symptom="greeting"),
        Utterance("switch", ("{component} is silent",)),
        Utterance("note-looking", ("On it.",)),
        Utterance("card-feeds", ("Feeds picking.",)),
        Utterance("answer-extent", ("{answer} of us",)),
        Utterance("answer-extent-one", ("only me",)),
        Utterance("answer-item", ("it says {answer}",)),
        Utterance("answer-item-unknown", ("no idea",)),
        Utterance("answer-effect-slowed", ("slowly",)),
    )
}


def test_the_same_contact_of_the_same_run_is_always_worded_alike() -> None:
    key = wording_key(7, "priya/arrival/F1/1")
    assert len({render("hello", key, BOOK) for _ in range(20)}) == 1


def test_a_wording_does_not_depend_on_the_process() -> None:
    code = (
        "from itilsim.domain.library import Utterance\n"
        "from itilsim.words.render import render\n"
        "book = {'hello': Utterance('hello', ('one', 'two', 'three'))}\n"
        "print([render('hello', f'{n}/a/b/1', book) for n in range(12)])"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    here = [render("hello", f"{number}/a/b/1", BOOK) for number in range(12)]
    assert finished.stdout.strip() == str(here)


def test_all_wordings_come_up_about_equally_often() -> None:
    counts = Counter(render("hello", wording_key(seed, "a/b/1"), BOOK) for seed in range(3000))
    assert set(counts) == {"one", "two", "three"}
    assert all(900 < count < 1100 for count in counts.values())


def test_blanks_are_filled_with_what_is_given() -> None:
    assert render("switch", "k", BOOK, {"component": "ws-sw-07"}) == "ws-sw-07 is silent"


def test_a_missing_value_is_seen_and_stops_nobody() -> None:
    assert render("switch", "k", BOOK) == "… is silent"


def test_a_value_is_shown_as_it_is_and_never_filled_in_itself() -> None:
    hostile = "{component.__class__} {0} [b]"
    assert render("switch", "k", BOOK, {"component": hostile}) == f"{hostile} is silent"


def test_an_utterance_that_nobody_wrote_shows_as_its_code() -> None:
    assert render("note-part-swap", "k", BOOK) == "part swap"


def test_notes_and_cards_are_found_by_their_code() -> None:
    assert note_words("looking", "k", BOOK) == "On it."
    assert card_words("feeds", BOOK) == "Feeds picking."
    assert card_words("", BOOK) == ""


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("extent", "1", "only me"),
        ("extent", "14", "14 of us"),
        ("item", "wn-label-3", "it says wn-label-3"),
        ("item", "", "no idea"),
        ("effect", "slowed", "slowly"),
    ],
)
def test_answers_say_what_their_code_says(question: str, answer: str, words: str) -> None:
    assert answer_words(question, answer, "k", BOOK) == words
