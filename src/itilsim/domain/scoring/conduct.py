"""Conduct: people told, ownership to closure, problems raised, warnings heeded, handover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from itilsim.domain.names import SERVICE_DESK, ContactId, TicketId
from itilsim.domain.records import Ticket
from itilsim.domain.scoring.asking import FULL, asked, f1
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.outcome import kept, readings
from itilsim.domain.scoring.tally import Finding, Short, Value

SILENCE = 1800
"""A person who waits is told something at least so often, in seconds (tuning constant)."""
TOLD = ("answered", "informed", "closing")
"""What people are to hear: a first answer in time, words while they wait, a word at the end."""
OWNED = ("resolved", "agreed", "closed")
"""How a record ends: resolved when it is over, its caller has agreed, it is closed."""
REFUSED = "refused"
"""Instead of `agreed`: the caller said no when asked last, and it was ended all the same."""


def told(judging: Judging) -> Iterator[Finding]:
    """First answer in time, words while waiting, a word at the end: a third each."""
    for each in asked(judging):
        if each.is_alert or each.truth.priority is None:
            continue
        ticket = _ticket(judging, each)
        answered = kept(judging, each)[0] and readings(judging, each)[0].stopped_at is not None
        contact = judging.state.desk.contacts.get(ContactId(each.subject))
        chased = ticket.contacts > 1 if ticket is not None else True
        informed = ticket is not None and not chased and not _silent(judging, ticket)
        closing = ticket is not None and _closing_word(ticket, has_contact=contact is not None)
        credit = FULL * (answered + informed + closing) // 3
        done = _done(TOLD, (answered, informed, closing))
        entry = judging.acts.get(("told", each.subject))
        yield _finding(each, "told", credit, done, TOLD, entry)


def _silent(judging: Judging, ticket: Ticket) -> bool:
    """The caller heard nothing for too long while the record was open."""
    if ticket.parent is not None:
        ticket = judging.state.desk.tickets.get(ticket.parent, ticket)
    until = ticket.resolved_at or judging.ended_at
    return until - (ticket.last_word_at or ticket.arrived_at) > SILENCE


def _closing_word(ticket: Ticket, *, has_contact: bool) -> bool:
    """Asked or told about the end; still open, told when the next word comes."""
    if ticket.is_open:
        return ticket.promised_at is not None
    return has_contact and (ticket.confirmed is True or ticket.code in ("answered", "refused"))


def ownership(judging: Judging) -> Iterator[Finding]:
    """Callers asked before closing, closed, children told."""
    for each in asked(judging):
        if each.is_alert or each.truth.priority is None:
            continue
        ticket = _ticket(judging, each)
        over = judging.state.plant.over(each.subject, ticket.group if ticket else None)
        if ticket is not None and ticket.is_open and not over:
            continue
        resolved = ticket is not None and not ticket.is_open and over
        right = ticket is not None and resolved and not ticket.reopened
        agreed = ticket is not None and (
            ticket.confirmed is True or ticket.code in ("answered", "refused")
        )
        closed = ticket is not None and ticket.state == "closed"
        credit = FULL * (2 * (right and agreed) + (right and closed)) // 3
        done, entry = _done(OWNED, (resolved, agreed, closed)), None
        short: Short = "not_done"
        if ticket is not None:
            entry = judging.acts.get(("ended", ticket.id))
            if ticket.confirmed is False and not ticket.is_open:
                done = (*done, REFUSED)
            if done == OWNED:
                short = "first_try"
        yield _finding(each, "ownership", credit, done, OWNED, entry, short)


def _done(parts: tuple[str, ...], which: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(part for part, done in zip(parts, which, strict=True) if done)


def problem(judging: Judging) -> Iterator[Finding]:
    """A problem raised for what comes back: the history has its like."""
    setting = judging.setting
    past = [
        (setting.modes[one.mode].id, judging.state.estate.components[one.component].kind)
        for one in setting.scenario.past_incidents
    ]
    seen: set[str] = set()
    for each in asked(judging):
        fault = judging.state.plant.fault_of(each.subject)
        if fault is None or fault.id in seen:
            continue
        seen.add(fault.id)
        kind = judging.state.estate.components[fault.component].kind
        if (fault.mode, kind) not in past:
            continue
        raised = [
            one
            for one in judging.state.desk.problems.values()
            if judging.state.plant.fault_of(one.ticket) is fault
        ]
        wrong_first = any(one.locked for each in asked(judging) for one in each.all("problem"))
        credit = FULL * bool(raised) // (2 if wrong_first else 1)
        entry = judging.acts.get(("problem", raised[0].id)) if raised else None
        short: Short = "first_try" if raised else "not_done"
        yield _finding(each, "problem", credit, bool(raised), best=True, entry=entry, short=short)


def proactive(judging: Judging) -> Iterator[Finding]:
    """Warnings heeded: somebody who can act has it before it strikes."""
    for each in asked(judging):
        if each.truth.significance != "warning":
            continue
        ticket = _ticket(judging, each)
        acted = each.last("team") is not None or (
            ticket is not None and ticket.team != SERVICE_DESK
        )
        fault = judging.state.plant.fault_of(each.subject)
        late = fault is not None and fault.id in judging.struck_late
        credit = FULL if acted and not late else FULL // 2 if acted else 0
        decision = each.last("team") or each.last("kind")
        entry = None if decision is None else decision.entry
        short: Short = "late" if acted else "not_done"
        yield _finding(each, "proactive", credit, acted, best=True, entry=entry, short=short)


def handover(judging: Judging) -> Iterator[Finding]:
    """The note names the items that matter, and none that do not: F1."""
    desk = judging.state.desk
    note = desk.handover
    matter = {
        ticket.id
        for ticket in desk.tickets.values()
        if ticket.parent is None and _open_at(ticket, judging.ended_at)
    } | set(desk.problems)
    named = set(note.items) if note is not None else set()
    if note is None and not desk.tickets:
        credit = 0
    elif note is None:
        credit = 0 if matter else FULL // 2
    else:
        credit = f1(len(named & matter), len(named), len(matter))
        credit //= 2 if "handover" in judging.rejected else 1
    best, chosen = tuple(sorted(matter)), tuple(sorted(named))
    wrong: Short = "first_try" if chosen == best else "wrong"
    yield Finding(
        "handover",
        "handover",
        note.at if note else judging.ended_at,
        judging.position - 1,
        judging.acts.get(("note", "")),
        credit,
        None if note is None else chosen,
        best,
        best,
        (best,),
        short="" if credit >= FULL else "not_done" if note is None else wrong,
    )


def _open_at(ticket: Ticket, at: int) -> bool:
    """Still open when the seat was left."""
    ended = [mark.at for mark in ticket.marks if mark.what in ("resolved", "cancelled")]
    return ticket.opened_at <= at and (not ended or max(ended) > at or ticket.is_open)


CONDUCT: dict[str, Callable[[Judging], Iterable[Finding]]] = {
    "told": told,
    "ownership": ownership,
    "problem": problem,
    "proactive": proactive,
    "handover": handover,
}
"""Criterion to findings."""


def _ticket(judging: Judging, each: Opportunity) -> Ticket | None:
    for subject in each.subjects:
        found = judging.state.desk.ticket_of(subject)
        if found is not None:
            return found
    return judging.state.desk.tickets.get(TicketId(each.subject))


def _finding(
    each: Opportunity,
    name: str,
    credit: int,
    chosen: Value,
    best: Value,
    entry: int | None,
    short: Short = "not_done",
) -> Finding:
    return Finding(
        name,
        each.subject,
        each.at,
        each.position,
        entry,
        credit,
        chosen,
        best,
        best,
        (best,),
        short="" if credit >= FULL else short,
        teaches=each.teaches,
    )
