"""Questions to another format and back: what is not listed as lost is as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itilsim.content.bank import load_bank
from itilsim.content.foreign import MAX_BYTES, read_foreign
from itilsim.domain.errors import ContentError
from itilsim.exchange.aiken import read_aiken, write_aiken
from itilsim.exchange.bank_csv import read_csv, write_csv
from itilsim.exchange.gift import read_gift, write_gift
from itilsim.exchange.gift_tags import tags_of
from itilsim.exchange.losses import CHANGED, CUT, Assumed, Loss, parts
from itilsim.exchange.losses_reading import Reading
from itilsim.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from itilsim.quiz.questions import Item
from itilsim.storage.places import content
from tests.exchange.nasty import items
from tests.quiz.samples import CARD, LIST, MATCH, MISSING, NEGATIVE, ORDER, SOUND


@dataclass(frozen=True)
class Format:
    """A format with its two functions."""

    name: str
    """Its name on the command line."""
    write: Callable[[Sequence[Item]], tuple[str, tuple[Loss, ...]]]
    """Makes the text."""
    read: Callable[[bytes, str, Assumed], Reading]
    """Takes it."""


GIFT = Format("gift", write_gift, read_gift)
XML = Format("moodle-xml", write_moodle_xml, read_moodle_xml)
CSV = Format("csv", write_csv, read_csv)
AIKEN = Format("aiken", write_aiken, read_aiken)
FORMATS = pytest.mark.parametrize("form", [GIFT, XML, CSV, AIKEN], ids=lambda form: form.name)
WHOLE = pytest.mark.parametrize("form", [GIFT, XML, CSV], ids=lambda form: form.name)

EVERY_STYLE = tuple(
    replace(item, id=f"item-{n}", stem=item.stem and f"{item.stem} ({n})")
    for n, item in enumerate((SOUND, LIST, MISSING, NEGATIVE, ORDER, MATCH, CARD))
)
HERE = Assumed("2011")


def back(form: Format, text: str) -> tuple[Item, ...]:
    return form.read(text.encode(), "file", HERE).whole().items


def agree_but_for(losses: Sequence[Loss], before: Sequence[Item], after: Sequence[Item]) -> None:
    """Everything is as it was but what is listed."""
    left_out = {loss.item for loss in losses if loss.field == "item"}
    kept = [item for item in before if item.id not in left_out]
    assert len(kept) == len(after)
    for old, new in zip(kept, after, strict=True):
        lost = {loss.field for loss in losses if loss.item == old.id}
        was, comes = parts(old), parts(new)
        for name in {*was, *comes} - lost:
            assert was.get(name) == comes.get(name), (old.id, name)


@WHOLE
def test_every_style_comes_back_whole(form: Format) -> None:
    text, losses = form.write(EVERY_STYLE)
    assert losses == ()
    assert back(form, text) == EVERY_STYLE


@WHOLE
def test_an_item_of_two_editions_comes_back_whole(form: Format) -> None:
    item = replace(SOUND, editions=("2011", "4"), syllabus={"2011": "5", "4": "6.1"}, bloom=2)
    text, losses = form.write([replace(item, beyond_exam=True)])
    assert losses == ()
    assert back(form, text) == (replace(item, beyond_exam=True),)


def test_aiken_keeps_stem_options_and_key_and_lists_all_else() -> None:
    text, losses = write_aiken(EVERY_STYLE)
    exam = [item for item in EVERY_STYLE if item.in_exams]
    assert {loss.item for loss in losses if loss.field == "item"} == {"item-4", "item-5", "item-6"}
    lost = {loss.field for loss in losses if loss.item == "item-0"}
    metadata = {"id", "editions", "syllabus", "stage", "topic", "bloom", "style", "source"}
    rationales = {f"options[{n}].rationale" for n in range(4)}
    assert lost == metadata | rationales | {"confidence", "review"}
    after = back(AIKEN, text)
    assert [item.stem for item in after] == [item.stem for item in exam]
    assert [item.key for item in after] == [item.key for item in exam]
    assert after[1].statements == exam[1].statements
    agree_but_for(losses, EVERY_STYLE, after)


@settings(max_examples=15, deadline=None)
@given(item=items())
@pytest.mark.parametrize("form", [GIFT, XML, CSV, AIKEN], ids=lambda form: form.name)
def test_nasty_texts_come_back_but_for_what_is_listed(form: Format, item: Item) -> None:
    text, losses = form.write([item])
    if any(loss.field == "item" for loss in losses):
        return
    agree_but_for(losses, [item], back(form, text))


@settings(max_examples=15, deadline=None)
@given(item=items())
@pytest.mark.parametrize("form", [XML, CSV], ids=lambda form: form.name)
def test_xml_and_csv_lose_nothing_but_white_space_at_the_ends(form: Format, item: Item) -> None:
    _, losses = form.write([item])
    cut = {loss.field for loss in losses if loss.what == CUT}
    of_the_stem = item.statements and any("\n" in text for text in (item.stem, *item.statements))
    assert of_the_stem or {loss.field for loss in losses} == cut
    assert not (cut and form is CSV)


@settings(max_examples=10, deadline=None)
@given(nasty=st.lists(items(), min_size=2, max_size=4))
@FORMATS
def test_nasty_neighbours_do_not_disturb_each_other(form: Format, nasty: list[Item]) -> None:
    mixed = [replace(item, id=f"nasty-{n}") for n, item in enumerate(nasty)]
    text, _ = form.write(mixed)
    alone = [form.write([item]) for item in mixed]
    held = [one for one, losses in alone if not any(loss.field == "item" for loss in losses)]
    together = form.read(text.encode(), "file", HERE)
    refused = [problem for problem in together.problems if problem.code != "duplicate-item"]
    assert held == [] or refused == []
    assert len(together.items) + len(together.problems) == max(len(held), 1)


@FORMATS
def test_what_a_format_trims_or_twists_is_listed(form: Format) -> None:
    spaced = replace(SOUND, stem="\tWhat is it?  ")
    losses = [loss for loss in form.write([spaced])[1] if loss.field == "stem"]
    assert losses == ([] if form is CSV else [Loss("sound", "stem", CUT)])
    twisted = replace(MATCH, pairs=(replace(MATCH.pairs[0], left="a -> b"), *MATCH.pairs[1:]))
    found = {loss.field: loss.what for loss in form.write([twisted])[1]}
    assert found.get("pairs[0].left") == (CHANGED if form is GIFT else None)


@FORMATS
def test_what_the_file_does_not_say_is_assumed_aloud(form: Format) -> None:
    text = {
        "gift": "What is an incident? {=a thing ~b thing ~c thing ~d thing}",
        "moodle-xml": (
            '<quiz><question type="multichoice"><name><text>Q</text></name><questiontext>'
            "<text>What is an incident?</text></questiontext>"
            + "".join(
                f'<answer fraction="{100 * (n == "a")}"><text>{n} thing</text></answer>'
                for n in "abcd"
            )
            + "</question></quiz>"
        ),
        "csv": (
            "stem,option_1,option_2,option_3,option_4,key\n"
            "What is an incident?,a thing,b thing,c thing,d thing,1\n"
        ),
        "aiken": "What is an incident?\nA. a thing\nB) b thing\nC. c thing\nD. d thing\nANSWER: A",
    }[form.name]
    found = form.read(text.encode(), "file", Assumed("4", "incident-management")).whole()
    (item,) = found.items
    assert item.stem == "What is an incident?"
    assert [option.text for option in item.options] == [f"{n} thing" for n in "abcd"]
    assert item.key == 0
    assert (item.editions, item.topic, item.confidence) == (("4",), "incident-management", "SME")
    lost = {loss.field for loss in found.losses}
    assert {"id", "editions", "syllabus", "stage", "topic", "style", "options[3].rationale"} <= lost
    nowhere = form.read(text.encode(), "file", Assumed())
    assert nowhere.items == ()
    assert [(one.code, one.hint) for one in nowhere.problems] == [
        ("no-edition", "add --edition 4, or 2011")
    ]


@FORMATS
@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"a\xffb", "not-utf8", (1, 2)),
        (b"one\ntwo \x00", "bad-character", (2, 5)),
        ("é".encode("utf-16"), "not-utf8", (1, 1)),
        (b"\xc3\xa9 \xff", "not-utf8", (1, 3)),
    ],
)
def test_what_is_no_utf_8_text_is_refused_at_its_place(
    form: Format, data: bytes, code: str, place: tuple[int, int]
) -> None:
    with pytest.raises(ContentError) as refused:
        form.read(data, "file", HERE)
    (problem,) = refused.value.problems
    assert (problem.code, (problem.line, problem.column)) == (code, place)


@FORMATS
def test_a_byte_order_mark_and_other_line_ends_are_tolerated(form: Format) -> None:
    text, _ = form.write([SOUND])
    plain = form.read(text.encode(), "file", HERE).items
    for ends in ("\n", "\r\n", "\r"):
        varied = text.replace("\r\n", "\n").replace("\n", ends).encode()
        assert form.read(b"\xef\xbb\xbf" + varied, "file", HERE).items == plain


@FORMATS
def test_an_empty_file_has_no_questions(form: Format) -> None:
    empty = b"<quiz/>" if form is XML else b"stem,key\n" if form is CSV else b"\n"
    assert [one.code for one in form.read(empty, "file", HERE).problems] == ["no-questions"]


@WHOLE
def test_terminal_escapes_and_direction_marks_are_removed_aloud(form: Format) -> None:
    marked = "What \u202eis\u2066 \u200bit?"
    text = form.write([SOUND])[0].replace("What is it?", marked)
    found = form.read(text.encode(), "file", HERE).whole()
    assert found.items == (SOUND,)
    assert [loss.field for loss in found.losses] == ["stem"]


@WHOLE
def test_every_problem_of_a_file_is_listed_with_its_line(form: Format) -> None:
    two_keys = tuple(replace(option, correct=True) for option in SOUND.options[:2])
    wrong = [
        replace(SOUND, id="two-keys", stem="One?", options=(*two_keys, *SOUND.options[2:])),
        replace(SOUND, id="good", stem="Two?"),
        replace(SOUND, id="three-options", stem="Three?", options=SOUND.options[:3]),
    ]
    found = form.read(form.write(wrong)[0].encode(), "file", HERE)
    assert [item.id for item in found.items] == ["good"]
    assert [problem.code for problem in found.problems] == ["two-keys", "option-count"]
    first, second = (problem.line for problem in found.problems)
    assert 1 < first < second
    with pytest.raises(ContentError, match="option-count"):
        found.whole()


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.gift"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ContentError, match="too-large"):
        read_foreign(path)
    with pytest.raises(ContentError, match="unreadable"):
        read_foreign(tmp_path)


def test_no_tag_of_the_shipped_bank_is_longer_than_moodle_keeps() -> None:
    """Moodle cuts tags at 50 characters. Source: its `TAG_MAX_LENGTH`."""
    for item in load_bank(content() / "questions").items:
        assert max(map(len, tags_of(item))) <= 50, item.id
