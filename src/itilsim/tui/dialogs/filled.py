"""The column of a form that shows what is filled in so far, by whom, and why."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from textual.content import Content

from itilsim.seat.draft import Draft
from itilsim.tui.widgets.plain import clicking

FIELDS_WIDTH: Final = 28
"""Cells of the column that shows the values so far; the stylesheet has the same."""
HERE: Final = "•"
"""Stands before the field at hand; the mark of a list is kept for the line under the cursor."""


def summary(draft: Draft, room: int) -> Content:
    """The values so far, each on as many lines as let all of them fit into the room.

    Args:
        draft: The form half filled in.
        room: Lines.
    """
    lines: list[Content] = []
    for most in range(4, 0, -1):
        lines = _fields(draft, most)
        if len(lines) <= room:
            break
    return Content("\n").join(lines)


def _fields(draft: Draft, most: int) -> list[Content]:
    """The values so far, with the field at hand marked; greyed ones say why."""
    lines: list[Content] = []
    for each in draft.view.fields:
        if each.locked:
            lines += _titled(each.title, "", here=False)
            lines += _indented(each.locked, "$text-muted italic", most)
            lines += _indented(f"({each.why})" if each.why else "", "$text-muted italic", most)
        else:
            action = f"field({draft.open.index(each)})"
            lines += _titled(each.title, action, here=each is draft.asking)
            lines += _clicked(_indented(draft.chosen(each), "", most), action)
    if draft.asks_at_the_end:
        lines += _titled(draft.view.submit, "finish()", here=draft.asking is None)
    return lines


def _titled(title: str, action: str, *, here: bool) -> list[Content]:
    """What is filled in or done, hanging behind its mark; a click anywhere on it goes there."""
    heads, style = (f"{HERE} ", "bold") if here else ("  ", "")
    lines = wrap(title, FIELDS_WIDTH - 3, break_on_hyphens=False)
    found = [
        Content(heads if not number else "  ") + Content.styled(line, style)
        for number, line in enumerate(lines)
    ]
    return _clicked(found, action)


def _clicked(lines: list[Content], action: str) -> list[Content]:
    """The lines, of which each does the action when it is clicked on; empty: none does.

    The words alone are underlined as a link, not what stands before them.
    """
    if not action:
        return lines
    starts = [len(each.plain) - len(each.plain.lstrip(f"{HERE} ")) for each in lines]
    return [
        each.stylize(clicking(action)).stylize("underline", start)
        for each, start in zip(lines, starts, strict=True)
    ]


def _indented(words: str, style: str, most: int) -> list[Content]:
    """A value below its field."""
    lines = wrap(words, FIELDS_WIDTH - 5, max_lines=most, placeholder=" …", break_on_hyphens=False)
    return [Content.styled(f"    {line}", style) for line in lines]
