"""A class as a whole: how it spread, where it split, what each choice came to, who may need help.

The one idea: everything is counted over students who met the same thing, with how many they were
beside it, and an interval where a share could be luck.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from itilsim.classroom.grading import Graded, Member
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.domain.scoring.tally import Finding, Value
from itilsim.quiz.item_statistics import correlation
from itilsim.quiz.means import half_width

FULL: Final = 1000
"""Thousandths of a mark that could not have been better."""
LEAST: Final = 2
"""Students who must have chosen alike for a choice to be shown: one is an accident. Tuning
constant."""
MOMENTS: Final = 3
"""Moments to discuss, if nothing else is asked for. Source: the 60-minute class."""
_DECIDED: Final = frozenset(each.id for each in CRITERIA if each.part == "triage") - {"access"}
"""Criteria that judge one decision; the others judge what was done over time."""
_DEDUCTED: Final = frozenset(each.id for each in DEDUCTIONS)
Z: Final = 1.96
"""Standard errors to either side of an interval of 95 %."""
FEWEST: Final = 10
"""Students under whom an item's figures are too few to conclude from. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a class, with an interval of 95 %."""

    part: int
    """So many."""
    of: int
    """Of so many."""

    @property
    def interval(self) -> tuple[float, float]:
        """Bounds of the share, 0 to 1. Source: Wilson 1927, without correction for continuity."""
        if not self.of:
            return 0.0, 1.0
        share, spread = self.part / self.of, Z * Z / self.of
        middle = (share + spread / 2) / (1 + spread)
        half = Z * math.sqrt(share * (1 - share) / self.of + spread / (4 * self.of)) / (1 + spread)
        return max(middle - half, 0.0), min(middle + half, 1.0)


@dataclass(frozen=True, slots=True)
class Item:
    """One decision, over all students who had to take it."""

    criterion: str
    """What was judged."""
    subject: str
    """On what."""
    right: Share
    """Full marks."""
    discrimination: float | None
    """Correlation of its mark with the total, -1 to 1; none where all did alike."""

    @property
    def too_few(self) -> bool:
        """Whether nothing can be concluded from it."""
        return self.right.of < FEWEST


@dataclass(frozen=True, slots=True)
class Choice:
    """One way in which a moment was decided."""

    chosen: Value
    """What was decided."""
    students: int
    """By how many."""
    credit: float
    """Mean mark for it, 0 to 1."""
    minutes: float
    """Mean user-minutes that their shifts lost."""
    total: float
    """Mean total of their shifts, in hundredths of a point."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A decision at which the class split."""

    criterion: str
    """What was decided."""
    subject: str
    """On what."""
    at: int
    """Second at which the first student decided it."""
    choices: tuple[Choice, ...]
    """The ways in which it was decided, the most frequent first."""

    @property
    def weight(self) -> float:
        """How much there is to talk about: how evenly it split, by how much the marks differ."""
        students = sum(each.students for each in self.choices)
        split = 1 - sum((each.students / students) ** 2 for each in self.choices)
        marks = [each.credit for each in self.choices]
        return split * (max(marks) - min(marks))


@dataclass(frozen=True, slots=True)
class Gain:
    """What was gained from the questions before to those after."""

    mean: float
    """Mean gain of a student, as a share of right answers, -1 to 1."""
    half: float
    """Half of its interval of 95 %."""
    students: int
    """Who answered both."""


def moments(members: Sequence[Member], most: int = MOMENTS) -> tuple[Moment, ...]:
    """Where the class split most, and it mattered; one moment for each matter.

    Args:
        members: The class.
        most: How many.
    """
    found = sorted(_moments(members), key=lambda each: (-each.weight, each.at))
    kept: dict[str, Moment] = {}
    for each in found:
        if each.weight > 0:
            kept.setdefault(each.subject, each)
    return tuple(kept.values())[:most]


def items(members: Sequence[Member]) -> tuple[Item, ...]:
    """Every decision that was judged, what fewest got right first.

    Args:
        members: The class.
    """
    found = []
    for (criterion, subject), marks in _judged(members).items():
        marked = [float(each.credit) for each, _ in marks]
        totals = [float(member.total) for _, member in marks]
        right = Share(sum(each >= FULL for each in marked), len(marked))
        found.append(Item(criterion, subject, right, correlation(marked, totals)))
    return tuple(sorted(found, key=lambda each: (each.right.part / each.right.of, -each.right.of)))


def gain(found: Sequence[Graded]) -> Gain | None:
    """The gain from before to after; none where fewer than two students answered both.

    Args:
        found: All hand-ins.
    """
    gains = [
        each.after[0] / each.after[1] - each.before[0] / each.before[1]
        for each in found
        if each.before[1] and each.after[1]
    ]
    if len(gains) < 2:
        return None
    return Gain(statistics.fmean(gains), half_width(gains), len(gains))


def votes(found: Sequence[Graded], stop: int) -> Mapping[int, int]:
    """How often each option was chosen at a stop, by its number.

    Args:
        found: All hand-ins.
        stop: Place of the stop, from 0.
    """
    counted: dict[int, int] = {}
    for each in found:
        chosen = None if each.beside is None else each.beside.stops.get(stop)
        if chosen is not None:
            counted[chosen] = counted.get(chosen, 0) + 1
    return counted


def _moments(members: Sequence[Member]) -> Iterator[Moment]:
    for (criterion, subject), marks in _judged(members).items():
        if criterion not in _DECIDED:
            continue
        groups: defaultdict[Value, list[tuple[Finding, Member]]] = defaultdict(list)
        for finding, member in marks:
            groups[finding.chosen].append((finding, member))
        shown = [(chosen, group) for chosen, group in groups.items() if len(group) >= LEAST]
        if len(shown) < 2:
            continue
        choices = sorted(
            (_choice(chosen, group) for chosen, group in shown), key=lambda each: -each.students
        )
        yield Moment(criterion, subject, min(f.at for f, _ in marks), tuple(choices))


def _choice(chosen: Value, group: Sequence[tuple[Finding, Member]]) -> Choice:
    return Choice(
        chosen,
        len(group),
        statistics.fmean(finding.credit for finding, _ in group) / FULL,
        statistics.fmean(member.debrief.lost_user_minutes for _, member in group),
        statistics.fmean(member.total for _, member in group),
    )


def _judged(
    members: Sequence[Member],
) -> Mapping[tuple[str, str], list[tuple[Finding, Member]]]:
    """What was judged, by criterion and matter; of one student on one matter the first."""
    found: defaultdict[tuple[str, str], list[tuple[Finding, Member]]] = defaultdict(list)
    for member in members:
        seen: set[tuple[str, str]] = set()
        for finding in member.graded.findings:
            key = (finding.criterion, finding.subject)
            if finding.criterion not in _DEDUCTED and key not in seen:
                seen.add(key)
                found[key].append((finding, member))
    return found
