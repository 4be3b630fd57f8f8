"""Mistakes planted in the files of a bank, each with what `check` has to say about it.

The one idea: a mistake is one replacement in a sound file. Where it is found is given by the text
that stands on that line, so that nobody counts lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SOURCES = "schema: itilsim/sources/v1\nsources:\n" + "".join(
    f"""\
  - id: {id_}
    authority: A publisher
    edition: "{edition}"
    where: "the glossary, entry of the term"
    confidence: {confidence}
"""
    for id_, edition, confidence in (
        ("glossary-2011", "2011", "H"),
        ("textbook-2011", "2011", "M"),
        ("glossary-4", "4", "H"),
        ("spare-1", "5", "H"),
        ("spare-2", "5", "H"),
        ("spare-3", "5", "H"),
        ("spare-4", "5", "H"),
    )
)

ITEM = """\
  - id: {id}
    editions: ["2011"]
    syllabus: {{"2011": "5"}}
    stage: operation
    topic: incident-management
    bloom: 1
    style: {style}
    stem: {stem}
{more}    options:
      - text: {texts[0]}
        correct: false
        rationale: "{id}, first: mixes up the cause and what it does"
      - text: {texts[1]}
        correct: true
        rationale: "{id}, second: this is what the word is for"
      - text: {texts[2]}
        correct: false
        rationale: "{id}, third: mixes up the thing and its owner"
      - text: {texts[3]}
        correct: false
        rationale: "{id}, fourth: mixes up the wish and the failure"
    source: glossary-2011
    confidence: H
    review: draft
"""

BLUEPRINT = """\
schema: itilsim/blueprint/v1
edition: "2011"
title: A small exam
note: all of it is ours
questions: 4
minutes: 6
extra_minutes: 2
pass_mark: 3
papers: 2
cells:
  - {syllabus: "5", count: 4}
most: {list: 2, missing_word: 2, negative: 1}
"""

DIFFERENCES = "schema: itilsim/differences/v1\ndifferences:\n" + "".join(
    f"""\
  - id: {id_}
    topic: {topic}
    about: What it is
    views:
      - sources: {{"2011": glossary-2011}}
        fact: It is one thing.
      - sources: {{"4": glossary-4, "5": spare-1}}
        fact: It is another thing.
"""
    for id_, topic in (
        ("problem", "problem-management"),
        ("change", "change-management"),
        ("value", "value"),
        ("desk", "service-desk"),
    )
)

PUMP = 'correct: true\n        rationale: "ship-9, second'
"""The key of a ship, where it is the second one marked as such."""

WORDS = ("a lamp", "a pump", "a rope", "a sail")
PAIRS = ("1 and 2", "2 and 3", "3 and 4", "1 and 4")


def item(
    name: str, style: str = "standard", *, texts: tuple[str, ...] = WORDS, stem: str = ""
) -> str:
    """A sound item; stem and options carry its name, so that no two are alike."""
    stem = stem or f"What is {name}?"
    more = ""
    if style == "list":
        more = "    statements:\n" + "".join(
            f"      - {name} is {word}\n" for word in ("long", "old", "cold", "wet")
        )
    elif style == "missing-word":
        stem = f"The [?] is what {name} has."
    elif style == "negative":
        stem = f"Which is NOT a part of {name}?"
    return ITEM.format(id=name, style=style, stem=f'"{stem}"', texts=texts, more=more)


def sound_files() -> dict[str, str]:
    """A bank without a mistake: its files by name."""
    head = "schema: itilsim/bank/v1\nitems:\n"
    lists = "".join(item(f"list-{n}", "list", texts=PAIRS) for n in range(3))
    gaps = "".join(item(f"gap-{n}", "missing-word") for n in range(3))
    return {
        LIST: SOURCES,
        SHIPS: head + "".join(item(f"ship-{n}") for n in range(26)),
        BOATS: head + "".join(boats()),
        STYLES: head + lists + gaps + item("negative-0", "negative"),
        PLAN: BLUEPRINT,
        SUM: BLUEPRINT,
        CELLS: BLUEPRINT,
        TABLE: DIFFERENCES,
    }


def boats() -> Iterator[str]:
    """Items to spoil in craft: cues, twins, and one that holds in two editions."""
    yield from (item(f"boat-{n}") for n in range(4))
    yield item("boat-4", texts=("a lamp", "a pump with wooden handle", "a rope", "a sail"))
    yield item("boat-5", stem="Which colour has the harbour master's boat?")
    yield item("boat-6", stem="Where does the pilot sleep at night?")
    both = item("boat-7").replace('["2011"]', '["2011", "4"]')
    yield both.replace('"2011": "5"', '"2011": "5", "4": "7.1"')


@dataclass(frozen=True, slots=True)
class Planted:
    """One mistake: what is replaced, and how it must be reported."""

    file: str
    """The file."""
    after: str
    """Id of the item, source or difference from which on to look; the file's head where empty."""
    right: str
    """The first text like this from there on goes."""
    wrong: str
    """What takes its place."""
    code: str
    """The code of the problem."""
    marks: str = ""
    """The first text like this from there on begins on the right line; `wrong` where empty."""
    hint: str = ""
    """The word that must be offered, if it is a misspelling."""
    also: tuple[str, str] = ("", "")
    """Code and mark of a second problem that follows from it."""


SHIPS, STYLES, LIST = "2011/ships.yaml", "2011/styles.yaml", "sources.yaml"
BOATS, TABLE = "2011/boats.yaml", "differences.yaml"
PLAN, SUM, CELLS = (f"blueprints/{name}.yaml" for name in ("plan", "sum", "cells"))

FORGIVEN = (BOATS, TABLE, PLAN, SUM, CELLS)
"""The files whose mistakes `check` tells and loading the questions forgives."""

P = Planted

PLANTED: tuple[Planted, ...] = (
    P(
        SHIPS,
        "ship-0",
        "bloom: 1",
        "blom: 1",
        "unknown-key",
        "",
        "bloom",
        ("missing-key", "id: ship-0"),
    ),
    P(SHIPS, "ship-1", '["2011"]', "[2011]", "wrong-value"),
    P(SHIPS, "ship-2", '["2011"]', '["2011", "4"]', "editions-differ", "syllabus:"),
    P(SHIPS, "ship-3", '"2011": "5"', '"2011": "5", "5": "4"', "editions-differ"),
    P(SHIPS, "ship-4", '"2011": "5"', '"2011": "12"', "unknown-criterion"),
    P(SHIPS, "ship-5", "operation", "operatoin", "unknown-stage", "", "operation"),
    P(SHIPS, "ship-6", "standard", "standart", "wrong-value", "", "standard"),
    P(SHIPS, "ship-7", "bloom: 1", "bloom: 3", "wrong-value"),
    P(SHIPS, "ship-8", "correct: true", "correct: false", "no-key", "text: a lamp"),
    P(SHIPS, "ship-9", "correct: false", "correct: true", "two-keys", PUMP),
    P(SHIPS, "ship-10", "correct: true", "correct: yes", "wrong-type"),
    P(SHIPS, "ship-11", '"ship-11, third: mixes up the thing and its owner"', '""', "wrong-value"),
    P(
        SHIPS,
        "ship-12",
        "rationale: ",
        "rational: ",
        "unknown-key",
        "",
        "rationale",
        ("missing-key", "text: a lamp"),
    ),
    P(
        SHIPS,
        "ship-13",
        "ship-13, first: mixes up the cause and what it does",
        "no",
        "thin-rationale",
        'rationale: "no',
    ),
    P(SHIPS, "ship-14", "text: a sail", "text: A lamp.", "duplicate"),
    P(SHIPS, "ship-15", "text: a sail", "text: all of the above", "option-about-options"),
    P(SHIPS, "ship-16", "glossary-2011", "glosary-2011", "unknown-source", "", "glossary-2011"),
    P(SHIPS, "ship-17", "glossary-2011", "glossary-4", "source-edition"),
    P(SHIPS, "ship-18", "confidence: H", "confidence: high", "wrong-value"),
    P(SHIPS, "ship-19", "review: draft", "review: darft", "wrong-value", "", "draft"),
    P(SHIPS, "ship-20", "What is ship-20?", "What is [?] ship-20?", "gap-count"),
    P(SHIPS, "ship-21", "What is ship-21?", "What is NOT ship-21?", "negative-form"),
    P(SHIPS, "ship-22", "What is ship-22?", "Word " * 90, "too-long"),
    P(SHIPS, "ship-22", "id: ship-23", "id: ship-14", "duplicate-id"),
    P(SHIPS, "ship-24", "glossary-2011", "textbook-2011", "over-confident", "confidence: H"),
    P(SHIPS, "ship-25", "    topic: incident-management\n", "", "missing-key", "id: ship-25"),
    P(STYLES, "list-0", "      - list-0 is cold\n", "", "statement-count", "- list-0 is long"),
    P(STYLES, "list-1", "text: 3 and 4", "text: 3 und 4", "not-a-pair"),
    P(
        STYLES,
        "list-2",
        "options:",
        "optoins:",
        "unknown-key",
        "",
        "options",
        ("missing-key", "id: list-2"),
    ),
    P(STYLES, "gap-0", "The [?] is", "The [?] is [?]", "gap-count"),
    P(STYLES, "gap-2", "The [?] is what gap-2 has.", "the [?] is what gap-1 has", "duplicate-item"),
    P(STYLES, "negative-0", "is NOT a", "is not a", "negative-form"),
    P(
        LIST,
        "spare-1",
        "where:",
        "wehre:",
        "unknown-key",
        "",
        "where",
        ("missing-key", "id: spare-1"),
    ),
    P(LIST, "spare-2", '"5"', '"6"', "wrong-value"),
    P(LIST, "spare-2", "id: spare-3", "id: glossary-4", "duplicate-id"),
    P(LIST, "spare-4", "confidence: H", "confidence: L", "wrong-value"),
    P(BOATS, "boat-0", "What is boat-0?", "What does the pump of boat-0?", "echo", "text: a pump"),
    P(BOATS, "boat-1", "text: a lamp", "text: always a lamp", "absolute"),
    P(BOATS, "boat-2", "What is boat-2?", "Where to click in boat-2?", "about-a-tool"),
    P(BOATS, "boat-5", "bloom: 1", "bloom: 1\n    enemies: [boat-99]", "unknown-enemy", "enemies"),
    P(BOATS, "boat-3", "boat-3, third: mixes up", "see option B, not", "by-position"),
    P(BOATS, "boat-4", "text: a rope", "text: a wooden pump with a handle", "overlap"),
    P(
        BOATS,
        "boat-6",
        "Where does the pilot sleep at night?",
        "Which colour has a boat of the harbour master?",
        "near-duplicate",
    ),
    P(
        BOATS,
        "boat-7",
        "topic: incident-management",
        "topic: problem-management",
        "across-difference",
        "editions:",
    ),
    P(PLAN, "", "papers: 2", "papers: 90", "unfillable", "- {syllabus:"),
    P(SUM, "", "questions: 4", "questions: 5", "wrong-sum"),
    P(CELLS, "", 'syllabus: "5"', 'syllabus: "12"', "unknown-criterion"),
    P(TABLE, "change", "change-management", "chage-management", "unknown-topic", "", "change"),
    P(TABLE, "value", '"4": glossary-4', '"4": glossary-2011', "source-edition"),
    P(TABLE, "desk", '"5": spare-1', '"2011": textbook-2011', "duplicate"),
)


def planted_files() -> dict[str, str]:
    """The bank with all mistakes in it."""
    files = sound_files()
    for one in PLANTED:
        text = files[one.file]
        start = text.index(one.right, _start(one, text))
        files[one.file] = text[:start] + one.wrong + text[start + len(one.right) :]
    return files


def line_of(one: Planted, mark: str, text: str) -> int:
    """The line, counted from 1, on which a mark of a mistake stands in the planted file."""
    return text.count("\n", 0, text.index(mark, _start(one, text))) + 1


def _start(one: Planted, text: str) -> int:
    """Where to begin to look."""
    return text.index(f"- id: {one.after}\n") if one.after else 0
