"""The column of a form that shows what is filled in so far, by whom, and why."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from textual.content import Content

from itilsim.seat.draft import Draft
from itilsim.tui.widgets.plain import MARK, clicking

FIELDS_WIDTH: Final = 28
"""Cells of the column that shows the values so far; the stylesheet has the same."""


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
        here = each is draft.asking
        title = Content.styled(each.title, "bold" if here else "")
        if not each.locked:
            title = title.stylize(clicking(f"field({draft.open.index(each)})"))
        lines.append(Content(f"{MARK if here else ' '} ") + title)
        if each.locked:
            lines += _indented(each.locked, "$text-muted italic", most)
            lines += _indented(f"({each.why})" if each.why else "", "$text-muted italic", most)
        else:
            lines += _indented(draft.chosen(each), "", most)
    if draft.asks_at_the_end:
        here = draft.asking is None
        end = Content.styled(draft.view.submit, "bold" if here else "")
        end = end.stylize(clicking(f"field({draft.last})"))
        lines.append(Content(f"{MARK if here else ' '} ") + end)
    return lines


def _indented(words: str, style: str, most: int) -> list[Content]:
    """A value below its field."""
    lines = wrap(words, FIELDS_WIDTH - 5, max_lines=most, placeholder=" …", break_on_hyphens=False)
    return [Content.styled(f"    {line}", style) for line in lines]
