"""From one tally, and those of the references on the same seed, to a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itilsim.domain.scenario import Setting, Weights
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
    criteria = {name: mark * 10 for name, mark in tally.marks.items()}
    better: tuple[str, ...] = ()
    if idle is not None and textbook is not None:
        margin = setting.scenario.constants.margin_percent
        measured = _between(tally.measures, idle.measures, textbook.measures, margin)
        criteria.update({name: min(max(value, 0), 10000) for name, value in measured.items()})
        better = tuple(name for name, value in measured.items() if value > 10000)
    parts = {part: mean for part in _PARTS if (mean := _mean(criteria, part)) is not None}
    earned = _earned(parts, setting.scenario.weights)
    taken = _taken(tally.deductions)
    total = max(earned - taken, 0)
    let_down = () if textbook is None else _let_down(tally, textbook)
    return Scorecard(
        total,
        parts.get("triage", 0),
        parts.get("outcome", 0),
        parts.get("conduct", 0),
        -taken,
        criteria,
        better,
        band(min(total, COMPETENT - 1) if let_down else total),
        let_down,
        tally.decisions < FEW_DECISIONS,
        tally.first_tries,
        tally.counts,
        tally.sla,
        tally.lost_user_minutes,
        tally.cost,
        tally.satisfaction,
    )


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
    present = [each for each in CRITERIA if each.part == part and each.id in criteria]
    weight = sum(each.weight for each in present)
    if not weight:
        return None
    return sum(criteria[each.id] * each.weight for each in present) // weight


def _taken(times: Mapping[str, int]) -> int:
    """All deductions with their caps, in hundredths of a point."""
    return sum(min(times.get(each.id, 0) * each.points, each.cap) for each in DEDUCTIONS)
