"""Triage: was it recognised, rated, routed, linked, escalated rightly, on what could be seen?

Each function gives credits in thousandths for one criterion, as findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import Literal

from itilsim.domain.alike import argues
from itilsim.domain.assess import Assessment
from itilsim.domain.base_rates import Alike
from itilsim.domain.names import REQUESTS, Significance
from itilsim.domain.records import Ticket
from itilsim.domain.scoring.asking import (
    FULL,
    HALF,
    Credit,
    Right,
    as_seen,
    asked,
    detours,
    families,
    finding,
    stands_alone,
    tried,
    unlogged,
)
from itilsim.domain.scoring.linking import correlations
from itilsim.domain.scoring.memory import Decision, Judging, Opportunity
from itilsim.domain.scoring.routing import (
    accesses,
    destinations,
    escalations,
    events,
    known_errors,
)
from itilsim.domain.scoring.tally import Because, Counted, Described, Finding
from itilsim.domain.truth import Truth

_SWAP = 300
"""What a request taken for an incident earns, or the reverse, in thousandths."""


def kinds(judging: Judging) -> Iterator[Finding]:
    """What is it, and does it need a record?"""
    for each in asked(judging):
        yield _alert_route(judging, each) if each.is_alert else _contact_kind(judging, each)


def _contact_kind(judging: Judging, each: Opportunity) -> Finding:
    link, reply = each.last("link"), each.last("known_error")
    tries = each.all("kind")
    decision, credit, short = tried(tries, each, _kind_credit)
    if decision is None:
        answered = reply is not None and each.truth.kind == "information"
        chosen = "answered" if answered else None
        wanted = as_seen((reply or each).seen.kind, each.truth.kind)
        missed = unlogged(judging, each) if reply is None else Because("only_answered")
        credit = FULL if answered else 0
        return finding(each, "kind", reply, credit, chosen, wanted, because=(missed,))
    if link is not None and each.truth.kind == "incident":
        return finding(each, "kind", link, FULL, "incident", as_seen(link.seen.kind, "incident"))
    wanted = as_seen(decision.seen.kind, each.truth.kind)
    why = detours(tries, each, _kind_credit)
    return finding(each, "kind", decision, credit, decision.value, wanted, short, why)


def _kind_credit(decision: Decision, each: Opportunity) -> int:
    """Right or wrong; a request and an incident taken for each other earn a little."""
    value = decision.value
    if value in decision.seen.kind.accepted or value == each.truth.kind:
        return FULL
    if argues(decision.seen.kind, value):
        return HALF
    if value in REQUESTS and each.truth.kind in REQUESTS:
        return FULL if value == "request" else _SWAP
    swapped = (value == "incident") != (each.truth.kind == "incident")
    return _SWAP if swapped and "complaint" not in (value, each.truth.kind) else 0


def _alert_route(judging: Judging, each: Opportunity) -> Finding:
    ticket = judging.state.desk.ticket_of(each.subject)
    team, acknowledged = each.last("team"), each.last("significance")
    opened = each.last("kind") or each.last("link")
    route = "record" if ticket is not None else "team" if team else "log" if acknowledged else None
    expected = _ROUTES[each.truth.significance or "informational"]
    half = each.truth.significance == "exception" and route == "team"
    untouched = route is None and each.truth.significance == "informational"
    credit = FULL if route in expected or untouched else FULL // 2 if half else 0
    decision = opened or team or acknowledged
    evidence = (decision or each).seen.kind.evidence
    wanted = Right(expected[0], expected[0], expected, evidence)
    missed = "unread" if route is None else "needless_record" if route == "record" else "only_read"
    why = Because("only_team" if route == "team" else missed)
    return finding(each, "kind", decision, credit, route, wanted, because=(why,))


_ROUTES: dict[Significance, tuple[str, ...]] = {
    "informational": ("log", "team"),
    "warning": ("team", "record"),
    "exception": ("record",),
}
"""Where an alert may go, the best first."""


def impacts(judging: Judging) -> Iterator[Finding]:
    """Impact, once for each cause."""
    yield from _rated(judging, "impact")


def urgencies(judging: Judging) -> Iterator[Finding]:
    """Urgency, once for each cause."""
    yield from _rated(judging, "urgency")


def _rated(judging: Judging, name: Literal["impact", "urgency"]) -> Iterator[Finding]:
    for family in families(judging):
        if family[0].truth.impact is None:
            continue
        heads = [each for each in family if stands_alone(judging, each)]
        rated = [each for each in heads if each.last(name) is not None]
        if not heads and family[0].is_alert and family[0].truth.significance == "warning":
            continue
        for each in rated or heads[:1] or family[:1]:
            tries = each.all(name) if heads else []
            worth = _level_credit(judging, name)
            decision, credit, short = tried(tries, each, worth)
            seen, truth = (decision or each).seen, each.truth
            wanted = (
                as_seen(seen.impact, truth.impact)
                if name == "impact"
                else as_seen(seen.urgency, truth.urgency)
            )
            chosen = None if decision is None else decision.value
            open_ = () if wanted.accepted or decision is None else (Because("question_open"),)
            why = _unrated(judging, each, decision) or (*open_, *detours(tries, each, worth))
            yield finding(each, name, decision, credit, chosen, wanted, short, why)


def _unrated(judging: Judging, each: Opportunity, decision: Decision | None) -> tuple[Because, ...]:
    """Why a rating earns nothing whatever it says."""
    if decision is None:
        logged = judging.state.desk.ticket_of(each.subject) is not None
        return (Because("unrated") if logged else unlogged(judging, each),)
    return (Because("p1_too_low"),) if _sank(judging, each) else ()


def _sank(judging: Judging, each: Opportunity) -> bool:
    """A P1, as could be seen once at least, whose record ended as P3 or lower."""
    ticket = judging.state.desk.ticket_of(each.subject)
    sank = each.truth.priority == 1 and ticket is not None and (ticket.priority or 5) >= 3
    return sank and any(one.priority == 1 for one in _looks(each))


def _looks(each: Opportunity) -> Iterator[Assessment]:
    """What could be seen as it came, and at each decision."""
    yield each.seen
    yield from (decision.seen for decision in each.decisions)


def _level_credit(judging: Judging, name: Literal["impact", "urgency"]) -> Credit:
    """One level off costs half; a true P1 that ended as P3 or lower earns nothing."""

    def credit(decision: Decision, each: Opportunity) -> int:
        truth = each.truth.impact if name == "impact" else each.truth.urgency
        seen = decision.seen.impact if name == "impact" else decision.seen.urgency
        accepted = {truth, *(seen.accepted if seen is not None else ())}
        if _sank(judging, each) or not isinstance(decision.value, int):
            return 0
        distance = min(abs(decision.value - level) for level in accepted if level is not None)
        least = HALF if argues(seen, decision.value) else 0
        return max(FULL - distance * FULL // 2, least)

    return credit


def categories(judging: Judging) -> Iterator[Finding]:
    """Service 4, configuration item 2, category 2 of 8; the last value counts."""
    for family in families(judging):
        if family[0].is_alert and family[0].truth.significance != "exception":
            continue
        heads = [each for each in family if stands_alone(judging, each)]
        for each in heads or family[:1]:
            ticket = judging.state.desk.ticket_of(each.subject) if heads else None
            decision = each.last("service")
            credit, why = _described(judging, each, ticket)
            described = finding(
                each,
                "category",
                decision,
                credit,
                None if ticket is None else _as_logged(ticket),
                _description((decision or each).seen, each.truth),
                because=why,
            )
            alike = _how_often((decision or each).seen, described, ticket)
            yield replace(described, alike=alike)


def _as_logged(ticket: Ticket) -> Described:
    return Described(ticket.service, ticket.component, ticket.category)


def _description(seen: Assessment, truth: Truth) -> Right:
    """What the record should have said it is about."""
    service, component, category = seen.service, seen.component, seen.category
    fields = product(service.accepted, component.accepted, category.accepted)
    hit = truth.services[0] if truth.services else None
    return Right(
        Described(service.best, component.best, category.best),
        Described(hit, truth.component, truth.category),
        tuple(Described(*each) for each in fields),
        (*service.evidence, *component.evidence, *category.evidence),
    )


def _described(
    judging: Judging, each: Opportunity, ticket: Ticket | None
) -> tuple[int, tuple[Because, ...]]:
    """What a record's description is worth, and which of its parts are not right."""
    if ticket is None:
        return 0, (unlogged(judging, each),)
    decision, why = each.last("service"), []
    seen = decision.seen if decision is not None else each.seen
    services = {*seen.service.accepted, *each.truth.services} or {None}
    credit = FULL // 4 if argues(seen.service, ticket.service) else 0
    credit = FULL // 2 if ticket.service in services else credit
    if ticket.service not in services:
        why.append(Because("service"))
    items = {*seen.component.accepted, each.truth.component}
    if ticket.component in items:
        credit += FULL // 4
    else:
        near = _is_near(judging, ticket, each)
        credit += FULL // 8 if near or argues(seen.component, ticket.component) else 0
        why.append(Because("item_near" if near else "item"))
    if ticket.category in {*seen.category.accepted, each.truth.category}:
        credit += FULL // 4
    else:
        credit += FULL // 8 if argues(seen.category, ticket.category) else 0
        why.append(Because("category"))
    return credit, tuple(why)


def _how_often(seen: Assessment, described: Finding, ticket: Ticket | None) -> Counted | None:
    """Where one part cost: how often what it says would have been right."""
    if ticket is None or len(described.because) != 1:
        return None
    parts: dict[str, tuple[Alike | None, str | None]] = {
        "service": (seen.service.alike, ticket.service),
        "item": (seen.component.alike, ticket.component),
        "item_near": (seen.component.alike, ticket.component),
        "category": (seen.category.alike, ticket.category),
    }
    alike, value = parts.get(described.because[0].code, (None, None))
    return None if alike is None else Counted(alike.times(value), alike.of)


def _is_near(judging: Judging, ticket: Ticket, each: Opportunity) -> bool:
    """The item named hangs on the one that failed."""
    if ticket.component is None or each.truth.component is None:
        return False
    return each.truth.component in judging.state.estate.upstream(ticket.component)


TRIAGE: dict[str, Callable[[Judging], Iterable[Finding]]] = {
    "kind": kinds,
    "impact": impacts,
    "urgency": urgencies,
    "category": categories,
    "destination": destinations,
    "correlation": correlations,
    "known_error": known_errors,
    "escalation": escalations,
    "events": events,
    "access": accesses,
}
"""Criterion to findings."""
