"""What is wrong with a text that is not YAML, in words for an author.

The one idea: the parser's complaint names its own inner state; the author needs the line to look at
and the usual reason. The table below holds one row per complaint that people meet.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from itilsim.content.clean import clean_line
from itilsim.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class _Complaint:
    """One complaint of the parser, translated."""

    says: str
    """Part of the parser's own words."""
    message: str
    """What is wrong, in ours."""
    hint: str = ""
    """What usually helps."""
    at_start: bool = False
    """Whether the place to look at is where the broken construct begins."""


_COMPLAINTS = (
    _Complaint(
        "mapping values are not allowed",
        "A colon makes a second key of this line, or the indentation is wrong.",
        'put text that holds ": " in quotes',
    ),
    _Complaint(
        "could not find expected ':'",
        "This line is neither a key with a colon nor part of the value above.",
        "add the colon, or indent the line",
        at_start=True,
    ),
    _Complaint(
        "cannot start any token",
        "This character cannot begin a value.",
        "put the text in quotes; indent with spaces, never with tabs",
    ),
    _Complaint(
        "did not find expected key",
        "This does not fit the lines above: the indentation is wrong, or a quote is missing.",
        "line it up with the keys beside it",
    ),
    _Complaint(
        "did not find expected '-' indicator",
        "This does not fit the list above.",
        "start it with '- ', in line with the others",
    ),
    _Complaint(
        "block sequence entries are not allowed",
        "A list cannot begin here.",
        "start it on a line of its own",
    ),
    _Complaint(
        "unexpected end of stream",
        "The quote that begins here is never closed.",
        "close it",
        at_start=True,
    ),
    _Complaint(
        "did not find expected ',' or",
        "The bracket that opens here is not closed as it should be.",
        "look for a missing comma or closing bracket",
        at_start=True,
    ),
    _Complaint(
        "unknown escape character",
        "This backslash means nothing in double quotes.",
        "write it twice, or use single quotes",
    ),
    _Complaint(
        "did not find expected <document start>",
        "The content has ended before this line.",
        "check the indentation of this line and of the first one",
    ),
)


def malformed(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the problem that a parser's error stands for.

    Args:
        error: What the parser raised.
        text: The text that was parsed.
        file: Path to name in the problem.
    """
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    known = next((row for row in _COMPLAINTS if row.says in said), None)
    if known is None:
        message = f"This is not YAML: {clean_line(said, 120) or 'the reader gave up'}."
        return Problem(file, *_place(mark, text), "not-yaml", message)
    if known.at_start and context is not None:
        mark = context
    return Problem(file, *_place(mark, text), "not-yaml", known.message, known.hint)


def _place(mark: yaml.Mark | None, text: str) -> tuple[int, int]:
    """Line and column of a mark; the end of the text where there is none."""
    if mark is None:
        return text.count("\n") + 1, 1
    return mark.line + 1, mark.column + 1
