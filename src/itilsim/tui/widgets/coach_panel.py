"""What the coach says, below the desk: a panel that is there while there is something to read.

It lies over nothing and takes no key: enter goes on, and every other key does what it does anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.visual import Visual

from itilsim.tui.widgets.plain import Hanging, Plain

if TYPE_CHECKING:
    # The judge stands behind it, and most shifts begin without a coach.
    from itilsim.coaching.coach_words import Said, Voice

GO_ON: Final = "enter goes on"
_HEADS: Final[dict[Voice, str]] = {"right": "✓ ", "wrong": "✗ ", "seen": "  ", "mend": "▸ "}


class CoachPanel(Plain):
    """Shows lines of the coach; hidden while there are none."""

    DEFAULT_CSS = """
    CoachPanel {
        display: none;
        height: auto;
        padding: 0 1;
        border: double $accent;
        border-title-style: bold;
        border-title-color: $foreground;
        border-subtitle-color: $foreground;
        &.-speaking {
            display: block;
        }
    }
    """

    _shown: tuple[tuple[Said, ...], int] = (), 0

    def show(self, lines: tuple[Said, ...], who: str = "Coach", *, more: int = 0) -> None:
        """Show what is said now, or nothing.

        Args:
            lines: What is said; the first one is the heading.
            who: Who says it.
            more: How many remarks follow.
        """
        if (lines, more) == self._shown:
            return
        self._shown = lines, more
        self.set_class(bool(lines), "-speaking")
        if lines:
            self.border_title = Content(f"{who} · {lines[0].words}")
            self.border_subtitle = f"{GO_ON}, {more} more" if more else GO_ON
            self.update(laid_out(lines[1:]))


def laid_out(lines: tuple[Said, ...]) -> Visual:
    """Lines of the coach below one another, without their heading.

    Args:
        lines: What is said.
    """
    return Hanging(tuple(_lines(lines)))


def _lines(lines: tuple[Said, ...]) -> Iterator[tuple[Content, str]]:
    for each in lines:
        yield Content(_HEADS.get(each.voice, "")), each.words
