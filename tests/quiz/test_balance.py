"""Balance: keys in all places, no guess that pays, and no twins, from a certain number on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from itilsim.quiz.authoring import Finding
from itilsim.quiz.balance import FROM_ITEMS, balance_findings
from itilsim.quiz.questions import Item
from tests.quiz.exam_samples import bank, question
from tests.quiz.samples import CARD, SOUND, options


def found(items: Sequence[Item]) -> list[Finding]:
    return list(balance_findings(bank(*items)))


def questions(number: int, places: int = 4) -> list[Item]:
    """Different questions with the key in the first so many places."""
    return [question(f"q{n}", key=n % places) for n in range(number)]


def test_keys_in_all_places_are_balanced() -> None:
    assert found(questions(FROM_ITEMS)) == []


def test_keys_in_three_places_only_are_found_in_each_place() -> None:
    findings = found(questions(FROM_ITEMS, places=3))
    places = [one for one in findings if one.code == "key-positions"]
    assert [one.path for one in places] == [()] * 4
    assert "0.0% of the keys stand in place 4" in places[-1].message


def test_a_small_bank_has_no_shares() -> None:
    assert found(questions(FROM_ITEMS - 1, places=1)) == []


def test_cards_have_no_keys_to_count() -> None:
    cards = [replace(CARD, id=f"c{n}", front=f"What is c{n}?") for n in range(FROM_ITEMS)]
    assert found(cards) == []


@pytest.mark.parametrize(("right", "wrong"), [(" at last", ""), ("", " at last")])
def test_keys_that_are_longer_or_shorter_than_all_others_are_found(right: str, wrong: str) -> None:
    items = [
        replace(
            one,
            options=options(
                *(f"{each.text}{right if each.correct else wrong}" for each in one.options),
                key=one.key or 0,
            ),
        )
        for one in questions(FROM_ITEMS)
    ]
    findings = found(items)
    assert {one.code for one in findings} == {"guessable"}
    told = " ".join(one.message for one in findings)
    most, least = ("longest", "shortest") if right else ("shortest", "longest")
    assert f"the {most} option is the key in 100.0%" in told
    assert f"the {least} option is the key in 0.0%" in told


def test_the_later_of_two_twins_is_found() -> None:
    one = replace(SOUND, stem="Which colour has the harbour master's boat in winter?")
    twin = replace(SOUND, id="twin", stem="In winter, the harbour master's boat has which colour?")
    other = replace(SOUND, id="other", stem="Where does the pilot sleep on the ship at night?")
    (finding,) = found((one, other, twin))
    assert (finding.code, finding.path) == ("near-duplicate", ("items", 2, "stem"))


def test_twins_of_two_editions_and_of_two_styles_are_none() -> None:
    one = replace(SOUND, stem="Which colour has the harbour master's boat in winter?")
    four = replace(one, id="four", editions=("4",), stem=f"{one.stem} Say.")
    negative = replace(one, id="negative", style="negative", stem=f"{one.stem} NOT red.")
    assert found((one, four, negative)) == []


def test_the_same_question_word_for_word_is_left_to_the_rule_of_form() -> None:
    one = replace(SOUND, stem="Which colour has the harbour master's boat in winter?")
    assert found((one, replace(one, id="again"))) == []


@pytest.mark.parametrize(
    ("times", "right", "codes"), [(5, 0, ["stock-distractor"]), (4, 0, []), (5, 1, [])]
)
def test_a_wrong_answer_that_is_offered_again_and_again_and_never_right_is_found(
    times: int, right: int, codes: list[str]
) -> None:
    items = questions(FROM_ITEMS)
    for n, one in enumerate(items[: times + right]):
        place = (one.key or 0) if n < right else ((one.key or 0) + 1) % 4
        changed = tuple(
            replace(each, text="A plan of old") if m == place else each
            for m, each in enumerate(one.options)
        )
        items[n] = replace(one, options=changed)
    assert [one.code for one in found(items) if one.code == "stock-distractor"] == codes


@pytest.mark.parametrize(("cases", "codes"), [(40, []), (41, ["many-cases"])])
def test_a_bank_that_tells_a_case_before_almost_each_question_is_found(
    cases: int, codes: list[str]
) -> None:
    items = questions(FROM_ITEMS)
    for n in range(cases):
        items[n] = replace(items[n], stem=f"At q{n} a printer has failed. {items[n].stem}")
    assert [one.code for one in found(items) if one.code == "many-cases"] == codes
