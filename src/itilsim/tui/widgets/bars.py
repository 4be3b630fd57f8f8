"""A chart that is as wide as its place: lines of text, drawn anew when there is other room.

The one idea: the chart is `reports.charts`', and the widget only knows how many cells there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

Chart: TypeAlias = Callable[[int], Sequence[str]]
"""Draws lines into so many cells."""


class Bars(Widget):
    """One chart."""

    DEFAULT_CSS = """
    Bars {
        height: auto;
    }
    """

    def __init__(self, chart: Chart, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        """Show a chart.

        Args:
            chart: Draws it.
            id: Name in the stylesheet.
        """
        super().__init__(id=id)
        self._chart = chart

    def render(self) -> Content:
        """The lines, at the width that there is."""
        return Content("\n".join(self._chart(max(self.content_size.width, 1))))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the chart has."""
        del container, viewport
        return len(self._chart(max(width, 1)))
