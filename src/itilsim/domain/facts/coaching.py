"""Help of coach or tutor: it changes nothing at the desk, and counts where a decision is judged."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class HintGiven(Fact):
    """With a coach, at its price, or with a tutor a hint was asked for."""

    kind = "hint-given"
    actor: Actor
    """Who asked."""
    subject: str
    """Contact, alert or record."""
    field: str
    """Which decision, like `impact`."""
    rung: int
    """How much was told: 1 where to look, 2 the rule, 3 the answer."""


@quick
@dataclass(frozen=True, slots=True)
class FeedbackGiven(Fact):
    """In coached mode a decision was called wrong, on the evidence; a correction is prompted."""

    kind = "feedback-given"
    actor: Actor
    """Who heard it."""
    subject: str
    """Contact, alert or record."""
    field: str
    """Which decision."""
