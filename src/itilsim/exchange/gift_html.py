"""Texts that other tools wrote as HTML, as the plain texts that a terminal shows.

The one idea: a tag is whatever stands between angle brackets, found in one pass, so that hostile
markup costs no more than honest markup.
"""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n]+")
_ZEROS = re.compile(r"&#0+(?=[0-9])")
_PAST_LAST = re.compile(r"&#[1-9][0-9]{7,};?")
"""A reference by number to a character past the last one; Python refuses to read a long number."""

FORMATTING = "its formatting is lost"
"""What becomes of a text that had more than paragraphs."""


def plain_text(text: str) -> tuple[str, bool]:
    """Return the words of an HTML text, and whether more than paragraphs was taken from it."""
    rest = _BREAK.sub("\0", _SPACES.sub(" ", text))
    lost = any(not tag.lower().startswith(("<p>", "<p ")) for tag in _TAG.findall(rest))
    words = _PAST_LAST.sub("\ufffd", _ZEROS.sub("&#", _TAG.sub("", rest)))
    lines = words.split("\0")
    return "\n".join(line.strip(" ") for line in map(html.unescape, lines)).strip("\n"), lost


def looks_like_html(text: str) -> bool:
    """Whether a text that may be HTML or not has a tag in it."""
    return _TAG.search(text) is not None
