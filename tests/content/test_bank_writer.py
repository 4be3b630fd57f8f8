"""A bank written is the bank that was loaded, in the layout of the shipped files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itilsim.content import bank_writer
from itilsim.content.bank import load_bank
from itilsim.content.bank_writer import WIDTH, bank_texts, items_text, save_bank
from itilsim.content.clean import clean
from itilsim.content.source import parse
from itilsim.content.validate import load
from itilsim.domain.errors import UsageError
from itilsim.quiz.questions import Bank, BankFile, Item, Option
from itilsim.storage.places import content
from tests.quiz.samples import CARD, GLOSSARY, LIST, MATCH, ORDER, SOUND

QUESTIONS = content() / "questions"
NASTY = st.lists(
    st.sampled_from(
        [*" :#-?|>'\"\\%@`&*!{}[],\t\n~=", ": ", " #", "- ", "---", "...", "null", "yes", "0x1f"]
    )
    | st.text(max_size=4),
    min_size=1,
    max_size=40,
).map(lambda parts: clean("".join(parts)))


def items_of(text: str) -> tuple[Item, ...]:
    return load(parse(text.encode(), "x.yaml"), BankFile, kind="bank").items


def test_the_shipped_files_are_written_as_they_are() -> None:
    texts = bank_texts(load_bank(QUESTIONS))
    for name, text in texts.items():
        if "/" in name:
            assert text == (QUESTIONS / name).read_text(encoding="utf-8"), name


def test_a_saved_bank_is_loaded_again(tmp_path: Path) -> None:
    practice = [replace(item, id=item.style) for item in (LIST, ORDER, MATCH, CARD)]
    bank = Bank((SOUND, *practice), (GLOSSARY,))
    names = save_bank(tmp_path / "new" / "mine", bank)
    assert Path("2011/incident-management.yaml") in names
    assert load_bank(tmp_path / "new" / "mine") == bank
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["mine"]


@settings(max_examples=150, deadline=None)
@given(text=NASTY, other=NASTY)
def test_any_clean_text_comes_back(text: str, other: str) -> None:
    option = Option(text or "x", correct=True, rationale=other or "x")
    item = replace(SOUND, stem=text, options=(option,), statements=(other, text), stage=other)
    assert items_of(items_text([item])) == (item,)


def test_long_texts_are_folded() -> None:
    item = replace(SOUND, stem="word " * 60 + "end: it is #1", front="x" * 200)
    text = items_text([item])
    assert "    stem: >-\n      word word" in text
    assert items_of(text) == (item,)
    assert all(len(line) <= WIDTH for line in text.split("\n") if "xxx" not in line)


def test_a_file_that_would_be_too_long_goes_on_in_a_second_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bank_writer, "MAX_CHARACTERS", 2_000)
    items = tuple(replace(SOUND, id=f"item-{n}") for n in range(9))
    names = [name for name in bank_texts(Bank(items, ())) if name.startswith("2011/")]
    assert names[:2] == ["2011/incident-management.yaml", "2011/incident-management-2.yaml"]
    assert len(names) > 2


def test_nothing_is_written_over_and_nothing_half(tmp_path: Path) -> None:
    bank = Bank((SOUND,), (GLOSSARY,))
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").touch()
    (tmp_path / "file").touch()
    for name in ("there", "file"):
        with pytest.raises(UsageError, match="is there already"):
            save_bank(tmp_path / name, bank)
    with pytest.raises(UsageError):
        save_bank(tmp_path / "file" / "below", bank)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "there"]
