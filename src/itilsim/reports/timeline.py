"""Charts of a shift in block characters: its timeline, criteria as bars, lost time as a curve.

The one idea: each row is yours above Textbook Toni's on one scale, with the figure at its end, so
that shape and letters say it without colour; app, text and Markdown draw the same lines.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from itilsim.domain.debriefing.measured import SLOWED, STOPPED, UP, Row, Timeline
from itilsim.domain.debriefing.timeline import STEP
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.names import ServiceId
from itilsim.reports.blocks import Block, Chart, Paragraph
from itilsim.reports.charts import EIGHTHS, FILL, REST, Marks, bar, cut, sparkline
from itilsim.reports.wording import COLLEAGUES, CRITERIA
from itilsim.words.evidence import Naming
from itilsim.words.labels import clock, counted, user_minutes

YOU, TONI = "you", "Toni"
LEVELS: Final[dict[Marks, dict[int, str]]] = {
    "blocks": {UP: REST, SLOWED: "▒", STOPPED: "█"},
    "ascii": {UP: REST, SLOWED: "~", STOPPED: "#"},
}
"""How a service is; what is worst in a column shows."""
SERVICES: Final = 3
"""So many services have their rows. Tuning constant."""
HEIGHT: Final = 6
"""Lines of the curve. Tuning constant."""
TICK: Final = 7
"""Least cells between two times on an axis. Tuning constant."""
NARROW: Final = 64
"""From so many cells on figures are written out. Tuning constant."""
FEWEST: Final = 12
"""Cells of a row at least. Tuning constant."""

_DEEDS: Final = {"opened": "opened", "sent": "sent on", "told": "told", "resolved": "resolved"}
_LABEL, _SHORT, _LONG = 14, 11, 22
"""Cells of the label before a row, and of the figure after it."""
_DAY = 24 * 60
_NAMES = 26
"""Cells of the name of a criterion, indent included."""
_MANY = 9


def timeline_blocks(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """The timeline of the shift beside Toni's; nothing where there is none.

    Args:
        debrief: What to say.
        naming: Names of services.
    """
    mine = debrief.timelines.get("you")
    if mine is None:
        return
    toni = debrief.timelines.get("textbook")
    beside = ", beside Textbook Toni in the same seat" if toni is not None else ""
    yield Paragraph(f"Your shift{beside}.")
    yield Chart(partial(_timeline, mine, toni, naming), ("timeline", mine, toni, naming))
    if not debrief.few and debrief.first_tries is None:
        yield Paragraph("By criterion, in points of a hundred:")
        yield Chart(partial(_bars, debrief), ("bars", debrief))


def lost_blocks(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """Lost user time over the shift, as a curve; nothing where there is none."""
    mine = debrief.timelines.get("you")
    if mine is None or not any(mine.lost):
        return
    toni = debrief.timelines.get("textbook")
    yield Chart(partial(_curve, mine, toni, naming), ("lost", mine, toni, naming))


def _timeline(
    mine: Timeline, toni: Timeline | None, naming: Naming, width: int, marks: Marks = "blocks"
) -> list[str]:
    """The rows, one under the other, with an axis and a legend."""
    both = [(YOU, mine), *([(TONI, toni)] if toni is not None else [])]
    figure = _LONG if width >= NARROW else _SHORT
    cells = max(width - _LABEL - figure - 2, FEWEST)
    each = max(-(-len(mine.waiting) // cells), 1)
    used = -(-len(mine.waiting) // each)
    level = LEVELS[marks]
    column = counted(each, "minute")
    legend = (
        f"{level[STOPPED]} stopped  {level[SLOWED]} slowed, or worked around; a column is {column}",
        "as seen by those hit worst; figures: minutes stopped, slowed",
    )
    lines = [
        *(line for words in legend for line in textwrap.wrap(words, width)),
        "",
        *_axis(mine, each, used, naming),
    ]
    for service in worst([line for _, line in both])[:SERVICES]:
        lines.append(cut(naming.service(service), width))
        for who, line in both:
            row = next((one for one in line.services if one.service == service), None)
            drawn, words = _service(row, len(line.waiting), each, level, wide=figure > _SHORT)
            lines.append(_row("", who, drawn, words))
    most = max(max(line.waiting, default=0) for _, line in both)
    for who, line in both:
        heights = [max(part, default=0) for part in _parts(line.waiting, each)]
        drawn = sparkline((*heights, most), marks)[:-1]
        lines.append(_row("waiting", who, drawn, f"most {max(line.waiting, default=0)}"))
    how = f"1-{_MANY} how often (+ more)  {_kept(marks)} promise kept  ! broken"
    lines += ["", *textwrap.wrap(how, width)]
    for deed, words in _DEEDS.items():
        for who, line in both:
            times = [at for at, done in line.deeds if done == deed]
            lines.append(_row(words, who, digits(times, each, used), str(len(times))))
    for who, line in both:
        kept = sum(promise.kept for promise in line.promises)
        broken = len(line.promises) - kept
        drawn = _promised(line, each, used, marks)
        words = f"{kept} kept, {broken} broken" if figure > _SHORT else f"{kept}, {broken} !"
        lines.append(_row("promises", who, drawn, words))
    return lines


def worst(lines: Sequence[Timeline]) -> list[ServiceId]:
    """Services that were hit, the longest stopped first, then the longest slowed.

    Args:
        lines: Timelines of the same shift.
    """
    times: dict[ServiceId, tuple[int, int]] = {}
    for row in (row for line in lines for row in line.services):
        stopped, slowed = times.get(row.service, (0, 0))
        levels = row.levels
        times[row.service] = stopped + levels.count(STOPPED), slowed + levels.count(SLOWED)
    return sorted(times, key=lambda each: (-times[each][0], -times[each][1], each))


def _row(what: str, who: str, drawn: str, words: str) -> str:
    return f"{what:<9}{who:<4} {drawn} {words}".rstrip()


def _parts(values: Sequence[int], each: int) -> Iterator[Sequence[int]]:
    """Values by column."""
    for start in range(0, len(values), each):
        yield values[start : start + each]


def _service(
    row: Row | None, minutes: int, each: int, level: dict[int, str], *, wide: bool
) -> tuple[str, str]:
    """The row of a service, and for how long it was not as it should be."""
    levels = row.levels if row is not None else (UP,) * minutes
    drawn = "".join(level[max(part)] for part in _parts(levels, each))
    stopped, slowed = levels.count(STOPPED), levels.count(SLOWED)
    if wide:
        return drawn, f"{stopped} stopped, {slowed} slowed" if row else "up"
    return drawn, f"{stopped}, {slowed} min" if row else "up"


def digits(times: Sequence[int], each: int, cells: int) -> str:
    """How often something happened in each column; a dot: never.

    Args:
        times: When, in seconds.
        each: Minutes of a column.
        cells: Columns.
    """
    counts = [0] * cells
    for at in times:
        counts[min(at // (each * STEP), cells - 1)] += 1
    return "".join(REST if not n else str(n) if n <= _MANY else "+" for n in counts)


def _kept(marks: Marks) -> str:
    return "✓" if marks == "blocks" else "v"


def _promised(line: Timeline, each: int, cells: int, marks: Marks) -> str:
    """Where words were promised for; a broken promise shows before a kept one."""
    drawn = [REST] * cells
    for promise in sorted(line.promises, key=lambda one: not one.kept):
        place = promise.at // (each * STEP)
        if place < cells and drawn[place] != "!":
            drawn[place] = _kept(marks) if promise.kept else "!"
    for promise in line.promises:
        place = promise.at // (each * STEP)
        if place < cells and not promise.kept:
            drawn[place] = "!"
    return "".join(drawn)


def _axis(mine: Timeline, each: int, cells: int, naming: Naming) -> list[str]:
    """Times over the columns, and where the seat was left."""
    days = -(-TICK * each // _DAY) * _DAY
    step = next((n for n in (5, 10, 15, 20, 30, 60, 120, 240, 480, 720) if n >= TICK * each), days)
    ticks = [" "] * (cells + 5)
    for minute in range(0, cells * each, step):
        place = minute // each
        ticks[place : place + 5] = clock(minute * STEP, naming.setting.day_start)
    left = min(mine.ended_at // (each * STEP), cells - 1)
    words = f"you left {naming.time(mine.ended_at)} "
    mark = f"{words:>{left}}^" if left >= len(words) else f"{'':>{left}}^ {words}"
    return [f"{'':<{_LABEL}}{''.join(ticks)}".rstrip(), f"{'':<{_LABEL}}{mark}".rstrip()]


def _curve(
    mine: Timeline, toni: Timeline | None, naming: Naming, width: int, marks: Marks = "blocks"
) -> list[str]:
    """User time lost so far, as an area; Toni's as letters on the same scale."""
    scale = max(mine.lost[-1], toni.lost[-1] if toni is not None else 0)
    label = max(len(user_minutes(scale)), 5)
    cells = max(width - label - 1, FEWEST)
    each = max(-(-len(mine.lost) // cells), 1)
    own = [part[-1] for part in _parts(mine.lost, each)]
    other = [part[-1] for part in _parts(toni.lost, each)] if toni is not None else []
    eighths = EIGHTHS[marks]
    lines = []
    for row in range(HEIGHT, 0, -1):
        drawn = [
            eighths[max(min(round(8 * HEIGHT * value / scale) - 8 * (row - 1), 8), 0)]
            if round(8 * HEIGHT * value / scale) > 8 * (row - 1)
            else " "
            for value in own
        ]
        for place, value in enumerate(other):
            if value and max(-(-HEIGHT * value // scale), 1) == row:
                drawn[place] = "T"
        name = user_minutes(scale) if row == HEIGHT else "0" if row == 1 else ""
        lines.append(f"{name:>{label}} {''.join(drawn)}".rstrip())
    axis = [f"{'':>{label + 1}}{line[_LABEL:]}" for line in _axis(mine, each, len(own), naming)]
    ends = f"{FILL[marks]} you: {user_minutes(mine.lost[-1])} in the end"
    ends += f"   T Toni: {user_minutes(toni.lost[-1])}" if toni is not None else ""
    ends_in = textwrap.wrap(ends, width)
    return [
        "User time lost, added up:",
        *lines,
        *(line.rstrip() for line in axis),
        *ends_in,
    ]


def _bars(debrief: Debrief, width: int, marks: Marks = "blocks") -> list[str]:
    """You as a bar, each colleague as a letter at its place."""
    names = [COLLEAGUES.get(name, name) for name, _ in debrief.score[0].references]
    letters = [name.rsplit(" ", 1)[-1][0] for name in names]
    figures = 4 * (1 + len(letters))
    labels = min(_NAMES, width - figures - FEWEST - 1)
    room = max(width - labels - figures - 1, FEWEST)
    head = f"{'':<{labels}}{'':<{room}}" + "".join(f"{each:>4}" for each in ("you", *letters))
    lines = [head]
    for line in debrief.score:
        name = CRITERIA[line.name] if line.name == line.part else f"  {CRITERIA[line.name]}"
        drawn = list(bar(None if line.points is None else line.points / 100, room, marks))
        for letter, (_, points) in zip(letters, line.references, strict=True):
            if points is not None:
                drawn[min(round(points * room / 100), room - 1)] = letter
        shown = "".join(
            f"{'–' if each is None else each:>4}"
            for each in (line.points, *(points for _, points in line.references))
        )
        lines.append(f"{cut(name, labels - 1):<{labels}}{''.join(drawn)}{shown}")
    people = ", ".join(f"{letter} {name}" for letter, name in zip(letters, names, strict=True))
    there = f"; where they stand: {people} (of equals the last)" if people else ""
    return [*lines, *textwrap.wrap(f"{FILL[marks]} you{there}", width)]
