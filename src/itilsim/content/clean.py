"""Cleaning of every string that enters: what is left can be shown and stored as data.

The one idea: a character that cannot be seen, or that steers a terminal or the direction of text,
is dropped once at the door, so that nothing inside ever has to think of it. What remains is
normalised (NFC), so that equal-looking names are equal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MAX_MARKS = 8
"""Combining marks kept on one letter. Tuning constant: no written language stacks more."""

_DOUBLE = "\u0f73\u0f75\u0f81"
"""Tibetan vowels that count as letters and fall apart into two marks each."""

_DROPPED = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab, line feed, return
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # invisible letters and hyphens
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # zero width, direction, deprecated format
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # fillers, selectors, marks
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # format, tags
    "\ud800-\udfff"  # lone surrogates
)
"""Regular-expression ranges of what is dropped.

Joiners (U+200C, U+200D) go too: they can hide text inside a word, and what they cost is only that
a composed emoji falls apart into its parts.
"""


def clean(text: str, limit: int | None = None) -> str:
    """Return the text without anything invisible, in NFC, with line feeds as line ends.

    Linear in the length of the text, also for hostile runs of combining marks.

    Args:
        text: Any string, lone surrogates included.
        limit: Longest result in characters; the rest is cut off.
    """
    if not (text.isascii() and text.isprintable()):
        patterns = _patterns()
        text = patterns["ends"].sub("\n", text)
        text = patterns["dropped"].sub("", text)
        if not text.isascii():
            text = patterns["stacked"].sub(_fewer_marks, text)
            text = unicodedata.normalize("NFC", text)
            text = patterns["stacked"].sub(_fewer_marks, text)
    return text if limit is None else text[:limit]


def is_thinned(text: str) -> bool:
    """Whether cleaning drops a character, be it only a combining mark too many."""
    if text.isascii() and text.isprintable():
        return False
    patterns = _patterns()
    if patterns["dropped"].search(text) is not None:
        return True
    return any(len(_fewer_marks(run)) < len(run[0]) for run in patterns["stacked"].finditer(text))


def clean_line(text: str, limit: int | None = None) -> str:
    """Return the cleaned text on one line: each run of white space becomes one space."""
    return clean(" ".join(clean(text).split()), limit)


def clean_tree(value: object) -> object:
    """Return parsed JSON or YAML with every string cleaned, keys included.

    Of two keys that are equal once cleaned the later wins; readers that care refuse that before.
    The depth of the tree must be limited by the caller.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    if isinstance(value, dict):
        return {clean(str(key)): clean_tree(item) for key, item in value.items()}
    return value


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The compiled patterns, made at first use."""
    return {
        "ends": re.compile("\r\n?|\u2028|\u2029"),
        "dropped": re.compile(f"[{_DROPPED}]"),
        "stacked": re.compile(f"[\u0300-\U0010ffff]{{{MAX_MARKS + 1},}}"),
    }


def _fewer_marks(run: re.Match[str]) -> str:
    """Drop combining marks past the limit; normalising a long run of them would be quadratic."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        is_mark = unicodedata.combining(character) or character in _DOUBLE
        marks = marks + 1 if is_mark else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
