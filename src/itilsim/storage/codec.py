"""Dataclasses to plain JSON values and back, without a validator.

The one idea: a reader for each type is put together once, from its hints, out of small functions;
it trusts what it reads, because only values that were validated are ever written.
"""

from __future__ import annotations

import dataclasses
import enum
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from itilsim.storage import shapes
from itilsim.storage.shapes import Hint

T = TypeVar("T")

Json = Any
"""What `json` reads and writes."""

Read = Callable[[Json], Any]
"""Turns a JSON value into a value of one type."""


def encode(value: object) -> Json:
    """Return a dataclass, or anything made of them, as JSON values; keys in field order."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {key: encode(getattr(value, name)) for key, name in _named(type(value))}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    return value


def decode(type_: type[T], tree: object) -> T:
    """Return the value that `encode` turned into JSON.

    Args:
        type_: A dataclass.
        tree: The JSON value.

    Raises:
        ValueError: If the tree has not the shape of the type; types of scalars are not looked at.
    """
    try:
        value: T = _reader(_hint(type_))(tree)
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"This is not a stored {type_.__name__}: {error}.") from error
    return value


def decode_union(union: Hint, tree: object) -> object:
    """Return the member of a union that `encode` turned into JSON, told apart by its tag.

    Args:
        union: The union of dataclasses, like `Assign | Resolve`.
        tree: The JSON value.

    Raises:
        ValueError: As `decode`.
    """
    try:
        return _reader(union)(tree)
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"This is not a stored value of a known kind: {error}.") from error


@cache
def _named(type_: type) -> tuple[tuple[str, str], ...]:
    """Keys and attributes of a dataclass in the order of writing; a class variable tag first."""
    pairs = tuple((field.key, field.name) for field in shapes.fields_of(type_))
    tag = shapes.tag_of(type_)
    if tag is not None and tag[0] not in {key for key, _ in pairs}:
        return ((tag[0], tag[0]), *pairs)
    return pairs


def _hint(type_: Hint) -> Hint:
    """A type as a hint, which type checkers take for hashable."""
    return type_


def _same(value: Json) -> Json:
    """Read a scalar."""
    return value


def _listed(value: Json) -> Json:
    """Read a scalar, or a list of scalars."""
    return tuple(value) if isinstance(value, list) else value


@cache
def _reader(hint: Hint) -> Read:
    """Put the reader of a type together."""
    found = shapes.without_none(hint)
    if not found:
        return _same
    inner = _union(found) if len(found) > 1 else _single(found[0])
    if inner is _same or not shapes.allows_none(hint):
        return inner
    return lambda value: None if value is None else inner(value)


def _union(found: tuple[Any, ...]) -> Read:
    """The reader of a union: of scalars and lists of them as they are, of dataclasses by tag."""
    if not all(map(shapes.is_dataclass, found)):
        return _listed if tuple in map(shapes.origin, found) else _same
    key, by_value = shapes.tagged(found)
    readers: dict[str, Read] = {}

    def read(value: Json) -> object:
        tag = value[key]
        if tag not in readers:
            readers[tag] = _reader(by_value[tag])
        return readers[tag](value)

    return read


def _single(hint: Hint) -> Read:
    """The reader of anything but a union."""
    if shapes.is_dataclass(hint):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    origin, args = shapes.origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _tuple(args)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = _reader(args[1])
        if inner is _same:
            return dict
        return lambda value: {key: inner(item) for key, item in value.items()}
    return _same


def _tuple(args: tuple[Any, ...]) -> Read:
    """The reader of a list, of one type or of a type for each place."""
    if args and args[-1] is ...:
        inner = _reader(args[0])
        if inner is _same:
            return _row
        return lambda value: tuple([inner(item) for item in _row(value)])
    readers = [_reader(arg) for arg in args]
    return lambda value: tuple(reader(item) for reader, item in zip(readers, value, strict=True))


def _row(value: Json) -> tuple[Any, ...]:
    """Read a list of scalars; a text is no list."""
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return tuple(value)


def _dataclass(type_: type) -> Read:
    """The reader of a dataclass; the fields' readers come at first use, so types may recurse."""
    plan: list[tuple[str, str, Read | None]] = []
    constant = {key for key, _ in _named(type_)} - set(shapes.fields_by_key(type_))

    def read(value: Json) -> object:
        if not plan:
            for field in shapes.fields_of(type_):
                reader = _reader(field.hint)
                plan.append((field.key, field.name, None if reader is _same else reader))
        given = {
            name: value[key] if reader is None else reader(value[key])
            for key, name, reader in plan
            if key in value
        }
        if len(given) != len(value.keys() - constant if constant else value):
            raise TypeError("unknown keys")
        return type_(**given)

    return read
