"""Points added up a second time, out of a tally: what a debrief may print of them.

The one idea: a tally says what each finding and each measure came to; how that becomes a mark, a
total, a price and a standard error is the published table, worked out here once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import sqrt
from statistics import fmean

from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Finding, Tally
from itilsim.domain.scoring.outcome import measures
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.domain.scoring.tally import Suffered

PARTS = ("triage", "outcome", "conduct")
WEIGHTS = {each.id: each.weight for each in CRITERIA}
PART_OF = {each.id: each.part for each in CRITERIA}
SHARES = 1_000_000


@dataclass(frozen=True)
class Points:
    """Points of a hundred, in hundredths."""

    total: int
    parts: Mapping[str, int]
    criteria: Mapping[str, int]

    def of(self, name: str) -> int | None:
        """Whole points of a criterion, a part or the total, as printed; none: nothing asked."""
        every = {"total": self.total, **self.parts, **self.criteria}
        return None if name not in every else (every[name] + 50) // 100


def points(tally: Tally, ends: Sequence[Tally], setting: Setting) -> Points:
    """What a tally comes to, between idle and textbook."""
    earned, whole = Counter[str](), Counter[str]()
    for each in tally.findings:
        if each.credit >= 0:
            earned[each.criterion] += each.share * each.credit
            whole[each.criterion] += each.share
    marks = {name: earned[name] // whole[name] for name in whole}
    return added_up(marks, [tally.measures, *(each.measures for each in ends)], setting,
                    off(tally.deductions))  # fmt: skip


def off(times: Mapping[str, int], many: int = 1, less: int = 1) -> int:
    """What is taken off."""
    return sum(min(times.get(e.id, 0) * e.points * many // less, e.cap) for e in DEDUCTIONS)


def added_up(
    marks: Mapping[str, int], measured: Sequence[Mapping[str, int]], setting: Setting, taken: int
) -> Points:
    """A total out of marks, and of the measures of a run, idle and textbook."""
    criteria = {name: 10 * mark for name, mark in marks.items()}
    run, idle, book = measured
    for name, value in run.items():
        gain = idle[name] - book[name]
        if gain > 0 and 100 * gain >= setting.scenario.constants.margin_percent * abs(idle[name]):
            criteria[name] = min(max((idle[name] - value) * 10_000 // gain, 0), 10_000)
    shares = {part: getattr(setting.scenario.weights, part) for part in PARTS}
    parts: dict[str, int] = {}
    for part in PARTS:
        own = [name for name in criteria if PART_OF[name] == part]
        if own:
            weighed = sum(criteria[name] * WEIGHTS[name] for name in own)
            parts[part] = weighed // sum(WEIGHTS[name] for name in own)
    whole = sum(shares[part] for part in parts)
    total = sum(parts[part] * shares[part] for part in parts) // whole
    return Points(max(total - taken, 0), parts, criteria)


def price(finding: Finding, found: Points, setting: Setting) -> int:
    """What a finding took from the total, in hundredths of a point."""
    name, part = finding.criterion, PART_OF[finding.criterion]
    of_part = {each: getattr(setting.scenario.weights, each) for each in found.parts}
    beside = sum(WEIGHTS[each] for each in found.criteria if PART_OF[each] == part)
    share = 10_000 * of_part[part] * WEIGHTS[name] // (sum(of_part.values()) * beside)
    return int((1000 - finding.credit) * share * finding.share // (1000 * SHARES))


def prices(
    findings: Sequence[Finding], found: Points, setting: Setting
) -> list[tuple[Finding, int]]:
    """The same of all; a deduction takes no more than is left of its cap."""
    left, priced = {each.id: each.cap for each in DEDUCTIONS}, []
    for each in findings:
        if each.credit < 0:
            cost = min(-each.credit, left[each.criterion])
            left[each.criterion] -= cost
        else:
            cost = price(each, found, setting)
        priced.append((each, cost))
    return priced


def standard_error(tally: Tally, ends: Sequence[Tally], setting: Setting) -> float:
    """The jackknife over causes, in hundredths of a point."""
    runs = (tally, *ends)
    causes = {cause for each in runs for cause in each.portions}
    many, totals = len(causes), []
    for cause in causes:
        marks: dict[str, tuple[int, int]] = {}
        times, measured = Counter[str](), list[dict[str, int]]()
        for each in runs:
            kept = [portion for name, portion in each.portions.items() if name != cause]
            sums = {f.name: sum(getattr(p.suffered, f.name) for p in kept)
                    for f in fields(Suffered)}  # fmt: skip
            constants = setting.scenario.constants
            measured.append(measures(Suffered(**sums), constants.cost_percent))
        for portion in (p for name, p in tally.portions.items() if name != cause):
            times.update(portion.deductions)
            for name, (share, earned) in portion.marks.items():
                old = marks.get(name, (0, 0))
                marks[name] = old[0] + share, old[1] + earned
        means = {name: earned // share for name, (share, earned) in marks.items() if share}
        totals.append(added_up(means, measured, setting, off(times, many, many - 1)).total)
    mean = fmean(totals)
    return sqrt((many - 1) / many * sum((each - mean) ** 2 for each in totals))


def tenths(hundredths: int) -> str:
    """Points to a tenth, whole where they are; whatever is more than nothing shows."""
    return f"{max(round(hundredths / 10), 1 if hundredths else 0) / 10:g}"
