"""Two runs of one shift beside each other: where the points differ, and what was decided otherwise.

The one idea: on the same morning the same people call, whatever was done before; so what two runs
decided on one contact or alert answers the same question, and may stand side by side. On two
mornings only what is counted over all of them may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from itilsim.domain.debriefing.measured import Kept
from itilsim.domain.debriefing.values import Debrief, Line
from itilsim.domain.scoring.tally import Finding

YOU = "you"
"""Whose timeline is that of the run itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A criterion, a part or the total of two runs; points of a hundred."""

    name: str
    """Criterion, part or `total`."""
    part: str
    """The part it belongs to."""
    one: int | None
    """Points of the one run; none: nothing asked for it."""
    other: int | None
    """The same of the other."""
    bands: tuple[str, str]
    """Their bands; empty without points."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Something on one contact or alert that was decided in another way, or judged in another."""

    subject: str
    """The contact or alert."""
    one: Finding | None
    """What the one run decided; none: it was never asked for there."""
    other: Finding | None
    """The same of the other."""
    gain: int
    """Hundredths of a point that the one run lost less by it; negative: more."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run comes to."""

    lost_user_minutes: int
    """Lost user-minutes."""
    kept: Kept
    """Agreed targets."""
    promises_kept: int
    """Promises of the next word that were kept."""
    promises: int
    """All of them."""
    ended_at: int
    """When the seat was left."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs of one shift."""

    same: bool
    """They were played on the same morning: one scenario, one seed."""
    few: bool
    """In one of them there were too few decisions for more than bands."""
    score: tuple[Pair, ...]
    """Total, parts and criteria, in the order of the table."""
    one: Measured
    """What the one run comes to."""
    other: Measured
    """The same of the other."""
    otherwise: tuple[Otherwise, ...] = ()
    """What was decided otherwise on the same matter, what made most difference first."""
    alike: int = 0
    """Decisions on the same matters that were the same and as good."""


def compare(one: Debrief, other: Debrief, *, same: bool) -> Comparison:
    """Set two debriefs of one shift beside each other.

    Args:
        one: Of the one run.
        other: Of the other.
        same: They were played on the same morning.
    """
    found, alike = _otherwise(one, other) if same else ([], 0)
    return Comparison(
        same=same,
        few=one.few or other.few,
        score=tuple(_pairs(one.score, other.score)),
        one=_measured(one),
        other=_measured(other),
        otherwise=tuple(sorted(found, key=lambda each: (-abs(each.gain), _at(each)))),
        alike=alike,
    )


def _pairs(one: Iterable[Line], other: Iterable[Line]) -> Iterator[Pair]:
    """All lines of either score; what only one of them has stands where it has it."""
    mine, yours = ({each.name: each for each in lines} for lines in (one, other))
    for name in dict.fromkeys((*mine, *yours)):
        here, there = mine.get(name), yours.get(name)
        part = (here or there or mine["total"]).part
        points = [None if each is None else each.points for each in (here, there)]
        bands = ["" if each is None else each.band for each in (here, there)]
        yield Pair(name, part, points[0], points[1], (bands[0], bands[1]))


def _otherwise(one: Debrief, other: Debrief) -> tuple[list[Otherwise], int]:
    """What was decided otherwise, and how much was not."""
    lost = [{each.finding: each.lost for each in run.dearest} for run in (one, other)]
    mine, yours = _by_matter(one), _by_matter(other)
    found, alike = [], 0
    for key in (key for key in mine if key[0] in other.subjects or key[0] == "handover"):
        for here, there in zip_longest(mine[key], yours.get(key, ())):
            if here and there and (here.chosen, here.credit) == (there.chosen, there.credit):
                alike += 1
                continue
            cost = [0 if e is None else lost[n].get(e, 0) for n, e in enumerate((here, there))]
            found.append(Otherwise(key[0], here, there, cost[1] - cost[0]))
    for key in (key for key in yours if key not in mine):
        if key[0] in one.subjects or key[0] == "handover":
            found += [Otherwise(key[0], None, e, lost[1].get(e, 0)) for e in yours[key]]
    return found, alike


def _by_matter(debrief: Debrief) -> dict[tuple[str, str], list[Finding]]:
    """What was judged, by contact or alert and criterion, in order of time."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for story in debrief.stories:
        for each in story.decisions:
            found.setdefault((story.subject, each.criterion), []).append(each)
    return found


def _measured(debrief: Debrief) -> Measured:
    timeline = debrief.timelines.get(YOU)
    promises = timeline.promises if timeline is not None else ()
    return Measured(
        debrief.lost_user_minutes,
        debrief.kept,
        sum(each.kept for each in promises),
        len(promises),
        debrief.ended_at,
    )


def _at(each: Otherwise) -> int:
    finding = each.one or each.other
    return finding.at if finding is not None else 0
