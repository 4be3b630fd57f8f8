"""A mock exam on paper: plain text to print, and the same as data for programs.

The one idea: the questions never carry their answers; who asks for the key gets it on a page of its
own, so that it can be kept back.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.questions import Item
from itilsim.reports.text import WIDTH
from itilsim.words.questions import LETTERS

NEW_PAGE = "\f"
"""Form feed: a printer begins a new page here."""

_ROWS = 10
"""Rows of the list of answers."""


def paper_text(paper: Sequence[Item], blueprint: Blueprint, seed: int, *, key: bool) -> str:
    """Return the questions as pages of plain text, at most 80 columns wide.

    Args:
        paper: The questions in order.
        blueprint: What the paper was made by.
        seed: What it was drawn with; printed, so that it can be made again.
        key: Whether the right answers follow on a last page.
    """
    lines = [*_head(blueprint, seed)]
    for number, item in enumerate(paper, 1):
        lines += ["", *_question(number, item)]
    if key:
        lines += [f"{NEW_PAGE}Answers: {blueprint.title}, paper {seed}", "", *_answers(paper)]
    return "\n".join(lines) + "\n"


def paper_data(paper: Sequence[Item], *, key: bool) -> list[dict[str, Any]]:
    """Return the questions as data.

    Args:
        paper: The questions in order.
        key: Whether each says which option is right, by its position counted from 0.
    """
    rows = []
    for number, item in enumerate(paper, 1):
        row: dict[str, Any] = {"number": number, "id": item.id, "style": item.style}
        row["stem"] = item.stem
        if item.statements:
            row["statements"] = list(item.statements)
        row["options"] = [option.text for option in item.options]
        if key:
            row["key"] = item.key
        rows.append(row)
    return rows


def _head(blueprint: Blueprint, seed: int) -> Iterator[str]:
    """What stands above the questions."""
    title = f"{blueprint.title}: mock exam, paper {seed}"
    yield from (title, "=" * len(title), "")
    yield from textwrap.wrap(
        f"{blueprint.questions} questions, one mark each, each with one right answer. "
        f"{blueprint.minutes} minutes; {blueprint.minutes + blueprint.extra_minutes} if you are "
        f"not examined in your first language. {blueprint.pass_mark} right answers pass. "
        "Closed book; a wrong answer costs nothing.",
        WIDTH,
    )


def _question(number: int, item: Item) -> Iterator[str]:
    """A question with its statements and options."""
    yield from _hanging(f"{number:>2}. ", item.stem)
    for n, statement in enumerate(item.statements, 1):
        yield from _hanging(f"      {n}. ", statement)
    if item.statements:
        yield ""
    for letter, option in zip(LETTERS, item.options, strict=False):
        yield from _hanging(f"    {letter}  ", option.text)


def _answers(paper: Sequence[Item]) -> Iterator[str]:
    """Numbers and letters in columns, to be read down."""
    cells = [
        f"{number:>3}. {'-' if item.key is None else LETTERS[item.key]}"
        for number, item in enumerate(paper, 1)
    ]
    for row in range(min(_ROWS, len(cells))):
        yield "    ".join(cells[row::_ROWS])


def _hanging(label: str, words: str) -> list[str]:
    """A label and words that go on below themselves."""
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=label,
        subsequent_indent=" " * len(label),
        break_on_hyphens=False,
    )
