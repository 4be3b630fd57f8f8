"""GIFT as others write it: what Moodle's own reader understands is understood here."""

from __future__ import annotations

import pytest

from itilsim.exchange.gift import read_gift, write_gift
from itilsim.exchange.losses import Assumed
from itilsim.exchange.losses_reading import Reading
from itilsim.quiz.questions import Item, Pair
from tests.quiz.samples import LIST, MATCH, ORDER, SOUND

FOUR = "{=one ~two ~three ~four}"


def read(text: str) -> Reading:
    return read_gift(text.encode(), "x.gift", Assumed("4"))


def only(text: str) -> Item:
    (item,) = read(text).whole().items
    return item


def test_escapes_are_undone_and_plain_signs_are_structure() -> None:
    item = only(r"::a\:b:: Is 1 + 1 \= 2 \{yes\} \~ \#? {=\=2#so\: yes it really is so ~3 ~4 ~\\5}")
    assert item.id == "a-b"
    assert item.stem == "Is 1 + 1 = 2 {yes} ~ #?"
    assert [option.text for option in item.options] == ["=2", "3", "4", "\\5"]
    assert item.options[0].rationale == "so: yes it really is so"


def test_a_name_that_is_an_id_stays_and_any_other_becomes_one() -> None:
    found = read(f"::good-id:: One?{FOUR}\n\n::Häßlich  Nr. 1:: Two?{FOUR}\n\nThree?{FOUR}").whole()
    assert [item.id for item in found.items] == ["good-id", "halich-nr-1", "three"]
    assert [loss.what for loss in found.losses if loss.field == "id"] == [
        "was 'Häßlich  Nr. 1'; now halich-nr-1",
        "was 'Three?'; now three",
    ]


def test_two_questions_of_one_name_get_two_ids() -> None:
    found = read(f"::a b:: One?{FOUR}\n\n::a b:: Two?{FOUR}\n\n::a-b:: Three?{FOUR}").whole()
    assert len({item.id for item in found.items}) == 3


def test_a_missing_word_stands_where_the_answers_stand() -> None:
    item = only("An incident is an unplanned {=interruption ~change ~event ~risk} of a service.")
    assert item.style == "missing-word"
    assert item.stem == "An incident is an unplanned [?] of a service."


def test_the_style_is_told_by_the_form() -> None:
    assert only(f"Which is NOT one?{FOUR}").style == "negative"
    listed = r"Which two?\n1. a\n2. b\n3. c\n4. d {=1 and 2 ~2 and 3 ~3 and 4 ~1 and 4}"
    assert only(listed).statements == ("a", "b", "c", "d")


def test_html_becomes_words_and_what_is_lost_of_it_is_told() -> None:
    text = "[html]<p>What &lt;is&gt;</p><p>an <b>incident</b>?</p> {=1 ~2 ~3 ~4}"
    found = read(text).whole()
    assert found.items[0].stem == "What <is>\nan incident?"
    assert "its formatting is lost" in {loss.what for loss in found.losses if loss.field == "stem"}
    assert only("[plain]What <b>is</b> it? {=1 ~2 ~3 ~4}").stem == "What <b>is</b> it?"


def test_weights_other_than_all_or_nothing_are_told() -> None:
    found = read("Which?{~%100%a ~%50%b ~%-50%c ~d}")
    (item,) = found.whole().items
    assert item.key == 0
    assert [loss.field for loss in found.losses if "weight" in loss.field] == [
        "options[1].weight",
        "options[2].weight",
    ]


def test_pairs_and_steps_are_practice_items() -> None:
    pairs = only("Match. {=a -> x =b -> y =c -> z}").pairs
    assert pairs == (Pair("a", "x"), Pair("b", "y"), Pair("c", "z"))
    steps = only("Order. {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123\none\ntwo\nthree\n}").steps
    assert steps == ("one", "two", "three")


def test_an_open_question_with_its_answer_is_a_card() -> None:
    item = only("What is a risk? {####A possible event.}")
    assert (item.style, item.front, item.back) == ("card", "What is a risk?", "A possible event.")


def test_comments_are_no_questions_and_their_tags_are_read() -> None:
    found = read(f"// just a remark\n\n// [id:x-1] [tag:bloom:2] [tag:mine]\nOne?{FOUR}").whole()
    assert found.items[0].id == "x-1"
    assert found.items[0].bloom == 2
    assert ("tags", "'mine' has no place") in {(loss.field, loss.what) for loss in found.losses}


def test_a_category_like_ours_names_edition_and_topic() -> None:
    text = f"$CATEGORY: $course$/top/itilsim/5/risk\n\nOne?{FOUR}"
    item = read_gift(text.encode()).whole().items[0]
    assert (item.editions, item.topic) == (("5",), "risk")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No answers at all.", "no-answers"),
        ("Never closed? {=a ~b", "unbalanced"),
        ("Never opened? =a ~b}", "unbalanced"),
        ("True? {T}", "not-supported"),
        ("How many? {#3:1}", "not-supported"),
        ("Say it. {=this =that}", "not-supported"),
        ("Write an essay. {}", "not-supported"),
        ("Match. {=a -> x =b =c -> z}", "no-pair"),
        ("Which? {=a ~b ~c}", "option-count"),
        ("Which? {~a ~b ~c ~d}", "no-key"),
        ("Which? {=a ~b ~c ~A}", "duplicate"),
        (f"// [tag:bloom:9]\nWhich?{FOUR}", "wrong-value"),
        (f"// [tag:topic:cooking]\nWhich?{FOUR}", "unknown-topic"),
        ("Which? {" + "~a" * 200 + "}", "too-large"),
        ("Which" * 5_000 + FOUR, "too-large"),
    ],
)
def test_what_cannot_become_an_item_is_a_problem_at_its_line(text: str, code: str) -> None:
    found = read(f"First?{FOUR}\n\n// remark\n{text}\n\nLast?{FOUR}")
    assert len(found.items) == 2
    assert code in {problem.code for problem in found.problems}
    assert {problem.line for problem in found.problems} <= {4, 5}


def test_two_questions_with_one_id_are_a_problem() -> None:
    found = read(f"// [id:same]\nOne?{FOUR}\n\n// [id:same]\nTwo?{FOUR}")
    assert [problem.code for problem in found.problems] == ["duplicate-id"]


def test_every_text_is_declared_plain_so_that_moodle_takes_no_markup() -> None:
    text, _ = write_gift([SOUND])
    assert "::sound::[plain]What is it? {" in text
    assert "\t=An incident#Mixes up the fire and the smoke.\n" in text
    assert "$CATEGORY: $course$/top/itilsim/2011/incident-management\n\n" in text


def test_no_question_has_an_empty_line_in_it() -> None:
    text, _ = write_gift([LIST, ORDER, MATCH])
    blocks = text.strip().split("\n\n")
    assert len(blocks) == 1 + 3


def test_twenty_thousand_questions_are_the_most() -> None:
    with pytest.raises(Exception, match="more than 20,000 questions"):
        read("a\n\n" * 20_001)


@pytest.mark.parametrize(
    "piece", ["[id:", "[tag:", "\\", "[html]<a ", "<!--", "::", "1. ", "{", "~"]
)
def test_a_hostile_file_costs_no_more_than_its_length(piece: str) -> None:
    """A reader that looked back over the rest for each piece would take minutes for these."""
    for text in (f"// {piece * 100_000}\nOne?{FOUR}", f"{piece * 100_000}{FOUR}"):
        assert len(read(text).items) <= 1
