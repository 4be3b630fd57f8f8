"""What is dropped from every string that enters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.content.clean import clean, clean_line, clean_tree
from tests.timing import quickly

FOREIGN = [
    *map(chr, range(9)),
    *map(chr, range(0x0B, 0x0D)),
    *map(chr, range(0x0E, 0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u00ad\u061c\u200b\u200c\u200d\u200e\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x2070)),
    "\ufeff",
    "\ufe0f",
    "\U000e0041",
    "\ud800",
    "\udfff",
]
"""Characters that steer a terminal or the direction of text, or cannot be seen."""


@pytest.mark.parametrize("character", FOREIGN, ids=[f"U+{ord(one):04X}" for one in FOREIGN])
def test_a_character_that_cannot_be_seen_is_dropped(character: str) -> None:
    assert clean(f"INC{character}001") == "INC001"


@pytest.mark.parametrize(
    ("payload", "left"),
    [
        ("\x1b]0;owned\x07title", "]0;ownedtitle"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b2Jgone", "2Jgone"),
        ("\x1b]52;c;cm0gLXJm\x07", "]52;c;cm0gLXJm"),
        ("\x1b]8;;https://example.org\x1b\\link", "]8;;https://example.org\\link"),
        ("user\u202etxt.exe", "usertxt.exe"),
        ("pay\u200bpal", "paypal"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_a_payload_loses_its_teeth_and_markup_stays_data(payload: str, left: str) -> None:
    assert clean(payload) == left


def test_line_ends_become_line_feeds_and_tabs_stay() -> None:
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"


def test_equal_looking_names_become_equal() -> None:
    assert clean("Zoe\u0308") == clean("Zo\u00eb") == "Zo\u00eb"


def test_ordinary_text_of_many_languages_stays() -> None:
    for text in ("Łódź", "Ünïcode", "日本語", "שלום", "مرحبا", "Приве́т", "नमस्ते", "😀"):
        assert clean(text) == unicodedata.normalize("NFC", text)


def test_stacked_marks_are_thinned_out() -> None:
    assert len(clean("a" + "\u0301" * 500)) < 12


def test_a_limit_cuts() -> None:
    assert clean("abcdef", 3) == "abc"
    assert clean("äöü", 2) == "äö"


def test_a_line_has_no_line_end() -> None:
    assert clean_line(" two\n\n lines\t here ") == "two lines here"


def test_a_tree_is_cleaned_in_keys_and_values() -> None:
    assert clean_tree({"a\x1b": ["b\x07", 1, None, {"c": "\u202ed"}]}) == {
        "a": ["b", 1, None, {"c": "d"}]
    }


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not set(once) & set(FOREIGN)


@pytest.mark.parametrize("unit", ["\u0315\u0300", "\u0301", "б", "e\u0315\u0300", "\u200b", "\r"])
def test_a_megabyte_takes_no_more_than_half_a_second(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    quickly(0.5, lambda: clean(text))
