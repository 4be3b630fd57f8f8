"""What a plain YAML scalar means: YAML 1.2's core schema, with everything doubtful left as text.

The one idea: the same file means the same here, in an editor and in any YAML 1.2 reader. Where a
reader of an older YAML would see something else (`010`, `0x1f`, `12:30`, `2026-01-01`, `yes`) the
value stays text, so that a wrong guess becomes a clear message and never a wrong number.
"""

from __future__ import annotations

import math
import re
from functools import cache

from itilsim.content.clean import clean

MAX_DIGITS = 18
"""Digits of a whole number; a longer one stays text. It keeps every number within 64 bits."""

WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
"""The plain scalars that are not text though they have no digit. Source: YAML 1.2.2, 10.3.2."""

Plain = str | int | float | bool | None
"""What a scalar can become."""


def resolved(text: str) -> Plain:
    """Return what an unquoted scalar means; text comes back cleaned."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "+-.0123456789":
        number = _number(text)
        if number is not None:
            return number
    return clean(text)


def _number(text: str) -> int | float | None:
    """The number that the text is, or None."""
    if len(text) > MAX_DIGITS + 8:
        return None
    whole, broken = _patterns()
    if whole.fullmatch(text):
        return int(text) if len(text.lstrip("+-")) <= MAX_DIGITS else None
    if broken.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Decimal whole numbers without leading zeros, and decimal fractions."""
    whole = r"[-+]?(?:0|[1-9][0-9]*)"
    broken = rf"(?:{whole}\.[0-9]*|[-+]?\.[0-9]+|{whole})(?:[eE][-+]?[0-9]+)?"
    return re.compile(whole), re.compile(broken)
