"""Builders of histories: facts with sensible parts, and a state to which they happen.

The one idea: a `Story` is what `World.record` does, without the time that passes between; a `Play`
is a running shift with its log. Both read like what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pytest

from itilsim.domain import facts as f
from itilsim.domain.commands import Command, LogTicket, PrioritiseTicket
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import (
    TRAINEE,
    Actor,
    AlertId,
    CauseId,
    ComponentId,
    ContactId,
    FaultId,
    Level,
    Mode,
    Pace,
    PersonId,
    RecordKind,
    Significance,
    TicketId,
)
from itilsim.domain.plant import Plant, named
from itilsim.domain.practices import CONSEQUENCES, decide, new_state
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.scenario import Setting
from itilsim.sim.shift import Shift
from tests.data.corner import corner

F = TypeVar("F", bound=f.Fact)


SEED = 1


def contact_id(person: str, cause: str, n: int = 1, *, seed: int = SEED) -> ContactId:
    """The id of the n-th time that a person gets in touch about a cause."""
    return ContactId(named(seed, "contact", person, cause, n))


def alert_id(arrival: str, component: str, n: int = 1, *, seed: int = SEED) -> AlertId:
    """The id of the n-th alert of a check, or of a scripted one, on an item."""
    return AlertId(named(seed, "alert", arrival, component, n))


def ticket_id(subject: str) -> TicketId:
    return TicketId(subject)


def who(facts: Iterable[f.Fact]) -> dict[str, str]:
    """The person behind each contact of a log, and what each alert of it was raised by."""
    names: dict[str, str] = {}
    for each in facts:
        if isinstance(each, f.ContactArrived):
            names[each.contact] = each.person
        elif isinstance(each, f.AlertRaised):
            names[each.alert] = each.arrival
    return names


def arrived(
    person: PersonId, symptom: str, at: int = 0, *, n: int = 1, cause: str = "", **parts: object
) -> f.ContactArrived:
    """A contact of a named person of the corner shop, by mail unless it says otherwise.

    Args:
        person: Who.
        symptom: What is reported or wished for.
        at: When.
        n: The how-manieth contact of this person about this cause.
        cause: What made the person call; an own wish or trouble if empty.
        parts: Other fields of the fact.
    """
    known = corner().people[person]
    cause = cause or f"arrival/{symptom}-{person}"
    values: dict[str, Any] = {
        "arrival": "test",
        "group": known.group,
        "vip": known.vip,
        "channel": "email",
        "effect": "stopped",
        "service": None,
        "component": None,
        "people": 1,
        "mood": "calm",
        "guess": "",
        "utterance": f"report-{symptom}",
        "patience": 900,
        "chases": None,
        "number": n,
    }
    values.update(parts)
    return f.ContactArrived(
        at,
        contact_id(person, cause, n),
        person=person,
        symptom=symptom,
        cause=CauseId(cause),
        **values,
    )


def raised(
    component: ComponentId | None,
    significance: Significance = "exception",
    at: int = 0,
    **parts: object,
) -> f.AlertRaised:
    """An alert on an item of the corner shop."""
    values: dict[str, Any] = {
        "alert": alert_id("ping", str(component)),
        "arrival": "ping",
        "utterance": "alert-ping",
        "hurts_at": None,
        "cause": CauseId(f"{component}/some/1"),
    }
    values.update(parts)
    return f.AlertRaised(at, component=component, significance=significance, **values)


def began(
    component: ComponentId, mode: str, at: int = 0, level: Level | None = None, n: int = 1
) -> f.FaultBegan:
    """A failure of an item; at the level of its mode unless it says otherwise."""
    severity = corner().modes[mode].severity if level is None else level
    return f.FaultBegan(at, FaultId(f"{component}/{mode}/{n}"), component, mode, severity)


class Story:
    """A state to which facts happen, with all that follows from them at once."""

    def __init__(self, setting: Setting | None = None, mode: Mode = "practice") -> None:
        """Begin with the first fact of a shift."""
        self.setting = setting or corner()
        self.state = new_state(self.setting)
        self.log: list[f.Fact] = []
        self.happen(f.ShiftStarted(0, self.setting.scenario.id, "", SEED, 1, "stepped", mode))

    @property
    def desk(self) -> Desk:
        return self.state.desk

    @property
    def plant(self) -> Plant:
        return self.state.plant

    def happen(self, *facts: f.Fact) -> tuple[f.Fact, ...]:
        """Let facts have happened; gives what followed from them."""
        followed: list[f.Fact] = []
        for fact in facts:
            waiting = [fact]
            for each in waiting:
                self.state.apply(each)
                self.log.append(each)
                rules = CONSEQUENCES.get(type(each), ())
                following = [fact for follows in rules for fact in follows(each, self.state)]
                waiting.extend(following)
                followed.extend(following)
        return tuple(followed)

    def decide(
        self, command: Command, at: int | None = None, actor: Actor = TRAINEE
    ) -> tuple[f.Fact, ...]:
        """The facts that a command makes now, as a tuple."""
        return decide(command, self.state, self.desk.at if at is None else at, actor)

    def do(self, *commands: Command, at: int | None = None, actor: Actor = TRAINEE) -> None:
        """Let commands take effect, one after another."""
        for command in commands:
            self.happen(*self.decide(command, at, actor))

    def refuses(self, command: Command, at: int | None = None, actor: Actor = TRAINEE) -> str:
        """The words with which a command is refused; fails if it is not."""
        facts, revision = len(self.log), self.desk.revision
        with pytest.raises(Refused) as refused:
            self.decide(command, at, actor)
        assert (len(self.log), self.desk.revision) == (facts, revision)
        return str(refused.value)

    def contact(self, subject: str) -> Contact:
        return self.desk.contacts[ContactId(subject)]

    def alert(self, subject: str) -> Alert:
        return self.desk.alerts[AlertId(subject)]

    def ticket(self, subject: str) -> Ticket:
        return self.desk.tickets[TicketId(subject)]

    def call(self, person: PersonId, symptom: str, **parts: object) -> ContactId:
        """Somebody gets in touch; gives the contact."""
        values: dict[str, Any] = dict(parts)
        fact = arrived(person, symptom, **values)
        self.happen(fact)
        return fact.contact

    def alarm(
        self,
        component: ComponentId | None,
        significance: Significance = "exception",
        **parts: object,
    ) -> AlertId:
        """Monitoring shows something; gives the alert."""
        values: dict[str, Any] = dict(parts)
        fact = raised(component, significance, **values)
        self.happen(fact)
        return fact.alert

    def logged(
        self, subject: str, record: RecordKind = "incident", rated: tuple[int, int] | None = (2, 2)
    ) -> TicketId:
        """A record of a contact or alert; an incident is rated too."""
        self.do(LogTicket(ContactId(subject), record))
        if record == "incident" and rated is not None:
            self.do(PrioritiseTicket(TicketId(subject), *rated))
        return TicketId(subject)


class Play:
    """A running shift with its log."""

    def __init__(
        self,
        setting: Setting | None = None,
        seed: int = SEED,
        *,
        mode: Mode = "practice",
        pace: Pace = "paced",
    ) -> None:
        """Begin; paced, so that time is the test's alone."""
        self.log: list[f.Fact] = []
        self.setting = setting or corner()
        self._listeners: list[Callable[[f.Fact], None]] = [self.log.append]
        self.shift = Shift(self.setting, seed, mode=mode, pace=pace, sink=self._heard)

    def _heard(self, fact: f.Fact, _line: str) -> None:
        for listener in self._listeners:
            listener(fact)

    def listen(self, listener: Callable[[f.Fact], None]) -> None:
        """Let somebody hear of all facts, past ones first."""
        for fact in self.log:
            listener(fact)
        self._listeners.append(listener)

    @property
    def desk(self) -> Desk:
        return self.shift.desk

    def happens(self, *facts: f.Fact) -> None:
        """Let something happen in the world now, as a source would."""
        for fact in facts:
            self.shift._world.record(fact)

    def do(self, *commands: Command, actor: Actor = TRAINEE) -> None:
        """Do things; paced all in one second, as if none of them took time."""
        for command in commands:
            self.shift.submit(command, actor)
            if self.shift.pace == "paced":
                self.shift._busy.clear()

    def until(self, second: int) -> None:
        self.shift.advance(second)

    def finish(self) -> None:
        self.shift.finish()

    def all(self, kind: type[F]) -> list[F]:
        """All facts of a type so far, in order."""
        return [each for each in self.log if isinstance(each, kind)]

    def one(self, kind: type[F]) -> F:
        """The only fact of a type so far."""
        found = self.all(kind)
        assert len(found) == 1, [each.at for each in found]
        return found[0]

    def none(self, kind: type[f.Fact]) -> bool:
        """Nothing of a type has happened."""
        return not self.all(kind)

    def call(self, person: PersonId, symptom: str, **parts: object) -> ContactId:
        """Somebody gets in touch now; gives the contact."""
        values: dict[str, Any] = dict(parts)
        fact = arrived(person, symptom, self.shift.at, **values)
        self.happens(fact)
        return fact.contact

    def logged(
        self, subject: str, record: RecordKind = "incident", rated: tuple[int, int] | None = (2, 2)
    ) -> TicketId:
        """A record of a contact or alert; an incident is rated too."""
        self.do(LogTicket(ContactId(subject), record))
        if record == "incident" and rated is not None:
            self.do(PrioritiseTicket(TicketId(subject), *rated))
        return TicketId(subject)


def kinds(facts: Iterable[f.Fact]) -> list[str]:
    """The stable words of facts."""
    return [each.kind for each in facts]
