"""What monitoring shows, and what the desk does with it.

An alert's `cause` is part of the truth: the Desk never shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import Actor, AlertId, CauseId, ComponentId, Significance, TeamId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class AlertRaised(Fact):
    """Monitoring shows something."""

    kind = "alert-raised"
    alert: AlertId
    """The alert."""
    arrival: str
    """Scripted arrival, or the check that raised it."""
    component: ComponentId | None
    """The item it is about, if it is about one."""
    significance: Significance
    """What it is by the check's rules; shown as a colourless severity word."""
    utterance: str
    """What the console shows."""
    hurts_at: int | None
    """Second at which the visible trend reaches its limit."""
    cause: CauseId
    """Truth: the fault behind it, or `arrival/<id>`."""
    owner: TeamId | None = None
    """The team whose concern it is, where it is about no item."""


@quick
@dataclass(frozen=True, slots=True)
class AlertCleared(Fact):
    """Monitoring sees the item working again."""

    kind = "alert-cleared"
    alert: AlertId
    """The alert."""


@quick
@dataclass(frozen=True, slots=True)
class AlertAcknowledged(Fact):
    """An alert has been looked at and classified."""

    kind = "alert-acknowledged"
    alert: AlertId
    """The alert."""
    actor: Actor
    """Who."""
    significance: Significance
    """What the desk takes it for."""


@quick
@dataclass(frozen=True, slots=True)
class TeamAlerted(Fact):
    """A team has been sent an alert, without a record."""

    kind = "team-alerted"
    alert: AlertId
    """The alert."""
    actor: Actor
    """Who sent it."""
    team: TeamId
    """To whom."""
