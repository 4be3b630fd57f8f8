"""The notice that covers everything while the terminal is smaller than 80 by 24.

It comes and goes by itself; what was underneath is neither closed nor changed.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import LEAST, Frame, is_too_small
from itilsim.tui.widgets.plain import Plain


class TooSmall(Frame[None]):
    """Asks for a larger terminal and leaves when it has one."""

    PLACE = "too-small"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    TooSmall {
        align: center middle;
        Plain {
            width: 100%;
            text-align: center;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """One sentence; it must fit into very little."""
        yield Plain(id="notice")

    def on_mount(self) -> None:
        """Say the size at once."""
        self._judge(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Leave, or say the new size."""
        self._judge(event.size)

    def on_screen_resume(self) -> None:
        """Leave if the terminal grew while something lay on top."""
        self._judge(self.app.size)

    def _judge(self, size: Size) -> None:
        if is_too_small(size):
            self.query_one("#notice", Plain).update(
                f"Please make the window larger.\n{size.width} × {size.height} now, "
                f"{LEAST.width} × {LEAST.height} needed."
            )
        elif self.is_current:
            self.dismiss(None)
