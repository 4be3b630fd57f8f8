"""Strict validation of plain trees into frozen dataclasses of the standard library.

The one idea: strictness is given from outside. The validator is made for a tuple of the type, which
takes a configuration where a dataclass would not, so that the domain's dataclasses are plain and
nested ones are as strict as the outermost.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from itilsim.content.explain import Finding, findings
from itilsim.storage.codec import Json
from itilsim.storage.shapes import Hint, file_key

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError
    from pydantic_core import ErrorDetails

T = TypeVar("T")

FLOOD = 5000
"""Errors after which a tree is shortened before they are told. Tuning constant."""

FIRST = 1000
"""Entries of each list and mapping that a shortened tree keeps. Tuning constant."""


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
        value: T = validator.validate_json(json.dumps([tree]))[0]
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
