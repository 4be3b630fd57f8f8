"""What each cause brings to a tally, and what a tally were without one.

The one idea: marks, measures and deductions are sums over causes, or means of them; so a shift in
which one cause had never come is judged by taking its part away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from itilsim.domain.scoring import outcome
from itilsim.domain.scoring.memory import Judging
from itilsim.domain.scoring.tally import Finding, Portion, Suffered, Tally


def portions(
    judging: Judging,
    suffered: Mapping[str, Suffered],
    findings: Iterable[Finding],
    third_teams: Mapping[str, int],
) -> dict[str, Portion]:
    """What each cause brings.

    Args:
        judging: The judge's memory.
        suffered: What people suffered, by cause.
        findings: Everything that was found, weighed; deductions too.
        third_teams: Third and further teams, by cause.
    """
    found = {cause: Portion(each) for cause, each in suffered.items()}
    for each in findings:
        portion = found.setdefault(outcome.cause_of(judging, each.subject), Portion(Suffered()))
        if each.credit < 0:
            portion.deductions[each.criterion] = portion.deductions.get(each.criterion, 0) + 1
        else:
            share, earned = portion.marks.get(each.criterion, (0, 0))
            counted = share + each.share, earned + each.share * each.credit
            portion.marks[each.criterion] = counted
    for cause, times in third_teams.items():
        found[cause].deductions["teams"] = times
    return found


class Rest(NamedTuple):
    """What is judged of a shift in which one cause had never come."""

    marks: dict[str, int]
    """As those of a tally."""
    measures: dict[str, int]
    """As those of a tally."""
    deductions: dict[str, int]
    """As those of a tally."""


def without_each(tally: Tally, causes: Iterable[str], percent: int) -> Iterator[Rest]:
    """What is left of a tally, once without each cause.

    Args:
        tally: The whole.
        causes: Which are left out, one at a time.
        percent: What a lost minute costs, in percent of an illustrative unit.
    """
    shares: dict[str, list[int]] = {}
    for portion in tally.portions.values():
        for name, (share, earned) in portion.marks.items():
            of_all = shares.setdefault(name, [0, 0])
            of_all[0] += share
            of_all[1] += earned
    suffered = outcome.whole(each.suffered for each in tally.portions.values())
    for cause in causes:
        gone = tally.portions.get(cause, _NOTHING)
        yield Rest(
            dict(_marks(shares, gone.marks)),
            outcome.measures(outcome.rest(suffered, gone.suffered), percent),
            {each: n - gone.deductions.get(each, 0) for each, n in tally.deductions.items()},
        )


_NOTHING = Portion(Suffered())


def _marks(
    shares: Mapping[str, list[int]], gone: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[str, int]]:
    """The mean credit of what is left of each criterion; of which nothing is left, none."""
    for name, (share, earned) in shares.items():
        less, unearned = gone.get(name, (0, 0))
        if share > less:
            yield name, (earned - unearned) // (share - less)
