"""What each number in a chart of a debrief has to be, drawn again from the minutes of the log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itilsim.reports.blocks import Chart
from itilsim.reports.wording import CRITERIA
from tests.proofs.rereading import Reread, user_time
from tests.proofs.tracing import COLLEAGUES, TIME, USER, WIDTH, Piece, Seen, claimed

LABEL, LONG, FEWEST = 14, 22, 12
"""Cells before a row, of the figure behind it, and of a row at least, where there is room."""
WHO: Final = {"you": "you", "Toni": "textbook"}


def _log(seen: Seen, who: str) -> Reread:
    return seen.log if who == "you" else seen.beside["textbook"]


def _minutes(seen: Seen) -> int:
    return seen.log.end // 60


def _indent(seen: Seen, piece: Piece) -> int:
    """Cells before the first column of a chart."""
    if piece.section == "charts":
        return LABEL
    scale = max(log.user_minutes for log in (seen.log, seen.beside["textbook"]))
    return max(len(user_time(scale)), 5) + 1


def _column(seen: Seen, piece: Piece) -> int:
    """Minutes in a column."""
    taken = LABEL + LONG + 2 if piece.section == "charts" else _indent(seen, piece)
    return max(-(-_minutes(seen) // max(WIDTH - taken, FEWEST)), 1)


def _a_column(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del match
    return (str(_column(seen, piece)),)


def _axis(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """Each time stands over the column in which it lies."""
    indent, column = _indent(seen, piece), _column(seen, piece)

    def there(each: re.Match[str]) -> str:
        begins = (each.start() + match.start(1) - indent) * column
        inside = (seen.log.time(60 * minute) for minute in range(begins, begins + column))
        return each[0] if each[0] in inside else seen.log.time(60 * begins)

    return [re.sub(TIME, there, match[1])]


def _left(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del piece, match
    return (seen.log.time(seen.log.left_at),)


def _above(seen: Seen, piece: Piece) -> Iterator[str]:
    """The lines above one, the nearest first."""
    number = int(piece.owner.rpartition(" ")[2])
    section = next(each for each in seen.sections if each.key == piece.section)
    chart = section.blocks[number]
    assert isinstance(chart, Chart)
    yield from reversed(chart.draw(WIDTH)[: piece.order])


def _service(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """For how many minutes a service was stopped, and slowed."""
    named = {each.name: each.id for each in seen.setting.organisation.services}
    service = next(named[line] for line in _above(seen, piece) if line in named)
    levels = _log(seen, match["who"]).hit[service]
    return match["who"], str(levels.count(2)), str(levels.count(1))


def _waiting(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del piece
    return match["who"], str(max(seen.waiting[WHO[match["who"]]], default=0))


def _deeds(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """How often something was done, in all and column by column."""
    column = _column(seen, piece)
    cells = -(-_minutes(seen) // column)
    counts = [0] * cells
    times = _log(seen, match["who"]).deeds(match["what"])
    for at in times:
        counts[min(at // (60 * column), cells - 1)] += 1
    drawn = "".join("." if not n else str(n) if n <= 9 else "+" for n in counts)
    return match["what"], match["who"], drawn, str(len(times))


def _promises(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del piece
    kept = _log(seen, match["who"]).promises()
    return match["who"], str(sum(kept)), str(len(kept) - sum(kept))


def _bars(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """The figures behind the bars of one line: you and the colleagues."""
    words = piece.words.strip()
    fitting = [name for name, each in CRITERIA.items() if words.startswith(each)]
    name = max(fitting, key=lambda each: len(CRITERIA[each]))
    every = (seen.points, *(seen.others[each] for each in COLLEAGUES))
    figures = (each.of(name) for each in every)
    del match
    return ("".join(f"{'–' if each is None else each:>4}" for each in figures),)


def _scale(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """What the top of the curve stands for: the worse of both."""
    del piece, match
    return (user_time(max(seen.log.user_minutes, seen.beside["textbook"].user_minutes)),)


def _ends(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del piece
    return match["who"], user_time(_log(seen, match["who"]).user_minutes)


CHARTS: Final = (
    claimed("charts", r"a column is (\d+) minute", "log", _a_column, early=True),
    claimed("charts lost", rf"^ +({TIME}(?: +{TIME})*)$", "log", _axis, early=True),
    claimed("charts lost", rf"you left ({TIME})", "log", _left, early=True),
    claimed("charts", r"(?P<who>you|Toni) .* (\d+) stopped, (\d+) slowed$", "log", _service,
            early=True),
    claimed("charts", r"^waiting +(?P<who>you|Toni) .* most (\d+)$", "log", _waiting, early=True),
    claimed("charts", r"^(?P<what>opened|sent on|told|resolved) +(?P<who>you|Toni) +"
            r"([\d.+]+) (\d+)$", "log", _deeds, early=True),
    claimed("charts", r"^promises +(?P<who>you|Toni) .* (\d+) kept, (\d+) broken$", "log",
            _promises, early=True),
    claimed("charts", r"((?: {1,3}(?:\d+|–)){4})$", "tally", _bars, early=True),
    claimed("lost", rf"^ *({USER}) [ ▁▂▃▄▅▆▇█T]+$", "log", _scale, early=True),
    claimed("lost", r"^ +(0) [ ▁▂▃▄▅▆▇█T]+$", "fixed", lambda *_: ("0",), early=True),
    claimed("lost", rf"(?P<who>you|Toni): ({USER})", "log", _ends, early=True),
)  # fmt: skip
"""Every line of a chart that holds a number."""
