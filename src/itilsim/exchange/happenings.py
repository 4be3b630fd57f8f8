"""What happened in the life of each record, as the formats of process mining take it.

The one idea: a log is told as happenings, each with what takes part in it and how, and as values
that things have from some second on; formats only write that down. Which facts are told, and which
of their fields, stands in one table here: only what can be seen at the desk, so that of a shift
that has not ended nothing is told but what its player knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from itilsim.domain import facts as f
from itilsim.domain.names import GroupId, PersonId
from itilsim.domain.records import Ticket
from itilsim.exchange.incidents_csv import Numbered, Row

Kind: TypeAlias = Literal["record", "problem", "service", "component", "person", "team", "approval"]
"""What can take part in a happening."""
Value: TypeAlias = str | int | bool
"""What a happening or a thing says; a second of the scenario where its name is in `MOMENTS`."""

MOMENTS: Final = frozenset({"next_update"})
"""Names of values that are seconds of the scenario."""

_UNWRITABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: XML 1.0, production 2 (Char)."""


def writable(text: str) -> str:
    """A text without what no XML or UTF-8 can hold; in its place stands U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for what only has codes here."""

    numbered: Numbered
    """How records are numbered for people."""
    happened: Mapping[str, str]
    """What a fact is called, by its stable word."""
    person: Callable[[PersonId, GroupId], str]
    """What a person is called."""


class Thing(NamedTuple):
    """Something that takes part."""

    kind: Kind
    """What it is."""
    id: str
    """Its id among those of its kind; an approval's is that of its record, a slash and its step."""


class Part(NamedTuple):
    """How something takes part."""

    thing: Thing
    """What."""
    qualifier: str
    """As what, like `caller`."""


class Change(NamedTuple):
    """A value of a thing from some second on."""

    thing: Thing
    """Of what."""
    name: str
    """Of which attribute."""
    value: Value
    """The value."""
    at: int | None
    """Since when; none: it was never otherwise."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One fact that reached the desk."""

    position: int
    """Its place in the log, from 0."""
    at: int
    """Second since the scenario began."""
    activity: str
    """What happened, in words."""
    transition: str
    """What it is in the standard lifecycle of XES."""
    resource: str
    """Who did it: a seat, a caller, a team, `monitoring`, `clock` or `approver`."""
    group: str
    """Team or user group of whoever did it; empty: neither."""
    details: Mapping[str, Value]
    """What the fact says besides."""
    parts: tuple[Part, ...]
    """What takes part in it, each once; never empty."""


@dataclass(slots=True)
class Lives:
    """All that a log has to tell of its records."""

    rows: dict[Thing, Row]
    """The records in order of logging, with what the table of records says of each."""
    problems: dict[Thing, str] = field(default_factory=dict)
    """Problems in order of being raised, with the number of their first incident."""
    happenings: list[Happening] = field(default_factory=list)
    """What happened, in order."""
    changes: list[Change] = field(default_factory=list)
    """Values of everything that took part, in order of time for each thing and attribute."""
    relations: list[tuple[Thing, Part]] = field(default_factory=list)
    """What each thing has to do with others, as it stood at the end of the log."""
    until: int = 0
    """The second of the last fact."""
    ended: bool = False
    """The shift and its aftermath are over."""

    @property
    def last(self) -> int:
        """The last second that anything in it names."""
        moments = (
            value
            for one in self.happenings
            for name, value in one.details.items()
            if name in MOMENTS
        )
        return max((self.until, *map(int, moments)))

    def traces(self) -> dict[Thing, list[Happening]]:
        """What happened in the life of each record and problem; an event of two is in both."""
        found: dict[Thing, list[Happening]] = {each: [] for each in (*self.rows, *self.problems)}
        for one in self.happenings:
            for part in one.parts:
                if part.thing in found:
                    found[part.thing].append(one)
        return found


@dataclass(frozen=True, slots=True)
class Told:
    """How a kind of fact is told."""

    details: tuple[str, ...] = ()
    """Fields that can be seen at the desk and are told as they are."""
    team: str = "by"
    """What a team in it is to it."""
    transition: str = "complete"
    """What it is in the standard lifecycle of XES."""


_RECORDED: Final = ("record", "category", "service", "component")
# A severity is left out: a tutor asks for it. So is all that a caller has not said.
TOLD: Final[Mapping[type[f.Fact], Told]] = {
    f.ContactArrived: Told(("channel", "symptom")),
    f.CallAbandoned: Told(),
    f.CallTaken: Told(),
    f.CallEnded: Told(),
    f.CallerReplied: Told(("article",)),
    f.QuestionAsked: Told(("question",)),
    f.QuestionAnswered: Told(("question", "answer")),
    f.IdentityVerified: Told(("passed",)),
    f.AlertRaised: Told(),
    f.AlertCleared: Told(),
    f.AlertAcknowledged: Told(("significance",)),
    f.TeamAlerted: Told(("team",), team="to"),
    f.TicketOpened: Told(_RECORDED),
    f.TicketCategorised: Told(_RECORDED),
    f.TicketPrioritised: Told(("impact", "urgency", "priority", "disputed")),
    f.TicketAssigned: Told(("team",), team="to", transition="assign"),
    f.TicketEscalated: Told(),
    f.MajorDeclared: Told(),
    f.TicketLinked: Told(),
    f.TicketUnlinked: Told(),
    f.WorkStarted: Told(("team",), transition="start"),
    f.NoteAdded: Told(("code",)),
    f.TicketReturned: Told(("team", "evidence"), transition="reassign"),
    f.RepairReported: Told(("team", "code")),
    f.KnowledgeSearched: Told(),
    f.WorkaroundApplied: Told(("known_error", "percent")),
    f.CallerUpdated: Told(("next_update",)),
    f.NoticeSent: Told(("known_error", "next_update")),
    f.RestorationConfirmed: Told(("restored",)),
    f.TicketHeld: Told(("reason",), transition="suspend"),
    f.TicketResumed: Told(transition="resume"),
    f.TicketResolved: Told(("code",)),
    f.TicketClosed: Told(),
    f.TicketReopened: Told(),
    f.TicketCancelled: Told(transition="pi_abort"),
    f.TargetMissed: Told(("clock", "priority")),
    f.ModelStarted: Told(("model",)),
    f.ApprovalAsked: Told(("step",), transition="schedule"),
    f.ApprovalGiven: Told(("step", "granted")),
    f.StepFulfilled: Told(("step",)),
    f.RequestRefused: Told(("reason",)),
    f.ProblemRaised: Told(),
    f.HandoverWritten: Told(),
}
"""What reaches the desk and belongs to the life of something."""

SHOWN: Final[Mapping[str, Callable[[Ticket], Value | None]]] = {
    "kind": lambda ticket: ticket.record,
    "status": lambda ticket: ticket.state,
    "priority": lambda ticket: ticket.priority,
    "impact": lambda ticket: ticket.impact,
    "urgency": lambda ticket: ticket.urgency,
    "team": lambda ticket: ticket.team,
    "service": lambda ticket: ticket.service or "",
    "ci": lambda ticket: ticket.component or "",
    "category": lambda ticket: ticket.category or "",
    "hold_reason": lambda ticket: ticket.hold_reason or "",
    "major": lambda ticket: ticket.major,
}
"""Attributes of a record that change while it lives."""
AT_THE_END: Final = (
    "made_response", "made_resolution",
    "true_kind", "true_impact", "true_urgency", "true_team", "true_cause",
)  # fmt: skip
"""Columns of the table of records that are known only at the end of a log."""


RECORDS: Final[Mapping[str, str]] = {
    "ticket": "record",
    "contact": "record",
    "alert": "record",
    "subject": "record",
    "parent": "parent",
    "problem": "record",
    "incidents": "incident",
    "items": "handed over",
    "promise": "promised",
}
"""Fields of facts that name records or problems, and what these are to it."""
SPEAKING: Final = (
    f.TicketOpened, f.CallerUpdated, f.RestorationConfirmed, f.WorkaroundApplied, f.TicketReopened,
)  # fmt: skip
"""Facts about a record with whose caller somebody speaks."""
BY_ITSELF: Final[Mapping[type[f.Fact], str]] = {
    f.AlertRaised: "monitoring",
    f.AlertCleared: "monitoring",
    f.TargetMissed: "clock",
    f.ApprovalGiven: "approver",
}
"""Who did what nobody at the desk did."""
