"""Problems that were raised; so short because each practice has its own file of facts."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, ProblemId, TicketId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class ProblemRaised(Fact):
    """A problem record was raised from an incident."""

    kind = "problem-raised"
    problem: ProblemId
    """The problem."""
    ticket: TicketId
    """Its first incident."""
    actor: Actor
    """Who."""
    incidents: tuple[str, ...]
    """Further incidents linked to it: records, or numbers from the history."""
