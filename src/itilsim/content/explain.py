"""What a validator found, retold for an author: the route, a stable code, plain words.

The one idea: the validator says only *where* something is wrong and *which rule* was broken; what
is said about it is made from the type that was expected there and the value that was found.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from itilsim.content.locate import MAX_WORDS, shown, suggestion
from itilsim.storage import shapes
from itilsim.storage.shapes import Hint

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from itilsim.content.tree import Route


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a tree."""

    route: Route
    """Where: keys and list indexes from the root."""
    code: str
    """A stable word."""
    message: str
    """What is wrong and what was expected."""
    hint: str = ""
    """The nearest right word or the next step."""
    key: bool = False
    """Whether the key itself is wrong rather than the value behind it."""


@dataclass(slots=True)
class _Place:
    """Where a walk along an error's location has come to."""

    hint: Hint
    """The type expected here."""
    value: Any
    """The value found here."""
    route: list[str | int] = field(default_factory=list)
    """The way here."""
    of_key: bool = False
    """Whether the error is about the last key rather than its value."""
    limits: Mapping[str, Any] = field(default_factory=dict)
    """Bounds of the field that was entered last."""


def findings(type_: Hint, tree: object, errors: Sequence[ErrorDetails]) -> Iterator[Finding]:
    """Retell each of the validator's errors once.

    Args:
        type_: The type that was expected.
        tree: The value that was validated.
        errors: The validator's errors; their locations begin with the place in its tuple of one.
    """
    said: set[tuple[Any, ...]] = set()
    for error in errors:
        finding = _finding(type_, tree, error)
        if finding is None:
            continue
        mark = (finding.route, finding.code, finding.key, finding.message)
        if mark not in said:
            said.add(mark)
            yield finding


def _finding(type_: Hint, tree: object, error: ErrorDetails) -> Finding | None:
    """What one error says; None if it is about a member of a union that was not meant."""
    kind: str = error["type"]
    steps = list(error["loc"][1:])
    last = steps.pop() if kind in {"missing", "unexpected_keyword_argument"} and steps else None
    place = _walk(_Place(type_, tree), steps)
    if isinstance(place, Finding) or place is None:
        return place
    if kind == "too_short" and error["ctx"]["actual_length"] < len(place.value or ()):
        return None  # Some of its entries are wrong, and told one by one.
    route = tuple(place.route)
    if kind == "unexpected_keyword_argument":
        return _unknown_key(place, str(last))
    if kind == "missing" and isinstance(last, str):
        return Finding(route, "missing-key", f"The key '{last}' is missing here.")
    if kind == "value_error":
        message = shown_sentence(str(error["ctx"]["error"]))
        return Finding(route, "wrong-value", message)
    if place.of_key:
        message = f"{shown(place.route[-1])} cannot be a key here."
        hint = suggestion(str(place.route[-1]), [str(one) for one in shapes.choices(place.hint)])
        return Finding(route, "wrong-value", message, hint, key=True)
    return _wrong_value(place, kind)


def shown_sentence(text: str) -> str:
    """Return a message of our own code on one line, ended by a full stop."""
    text = " ".join(text.split())
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _walk(place: _Place, steps: list[Any]) -> _Place | Finding | None:
    """Follow a location; a finding where a union has no member for the value."""
    while True:
        found = shapes.without_none(place.hint)
        if len(found) > 1:
            entered = _enter_union(place, found, steps)
            if entered is not place:
                return entered
        elif found:
            place.hint = found[0]
        if not steps:
            return place
        _step(place, steps.pop(0))


def _enter_union(
    place: _Place, found: tuple[Any, ...], steps: list[Any]
) -> _Place | Finding | None:
    """Choose the member of a union that the author meant; None if this error is about another."""
    route = tuple(place.route)
    label = steps.pop(0) if steps else ""
    if not all(map(shapes.is_dataclass, found)):
        message = f"This is {shown(place.value)}, expected {expected(place.hint)}."
        return Finding(route, "wrong-type", message)
    key, by_value = shapes.tagged(found)
    if not isinstance(place.value, dict):
        message = f"This is {shown(place.value)}, expected keys with values."
        return Finding(route, "wrong-type", message, f"begin with '{key}: …'")
    if key not in place.value:
        message = f"The key '{key}' is missing here."
        return Finding(route, "missing-key", message, suggestion("", by_value))
    tag = place.value[key]
    meant = by_value.get(tag) if isinstance(tag, str) else None
    if meant is None:
        message = f"{shown(tag)} is not one of the kinds that can stand here."
        hint = suggestion(str(tag), by_value)
        return Finding((*route, key), "wrong-value", message, hint)
    if label != meant.__name__:
        return None
    place.hint = meant
    return place


def _step(place: _Place, step: str | int) -> None:
    """Go one step into the value."""
    if step == "[key]":
        place.of_key = True
        place.hint = place.limits.get("", place.hint)
        return
    hint = shapes.bare(place.hint)
    place.limits = {}
    if shapes.is_dataclass(hint):
        inner = shapes.fields_by_key(hint).get(str(step))
        place.hint = inner.hint if inner else Any
        place.limits = inner.limits if inner else {}
    else:
        args = typing.get_args(hint)
        origin = shapes.origin(hint)
        if origin is tuple and args:
            index = step if isinstance(step, int) else 0
            place.hint = args[0] if args[-1] is ... else args[min(index, len(args) - 1)]
        elif len(args) == 2:
            place.limits = {"": args[0]}
            place.hint = args[1]
        else:
            place.hint = Any
    value = place.value
    if isinstance(value, dict):
        place.value = value.get(str(step))
    elif isinstance(value, list) and isinstance(step, int) and step < len(value):
        place.value = value[step]
    else:
        place.value = None
    place.route.append(step)


def _unknown_key(place: _Place, key: str) -> Finding:
    """What to say about a key that does not belong."""
    known: list[str] = []
    if shapes.is_dataclass(place.hint):
        given = place.value if isinstance(place.value, dict) else {}
        known = [one for one in shapes.fields_by_key(place.hint) if one not in given]
    message = f"There is no key {shown(key)} here."
    hint = suggestion(key, known) if known else "delete it"
    return Finding((*place.route, key), "unknown-key", message, hint, key=True)


def _wrong_value(place: _Place, kind: str) -> Finding:
    """What to say about a value of the wrong type, or outside its bounds."""
    route = tuple(place.route)
    value = place.value
    values = [str(one) for one in shapes.choices(place.hint)]
    if values and isinstance(value, str | int | float):
        message = f"{shown(value)} is not one of the words that can stand here."
        quoted = "put it in quotes" if str(value) in values else suggestion(str(value), values)
        return Finding(route, "wrong-value", message, quoted)
    if kind.endswith("_type") or kind in {"int_from_float", "enum", "literal_error"}:
        message = f"This is {shown(value)}, expected {expected(place.hint)}."
        return Finding(route, "wrong-type", message, _type_hint(place))
    found = shown(value)
    if isinstance(value, list):
        found = "a list of one" if len(value) == 1 else f"a list of {len(value)}"
    return Finding(route, "wrong-value", f"This is {found}, expected {_bounds(place)}.")


def _type_hint(place: _Place) -> str:
    """What usually helps when a value has the wrong type."""
    hint, value = shapes.bare(place.hint), place.value
    if value is None:
        return "write a value after the colon, or delete the key"
    if hint is str and isinstance(value, int | float):
        return "put it in quotes"
    if hint is bool:
        return "write true or false"
    if hint in (int, float) and isinstance(value, str):
        return "write it without quotes or unit" if _digits(value) else ""
    if shapes.origin(hint) is tuple:
        return "begin each entry with '- '"
    return ""


def _digits(text: str) -> bool:
    """Whether a short text has a digit, so that it was meant as a number."""
    return len(text) < 40 and any(character.isdigit() for character in text)


_BOUNDS = {
    "ge": "at least {}",
    "gt": "more than {}",
    "le": "at most {}",
    "lt": "less than {}",
    "min_length": "at least {} long",
    "max_length": "at most {} long",
    "pattern": "of the form {}",
}
"""How each bound of a field is said."""


def _bounds(place: _Place) -> str:
    """The bounds of a field in words."""
    args = typing.get_args(shapes.bare(place.hint))
    if shapes.origin(shapes.bare(place.hint)) is tuple and args and args[-1] is not ...:
        return str(len(args))
    said = [
        text.format(place.limits[name]) for name, text in _BOUNDS.items() if name in place.limits
    ]
    return " and ".join(said) or expected(place.hint)


def expected(hint: Hint) -> str:
    """Return what a type asks for, in an author's words."""
    found = [_expected_one(member) for member in shapes.without_none(hint)]
    return " or ".join(dict.fromkeys(found))


def _expected_one(hint: Hint) -> str:
    """What one member of a union asks for."""
    values = shapes.choices(hint)
    if values:
        listed = ", ".join(str(value) for value in values[:MAX_WORDS])
        return listed if len(values) == 1 else f"one of {listed}"
    if shapes.is_dataclass(hint):
        return "keys with values"
    origin = shapes.origin(hint) or hint
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "keys with values"
    words: dict[Any, str] = {
        str: "text",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        tuple: "a list",
    }
    return words.get(origin, "another value")
