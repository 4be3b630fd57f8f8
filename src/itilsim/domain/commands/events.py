"""What a seat may wish to do with an alert."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.commands.base import Command
from itilsim.domain.names import AlertId, Significance, TeamId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class AcknowledgeAlert(Command):
    """Look at an alert and say what it is."""

    kind = "acknowledge-alert"
    seconds = 10
    alert: AlertId
    """Which."""
    significance: Significance
    """What it is taken for."""


@quick
@dataclass(frozen=True, slots=True)
class AlertTeam(Command):
    """Send an alert to a team without a record."""

    kind = "alert-team"
    seconds = 30
    alert: AlertId
    """Which."""
    team: TeamId
    """To whom."""
