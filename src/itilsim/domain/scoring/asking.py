"""What the world asked for, and how a decision on it becomes a finding.

The denominator is what the world asked for: what was not handled earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from itilsim.domain.scoring.finding import Finding
from itilsim.domain.scoring.memory import SLIP, Decision, Judging, Opportunity

FULL = 1000
"""A full mark, in thousandths."""
_BEFORE, _AFTER = 600, 300
"""Share of the difference that a correction gives back, in thousandths."""
_ITIL = ("kind", "correlation", "known_error", "escalation", "events")
"""Criteria whose rule is ITIL's; the others are this organisation's."""


def asked(judging: Judging) -> list[Opportunity]:
    """What counts in triage: no omission's own children, and a response was due by the end.

    The end is the scenario's: who hands the seat over early leaves the rest undone.
    """
    return [
        each
        for each in judging.opportunities.values()
        if not each.own_fault and each.at + _grace(judging, each) <= judging.setting.horizon
    ]


def _grace(judging: Judging, each: Opportunity) -> int:
    """Seconds after which the response target of the true priority was due."""
    card = judging.setting.organisation.card
    truth = each.truth
    if truth.kind == "incident" and truth.priority is not None:
        minutes = judging.setting.targets[truth.priority, truth.service_class].response_minutes
        return (card.request_response_minutes if minutes is None else minutes) * 60
    return card.request_response_minutes * 60 if not each.is_alert else 0


def families(judging: Judging) -> Iterator[list[Opportunity]]:
    """What was asked, by common cause; wishes stand alone and have no impact."""
    found: dict[str, list[Opportunity]] = {}
    for each in asked(judging):
        found.setdefault(each.truth.cause, []).append(each)
    yield from found.values()


def stands_alone(judging: Judging, each: Opportunity) -> bool:
    """Logged, and not linked under a record of the same cause."""
    ticket = judging.state.desk.ticket_of(each.subject)
    if ticket is None:
        return False
    if ticket.parent is None:
        return True
    parent = judging.by_subject.get(ticket.parent)
    return parent is None or parent.truth.cause != each.truth.cause


def over_time(
    decisions: list[Decision], each: Opportunity, credit: Callable[[Decision, Opportunity], int]
) -> int:
    """The credit of the first choice, and what corrections give back.

    That is 60 % before the record reached another team, 30 % after; whatever is taken back within a
    minute is a slip. A first try that guided mode rejected stays.
    """
    if not decisions:
        return 0
    first = decisions[0]
    earned = credit(first, each)
    if first.locked:
        return earned
    before = first
    for decision in decisions[1:]:
        value = credit(decision, each)
        if value <= earned or decision.at - before.at <= SLIP:
            earned = value
        else:
            earned += (value - earned) * (_AFTER if decision.passed_on else _BEFORE) // FULL
        before = decision
    return earned


def finding(
    each: Opportunity,
    name: str,
    decision: Decision | None,
    credit: int,
    chosen: str,
    best: str = "",
) -> Finding:
    """What is to be said on one criterion of one arrival.

    Args:
        each: The arrival.
        name: The criterion.
        decision: The decision that it is about; none where nothing was decided.
        credit: Thousandths of the full mark.
        chosen: What was decided, as a code.
        best: What the evidence spoke for, where `assess` has no field of the criterion's name.
    """
    seen = decision.seen if decision is not None else each.seen
    attribute = {"destination": "team", "category": "service"}.get(name, name)
    choice = getattr(seen, attribute, None)
    wanted = getattr(each.truth, {"destination": "teams"}.get(name, attribute), "")
    return Finding(
        name,
        each.subject,
        decision.at if decision else each.at,
        decision.position if decision else each.position,
        credit,
        chosen,
        best or (str(choice.best) if choice is not None else ""),
        ", ".join(map(str, wanted)) if isinstance(wanted, tuple) else str(wanted),
        choice.evidence if choice is not None else (),
        "itil" if name in _ITIL else "local",
        each.teaches,
    )


def f1(right: int, given: int, wanted: int) -> int:
    """Harmonic mean of precision and recall, in thousandths."""
    return 2 * right * FULL // (given + wanted) if given + wanted else FULL
