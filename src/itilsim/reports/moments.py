"""One minute of a shift in words, and the whole shift as a strip with a cursor.

The one idea: what could be seen then stands by itself; what was true is added only where somebody
asks for it, so that a reader can judge a decision by what it was made on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from itilsim.domain.debriefing.measured import SLOWED, STOPPED, UP, Timeline
from itilsim.domain.debriefing.moments import Active, Happened, Moment, Moments, Open, Seen, Ticking
from itilsim.domain.debriefing.timeline import STEP
from itilsim.domain.debriefing.values import Debrief
from itilsim.reports.blocks import Entry
from itilsim.reports.charts import Marks, sparkline
from itilsim.reports.entries import called, done
from itilsim.reports.timeline import LEVELS, TICK, digits
from itilsim.words.evidence import Naming
from itilsim.words.labels import (
    CHANNELS,
    DUE,
    FACTS,
    clock,
    clock_named,
    counted,
    people,
    ticket_number,
    time_left,
)

LABEL: Final = 9
"""Cells before the strip. Tuning constant."""
CURSOR: Final[dict[Marks, str]] = {"blocks": "▲", "ascii": "^"}
WORDS: Final = {UP: "up", SLOWED: "slowed", STOPPED: "stopped"}
"""How a service is."""
MOST: Final = 8
"""So many records, callers or events are listed. Tuning constant."""
_STEPS: Final = (5, 10, 15, 20, 30, 60, 120, 240, 480, 720)
_DAY: Final = 1440


class Strip(NamedTuple):
    """How a shift is laid out in columns."""

    each: int
    """Minutes of a column."""
    cells: int
    """Columns."""

    def minute(self, x: int) -> int | None:
        """The first minute of the column at a cell of the line; none: there is no column.

        Args:
            x: Cell, counted from the left edge.
        """
        place = x - LABEL
        return place * self.each if 0 <= place < self.cells else None


def strip_of(minutes: int, width: int) -> Strip:
    """The columns of a shift.

    Args:
        minutes: Of the shift.
        width: Cells in a line.
    """
    each = max(-(-minutes // max(width - LABEL - 5, 1)), 1)
    return Strip(each, -(-minutes // each))


def strip(
    run: Moments, mine: Timeline, minute: int, naming: Naming, width: int, *, truth: bool,
    marks: Marks = "blocks",
) -> list[str]:  # fmt: skip
    """The whole shift: what came, what was done, who waited, and where the cursor is.

    Args:
        run: The shift.
        mine: Its timeline.
        minute: Where the cursor is.
        naming: For the times of day.
        width: Cells in a line.
        truth: Whether the services are drawn as they truly were.
        marks: What to draw with.
    """
    each, cells = strip_of(run.minutes, width)
    came = [one.at for one in run.happened if one.kind in ("contact-arrived", "alert-raised")]
    waits = [max(part) for part in _columns(mine.waiting, each, cells)]
    lines = [
        _axis(each, cells, naming),
        f"{'came in':<{LABEL}}{digits(came, each, cells)}",
        f"{'you did':<{LABEL}}{digits([one.at for one in run.done], each, cells)}",
        f"{'waiting':<{LABEL}}{sparkline(waits, marks)}",
    ]
    if truth:
        worst = [
            max((max(part) for row in mine.services for part in (row.levels[at : at + each],)
                 if part), default=UP)
            for at in range(0, cells * each, each)
        ]  # fmt: skip
        lines.append(f"{'in truth':<{LABEL}}{''.join(LEVELS[marks][level] for level in worst)}")
    return [*lines, f"{'':<{LABEL}}{'':<{minute // each}}{CURSOR[marks]}"]


def _columns(values: Sequence[int], each: int, cells: int) -> Iterator[Sequence[int]]:
    for start in range(0, cells * each, each):
        yield values[start : start + each] or (0,)


def _axis(each: int, cells: int, naming: Naming) -> str:
    step = next((n for n in _STEPS if n >= TICK * each), -(-TICK * each // _DAY) * _DAY)
    line = [" "] * (cells + 5)
    for minute in range(0, cells * each, step):
        place = minute // each
        line[place : place + 5] = clock(minute * STEP, naming.setting.day_start)
    return f"{'':<{LABEL}}{''.join(line)}".rstrip()


def moment(each: Moment, run: Moments, debrief: Debrief, naming: Naming, *, truth: bool) -> Entry:
    """One minute, as labelled lines.

    Args:
        each: The minute.
        run: The shift that it is of.
        debrief: What its contacts and alerts are called.
        naming: Names for everything else.
        truth: Whether what was true is said as well.
    """
    told = _Telling(debrief, naming)
    lines = _labelled("In truth", told.truth(each)) if truth else []
    lines += [
        *_labelled("Services", told.services(each.services)),
        *_labelled("Waiting", told.waiting(each)),
        *_labelled("Came", told.came(each)),
        *_labelled("You did", told.did(each)),
        *_labelled("Promised", told.promised(each)),
        *_labelled("Open", told.open(each)),
    ]
    place = f"minute {each.at // STEP} of {run.minutes}"
    seen = "with the truth" if truth else "as it could be seen then"
    return Entry(f"{naming.time(each.at)}, {place}, {seen}", tuple(lines))


def _labelled(label: str, words: Iterator[str]) -> list[tuple[str, str]]:
    """Lines under one label; what there is nothing of is said in a word."""
    found = tuple(words) or ("nothing",)
    return [("" if place else label, each) for place, each in enumerate(found)]


class _Telling:
    """The words of one debrief."""

    def __init__(self, debrief: Debrief, naming: Naming) -> None:
        self._debrief = debrief
        self._naming = naming

    def services(self, seen: Sequence[Seen]) -> Iterator[str]:
        """What did not look right, a line each; the rest together."""
        loud = [each for each in seen if each.level != UP or each.reports]
        for each in loud:
            reports = f", {counted(each.reports, 'report')} in the hour" if each.reports else ""
            yield f"{self._naming.service(each.service)}: {WORDS[each.level]}{reports}"
        quiet = len(seen) - len(loud)
        if quiet:
            other = "other " if loud else ""
            yield f"{counted(quiet, f'{other}service')} up, nobody called about"

    def waiting(self, each: Moment) -> Iterator[str]:
        """Who waited, and since when."""
        if each.waiting:
            who = [self._called(one.subject) for one in each.waiting]
            yield f"{len(who)}: {_listed(who)}"

    def open(self, each: Moment) -> Iterator[str]:
        """Open records with their clocks, those that ran out first on top."""
        heads = [one for one in each.open if one.parent is None]
        heads.sort(key=lambda one: min((c.left for c in one.clocks), default=_FAR))
        for one in heads[:MOST]:
            clocks = "; ".join(_clock(running, one) for running in one.clocks)
            rated = f" P{one.priority}" if one.priority else ""
            who = self._called(one.ticket)
            yield (
                f"{_number(one)}{rated}, {who}, with {self._naming.team(one.team)}"
                f"{f': {clocks}' if clocks else ''}"
            )
        under = len(each.open) - len(heads)
        more = len(heads) - MOST
        if more > 0:
            yield f"and {counted(more, 'more', 'more')}"
        if under:
            yield f"{counted(under, 'record')} under another"

    def promised(self, each: Moment) -> Iterator[str]:
        """Words that were owed, the nearest first."""
        owed = [(one.promised_at, one) for one in each.open if one.promised_at is not None]
        for at, one in sorted(owed, key=lambda pair: pair[0])[:MOST]:
            left = time_left(at - each.at)
            yield f"{_number(one)}: the next word by {self._naming.time(at)}, {left}"

    def came(self, each: Moment) -> Iterator[str]:
        """What reached the desk in the minute."""
        for one in each.happened[:MOST]:
            yield f"{self._naming.time(one.at)} {self._happened(one)}"
        if len(each.happened) > MOST:
            yield f"and {counted(len(each.happened) - MOST, 'more', 'more')}"

    def did(self, each: Moment) -> Iterator[str]:
        """What the trainee did in the minute."""
        for entry in each.did:
            words = done(entry.command, self._debrief, self._naming)
            yield f"{self._naming.time(entry.at)} {words}"

    def truth(self, each: Moment) -> Iterator[str]:
        """Faults that were there, whom they hit, by which way; and services that looked better."""
        for fault in each.truth:
            yield self._fault(fault)
        worse = [
            f"{self._naming.service(one.service)} ({WORDS[one.truly]})"
            for one in each.services
            if one.truly > one.level
        ]
        if worse:
            yield f"monitoring saw up, or better, what was not for those hit: {'; '.join(worse)}"

    def _fault(self, fault: Active) -> str:
        naming = self._naming
        mode = naming.setting.modes[fault.mode].name
        words = f"{mode}, {fault.component}, since {naming.time(fault.since)}: "
        if not fault.struck:
            words += "nobody could feel it yet"
        elif not fault.people:
            words += "nobody was held up by it any more"
        else:
            way = " > ".join(map(naming.node, fault.path))
            groups = f" in {counted(len(fault.groups), 'group')}"
            words += f"it held up {people(fault.people)}{groups}; {way}"
        if fault.told:
            words += f"; {counted(fault.told, 'sign')} had reached you"
        return words

    def _happened(self, one: Happened) -> str:
        known = self._debrief.subjects.get(one.subject)
        if one.kind == "contact-arrived" and known is not None and known.person is not None:
            symptom = self._naming.setting.symptoms.get(known.symptom)
            about = f": {symptom.name}" if symptom is not None else ""
            again = " again" if known.chases else ""
            channel = CHANNELS[known.channel].lower()
            return f"{self._naming.person(known.person)}{again}, {channel}{about}"
        return f"{FACTS[one.kind].lower()}: {self._called(one.subject)}"

    def _called(self, subject: str) -> str:
        return called(subject, self._debrief, self._naming)


_FAR: Final = 10**9
"""Where a record without a clock stands. Tuning constant: behind all clocks."""


def _number(one: Open) -> str:
    return ticket_number(one.record, one.number)


def _clock(running: Ticking, one: Open) -> str:
    name = DUE[clock_named(running.clock, one.record)]
    return f"{name} {time_left(running.left)}{', paused' if running.paused else ''}"


def _listed(words: Sequence[str]) -> str:
    more = len(words) - MOST
    shown = ", ".join(words[:MOST])
    return f"{shown} and {counted(more, 'more', 'more')}" if more > 0 else shown
