"""A finished shift as a line of home: how it was played, how it went, when, and the time before.

The one idea: two results stand side by side only where they measure the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from itilsim.runs.listing import ListedRun, begun_on
from itilsim.runs.origin import begun_again, is_begun_again
from itilsim.storage.records import RunHeader
from itilsim.tui.screens.home import RunLine
from itilsim.words.labels import MODES

_MODES: Final[dict[str, str]] = {mode: words.lower() for mode, words in MODES.items()}

_OF_ALL, _AT_FIRST = " of 100", " right at first"
"""What a row leaves out of a result, for want of room."""


def run_line(one: ListedRun, earlier: Iterable[ListedRun]) -> RunLine:
    """A finished shift, beside the time before.

    Notes stand where its day does, so that they are read with it.

    Args:
        one: The shift.
        earlier: What was finished before it, the newest first.
    """
    header = one.run.header
    again = begun_again(header, named=False)
    ended = ", ".join(filter(None, (f"on {day(header)}", again, *one.notes)))
    before = next((each for each in earlier if _is_like(one, each)), None)
    words = ""
    if before is not None:
        words = f"The time before: {result_words(before)}."
    result = _result(one)
    score = result.removesuffix(_OF_ALL).removesuffix(_AT_FIRST)
    return RunLine(header.id, one.title, ended, result, mode_words(header), score, words)


def result_words(one: ListedRun) -> str:
    """How a finished shift went, and when it was played: "62 of 100, on 27 Nov".

    Args:
        one: The shift.
    """
    return f"{_result(one)}, on {day(one.run.header)}"


def mode_words(header: RunHeader) -> str:
    """How much help there was, in a word; of a run that no person played, who did."""
    return header.options.get("policy", "") or _MODES.get(header.mode, header.mode)


def day(header: RunHeader) -> str:
    """The learner's own day on which a run was begun, like `27 Nov`; of another year with that."""
    own = begun_on(header)
    if own is None:
        return header.created[:10]
    this_year = own.year == dt.date.today().year  # noqa: DTZ011 - the learner's own day
    return f"{own.day} {own:%b}" if this_year else f"{own.day} {own:%b} {own.year}"


def _is_like(one: ListedRun, other: ListedRun) -> bool:
    """Whether two results measure the same: one shift, one clock, both points or both first tries.

    Somebody else's result is nobody's time before. What was begun again from a moment of another
    run has its beginning from there: it is no time of its own, neither before nor after.
    """
    if one.score is None or other.score is None or not other.counts:
        return False
    if is_begun_again(one.run.header):
        return False
    mine, yours = one.run.header, other.run.header
    lessons = {bool(each.get("first_tries")) for each in (one.score, other.score)}
    return (mine.scenario, mine.pace) == (yours.scenario, yours.pace) and len(lessons) == 1


def _result(one: ListedRun) -> str:
    """How it went, in a word or two."""
    if one.score is None:
        return "not verified" if one.verified is False else "finished"
    if tries := one.score.get("first_tries"):
        return f"{tries['right']} of {tries['of']}{_AT_FIRST}"
    return f"{round(one.score['total'])}{_OF_ALL}"
