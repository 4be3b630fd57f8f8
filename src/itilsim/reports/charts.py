"""Small charts as lines of text, from plain values: bars, trends, load by day, a chance with band.

The one idea: the figure stands in words beside each mark, so that a chart can be read aloud, needs
no colour, and says the same in ASCII. Nothing here knows what the values mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Marks = Literal["blocks", "ascii"]
"""What is drawn with: eighths of a block, or characters that every terminal has."""

EIGHTHS: Final[dict[Marks, str]] = {"blocks": ".▁▂▃▄▅▆▇█", "ascii": ".:-=+*%#@"}
"""Heights from nothing to the most, in eighths."""
FILL: Final[dict[Marks, str]] = {"blocks": "█", "ascii": "#"}
"""A full cell of a bar."""
PARTS: Final[dict[Marks, str]] = {"blocks": "▏▎▍▌▋▊▉", "ascii": ""}
"""The end of a bar, from an eighth of a cell on; ASCII rounds to whole cells."""
REST: Final = "."
"""The empty part of a bar."""
WIDTH: Final = 80
"""Cells in a line."""
WIDEST: Final = 24
"""Cells of the longest bar. Tuning constant."""
NARROWEST: Final = 6
"""A bar with less room is left out; its words stay. Tuning constant."""

SPAN: Final[dict[Marks, tuple[str, str, str, str, str]]] = {
    "blocks": ("·", "├", "─", "●", "┤"),
    "ascii": ("-", "[", "=", "|", "]"),
}
"""Of an estimate in its band: the line, the band's beginning, the band, the estimate, its end."""

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar chart."""

    label: str
    """What it is."""
    share: float | None
    """Length, from 0 to 1; none: nothing is known, nothing is drawn."""
    words: str
    """The figure, like `72 % (12 of 16)`."""


def bars(rows: Sequence[Bar], width: int = WIDTH, marks: Marks = "blocks") -> list[str]:
    """Horizontal bars under each other: label, bar, figure.

    Args:
        rows: What to draw; labels that do not fit are cut.
        width: Cells in a line.
        marks: What to draw with.
    """
    if not rows:
        return []
    figures = max(len(row.words) for row in rows)
    labels = max(len(row.label) for row in rows)
    labels = max(min(labels, width - figures - NARROWEST - 2 * len(_GAP)), 1)
    room = min(WIDEST, width - labels - figures - 2 * len(_GAP))
    return [
        _GAP.join(
            (
                cut(row.label, labels).ljust(labels),
                *((bar(row.share, room, marks),) if room >= NARROWEST else ()),
                row.words,
            )
        ).rstrip()
        for row in rows
    ]


def bar(share: float | None, cells: int, marks: Marks = "blocks") -> str:
    """A bar of so many cells; what is more than nothing shows.

    Args:
        share: From 0 to 1; none: blanks, so that it is not taken for nothing.
        cells: Its whole length.
        marks: What to draw with.
    """
    if share is None:
        return " " * cells
    share = min(max(share, 0.0), 1.0)
    steps = len(PARTS[marks]) + 1
    filled = max(round(share * cells * steps), 1 if share else 0)
    whole, part = divmod(filled, steps)
    drawn = FILL[marks] * whole + (PARTS[marks][part - 1] if part else "")
    return drawn.ljust(cells, REST)


def sparkline(values: Iterable[float], marks: Marks = "blocks") -> str:
    """A mark for each value, as high as its share of the greatest; a dot for none.

    Args:
        values: None of them negative.
        marks: What to draw with.
    """
    heights = tuple(values)
    most = max(heights, default=0.0)
    levels = EIGHTHS[marks]
    return "".join(
        levels[max(round(8 * each / most), 1)] if each > 0 else levels[0] for each in heights
    )


def trend(values: Sequence[int], unit: str = "", marks: Marks = "blocks") -> str:
    """A sparkline with its figures in words: first, last, least and most.

    Args:
        values: In order of time.
        unit: What is counted, like `answers`.
        marks: What to draw with.
    """
    if not values:
        return "nothing yet"
    of = f" {unit}" if unit else ""
    figures = f"{sum(values):,}{of} in all; last {values[-1]:,}, most {max(values):,}"
    return f"{sparkline(values, marks)}{_GAP}{figures}"


def load(
    days: Sequence[tuple[str, int]], width: int = WIDTH, marks: Marks = "blocks", cap: int = 0
) -> list[str]:
    """What each day holds, a line a day.

    Args:
        days: Label and number, in order of time.
        width: Cells in a line.
        marks: What to draw with.
        cap: The most that a day is to hold; days above it say so. 0: none.
    """
    most = max((number for _, number in days), default=0)
    return bars(
        [
            Bar(
                label,
                number / most if most else 0.0,
                f"{number:,}{f', over {cap:,}' if 0 < cap < number else ''}",
            )
            for label, number in days
        ],
        width,
        marks,
    )


def chance(share: float, low: float, high: float, width: int = WIDTH) -> list[str]:
    """A probability and the band in which it lies: the same marks everywhere, figures in words.

    Args:
        share: The estimate, from 0 to 1.
        low: Lower end of the band.
        high: Upper end of the band.
        width: Cells in a line.
    """
    cells = max(min(width - 12, 50), NARROWEST)
    return [
        f"{percent(share)} (between {' and '.join(bounds(low, high))})",
        f"0 %{_GAP}{span(share, low, high, cells, 'ascii')}{_GAP}100 %",
    ]


def span(share: float, low: float, high: float, cells: int, marks: Marks = "blocks") -> str:
    """An estimate in its band, drawn on a line from 0 to 1.

    Args:
        share: The estimate.
        low: Lower end of the band.
        high: Upper end of it.
        cells: Of the whole line; at least three.
        marks: What to draw with.
    """
    rest, left, band, middle, right = SPAN[marks]
    ends = [min(round(min(max(each, 0.0), 1.0) * cells), cells - 1) for each in (low, share, high)]
    place = min(max(ends[1], 1), cells - 2)
    first, last = min(ends[0], place - 1), max(ends[2], place + 1)
    line = [band if first < cell < last else rest for cell in range(cells)]
    line[first], line[place], line[last] = left, middle, right
    return "".join(line)


def bounds(low: float, high: float) -> tuple[str, str]:
    """The ends of a band as whole hundredths, rounded outwards, so that they are never one figure.

    Args:
        low: Lower end, from 0 to 1.
        high: Upper end.
    """
    below, above = (math.floor(round(100 * low, 6)), math.ceil(round(100 * high, 6)))
    if below == above:
        below, above = max(below - 1, 0), min(above + 1, 100)
    return f"{below} %", f"{above} %"


def percent(share: float) -> str:
    """A share in whole hundredths; only certainty is 0 % or 100 %."""
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def cut(words: str, room: int) -> str:
    """Words that fit, at the price of their end."""
    if len(words) <= room:
        return words
    return words[: max(room - 3, 0)].rstrip() + "..." if room > 3 else words[:room]
