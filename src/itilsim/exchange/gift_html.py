"""Texts that other tools wrote as HTML, as the plain texts that a terminal shows.

The one idea: a tag is whatever stands between angle brackets, found in one pass, so that hostile
markup costs no more than honest markup.
"""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->")
_LINE = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"(?: ?</?(?:address|article|aside|blockquote|center|dd|div|dl|dt|fieldset|figure|footer|form"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul)\b[^<>]*>)+ ?",
    re.IGNORECASE,
)
"""Where something begins or ends that stands on lines of its own; several in a row are one. Source:
the HTML standard, flow content that a paragraph cannot hold."""
_CELL = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_PLAIN = re.compile(r"<(?:/?p|br|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
"""Tags of which nothing is lost when they become lines; of other blocks the opening one counts."""
_SPACES = re.compile(r"[ \t\n]+")
_ZEROS = re.compile(r"&#0+(?=[0-9])")
_PAST_LAST = re.compile(r"&#[1-9][0-9]{7,};?")
"""A reference by number to a character past the last one; Python refuses to read a long number."""

FORMATTING = "its formatting is lost"
"""What becomes of a text that had more than paragraphs."""


def plain_text(text: str) -> tuple[str, bool]:
    """Return the words of an HTML text, and whether more than paragraphs was taken from it.

    Words of two blocks, or of two cells of a table, are never joined.
    """
    one_line = _SPACES.sub(" ", text)
    lost = any(_PLAIN.fullmatch(tag) is None for tag in _TAG.findall(one_line))
    rest = _LINE.sub("\0", _BLOCK.sub("\0", _CELL.sub(" ", one_line)))
    words = _PAST_LAST.sub("\ufffd", _ZEROS.sub("&#", _TAG.sub("", rest)))
    lines = words.split("\0")
    return "\n".join(line.strip(" ") for line in map(html.unescape, lines)).strip("\n"), lost


def looks_like_html(text: str) -> bool:
    """Whether a text that may be HTML or not has a tag in it."""
    return _TAG.search(text) is not None
