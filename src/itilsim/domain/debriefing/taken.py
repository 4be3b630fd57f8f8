"""What was taken off: every deduction as a finding, with the decision that it was for.

The one idea: what costs has its decision. Judging only counts the third and further teams of a
record; here each of them is found again, so that no deduction stands in the score alone. Links are
judged together; here what they lost hangs at the first report that stood wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from itilsim.domain.debriefing.record import Record
from itilsim.domain.debriefing.values import FULL
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scoring import Finding, Tally
from itilsim.domain.scoring.linking import misplaced
from itilsim.domain.scoring.memory import Opportunity
from itilsim.domain.scoring.table import DEDUCTIONS

_FREE: Final = 2
"""So many teams cost nothing. Source: the scoring table."""
POINTS: Final[Mapping[str, int]] = {each.id: each.points for each in DEDUCTIONS}
"""Hundredths of a point that each deduction takes, by its id."""
CAPS: Final[Mapping[str, int]] = {each.id: each.cap for each in DEDUCTIONS}
"""Hundredths of a point that it takes at most."""


def judged(record: Record, tally: Tally) -> tuple[Finding, ...]:
    """Everything that judging found, the further teams too, in order of time.

    Args:
        record: What the pass over the log noted.
        tally: What judging found in it.
    """
    opportunities = record.judging.opportunities.values()
    teams = [each for one in opportunities for each in _further_teams(one)]
    found = (_at_what_stood_wrong(record, each) for each in tally.findings)
    return tuple(sorted([*found, *teams], key=lambda each: (each.at, each.position)))


def _at_what_stood_wrong(record: Record, each: Finding) -> Finding:
    """The finding on all links, with the reports that cost, at the first of them."""
    wrong = tuple(misplaced(record.judging)) if each.criterion == "correlation" else ()
    if each.credit >= FULL or not wrong:
        return each
    report, _ = wrong[0]
    decision = report.last("link")
    place = decision or report
    return replace(
        each,
        subject=report.subject,
        at=place.at,
        position=place.position,
        entry=None if decision is None else decision.entry,
        evidence=place.seen.belongs_to.evidence,
        teaches=report.teaches,
        because=(*each.because, *(because for _, because in wrong)),
    )


def _further_teams(each: Opportunity) -> Iterator[Finding]:
    """The third and each further team that a record was sent to."""
    seen: set[object] = {SERVICE_DESK}
    for decision in each.all("team"):
        if decision.value in seen:
            continue
        seen.add(decision.value)
        if len(seen) - 1 > _FREE:
            yield Finding(
                "teams", each.subject, decision.at, decision.position, decision.entry,
                -POINTS["teams"], decision.value, None, None, short="wrong",
                teaches=each.teaches,
            )  # fmt: skip
