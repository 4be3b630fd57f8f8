"""A text that scrolls, as one widget that draws its own lines.

The one idea: a text in a container of its own is laid out, with the whole screen, whenever it is of
another height. Here it is lines of a known width, of which those are drawn that can be seen.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from itilsim.tui.widgets.plain import Hanging


class Scrolled(ScrollView):
    """Shows one text, and a scrollbar where there is more of it than room."""

    ALLOW_SELECT = False
    ALLOW_MAXIMIZE = False
    DEFAULT_CSS = """
    Scrolled {
        overflow-x: hidden;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        """Make one with nothing in it.

        Args:
            id: Name in the stylesheet.
        """
        super().__init__(id=id)
        self.text: Content | Hanging = Content()
        """What is shown."""
        self._drawn: list[Strip] | None = None
        self._room = Size()

    def read(self, text: Content | Hanging) -> None:
        """Show another text.

        Args:
            text: What is shown from now on.
        """
        self.text = text
        self._measure()

    def _size_updated(
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002 - as Textual calls it
    ) -> bool:
        """Lay the lines out for another room; padding that a focus takes away sends no event."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.container_size != self._room:
            self._measure()
        return changed

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        self._drawn = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """A line of what can be seen.

        Args:
            y: Counted from the first that can be seen.
        """
        style, width = self.visual_style, self.virtual_size.width
        if self._drawn is None:
            self._drawn = Visual.to_strips(self, self.text, width, None, style, pad=True)
        line = self.scroll_offset.y + y
        if line < len(self._drawn):
            return self._drawn[line]
        return Strip.blank(width, style.rich_style)

    def _measure(self) -> None:
        """Find the width of the lines and their number, which decide about the scrollbar.

        Textual would lay out the whole screen for another size of what is scrolled through; only
        the scrollbar depends on it.
        """
        self._drawn, self._room = None, self.container_size
        (width, height), rules = self._room, self.styles.get_rules()
        if not width:
            return
        lines = self.text.get_height(rules, width)
        if lines > height:
            width -= self.styles.scrollbar_size_vertical
            lines = self.text.get_height(rules, width)
        size = Size(width, lines)
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
        self.refresh()
