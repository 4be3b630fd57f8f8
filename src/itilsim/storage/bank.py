"""Banks of questions: folders of YAML files with one list of sources above them.

The one idea: a file is read as far as it is sound. An item with a broken field still meets every
rule that does not read this field, so that one slip hides no other.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from itilsim.domain.errors import ContentError, Problem
from itilsim.quiz.authoring import Finding, item_findings, quoted
from itilsim.quiz.consistency import bank_findings, repeated_ids
from itilsim.quiz.questions import Bank, BankFile, Item, Sources
from itilsim.quiz.questions import Source as Authority
from itilsim.storage.cache import ContentCache, key_of
from itilsim.storage.locate import Locator
from itilsim.storage.lookup import ENDINGS, yaml_files
from itilsim.storage.places import content
from itilsim.storage.shapes import fields_of
from itilsim.storage.source import Source, parse, read, read_bytes
from itilsim.storage.typed import MAX_PROBLEMS, guessed_kind, load, schema_problems
from itilsim.storage.validate import adapter

TYPES: Mapping[str, type] = {"bank": BankFile, "sources": Sources}
"""What a file of each kind becomes."""

LEVELS = 3
"""Folders, from a file's own upwards, in which its list of sources may be. Tuning constant."""


def load_bank(folder: Path, cache: ContentCache | None = None) -> Bank:
    """Load all questions in and below a folder, with their list of sources.

    Files of other kinds, like blueprints, may stand beside them and are left alone.

    Args:
        folder: Where the files are.
        cache: Where what was loaded once is found again without reading YAML.

    Raises:
        ContentError: With all problems of all files.
    """
    paths = yaml_files(folder)
    data = [read_bytes(path) for path in paths]
    key = key_of(Bank, *data)
    known = cache.get(key, Bank) if cache is not None else None
    if known is not None:
        return known
    sources: list[Source] = []
    problems: list[Problem] = []
    for path, one in zip(paths, data, strict=True):
        try:
            sources.append(parse(one, str(path)))
        except ContentError as error:
            problems += error.problems
    bank, found = _joined(folder, sources)
    if problems or found:
        raise ContentError((*problems, *found))
    if cache is not None:
        cache.put(key, bank)
    return bank


def check_bank(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with one file of questions, also beside the others of its bank."""
    page = _read_page(source)
    if len(page.problems) >= MAX_PROBLEMS:
        return page.problems
    shelf = _shelf_of(Path(source.file))
    between = _beside(shelf) if shelf else _between((page,), _shipped_sources())
    here = {source.file, shelf.sources} if shelf else {source.file}
    shared = [problem for problem in between if problem.file in here]
    return tuple(sorted({*page.problems, *_within(page), *shared}))


def check_sources(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with one list of sources."""
    problems: list[Problem] = []
    try:
        load(source, Sources, kind="sources")
    except ContentError as error:
        problems += error.problems
    named = list(_named(source))
    for one in repeated_ids(id_ for _, id_, _ in named):
        n, id_, _ = named[one]
        message = f"The id {quoted(id_)} belongs to another source already."
        problems.append(Locator(source).problem(("sources", n, "id"), "duplicate-id", message))
    return tuple(sorted(problems))


CHECKERS: dict[str, Callable[[Source], tuple[Problem, ...]]] = {
    "bank": check_bank,
    "sources": check_sources,
}
"""Who checks the files of which kind."""


@dataclass(frozen=True, slots=True)
class _Authorities:
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
class _Page:
    """One file of a bank, as far as it is sound."""

    source: Source
    """The file."""
    items: tuple[Item, ...]
    """Its items; a broken field holds a stand-in."""
    broken: tuple[frozenset[str], ...]
    """For each item its broken fields."""
    problems: tuple[Problem, ...]
    """What is wrong with its types."""


def _joined(folder: Path, sources: Sequence[Source]) -> tuple[Bank, tuple[Problem, ...]]:
    """The bank that files make together, and all that is wrong with it."""
    kinds = [guessed_kind(source) for source in sources]
    pages = [_read_page(one) for one, kind in zip(sources, kinds, strict=True) if kind == "bank"]
    lists = [one for one, kind in zip(sources, kinds, strict=True) if kind == "sources"]
    problems = [problem for source in lists for problem in check_sources(source)]
    unknown = [one for one, kind in zip(sources, kinds, strict=True) if not kind]
    problems += [problem for source in unknown for problem in schema_problems(source)]
    for name, found in (("questions", pages), ("list of sources", lists)):
        if not found:
            message = f"There is no {name} in this folder."
            problems.append(Problem(str(folder), 0, 0, "missing-file", message))
    known = _authorities(lists, str(folder))
    for page in pages:
        problems += [*page.problems, *_within(page)]
    problems += _between(pages, known)
    items = tuple(item for page in pages for item in page.items)
    return Bank(items, known.sound), tuple(problems)


def _read_page(source: Source) -> _Page:
    """Read a file, and keep what is sound of it if something is not."""
    try:
        items = load(source, BankFile, kind="bank").items
    except ContentError as error:
        return _salvaged(source, error.problems)
    return _Page(source, items, tuple(frozenset[str]() for _ in items), ())


def _salvaged(source: Source, problems: tuple[Problem, ...]) -> _Page:
    """The items of a file with mistakes; none where there are too many mistakes already."""
    entries = source.tree.get("items") if isinstance(source.tree, dict) else None
    if not isinstance(entries, list) or len(problems) >= MAX_PROBLEMS:
        entries = []
    read_ = [_salvaged_item(entry) for entry in entries]
    return _Page(
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
                values[field.name] = adapter(field.hint).validate_json(text)[0]
            except ValueError:
                broken.add(field.name)
        elif field.required or not isinstance(entry, dict):
            broken.add(field.name)
    return Item(**values), frozenset(broken)


def _within(page: _Page) -> Iterator[Problem]:
    """What is wrong with the items of a file, each on its own."""
    for n, (item, broken) in enumerate(zip(page.items, page.broken, strict=True)):
        for finding in item_findings(item, broken):
            yield _located(page, n, finding)


def _between(pages: Sequence[_Page], known: _Authorities) -> Iterator[Problem]:
    """What is wrong between the items of several files, or between them and the sources."""
    places = [(page, n) for page in pages for n, _ in enumerate(page.items)]
    bank = Bank(tuple(page.items[n] for page, n in places), known.sound)
    for finding in bank_findings(bank, [page.broken[n] for page, n in places]):
        if finding.code == "unknown-source" and known.may_be(finding.wrong):
            continue
        match finding.path:
            case ("items", int(n), *rest):
                yield _located(*places[n], finding._replace(path=tuple(rest)))
            case _:
                yield Problem(known.file, 1, 1, finding.code, finding.message)


def _located(page: _Page, n: int, finding: Finding) -> Problem:
    """A finding about the n-th item of a file, with line, column and the nearest right word."""
    path, code, message, wrong, known = finding
    return Locator(page.source).problem(
        ("items", n, *path), code, message, wrong=wrong, known=known
    )


def _authorities(lists: Sequence[Source], head: str) -> _Authorities:
    """What the lists of sources hold; an entry with a mistake still lends its id."""
    sound: list[Authority] = []
    vague: set[str] = set()
    for source in lists:
        for _, id_, entry in _named(source):
            try:
                sound.append(adapter(Authority).validate_json(json.dumps([entry]))[0])
            except ValueError:
                vague.add(id_)
    return _Authorities(lists[0].file if lists else head, tuple(sound), frozenset(vague))


def _named(source: Source) -> Iterator[tuple[int, str, object]]:
    """Position, id and values of the entries of a list of sources, if they have an id."""
    entries = source.tree.get("sources") if isinstance(source.tree, dict) else None
    for n, entry in enumerate(entries if isinstance(entries, list) else ()):
        id_ = entry.get("id") if isinstance(entry, dict) else None
        if isinstance(id_, str):
            yield n, id_, entry


def _shipped_sources() -> _Authorities:
    """The sources of the questions that belong to the program, for a file that stands alone."""
    path = content() / "questions" / "sources.yaml"
    return _authorities((read(path),), str(path))


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The files that stand together, as they are at this moment."""

    sources: str
    """The list of sources."""
    files: tuple[str, ...]
    """All YAML files from its folder downwards."""
    stamps: tuple[tuple[int, int], ...]
    """Time of change, in nanoseconds, and bytes of each: what was found holds as long as these."""


def _shelf_of(path: Path) -> _Shelf | None:
    """The files beside a file; None where no list of sources is near."""
    folder = path.parent
    for _ in range(LEVELS):
        for ending in ENDINGS:
            if (folder / f"sources{ending}").is_file():
                files = [one for one in yaml_files(folder) if one.is_file()]
                names = [str(path) if one.samefile(path) else str(one) for one in files]
                stats = [one.stat() for one in files]
                stamps = tuple((stat.st_mtime_ns, stat.st_size) for stat in stats)
                return _Shelf(str(folder / f"sources{ending}"), tuple(names), stamps)
        folder = folder / ".." if folder.name in {"", ".."} else folder.parent
    return None


@lru_cache(maxsize=8)
def _beside(shelf: _Shelf) -> tuple[Problem, ...]:
    """What is wrong between the files of a shelf; kept, since each of them will ask."""
    files = [source for name in shelf.files for source in _readable(name)]
    pages = [_read_page(source) for source in files if guessed_kind(source) == "bank"]
    known = _authorities(tuple(_readable(shelf.sources)), shelf.sources)
    return tuple(_between(pages, known))


def _readable(name: str) -> Iterator[Source]:
    """The file, if it is YAML at all; its own check says what is wrong with it."""
    with contextlib.suppress(ContentError):
        yield read(Path(name))
