"""What opening a large bank of questions costs, in raw YAML parses of its files."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import yaml

from bench.table import Figure
from itilsim.content.bank import load_bank
from itilsim.content.bank_writer import items_text
from itilsim.content.cache import ContentCache
from itilsim.quiz.questions import Item
from itilsim.storage.places import content

ITEMS = 5_000
"""Questions of the bank. Source: the figure that is asked for."""
EACH = 250
"""Questions of one file: below the limit of 2 MB."""
ROUNDS = 5


def figures() -> list[Figure]:
    """The first opening, and each one after it."""
    with large_bank() as folder:
        first, again = [], []
        for _ in range(ROUNDS):
            raw = _seconds_of_parsing(folder)
            with tempfile.TemporaryDirectory() as home:
                cache = ContentCache(Path(home))
                first.append(_seconds_of_opening(folder, cache) / raw)
                again.append(_seconds_of_opening(folder, cache) / raw)
    note = f"raw C parses of the same files; {ITEMS} items, median of {ROUNDS}"
    return [
        Figure("opening a bank, first", median(first), limit=1.5, note=note),
        Figure("opening a bank, after that", median(again), limit=0.1, note=note),
    ]


@contextmanager
def large_bank() -> Iterator[Path]:
    """A folder with so many items, made from the shipped ones under other ids and stems."""
    shipped = load_bank(content() / "questions")
    asked = [item for item in shipped.items if item.in_exams]
    items = [_another(item, n) for n, item in enumerate(islice(cycle(asked), ITEMS))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(content() / "questions" / "sources.yaml", folder)
        for n in range(0, ITEMS, EACH):
            text = items_text(items[n : n + EACH])
            (folder / f"items-{n:05d}.yaml").write_text(text, encoding="utf-8")
        yield folder


def _another(item: Item, n: int) -> Item:
    """The same question as if it were another one."""
    return replace(item, id=f"{item.id}-{n}", stem=f"In case {n}: {item.stem}")


def _seconds_of_parsing(folder: Path) -> float:
    """PyYAML's C parser on all files, made into plain values."""
    began = time.process_time()
    for path in sorted(folder.glob("*.yaml")):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return time.process_time() - began


def _seconds_of_opening(folder: Path, cache: ContentCache) -> float:
    began = time.process_time()
    bank = load_bank(folder, cache)
    assert len(bank.items) == ITEMS
    return time.process_time() - began
