"""What the world asked for, and how a decision on it becomes a finding.

The denominator is what the world asked for: what was not handled earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from itilsim.domain.assess import Choice, Evidence
from itilsim.domain.base_rates import Alike
from itilsim.domain.scoring.memory import SLIP, Decision, Judging, Opportunity
from itilsim.domain.scoring.tally import Because, Counted, Finding, Short, Value

AT_THE_END = 5 * 60
"""Whatever comes in the last so many seconds is not asked of anybody. Tuning constant."""
FULL = 1000
"""A full mark, in thousandths."""
HALF = FULL // 2
"""What an answer earns at least that can be argued for."""
_BEFORE, AFTER = 900, 300
"""Share of the difference that a correction gives back, in thousandths: of its own, or prompted by
a bounce or the coach."""
_ITIL = ("kind", "correlation", "known_error", "escalation", "events")
"""Criteria whose rule is ITIL's; the others are this organisation's."""


class Right(NamedTuple):
    """What would have been right."""

    best: Value
    """What the evidence spoke for."""
    truth: Value
    """What it truly was."""
    accepted: tuple[Value, ...] = ()
    """Everything defensible; the best alone where it is empty."""
    evidence: tuple[Evidence, ...] = ()
    """What could be seen."""
    alike: Alike | None = None
    """How often each answer is right where it looks like this; none: that is not known."""


Credit: TypeAlias = Callable[[Decision, Opportunity], int]
"""What one decision is worth, in thousandths of the full mark."""


def asked(judging: Judging, *, omissions: bool = False) -> list[Opportunity]:
    """What the world asked for, but for what came at the very end.

    The end is the scenario's: who hands the seat over early leaves the rest undone.

    Args:
        judging: The judge's memory.
        omissions: With what would not have come, had an earlier sign been heeded.
    """
    return [
        each
        for each in judging.opportunities.values()
        if (omissions or not each.own_fault) and each.at + AT_THE_END <= judging.setting.horizon
    ]


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


def unlogged(judging: Judging, each: Opportunity) -> Because:
    """Why there is no record of an arrival: none at all, or one of a later call about it only."""
    later = any(judging.state.desk.ticket_of(subject) for subject in each.subjects)
    return Because("logged_later" if later else "unlogged")


def over_time(decisions: list[Decision], each: Opportunity, credit: Credit) -> int:
    """The credit of the first choice, and what corrections give back.

    That is 90 % before the record reached another team, 30 % after, or after the coach's word;
    whatever is taken back within a minute, unprompted, is a slip. A first try that guided mode
    rejected stays.
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
        slip = decision.at - before.at <= SLIP and not decision.prompted
        if value <= earned or slip:
            earned = value
        else:
            late = decision.passed_on or decision.prompted
            earned += (value - earned) * (AFTER if late else _BEFORE) // FULL
        before = decision
    return earned


def tried(
    decisions: list[Decision], each: Opportunity, credit: Credit
) -> tuple[Decision | None, int, Short]:
    """What is to be said on decisions of which the first counts: the one that made the mark.

    Returns:
        The decision, the credit of them all, and why it is less than full.
    """
    if not decisions:
        return None, 0, "not_done"
    first, last, earned = decisions[0], decisions[-1], over_time(decisions, each, credit)
    if earned >= FULL:
        return last, earned, ""
    if first.locked or credit(last, each) > credit(first, each):
        return first, earned, "first_try"
    return last, earned, "late" if last.overdue else "wrong"


def detours(decisions: list[Decision], each: Opportunity, credit: Credit) -> tuple[Because, ...]:
    """Why decisions of which the first counts are worth less than the right value alone."""
    if not decisions or over_time(decisions, each, credit) >= FULL:
        return ()
    first, last = decisions[0], decisions[-1]
    if first.locked:
        return (Because("rejected"),)
    if last.overdue:
        return (Because("not_looked_again"),)
    if credit(last, each) > credit(first, each):
        if credit(last, each) < FULL:
            return (Because("nearer_later", last.at - first.at),)
        passed_on = any(one.passed_on for one in decisions[1:])
        return (Because("corrected_late" if passed_on else "corrected", last.at - first.at),)
    if credit(last, each) < FULL:
        return ()
    overdue = [one for one in decisions if one.overdue]
    if overdue:
        return (Because("looked_again_late", last.at - overdue[0].at),)
    return (Because("to_and_fro"),)


def as_seen(choice: Choice[Any] | None, truth: Value) -> Right:
    """What the evidence spoke for, beside the truth."""
    if choice is None:
        return Right(None, truth)
    return Right(choice.best, truth, choice.accepted, choice.evidence, choice.alike)


def finding(
    each: Opportunity,
    name: str,
    decision: Decision | None,
    credit: int,
    chosen: Value,
    wanted: Right,
    short: Short | None = None,
    because: tuple[Because, ...] = (),
) -> Finding:
    """What is to be said on one criterion of one arrival.

    Args:
        each: The arrival.
        name: The criterion.
        decision: The decision that it is about; none where nothing was decided.
        credit: Thousandths of the full mark.
        chosen: What was decided.
        wanted: What would have been right.
        short: Why it is less than full, where that is more than a wrong choice or none.
        because: What cost, where choice and best do not say it.
    """
    if short is None:
        short = "wrong" if chosen else "not_done"
    return Finding(
        name,
        each.subject,
        each.at if decision is None else decision.at,
        each.position if decision is None else decision.position,
        None if decision is None else decision.entry,
        credit,
        chosen,
        wanted.best,
        wanted.truth,
        wanted.accepted or (wanted.best,),
        wanted.evidence,
        "" if credit >= FULL else short,
        "itil" if name in _ITIL else "local",
        each.teaches,
        because=() if credit >= FULL else because,
        alike=None if credit >= FULL or decision is None else counted(wanted, chosen),
    )


def counted(wanted: Right, chosen: Value) -> Counted | None:
    """How often a choice would have been right; none if it was, or nothing is known."""
    accepted = wanted.accepted or (wanted.best,)
    if wanted.alike is None or chosen in (None, wanted.truth, *accepted):
        return None
    return Counted(wanted.alike.times(chosen), wanted.alike.of)


def f1(right: int, given: int, wanted: int) -> int:
    """Harmonic mean of precision and recall, in thousandths."""
    return 2 * right * FULL // (given + wanted) if given + wanted else FULL
