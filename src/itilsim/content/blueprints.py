"""Blueprints of exams, and the table of what editions see differently: loading and checking.

The one idea: a blueprint is not right by itself but for a bank, so its check draws papers from the
questions that stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from itilsim.content.bank_files import Shelf, shelf_of, shelved, shipped_shelf, sound_bank
from itilsim.content.cache import RULES, ContentCache, key_of
from itilsim.content.locate import Locator
from itilsim.content.source import Source, parse, read_bytes
from itilsim.content.validate import guessed_kind, load
from itilsim.domain.errors import ContentError, Problem
from itilsim.quiz.assembly import assembly_findings
from itilsim.quiz.authoring import Finding
from itilsim.quiz.blueprint import Blueprint, blueprint_findings
from itilsim.quiz.differences import Differences, difference_findings
from itilsim.quiz.editions import Edition
from itilsim.storage.places import content

T = TypeVar("T")


def load_blueprint(edition: Edition, cache: ContentCache | None = None) -> Blueprint:
    """Load the blueprint of an edition's exam.

    Args:
        edition: The edition.
        cache: Where what was loaded once is found again without reading YAML.

    Raises:
        ContentError: If somebody has spoilt the file.
    """
    path = content() / "questions" / "blueprints" / f"{edition}.yaml"
    return _loaded(path, "blueprint", Blueprint, blueprint_findings, cache)


def load_differences(cache: ContentCache | None = None) -> Differences:
    """Load the table of what editions see differently.

    Args:
        cache: Where what was loaded once is found again without reading YAML.

    Raises:
        ContentError: If somebody has spoilt the file.
    """
    path = content() / "questions" / "differences.yaml"
    return _loaded(path, "differences", Differences, lambda _: (), cache)


def check_blueprint(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with a blueprint, and whether the bank beside it can fill it.

    A file that stands alone is tried with the questions that belong to the program.
    """
    try:
        blueprint = load(
            source,
            Blueprint,
            kind="blueprint",
            more_checks=lambda value, _: blueprint_findings(value),
        )
    except ContentError as error:
        return error.problems
    bank = sound_bank(_shelf(source))
    return _problems(source, assembly_findings(bank, blueprint))


def check_differences(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with a table of differences; its sources are those beside it."""
    try:
        table = load(source, Differences, kind="differences")
    except ContentError as error:
        return error.problems
    known = shelved(_shelf(source)).known
    findings = difference_findings(table, known.sound)
    return _problems(
        source,
        (one for one in findings if one.code != "unknown-source" or not known.may_be(one.wrong)),
    )


def differences_among(files: Sequence[Source]) -> Differences:
    """Return the table among some files, as far as it is sound; without one, the program's."""
    for source in files:
        if guessed_kind(source) == "differences":
            try:
                return load(source, Differences, kind="differences")
            except ContentError:
                return Differences(())
    return load_differences()


def _loaded(
    path: Path,
    kind: str,
    type_: type[T],
    checks: Callable[[T], Iterable[Finding]],
    cache: ContentCache | None,
) -> T:
    """The value of a file, from the cache if it is there."""
    data = read_bytes(path)
    key = key_of(type_, RULES, data)
    known = cache.get(key, type_) if cache is not None else None
    if known is not None:
        return known
    source = parse(data, str(path))
    value = load(source, type_, kind=kind, more_checks=lambda value, _: checks(value))
    if cache is not None:
        cache.put(key, value)
    return value


def _shelf(source: Source) -> Shelf:
    """The files beside one; those of the program where it stands alone."""
    return shelf_of(Path(source.file)) or shipped_shelf()


def _problems(source: Source, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Findings with paths from a file's root, as its problems."""
    locator = Locator(source)
    return tuple(
        sorted(
            locator.problem(path, code, message, wrong=wrong, known=known)
            for path, code, message, wrong, known in findings
        )
    )
