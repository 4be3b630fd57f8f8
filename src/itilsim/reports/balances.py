"""Four balances as dials: which way the desk leaned, beside Toni, with the counts behind it.

The one idea: a dial has a mark and a sentence with its counts, and no side is the good one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from itilsim.domain.debriefing.measured import Balance, Side
from itilsim.domain.debriefing.values import Debrief
from itilsim.reports.blocks import Block, Chart, Items, Paragraph
from itilsim.reports.charts import SPAN, Marks
from itilsim.words.labels import counted

FEWEST: Final = 4
"""With fewer deeds on both sides together a dial has no mark. Tuning constant."""
SIDES: Final[Mapping[Side, tuple[str, str]]] = {
    "internal": ("internal", "external"),
    "stability": ("stability", "responsive"),
    "quality": ("quality", "cost"),
    "reactive": ("reactive", "proactive"),
}
"""The ends of each dial."""
NO_MARK: Final = "too little to say"
_LEFT, _RIGHT = 10, 11
_LEAST = 17


def balances(debrief: Debrief) -> Iterator[Block]:
    """The section on balances; nothing without a timeline, or of a shift that a tutor led.

    Args:
        debrief: What to say.
    """
    mine = debrief.timelines.get("you")
    if mine is None or not mine.balances or debrief.first_tries is not None:
        return
    toni = debrief.timelines.get("textbook")
    other = toni.balances if toni is not None else ()
    yield Paragraph(
        "Which way your desk leaned. No end of a scale is the good one: service operation has to "
        "keep both in sight. Nothing of this is scored."
    )
    yield Chart(partial(dials, mine.balances, other))
    beside = {each.side: each for each in other}
    yield Items(tuple(_sentence(each, beside.get(each.side)) for each in mine.balances))


def dials(
    mine: Sequence[Balance], toni: Sequence[Balance], width: int, marks: Marks = "blocks"
) -> list[str]:
    """A line for each balance: both ends, and who stands where between them.

    Args:
        mine: The own ones.
        toni: Textbook Toni's; empty: nobody stands beside.
        width: Cells in a line.
        marks: What to draw with.
    """
    cells = max(width - _LEFT - _RIGHT - 2, _LEAST)
    beside = {each.side: each for each in toni}
    lines = [_dial(each, beside.get(each.side), cells, marks) for each in mine]
    return [*lines, "Y you" + ("   T Toni   B both" if toni else "")]


def _dial(mine: Balance, toni: Balance | None, cells: int, marks: Marks) -> str:
    _, left, line, _, right = SPAN[marks]
    drawn = [left, *[line] * (cells - 2), right]
    drawn[cells // 2] = "+"
    if says(mine):
        if toni is not None and says(toni):
            drawn[_place(toni, cells)] = "T"
        place = _place(mine, cells)
        drawn[place] = "B" if drawn[place] == "T" else "Y"
    else:
        start = (cells - len(NO_MARK)) // 2
        drawn[start : start + len(NO_MARK)] = NO_MARK
    one, other = SIDES[mine.side]
    return f"{one:>{_LEFT}} {''.join(drawn)} {other}"


def says(balance: Balance) -> bool:
    """Whether enough was done for a mark."""
    return sum(balance.counts) >= FEWEST


def _place(balance: Balance, cells: int) -> int:
    return 1 + round(balance.share * (cells - 3) / 100)


def _sentence(mine: Balance, toni: Balance | None) -> str:
    one, other = SIDES[mine.side]
    ends = f"{one.capitalize()} and {other}"
    words = _RULES[mine.side](*mine.counts)
    beside = f" Toni: {toni.counts[0]} and {toni.counts[1]}." if toni is not None else ""
    few = "" if says(mine) else " Too little to say."
    return f"{ends}: {words}{beside}{few}"


def _internal(one: int, other: int) -> str:
    return (
        f"{counted(one, 'word')} inside IT (to a team, to the lead, as a work note) and "
        f"{other} to callers and users."
    )


def _stability(one: int, other: int) -> str:
    return (
        f"{counted(one, 'check')} before something was given (identity, approval, a no) and "
        f"{counted(other, 'thing')} given at once (a step fulfilled, a workaround, a priority at "
        "the caller's word)."
    )


def _quality(one: int, other: int) -> str:
    return (
        f"{counted(one, 'time')} you had looked into it (a question, a search, an identity, asked "
        f"if it works) before you sent a record on or resolved it, and {counted(other, 'time')} "
        "you had not, which is quicker and cheaper."
    )


def _reactive(one: int, other: int) -> str:
    return (
        f"{counted(one, 'incident')} logged once somebody had called, and "
        f"{counted(other, 'warning')} passed on or {'problem' if other == 1 else 'problems'} "
        "raised."
    )


_RULES: Final = {
    "internal": _internal,
    "stability": _stability,
    "quality": _quality,
    "reactive": _reactive,
}
"""What was counted, in words, by balance."""
