"""Outcome: what the shift did to people, as raw measures; less is better for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import pairwise
from operator import attrgetter, sub

from itilsim.domain import clocks
from itilsim.domain.clocks import Mark, Terms
from itilsim.domain.names import SERVICE_DESK, ContactId
from itilsim.domain.records import Contact, Ticket
from itilsim.domain.scoring.losses import PARTS
from itilsim.domain.scoring.memory import Judging, Opportunity, Word
from itilsim.domain.scoring.stakes import share, stakes
from itilsim.domain.scoring.tally import Sla, Suffered

ENDS = ("resolved", "closed", "cancelled")
"""Marks by which a record ends, whatever became of its caller."""
GRACE = 60
"""Seconds after which a promised word is late (tuning constant)."""
TEAM_MINUTE = 1
"""Cost of a team's minute in illustrative units (tuning constant)."""

_SUMS = attrgetter(*(each.name for each in fields(Suffered)))
_WAITING, _ABANDONED, _CHASED, _BOUNCED, _USELESS, _UNSOLVED, _REOPENED = 5, 25, 15, 10, 15, 20, 25
_BROKEN = 10
"""What displeases, in points of a hundred (tuning constants): five minutes without an answer, a
call given up, asking again, a bounce, advice that does not help, no end, an end that was none; a
promise that was not kept."""


def measures(suffered: Suffered, percent: int) -> dict[str, int]:
    """Every outcome measure.

    Args:
        suffered: What people suffered, by all causes.
        percent: What a lost minute costs, in percent of an illustrative unit.
    """
    return {
        "lost_minutes": suffered.lost // PARTS,
        "resolution": suffered.resolution,
        "response": suffered.response,
        "satisfaction": 1000 - satisfaction(suffered),
        "cost": cost(suffered, percent),
        "left": suffered.left,
    }


def cost(suffered: Suffered, percent: int) -> int:
    """Illustrative cost of lost minutes and of the teams' time."""
    return suffered.lost // PARTS * percent // 100 + suffered.worked // 60 * TEAM_MINUTE


def satisfaction(suffered: Suffered) -> int:
    """Mean over everyone who got in touch, by what is at stake for them, in thousandths."""
    return suffered.pleased * 10 // suffered.people if suffered.people else 1000


def whole(portions: Iterable[Suffered]) -> Suffered:
    """What people suffered by several causes."""
    return Suffered(*map(sum, zip(*map(_SUMS, portions), strict=True)))


def rest(suffered: Suffered, gone: Suffered) -> Suffered:
    """What people suffered without one cause."""
    return Suffered(*map(sub, _SUMS(suffered), _SUMS(gone)))


def suffered(judging: Judging) -> dict[str, Suffered]:
    """What people suffered, by cause; under an empty name what belongs to none."""
    lost, worked = judging.losses.weighted_by_cause, Counter[str]()
    for subject, seconds in judging.losses.team_seconds.items():
        worked[cause_of(judging, subject)] += seconds
    resolution, response = _missed_targets(judging)
    people, pleased = _people(judging)
    left = _left(judging)
    every = (lost, worked, resolution, response, people, pleased, left)
    return {
        cause: Suffered(*(sums.get(cause, 0) for sums in every))
        for cause in dict.fromkeys((*judging.by_cause, *lost, *worked))
    }


def cause_of(judging: Judging, subject: str) -> str:
    """What lies behind a contact, an alert or a record; empty: nothing that is known."""
    found = judging.by_subject.get(subject)
    return "" if found is None else found.truth.cause


def _missed_targets(judging: Judging) -> tuple[Counter[str], Counter[str]]:
    """What was at stake in the missed targets, by cause; of response targets in thousandths."""
    resolution, response = Counter[str](), Counter[str]()
    causes: set[str] = set()
    weights = stakes(judging)
    for each in judged(judging):
        answered, restored = kept(judging, each)
        cause = each.truth.cause
        if not answered:
            part, parts = share(judging, each)
            response[cause] += 1000 * weights[cause] * part // parts
        # A cause has one restoration target: that of its first arrival.
        if cause not in causes and not restored:
            resolution[cause] += weights[cause]
        causes.add(cause)
    return resolution, response


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


def _people(judging: Judging) -> tuple[Counter[str], Counter[str]]:
    """What was at stake for people, and what of it pleased, by cause."""
    weights, people, pleased = stakes(judging), Counter[str](), Counter[str]()
    for each in judging.opportunities.values():
        if each.is_alert:
            continue
        part, parts = share(judging, each)
        weight = 1000 * weights[each.truth.cause] * part // parts
        people[each.truth.cause] += weight
        pleased[each.truth.cause] += weight * _pleased(judging, each)
    return people, pleased


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
        points -= _BOUNCED * len(ticket.returned) + _REOPENED * judging.came_back(ticket)
        points -= _BROKEN * broken_promises(judging, each, ticket)
    points -= _USELESS * judging.misled.get(each.subject, 0)
    points -= _UNSOLVED * (over_at(judging, each) is None)
    return max(points, 0)


def _waited(judging: Judging, each: Opportunity, contacts: list[Contact]) -> int:
    answered = [contact.answered_at for contact in contacts if contact.answered_at is not None]
    until = min(answered, default=judging.setting.end)
    return _WAITING * (max(until - each.at - 60, 0) // 300)


def _left(judging: Judging) -> Counter[str]:
    """What is left at the end, in weighted minutes, by cause: worst what nobody has logged."""
    total = Counter[str]()
    for each in judged(judging):
        ticket = next(
            (found for one in each.subjects if (found := judging.state.desk.ticket_of(one))), None
        )
        if ticket is not None and not ticket.is_open and over_at(judging, each) is not None:
            continue
        share = 4 if ticket is None else 2 if ticket.team == SERVICE_DESK else 1
        total[each.truth.cause] += share * (judging.setting.end - each.at) // 60
    return total
