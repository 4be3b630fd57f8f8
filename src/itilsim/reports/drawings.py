"""Charts of a shift as SVG: its timeline, criteria as bars, lost time as curves.

The one idea: what stands here is the picture that `timeline` draws with characters, from the same
values. Shades differ in lightness and lines in their dashes, so that a print without colour can be
read; every word is escaped where it is put into its mark, and nothing in it can run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup, escape

from itilsim.domain.debriefing.measured import SLOWED, STOPPED, UP, Promise, Timeline
from itilsim.domain.debriefing.values import Debrief
from itilsim.reports.timeline import SERVICES, worst
from itilsim.reports.wording import COLLEAGUES, CRITERIA
from itilsim.words.evidence import Naming
from itilsim.words.labels import clock, user_minutes

WIDTH: Final = 720
"""Width of a drawing in its own units; a page scales it."""
LEFT: Final = 210
"""Units for the names of rows."""
ROW: Final = 16
"""Height of a row."""
MINUTE: Final = 60
"""Seconds."""
_FILLS: Final = {SLOWED: "#f0b429", STOPPED: "#9b2226"}
_YOU, _TONI, _AXIS, _MARK, _PALE = "#1d4e89", "#767676", "#444444", "#c1121f", "#e6e6e6"
FIGURE: Final = 30
"""Width of a column of figures."""
LONGEST, SHORTER = 34, 24
"""Characters of a row's name; where "you" or a name stands behind it."""
_DEEDS: Final = {"opened": "opened", "sent": "sent on", "told": "told", "resolved": "resolved"}
_HEIGHT: Final = 160
"""Height of the curve."""


def timeline(mine: Timeline, toni: Timeline | None, naming: Naming) -> Markup:
    """Services, waiting, deeds and promises, minute by minute, beside Toni's.

    Args:
        mine: The own shift.
        toni: Textbook Toni's in the same seat; none: nobody stands beside.
        naming: Names of services.
    """
    both = [("you", mine), *([("Toni", toni)] if toni is not None else [])]
    scale = (WIDTH - LEFT) / max(len(mine.waiting), 1)
    parts: list[Markup] = []
    y = ROW
    for service in worst([line for _, line in both])[:SERVICES]:
        for place, (who, line) in enumerate(both):
            name = naming.service(service) if place == 0 else ""
            parts += [_label(name, y, most=SHORTER), _text(LEFT - 6, y, who, end=True)]
            levels = next((row.levels for row in line.services if row.service == service), ())
            parts += _strip(levels, y, scale)
            y += ROW
        y += ROW // 2
    most = max(max(line.waiting, default=0) for _, line in both)
    for who, line in both:
        parts.append(_label(f"waiting: {who}, most {max(line.waiting, default=0)}", y))
        parts.append(_area(line.waiting, most, y, scale))
        y += ROW
    for deed, words in _DEEDS.items():
        for who, line in both:
            times = [at for at, done in line.deeds if done == deed]
            parts.append(_label(f"{words}: {who}, {len(times)}", y))
            parts += [_tick(at / MINUTE * scale, y, _YOU if who == "you" else _TONI)
                      for at in times]  # fmt: skip
            y += ROW
    for who, line in both:
        kept = sum(each.kept for each in line.promises)
        parts.append(_label(f"promises kept: {who}, {kept} of {len(line.promises)}", y))
        parts += [_promise(each, y, scale) for each in line.promises]
        y += ROW
    parts += _axis(len(mine.waiting), y, scale, naming)
    left = LEFT + mine.ended_at / MINUTE * scale
    parts.append(Markup('<line x1="{x}" x2="{x}" y1="4" y2="{y}" stroke="{c}" '
                        'stroke-dasharray="3 3"/>').format(x=_n(left), y=y, c=_AXIS))  # fmt: skip
    y += 2 * ROW
    parts += [_rect(LEFT, y - 9, 10, 8, _FILLS[STOPPED]), _text(LEFT + 14, y, "stopped")]
    parts += [_rect(LEFT + 80, y - 9, 10, 8, _FILLS[SLOWED])]
    words = "slowed, or worked around, for those hit worst; dashed line: you left"
    parts.append(_text(LEFT + 94, y, words))
    return _svg("The shift minute by minute", y + ROW // 2, parts)


def bars(debrief: Debrief) -> Markup:
    """Total, parts and criteria: you as a bar, each colleague as a letter at its place.

    Args:
        debrief: What to say.
    """
    names = [COLLEAGUES.get(name, name) for name, _ in debrief.score[0].references]
    letters = [name.rsplit(" ", 1)[-1][:1] for name in names]
    room = WIDTH - LEFT - FIGURE * (1 + len(letters)) - FIGURE // 2
    columns = [LEFT + room + FIGURE * (place + 1) for place in range(1 + len(letters))]
    parts = [
        _text(x, ROW, words, end=True) for x, words in zip(columns, ("you", *letters), strict=True)
    ]
    for place, line in enumerate(debrief.score):
        y = (place + 2) * ROW
        parts.append(
            _label(CRITERIA[line.name].rstrip("?"), y, 0 if line.name == line.part else 12)
        )
        parts.append(_rect(LEFT, y - 9, room, 8, _PALE))
        if line.points is not None:
            parts.append(_rect(LEFT, y - 9, line.points * room / 100, 8, _YOU))
        for _, points in line.references:
            if points is not None:
                parts.append(_rect(LEFT + points * room / 100 - 1, y - 11, 2, 12, _MARK))
        figures = (line.points, *(points for _, points in line.references))
        parts += [
            _text(x, y, "–" if figure is None else str(figure), end=True)
            for x, figure in zip(columns, figures, strict=True)
        ]
    end = (len(debrief.score) + 2) * ROW
    people = ", ".join(f"{letter} {name}" for letter, name in zip(letters, names, strict=True))
    parts.append(_text(LEFT, end, f"bar: you; strokes: {people}" if people else "bar: you"))
    return _svg("Points by criterion", end + ROW // 2, parts)


def lost(mine: Timeline, toni: Timeline | None, naming: Naming) -> Markup:
    """User time lost so far, as curves on one scale.

    Args:
        mine: The own shift.
        toni: Textbook Toni's in the same seat; none: nobody stands beside.
        naming: For the times of day.
    """
    most = max(mine.lost[-1], toni.lost[-1] if toni is not None else 0, 1)
    scale = (WIDTH - LEFT) / max(len(mine.lost), 1)
    parts = [
        _text(LEFT - 6, ROW + 4, user_minutes(most), end=True),
        _text(LEFT - 6, ROW + _HEIGHT, "0", end=True),
        _line(mine.lost, most, scale, _YOU, ""),
    ]
    if toni is not None:
        parts.append(_line(toni.lost, most, scale, _TONI, "6 4"))
    y = ROW + _HEIGHT
    parts += _axis(len(mine.lost), y, scale, naming)
    words = f"solid: you, {user_minutes(mine.lost[-1])} in the end"
    if toni is not None:
        words += f"; dashed: Toni, {user_minutes(toni.lost[-1])}"
    parts.append(_text(LEFT, y + 2 * ROW, words))
    return _svg("User time lost, added up", y + 3 * ROW, parts)


def _svg(title: str, height: float, parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {w} {h}" role="img" aria-label="{t}" xmlns="http://www.w3.org/2000/svg">'
        "<title>{t}</title>{inner}</svg>"
    ).format(w=WIDTH, h=_n(height), t=title, inner=Markup("").join(parts))


def _strip(levels: Sequence[int], y: float, scale: float) -> Iterator[Markup]:
    """Stretches in which a service was not as it should be, on a pale ground."""
    yield _rect(LEFT, y - 10, WIDTH - LEFT, 10, _PALE)
    start = 0
    for end in range(1, len(levels) + 1):
        if end == len(levels) or levels[end] != levels[start]:
            if levels[start] != UP:
                width = (end - start) * scale
                yield _rect(LEFT + start * scale, y - 10, width, 10, _FILLS[levels[start]])
            start = end


def _area(values: Sequence[int], most: int, y: float, scale: float) -> Markup:
    points = [
        f"{_n(LEFT + n * scale)},{_n(y - 11 * value / max(most, 1))}"
        for n, value in enumerate(values)
    ]
    ends = f"{_n(LEFT)},{_n(y)}", f"{_n(LEFT + len(values) * scale)},{_n(y)}"
    return Markup('<polygon points="{p}" fill="{c}"/>').format(
        p=" ".join((ends[0], *points, ends[1])), c=_TONI
    )


def _line(values: Sequence[int], most: int, scale: float, colour: str, dashes: str) -> Markup:
    points = " ".join(
        f"{_n(LEFT + n * scale)},{_n(ROW + _HEIGHT * (1 - value / most))}"
        for n, value in enumerate(values)
    )
    return Markup(
        '<polyline points="{p}" fill="none" stroke="{c}" stroke-width="2" stroke-dasharray="{d}"/>'
    ).format(p=points, c=colour, d=dashes)


def _promise(each: Promise, y: float, scale: float) -> Markup:
    x = LEFT + each.at / MINUTE * scale
    return _text(x - 4, y, "✓" if each.kept else "✗", bold=not each.kept)


def _tick(x: float, y: float, colour: str) -> Markup:
    return _rect(LEFT + x, y - 10, 2, 10, colour)


def _axis(minutes: int, y: float, scale: float, naming: Naming) -> Iterator[Markup]:
    """Times of day, about eight of them."""
    step = next((n for n in (5, 10, 15, 30, 60, 120, 240, 480) if minutes / n <= 8), 1440)
    for minute in range(0, minutes, step):
        x = LEFT + minute * scale
        yield _rect(x, y - 4, 1, 6, _AXIS)
        yield _text(x, y + ROW - 2, clock(minute * MINUTE, naming.setting.day_start))


def _label(words: str, y: float, x: float = 0, most: int = LONGEST) -> Markup:
    """The name of a row, shortened, and whole in its title."""
    short = words if len(words) <= most else f"{words[: most - 1]}…"
    return Markup('<text x="{x}" y="{y}">{s}<title>{t}</title></text>').format(
        x=_n(x), y=_n(y), s=short, t=words
    )


def _text(x: float, y: float, words: str, *, bold: bool = False, end: bool = False) -> Markup:
    weight = Markup(' font-weight="bold"') if bold else Markup("")
    anchor = Markup(' text-anchor="end"') if end else Markup("")
    return Markup('<text x="{x}" y="{y}"{b}{a}>{s}</text>').format(
        x=_n(x), y=_n(y), b=weight, a=anchor, s=escape(words)
    )


def _rect(x: float, y: float, width: float, height: float, colour: str) -> Markup:
    return Markup('<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{c}"/>').format(
        x=_n(x), y=_n(y), w=_n(width), h=_n(height), c=colour
    )


def _n(value: float) -> str:
    """A number in few characters."""
    return f"{value:.1f}".removesuffix(".0")
