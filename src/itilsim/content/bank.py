"""Banks of questions: folders of YAML files with one list of sources above them.

The one idea: form and craft are apart. What is wrong in form hinders loading; cues, imbalance and
questions across a difference of editions are faults of craft, which `check` tells and loading
forgives, so that an instructor's own questions can be used as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from itilsim.content.bank_files import (
    Authorities,
    Page,
    Place,
    Shelf,
    authorities,
    located,
    named_entries,
    read_page,
    shelf_of,
    shelved,
    shipped_shelf,
    sound_items,
)
from itilsim.content.bank_rows import FORM, bank_of, rows_of
from itilsim.content.blueprints import (
    check_blueprint,
    check_differences,
    differences_among,
    load_blueprint,
    load_differences,
)
from itilsim.content.cache import RULES, ContentCache, key_of
from itilsim.content.locate import Locator
from itilsim.content.lookup import yaml_files
from itilsim.content.source import Source, parse, read_bytes
from itilsim.content.validate import MAX_PROBLEMS, guessed_kind, load, schema_problems
from itilsim.domain.errors import ContentError, Problem
from itilsim.quiz.authoring import Finding, item_findings, quoted
from itilsim.quiz.balance import balance_findings
from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.consistency import bank_findings, repeated_ids
from itilsim.quiz.cues import cue_findings
from itilsim.quiz.differences import Differences, across_differences
from itilsim.quiz.lessons import length_findings, lesson_findings
from itilsim.quiz.questions import Bank, BankFile, Lesson, Sources
from itilsim.storage.places import Places, content

__all__ = [
    "CHECKERS",
    "TYPES",
    "check_bank",
    "check_sources",
    "load_bank",
    "load_blueprint",
    "load_differences",
    "own_bank",
    "shipped_bank",
]

TYPES: Mapping[str, type] = {
    "bank": BankFile,
    "sources": Sources,
    "blueprint": Blueprint,
    "differences": Differences,
}
"""What a file of each kind becomes."""


def shipped_bank(places: Places) -> Bank:
    """Load the questions that belong to the program, from the cache once they are there.

    Args:
        places: The user's folders.

    Raises:
        ContentError: If somebody has spoilt the files.
    """
    return load_bank(content() / "questions", ContentCache(places.cache))


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
    key = key_of(Bank, RULES, FORM, *data)
    rows = cache.get(key, list) if cache is not None else None
    known = None if rows is None else bank_of(rows)
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
        cache.put(key, rows_of(bank))
    return bank


def own_bank(folder: Path, places: Places, known: Collection[str] = ()) -> Bank:
    """Load a folder of somebody's own questions, under ids that no other bank has.

    Answers and reviews are kept by id, so each tells the folder's name and what is asked: the
    `imported-1` of another folder of that name is another question.

    Args:
        folder: Where the questions are.
        places: The user's folders.
        known: Ids under which something is kept already; those of earlier versions, without what is
            asked, stay as they are.

    Raises:
        ContentError: With all problems of all files.
    """
    bank = load_bank(folder, ContentCache(places.cache))
    name = folder.resolve().name
    found = []
    for item in bank.items:
        plain = f"{name}/{item.id}"
        asked = hashlib.sha256(f"{item.stem}\n{item.front}".encode()).hexdigest()[:_ASKED]
        found.append(replace(item, id=plain if plain in known else f"{plain}#{asked}"))
    return replace(bank, items=tuple(found))


def with_earlier_ids(bank: Bank) -> tuple[Bank, dict[str, str]]:
    """Return an own bank that has its questions also under the ids of earlier versions.

    Returns:
        The bank, and for each earlier id the one of now.
    """
    now = {item.id.rpartition("#")[0]: item.id for item in bank.items if "#" in item.id}
    earlier = (replace(item, id=item.id.rpartition("#")[0]) for item in bank.items)
    return replace(bank, items=(*bank.items, *(one for one in earlier if one.id in now))), now


_ASKED = 8
"""Characters of what tells two questions of one id apart. Tuning constant."""


def check_bank(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with one file of questions, also beside the others of its bank.

    Faults of craft are told of items only that have none of form.
    """
    page = read_page(source)
    if len(page.problems) >= MAX_PROBLEMS:
        return page.problems
    shelf = shelf_of(Path(source.file))
    here = {source.file, shelf.sources} if shelf else {source.file}
    between = _beside(shelf) if shelf else _alone(page)
    shared = [problem for problem in between if problem.file in here]
    return tuple(sorted({*page.problems, *_within(page), *_cues(page), *shared}))


def check_sources(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with one list of sources."""
    problems: list[Problem] = []
    try:
        load(source, Sources, kind="sources")
    except ContentError as error:
        problems += error.problems
    named = list(named_entries(source))
    for one in repeated_ids(id_ for _, id_, _ in named):
        n, id_, _ = named[one]
        message = f"The id {quoted(id_)} belongs to another source already."
        problems.append(Locator(source).problem(("sources", n, "id"), "duplicate-id", message))
    return tuple(sorted(problems))


CHECKERS: dict[str, Callable[[Source], tuple[Problem, ...]]] = {
    "bank": check_bank,
    "sources": check_sources,
    "blueprint": check_blueprint,
    "differences": check_differences,
}
"""Who checks the files of which kind."""


def _joined(folder: Path, sources: Sequence[Source]) -> tuple[Bank, tuple[Problem, ...]]:
    """The bank that files make together, and all that is wrong with it."""
    kinds = [guessed_kind(source) for source in sources]
    pages = [read_page(one) for one, kind in zip(sources, kinds, strict=True) if kind == "bank"]
    lists = [one for one, kind in zip(sources, kinds, strict=True) if kind == "sources"]
    problems = [problem for source in lists for problem in check_sources(source)]
    unknown = [one for one, kind in zip(sources, kinds, strict=True) if not kind]
    problems += [problem for source in unknown for problem in schema_problems(source)]
    for name, found in (("questions", pages), ("list of sources", lists)):
        if not found:
            message = f"There {'are' if name == 'questions' else 'is'} no {name} in this folder."
            problems.append(Problem(str(folder), 0, 0, "missing-file", message))
    known = authorities(lists, str(folder))
    for page in pages:
        problems += [*page.problems, *_within(page)]
    problems += _between(pages, known)
    items = tuple(item for page in pages for item in page.items)
    return Bank(items, known.sound, _lessons(pages)), tuple(problems)


def _within(page: Page) -> Iterator[Problem]:
    """What is wrong with the items of a file, each on its own."""
    for n, (item, broken) in enumerate(zip(page.items, page.broken, strict=True)):
        for finding in item_findings(item, broken):
            yield located((page, n), finding)


def _cues(page: Page) -> Iterator[Problem]:
    """What gives keys away in the items of a file that are sound otherwise; lessons' lengths."""
    for place, item in zip(*sound_items((page,)), strict=True):
        for finding in cue_findings(item):
            yield located(place, finding)
    for n, lesson in enumerate(page.lessons):
        for finding in length_findings(lesson):
            yield located((page, n), finding, "lessons")


def _between(pages: Sequence[Page], known: Authorities) -> Iterator[Problem]:
    """What is wrong between the items of several files, or between them and the sources."""
    places = [(page, n) for page in pages for n, _ in enumerate(page.items)]
    bank = Bank(tuple(page.items[n] for page, n in places), known.sound)
    findings = bank_findings(bank, [page.broken[n] for page, n in places])
    sure = (one for one in findings if one.code != "unknown-source" or not known.may_be(one.wrong))
    yield from _spread(sure, places, known.file)
    taught = [(page, n) for page in pages for n, _ in enumerate(page.lessons)]
    for finding in lesson_findings(_lessons(pages), known.sound, known.vague):
        match finding.path:
            case (int(n), *rest):
                yield located(taught[n], finding._replace(path=tuple(rest)), "lessons")


def _lessons(pages: Sequence[Page]) -> tuple[Lesson, ...]:
    """The lessons of several files, in their order."""
    return tuple(lesson for page in pages for lesson in page.lessons)


def _together(
    pages: Sequence[Page], known: Authorities, differences: Differences
) -> Iterator[Problem]:
    """What the sound items of several files betray together, or ask across a difference."""
    places, items = sound_items(pages)
    bank = Bank(items, known.sound)
    yield from _spread(balance_findings(bank), places, known.file)
    yield from _spread(across_differences(bank, differences), places, known.file)


def _spread(findings: Iterable[Finding], places: Sequence[Place], head: str) -> Iterator[Problem]:
    """Findings of a bank as problems of its files; about the whole at the head of the bank."""
    for finding in findings:
        match finding.path:
            case ("items", int(n), *rest):
                yield located(places[n], finding._replace(path=tuple(rest)))
            case _:
                yield Problem(head, 1, 1, finding.code, finding.message)


@lru_cache(maxsize=8)
def _beside(shelf: Shelf) -> tuple[Problem, ...]:
    """What is wrong between the files of a shelf; kept, since each of them will ask."""
    found = shelved(shelf)
    differences = differences_among(found.others)
    return (
        *_between(found.pages, found.known),
        *_together(found.pages, found.known, differences),
    )


def _alone(page: Page) -> tuple[Problem, ...]:
    """What is wrong between the items of a file that stands alone, with the shipped sources."""
    known = shelved(shipped_shelf()).known
    return (*_between((page,), known), *_together((page,), known, load_differences()))
