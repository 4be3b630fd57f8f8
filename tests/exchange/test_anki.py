"""Anki decks: stable ids, no text taken for markup, everything that is lost listed."""

from __future__ import annotations

import io
import sqlite3
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.domain.errors import UsageError
from itilsim.exchange.anki import back_of, front_of, write_anki
from tests.quiz.samples import CARD, LIST, MATCH, ORDER, SOUND

AT = 1_800_000_000.0


def notes(data: bytes, folder: Path) -> list[tuple[str, str, str]]:
    """Id, tags and fields of the notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as database:
        rows = database.execute("select guid, tags, flds from notes order by id").fetchall()
    database.close()
    return rows


def test_a_note_keeps_its_id_when_its_words_change(tmp_path: Path) -> None:
    before, _ = write_anki([SOUND, CARD], AT)
    after, _ = write_anki([replace(SOUND, stem="What is it then?"), CARD], AT + 1)
    old, new = notes(before, tmp_path), notes(after, tmp_path)
    assert [guid for guid, *_ in old] == [guid for guid, *_ in new]
    assert old[0][2] != new[0][2]
    assert old[0][1].split() == ["edition::2011", "topic::incident-management"]


def test_a_card_asks_with_the_options_and_answers_with_key_and_rationales() -> None:
    assert "A. An incident<br>B. A problem" in front_of(SOUND)
    assert "A. An incident" in back_of(SOUND)
    assert back_of(SOUND).count("Mixes up the fire") == 4
    assert "glossary" in back_of(SOUND)
    assert "<li>It is round</li>" in front_of(LIST)


def test_what_is_to_be_ordered_or_matched_is_not_shown_in_its_order() -> None:
    assert front_of(ORDER).index("close") < front_of(ORDER).index("log")
    assert back_of(ORDER).index("log") < back_of(ORDER).index("close")
    assert "a – x" in back_of(MATCH)
    assert "–" not in front_of(MATCH)


def test_no_text_is_taken_for_markup_or_for_a_field() -> None:
    nasty = front_of(replace(SOUND, stem="<script>{{Back}}</script> & [sound:x.mp3]"))
    assert "<script>" not in nasty
    assert "{{" not in nasty


def test_what_a_card_cannot_hold_is_listed() -> None:
    _, losses = write_anki([SOUND, replace(CARD, id="card", beyond_exam=True)], AT)
    fields = {"syllabus", "stage", "bloom", "style", "confidence", "review"}
    assert {loss.field for loss in losses if loss.item == "sound"} == fields
    assert {loss.field for loss in losses if loss.item == "card"} == fields | {"beyond_exam"}


def test_without_the_extra_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(UsageError, match=r"pip install itilsim\[anki\]"):
        write_anki([SOUND], AT)
