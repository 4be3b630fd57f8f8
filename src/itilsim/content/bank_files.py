"""The files of a bank, as far as they are sound, and those that stand together on a shelf.

The one idea: a file is read as far as it is sound. An item with a broken field still meets every
rule that does not read this field, so that one slip hides no other.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from itilsim.content.locate import Locator
from itilsim.content.lookup import ENDINGS, yaml_files
from itilsim.content.source import Source, read
from itilsim.content.validate import MAX_PROBLEMS, adapter, guessed_kind, load
from itilsim.domain.errors import ContentError, Problem, UsageError
from itilsim.quiz.authoring import Finding, item_findings
from itilsim.quiz.questions import Bank, BankFile, Item, Lesson
from itilsim.quiz.questions import Source as Authority
from itilsim.storage.places import content
from itilsim.storage.shapes import fields_of

LEVELS = 3
"""Folders, from a file's own upwards, in which its list of sources may be. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """What items may name, as far as the lists of sources are sound."""

    file: str
    """The list of sources, or the folder where there is none: the head of the bank."""
    sound: tuple[Authority, ...]
    """The entries without a mistake."""
    vague: frozenset[str]
    """The ids of the other entries: they exist, and no more is known."""

    def may_be(self, id_: str) -> bool:
        """Whether an id that no sound entry has may be right nevertheless."""
        return id_ in self.vague or not (self.sound or self.vague)


@dataclass(frozen=True, slots=True)
class Page:
    """One file of a bank, as far as it is sound."""

    source: Source
    """The file."""
    items: tuple[Item, ...]
    """Its items; a broken field holds a stand-in."""
    broken: tuple[frozenset[str], ...]
    """For each item its broken fields."""
    problems: tuple[Problem, ...]
    """What is wrong with its types."""
    lessons: tuple[Lesson, ...] = ()
    """Its lessons; none where anything is wrong with the types of the file."""


Place = tuple[Page, int]
"""An item: its file, and its position there."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files that stand together, as they are at this moment."""

    sources: str
    """The list of sources."""
    files: tuple[str, ...]
    """All YAML files from its folder downwards."""
    stamps: tuple[tuple[int, int], ...]
    """Time of change, in nanoseconds, and bytes of each: what was found holds as long as these."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """What the files of a shelf hold, as far as it can be read."""

    pages: tuple[Page, ...]
    """The files of questions."""
    known: Authorities
    """The list of sources."""
    others: tuple[Source, ...]
    """Files of other kinds."""


def shelf_of(path: Path) -> Shelf | None:
    """The files beside a file; None where no list of sources is near."""
    folder = path.parent
    for _ in range(LEVELS):
        for ending in ENDINGS:
            if (folder / f"sources{ending}").is_file():
                files = [one for one in yaml_files(folder) if one.is_file()]
                names = [str(path) if one.samefile(path) else str(one) for one in files]
                stats = [one.stat() for one in files]
                stamps = tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
                return Shelf(str(folder / f"sources{ending}"), tuple(names), stamps)
        folder = folder / ".." if folder.name in {"", ".."} else folder.parent
    return None


@lru_cache(maxsize=2)
def shelved(shelf: Shelf) -> Shelved:
    """What the files of a shelf hold; kept, since the check of each of them will ask."""
    files = [source for name in shelf.files for source in readable(name)]
    banks = [guessed_kind(source) == "bank" for source in files]
    return Shelved(
        tuple(read_page(one) for one, bank in zip(files, banks, strict=True) if bank),
        authorities(tuple(readable(shelf.sources)), shelf.sources),
        tuple(one for one, bank in zip(files, banks, strict=True) if not bank),
    )


def shipped_shelf() -> Shelf:
    """The questions that belong to the program, for a file that stands alone."""
    shelf = shelf_of(content() / "questions" / "sources.yaml")
    if shelf is None:
        raise UsageError("The questions that belong to itilsim are missing. Install it again.")
    return shelf


def sound_items(pages: Sequence[Page]) -> tuple[list[Place], tuple[Item, ...]]:
    """The items with which nothing is wrong on their own: where they are, and they themselves."""
    places = [
        (page, n)
        for page in pages
        for n, (item, broken) in enumerate(zip(page.items, page.broken, strict=True))
        if not broken and next(item_findings(item), None) is None
    ]
    return places, tuple(page.items[n] for page, n in places)


def sound_bank(shelf: Shelf) -> Bank:
    """The bank of a shelf, as far as it is sound."""
    found = shelved(shelf)
    return Bank(sound_items(found.pages)[1], found.known.sound)


def read_page(source: Source) -> Page:
    """Read a file, and keep what is sound of it if something is not."""
    try:
        file = load(source, BankFile, kind="bank")
    except ContentError as error:
        return _salvaged(source, error.problems)
    sound = tuple(frozenset[str]() for _ in file.items)
    return Page(source, file.items, sound, (), file.lessons)


def _salvaged(source: Source, problems: tuple[Problem, ...]) -> Page:
    """The items of a file with mistakes; none where there are too many mistakes already."""
    entries = source.tree.get("items") if isinstance(source.tree, dict) else None
    if not isinstance(entries, list) or len(problems) >= MAX_PROBLEMS:
        entries = []
    read_ = [_salvaged_item(entry) for entry in entries]
    return Page(
        source, tuple(item for item, _ in read_), tuple(broken for _, broken in read_), problems
    )


_STAND_IN: Mapping[str, Any] = {
    "id": "",
    "editions": (),
    "syllabus": {},
    "stage": "",
    "topic": "",
    "bloom": 1,
    "style": "standard",
    "source": "",
    "confidence": "SME",
    "review": "draft",
}
"""Values for required fields that are broken; no rule reads them."""


def _salvaged_item(entry: object) -> tuple[Item, frozenset[str]]:
    """An item of its sound fields, and the names of the others."""
    given = entry if isinstance(entry, dict) else {}
    values: dict[str, Any] = dict(_STAND_IN)
    broken = set()
    for field in fields_of(Item):
        if field.key in given:
            try:
                text = json.dumps([given[field.key]])
                value = adapter(field.hint).validate_json(text)[0]
            except ValueError:
                broken.add(field.name)
                continue
            # The rules would say of each of too many entries what the bound says once.
            most = field.limits.get("max_length")
            if most is not None and len(value) > most:
                broken.add(field.name)
            else:
                values[field.name] = value
        elif field.required or not isinstance(entry, dict):
            broken.add(field.name)
    return Item(**values), frozenset(broken)


def located(place: Place, finding: Finding, part: str = "items") -> Problem:
    """A finding about an item or lesson, with line, column and the nearest right word."""
    page, n = place
    path, code, message, wrong, known = finding
    found = Locator(page.source).problem((part, n, *path), code, message, wrong=wrong, known=known)
    return replace(found, level="warning") if code in _ODD else found


_ODD = frozenset({"thin-rationale"})
"""Faults of craft that are a matter of taste."""


def authorities(lists: Sequence[Source], head: str) -> Authorities:
    """What the lists of sources hold; an entry with a mistake still lends its id."""
    sound: list[Authority] = []
    vague: set[str] = set()
    for source in lists:
        for _, id_, entry in named_entries(source):
            try:
                sound.append(adapter(Authority).validate_json(json.dumps([entry]))[0])
            except ValueError:
                vague.add(id_)
    return Authorities(lists[0].file if lists else head, tuple(sound), frozenset(vague))


def named_entries(source: Source) -> Iterator[tuple[int, str, object]]:
    """Position, id and values of the entries of a list of sources, if they have an id."""
    entries = source.tree.get("sources") if isinstance(source.tree, dict) else None
    for n, entry in enumerate(entries if isinstance(entries, list) else ()):
        id_ = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(id_, str):
            yield n, id_, entry


def readable(name: str) -> Iterator[Source]:
    """The file, if it is YAML at all; its own check says what is wrong with it."""
    with contextlib.suppress(ContentError):
        yield read(Path(name))
