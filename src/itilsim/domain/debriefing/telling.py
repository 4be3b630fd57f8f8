"""What is told of each person and thing: the story of every arrival, who waited, what was left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from itilsim.domain.debriefing.auditing import ticket_of
from itilsim.domain.debriefing.record import Record
from itilsim.domain.debriefing.values import Left, Story, Waited
from itilsim.domain.names import SERVICE_DESK, AlertId, CauseId, ContactId, PersonId, TeamId
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.records import Ticket
from itilsim.domain.scoring import Finding
from itilsim.domain.scoring.memory import Opportunity


def stories(record: Record, judged: Iterable[Finding]) -> Iterator[Story]:
    """All findings, deductions too, by contact and alert in order of arrival.

    Args:
        record: What the pass over the log noted.
        judged: The findings, in order of time.
    """
    by_subject: dict[str, list[Finding]] = {}
    for finding in judged:
        by_subject.setdefault(finding.subject, []).append(finding)
    order = {subject: index for index, subject in enumerate(record.subjects)}
    for subject in sorted(by_subject, key=lambda each: order.get(each, len(order))):
        yield _story(record, subject, tuple(by_subject[subject]))


def _story(record: Record, subject: str, decisions: tuple[Finding, ...]) -> Story:
    plant = record.judging.state.plant
    known = record.subjects.get(subject)
    cause = plant.causes.get(subject, CauseId(""))
    fault = plant.fault_of(subject)
    at = known.at if known is not None else decisions[0].at
    mode = fault.mode if fault is not None else ""
    return Story(
        subject, at, cause.removeprefix(LEFTOVER), mode, path(record, subject), decisions,
        fault.struck_at if fault is not None else None,
    )  # fmt: skip


def path(record: Record, subject: str) -> tuple[str, ...]:
    """The way from what failed to whom it hit: the caller's group, or the worst hit one."""
    fault = record.judging.state.plant.fault_of(subject)
    known = record.subjects.get(subject)
    if fault is None or known is None:
        return ()
    hit = [each.group for each in fault.hits]
    target = known.group or (hit[0] if hit else None)
    return record.judging.state.estate.path(fault.component, target) if target else ()


def waited(record: Record) -> Iterator[Waited]:
    """How long each person waited for a word, in order of arrival."""
    for each in record.judging.opportunities.values():
        if not each.is_alert:
            yield _waited(record, each)


def _waited(record: Record, each: Opportunity) -> Waited:
    first = record.subjects[each.subject]
    person = first.person or PersonId("")
    chasers = [one.id for one in record.subjects.values() if one.chases in each.subjects]
    heard = _heard(record, person, first.group or "", each, chasers)
    until = _over_at(record, each)
    moments = [each.at, *(at for at in heard if at <= until), until]
    silence = max(b - a for a, b in pairwise(moments))
    wait = heard[0] - each.at if heard else None
    return Waited(person, each.subject, wait, len(heard), len(chasers), silence)


def _heard(
    record: Record, person: str, group: str, each: Opportunity, chasers: list[str]
) -> list[int]:
    """When a person was told something about this."""
    ticket = ticket_of(record.judging, each)
    about = {*each.subjects, *chasers, *((ticket.id, ticket.parent) if ticket is not None else ())}
    return [
        told.at
        for told in record.told
        if told.at >= each.at
        and told.subject in about
        and (person in told.people or group in told.groups)
    ]


def _over_at(record: Record, each: Opportunity) -> int:
    """When waiting ended: resolved, or the end of the shift."""
    ticket = ticket_of(record.judging, each)
    over = ticket.resolved_at if ticket is not None else None
    return max(min(record.ended_at if over is None else over, record.ended_at), each.at)


def left(record: Record) -> Iterator[Left]:
    """What was not over when the seat was left, logged or not."""
    desk = record.judging.state.desk
    named = set(desk.handover.items) if desk.handover is not None else set()
    for each in record.open_at_end:
        ticket = desk.tickets[each.ticket]
        yield Left(each.ticket, each.ticket, TeamId(each.team), each.ticket in named,
                   each.promised_at, _ended(ticket))  # fmt: skip
    for subject in record.unlogged:
        holder = _holder(record, subject)
        yield Left(subject, "", holder, handed_over=False, promised_at=None, over_at=None)


def _ended(ticket: Ticket) -> int | None:
    return None if ticket.is_open else ticket.resolved_at


def _holder(record: Record, subject: str) -> TeamId | None:
    alert = record.judging.state.desk.alerts.get(AlertId(subject))
    if alert is not None:
        return alert.team
    contact = record.judging.state.desk.contacts.get(ContactId(subject))
    return None if contact is None else SERVICE_DESK
