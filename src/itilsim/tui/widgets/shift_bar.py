"""The first line: what time it is there, what is played and how, who is on the line, who waits."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from itilsim.seat.snapshot import DeskView


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

    def show(self, view: DeskView, title: str, mode: str, pace: str) -> None:
        """Say how it stands.

        Args:
            view: The desk.
            title: Title of the scenario; left out where there is no room.
            mode: How much help there is, in a word; kept as long as it can be.
            pace: How time moves, or why it stands.
        """
        clock, muted = Content.styled(view.clock, "bold"), Content.styled(pace, "$text-muted")
        right = []
        if view.live:
            right.append(Content.styled(f"● on the line: {view.live}", "bold $text-success"))
        if view.ringing:
            right.append(Content.styled(f"{view.ringing} ringing", "bold $text-warning"))
        right.append(Content(f"{view.waiting} waiting"))
        tail, width = Content("  ").join(right), self.content_size.width
        for said in ([Content(f"{title} · {mode}")], [Content(mode)], []):
            head = Content("  ").join([clock, *said, muted])
            if head.cell_length + tail.cell_length + 2 <= width:
                break
        room = max(width - head.cell_length - tail.cell_length, 2)
        self.line = Content.assemble(head, " " * room, tail)

    def render(self) -> Content:
        """The line."""
        return self.line
