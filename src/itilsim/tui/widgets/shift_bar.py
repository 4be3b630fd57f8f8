"""The first line: what time it is there, what is played and how, who is on the line, who waits."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from itilsim.seat.snapshot import DeskView
from itilsim.tui.widgets.plain import shortened

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

    def show(self, view: DeskView, title: str, mode: str, pace: str) -> None:
        """Say how it stands.

        Args:
            view: The desk.
            title: Title of the scenario; left out where there is no room.
            mode: How much help there is, in a word; kept as long as it can be.
            pace: How time moves, or why it stands.
        """
        self.line = first_line(view, title, mode, pace, self.content_size.width)

    def render(self) -> Content:
        """The line."""
        return self.line


def first_line(view: DeskView, title: str, mode: str, pace: str, width: int) -> Content:
    """What the first line says in so many cells.

    Args:
        view: The desk.
        title: Title of the scenario; left out where there is no room.
        mode: How much help there is, in a word; kept as long as it can be.
        pace: How time moves, or why it stands.
        width: Cells.
    """
    clock, stands = Content.styled(view.clock, "bold"), pace == PAUSED
    pace = pace if width >= ROOMY else pace.partition(":")[0]
    muted = Content.styled(pace, "bold $text-warning" if stands else "$text-muted")
    right = [Content(f"{view.waiting} waiting")]
    if view.ringing or view.chats:
        ringing = f"((•)) {view.ringing} ringing" if view.ringing else ""
        chats = f"{view.chats} in the chat" if view.chats else ""
        ringing = "  ".join(filter(None, (ringing, chats)))
        right.insert(0, Content.styled(ringing, "bold $text-warning"))
    said: tuple[list[Content], ...] = ([Content(f"{title} · {mode}")], [Content(mode)], [])
    heads = [Content("  ").join([clock, *words, muted]) for words in said]
    if view.live:
        how = "on the line: " if width >= ROOMY else ""
        others = Content("  ").join([heads[-1], *right])
        live = shortened(f"● {how}{view.live}", max(width - others.cell_length - 4, 0))
        right.insert(0, Content.styled(live, "bold $text-success"))
    tail = Content("  ").join(right)
    fitting = (each for each in heads if each.cell_length + tail.cell_length + 2 <= width)
    head = next(fitting, heads[-1])
    room = max(width - head.cell_length - tail.cell_length, 2)
    return Content.assemble(head, " " * room, tail)
