"""What a seat may wish to do with an alert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from itilsim.domain.commands.base import Command
from itilsim.domain.names import AlertId, Significance, TeamId


@dataclass(frozen=True, slots=True)
class AcknowledgeAlert(Command):
    """Look at an alert and say what it is."""

    kind: ClassVar[str] = "acknowledge-alert"
    seconds: ClassVar[int] = 10
    alert: AlertId
    """Which."""
    significance: Significance
    """What it is taken for."""


@dataclass(frozen=True, slots=True)
class AlertTeam(Command):
    """Send an alert to a team without a record."""

    kind: ClassVar[str] = "alert-team"
    seconds: ClassVar[int] = 30
    alert: AlertId
    """Which."""
    team: TeamId
    """To whom."""
