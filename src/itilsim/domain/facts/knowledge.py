"""Known errors and articles that were searched and used."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, TicketId
from itilsim.domain.quick import quick


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
