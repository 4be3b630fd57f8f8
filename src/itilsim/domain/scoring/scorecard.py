"""From one tally, and those of the references on the same seed, to a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import NamedTuple

from itilsim.domain.scenario import Setting, Weights
from itilsim.domain.scoring.portions import Rest, without_each
from itilsim.domain.scoring.table import (
    COMPETENT,
    CRITERIA,
    DEDUCTIONS,
    FEW_DECISIONS,
    MOST_IGNORED,
    Part,
    band,
)
from itilsim.domain.scoring.tally import FirstTries, Sla, Tally

_PARTS: tuple[Part, ...] = ("triage", "outcome", "conduct")
_SHARES = {
    part: tuple((each.id, each.weight) for each in CRITERIA if each.part == part) for part in _PARTS
}
WHOLE = 10_000
"""All points there are, in hundredths."""
LEAST_CAUSES = 2
"""From so many causes on they can differ."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """How a run was judged; all points in hundredths."""

    total: int
    """0 to 10000."""
    triage: int
    """0 to 10000."""
    outcome: int
    """0 to 10000."""
    conduct: int
    """0 to 10000."""
    deductions: int
    """Zero or negative."""
    criteria: dict[str, int]
    """Criteria that had an opportunity, 0 to 10000 each."""
    better: tuple[str, ...]
    """Outcome measures on which the run beat textbook."""
    band: str
    """The band of the total, but at most *developing* while something was let down."""
    let_down: tuple[str, ...]
    """Causes of priority 1 and 2 that textbook restored, and that nobody had or restored here; and
    all that were ignored, if that is more than one in five of what textbook took up."""
    few: bool
    """Too few decisions for more than bands."""
    first_tries: FirstTries | None
    """Of a guided shift, instead of band and total: what was right at the first try."""
    counts: dict[str, int]
    """Facts and records by kind."""
    sla: dict[str, Sla]
    """Targets of the true priority."""
    lost_user_minutes: int
    """Lost user-minutes."""
    cost: int
    """Illustrative units."""
    satisfaction: int
    """Thousandths."""
    standard_error: int | None
    """How far such totals lie from each other where chance brings other causes; none: there are too
    few to tell."""


def scorecard(
    tally: Tally, setting: Setting, idle: Tally | None, textbook: Tally | None
) -> Scorecard:
    """The score of a run.

    Args:
        tally: The run.
        setting: Its scenario, with the weights of the three parts.
        idle: The tally of `idle` on the same seed; none: outcome is left out.
        textbook: The tally of `textbook` on the same seed.
    """
    references = () if idle is None or textbook is None else (idle, textbook)
    run = Rest(tally.marks, tally.measures, tally.deductions)
    judged = _judged(run, [each.measures for each in references], setting)
    let_down = () if textbook is None else _let_down(tally, textbook)
    return Scorecard(
        judged.total,
        judged.parts.get("triage", 0),
        judged.parts.get("outcome", 0),
        judged.parts.get("conduct", 0),
        -judged.taken,
        judged.criteria,
        tuple(name for name, value in judged.measured.items() if value > WHOLE),
        band(min(judged.total, COMPETENT - 1) if let_down else judged.total),
        let_down,
        tally.decisions < FEW_DECISIONS,
        tally.first_tries,
        tally.counts,
        tally.sla,
        tally.lost_user_minutes,
        tally.cost,
        tally.satisfaction,
        _standard_error(tally, references, setting),
    )


class _Judged(NamedTuple):
    """Points, and what they are made of, in hundredths."""

    total: int
    parts: dict[Part, int]
    criteria: dict[str, int]
    measured: dict[str, int]
    taken: int


def _judged(
    run: Rest,
    references: Sequence[Mapping[str, int]],
    setting: Setting,
    asked: tuple[int, int] = (1, 1),
) -> _Judged:
    """The points of a run, or of what is left of it without a cause.

    Args:
        run: The run.
        references: The measures of `idle` and of `textbook`; none of either: outcome is left out.
        setting: The scenario.
        asked: How much of what a whole shift asks for was asked for: a numerator and a denominator.
    """
    criteria = {name: mark * 10 for name, mark in run.marks.items()}
    measured: dict[str, int] = {}
    if references:
        margin = setting.scenario.constants.margin_percent
        idle, textbook = references
        measured = _between(run.measures, idle, textbook, margin)
        criteria.update({name: min(max(value, 0), WHOLE) for name, value in measured.items()})
    parts = {part: mean for part in _PARTS if (mean := _mean(criteria, part)) is not None}
    taken = _taken(run.deductions, asked)
    total = max(_earned(parts, setting.scenario.weights) - taken, 0)
    return _Judged(total, parts, criteria, measured, taken)


def _standard_error(tally: Tally, references: Sequence[Tally], setting: Setting) -> int | None:
    """The delete-one jackknife over causes: how far the total hangs on what happened to come.

    A shift is a sample of the causes that a morning can bring. It is judged again once without each
    of them, in the references too, and how much those totals differ tells how much the total of
    another such sample would. Deductions are a sum, and grow with the causes; all else is a mean.

    Source: Tukey 1958; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 11;
    the replicate weights n / (n - 1) of a sum: Wolter, Introduction to Variance Estimation, 2007,
    chapter 4.
    """
    causes = dict.fromkeys(cause for each in (tally, *references) for cause in each.portions)
    many = len(causes)
    if many < LEAST_CAUSES:
        return None
    percent = setting.scenario.constants.cost_percent
    totals = [
        _judged(run, [each.measures for each in others], setting, (many - 1, many)).total
        for run, *others in zip(
            *(without_each(each, causes, percent) for each in (tally, *references)), strict=True
        )
    ]
    whole = sum(totals)
    squares = sum((many * each - whole) ** 2 for each in totals)
    return isqrt((many - 1) * squares // many**3)


def _let_down(tally: Tally, textbook: Tally) -> tuple[str, ...]:
    """Causes for which the band is held down."""
    pressing = [c for c, done in textbook.pressing.items() if done and not tally.pressing.get(c)]
    wanted = [cause for cause, done in textbook.taken_up.items() if done]
    ignored = [cause for cause in wanted if not tally.taken_up.get(cause)]
    too_many = len(ignored) * MOST_IGNORED > len(wanted)
    return tuple(dict.fromkeys([*pressing, *(ignored if too_many else ())]))


def _earned(parts: Mapping[Part, int], weights: Weights) -> int:
    """The weighted mean of the parts; one without any opportunity shares its weight out."""
    shares: dict[Part, int] = {
        "triage": weights.triage,
        "outcome": weights.outcome,
        "conduct": weights.conduct,
    }
    whole = sum(shares[part] for part in parts)
    return sum(mean * shares[part] for part, mean in parts.items()) // whole if whole else 0


def _between(
    measures: Mapping[str, int], idle: Mapping[str, int], textbook: Mapping[str, int], margin: int
) -> dict[str, int]:
    """Measures where textbook beats idle by the margin: 0 is idle, 10000 textbook."""
    found: dict[str, int] = {}
    for name, value in measures.items():
        gain = idle[name] - textbook[name]
        if gain > 0 and gain * 100 >= margin * abs(idle[name]):
            found[name] = (idle[name] - value) * 10000 // gain
    return found


def _mean(criteria: Mapping[str, int], part: Part) -> int | None:
    """The weighted mean of a part; what had no opportunity shares its weight out."""
    weight = earned = 0
    for name, share in _SHARES[part]:
        if name in criteria:
            weight += share
            earned += criteria[name] * share
    return earned // weight if weight else None


def _taken(times: Mapping[str, int], asked: tuple[int, int]) -> int:
    """All deductions with their caps, in hundredths of a point; of a part of a shift as of all."""
    part, whole = asked
    return sum(
        min(often * each.points * whole // part, each.cap)
        for each in DEDUCTIONS
        if (often := times.get(each.id))
    )
