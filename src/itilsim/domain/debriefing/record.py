"""The one pass over a log that a debrief takes: `start`, `step` for each fact, `finish`.

The one idea: the judge folds the log, and this stands beside it and takes notes at the moments that
matter: before the seat is left, and at each word to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.debriefing.revealing import Trail
from itilsim.domain.debriefing.timeline import Watch
from itilsim.domain.debriefing.values import Afterwards, Subject, Told
from itilsim.domain.names import (
    AlertId,
    ContactId,
    GroupId,
    Level,
    PersonId,
    ServiceId,
    TicketId,
)
from itilsim.domain.scenario import Setting

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

    judging: scoring.Judging
    """The judge."""
    watch: Watch = field(default_factory=Watch)
    """What was seen minute by minute."""
    trail: Trail = field(default_factory=Trail)
    """The way of each cause."""
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


def start(setting: Setting) -> Record:
    """Before the first fact."""
    return Record(scoring.start(setting))


def step(record: Record, fact: f.Fact, entry: int | None = None) -> None:
    """See one fact.

    Args:
        record: What was found so far.
        fact: What happened.
        entry: `seq` of the journal entry that was submitted last, where the journal is at hand.
    """
    if isinstance(fact, f.ShiftEnded):
        _left(record, fact)
    record.watch.before(record.judging, fact)
    scoring.step(record.judging, fact, entry)
    record.watch.after(record.judging, fact)
    record.trail.after(record.judging, fact)
    kind = type(fact)
    if kind in _NOTES:
        _NOTES[kind](record, fact)
    if record.ended_at and kind in _SHOWN_AFTER:
        record.afterwards.append(Afterwards(fact.at, fact.kind, _SHOWN_AFTER[kind](fact)))
    record.finished_at = fact.at


def finish(record: Record) -> scoring.Tally:
    """What judging found in a log that has been seen to its end."""
    return scoring.finish(record.judging)


def read(
    setting: Setting, facts: Iterable[f.Fact], began: Sequence[int] = ()
) -> tuple[Record, scoring.Tally]:
    """Read a whole log, once.

    Args:
        setting: The scenario.
        facts: The log.
        began: How many facts there were before each journal entry; empty where no journal is at
            hand.
    """
    record = start(setting)
    for fact, entry in scoring.with_entries(facts, began):
        step(record, fact, entry)
    return record, finish(record)


def _left(record: Record, fact: f.ShiftEnded) -> None:
    """Note what is not over, while it is known who waits."""
    desk = record.judging.state.desk
    record.ended_at = fact.at
    for each in desk.open:
        ticket = desk.tickets[each]
        if ticket.parent is None:
            record.open_at_end.append(AtEnd(each, ticket.promised_at, ticket.team))
    record.unlogged = [str(e) for e in desk.inbox if desk.ticket_of(e) is None]


def _started(record: Record, fact: f.ShiftStarted) -> None:
    record.started = fact


def _arrived(record: Record, fact: f.ContactArrived) -> None:
    record.subjects[fact.contact] = Subject(
        fact.contact, fact.at, fact.arrival, fact.channel, fact.person, fact.group,
        fact.component, fact.symptom, None, fact.utterance, chases=fact.chases,
    )  # fmt: skip


def _raised(record: Record, fact: f.AlertRaised) -> None:
    record.subjects[fact.alert] = Subject(
        fact.alert, fact.at, fact.arrival, "alert", None, None, fact.component, "",
        fact.significance, fact.utterance,
    )  # fmt: skip


def _settled(record: Record, fact: f.TroubleSettled) -> None:
    record.settled[fact.cause] = fact.at


def _logged(record: Record, fact: f.TicketOpened | f.TicketCategorised) -> None:
    known = record.subjects.get(fact.ticket)
    if known is not None:
        ticket = record.judging.state.desk.tickets[fact.ticket]
        record.subjects[fact.ticket] = replace(known, record=fact.record, number=ticket.number)


def _worked_around(record: Record, fact: f.WorkaroundTaken) -> None:
    """Who has all of the work back is not hit any more."""
    since, percent = record.workarounds.get(fact.fault, (fact.at, 0))
    record.workarounds[fact.fault] = (since, max(percent, fact.percent))
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


def _noticed(record: Record, fact: f.NoticeSent) -> None:
    """Note a word to everybody in some groups."""
    told = Told(fact.at, fact.kind, fact.ticket, (), fact.groups, fact.known_error,
                fact.next_update)  # fmt: skip
    record.told.append(told)


_NOTES: Mapping[type[f.Fact], Callable[[Record, Any], None]] = {
    f.ShiftStarted: _started,
    f.ContactArrived: _arrived,
    f.AlertRaised: _raised,
    f.TicketOpened: _logged,
    f.TicketCategorised: _logged,
    f.LevelChanged: _spell,
    f.WorkaroundTaken: _worked_around,
    f.TroubleSettled: _settled,
    f.NoteAdded: _found,
    f.CallTaken: lambda record, fact: _tell(record, fact, fact.contact),
    f.CallerReplied: lambda record, fact: _tell(record, fact, fact.contact, fact.article),
    f.WorkaroundApplied: lambda record, fact: _tell(record, fact, fact.ticket, fact.known_error),
    f.CallerUpdated: lambda record, fact: _tell(
        record, fact, fact.ticket, next_update=fact.next_update
    ),
    f.RestorationConfirmed: lambda record, fact: _tell(record, fact, *_family(record, fact.ticket)),
    f.NoticeSent: _noticed,
}
"""What is noted of a fact once it has happened."""

_SHOWN_AFTER: Mapping[type[f.Fact], Callable[[Any], str]] = {
    f.ContactArrived: lambda fact: fact.contact,
    f.CallAbandoned: lambda fact: fact.contact,
    f.AlertRaised: lambda fact: fact.alert,
    f.RepairReported: lambda fact: fact.subject,
    f.TicketReopened: lambda fact: fact.ticket,
    f.FaultStruck: lambda fact: fact.fault,
    f.ApprovalGiven: lambda fact: fact.ticket,
    f.TicketReturned: lambda fact: fact.ticket,
}
"""Facts of the aftermath that are worth a line, and what each is about."""
