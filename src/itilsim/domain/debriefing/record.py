"""One pass over a log that keeps what a debrief needs besides the score.

The one idea: the judge folds the log once more, and this stands beside it and takes notes at the
moments that matter: before the seat is left, and at each word to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from itilsim.domain import facts as f
from itilsim.domain.debriefing.values import Afterwards, Subject, Told
from itilsim.domain.names import (
    AlertId,
    ComponentId,
    ContactId,
    GroupId,
    Level,
    PersonId,
    ServiceId,
    TicketId,
)
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import judging as judge

_SHOWN_AFTER = (
    f.ContactArrived, f.CallAbandoned, f.AlertRaised, f.RepairReported, f.TicketReopened,
    f.FaultStruck, f.ApprovalGiven, f.TicketReturned,
)  # fmt: skip
"""Facts of the aftermath that are worth a line."""
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class AtEnd:
    """A record as it stood when the seat was left."""

    ticket: TicketId
    """Which."""
    promised_at: int | None
    """Promised next word."""
    team: str
    """Who had it."""


@dataclass(slots=True)
class Spell:
    """Time during which something was not as it should be."""

    start: int
    """When it began."""
    level: Level
    """How bad it was."""
    end: int | None = None
    """When it ended; none: it did not."""


@dataclass(slots=True)
class Record:
    """What the pass has found."""

    judging: judge.Judging
    """The judge at the end of the log."""
    subjects: dict[str, Subject] = field(default_factory=dict)
    """Contacts and alerts."""
    told: list[Told] = field(default_factory=list)
    """Words to people."""
    afterwards: list[Afterwards] = field(default_factory=list)
    """The aftermath."""
    open_at_end: list[AtEnd] = field(default_factory=list)
    """Records that were open when the seat was left."""
    unlogged: list[str] = field(default_factory=list)
    """Contacts and alerts that nobody had handled by then."""
    spells: dict[str, list[Spell]] = field(default_factory=dict)
    """Bad times of services and groups."""
    workarounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By fault: when one first reached somebody, and the best share."""
    rejected: dict[tuple[str, str], str] = field(default_factory=dict)
    """Wrong first choices by subject and field."""
    found: dict[str, int] = field(default_factory=dict)
    """By fault: when a team first wrote what it is."""
    settled: dict[str, int] = field(default_factory=dict)
    """When a person's own trouble was over."""
    started: f.ShiftStarted | None = None
    """The first fact."""
    ended_at: int = 0
    """When the seat was left."""
    finished_at: int = 0
    """The last fact."""


def record_of(setting: Setting, facts: Iterable[f.Fact]) -> Record:
    """Read a whole log."""
    record = Record(judge.start(setting))
    for fact in facts:
        _before(record, fact)
        judge.step(record.judging, fact)
        _after(record, fact)
    record.judging.losses.finish(setting.end)
    return record


def _before(record: Record, fact: f.Fact) -> None:
    desk = record.judging.state.desk
    if isinstance(fact, f.ShiftEnded):
        record.ended_at = fact.at
        for each in desk.open:
            ticket = desk.tickets[each]
            if ticket.parent is None:
                record.open_at_end.append(AtEnd(each, ticket.promised_at, ticket.team))
        record.unlogged = [str(e) for e in desk.inbox if desk.ticket_of(e) is None]


def _after(record: Record, fact: f.Fact) -> None:
    match fact:
        case f.ShiftStarted():
            record.started = fact
        case f.ContactArrived():
            record.subjects[fact.contact] = Subject(
                fact.contact, fact.at, fact.arrival, fact.channel, fact.person, fact.group,
                fact.component, fact.symptom, None, fact.utterance, chases=fact.chases,
            )  # fmt: skip
        case f.AlertRaised():
            record.subjects[fact.alert] = Subject(
                fact.alert, fact.at, fact.arrival, "alert", None, None, fact.component, "",
                fact.significance, fact.utterance,
            )  # fmt: skip
        case f.TicketOpened() | f.TicketCategorised():
            _logged(record, fact)
        case f.LevelChanged():
            _spell(record, fact)
        case f.WorkaroundTaken():
            since, percent = record.workarounds.get(fact.fault, (fact.at, 0))
            record.workarounds[fact.fault] = (since, max(percent, fact.percent))
            _worked_around(record, fact)
    _ends(record, fact)
    _words(record, fact)
    if record.ended_at and isinstance(fact, _SHOWN_AFTER):
        record.afterwards.append(Afterwards(fact.at, fact.kind, _about(fact)))
    record.finished_at = fact.at


def _ends(record: Record, fact: f.Fact) -> None:
    """Note causes found, troubles over, first choices taken back."""
    match fact:
        case f.TroubleSettled():
            record.settled[fact.cause] = fact.at
        case f.NoteAdded():
            _found(record, fact)
        case f.ChoiceRejected():
            record.rejected.setdefault((fact.subject, fact.field), fact.value)


def _logged(record: Record, fact: f.TicketOpened | f.TicketCategorised) -> None:
    known = record.subjects.get(fact.ticket)
    if known is not None:
        ticket = record.judging.state.desk.tickets[fact.ticket]
        record.subjects[fact.ticket] = replace(known, record=fact.record, number=ticket.number)


def _worked_around(record: Record, fact: f.WorkaroundTaken) -> None:
    """Who has all of the work back is not hit any more."""
    spells = record.spells.get(fact.group, [])
    if fact.percent == _WHOLE and spells and spells[-1].end is None:
        spells[-1].end = fact.at


def _found(record: Record, fact: f.NoteAdded) -> None:
    fault = record.judging.state.plant.fault_of(fact.subject)
    if fault is not None and fact.code == record.judging.setting.modes[fault.mode].finding:
        record.found.setdefault(fault.id, fact.at)


def _spell(record: Record, fact: f.LevelChanged) -> None:
    estate = record.judging.state.estate
    if ServiceId(fact.node) not in estate.services and GroupId(fact.node) not in estate.groups:
        return
    spells = record.spells.setdefault(fact.node, [])
    if spells and spells[-1].end is None:
        spells[-1].end = fact.at
    if fact.level != "up":
        spells.append(Spell(fact.at, fact.level))


def _words(record: Record, fact: f.Fact) -> None:
    """Note whom a fact has told something."""
    match fact:
        case f.CallTaken():
            _tell(record, fact, fact.contact)
        case f.CallerReplied():
            _tell(record, fact, fact.contact, fact.article)
        case f.WorkaroundApplied():
            _tell(record, fact, fact.ticket, fact.known_error)
        case f.CallerUpdated():
            _tell(record, fact, fact.ticket, next_update=fact.next_update)
        case f.RestorationConfirmed():
            _tell(record, fact, *_family(record, fact.ticket))
        case f.NoticeSent():
            told = Told(fact.at, fact.kind, fact.ticket, (), fact.groups, fact.known_error,
                        fact.next_update)  # fmt: skip
            record.told.append(told)


def _tell(
    record: Record, fact: f.Fact, subject: str, *others: str, next_update: int | None = None
) -> None:
    """Note a word to the person behind a subject; `others` are subjects or knowledge."""
    contacts = record.judging.state.desk.contacts
    people: dict[PersonId, None] = {}
    knowledge = ""
    for each in (subject, *others):
        contact = contacts.get(ContactId(each))
        if contact is not None:
            people[contact.person] = None
        elif each != subject and AlertId(each) not in record.subjects:
            knowledge = each
    record.told.append(Told(fact.at, fact.kind, subject, tuple(people), (), knowledge, next_update))


def _family(record: Record, ticket: TicketId) -> tuple[str, ...]:
    return tuple(each.id for each in record.judging.state.desk.family(ticket))


def _about(fact: f.Fact) -> str:
    for name in ("contact", "alert", "ticket", "subject", "fault"):
        found = getattr(fact, name, None)
        if found is not None:
            return str(found)
    return str(getattr(fact, "component", ComponentId("")))
