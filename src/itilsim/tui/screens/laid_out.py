"""Sections of a report as they stand on a page of the app.

The one idea: the words are the report's; here they only get their emphasis.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from itilsim.reports.blocks import Block, Entry, Items, Section, Table
from itilsim.reports.text import block_lines
from itilsim.tui.widgets.plain import clickable

_LABELS: Final = {
    "Right": "$text-success",
    "Partly": "$text-warning",
    "Missed": "bold $text-error",
    "Deducted": "bold $text-error",
    "In truth": "$text-primary",
    "Well done": "$text-success",
    "Cost most": "bold $text-error",
    "Next time": "$text-primary",
}
"""Labels that have a colour besides their word."""


def laid_out(section: Section, width: int, *, asks: bool = False) -> Content:
    """A section as a page.

    Args:
        section: What it says.
        width: Cells in a line.
        asks: It asks something, and enter goes on.
    """
    parts = [Content.styled(section.title, "bold $text-primary"), Content()]
    for block in section.blocks:
        parts += [*lines_of(block, width), Content()]
    if asks:
        go_on = clickable("Enter goes on.", "open")
        parts.append(Content("Answer for yourself: nothing is stored. ") + go_on)
    return Content("\n").join(parts)


def lines_of(block: Block, width: int) -> Iterator[Content]:
    """The lines of one block.

    Args:
        block: What it says.
        width: Cells in a line.
    """
    lines = block_lines(block, width)
    if isinstance(block, Entry):
        labels = {label for label, _ in block.lines if label}
        head = len(lines) - sum(line.startswith("  ") for line in lines)
        for index, line in enumerate(lines):
            yield Content.styled(line, "bold") if index < head else _labelled(line, labels)
        return
    for index, line in enumerate(lines):
        if isinstance(block, Table) and not index:
            yield Content.styled(line, "bold")
        elif isinstance(block, Items) and line.startswith("- "):
            yield Content(f"· {line[2:]}")
        else:
            yield Content(line)


def _labelled(line: str, labels: set[str]) -> Content:
    """A line whose label is emphasised."""
    for label in sorted(labels, key=len, reverse=True):
        if line.startswith(f"  {label} "):
            style = _LABELS.get(label, "$text-muted")
            return Content.assemble("  ", (label, style), line[2 + len(label) :])
    return Content(line)
