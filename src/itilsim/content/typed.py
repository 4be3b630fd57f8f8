"""From a guarded source to frozen dataclasses, with every problem of the file in one pass.

The one idea: whatever is wrong is told at once and in its place: the first key, unknown and missing
keys, wrong values; and only when all of that is right, what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from itilsim.content.explain import Finding
from itilsim.content.locate import Locator, nearest, shown, suggestion
from itilsim.content.source import Source
from itilsim.content.validate import adapter, checked
from itilsim.domain.errors import ContentError, Problem

__all__ = [
    "KINDS",
    "MAX_PROBLEMS",
    "Checks",
    "Remark",
    "adapter",
    "guessed_kind",
    "kind_of",
    "load",
    "schema_problems",
]

T = TypeVar("T")

KINDS = (
    "scenario",
    "organisation",
    "library",
    "bank",
    "sources",
    "blueprint",
    "differences",
)
"""What a YAML file can be. Source: the files that the documentation lists."""

MAX_PROBLEMS = 500
"""Problems of one file that are reported; the rest is only counted. Tuning constant."""

Remark = tuple[tuple[str | int, ...], str, str, str, Iterable[str]]
"""A finding of a pure check: route, code, message, wrong word, known words."""

Checks = Callable[[T, Locator], Iterable[Problem | Remark]]
"""A check of meaning, made once the types are right."""


def load(
    source: Source, type_: type[T], *, kind: str = "", more_checks: Checks[T] | None = None
) -> T:
    """Build a dataclass from a source.

    Args:
        source: The file.
        type_: A frozen dataclass of the standard library.
        kind: What the file must be by its first key; not looked at where empty.
        more_checks: Looks at the finished value; what it yields is reported like any problem.

    Raises:
        ContentError: With all problems that were found.
    """
    problems = list(schema_problems(source, kind)) if kind else []
    tree = source.tree
    if not isinstance(tree, dict):
        if not problems:
            problems = [Locator(source).problem((), "wrong-type", "This file holds no keys.")]
        raise ContentError(tuple(problems))
    locator = Locator(source)
    value, wrong = checked(type_, {key: tree[key] for key in tree if key != "schema"})
    problems.extend(_reported(locator, wrong))
    if value is None or problems:
        raise ContentError(tuple(problems))
    found = [_located(locator, one) for one in more_checks(value, locator)] if more_checks else []
    if found:
        raise ContentError(tuple(found))
    return value


def kind_of(source: Source) -> str:
    """Return what a file says it is on its first key.

    Raises:
        ContentError: If that key is missing, elsewhere, or unknown.
    """
    problems = tuple(schema_problems(source))
    if problems:
        raise ContentError(problems)
    return guessed_kind(source)


def guessed_kind(source: Source) -> str:
    """Return what a file is, also from a misspelt first key; empty where that is not clear."""
    named = source.tree.get("schema") if isinstance(source.tree, dict) else None
    if not isinstance(named, str):
        return ""
    parts = named.split("/")
    return nearest(parts[1] if len(parts) > 1 else named, KINDS)


def schema_problems(source: Source, kind: str = "") -> Iterator[Problem]:
    """Yield what is wrong with the file's first key.

    Args:
        source: The file.
        kind: What it must be; any of `KINDS` where empty.
    """
    locator = Locator(source)
    right = [f"itilsim/{one}/v1" for one in ([kind] if kind else KINDS)]
    tree = source.tree
    if not isinstance(tree, dict) or "schema" not in tree:
        example = (
            f"begin with 'schema: {right[0]}'" if kind else "begin with 'schema: itilsim/…/v1'"
        )
        yield locator.problem((), "missing-schema", "The first key must be 'schema'.", hint=example)
        return
    named = tree["schema"]
    if next(iter(tree)) != "schema":
        message = "The key 'schema' must be the first one."
        yield locator.problem(("schema",), "misplaced-schema", message, key=True)
    if named not in right:
        message = f"{shown(named)} is not a kind of file that is expected here."
        yield Problem(
            source.file,
            *source.position(("schema",)),
            "unknown-schema",
            message,
            suggestion(str(named), right),
        )


def _reported(locator: Locator, found: list[Finding]) -> Iterator[Problem]:
    """The validator's findings as problems, no more than a person can read."""
    for finding in found[:MAX_PROBLEMS]:
        yield locator.problem(
            finding.route, finding.code, finding.message, hint=finding.hint, key=finding.key
        )
    if len(found) > MAX_PROBLEMS:
        message = f"More is wrong than the {MAX_PROBLEMS} problems listed."
        yield locator.problem((), "too-many-problems", message)


def _located(locator: Locator, found: Problem | Remark) -> Problem:
    """A finding of a check as a problem."""
    if isinstance(found, Problem):
        return found
    route, code, message, wrong, known = found
    return locator.problem(route, code, message, wrong=wrong, known=known)
