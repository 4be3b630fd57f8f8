"""A log read into what happened in the life of each record.

The one idea: the log is folded once, through `State`, so that records say what the desk's records
said. What was true comes from the table of records alone (`incidents_csv`), which tells it only
once a shift has ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from itilsim.domain import facts as f
from itilsim.domain.bounds import NEVER
from itilsim.domain.names import CALLER, SERVICE_DESK, SHIFT_LEAD, ComponentId, ServiceId, TicketId
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State
from itilsim.exchange.happenings import (
    AT_THE_END,
    BY_ITSELF,
    RECORDS,
    SHOWN,
    SPEAKING,
    TOLD,
    Change,
    Happening,
    Kind,
    Lives,
    Part,
    Thing,
    Told,
    Value,
    Wording,
    writable,
)
from itilsim.exchange.incidents_csv import incident_rows


def lives_of(setting: Setting, facts: Sequence[f.Fact], wording: Wording) -> Lives:
    """Read a log.

    Args:
        setting: The resolved scenario.
        facts: The log, whole or as far as it goes.
        wording: Words for codes.
    """
    opened = [fact.ticket for fact in facts if isinstance(fact, f.TicketOpened)]
    rows = incident_rows(setting, facts, wording.numbered)
    lives = Lives({Thing("record", id_): row for id_, row in zip(opened, rows, strict=True)})
    reading = _Reading(setting, wording, lives)
    for position, fact in enumerate(facts):
        reading.take(position, fact)
    reading.finish()
    return lives


class _Reading:
    """The fold."""

    def __init__(self, setting: Setting, wording: Wording, lives: Lives) -> None:
        self._setting = setting
        self._wording = wording
        self._lives = lives
        # Closed records stay: whoever is told about them late still takes part.
        self._state: State = new_state(setting, keeps_closed=NEVER)
        self._contacts: dict[str, f.ContactArrived] = {}
        self._alerts: dict[str, f.AlertRaised] = {}
        self._shown: dict[tuple[Thing, str], Value] = {}
        self._known: dict[Thing, None] = {}
        self._assigned: set[str] = set()

    def take(self, position: int, fact: f.Fact) -> None:
        """See one fact."""
        lives = self._lives
        if isinstance(fact, f.ContactArrived):
            self._contacts[fact.contact] = fact
        elif isinstance(fact, f.AlertRaised):
            self._alerts[fact.alert] = fact
        elif isinstance(fact, f.ProblemRaised):
            number = lives.rows[Thing("record", fact.ticket)]["number"]
            lives.problems[Thing("problem", fact.problem)] = number
        told = TOLD.get(type(fact))
        # Once each, under what it is first of all: tools keep one qualifier for a pair.
        parts: dict[Thing, Part] = {}
        for part in self._parts(fact, told) if told is not None else ():
            parts.setdefault(part.thing, part)
        self._state.apply(fact)
        lives.until = fact.at
        lives.ended = lives.ended or isinstance(fact, f.AftermathEnded)
        if told is None or not parts:
            return
        resource, group = self._doer(fact)
        details = {name: getattr(fact, name) for name in told.details}
        said = {name: value for name, value in details.items() if value not in (None, "")}
        activity, transition = writable(self._wording.happened[fact.kind]), self._transition(fact)
        lives.happenings.append(
            Happening(
                position, fact.at, activity, transition, resource, group, said,
                tuple(parts.values()),
            )
        )  # fmt: skip
        for thing in parts:
            self._follow(thing, fact)

    def finish(self) -> None:
        """What is known only at the end."""
        lives, desk = self._lives, self._state.desk
        for thing, row in lives.rows.items():
            lives.changes += [
                Change(thing, name, row[name], lives.until) for name in AT_THE_END if row[name]
            ]
            ticket = desk.tickets[TicketId(thing.id)]
            self._relate(thing, "child of", "record", ticket.parent)
            self._relate(thing, "about", "service", ticket.service)
            self._relate(thing, "about", "component", ticket.component)
            self._relate(thing, "investigated in", "problem", ticket.problem)
            contact = desk.contact_of(ticket)
            self._relate(thing, "raised by", "person", contact.person if contact else None)
        for thing in self._known:
            if thing.kind == "approval":
                self._relate(thing, "for", "record", thing.id.partition("/")[0])
            elif thing.kind in ("service", "component"):
                for need in self._state.estate.dependents.get(thing.id, ()):
                    self._relate(thing, "needed by", "service", need)
                    self._relate(thing, "needed by", "component", need)

    def _relate(self, thing: Thing, qualifier: str, kind: Kind, other: str | None) -> None:
        """Relate a thing to another one, if that took part in anything."""
        if other is not None and Thing(kind, other) in self._known:
            self._lives.relations.append((thing, Part(Thing(kind, other), qualifier)))

    def _parts(self, fact: f.Fact, told: Told) -> Iterator[Part]:
        """What takes part in a fact: first the records, in whose life it is."""
        for name, qualifier in RECORDS.items():
            named = getattr(fact, name, None) or ()
            for each in (named,) if isinstance(named, str) else named:
                yield from self._record(each, qualifier)
        for ticket in self._declared(fact):
            yield Part(Thing("record", ticket), "record")
        yield from self._people(fact)
        yield from self._items(fact)
        if isinstance(fact, f.ApprovalAsked | f.ApprovalGiven):
            yield Part(Thing("approval", f"{fact.ticket}/{fact.step}"), "approval")
        if team := getattr(fact, "team", None):
            yield Part(Thing("team", team), told.team)
        if team := self._team(_actor(fact)):
            yield Part(Thing("team", team), "by")

    def _record(self, named: str, qualifier: str) -> Iterator[Part]:
        """A record or problem by its name, or a record by a contact that asks about it again."""
        first = named
        while (contact := self._contacts.get(first)) is not None and contact.chases:
            first = contact.chases
        if (record := Thing("record", first)) in self._lives.rows:
            yield Part(record, qualifier)
        elif (problem := Thing("problem", named)) in self._lives.problems:
            yield Part(problem, "problem" if qualifier == "record" else qualifier)

    def _declared(self, fact: f.Fact) -> Iterator[TicketId]:
        """Open records about an item that is declared a major incident."""
        if isinstance(fact, f.MajorDeclared):
            desk = self._state.desk
            yield from (one for one in desk.open if desk.tickets[one].component == fact.subject)

    def _people(self, fact: f.Fact) -> Iterator[Part]:
        """The person on the line, or whom a record is about when they are spoken with."""
        contact = self._contacts.get(getattr(fact, "contact", ""))
        if contact is None and isinstance(fact, SPEAKING):
            contact = self._contacts.get(fact.ticket)
        if contact is not None:
            yield Part(Thing("person", contact.person), "caller")

    def _items(self, fact: f.Fact) -> Iterator[Part]:
        """Services and items that a fact names; of an alert the item, or whose concern it is."""
        estate = self._state.estate
        subject = getattr(fact, "subject", "")
        alert = self._alerts.get(getattr(fact, "alert", ""))
        if alert is None and Thing("record", subject) not in self._lives.rows:
            alert = self._alerts.get(subject)
        if alert is not None and alert.component:
            yield Part(Thing("component", alert.component), "item")
        elif isinstance(fact, f.AlertRaised):
            yield Part(Thing("team", fact.owner or SERVICE_DESK), "concern of")
        if (service := getattr(fact, "service", None)) in estate.services:
            yield Part(Thing("service", str(service)), "service")
        component = subject if isinstance(fact, f.MajorDeclared) else getattr(fact, "component", "")
        if component in estate.components:
            yield Part(Thing("component", component), "item")
        if isinstance(fact, f.HandoverWritten) and fact.risk in estate.components:
            yield Part(Thing("component", fact.risk), "risk")

    def _team(self, actor: str) -> str:
        """The team of a seat; empty of who belongs to none."""
        if actor in ("", CALLER, SHIFT_LEAD):
            return ""
        return actor if actor in self._setting.teams else SERVICE_DESK

    def _doer(self, fact: f.Fact) -> tuple[str, str]:
        """Who did it, and of which team or group."""
        actor = _actor(fact)
        contact = self._contacts.get(getattr(fact, "contact", ""))
        if actor == CALLER:
            contact, actor = self._contacts.get(getattr(fact, "ticket", "")), ""
        if actor:
            team = self._team(actor)
            return (self._setting.teams[team].name if actor == team else actor), team
        if contact is not None:
            return self._wording.person(contact.person, contact.group), contact.group
        if team := getattr(fact, "team", ""):
            known = self._setting.teams.get(team)
            return (known.name if known else team), team
        return BY_ITSELF.get(type(fact), CALLER), ""

    def _transition(self, fact: f.Fact) -> str:
        """What it is in the standard lifecycle; a record that had a team is given anew."""
        if isinstance(fact, f.TicketAssigned):
            if fact.ticket in self._assigned:
                return "reassign"
            self._assigned.add(fact.ticket)
        return TOLD[type(fact)].transition

    def _follow(self, thing: Thing, fact: f.Fact) -> None:
        """Note what a thing says of itself, if that is new."""
        if thing not in self._known:
            self._known[thing] = None
            self._note(thing, self._static(thing), None)
        if thing.kind == "record":
            ticket = self._state.desk.tickets.get(TicketId(thing.id))
            if ticket is not None:
                self._note(thing, {name: of(ticket) for name, of in SHOWN.items()}, fact.at)
        elif isinstance(fact, f.ApprovalAsked | f.ApprovalGiven) and thing.kind == "approval":
            state = "asked"
            if isinstance(fact, f.ApprovalGiven):
                state = "granted" if fact.granted else "rejected"
            self._note(thing, {"state": state}, fact.at)

    def _note(self, thing: Thing, values: Mapping[str, Value | None], at: int | None) -> None:
        for name, value in values.items():
            before = self._shown.get((thing, name))
            if value is None or value == before or (value == "" and before is None):
                continue
            self._shown[thing, name] = value
            self._lives.changes.append(Change(thing, name, value, at))

    def _static(self, thing: Thing) -> Mapping[str, Value | None]:
        """What a thing is from the first to the last second."""
        setting, estate = self._setting, self._state.estate
        if thing.kind == "record":
            row = self._lives.rows[thing]
            return {"number": row["number"], "channel": row["channel"]}
        if thing.kind == "problem":
            return {"first_incident": self._lives.problems[thing]}
        if thing.kind == "service":
            service = estate.services[ServiceId(thing.id)]
            return {"name": service.name, "class": service.service_class}
        if thing.kind == "component":
            item = estate.components[ComponentId(thing.id)]
            return {"name": item.name, "class": item.kind, "owner": item.owner}
        if thing.kind == "team":
            team = setting.teams.get(thing.id)
            return {"name": team.name, "function": team.function} if team else {}
        if thing.kind == "approval":
            return {"step": thing.id.partition("/")[2]}
        contact = next(one for one in self._contacts.values() if one.person == thing.id)
        name = self._wording.person(contact.person, contact.group)
        return {"name": name, "group": contact.group, "vip": contact.vip}


def _actor(fact: f.Fact) -> str:
    """The seat that did it, or the author of a note; empty: nobody at the desk."""
    return str(getattr(fact, "actor", "") or getattr(fact, "author", ""))
