"""Outcome: what the shift did to people, as raw measures; less is better for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from itilsim.domain import clocks
from itilsim.domain.clocks import Mark, Terms
from itilsim.domain.names import SERVICE_DESK, ContactId
from itilsim.domain.records import Contact, Ticket
from itilsim.domain.scoring.memory import Judging, Opportunity, Word
from itilsim.domain.scoring.stakes import share, stakes
from itilsim.domain.scoring.tally import Sla

ENDS = ("resolved", "closed", "cancelled")
"""Marks by which a record ends, whatever became of its caller."""
GRACE = 60
"""Seconds after which a promised word is late (tuning constant)."""
TEAM_MINUTE = 1
"""Cost of a team's minute in illustrative units (tuning constant)."""

_WAITING, _ABANDONED, _CHASED, _BOUNCED, _USELESS, _UNSOLVED, _REOPENED = 5, 25, 15, 10, 15, 20, 25
_BROKEN = 10
"""What displeases, in points of a hundred (tuning constants): five minutes without an answer, a
call given up, asking again, a bounce, advice that does not help, no end, an end that was none; a
promise that was not kept."""


def measures(judging: Judging, satisfied: int, spent: int) -> dict[str, int]:
    """Every outcome measure of a run.

    Args:
        judging: The judge's memory.
        satisfied: Its satisfaction.
        spent: Its cost.
    """
    missed = missed_targets(judging)
    return {
        "lost_minutes": judging.losses.weighted_minutes,
        "resolution": missed["resolution"],
        "response": missed["response"],
        "satisfaction": 1000 - satisfied,
        "cost": spent,
        "left": left(judging),
    }


def cost(judging: Judging) -> int:
    """Illustrative cost of lost minutes and of the teams' time."""
    percent = judging.setting.scenario.constants.cost_percent
    lost = judging.losses.weighted_minutes * percent // 100
    return lost + judging.losses.team_seconds // 60 * TEAM_MINUTE


def missed_targets(judging: Judging) -> dict[str, int]:
    """What was at stake in the missed targets; of response targets in thousandths."""
    resolution = response = 0
    causes: set[str] = set()
    weights = stakes(judging)
    for each in judged(judging):
        answered, restored = kept(judging, each)
        if not answered:
            part, whole = share(judging, each)
            response += 1000 * weights[each.truth.cause] * part // whole
        # A cause has one restoration target: that of its first arrival.
        if each.truth.cause not in causes and not restored:
            resolution += weights[each.truth.cause]
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
    response, restoration = readings(judging, each)
    return response.breached_at is None, restoration.breached_at is None


def readings(judging: Judging, each: Opportunity) -> tuple[clocks.Reading, clocks.Reading]:
    """Both clocks of an arrival against the true priority, at the end of the aftermath."""
    key = (each.subject, judging.position)
    found = judging.readings.get(key)
    if found is None:
        marks = _history(judging, each)
        terms, now = true_terms(judging, each), judging.setting.end
        found = clocks.response(marks, terms, now), clocks.restoration(marks, terms, now)
        judging.readings[key] = found
    return found


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
    marks = _answered(judging, each)
    if tickets:
        marks += _of_record(judging, each, tickets[0])
    return (Mark(each.at, "started"), *sorted(marks, key=lambda mark: mark.at))


def _of_record(judging: Judging, each: Opportunity, ticket: Ticket) -> Iterator[Mark]:
    """What happened to the person, by the record: it ends nothing before the matter is over."""
    over, ended = over_at(judging, each), 0
    for mark in ticket.marks:
        if mark.what in ("started", "prioritised"):
            continue
        if mark.what == "model_started" and mark.value != each.truth.model:
            continue
        if mark.what == "held" and (ticket.id, mark.at) in judging.held_for_nothing:
            continue
        if mark.what in ENDS:
            ended = mark.at
            if over is None or over > mark.at:
                yield Mark(mark.at, "resumed")
            else:
                yield Mark(mark.at, "resolved")
        else:
            yield mark
    if over is not None and not ticket.is_open and ended < over:
        yield Mark(over, "resolved")


def silence(judging: Judging) -> int:
    """So many seconds without a word are too long for who waits."""
    return 60 * judging.setting.organisation.card.house.silence_minutes


def first_word(judging: Judging, each: Opportunity) -> int | None:
    """When a person was first answered; none: nobody has."""
    marks = _answered(judging, each)
    return marks[0].at if marks else None


def waits_until(judging: Judging, each: Opportunity, ticket: Ticket) -> int:
    """How long its caller waits for words: to its rightful end, at most to the planned end."""
    over = over_at(judging, each)
    if over is None or ticket.resolved_at is None:
        return judging.setting.horizon
    return min(max(over, ticket.resolved_at), judging.setting.horizon)


def rightly_ended(judging: Judging, each: Opportunity, ticket: Ticket) -> bool:
    """Its record was ended, and not before the matter was over."""
    over, ended = over_at(judging, each), ticket.resolved_at
    closed = ticket.state in ("resolved", "closed")
    return closed and over is not None and ended is not None and over <= ended


def broken_promises(judging: Judging, each: Opportunity, ticket: Ticket) -> int:
    """Promises of the next word that were not kept, or that came after the restoration target."""
    if not any(word.promised for word in judging.words.get(ticket.id, ())):
        return 0
    due = readings(judging, each)[1].due
    broken = 0
    for word, following in pairwise(heard(judging, each, ticket)):
        if word.promised is not None:
            late = due is not None and word.promised > max(due, word.at + silence(judging))
            broken += late or following.at > word.promised + GRACE
    return broken


def heard(judging: Judging, each: Opportunity, ticket: Ticket) -> list[Word]:
    """What its caller has heard, from the first answer to the moment when the waiting ends."""
    until = waits_until(judging, each, ticket)
    said = [word for word in judging.words.get(ticket.id, ()) if word.at < until]
    first = first_word(judging, each) or ticket.arrived_at
    return [Word(first, None), *said, Word(max(first, until), None)]


def over_at(judging: Judging, each: Opportunity) -> int | None:
    """When what a person called about, or a check saw, was over; none: it is not."""
    contact = judging.state.desk.contacts.get(ContactId(each.subject))
    places = {None} if contact is None else {None, contact.group}
    found = (judging.over.get((each.truth.cause, place)) for place in places)
    return min((at for at in found if at is not None), default=None)


def _answered(judging: Judging, each: Opportunity) -> list[Mark]:
    """The first word that the person heard, logged or not."""
    contacts = (judging.state.desk.contacts.get(ContactId(one)) for one in each.subjects)
    heard = [one.answered_at for one in contacts if one is not None and one.answered_at is not None]
    return [Mark(min(heard), "answered")] if heard else []


def satisfaction(judging: Judging) -> int:
    """Mean over everyone who got in touch, by what is at stake for them, in thousandths."""
    people = [each for each in judging.opportunities.values() if not each.is_alert]
    if not people:
        return 1000
    weights, pleased, whole = stakes(judging), 0, 0
    for each in people:
        part, parts = share(judging, each)
        weight = 1000 * weights[each.truth.cause] * part // parts
        pleased += weight * _pleased(judging, each)
        whole += weight
    return pleased * 10 // whole


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
        points -= _BROKEN * broken_promises(judging, each, ticket)
    points -= _USELESS * judging.misled.get(each.subject, 0)
    points -= _UNSOLVED * (over_at(judging, each) is None)
    return max(points, 0)


def _waited(judging: Judging, each: Opportunity, contacts: list[Contact]) -> int:
    answered = [contact.answered_at for contact in contacts if contact.answered_at is not None]
    until = min(answered, default=judging.setting.end)
    return _WAITING * (max(until - each.at - 60, 0) // 300)


def left(judging: Judging) -> int:
    """What is left at the end, in weighted minutes: worst what nobody has logged."""
    total = 0
    for each in judged(judging):
        ticket = next(
            (found for one in each.subjects if (found := judging.state.desk.ticket_of(one))), None
        )
        if ticket is not None and not ticket.is_open and over_at(judging, each) is not None:
            continue
        share = 4 if ticket is None else 2 if ticket.team == SERVICE_DESK else 1
        total += share * (judging.setting.end - each.at) // 60
    return total
