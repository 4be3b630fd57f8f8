"""`check`: every problem of content files in one pass, each with its file, line and column.

The one idea: what a file is decides who checks it, by a table that other kinds of files join; and
files that belong together are checked together, so that a reference is followed to its end.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from itilsim.content.bank_files import shelf_of
from itilsim.content.checks.bundle import Bundle, Document, Shelf, read_bundle
from itilsim.content.checks.house_rules import house_rules_problems
from itilsim.content.checks.library import library_problems
from itilsim.content.checks.oddities import (
    library_oddities,
    organisation_oddities,
    scenario_oddities,
)
from itilsim.content.checks.organisation import organisation_problems
from itilsim.content.checks.reached import spoken_problems, unhurt_callers
from itilsim.content.checks.references import (
    Files,
    duplicate_problems,
    known_ids,
    reference_problems,
)
from itilsim.content.checks.scenario import scenario_problems
from itilsim.content.checks.sources import sources_problems
from itilsim.content.locate import Node
from itilsim.content.lookup import yaml_files
from itilsim.content.source import Source, read
from itilsim.content.tree import quiet_collector
from itilsim.content.validate import MAX_PROBLEMS, guessed_kind, schema_problems
from itilsim.domain.errors import ContentError, Problem, UsageError
from itilsim.storage.places import Places

Checker = Callable[[Source], Iterable[Problem]]
"""Finds what is wrong with one file; a `ContentError` counts as its problems."""

_FURTHER = "itilsim.content.bank"
"""Module with `CHECKERS: dict[str, Checker]` for the kinds of files of the question bank."""

_PRECISE = frozenset({"closes-before-it-opens", "wrong-date", "wrong-day", "wrong-time"})
"""Codes of checks of meaning that say in better words what the types say as `wrong-value`."""


def check_paths(paths: Iterable[Path], _places: Places | None = None) -> tuple[Problem, ...]:
    """Check files, and all content files in and below folders.

    Args:
        paths: Files and folders; problems name files as they are given here.
        _places: The user's folders, as every door of storage takes them; checking reads none.

    Returns:
        All problems of all files, in the order of files and lines.

    Raises:
        UsageError: If a path leads nowhere.
    """
    shelf = Shelf()
    checkers = _checkers(shelf)
    found: dict[tuple[object, ...], Problem] = {}
    paths = tuple(paths)
    files = tuple(_files(paths))
    told = [*_folder_problems(paths), *(p for one in files for p in _file_problems(one, checkers))]
    resolved = {name: Path(name).resolve() for name in {problem.file for problem in told}}
    for problem in told:
        key = (resolved[problem.file], problem.line, problem.column, problem.code)
        found.setdefault((*key, problem.message), problem)
    return tuple(sorted(found.values()))


def bundle_problems(bundle: Bundle) -> tuple[Problem, ...]:
    """Everything that is wrong with a scenario and the files that it takes from."""
    told = _joined(bundle.documents, bundle.files, bundle.problems)
    flooded = any(len(document.problems) > MAX_PROBLEMS for document in bundle.documents)
    unknown = {(one.file, one.line, one.column) for one in told if one.code == "unknown-reference"}
    spoken = () if flooded else islice(spoken_problems(bundle), MAX_PROBLEMS)
    # Nobody has words for what does not exist.
    missing = (one for one in spoken if (one.file, one.line, one.column) not in unknown)
    found = tuple(sorted({*told, *missing}))
    organisation = bundle.organisation
    if organisation is None or any(
        one.file == str(organisation.path) and one.level == "problem" for one in found
    ):
        return found
    unhurt = unhurt_callers(bundle.scenario, organisation, bundle.libraries)
    return tuple(sorted({*found, *unhurt}))


def hinders(problem: Problem) -> bool:
    """Whether content with this problem cannot be played: without words, codes are shown."""
    return problem.level == "problem" and problem.code != "missing-words"


def _checkers(shelf: Shelf) -> dict[str, Checker]:
    """Who checks what, by the kind that a file's first key names."""

    def scenario(source: Source) -> Iterable[Problem]:
        document = shelf.document(Path(source.file), "scenario", source)
        return bundle_problems(read_bundle(document, shelf))

    def organisation(source: Source) -> Iterable[Problem]:
        document = shelf.document(Path(source.file), "organisation", source)
        yield from _joined((document,), Files(None, document.root, ()))
        yield from sources_problems(document, shelf)

    def library(source: Source) -> Iterable[Problem]:
        document = shelf.document(Path(source.file), "library", source)
        return _library_alone(document, shelf)

    checkers: dict[str, Checker] = {
        "scenario": scenario,
        "organisation": organisation,
        "library": library,
        "house-rules": house_rules_problems,
    }
    if importlib.util.find_spec(_FURTHER) is not None:
        checkers.update(importlib.import_module(_FURTHER).CHECKERS)
    return checkers


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant, each once."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {str(path)!r}.")
        for file in yaml_files(path) if path.is_dir() else (path,):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _folder_problems(paths: Iterable[Path]) -> Iterator[Problem]:
    """What is missing in a folder as a whole; loading it would say the same."""
    for path in paths:
        if not path.is_dir():
            continue
        files = yaml_files(path)
        if not files:
            yield Problem(str(path), 0, 0, "no-content", "There is no content file in this folder.")
        if any(_is_bank(file) and shelf_of(file) is None for file in files):
            yield Problem(
                str(path), 0, 0, "missing-file", "There is no list of sources in this folder.",
                "'itilsim schema sources' says what sources.yaml holds",
            )  # fmt: skip


def _is_bank(path: Path) -> bool:
    """Whether a file says of itself that it holds questions."""
    try:
        with path.open("rb") as file:
            return b"itilsim/bank/" in file.read(1_000)
    except OSError:
        return False


def _file_problems(path: Path, checkers: dict[str, Checker]) -> Iterable[Problem]:
    """What is wrong with one file, whatever it is."""
    # The collector would walk the finished tree again and again, for half of the time.
    with quiet_collector():
        try:
            source = read(path)
            kind = guessed_kind(source)
            if kind not in checkers:
                return tuple(schema_problems(source))
            return (*checkers[kind](source), *_dropped_characters(source))
        except ContentError as error:
            return error.problems


def _dropped_characters(source: Source) -> Iterator[Problem]:
    """Texts that had terminal escapes, direction marks or other unseen characters.

    Dropping them keeps the reader safe; saying so keeps the author from wondering.
    """
    message = "This text holds characters that cannot be seen; they are dropped."
    for mark in source.thinned[:MAX_PROBLEMS]:
        where = (source.file, mark.line + 1, mark.column + 1)
        yield Problem(*where, "control-characters", message, "delete them", "warning")


def _library_alone(document: Document, shelf: Shelf) -> tuple[Problem, ...]:
    """What is wrong with a library file; its neighbours may hold what it refers to."""
    own = () if document.root is None else (document.root,)
    files = Files(None, None, own)
    if next(reference_problems(files, known_ids(files)), None) is None:
        return _joined((document,), files)
    neighbours: list[Node] = []
    for path in yaml_files(document.path.parent):
        if path.parent == document.path.parent and path.resolve() != document.path.resolve():
            root = shelf.document(path, "library").root
            if root is not None and root["schema"].text.startswith("itilsim/library/"):
                neighbours.append(root)
    problems = _joined((document,), Files(None, None, (*own, *neighbours)))
    return tuple(problem for problem in problems if problem.file == str(document.path))


def _joined(
    documents: Iterable[Document], files: Files, problems: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """All problems of files that belong together, each once.

    Where more is wrong with the types of one than anybody reads, its meaning is not looked at.
    """
    documents = tuple(documents)
    flooded = any(len(document.problems) > MAX_PROBLEMS for document in documents)
    found = [*problems, *(() if flooded else islice(_meant(files), MAX_PROBLEMS))]
    better = {(one.file, one.line, one.column) for one in found if one.code in _PRECISE}
    for document in documents:
        found += _structural(document, better)
    return tuple(sorted(set(found)))


def _meant(files: Files) -> Iterator[Problem]:
    """What is wrong beyond types."""
    known = known_ids(files)
    yield from duplicate_problems(files)
    yield from reference_problems(files, known)
    if files.organisation is not None:
        yield from organisation_problems(files.organisation)
        yield from organisation_oddities(files.organisation)
    if files.scenario is not None:
        yield from scenario_problems(files.scenario, files)
        yield from scenario_oddities(files.scenario, files)
    yield from library_problems(files, known)
    for root in files.libraries:
        yield from library_oddities(root)


def _structural(document: Document, better: set[tuple[str, int, int]]) -> Iterator[Problem]:
    """Problems of the types, but those that have been told better: times, and whole calendars."""
    root = document.root
    again: set[tuple[int, int]] = set()
    if root is not None and any(problem.code == "wrong-value" for problem in document.problems):
        for pattern in ("calendars.*", "calendars.*.weekly.*"):
            again |= {root.source.position(node.route) for node in root.find(pattern)}
    for one in document.problems:
        told = (one.line, one.column) in again or (one.file, one.line, one.column) in better
        if one.code != "wrong-value" or not told:
            yield one
