"""A log read a second time, from its lines: who has which events, and what takes part in them.

The one idea: the exports fold facts through `State`; this reads the JSON of the log with a few
sentences of its own, and shares nothing with them but the log. Where the two differ, one is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from itilsim.domain.scenario import Setting

UNSEEN = {
    "shift-started", "shift-ended", "aftermath-ended",  # of the shift, not of a record
    "fault-began", "fault-struck", "fault-repaired", "level-changed", "workaround-taken",
    "trouble-settled",  # the truth
    "hint-given", "feedback-given", "choice-rejected", "tutor-answered",  # between trainee and help
}  # fmt: skip
"""Kinds of facts that are in nobody's life."""
SINGLE = ("ticket", "contact", "alert", "subject", "parent", "problem")
SEVERAL = ("incidents", "items")
SPOKEN = ("ticket-opened", "caller-updated", "restoration-confirmed", "workaround-applied",
          "ticket-reopened")  # fmt: skip
"""Kinds of facts about a record in which somebody speaks with its caller."""
GIVEN = ("ticket-assigned", "team-alerted")
"""Kinds of facts whose team gets something."""
AS = {"parent": "parent", "incidents": "incident", "items": "handed over", "promise": "promised"}
"""What a record is to a fact that names it under another name than its own."""

Fact = dict[str, Any]
Relation = tuple[str, str]
"""An object and as what it takes part."""


@dataclass
class Reading:
    """What the lines say."""

    events: dict[int, set[Relation]] = field(default_factory=dict)
    """By position: what takes part."""
    lives: dict[str, list[int]] = field(default_factory=dict)
    """By record and problem: the positions of its events."""
    at: dict[int, int] = field(default_factory=dict)
    """By position: when."""
    kinds: dict[int, str] = field(default_factory=dict)
    """By position: what."""
    values: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)
    """By record and `priority`, `status` or `team`: its values, each with the second it came."""

    @property
    def objects(self) -> set[str]:
        """Everything that takes part in something."""
        return {thing for parts in self.events.values() for thing, _ in parts}

    def seconds(self, record: str) -> int:
        """From the first to the last event of a life."""
        own = self.lives[record]
        return self.at[own[-1]] - self.at[own[0]]


class _Reader:
    def __init__(self, setting: Setting, facts: list[Fact]) -> None:
        self.setting = setting
        organisation = setting.organisation
        self.components = {each.id for each in organisation.components}
        self.services = {each.id for each in organisation.services}
        self.teams = {each.id for each in organisation.teams}
        self.contacts = {each["contact"]: each for each in facts if each["kind"] == _ARRIVED}
        self.alerts = {each["alert"]: each for each in facts if each["kind"] == "alert-raised"}
        self.records = {each["ticket"] for each in facts if each["kind"] == "ticket-opened"}
        self.problems = {each["problem"] for each in facts if each["kind"] == "problem-raised"}
        self.item: dict[str, str | None] = {}
        self.open: set[str] = set()

    def parts(self, fact: Fact) -> Iterator[Relation]:
        kind = fact["kind"]
        for name, value in self.named(fact):
            yield from self.life(name, value)
        if kind == "major-declared":
            for record in sorted(self.open):
                if self.item[record] == fact["subject"]:
                    yield f"record:{record}", "record"
        yield from self.people(fact)
        yield from self.things(fact)
        if kind.startswith("approval"):
            yield f"approval:{fact['ticket']}/{fact['step']}", "approval"

    def people(self, fact: Fact) -> Iterator[Relation]:
        caller = self.contacts.get(fact.get("contact", ""))
        if fact["kind"] in SPOKEN:
            caller = self.contacts.get(fact["ticket"])
        if caller is not None:
            yield f"person:{caller['person']}", "caller"
        if fact.get("team"):
            yield f"team:{fact['team']}", "to" if fact["kind"] in GIVEN else "by"
        who = fact.get("actor") or fact.get("author")
        if who in self.teams:
            yield f"team:{who}", "by"
        elif who not in (None, "caller", "shift_lead"):
            yield "team:SD", "by"

    def things(self, fact: Fact) -> Iterator[Relation]:
        about = fact.get("alert") or fact.get("subject", "")
        alert = self.alerts.get(about)
        if alert is not None and ("alert" in fact or about not in self.records):
            if alert["component"]:
                yield f"component:{alert['component']}", "item"
            elif fact["kind"] == "alert-raised":
                yield f"team:{alert['owner'] or 'SD'}", "concern of"
        for name, known, word in (
            ("service", self.services, "service"),
            ("component", self.components, "item"),
            ("risk", self.components, "risk"),
        ):
            if fact.get(name) in known:
                yield f"{'service' if known is self.services else 'component'}:{fact[name]}", word
        if fact["kind"] == "major-declared" and fact["subject"] in self.components:
            yield f"component:{fact['subject']}", "item"

    def named(self, fact: Fact) -> Iterator[tuple[str, str]]:
        for name in SINGLE:
            if fact.get(name):
                yield name, fact[name]
        for name in SEVERAL:
            for each in fact.get(name, ()):
                yield name, each
        if fact.get("promise"):
            yield "promise", fact["promise"]

    def life(self, name: str, value: str) -> Iterator[Relation]:
        while value in self.contacts and self.contacts[value]["chases"]:
            value = self.contacts[value]["chases"]
        if value in self.records:
            yield f"record:{value}", AS.get(name, "record")
        elif value in self.problems:
            yield f"problem:{value}", AS.get(name, "problem")

    def follow(self, fact: Fact) -> None:
        kind, record = fact["kind"], fact.get("ticket")
        if kind in ("ticket-opened", "ticket-categorised"):
            self.item[fact["ticket"]] = fact["component"]
        if kind in ("ticket-opened", "ticket-reopened"):
            self.open.add(fact["ticket"])
        elif kind in ("ticket-resolved", "ticket-cancelled"):
            self.open.discard(str(record))


_ARRIVED = "contact-arrived"
_STATUS = {
    "ticket-opened": "in_progress",
    "ticket-held": "on_hold",
    "ticket-resumed": "in_progress",
    "ticket-resolved": "resolved",
    "ticket-closed": "closed",
    "ticket-reopened": "in_progress",
    "ticket-cancelled": "cancelled",
}


def read_again(setting: Setting, lines: Iterable[str]) -> Reading:
    """Read the lines of a log."""
    facts: list[Fact] = [json.loads(line) for line in lines]
    reader, found = _Reader(setting, facts), Reading()
    found.lives = {each: [] for each in (*reader.records, *reader.problems)}
    for position, fact in enumerate(facts):
        parts: dict[str, str] = {}
        if fact["kind"] not in UNSEEN:
            for thing, qualifier in reader.parts(fact):
                parts.setdefault(thing, qualifier)
        reader.follow(fact)
        if not parts:
            continue
        found.events[position] = set(parts.items())
        found.at[position], found.kinds[position] = fact["at"], fact["kind"]
        for life in {thing.partition(":")[2] for thing in parts if _lives(thing)}:
            found.lives[life].append(position)
        for name, value in _values(setting, fact):
            told = found.values.setdefault((fact["ticket"], name), [])
            if not told or told[-1][1] != value:
                told.append((fact["at"], value))
    return found


def _lives(thing: str) -> bool:
    return thing.startswith(("record:", "problem:"))


def _values(setting: Setting, fact: Fact) -> Iterator[tuple[str, str]]:
    """What a fact makes of priority, status and team of its record."""
    kind = fact["kind"]
    if kind in _STATUS:
        yield "status", _STATUS[kind]
    if kind == "ticket-opened":
        yield "team", "SD"
    elif kind == "ticket-assigned":
        yield "team", fact["team"]
    elif kind == "ticket-returned":
        yield "team", "SD"
    elif kind == "ticket-prioritised":
        yield "priority", str(fact["priority"])
    elif kind == "model-started":
        urgent = next(one.urgent for one in setting.library.request_models
                      if one.id == fact["model"])  # fmt: skip
        yield "priority", "3" if urgent else "4"
