"""What a dataclass looks like from outside: keys, types, unions and their tags, from type hints.

The one idea: loading, explaining errors and the cache all read the same shape, and the dataclasses
themselves know nothing of files.
"""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NewType, Union

Hint = Any
"""A type as an annotation gives it; annotations have no type in common."""


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a dataclass."""

    name: str
    """Name in Python."""
    key: str
    """Name in files."""
    hint: Hint
    """Its type."""
    required: bool
    """Whether it has no default."""
    default: str
    """Its default or what makes it, as text, to notice a change."""
    limits: Mapping[str, Any]
    """Bounds such as `ge` or `max_length`, from the field's metadata."""


def file_key(name: str) -> str:
    """Return the name of a field in files: a trailing underscore hides a Python keyword."""
    return name.rstrip("_")


@cache
def fields_of(type_: type) -> tuple[Field, ...]:
    """Return the fields of a dataclass in order."""
    hints = typing.get_type_hints(type_)
    missing = dataclasses.MISSING
    return tuple(
        Field(
            name=field.name,
            key=file_key(field.name),
            hint=hints[field.name],
            required=field.default is missing and field.default_factory is missing,
            default=_default(field),
            limits=field.metadata,
        )
        for field in dataclasses.fields(type_)
        if field.init
    )


def _default(field: dataclasses.Field[Any]) -> str:
    """What a field gets if nothing is given, as text that is the same in every process."""
    if field.default is not dataclasses.MISSING:
        return repr(field.default)
    return getattr(field.default_factory, "__qualname__", "")


@cache
def fields_by_key(type_: type) -> dict[str, Field]:
    """Return the fields of a dataclass by their names in files."""
    return {field.key: field for field in fields_of(type_)}


def origin(hint: Hint) -> Hint:
    """Return what `tuple[int, ...]` and its like are forms of; None for plain types."""
    return typing.get_origin(hint)


def bare(hint: Hint) -> Hint:
    """Return the hint without `NewType` and `Annotated` around it."""
    while True:
        if isinstance(hint, NewType):
            hint = hint.__supertype__
        elif origin(hint) is typing.Annotated:
            hint = typing.get_args(hint)[0]
        else:
            return hint


def members(hint: Hint) -> tuple[Hint, ...]:
    """Return the members of a union, nested ones too; a single one for anything else."""
    hint = bare(hint)
    if origin(hint) in (Union, types.UnionType):
        return tuple(inner for arg in typing.get_args(hint) for inner in members(arg))
    return (hint,)


def without_none(hint: Hint) -> tuple[Hint, ...]:
    """Return the members of a union but None."""
    return tuple(member for member in members(hint) if member is not type(None))


def allows_none(hint: Hint) -> bool:
    """Whether None is one of the hint's members."""
    return type(None) in members(hint)


def is_dataclass(hint: Hint) -> bool:
    """Whether the hint is a dataclass."""
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def choices(hint: Hint) -> tuple[str | int | bool, ...]:
    """Return the values of a `Literal` or an enumeration; nothing for other hints."""
    if origin(hint) is Literal:
        return typing.get_args(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return tuple(member.value for member in hint)
    return ()


def tag_of(type_: type) -> tuple[str, str] | None:
    """Return key and value by which a union knows this dataclass, if it has such a field.

    It is the first field with a `Literal` of one text, else a class variable `kind`.
    """
    for field in fields_of(type_):
        values = choices(bare(field.hint))
        if len(values) == 1 and isinstance(values[0], str):
            return field.key, values[0]
    kind = getattr(type_, "kind", None)
    return ("kind", kind) if isinstance(kind, str) else None


@cache
def tagged(types_: tuple[type, ...]) -> tuple[str, dict[str, type]]:
    """Return the key that tells the dataclasses of a union apart, and the dataclass for each value.

    Raises:
        TypeError: If they do not share such a key; a mistake in the program, not in a file.
    """
    tags = {type_: tag_of(type_) for type_ in types_}
    keys = {tag[0] for tag in tags.values() if tag is not None}
    by_value = {tag[1]: type_ for type_, tag in tags.items() if tag is not None}
    if len(keys) != 1 or len(by_value) != len(types_):
        names = ", ".join(type_.__name__ for type_ in types_)
        raise TypeError(f"The union of {names} needs one Literal field of different values.")
    return keys.pop(), by_value


def inner_hints(hint: Hint) -> tuple[Hint, ...]:
    """Return the types inside a list or a mapping; nothing for literals and scalars."""
    if origin(hint) is Literal:
        return ()
    return tuple(arg for arg in typing.get_args(hint) if arg is not ...)
