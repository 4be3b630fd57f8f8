"""Outcome: what the shift did to people, as raw measures; less is better for all of them."""

from __future__ import annotations

from itilsim.domain import clocks
from itilsim.domain.clocks import Mark, Terms
from itilsim.domain.names import SERVICE_DESK, ContactId
from itilsim.domain.records import Contact, Ticket
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.tally import Sla

PRIORITY_WEIGHT = {1: 8, 2: 4, 3: 2, 4: 1, 5: 0}
"""What a missed restoration target counts."""
TEAM_MINUTE = 1
"""Cost of a team's minute in illustrative units (tuning constant)."""

_WAITING, _ABANDONED, _CHASED, _BOUNCED, _USELESS, _UNSOLVED, _REOPENED = 5, 25, 15, 10, 15, 20, 25
"""What displeases, in points of a hundred (tuning constants): five minutes without an answer, a
call given up, asking again, a bounce, advice that does not help, no end, an end that was none."""


def measures(judging: Judging) -> dict[str, int]:
    """Every outcome measure of a run."""
    missed = missed_targets(judging)
    return {
        "lost_minutes": judging.losses.weighted_minutes,
        "resolution": missed["resolution"],
        "response": missed["response"],
        "satisfaction": 1000 - satisfaction(judging),
        "cost": cost(judging),
        "left": left(judging),
    }


def cost(judging: Judging) -> int:
    """Illustrative cost of lost minutes and of the teams' time."""
    percent = judging.setting.scenario.constants.cost_percent
    lost = judging.losses.weighted_minutes * percent // 100
    return lost + judging.losses.team_seconds // 60 * TEAM_MINUTE


def missed_targets(judging: Judging) -> dict[str, int]:
    """Weights of the missed restoration targets, and the number of missed response targets."""
    resolution = response = 0
    causes: set[str] = set()
    for each in judged(judging):
        answered, restored = kept(judging, each)
        response += not answered
        # A cause has one restoration target: that of its first arrival.
        if each.truth.cause not in causes and not restored:
            resolution += PRIORITY_WEIGHT[each.truth.priority or 5]
        causes.add(each.truth.cause)
    return {"resolution": resolution, "response": response}


def sla(judging: Judging) -> dict[str, Sla]:
    """Targets of the true priority, by priority and in all."""
    found: dict[str, list[tuple[bool, bool]]] = {}
    for each in judged(judging):
        for key in (str(each.truth.priority), "all"):
            found.setdefault(key, []).append(kept(judging, each))
    return {
        key: Sla(len(met), sum(one for one, _ in met), sum(other for _, other in met))
        for key, met in sorted(found.items())
    }


def judged(judging: Judging) -> list[Opportunity]:
    """Arrivals with a target: incidents and requests, alerts that are exceptions."""
    return [
        each
        for each in judging.opportunities.values()
        if each.truth.priority is not None and each.truth.significance != "warning"
    ]


def kept(judging: Judging, each: Opportunity) -> tuple[bool, bool]:
    """Whether an arrival was answered and restored within the targets of its true priority."""
    key = (each.subject, judging.position)
    found = judging.kept.get(key)
    if found is None:
        marks, terms = _history(judging, each), true_terms(judging, each)
        response, restoration = (
            clocks.breached_at(clock, marks, terms, judging.setting.end) is None
            for clock in clocks.CLOCKS
        )
        found = judging.kept[key] = (response, restoration)
    return found


def readings(judging: Judging, each: Opportunity) -> tuple[clocks.Reading, clocks.Reading]:
    """Both clocks of an arrival against the true priority, at the end of the aftermath."""
    marks = _history(judging, each)
    terms, now = true_terms(judging, each), judging.setting.end
    return clocks.response(marks, terms, now), clocks.restoration(marks, terms, now)


def true_terms(judging: Judging, each: Opportunity) -> Terms:
    """The agreed terms of what an arrival truly is."""
    agreements, truth = judging.state.agreements, each.truth
    if truth.model:
        return agreements.request(truth.model, has_caller=True)
    return agreements.incident(
        truth.service_class, has_caller=not each.is_alert, priority=truth.priority
    )


def _history(judging: Judging, each: Opportunity) -> tuple[Mark, ...]:
    """What happened for the person, logged or not, without the recorded priorities."""
    tickets = [
        ticket
        for subject in each.subjects
        if (ticket := judging.state.desk.ticket_of(subject)) is not None
    ]
    if tickets:
        marks = [mark for mark in tickets[0].marks if mark.what not in ("started", "prioritised")]
        if each.truth.model and not tickets[0].model:
            marks = [mark for mark in marks if mark.what != "model_started"]
    else:
        marks = _answered(judging, each)
    return (Mark(each.at, "started"), *sorted(marks, key=lambda mark: mark.at))


def _answered(judging: Judging, each: Opportunity) -> list[Mark]:
    for subject in each.subjects:
        contact = judging.state.desk.contacts.get(ContactId(subject))
        if contact is not None and contact.answered_at is not None:
            return [Mark(contact.answered_at, "answered")]
    return []


def satisfaction(judging: Judging) -> int:
    """Mean over everyone who got in touch, in thousandths."""
    people = [each for each in judging.opportunities.values() if not each.is_alert]
    if not people:
        return 1000
    return sum(_pleased(judging, each) for each in people) * 10 // len(people)


def _pleased(judging: Judging, each: Opportunity) -> int:
    """One person's points of a hundred."""
    desk = judging.state.desk
    contacts = [
        desk.contacts[ContactId(subject)] for subject in each.subjects if subject in desk.contacts
    ]
    ticket = next((found for one in each.subjects if (found := desk.ticket_of(one))), None)
    points = 100 - _waited(judging, each, contacts)
    points -= _ABANDONED * sum(contact.state == "gone" for contact in contacts)
    if ticket is not None:
        points -= _CHASED * max(ticket.contacts - 1, 0)
        points -= _BOUNCED * len(ticket.returned) + _REOPENED * ticket.reopened
        points -= _USELESS * judging.wrong_workarounds.get(ticket.id, 0)
    points -= _UNSOLVED * _unsolved(judging, each, ticket)
    return max(points, 0)


def _waited(judging: Judging, each: Opportunity, contacts: list[Contact]) -> int:
    answered = [contact.answered_at for contact in contacts if contact.answered_at is not None]
    until = min(answered, default=judging.setting.end)
    return _WAITING * (max(until - each.at - 60, 0) // 300)


def _unsolved(judging: Judging, each: Opportunity, ticket: Ticket | None) -> bool:
    group = ticket.group if ticket is not None else None
    return not judging.state.plant.over(each.subject, group)


def left(judging: Judging) -> int:
    """What is left at the end, in weighted minutes: worst what nobody has logged."""
    total = 0
    for each in judged(judging):
        ticket = next(
            (found for one in each.subjects if (found := judging.state.desk.ticket_of(one))), None
        )
        if ticket is not None and not ticket.is_open:
            continue
        share = 4 if ticket is None else 2 if ticket.team == SERVICE_DESK else 1
        total += share * (judging.setting.end - each.at) // 60
    return total
