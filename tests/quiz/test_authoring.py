"""The rules of question writing: what each one finds, and that a sound item passes them all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.quiz.authoring import MAX_WORDS, item_findings
from itilsim.quiz.questions import Item, Pair
from itilsim.quiz.syllabus import AREAS, STAGES, area_of
from tests.quiz.samples import CARD, LIST, MATCH, MISSING, NEGATIVE, ORDER, SOUND, options


def found(item: Item) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(finding.code, finding.path) for finding in item_findings(item)]


@pytest.mark.parametrize("item", [SOUND, LIST, MISSING, NEGATIVE, ORDER, MATCH, CARD])
def test_a_sound_item_of_each_style_passes_every_rule(item: Item) -> None:
    assert found(item) == []


@pytest.mark.parametrize("item", [SOUND, LIST, MISSING, NEGATIVE])
def test_only_items_with_four_options_are_for_exams(item: Item) -> None:
    assert item.in_exams
    assert item.key == 0


@pytest.mark.parametrize("item", [ORDER, MATCH, CARD])
def test_practice_material_has_no_key_and_stays_out_of_exams(item: Item) -> None:
    assert not item.in_exams
    assert item.key is None


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        (replace(SOUND, syllabus={}), "editions-differ", ("syllabus",)),
        (
            replace(SOUND, syllabus={"2011": "5", "4": "7.1"}),
            "editions-differ",
            ("syllabus", "4"),
        ),
        (replace(SOUND, editions=("2011", "2011")), "duplicate", ("editions", 1)),
        (replace(SOUND, syllabus={"2011": "10"}), "unknown-criterion", ("syllabus", "2011")),
        (replace(SOUND, syllabus={"2011": "5."}), "unknown-criterion", ("syllabus", "2011")),
        (replace(SOUND, stage="operate"), "unknown-stage", ("stage",)),
        (replace(SOUND, stem=""), "missing-key", ()),
        (replace(SOUND, options=()), "missing-key", ()),
        (replace(LIST, statements=()), "missing-key", ()),
        (replace(SOUND, statements=("It is round",)), "not-for-style", ("statements",)),
        (replace(CARD, stem="What is it?"), "not-for-style", ("stem",)),
        (replace(SOUND, options=SOUND.options[:3]), "option-count", ("options",)),
        (replace(SOUND, options=options("a", "b", "c", "d", key=9)), "no-key", ("options",)),
        (replace(SOUND, options=options("a", "b", "c", "A.")), "duplicate", ("options", 3, "text")),
        (
            replace(SOUND, options=options("a", "b", "c", "All of the above")),
            "option-about-options",
            ("options", 3, "text"),
        ),
        (replace(LIST, statements=LIST.statements[:3]), "statement-count", ("statements",)),
        (replace(LIST, statements=("a", "b", "c", "b")), "duplicate", ("statements", 3)),
        (
            replace(LIST, options=options("1 and 2", "2 and 3", "3 and 4", "4 and 1")),
            "not-a-pair",
            ("options", 3, "text"),
        ),
        (replace(MISSING, stem="It is one thing."), "gap-count", ("stem",)),
        (replace(MISSING, stem="A [?] of a [?]."), "gap-count", ("stem",)),
        (replace(SOUND, stem="What is a [?] here?"), "gap-count", ("stem",)),
        (replace(NEGATIVE, stem="Which of these is not one?"), "negative-form", ("stem",)),
        (replace(SOUND, stem="All are true EXCEPT which?"), "negative-form", ("stem",)),
        (replace(SOUND, stem="word " * MAX_WORDS), "too-long", ("stem",)),
        (replace(ORDER, steps=("log", "close")), "too-few", ("steps",)),
        (replace(ORDER, steps=("log", "sort", "log")), "duplicate", ("steps", 2)),
        (
            replace(MATCH, pairs=(Pair("a", "x"), Pair("b", "y"), Pair("c", "x"))),
            "duplicate",
            ("pairs", 2, "right"),
        ),
    ],
)
def test_each_mistake_in_an_item_is_found_where_it_is(
    item: Item, code: str, path: tuple[str | int, ...]
) -> None:
    assert found(item) == [(code, path)]


def test_each_key_after_the_first_is_one_too_many() -> None:
    item = replace(SOUND, options=tuple(replace(o, correct=True) for o in SOUND.options))
    assert [path for _, path in found(item)] == [("options", n, "correct") for n in (1, 2, 3)]


def test_an_item_of_exactly_the_longest_length_passes() -> None:
    words = MAX_WORDS - sum(len(option.text.split()) for option in SOUND.options)
    assert found(replace(SOUND, stem="word " * words)) == []


def test_an_item_for_two_editions_may_use_the_stages_of_either() -> None:
    both = replace(SOUND, editions=("2011", "4"), syllabus={"2011": "5", "4": "7.1"})
    for stage in (*STAGES["2011"], *STAGES["4"]):
        assert found(replace(both, stage=stage)) == []


def test_every_edition_has_areas_and_stages() -> None:
    assert set(AREAS) == set(STAGES) == {"2011", "4", "5"}
    assert [len(areas) for areas in AREAS.values()] == [9, 7, 7]


def test_a_broken_field_silences_only_the_rules_that_read_it() -> None:
    item = replace(SOUND, stage="nowhere", stem="What is a [?] here?")
    codes = {finding.code for finding in item_findings(item, frozenset({"stage"}))}
    assert codes == {"gap-count"}


def test_a_criterion_belongs_to_the_area_before_its_dot() -> None:
    assert area_of("4", "7.1") == area_of("4", "7") == "7"
    assert area_of("4", "8.1") == area_of("4", "7.1.1") == area_of("4", "") == ""


def test_options_without_letters_are_compared_as_they_are() -> None:
    assert found(replace(SOUND, options=options("<", ">", "=", "≠"))) == []
