"""A curve over the minutes of a shift as columns of blocks, with its scale, its times and marks.

The one idea: each row is a whole number of points, so that the scale at the left can be read; what
the marks below stand for is said in words by whoever draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from itilsim.reports.charts import EIGHTHS, FILL, Marks

ROWS: Final = 5
"""Lines of the curve itself. Tuning constant."""
STEP: Final = 5
"""Points in the coarsest unit of the scale: it goes from one multiple to another. Tuning
constant."""
_SCALE: Final = 4
"""Cells of the scale."""
_TICKS: Final = (5, 10, 15, 30, 60, 120)
"""Minutes between two times below the curve; the first that leave room."""
_APART: Final = 8
"""Cells that two times need at least."""
_HUNDREDTHS: Final = 100


def falling(
    points: Sequence[int],
    width: int,
    clock: Callable[[int], str],
    marked: Mapping[int, str],
    marks: Marks = "blocks",
) -> list[str]:
    """A curve, its scale at the left, times and letters below.

    Args:
        points: One for each minute from 0 on, in hundredths of a point.
        width: Cells in a line; where minutes are more, some share a column, which shows the first.
        clock: The time of day of a minute.
        marked: Letters below the curve, by minute.
        marks: What to draw with.
    """
    room = max(width - _SCALE - 1, 1)
    each = -(-len(points) // room)
    columns = points[::each]
    low, high = _ends(columns)
    heights = [round((v / _HUNDREDTHS - low) / (high - low) * ROWS * 8) for v in columns]
    edge = "│" if marks == "blocks" else "|"
    corner = f"└{'─' * len(columns)}" if marks == "blocks" else f"+{'-' * len(columns)}"
    lines = [
        f"{high - row * (high - low) // ROWS:>{_SCALE - 1}} {edge}"
        + "".join(_cell(height - 8 * (ROWS - 1 - row), marks) for height in heights)
        for row in range(ROWS)
    ]
    below = [
        f"{low:>{_SCALE - 1}} {corner}",
        " " * (_SCALE + 1) + _times(len(points), each, room, clock),
        " " * (_SCALE + 1) + _letters(marked, each),
    ]
    return [line.rstrip() for line in (*lines, *below) if line.strip()]


def _ends(columns: Sequence[int]) -> tuple[int, int]:
    """The scale: the least and the most, as multiples that leave something to be seen."""
    least, most = (each / _HUNDREDTHS for each in (min(columns), max(columns)))
    high = max(int(-(-most // STEP)) * STEP, STEP)
    low = max(int(least // STEP) * STEP - STEP, 0)
    return min(low, high - STEP), high


def _cell(eighths: int, marks: Marks) -> str:
    if eighths <= 0:
        return " "
    return FILL[marks] if eighths >= 8 else EIGHTHS[marks][eighths]


def _times(minutes: int, each: int, room: int, clock: Callable[[int], str]) -> str:
    """Times of day below their columns, as far as they fit."""
    apart = next((tick for tick in _TICKS if tick // each >= _APART), _TICKS[-1])
    line = ""
    for minute in range(0, minutes, apart):
        longer = line.ljust(minute // each) + clock(minute)
        line = longer if len(longer) <= room else line
    return line


def _letters(marked: Mapping[int, str], each: int) -> str:
    """Letters below their columns; where two meet, the later stands a cell further on."""
    line = ""
    for minute, letter in sorted(marked.items()):
        line = line.ljust(minute // each) + letter
    return line
