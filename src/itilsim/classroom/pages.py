"""A page of a class as one HTML file: nothing is fetched, nothing runs, and it prints on A4.

The one idea: the blocks of a report, and a few that only paper needs, laid out by one template that
escapes every word. The style sheet is that of a report with a few lines of its own behind it, and
the same policy allows just that sheet, by its digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal, TypeAlias

from itilsim.reports.blocks import Entry, Items, Paragraph, Table
from itilsim.reports.html import STYLE, rendered

_TEMPLATE: Final = "page.html"
_STYLE: Final = "page.css"

Layout = Literal["plain", "sheet", "dense columns", "cut", "wide", "slides"]
"""How a page is set: running text; close, for one hand; small, in two columns; cards, each kind on
sheets of its own; on its side; on its side with a section a page."""


@dataclass(frozen=True, slots=True)
class Form:
    """A table to be filled in by hand."""

    head: tuple[str, ...]
    """Titles of the columns; the first is that of the rows' names."""
    rows: tuple[str, ...]
    """Names of the rows."""
    height: Literal["tall", "low"] = "tall"
    """Room to write in, or for a line."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card to be cut out."""

    title: str
    """What it is."""
    lines: tuple[str, ...]
    """What it says; the last is what matters most."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, two in a row."""

    cards: tuple[Card, ...]
    """The cards."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a tree, with what hangs below it."""

    words: str
    """What it says."""
    under: tuple[Node, ...] = ()
    """What hangs below it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A nested list."""

    nodes: tuple[Node, ...]
    """Its roots."""


@dataclass(frozen=True, slots=True)
class Aloud:
    """A word that is read aloud."""

    words: str
    """When it is read."""
    word: str
    """The word."""


PrintedBlock: TypeAlias = Paragraph | Items | Table | Entry | Form | Cards | Tree | Aloud


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a printed page."""

    key: str
    """Stable word, like `stops`."""
    title: str
    """Its heading; empty: it has none."""
    blocks: tuple[PrintedBlock, ...]
    """What it says, in order."""


def page(
    title: str,
    parts: Sequence[Part],
    about: str = "",
    *,
    layout: Layout = "plain",
    foot: str = "Made by itilsim.",
) -> str:
    """A whole page.

    Args:
        title: Its heading.
        parts: What it says.
        about: A line below the heading.
        layout: How it is set.
        foot: A line at its end.
    """
    here = files("itilsim.classroom")
    return rendered(
        here / _TEMPLATE, [files("itilsim.reports") / STYLE, here / _STYLE],
        title=title, about=about, sections=parts, layout=layout, foot=foot,
    ).lstrip()  # fmt: skip
