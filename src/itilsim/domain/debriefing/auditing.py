"""The audit of each clock: its whole life, in service time, against the true priority."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.clocks import Clock, Mark, Reading, met
from itilsim.domain.debriefing.measured import Audit, ClockStep, Kept
from itilsim.domain.debriefing.record import Record
from itilsim.domain.names import ContactId
from itilsim.domain.records import Ticket
from itilsim.domain.scoring import outcome
from itilsim.domain.scoring.memory import Judging, Opportunity

_OF_RESPONSE = ("assigned", "answered", "model_started")
_OF_RESTORATION = ("held", "resumed", "resolved", "reopened", "closed", "cancelled")
_STOPS = ("resolved", "closed", "cancelled", "over")


def audits(record: Record) -> Iterator[Audit]:
    """Both clocks of everything that had a target, in order of arrival."""
    judging = record.judging
    for each in outcome.judged(judging):
        response, restoration = outcome.readings(judging, each)
        ticket = ticket_of(judging, each)
        yield _audit(judging, each, ticket, "response", response)
        yield _audit(judging, each, ticket, "restoration", restoration)


def kept(record: Record) -> Kept:
    """How many targets were met; the same count as the score's."""
    found = outcome.sla(record.judging).get("all")
    return Kept(found.count, found.response_met, found.resolution_met) if found else Kept(0, 0, 0)


def ticket_of(judging: Judging, each: Opportunity) -> Ticket | None:
    """The record of an opportunity, if there is one."""
    desk = judging.state.desk
    return next((found for one in each.subjects if (found := desk.ticket_of(one))), None)


def _audit(
    judging: Judging, each: Opportunity, ticket: Ticket | None, clock: Clock, reading: Reading
) -> Audit:
    steps = tuple(_to_its_end(tuple(_steps(judging, each, ticket, clock)), clock, reading))
    first = next(o for o in outcome.judged(judging) if o.truth.cause == each.truth.cause)
    in_time = met(reading)
    return Audit(
        each.subject, clock, each.truth.priority or 5, ticket.priority if ticket else None,
        reading.target, reading.elapsed, reading.breached_at is None and in_time is not False,
        reading.remaining, reading.stopped_at, steps, _reason(each, clock, reading, steps),
        "" if first.subject == each.subject else first.subject,
    )  # fmt: skip


def _to_its_end(
    steps: tuple[ClockStep, ...], clock: Clock, reading: Reading
) -> Iterator[ClockStep]:
    """The steps, and when it was truly over: a record that was ended before stops nothing."""
    end = reading.stopped_at
    late = clock == "restoration" and end is not None and all(each.at != end for each in steps)
    for each in steps:
        if late and end is not None and each.at > end:
            yield ClockStep(end, "over")
            late = False
        yield each
    if late and end is not None:
        yield ClockStep(end, "over")


def _steps(
    judging: Judging, each: Opportunity, ticket: Ticket | None, clock: Clock
) -> Iterator[ClockStep]:
    yield ClockStep(each.at, "started")
    marks = ticket.marks if ticket is not None else _answered(judging, each)
    wanted = _OF_RESPONSE if clock == "response" else _OF_RESTORATION
    seen: set[str] = set()
    for mark in sorted(marks, key=lambda mark: mark.at):
        if mark.what == "model_started" and not each.truth.model:
            continue
        once = clock == "response" and mark.what in seen
        if mark.what in wanted and not once:
            seen.add(mark.what)
            yield ClockStep(mark.at, mark.what, str(mark.value))
        elif mark.what == "prioritised" and clock == "restoration":
            yield ClockStep(mark.at, mark.what, str(mark.value))


def _answered(judging: Judging, each: Opportunity) -> tuple[Mark, ...]:
    """Of a person without a record only the answer is known."""
    contacts = judging.state.desk.contacts
    for subject in each.subjects:
        contact = contacts.get(ContactId(subject))
        if contact is not None and contact.answered_at is not None:
            return (Mark(contact.answered_at, "answered"),)
    return ()


def _reason(each: Opportunity, clock: Clock, reading: Reading, steps: tuple[ClockStep, ...]) -> str:
    """What stopped the clock, or what it still waited for."""
    if clock == "restoration":
        stops = (step.what for step in steps if step.at == reading.stopped_at)
        return next((what for what in stops if what in _STOPS), "resolved")
    needed = {"assigned"}
    if not each.is_alert:
        needed.add("answered")
    if each.truth.model:
        needed.add("model_started")
    happened = {step.what: step.at for step in reversed(steps) if step.what in needed}
    missing = [name for name in _OF_RESPONSE if name in needed and name not in happened]
    return missing[0] if missing else max(happened, key=happened.__getitem__)
