"""What a report consists of: sections of paragraphs, lists, tables and entries, already in words.

The one idea: a debrief is worded once. Plain text, Markdown and the debrief screen lay out the same
sections and add nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: str
    """One or more sentences."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short lines."""

    lines: tuple[str, ...]
    """Each one or two sentences."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head."""

    head: tuple[str, ...]
    """Titles of the columns."""
    rows: tuple[tuple[str, ...], ...]
    """As many cells as the head has."""
    right: frozenset[int] = frozenset()
    """Columns that hold numbers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a title and labelled lines."""

    title: str
    """What it is."""
    lines: tuple[tuple[str, str], ...]
    """Label and words; an empty label goes on with the line before."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture in characters."""

    draw: Callable[[int], Sequence[str]]
    """Its lines, into so many cells."""
    drawing: tuple[object, ...] = ()
    """The function of `drawings` that draws the same for a page, and what it is given; empty: the
    characters stand there."""


Block: TypeAlias = Paragraph | Items | Table | Entry | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    key: str
    """Stable word, like `clocks`."""
    title: str
    """Its heading."""
    blocks: tuple[Block, ...]
    """What it says, in order."""
