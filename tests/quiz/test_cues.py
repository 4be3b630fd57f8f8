"""Cues: each is found in its option, and a question without one has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.cues import content_words, cue_findings, likeness
from itilsim.quiz.questions import Item, Option
from tests.quiz.samples import CARD, LIST, MISSING, NEGATIVE, ORDER, SOUND, options


def found(item: Item) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.code, one.path) for one in cue_findings(item)]


@pytest.mark.parametrize("item", [SOUND, LIST, MISSING, NEGATIVE, ORDER, CARD])
def test_a_sound_item_has_no_cues(item: Item) -> None:
    assert found(item) == []


def test_a_word_of_the_stem_that_comes_back_in_the_key_alone_is_found() -> None:
    item = replace(
        SOUND,
        stem="Who restores failed services?",
        options=options("A manager", "A team for restored services", "A user", "A buyer", key=1),
    )
    assert found(item) == [("echo", ("options", 1, "text"))]


def test_a_word_that_comes_back_in_two_options_gives_nothing_away() -> None:
    item = replace(
        SOUND,
        stem="Who restores a service?",
        options=options("A service team", "Service owners", "A user", "A buyer"),
    )
    assert found(item) == []


def test_plurals_and_owners_are_the_same_word() -> None:
    assert content_words("The service's users") == content_words("service user")
    assert content_words("process") == {"process"}


@pytest.mark.parametrize("word", ["always", "Never", "all", "only", "nothing"])
def test_an_absolute_word_in_a_distractor_is_found(word: str) -> None:
    item = replace(SOUND, options=options("A lamp", f"{word} a pump", "A rope", "A sail"))
    assert found(item) == [("absolute", ("options", 1, "text"))]


def test_an_absolute_word_in_the_key_too_gives_nothing_away() -> None:
    item = replace(SOUND, options=options("Always a lamp", "Never a pump", "A rope", "A sail"))
    assert found(item) == []


def test_a_distractor_with_nearly_the_words_of_the_key_is_found() -> None:
    texts = ("A wooden pump with handle", "A pump with a wooden handle", "A rope", "A sail")
    assert found(replace(SOUND, options=options(*texts))) == [("overlap", ("options", 1, "text"))]


def test_short_texts_are_alike_in_nothing() -> None:
    assert likeness(frozenset({"pump"}), frozenset({"pump"})) == 0
    assert likeness(frozenset("abcd"), frozenset("abce")) == 0.6


@pytest.mark.parametrize("stem", ["Where do you click?", "What does a Jira board show?"])
def test_a_question_about_a_tool_is_found(stem: str) -> None:
    assert found(replace(SOUND, stem=stem)) == [("about-a-tool", ("stem",))]


def test_a_rationale_of_a_word_or_two_teaches_nothing() -> None:
    thin = (*SOUND.options[:3], Option("A request", correct=False, rationale="Wrong."))
    assert found(replace(SOUND, options=thin)) == [("thin-rationale", ("options", 3, "rationale"))]


@pytest.mark.parametrize(
    "words",
    [
        "Option B is what the text says here.",
        "Compare with answer 3 for what is so.",
        "As choice two says, it is another thing.",
        "It mixes up what answer d) says of it.",
        "The second answer says what is so here.",
    ],
)
def test_a_rationale_that_names_an_option_by_its_place_is_found(words: str) -> None:
    first, *rest = SOUND.options
    spoilt = (Option(first.text, correct=True, rationale=words), *rest)
    assert found(replace(SOUND, options=spoilt)) == [("by-position", ("options", 0, "rationale"))]


def test_an_answer_to_a_caller_is_no_place() -> None:
    first, *rest = SOUND.options
    sound = Option(first.text, correct=True, rationale="The desk has to answer a caller at once.")
    assert found(replace(SOUND, options=(sound, *rest))) == []


@pytest.mark.parametrize(
    ("stem", "texts", "out"),
    [
        ("That is an [?] of it.", ("incident", "problem", "event", "outage"), [1]),
        ("That is a [?] of it.", ("user", "unit", "SLA", "hour"), [3]),
        ("What happens is an …", ("incident", "outage", "event", "error"), []),
        ("What happens is the [?]", ("incident", "problem", "event", "request"), []),
    ],
)
def test_an_option_that_the_article_of_the_stem_does_not_fit_is_found(
    stem: str, texts: tuple[str, ...], out: list[int]
) -> None:
    item = replace(MISSING, stem=stem, options=options(*texts))
    assert found(item) == [("grammar", ("options", n, "text")) for n in out]
