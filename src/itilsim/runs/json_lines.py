"""JSON from elsewhere, read with suspicion: depth, doubled keys, numbers that are none, characters.

The one idea: most lines are plain, and are known to be clean at sight; only the others are gone
through value by value.
"""

from __future__ import annotations

import json
import math
from typing import Any

from itilsim.content.clean import clean, clean_tree

MAX_DEPTH = 40
"""Deepest nesting of a line, as for YAML."""


def tree_of(line: bytes) -> object:
    """The JSON value of a line, cleaned.

    Raises:
        ValueError: With the reason, if it is none, nested too deep, or names a key twice.
    """
    text = _text(line)
    plain = is_plain(text)
    try:
        tree: object = _value(text, _PLAIN if plain else _ANY)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg.lower()} in column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if text.count("[") + text.count("{") > MAX_DEPTH and _deeper(tree, MAX_DEPTH):
        raise ValueError("it is nested too deep")
    return tree if plain else clean_tree(tree)


def _value(text: str, reader: json.JSONDecoder) -> object:
    """The JSON value of a text; around most there is no space that has to be looked for."""
    if text.startswith("{"):
        tree, end = reader.raw_decode(text)
        if end == len(text):
            return tree
    return reader.decode(text)


def is_plain(text: str) -> bool:
    """Whether a text is clean at sight: without escapes what is written is what is meant."""
    return text.isascii() and text.isprintable() and "\\" not in text


def _text(line: bytes) -> str:
    """A line as text."""
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8") from error


def _no_number(name: str) -> float:
    """Refuse what JSON does not know."""
    raise ValueError(f"{name} is not a number here")


def _finite(digits: str) -> float:
    """A number with a fraction, as far as there is one."""
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits[:20])


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are different."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are different, also once cleaned."""
    found = dict(pairs)
    if len({clean(key) for key in found}) != len(pairs):
        raise ValueError("a key is there twice")
    return found


_PLAIN, _ANY = (
    json.JSONDecoder(object_pairs_hook=hook, parse_constant=_no_number, parse_float=_finite)
    for hook in (_plain, _unique)
)
"""The reader of plain lines, and of any."""


def _deeper(tree: object, limit: int) -> bool:
    """Whether a value is nested deeper than the limit."""
    level = [tree]
    for _ in range(limit):
        level = [
            item
            for value in level
            if isinstance(value, dict | list)
            for item in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return any(isinstance(value, dict | list) for value in level)
