"""The whole bank to other formats and back, and read by programs that are not ours.

The one idea: our reader could share a mistake with our writer, so that a parser of somebody else
reads the same file and has to find the same words. Each is installed in an environment of its own;
where that cannot be done, the proof is skipped and says why.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from itilsim.content.bank import load_bank
from itilsim.content.bank_writer import save_bank
from itilsim.exchange.aiken import write_aiken
from itilsim.exchange.anki import write_anki
from itilsim.exchange.bank_csv import write_csv
from itilsim.exchange.gift import write_gift
from itilsim.exchange.gift_tags import tags_of
from itilsim.exchange.losses_reading import joined_stem
from itilsim.exchange.moodle_xml import write_moodle_xml
from itilsim.quiz.questions import Bank, Item
from itilsim.storage.places import content
from tests.exchange.nasty import items
from tests.exchange.test_bank_formats import AIKEN, CSV, GIFT, XML, Format, agree_but_for, back

pytestmark = pytest.mark.prove

NASTY = 1_000
"""Items with nasty texts that each format is tried with."""

MINUTES = 240
"""Longest time to wait for an installation, in seconds."""

Install = Callable[[str], Path]
"""Installs a package in an environment of its own and returns its Python."""

READ_XML = """
import json, sys
from moodle_xml_parser.parser import parse_file
found = parse_file(sys.argv[1])
print(json.dumps({
    one.name: [one.text_pre_parse, [[o.answer, o.score_fraction, o.feedback] for o in one.options]]
    for one in found["multichoice"]
}))
"""

READ_ANKI = """
import json, sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
collection = Collection(sys.argv[2])
for _ in range(2):
    request = ImportAnkiPackageRequest(package_path=sys.argv[1], options=ImportAnkiPackageOptions())
    collection.import_anki_package(request)
note = collection.get_note(collection.find_notes("Servicedesk OR tag:topic::service-desk")[0])
sound = collection.fix_integrity()[1]
print(json.dumps({
    "notes": collection.note_count(), "cards": collection.card_count(), "fields": note.fields,
    "tags": note.tags, "sound": sound,
    "decks": [one.name for one in collection.decks.all_names_and_ids()],
}))
collection.close()
"""

READ_GIFT = """
import { readFileSync } from "fs";
import * as gift from "gift-pegjs";
const text = readFileSync(process.argv[2], "utf8");
console.log(JSON.stringify((gift.parse || gift.default.parse)(text)));
"""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(content() / "questions")


@pytest.fixture
def install(tmp_path: Path) -> Install:
    def installed(package: str) -> Path:
        folder = tmp_path / "environment"
        python = folder / "bin" / "python"
        words: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            package,
        ]
        _or_skip([sys.executable, "-m", "venv", folder], package)
        _or_skip(words, package)
        return python

    return installed


def test_the_whole_bank_comes_back_from_every_format(bank: Bank, tmp_path: Path) -> None:
    exam = sum(item.in_exams for item in bank.items)
    for form in (GIFT, XML, CSV, AIKEN):
        text, losses = form.write(bank.items)
        after = back(form, text)
        agree_but_for(losses, bank.items, after)
        left_out = sum(loss.field == "item" for loss in losses)
        assert left_out == (len(bank.items) - exam if form is AIKEN else 0)
        assert losses == () or form is AIKEN
        print(
            f"\nstudy: {form.name}: {len(after):,} of {len(bank.items):,} items ({exam:,} for "
            f"exams) written and read back, {len(losses):,} losses listed, nothing else changed"
        )
    save_bank(tmp_path / "bank", bank)
    written = {item.id: item for item in load_bank(tmp_path / "bank").items}
    assert written == {item.id: item for item in bank.items}


@pytest.mark.parametrize("form", [GIFT, XML, CSV, AIKEN], ids=lambda form: form.name)
def test_nasty_texts_lose_only_what_is_listed(form: Format) -> None:
    counts = {"items": 0, "losses": 0, "left out": 0}

    @settings(max_examples=NASTY, deadline=None, database=None)
    @given(item=items())
    def holds(item: Item) -> None:
        text, losses = form.write([item])
        out = any(loss.field == "item" for loss in losses)
        counts["items"] += 1
        counts["losses"] += len(losses)
        counts["left out"] += out
        if not out:
            agree_but_for(losses, [item], back(form, text))

    holds()
    print(
        f"\nstudy: {form.name}: {counts['items']:,} items of nasty texts, {counts['losses']:,} "
        f"losses listed, {counts['left out']:,} left out as listed, nothing else changed"
    )


def test_pythons_csv_reads_our_csv(bank: Bank) -> None:
    text, _ = write_csv(bank.items)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for item, row in zip(bank.items, rows, strict=True):
        assert row["id"] == item.id
        assert row["stem"] in (item.stem, f"'{item.stem}")
        assert [row[f"rationale_{n}"] for n, _ in enumerate(item.options, 1)] == [
            option.rationale for option in item.options
        ]
    print(f"\nstudy: csv: {len(rows):,} rows read by Python's own reader")


def test_a_foreign_parser_reads_our_moodle_xml(
    bank: Bank, tmp_path: Path, install: Install
) -> None:
    python = install("moodle-xml-parser")
    path = tmp_path / "bank.xml"
    path.write_text(write_moodle_xml(bank.items)[0], encoding="utf-8")
    found = _told([python, "-c", READ_XML, path])
    exam = [item for item in bank.items if item.in_exams]
    assert len(found) == len(exam)
    for item in exam:
        stem, options = found[item.id]
        assert stem == joined_stem(item)
        assert [tuple(option) for option in options] == [
            (option.text, 100 * option.correct, option.rationale) for option in item.options
        ]
    print(f"\nstudy: moodle-xml: {len(exam):,} questions read by moodle-xml-parser, same words")


def test_a_foreign_parser_reads_our_gift(bank: Bank, tmp_path: Path) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("gift-pegjs needs npm and node")
    _or_skip([npm, "install", "--silent", "--prefix", tmp_path, "gift-pegjs"], "gift-pegjs")
    # Steps to order are Moodle's own addition, which this parser does not know.
    known = [item for item in bank.items if item.style != "order"]
    (tmp_path / "bank.gift").write_text(write_gift(known)[0], encoding="utf-8")
    (tmp_path / "read.mjs").write_text(READ_GIFT, encoding="utf-8")
    told = _told([node, tmp_path / "read.mjs", tmp_path / "bank.gift"])
    found = [one for one in told if one["type"] != "Category"]
    for item, one in zip(known, found, strict=True):
        assert one["id"] == one["title"] == item.id
        assert one["tags"] == list(tags_of(item))
        assert one["stem"]["text"] == (item.front or joined_stem(item))
        if item.options:
            assert [
                (choice["text"]["text"], choice["isCorrect"], choice["feedback"]["text"])
                for choice in one["choices"]
            ] == [(option.text, option.correct, option.rationale) for option in item.options]
        if item.pairs:
            assert [
                (pair["subquestion"]["text"], pair["subanswer"]) for pair in one["matchPairs"]
            ] == [(pair.left, pair.right) for pair in item.pairs]
        if item.back:
            assert one["globalFeedback"]["text"] == item.back
    print(f"\nstudy: gift: {len(found):,} questions read by gift-pegjs, same words and tags")


def test_ankis_own_library_opens_our_deck(bank: Bank, tmp_path: Path, install: Install) -> None:
    python = install("anki")
    path = tmp_path / "bank.apkg"
    path.write_bytes(write_anki(bank.items, 1_800_000_000.0)[0])
    found = _told([python, "-c", READ_ANKI, path, tmp_path / "collection.anki2"])
    assert found["notes"] == found["cards"] == len(bank.items)
    assert found["sound"]
    assert "topic::service-desk" in found["tags"]
    first = next(item for item in bank.items if item.topic == "service-desk")
    assert first.stem in found["fields"][0]
    assert first.options[first.key or 0].rationale in found["fields"][1]
    assert {f"itilsim::ITIL {edition}" for edition in ("2011", "4", "5")} <= {*found["decks"]}
    print(
        f"\nstudy: anki: {found['notes']:,} notes and {found['cards']:,} cards after the deck was "
        "imported twice into Anki's own library, collection sound"
    )


def test_aiken_is_what_moodle_documents(bank: Bank) -> None:
    """Source: Moodle's description of the format: stem, options A to D, ANSWER, each a line."""
    blocks = write_aiken(bank.items)[0].strip().split("\n\n")
    assert len(blocks) == sum(item.in_exams for item in bank.items)
    for block in blocks:
        _stem, *options, answer = block.split("\n")
        assert [option[:3] for option in options] == ["A. ", "B. ", "C. ", "D. "]
        assert answer in {f"ANSWER: {letter}" for letter in "ABCD"}


def _told(words: list[str | Path]) -> Any:  # noqa: ANN401 - JSON
    """The JSON that a program prints."""
    ended = subprocess.run(words, check=False, capture_output=True, text=True, timeout=MINUTES)
    assert ended.returncode == 0, ended.stderr[-2_000:]
    return json.loads(ended.stdout)


def _or_skip(words: list[str | Path], package: str) -> None:
    """Run a step of an installation; where it fails, nothing can be proved here."""
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=MINUTES)
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", None) or str(error).encode()
        pytest.skip(f"{package} cannot be installed: {told.decode(errors='replace')[-200:]}")
