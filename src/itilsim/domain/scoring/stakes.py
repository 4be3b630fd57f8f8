"""What is at stake: how much each finding counts, by the cause behind it.

The one idea: one insight is counted once. A cause weighs by the worst true priority that it reaches
if nobody acts, so a warning weighs as the incident that it forestalls; its first report has half of
that, the others share the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from itilsim.domain.card import hurts_in, impact_of, priority_of, urgency_of
from itilsim.domain.plant import Fault
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.tally import Finding
from itilsim.domain.state import State
from itilsim.domain.truth import strikes_at

SHARES = 1_000_000
"""Into so many shares a criterion's mark is divided among its findings."""
WEIGHT: Mapping[int | None, int] = {1: 8, 2: 4, 3: 2, 4: 1, 5: 1, None: 1}
"""What a cause weighs, by its true priority; a question or an event has none. Tuning constants."""


def stakes(judging: Judging) -> dict[str, int]:
    """What each cause weighs."""
    return {
        cause: max(
            WEIGHT[_if_it_strikes(judging, cause, opportunities)],
            *(WEIGHT[each.truth.priority] for each in opportunities),
        )
        for cause, opportunities in judging.by_cause.items()
    }


def share(judging: Judging, each: Opportunity) -> tuple[int, int]:
    """The part of its cause's weight that one arrival has: a numerator and a denominator."""
    reports = judging.by_cause[each.truth.cause]
    others = len(reports) - 1
    if not others:
        return 1, 1
    return (others if each is reports[0] else 1), 2 * others


def weighed(
    judging: Judging, findings: Sequence[Finding], weights: Mapping[str, int]
) -> tuple[Finding, ...]:
    """The findings of one criterion, each with the share of its mark that hangs on it.

    Args:
        judging: The judge's memory.
        findings: Those of one criterion.
        weights: What each cause weighs.
    """
    parts: list[tuple[str, int]] = []
    for each in findings:
        found = judging.by_subject.get(each.subject)
        cause, part = ("", 1) if found is None else (found.truth.cause, share(judging, found)[0])
        parts.append((cause, part))
    of_cause = Counter[str]()
    for cause, part in parts:
        of_cause[cause] += part
    whole = sum(weights.get(cause, 1) for cause in of_cause)
    return tuple(
        replace(each, share=SHARES * weights.get(cause, 1) * part // (of_cause[cause] * whole))
        for each, (cause, part) in zip(findings, parts, strict=True)
    )


def mark(findings: Iterable[Finding]) -> int:
    """The mean credit of the weighed findings of one criterion, in thousandths."""
    earned = whole = 0
    for each in findings:
        earned += each.share * each.credit
        whole += each.share
    return earned // whole


def pressing(judging: Judging, weights: Mapping[str, int]) -> dict[str, bool]:
    """Causes of true priority 1 and 2: whether somebody had it, and it is over for whom it hit."""
    over = {cause for cause, _ in judging.over}
    return {
        cause: cause in over and any(_owned(judging, each) for each in reports)
        for cause, reports in judging.by_cause.items()
        if weights[cause] >= WEIGHT[2]
    }


def taken_up(judging: Judging) -> dict[str, bool]:
    """Causes that ask for a record: whether somebody took one of their reports up for what it is.

    What was taken for something else counts once people have what they need all the same.
    """
    over = {cause for cause, _ in judging.over}
    return {
        cause: any(
            _owned(judging, each) and (cause in over or _recognised(each)) for each in reports
        )
        for cause, reports in judging.by_cause.items()
        if any(each.truth.kind for each in reports)
    }


def _recognised(each: Opportunity) -> bool:
    """What it was taken for last is what it is, or could be defended then; no record says it."""
    kinds = each.all("kind")
    return not kinds or kinds[-1].value in (each.truth.kind, *kinds[-1].seen.kind.accepted)


def _owned(judging: Judging, each: Opportunity) -> bool:
    """There is a record of it, or a team that was told."""
    return judging.state.desk.ticket_of(each.subject) is not None or bool(each.all("team"))


def _if_it_strikes(judging: Judging, cause: str, opportunities: list[Opportunity]) -> int | None:
    """The priority of a fault that was warned of, whether it has struck or not."""
    fault = judging.state.plant.fault_of(opportunities[0].subject)
    if fault is None or cause not in judging.warned:
        return None
    return _priority_if_struck(judging.state, fault)


def _priority_if_struck(state: State, fault: Fault) -> int:
    """What the desk card says of a latent fault, from the moment at which it was to strike."""
    setting, estate = state.setting, state.estate
    severity = setting.modes[fault.mode].severity
    levels = estate.spread({fault.component: severity})
    hits = estate.reach(fault.component, severity)
    at = strikes_at(state, fault) or fault.began_at
    external = bool(estate.external_stopped(levels))
    impact = impact_of(hits, estate, setting.organisation, external=external)
    urgency = urgency_of(hurts_in(hits, at, setting, estate), setting.organisation)
    return priority_of(impact, urgency, setting.organisation)
