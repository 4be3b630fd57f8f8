"""The first line: what time it is there, what is played and how, who is on the line, who waits."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from itilsim.seat.snapshot import DeskView

PAUSED = "‖ paused: p goes on"
"""The pace of a clock that stands."""
ROOMY = 96
"""Cells from which the line has room for whole words."""


class ShiftBar(Widget):
    """One line above everything."""

    DEFAULT_CSS = """
    ShiftBar {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    """

    line: reactive[Content] = reactive(Content())
    """What is shown."""

    def show(self, view: DeskView, title: str, pace: str) -> None:
        """Say how it stands.

        Args:
            view: The desk.
            title: Title of the scenario, and the mode.
            pace: How time moves, or why it stands.
        """
        clock = Content.styled(view.clock, "bold")
        stands = pace == PAUSED
        muted = Content.styled(pace, "bold $text-warning" if stands else "$text-muted")
        right = []
        width = self.content_size.width
        if view.live:
            how = "on the line: " if width >= ROOMY else ""
            right.append(Content.styled(f"● {how}{view.live}", "bold $text-success"))
        if view.ringing:
            right.append(Content.styled(f"((•)) {view.ringing} ringing", "bold $text-warning"))
        right.append(Content(f"{view.waiting} waiting"))
        tail = Content("  ").join(right)
        head = Content("  ").join([clock, Content(title), muted])
        if head.cell_length + tail.cell_length + 2 > width:
            head = Content("  ").join([clock, muted])
        room = max(width - head.cell_length - tail.cell_length, 2)
        self.line = Content.assemble(head, " " * room, tail)

    def render(self) -> Content:
        """The line."""
        return self.line
