"""The rules over a whole bank: ids, repeated questions, sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.authoring import Finding
from itilsim.quiz.consistency import bank_findings, repeated_ids
from itilsim.quiz.questions import Bank, Item, Source
from tests.quiz.samples import GLOSSARY, LIST, SOUND, options


def found_in_bank(*items: Item, source: Source = GLOSSARY) -> list[Finding]:
    return list(bank_findings(Bank(items, (source,))))


def test_an_id_is_used_once_in_a_bank() -> None:
    other = replace(SOUND, stem="What else is it?")
    (finding,) = found_in_bank(SOUND, other)
    assert (finding.code, finding.path) == ("duplicate-id", ("items", 1, "id"))


def test_the_same_question_under_another_id_is_found_in_spite_of_case_and_commas() -> None:
    again = replace(SOUND, id="again", stem="what is it")
    (finding,) = found_in_bank(SOUND, again)
    assert (finding.code, finding.path) == ("duplicate-item", ("items", 1, "stem"))


def test_the_same_stem_with_another_answer_is_another_question() -> None:
    options_ = options("An incident", "A problem", "An event", "A request", key=2)
    assert found_in_bank(SOUND, replace(SOUND, id="other", options=options_)) == []


def test_the_same_pairs_of_other_statements_are_another_question() -> None:
    other = replace(LIST, id="other", statements=("Hot", "Cold", "Wet", "Dry"))
    assert found_in_bank(LIST, other) == []


def test_an_unknown_source_is_found_with_the_words_that_would_be_right() -> None:
    (finding,) = found_in_bank(replace(SOUND, source="glossery"))
    assert (finding.code, finding.path) == ("unknown-source", ("items", 0, "source"))
    assert (finding.wrong, tuple(finding.known)) == ("glossery", ("glossary",))


def test_a_source_of_another_edition_does_not_carry_an_item() -> None:
    (finding,) = found_in_bank(SOUND, source=replace(GLOSSARY, edition="4"))
    assert (finding.code, finding.path) == ("source-edition", ("items", 0, "source"))


@pytest.mark.parametrize(("claimed", "given", "right"), [("H", "M", False), ("SME", "M", True)])
def test_no_item_is_surer_than_its_source(claimed: str, given: str, right: bool) -> None:
    item = replace(SOUND, confidence=claimed)  # type: ignore[arg-type]  # both are confidences
    source = replace(GLOSSARY, confidence=given)  # type: ignore[arg-type]  # as above
    codes = [finding.code for finding in found_in_bank(item, source=source)]
    assert codes == ([] if right else ["over-confident"])


def test_each_repetition_of_an_id_is_found_after_its_first_use() -> None:
    assert list(repeated_ids(["a", "b", "a", "c", "a", "b"])) == [2, 4, 5]


def test_a_broken_item_is_left_out_of_the_rules_of_the_bank_and_keeps_its_place() -> None:
    items = (replace(SOUND, source="?"), replace(SOUND, id="two", source="nobody"))
    broken = (frozenset({"source"}), frozenset[str]())
    found_ = list(bank_findings(Bank(items, (GLOSSARY,)), broken))
    assert [(finding.code, finding.path) for finding in found_] == [
        ("duplicate-item", ("items", 1, "stem")),
        ("unknown-source", ("items", 1, "source")),
    ]


def test_a_bank_gives_the_items_of_one_edition() -> None:
    four = replace(SOUND, id="four", editions=("4",), syllabus={"4": "6.2"})
    assert list(Bank((SOUND, four), (GLOSSARY,)).of_edition("4")) == [four]
