"""What comes in during a shift, and what a careful analyst, or the instructor, does about it.

The one idea: the shift is played once, by textbook unless the instructor has played it, and
everything that is printed is read off that one play. So run sheet, key and cards agree, and the
numbers on the cards are those of the run sheet. Who asks for news has no card of their own: that
depends on how the first one went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.classroom.authored import Authored
from itilsim.classroom.guided_lesson import order
from itilsim.classroom.plan_file import A_MINUTE
from itilsim.domain import facts as f
from itilsim.domain.commands import Entry
from itilsim.domain.debriefing.values import Debrief, Story
from itilsim.domain.desk import Desk
from itilsim.domain.names import AlertId, ContactId, GroupId, PersonId, TicketId
from itilsim.domain.records import Ticket
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.reports.wording import naming_of
from itilsim.runs.debriefed import debrief_of
from itilsim.runs.references import References
from itilsim.runs.replaying import Log
from itilsim.seat.chronicle import Chronicle, Line
from itilsim.seat.names import YOU, Called
from itilsim.sim.policies import play
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from itilsim.words.evidence import Naming
from itilsim.words.labels import CHANNELS, people
from itilsim.words.people import make_roster, name_of

_NEXT: Final = re.compile(r" Next update by [^.]+\.$")
"""A promise; on paper its time says nothing."""
_GOES_WITHOUT: Final = ("took the call", "took the chat", "ended the call", "ended the chat")
"""What is part of any answer, and teaches nothing."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that comes in."""

    number: int
    """Number on its card, in order of time."""
    subject: str
    """Contact or alert."""
    at: int
    """Second at which it comes."""
    time: str
    """The time of day."""
    channel: str
    """How it comes."""
    who: str
    """The person, or the item that monitoring names."""
    where: str
    """Where the person works, and what is known of them; empty for an alert."""
    words: str
    """What is said, or shown."""
    deeds: tuple[str, ...]
    """What was done about it, each a few words without a full stop; the instructor's with times."""
    answered: str
    """The time of day of the first deed; empty: nothing was done."""
    ticket: Ticket | None
    """The record of it at the end; none: it needed none."""
    parent: str
    """The contact or alert to whose record it was linked; empty: it stands alone."""
    is_impostor: bool = False
    """Whether somebody else is calling under that name."""
    is_approved: bool = True
    """Whether those who are asked for approval will give it."""
    turn: int = 0
    """As which one the instructor took it up, from 1; 0: not at all, or nobody played it first."""

    @property
    def minute(self) -> int:
        """The simulated minute."""
        return self.at // A_MINUTE


@dataclass(frozen=True, slots=True)
class Expected:
    """A shift as textbook plays it, or as the instructor has."""

    setting: Setting
    """The shift."""
    arrivals: tuple[Arrival, ...]
    """What comes in until its end, in order of time."""
    journal: tuple[Entry, ...]
    """What was done."""
    debrief: Debrief
    """What there is to say about it."""
    findings: tuple[Finding, ...]
    """What judging found."""
    naming: Naming
    """What people call the things of it."""
    is_authored: bool = False
    """Whether it is the instructor's own play."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """What can be shown in this shift: criteria that it gives an opportunity for."""
        return tuple(dict.fromkeys(each.criterion for each in self.findings))

    def story(self, subject: str) -> Story | None:
        """All that was judged about a contact or alert."""
        return next((each for each in self.debrief.stories if each.subject == subject), None)

    def arrival(self, subject: str) -> Arrival | None:
        """The arrival with this id."""
        return next((each for each in self.arrivals if each.subject == subject), None)


class _Named(Naming):
    """Names of a shift, with those that were invented for whoever has none in the content."""

    def __init__(self, naming: Naming, roster: Mapping[str, str]) -> None:
        super().__init__(naming.setting, naming.estate, naming.subject, naming.recorded)
        self._roster = roster

    def person(self, person: str) -> str:
        """A person's name."""
        group = GroupId(person.partition("#")[0])
        if PersonId(person) not in self.setting.people and group not in self.setting.groups:
            return person
        return name_of(PersonId(person), group, self.setting, self._roster)


def expected(setting: Setting, seed: int, done: Authored | None = None) -> Expected:
    """Play a shift as textbook does, or as it was played, and read off what a class is to expect.

    Args:
        setting: The shift.
        seed: Its seed.
        done: The instructor's own run; none: textbook plays.
    """
    facts: list[f.Fact] = []
    chronicle = Chronicle()

    def take(fact: f.Fact, line: str) -> None:
        facts.append(fact)
        chronicle.take(fact, line)

    if done is None:
        shift = Shift(setting, seed, sink=take)
        play(shift, "textbook")
    else:
        shift = replay(setting, seed, done.journal, mode=done.mode, pace=done.pace, sink=take)
        if not shift.ended:
            shift.advance(setting.horizon)
    journal = tuple(shift.journal)
    roster = make_roster(setting, seed)
    called = Called(shift.desk, roster, seed)
    came = [each for each in facts if _is_arrival(each) and each.at < setting.horizon]
    cards = {_subject(each): number for number, each in enumerate(came, 1)}
    turns = {} if done is None else {each: place for place, each in enumerate(order(done), 1)}
    arrivals = tuple(
        _arrival(each, cards, shift.desk, called, chronicle, journal, turns) for each in came
    )
    shift.finish()
    found = debrief_of(setting, seed, Log(tuple(facts), tuple(shift.began)), None)
    naming = _Named(naming_of(found.debrief, setting), roster)
    return Expected(
        setting, arrivals, journal, found.debrief, found.findings, naming, done is not None
    )


def hardest(setting: Setting, seed: int) -> tuple[Debrief, Naming]:
    """The debrief of who takes what came first: where it lost most, a class will lose as well.

    Args:
        setting: The shift.
        seed: Its seed.
    """
    facts: list[f.Fact] = []
    shift = Shift(setting, seed, sink=lambda fact, _: facts.append(fact))
    play(shift, "first_come")
    shift.finish()
    log = Log(tuple(facts), tuple(shift.began))
    found = debrief_of(setting, seed, log, References()).debrief
    return found, _Named(naming_of(found, setting), make_roster(setting, seed))


def _is_arrival(fact: f.Fact) -> bool:
    if isinstance(fact, f.ContactArrived):
        return fact.chases is None
    return isinstance(fact, f.AlertRaised)


def _subject(fact: f.Fact) -> str:
    return str(getattr(fact, "contact", "") or getattr(fact, "alert", ""))


def _arrival(
    fact: f.Fact,
    cards: Mapping[str, int],
    desk: Desk,
    called: Called,
    chronicle: Chronicle,
    journal: tuple[Entry, ...],
    turns: Mapping[str, int],
) -> Arrival:
    subject = _subject(fact)
    lines = chronicle.about((subject,), desk, called, journal)
    ticket = desk.ticket_of(subject)
    own = [line for line in lines if line.who == YOU]
    parent = str(ticket.parent or "") if ticket is not None else ""
    person = fact if isinstance(fact, f.ContactArrived) else None
    contact, alert = desk.contacts.get(ContactId(subject)), desk.alerts.get(AlertId(subject))
    if contact is not None:
        channel, who = CHANNELS[contact.channel], called.person(contact.person)
        where = ", ".join(filter(None, _where(called, str(contact.person), contact.group)))
        where += " (VIP)" if contact.vip else ""
    else:
        channel, where = CHANNELS["alert"], ""
        who = called.alerted(alert) if alert is not None else ""
        if alert is not None and alert.component:
            who = called.component(alert.component)
    numbers = {
        called.number(desk.tickets[TicketId(each)]): "it" if each == subject else f"card {number}"
        for each, number in cards.items()
        if TicketId(each) in desk.tickets
    }
    deeds = tuple(_deeds(own, numbers, timed=bool(turns)))
    return Arrival(
        cards[subject], subject, fact.at, called.time(fact.at), channel, who, where,
        lines[0].words, deeds, own[0].time if own else "", ticket, parent,
        person.impostor if person is not None else False,
        person.approved if person is not None else True,
        turns.get(subject, 0),
    )  # fmt: skip


def _where(called: Called, person: str, group: GroupId) -> Iterator[str]:
    """What a person does, and where."""
    yield called.role(person)
    known = called.setting.groups[group]
    yield f"{known.name} ({people(known.people)})"


def _deeds(lines: list[Line], numbers: Mapping[str, str], *, timed: bool) -> Iterator[str]:
    """What was done, each once; words while somebody waits, with how many there were."""
    told = [(line, _plain(line, numbers)) for line in lines]
    told = [each for each in told if each[1] not in _GOES_WITHOUT]
    words = [each for _, each in told]
    first = {each: line.time for line, each in reversed(told)}
    for each in dict.fromkeys(words):
        times = words.count(each)
        when = f"{first[each]} " if timed else ""
        yield f"{when}{each} ({times} times)" if times > 1 else f"{when}{each}"


def _plain(line: Line, numbers: Mapping[str, str]) -> str:
    """A line of the chronicle as it stands on paper: with the numbers of cards."""
    words = _NEXT.sub("", line.words)
    words = re.sub(r"\b(?:INC|REQ)\d+\b", lambda found: numbers.get(found[0], found[0]), words)
    return f"asked: {words}" if line.voice == "said" else words.removesuffix(".")
