"""Plain text: 80 columns, labelled, aligned, no box drawing; made to be read aloud as well."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from itilsim.reports.blocks import Block, Chart, Entry, Items, Paragraph, Section, Table

WIDTH = 80
"""Columns of a page."""
_GAP = "  "
_LEAST = 12
"""A column that has to give way keeps so many cells."""


def text(title: str, sections: Iterable[Section], width: int = WIDTH) -> str:
    """A whole report.

    Args:
        title: Its heading.
        sections: What it says.
        width: Cells in a line.
    """
    lines = [*_wrapped(title, width), "=" * min(len(title), width)]
    for section in sections:
        lines += ["", section.title.upper(), "-" * len(section.title)]
        for block in section.blocks:
            lines += [*block_lines(block, width), ""]
        lines.pop()
    return "\n".join(lines) + "\n"


def block_lines(block: Block, width: int = WIDTH) -> list[str]:
    """One block as lines of at most that width, as far as words allow."""
    match block:
        case Paragraph():
            return _wrapped(block.words, width)
        case Items():
            return [line for each in block.lines for line in _wrapped(each, width, "- ", "  ")]
        case Entry():
            return list(_entry(block, width))
        case Table():
            return list(_table(block, width))
        case Chart():
            return list(block.draw(width))


def _wrapped(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    found = textwrap.wrap(
        words, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return found or [first.rstrip()]


def _entry(entry: Entry, width: int) -> Iterator[str]:
    yield from _wrapped(entry.title, width)
    room = max((len(label) for label, _ in entry.lines), default=0)
    for label, words in entry.lines:
        first = f"  {label:<{room}}  "
        yield from _wrapped(words, width, first, " " * len(first))


def _table(table: Table, width: int) -> Iterator[str]:
    widths = _widths(table, width)
    yield from _row_lines(table.head, widths, table.right)
    yield _GAP.join("-" * each for each in widths)
    for row in table.rows:
        yield from _row_lines(row, widths, table.right)


def _row_lines(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    cells = [textwrap.wrap(cell, room) or [""] for cell, room in zip(row, widths, strict=True)]
    for index in range(max(map(len, cells))):
        line = [cell[index] if index < len(cell) else "" for cell in cells]
        yield _row(_kept_indent(row, line, index), widths, right)


def _kept_indent(row: Sequence[str], line: list[str], index: int) -> list[str]:
    """The first cell keeps its indent, which says what belongs to what."""
    indent = len(row[0]) - len(row[0].lstrip())
    if indent and index == 0:
        line[0] = " " * indent + line[0].lstrip()
    return line


def _widths(table: Table, width: int) -> list[int]:
    """Natural widths; what does not fit is taken from the widest column."""
    columns = zip(table.head, *table.rows, strict=True)
    widths = [max(map(len, column)) for column in columns]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    while over > 0:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= _LEAST:
            break
        widths[widest] -= 1
        over -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    shown = [
        cell.rjust(room) if index in right else cell.ljust(room)
        for index, (cell, room) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(shown).rstrip()
