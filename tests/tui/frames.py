"""Text frames: what stands on the screen, line by line, compared with a stored file.

Styles are dropped, or shown as tags where a frame is about them, so that a change of colour
changes no frame. `pytest tests/tui --update-frames` stores what is shown now; read the difference
before it is committed. `picture` is for people who want to look: it needs `rsvg-convert`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.segment import Segment
from textual.app import App

from itilsim.tui.widgets.plain import MARK, PlainOptions

FRAMES = Path(__file__).parent / "frames"


def frame(app: App[Any], *, styles: bool = False) -> str:
    """The screen as text.

    Args:
        app: A running app.
        styles: Whether bold, reversed and underlined text is tagged, like `<bold>so</>`.

    Returns:
        One line of text for each line of the screen, without blanks at the end.
    """
    screen = app.screen
    strips = screen._compositor.render_strips(app.size)
    written = _tagged if styles else _bare
    return "".join("".join(map(written, strip)).rstrip() + "\n" for strip in strips)


def differences(name: str, shown: str, *, update: bool) -> str:
    """Compare a frame with the stored one.

    Args:
        name: Name of the file, without its ending.
        shown: The frame.
        update: Store it instead.

    Returns:
        What is stored; equal to `shown` after an update.
    """
    stored = FRAMES / f"{name}.txt"
    if update:
        FRAMES.mkdir(exist_ok=True)
        stored.write_text(shown, encoding="utf-8")
    return stored.read_text(encoding="utf-8") if stored.exists() else ""


def unmarked(app: App[Any]) -> Iterator[PlainOptions]:
    """Lists on the screen of which nobody sees, without colour, what is under their cursor."""
    lines = frame(app).splitlines()
    for each in app.screen.query(PlainOptions):
        room, place = each.scrollable_content_region, each.highlighted
        if not each.display or place is None or not each.marks:
            continue
        below = each._index_to_line[place] - each.scroll_offset.y
        shown = 0 <= below < room.height
        if shown and lines[room.y + below][room.x : room.x + 1] != MARK:
            yield each


def picture(app: App[Any], folder: Path, name: str) -> Path:
    """Save what the app shows as SVG and PNG, to be looked at.

    Args:
        app: A running app.
        folder: Where to.
        name: Name of the files, without their endings.

    Returns:
        The PNG.
    """
    # Without this attribute the converter drops blanks at the beginning of coloured text.
    svg = app.export_screenshot().replace("<svg ", '<svg xml:space="preserve" ', 1)
    folder.mkdir(parents=True, exist_ok=True)
    source, target = folder / f"{name}.svg", folder / f"{name}.png"
    source.write_text(svg, encoding="utf-8")
    width = str(app.size.width * 10)
    subprocess.run(["rsvg-convert", "-w", width, "-o", str(target), str(source)], check=True)
    return target


def _bare(segment: Segment) -> str:
    return segment.text


def _tagged(segment: Segment) -> str:
    style = segment.style
    if style is None or not segment.text.strip():
        return segment.text
    tags = [tag for tag in ("bold", "reverse", "underline") if getattr(style, tag)]
    return f"<{' '.join(tags)}>{segment.text}</>" if tags else segment.text
