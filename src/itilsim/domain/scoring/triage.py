"""Triage: was it recognised, rated, routed, linked, escalated rightly, on what could be seen?

Each function gives credits in thousandths for one criterion, as findings. The denominator is what
the world asked for: what was not handled earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from itilsim.domain.names import SERVICE_DESK, TicketId
from itilsim.domain.records import Ticket
from itilsim.domain.scoring.finding import Finding
from itilsim.domain.scoring.judging import SLIP, Decision, Judging, Opportunity
from itilsim.domain.scoring.table import TIME_BOX

FULL = 1000
"""A full mark."""
_SWAP = 300
_BEFORE, _AFTER = 600, 300
"""Share of the difference that a correction gives back, in thousandths."""


def asked(judging: Judging) -> list[Opportunity]:
    """What counts in triage: no omission's own children, and a response was due by the end."""
    return [
        each
        for each in judging.opportunities.values()
        if not each.own_fault and each.at + _grace(judging, each) <= judging.ended_at
    ]


def _grace(judging: Judging, each: Opportunity) -> int:
    """Seconds after which the response target of the true priority was due."""
    card = judging.setting.organisation.card
    truth = each.truth
    if truth.kind == "incident" and truth.priority is not None:
        minutes = judging.setting.targets[truth.priority, truth.service_class].response_minutes
        return (card.request_response_minutes if minutes is None else minutes) * 60
    return card.request_response_minutes * 60 if not each.is_alert else 0


def kinds(judging: Judging) -> Iterator[Finding]:
    """What is it, and does it need a record?"""
    for each in asked(judging):
        yield _alert_route(judging, each) if each.is_alert else _contact_kind(each)


def _contact_kind(each: Opportunity) -> Finding:
    decision = each.last("kind")
    link = each.last("link")
    reply = each.last("known_error")
    if decision is None:
        answered = reply is not None and each.truth.kind == "information"
        return _finding(each, "kind", reply, FULL if answered else 0, "answered" if answered else "")
    if link is not None and each.truth.kind == "incident":
        return _finding(each, "kind", link, FULL, "incident")
    return _finding(each, "kind", decision, _over_time(each.all("kind"), each, _kind_credit),
                    str(decision.value))  # fmt: skip


def _kind_credit(decision: Decision, each: Opportunity) -> int:
    value = decision.value
    if value in decision.seen.kind.accepted or value == each.truth.kind:
        return FULL
    wishes = ("request", "information", "access")
    swapped = (value == "incident") != (each.truth.kind == "incident")
    if value in wishes and each.truth.kind in wishes:
        return FULL if value == "request" else _SWAP
    return _SWAP if swapped and "complaint" not in (value, each.truth.kind) else 0


def _alert_route(judging: Judging, each: Opportunity) -> Finding:
    ticket = judging.state.desk.ticket_of(each.subject)
    team, acknowledged = each.last("team"), each.last("significance")
    opened = each.last("kind") or each.last("link")
    route = "record" if ticket is not None else "team" if team else "log" if acknowledged else ""
    right = {"informational": ("log",), "warning": ("team", "record"), "exception": ("record",)}
    expected = right[each.truth.significance or "informational"]
    half = each.truth.significance == "exception" and route == "team"
    credit = FULL if route in expected else FULL // 2 if half else 0
    return _finding(each, "kind", opened or team or acknowledged, credit, route, expected[0])


def impacts(judging: Judging) -> Iterator[Finding]:
    """Impact, once for each cause."""
    yield from _rated(judging, "impact")


def urgencies(judging: Judging) -> Iterator[Finding]:
    """Urgency, once for each cause."""
    yield from _rated(judging, "urgency")


def _rated(judging: Judging, name: str) -> Iterator[Finding]:
    for family in _families(judging):
        if family[0].truth.impact is None:
            continue
        heads = [each for each in family if _stands_alone(judging, each)]
        rated = [each for each in heads if each.last(name) is not None]
        if not heads and family[0].is_alert and family[0].truth.significance == "warning":
            continue
        if not heads:
            yield _finding(family[0], name, None, 0, "")
            continue
        found = [
            _finding(each, name, each.last(name),
                     _over_time(each.all(name), each, _level_credit(judging, name)),
                     str(_value(each.last(name))))
            for each in (rated or heads[:1])
        ]  # fmt: skip
        yield from found


def _value(decision: Decision | None) -> object:
    return "" if decision is None else decision.value


def _level_credit(judging: Judging, name: str) -> Callable[[Decision, Opportunity], int]:
    def credit(decision: Decision, each: Opportunity) -> int:
        truth = getattr(each.truth, name)
        seen = getattr(decision.seen, name)
        accepted = set(seen.accepted if seen is not None else ()) | {truth}
        ticket = judging.state.desk.ticket_of(each.subject)
        lost = each.truth.priority == 1 and ticket is not None and (ticket.priority or 5) >= 3
        if lost or not isinstance(decision.value, int):
            return 0
        distance = min(abs(decision.value - level) for level in accepted if level is not None)
        return max(FULL - distance * FULL // 2, 0)

    return credit


def categories(judging: Judging) -> Iterator[Finding]:
    """Service 4, configuration item 2, category 2 of 8; the last value counts."""
    for family in _families(judging):
        if family[0].is_alert and family[0].truth.significance != "exception":
            continue
        heads = [each for each in family if _stands_alone(judging, each)]
        for each in heads or family[:1]:
            ticket = judging.state.desk.ticket_of(each.subject) if heads else None
            yield _finding(each, "category", each.last("service"),
                           _described(judging, each, ticket), _shown(ticket))  # fmt: skip


def _shown(ticket: Ticket | None) -> str:
    if ticket is None:
        return ""
    return f"{ticket.service or '-'}, {ticket.component or '-'}, {ticket.category or '-'}"


def _described(judging: Judging, each: Opportunity, ticket: Ticket | None) -> int:
    if ticket is None:
        return 0
    decision = each.last("service")
    seen = decision.seen if decision is not None else each.seen
    services = {*seen.service.accepted, *each.truth.services} or {None}
    credit = FULL // 2 if ticket.service in services else 0
    items = {*seen.component.accepted, each.truth.component}
    if ticket.component in items:
        credit += FULL // 4
    elif ticket.component is not None and each.truth.component is not None:
        near = judging.state.estate.upstream(ticket.component)
        credit += FULL // 8 if each.truth.component in near else 0
    kinds = {*seen.category.accepted, each.truth.category}
    return credit + (FULL // 4 if ticket.category in kinds else 0)


def destinations(judging: Judging) -> Iterator[Finding]:
    """Solved at first contact where knowledge allowed it, or the right team first."""
    for family in _families(judging):
        if family[0].is_alert and family[0].truth.significance == "informational":
            continue
        heads = [each for each in family if _stands_alone(judging, each)]
        for each in heads or family[:1]:
            yield _sent(judging, each)


def _sent(judging: Judging, each: Opportunity) -> Finding:
    ticket = judging.state.desk.ticket_of(each.subject)
    sent = [decision for decision in each.all("team") if decision.value != SERVICE_DESK]
    accepted = set(each.truth.teams)
    if not sent:
        solved = SERVICE_DESK in (accepted | set(each.seen.team.accepted)) and _served(each, ticket)
        return _finding(each, "destination", each.last("kind"), FULL if solved else 0,
                        "SD" if ticket else "")  # fmt: skip
    first = sent[0]
    credit = FULL if first.value in accepted | set(first.seen.team.accepted) else 0
    bounces = len(ticket.returned) if ticket is not None else 0
    return _finding(each, "destination", first, max(credit - 400 * bounces, 0), str(first.value))


def _served(each: Opportunity, ticket: Ticket | None) -> bool:
    """The desk has done its own part: workaround, article or model."""
    if ticket is None:
        return each.last("known_error") is not None and each.truth.kind == "information"
    return bool(ticket.known_error or ticket.model)


def correlations(judging: Judging) -> Iterator[Finding]:
    """Pairs of records of one cause that were linked: F1, as one finding."""
    found = asked(judging)
    roots = {each.subject: _root(judging, each) for each in found}
    true = right = linked = 0
    for index, one in enumerate(found):
        for other in found[index + 1:]:
            same = one.truth.cause == other.truth.cause
            together = roots[one.subject] is not None and roots[one.subject] == roots[other.subject]
            true, linked, right = true + same, linked + together, right + (same and together)
    if true or linked:
        first = next((each for each in found if each.last("link")), None)
        head = first or max(found, key=lambda each: sum(
            other.truth.cause == each.truth.cause for other in found))  # fmt: skip
        yield _finding(head, "correlation", head.last("link"), f1(right, linked, true),
                       f"{right} of {true}", str(true))  # fmt: skip


def _root(judging: Judging, each: Opportunity) -> TicketId | None:
    ticket = judging.state.desk.ticket_of(each.subject)
    return None if ticket is None else ticket.parent or ticket.id


def known_errors(judging: Judging) -> Iterator[Finding]:
    """Knowledge used where it helps, and only there: F1 over causes, a finding for each."""
    for family in _families(judging):
        helpful = {each for one in family for each in one.truth.known_errors}
        used = [decision for each in family for decision in each.all("known_error")]
        if not helpful and not used:
            continue
        if family[0].is_alert and len(family) == 1 and not used:
            continue
        hits = [decision for decision in used if decision.value in helpful]
        wrong = len({decision.value for decision in used} - helpful)
        credit = f1(1 if hits else 0, (1 if hits else 0) + wrong, 1 if helpful else 0)
        decision = (hits or used or [None])[0]
        yield _finding(family[0], "known_error", decision, credit,
                       str(decision.value) if decision else "",
                       ", ".join(sorted(helpful)))  # fmt: skip


def escalations(judging: Judging) -> Iterator[Finding]:
    """To another team by the time-box; to the shift lead for a P1, and only then."""
    for family in _families(judging):
        first = family[0]
        if first.truth.kind != "incident" or first.truth.priority is None:
            continue
        if SERVICE_DESK not in first.truth.teams:
            yield _functional(judging, family)
        told = [each.last("escalated") for each in family if each.last("escalated")]
        if first.truth.priority == 1:
            yield _finding(first, "escalation", told[0] if told else None, FULL * bool(told),
                           "shift lead" if told else "", "shift lead")  # fmt: skip
        elif told and first.truth.priority >= 3:
            yield _finding(first, "escalation", told[0], 0, "shift lead", "")


def _functional(judging: Judging, family: list[Opportunity]) -> Finding:
    sent = [
        decision
        for each in family
        for decision in each.all("team")
        if decision.value in family[0].truth.teams
    ]
    if not sent:
        return _finding(family[0], "escalation", None, 0, "")
    decision = min(sent, key=lambda each: each.at)
    ticket = judging.state.desk.ticket_of(family[0].subject)
    opened = min(family[0].at if ticket is None else ticket.opened_at, decision.at)
    box = TIME_BOX[family[0].truth.priority or 5]
    late = decision.at - opened > box
    return _finding(family[0], "escalation", decision, FULL // 2 if late else FULL,
                    str(decision.value))  # fmt: skip


def events(judging: Judging) -> Iterator[Finding]:
    """What an alert is, and what was done about it."""
    for each in asked(judging):
        if not each.is_alert:
            continue
        decision = each.last("significance")
        acted = judging.state.desk.ticket_of(each.subject) or each.last("team")
        truth = each.truth.significance
        named = decision is not None and decision.value == truth
        meaning = FULL // 2 if named or (acted and truth != "informational") else 0
        right = (not acted) if truth == "informational" else bool(acted)
        done = FULL // 2 if right and (decision or acted) else 0
        yield _finding(each, "events", decision, meaning + done,
                       str(decision.value) if decision else "", str(truth))  # fmt: skip


def accesses(judging: Judging) -> Iterator[Finding]:
    """Identity checked before anything is given."""
    models = judging.setting.request_models
    for each in asked(judging):
        model = models.get(each.truth.model)
        if model is None or not any(step.kind == "verify" for step in model.steps):
            continue
        desk = judging.state.desk
        contacts = [desk.contacts.get(subject) for subject in each.subjects]  # type: ignore[call-overload]
        verified = any(contact is not None and contact.verified for contact in contacts)
        unchecked = any(
            one.criterion == "access" and one.subject in each.subjects
            for one in judging.deductions
        )
        credit = FULL if verified and not unchecked else 0
        yield _finding(each, "access", each.last("kind"), credit, "verified" if verified else "",
                       "verified")  # fmt: skip


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


def f1(right: int, given: int, wanted: int) -> int:
    """Harmonic mean of precision and recall, in thousandths."""
    return 2 * right * FULL // (given + wanted) if given + wanted else FULL


def _families(judging: Judging) -> Iterator[list[Opportunity]]:
    """What was asked, by common cause; wishes stand alone and have no impact."""
    found: dict[str, list[Opportunity]] = {}
    for each in asked(judging):
        found.setdefault(each.truth.cause, []).append(each)
    yield from found.values()


def _stands_alone(judging: Judging, each: Opportunity) -> bool:
    """Logged, and not linked under a record of the same cause."""
    ticket = judging.state.desk.ticket_of(each.subject)
    if ticket is None:
        return False
    if ticket.parent is None:
        return True
    parent = judging.by_subject.get(ticket.parent)
    return parent is None or parent.truth.cause != each.truth.cause


def _over_time(
    decisions: list[Decision], each: Opportunity, credit: Callable[[Decision, Opportunity], int]
) -> int:
    """First choice, and what corrections give back: 60 % before the record reached another team,
    30 % after; the opposite within a minute is a slip."""
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


_ITIL = ("kind", "correlation", "known_error", "escalation", "events")
"""Criteria whose rule is ITIL's; the others are this organisation's."""


def _finding(
    each: Opportunity, name: str, decision: Decision | None, credit: int, chosen: str, best: str = ""
) -> Finding:
    seen = decision.seen if decision is not None else each.seen
    attribute = {"destination": "team", "category": "service"}.get(name, name)
    choice = getattr(seen, attribute, None)
    wanted = getattr(each.truth, {"destination": "teams"}.get(name, attribute), "")
    return Finding(
        name, each.subject, decision.at if decision else each.at,
        decision.position if decision else each.position, credit, chosen,
        best or (str(choice.best) if choice is not None else ""),
        ", ".join(map(str, wanted)) if isinstance(wanted, tuple) else str(wanted),
        choice.evidence if choice is not None else (), "itil" if name in _ITIL else "local",
        each.teaches,
    )  # fmt: skip
