"""The score by part and criterion beside the references, what went well, what was dearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from itilsim.domain.debriefing.taken import CAPS
from itilsim.domain.debriefing.values import FULL, Dear, Deducted, Line, Well
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Finding, Scorecard, Tally
from itilsim.domain.scoring.memory import Judging
from itilsim.domain.scoring.stakes import SHARES
from itilsim.domain.scoring.table import COMPETENT, CRITERIA, DEDUCTIONS, Part, band
from itilsim.domain.scoring.tally import Links

References: TypeAlias = Mapping[str, tuple[Tally, Scorecard]]
"""Reference runs on the same seed, by policy."""

PARTS: tuple[Part, ...] = ("triage", "outcome", "conduct")
COLLEAGUE = "first_come"
"""What went well is measured against this one: what anybody would do is no merit."""
GOOD = 8500
"""From so many hundredths of a point on, a criterion went well."""


def lines(setting: Setting, card: Scorecard, references: References) -> Iterator[Line]:
    """Total, parts, criteria; whole points."""
    shares = weights(setting, card)
    others = {name: other.total for name, (_, other) in references.items()}
    yield replace(_line("total", "total", 10_000, card.total, others), band=card.band)
    for part in PARTS:
        own = [one for one in CRITERIA if one.part == part and one.id in card.criteria]
        share = sum(shares[one.id] for one in own)
        points = getattr(card, part) if own else None
        others = {name: getattr(other, part) for name, (_, other) in references.items()}
        yield _line(part, part, share, points, others)
        for one in own:
            marks = {n: other.criteria.get(one.id) for n, (_, other) in references.items()}
            yield _line(one.id, part, shares[one.id], card.criteria[one.id], marks)


def _line(
    name: str,
    part: Part | Literal["total"],
    weight: int,
    points: int | None,
    others: Mapping[str, int | None],
) -> Line:
    return Line(
        name, part, weight, _whole(points), "" if points is None else band(points),
        tuple((policy, _whole(mark)) for policy, mark in others.items()),
    )  # fmt: skip


def _whole(points: int | None) -> int | None:
    return None if points is None else (points + 50) // 100


def let_down(judging: Judging, card: Scorecard) -> Iterator[str]:
    """The first sign of each cause for which the band is held down, where it is."""
    for cause in card.let_down if card.total >= COMPETENT else ():
        for each in judging.by_cause.get(cause, ())[:1]:
            yield each.subject


def weights(setting: Setting, card: Scorecard) -> dict[str, int]:
    """Share of each criterion in the total, in hundredths of a percent."""
    given = setting.scenario.weights
    parts = {"triage": given.triage, "outcome": given.outcome, "conduct": given.conduct}
    present = [one for one in CRITERIA if one.id in card.criteria]
    sums = {part: sum(o.weight for o in present if o.part == part) for part in PARTS}
    whole = sum(parts[part] for part in PARTS if sums[part])
    return {o.id: 10_000 * parts[o.part] * o.weight // (whole * sums[o.part]) for o in present}


def well(
    setting: Setting, tally: Tally, card: Scorecard, references: References
) -> tuple[Well, ...]:
    """What was done well, the strongest first: what earned most beside First-come Fran.

    A strength is something that somebody has done: what only came of it is no merit, nor is what
    was right because nothing was done.
    """
    shares = weights(setting, card)
    found = []
    for name, points in card.criteria.items():
        own = [
            each
            for each in tally.findings
            if each.criterion == name and (each.credit < FULL or _is_deed(each))
        ]
        right = [each for each in own if each.credit >= FULL]
        if points < GOOD or not right:
            continue
        beside = _mark_of(references, COLLEAGUE, name)
        strength = (points - beside) * shares[name] // 10_000
        subjects = tuple(dict.fromkeys(each.subject for each in right))
        better = name in card.better
        found.append(Well(name, len(right), len(own), subjects, right[0].chosen, strength, better))
    return tuple(sorted(found, key=lambda each: (-each.strength, each.criterion)))


def _is_deed(finding: Finding) -> bool:
    """Whether something was decided or done; to leave a thing alone can be right, too."""
    return finding.chosen not in (None, False, (), Links(0, 0))


def _mark_of(references: References, policy: str, name: str) -> int:
    if policy not in references:
        return 0
    return references[policy][1].criteria.get(name, 0)


def deducted(tally: Tally, judged: Iterable[Finding]) -> Iterator[Deducted]:
    """What was taken off, with what it was for."""
    found = tuple(judged)
    for line in DEDUCTIONS:
        times = tally.deductions.get(line.id, 0)
        if times:
            own = tuple(
                (each.at, each.subject, each.chosen)
                for each in found
                if each.criterion == line.id and each.credit < 0
            )
            yield Deducted(line.id, -min(times * line.points, line.cap), times, own)


def dearest(setting: Setting, judged: Iterable[Finding], card: Scorecard) -> tuple[Dear, ...]:
    """What has cost points, the dearest first; of equals what came first."""
    found = list(_priced(setting, judged, card))
    costly = [each for each in found if each.lost > 0]
    return tuple(sorted(costly, key=lambda each: (-each.lost, each.finding.at)))


def _priced(setting: Setting, judged: Iterable[Finding], card: Scorecard) -> Iterator[Dear]:
    """Each finding with what it took from the total; a deduction takes no more than its cap."""
    shares = weights(setting, card)
    left = dict(CAPS)
    for each in judged:
        if each.credit < 0:
            cost = min(-each.credit, left[each.criterion])
            left[each.criterion] -= cost
        else:
            share = shares.get(each.criterion, 0) * each.share
            cost = (FULL - each.credit) * share // (FULL * SHARES)
        yield Dear(each, cost)
