"""The second look: new evidence can make a rating wrong that was right when it was made.

The one idea: whoever has rated a record has one response target to look again. After that the old
value counts as if it had been chosen on the new evidence. Source: the scoring table, principle 2.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from itilsim.domain.alike import seen_by_judge
from itilsim.domain.assess import Assessment
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scoring import outcome
from itilsim.domain.scoring.memory import Decision, Judging, Opportunity

Axis: TypeAlias = Literal["impact", "urgency"]

AXES: tuple[Axis, ...] = ("impact", "urgency")
"""What is rated, and has to be rated again."""


def evidence_came(judging: Judging, each: Opportunity) -> None:
    """Look at the ratings of a record again, now that more can be seen."""
    ticket = judging.state.desk.ticket_of(each.subject)
    minutes = _response_minutes(judging, each)
    if ticket is None or ticket.resolved_at is not None or minutes is None:
        return
    seen = seen_by_judge(judging.state.desk, each.subject)
    for axis in AXES:
        last = each.tried(axis)
        if last is None or last.locked:
            continue
        if _fits(each, axis, last.value, seen):
            each.second_looks.pop(axis, None)
        elif axis not in each.second_looks:
            due = judging.state.desk.at + 60 * minutes
            passed_on = ticket.team != SERVICE_DESK or bool(ticket.returned)
            each.second_looks[axis] = Decision(
                due, judging.position, axis, last.value, seen, passed_on, None, overdue=True
            )


def settle(each: Opportunity, at: int, *axes: str) -> None:
    """Let the second looks that were due by now count, and drop the others.

    Args:
        each: What was rated.
        at: Now, in seconds.
        axes: Those that are over; all if none is named.
    """
    for axis in axes or AXES:
        missed = each.second_looks.pop(axis, None)
        if missed is not None and missed.at <= at:
            each.decisions.append(missed)


def _fits(each: Opportunity, axis: Axis, value: object, seen: Assessment) -> bool:
    choice = seen.impact if axis == "impact" else seen.urgency
    truth = each.truth.impact if axis == "impact" else each.truth.urgency
    return choice is None or value == truth or value in choice.accepted


def _response_minutes(judging: Judging, each: Opportunity) -> int | None:
    """The response target of the true priority; none for what is only planned, or no incident."""
    priority = each.truth.priority
    if priority is None or each.truth.model:
        return None
    return outcome.true_terms(judging, each).targets[priority].response_minutes
