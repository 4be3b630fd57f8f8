"""Markdown: the same sections, to be put into a wiki or handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from itilsim.reports.blocks import Block, Chart, Entry, Items, Paragraph, Section, Table

WIDTH = 80
"""Cells of a chart."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$!&])")
_BEGINS = re.compile(r"^([-+=]|\d+[.)])")


def markdown(title: str, sections: Iterable[Section]) -> str:
    """A whole report.

    Args:
        title: Its heading.
        sections: What it says.
    """
    parts = [f"# {escaped(title)}"]
    for section in sections:
        parts.append(f"## {escaped(section.title)}")
        parts += ["\n".join(_lines(block)) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def escaped(words: str) -> str:
    """Words that mean nothing to Markdown."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(words.split()))
    begins = _BEGINS.match(plain)
    return f"{plain[: begins.end() - 1]}\\{plain[begins.end() - 1 :]}" if begins else plain


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield escaped(block.words)
        case Items():
            yield from (f"- {escaped(each)}" for each in block.lines)
        case Entry():
            yield f"### {escaped(block.title)}"
            yield ""
            yield from (f"- {_labelled(*line)}" for line in block.lines)
        case Chart():
            yield "```text"
            yield from block.draw(WIDTH)
            yield "```"
        case Table():
            yield _row(block.head)
            yield _row("--:" if index in block.right else "---" for index in range(len(block.head)))
            yield from (_row(map(_indented, row)) for row in block.rows)


def _labelled(label: str, words: str) -> str:
    return f"**{escaped(label)}:** {escaped(words)}" if label else escaped(words)


def _indented(cell: str) -> str:
    """Markdown drops blanks at the beginning; a dash keeps what belongs to what."""
    return f"– {escaped(cell)}" if cell.startswith("  ") else escaped(cell)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
