"""From a guarded source to frozen dataclasses, with every problem of the file in one pass.

The one idea: whatever is wrong is told at once and in its place: the first key, unknown and missing
keys, wrong values; and only when all of that is right, what it means. Strictness is given from
outside: the validator is made for a tuple of the type, which takes a configuration where a
dataclass would not, so that the domain's dataclasses are plain and nested ones are as strict as
the outermost.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from itilsim.content.explain import Finding, findings
from itilsim.content.locate import Locator, nearest, shown, suggestion
from itilsim.content.source import Source
from itilsim.domain.errors import ContentError, Problem
from itilsim.storage import shapes
from itilsim.storage.codec import Json
from itilsim.storage.shapes import Hint, file_key

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

T = TypeVar("T")

KINDS = (
    "scenario",
    "organisation",
    "library",
    "house-rules",
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


FLOOD = 5000
"""Errors after which a tree is shortened before they are told. Tuning constant."""

FIRST = 1000
"""Entries of each list and mapping that a shortened tree keeps. Tuning constant."""


def sound(type_: type[T], text: str) -> T | None:
    """Return the value of a JSON text, or None if anything is wrong with it.

    Args:
        type_: A frozen dataclass, or a tuple of some.
        text: JSON. Of a key that is there twice the last counts: the caller looks for that.
    """
    from pydantic import ValidationError

    hint: Hint = type_
    try:
        value: T = adapter(hint).validate_json(f"[{text}]")[0]
    except ValidationError:
        return None
    return value


def checked(type_: type[T], tree: Json) -> tuple[T | None, list[Finding]]:
    """Return the value of a tree, or None and all that is wrong with it.

    Args:
        type_: A frozen dataclass.
        tree: Dicts, lists and scalars; keys are text.
    """
    from pydantic import ValidationError

    hint: Hint = type_
    validator = adapter(hint)
    try:
        value: T = validator.validate_json(f"[{json.dumps(tree)}]")[0]
    except ValidationError as failed:
        return None, list(findings(hint, tree, _errors(failed, validator, tree)))
    return value, []


@cache
def adapter(type_: Hint) -> TypeAdapter[Any]:
    """Return the strict validator of a type, wrapped in a tuple of one; made once per type."""
    from pydantic import ConfigDict, TypeAdapter

    config = ConfigDict(
        strict=True, extra="forbid", use_attribute_docstrings=True, alias_generator=file_key
    )
    one: Hint = tuple.__class_getitem__((type_,))
    return TypeAdapter(one, config=config)


def salvaged(type_: type[T], tree: Json) -> T:
    """Return as much of a value as is sound; what is broken has its default, or else nothing in it.

    For checks that must survive other mistakes: entries of lists keep their numbers.
    """
    given = tree if isinstance(tree, dict) else {}
    values: dict[str, Any] = {}
    hint: Hint = type_
    for one in shapes.fields_of(hint):
        if one.key in given:
            values[one.name] = _sound(one.hint, given[one.key])
        elif one.required:
            values[one.name] = _sound(one.hint, None)
    return type_(**values)


def _sound(hint: Hint, tree: Json) -> object:
    """A value of a type, as far as it is sound."""
    try:
        return adapter(hint).validate_json(json.dumps([tree]))[0]
    except ValueError:
        pass
    member: Hint = next(iter(shapes.without_none(hint)), str)
    if shapes.origin(member) is tuple:
        inner = typing.get_args(member)[0]
        items = tree if isinstance(tree, list) else []
        return tuple(_sound(inner, item) for item in items)
    if shapes.is_dataclass(member):
        try:
            return salvaged(member, tree)
        except ValueError:  # What a dataclass refuses of itself; nobody asks it anything.
            return None
    empty: dict[Any, object] = {str: "", int: 0, bool: False, float: 0.0}
    return empty.get(shapes.bare(member), "")


def _errors(failed: ValidationError, validator: TypeAdapter[Any], tree: Json) -> list[ErrorDetails]:
    """The validator's errors.

    Each costs a kilobyte, so a flood of them is made again from the first entries of every list
    and mapping; keys that this hides are not called missing.
    """
    from pydantic import ValidationError

    flood = failed.error_count() > FLOOD
    if flood:
        try:
            validator.validate_json(json.dumps([_shortened(tree)]))
        except ValidationError as fewer:
            failed = fewer
    errors = failed.errors(include_url=False, include_input=False)
    return [error for error in errors if not (flood and _given([tree], error))]


def _shortened(tree: Json) -> Json:
    """The tree with the first entries of every list and mapping only."""
    if isinstance(tree, dict):
        return {key: _shortened(tree[key]) for key in islice(tree, FIRST)}
    if isinstance(tree, list):
        return [_shortened(item) for item in tree[:FIRST]]
    return tree


def _given(tree: Json, error: ErrorDetails) -> bool:
    """Whether an error calls a key missing that the whole tree has."""
    if error["type"] != "missing":
        return False
    for step in error["loc"]:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            # A step that is not in the tree names a member of a union, unless it is the last.
            if step == error["loc"][-1]:
                return False
    return True
