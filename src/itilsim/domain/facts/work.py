"""Work on a record: teams that look and repair, knowledge that is used, people who are told."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, GroupId, TeamId, TicketId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class WorkStarted(Fact):
    """Somebody in a team has taken the record or alert up."""

    kind = "work-started"
    subject: str
    """The record or alert."""
    team: TeamId
    """The team."""


@quick
@dataclass(frozen=True, slots=True)
class NoteAdded(Fact):
    """A work note, as a code; never seen by the caller."""

    kind = "note-added"
    subject: str
    """The record or alert."""
    author: str
    """Team or seat."""
    code: str
    """What it says."""


@quick
@dataclass(frozen=True, slots=True)
class TicketReturned(Fact):
    """A team sent a record back with the evidence that excludes it."""

    kind = "ticket-returned"
    ticket: TicketId
    """The record."""
    team: TeamId
    """Who sent it back."""
    evidence: str
    """Code of the evidence."""


@quick
@dataclass(frozen=True, slots=True)
class RepairReported(Fact):
    """A team has done its part; nobody has asked the callers yet."""

    kind = "repair-reported"
    subject: str
    """The record or alert."""
    team: TeamId
    """The team."""
    code: str
    """What was found."""


@quick
@dataclass(frozen=True, slots=True)
class KnowledgeSearched(Fact):
    """Known errors and articles were searched."""

    kind = "knowledge-searched"
    subject: str
    """Contact, alert or record for which."""
    actor: Actor
    """Who."""


@quick
@dataclass(frozen=True, slots=True)
class WorkaroundApplied(Fact):
    """A person was led through a known error's workaround or an article."""

    kind = "workaround-applied"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    known_error: str
    """Known error or article."""
    percent: int
    """Share of the lost work that came back; 0: it did not help."""


@quick
@dataclass(frozen=True, slots=True)
class CallerUpdated(Fact):
    """The caller of a record was told how things stand."""

    kind = "caller-updated"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    next_update: int | None
    """Second by which the next word was promised."""


@quick
@dataclass(frozen=True, slots=True)
class NoticeSent(Fact):
    """Everyone who hangs on a record was told how things stand."""

    kind = "notice-sent"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who."""
    groups: tuple[GroupId, ...]
    """Who was told."""
    known_error: str
    """Workaround in the notice, or empty."""
    next_update: int | None
    """Second by which the next word was promised."""


@quick
@dataclass(frozen=True, slots=True)
class RestorationConfirmed(Fact):
    """The callers were asked whether it works again."""

    kind = "restoration-confirmed"
    ticket: TicketId
    """The record."""
    actor: Actor
    """Who asked."""
    restored: bool
    """Everyone who was asked says yes."""
