"""incidents-csv: one row per incident or request, as reporting tools take them.

The one idea: rows are a fold of the log through `State`, so that they say exactly what the desk's
records said at the end, beside what was true; of a shift that has not ended only the former, which
its player can see. Source of the columns: the contract in the documentation.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from itilsim.domain import clocks, hours
from itilsim.domain.facts import AftermathEnded, AlertRaised, ContactArrived, Fact, TicketOpened
from itilsim.domain.names import RecordKind, TicketId
from itilsim.domain.practices import new_state
from itilsim.domain.records import Contact, Ticket
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State
from itilsim.domain.truth import Truth, truth_of
from itilsim.exchange.local_times import offsets_of

COLUMNS = (
    "number", "kind", "opened_at", "first_assigned_at", "first_response_at", "resolved_at",
    "closed_at", "caller_id", "channel", "service", "ci", "category", "impact", "urgency",
    "priority", "team", "reassignment_count", "reopen_count", "ever_on_hold", "contact_count",
    "made_response", "made_resolution", "work_hours_to_resolve", "problem", "caused_by_change",
    "parent", "true_kind", "true_impact", "true_urgency", "true_team", "true_cause",
)  # fmt: skip
"""Columns in order."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
"""What a spreadsheet takes for the beginning of a formula. Source: OWASP ASVS 5.0, 1.2.10."""

GUARD = "'"
"""Put before such a cell, and before one that begins with itself, so that reading restores it."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Numbered = Callable[[RecordKind, int], str]
"""The number that people read, from a record's kind and its place in the order of logging."""
_Clock = Callable[[int | None], str]
Row = dict[str, str]
"""One row by column, as written but for the guard."""


@dataclass(slots=True)
class _Followed:
    """A record and what was true about it as it reached the desk."""

    ticket: Ticket
    """The state's own copy, which goes on changing."""
    contact: Contact | None
    """The contact it was logged from; none for an alert."""
    truth: Truth
    """As it reached the desk."""


def incident_rows(setting: Setting, facts: Iterable[Fact], numbered: Numbered) -> Iterator[Row]:
    """The rows of a log, in order of logging.

    What was true is told only where the shift has ended, aftermath and all.

    Clocks are read against the targets of the recorded priority, at the log's last fact; what has
    no target, or is open inside it, has neither made nor missed it and stays empty.

    Args:
        setting: The resolved scenario.
        facts: The log.
        numbered: How records are numbered for people.
    """
    state = new_state(setting)
    truths: dict[str, Truth] = {}
    followed: list[_Followed] = []
    at, ended = 0, False
    for fact in facts:
        state.apply(fact)
        at = fact.at
        ended = ended or isinstance(fact, AftermathEnded)
        if isinstance(fact, ContactArrived):
            truths[fact.contact] = truth_of(state, fact.contact, fact.at)
        elif isinstance(fact, AlertRaised):
            truths[fact.alert] = truth_of(state, fact.alert, fact.at)
        elif isinstance(fact, TicketOpened):
            ticket = state.desk.tickets[fact.ticket]
            contact = state.desk.contact_of(ticket)
            followed.append(_Followed(ticket, contact, truths[fact.ticket]))
    numbers = {one.ticket.id: numbered(one.ticket.record, one.ticket.number) for one in followed}
    local = _clock(setting, at)
    for one in followed:
        told = one.truth if ended else None
        yield _row(one, state, at, numbers, local) | _true_columns(told)


def numbers(setting: Setting, facts: Sequence[Fact], numbered: Numbered) -> dict[str, str]:
    """The numbers of a log's records, by the contact or alert from which each was logged."""
    opened = (fact.ticket for fact in facts if isinstance(fact, TicketOpened))
    rows = incident_rows(setting, facts, numbered)
    return {ticket: row["number"] for ticket, row in zip(opened, rows, strict=True)}


def written(rows: Iterable[Row]) -> bytes:
    """The file: UTF-8, RFC 4180, with formulas disarmed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(row[name]) for name in COLUMNS])
    return text.getvalue().encode()


def read(data: bytes) -> list[Row]:
    """The rows of a file that `written` made, as they were before it."""
    lines = csv.reader(io.StringIO(data.decode(), newline=""))
    heads = next(lines)
    return [
        {name: unguarded(cell) for name, cell in zip(heads, line, strict=True)} for line in lines
    ]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if cell.startswith((*FORMULA, GUARD)) and not _NUMBER.fullmatch(cell):
        return GUARD + cell
    return cell


def unguarded(cell: str) -> str:
    """A cell as it was before `guarded`."""
    return cell.removeprefix(GUARD)


def _row(
    one: _Followed, state: State, at: int, numbers: Mapping[TicketId, str], local: _Clock
) -> Row:
    ticket, contact = one.ticket, one.contact
    terms = state.agreements.of(ticket)
    answered = clocks.response(ticket.marks, terms, at)
    restored = clocks.restoration(ticket.marks, terms, at)
    assigned = next((mark.at for mark in ticket.marks if mark.what == "assigned"), None)
    return {
        "number": numbers[ticket.id],
        "kind": ticket.record,
        "opened_at": local(ticket.opened_at),
        "first_assigned_at": local(assigned),
        "first_response_at": local(answered.stopped_at),
        "resolved_at": local(ticket.resolved_at),
        "closed_at": local(ticket.closed_at),
        "caller_id": contact.person if contact else "",
        "channel": contact.channel if contact else "alert",
        "service": ticket.service or "",
        "ci": ticket.component or "",
        "category": ticket.category or "",
        "impact": _number(ticket.impact),
        "urgency": _number(ticket.urgency),
        "priority": _number(ticket.priority),
        "team": ticket.team,
        "reassignment_count": str(ticket.reassignments),
        "reopen_count": str(ticket.reopened),
        "ever_on_hold": _yes(ticket.ever_held),
        "contact_count": str(ticket.contacts if contact else ticket.contacts - 1),
        "made_response": _yes(clocks.met(answered)),
        "made_resolution": _yes(clocks.met(restored)),
        "work_hours_to_resolve": "" if ticket.resolved_at is None else _in_hours(restored.elapsed),
        "problem": ticket.problem or "",
        "caused_by_change": "",
        "parent": numbers.get(ticket.parent, "") if ticket.parent else "",
    }


def _true_columns(truth: Truth | None) -> Row:
    """The columns of the truth, empty where it is not to be told."""
    return {
        "true_kind": (truth.kind or "") if truth else "",
        "true_impact": _number(truth.impact) if truth else "",
        "true_urgency": _number(truth.urgency) if truth else "",
        "true_team": truth.teams[0] if truth and truth.teams else "",
        "true_cause": truth.cause if truth else "",
    }


def _clock(setting: Setting, until: int) -> _Clock:
    """Tells local times as ISO 8601 without zone; empty where it did not happen."""
    offsets = offsets_of(setting, until)

    def tell(second: int | None) -> str:
        return "" if second is None else hours.local(offsets, second).isoformat()

    return tell


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _yes(value: object) -> str:
    return "" if value is None else str(value).lower()


def _in_hours(seconds: int) -> str:
    """Hours with two decimals, rounded half up."""
    hundredths = (seconds + 18) // 36
    return f"{hundredths // 100}.{hundredths % 100:02d}"
