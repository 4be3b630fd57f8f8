"""Rules for alerts."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.errors import Refused
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.rules.asking import Asking


def acknowledge_alert(ask: Asking, command: c.AcknowledgeAlert) -> tuple[f.Fact, ...]:
    """Classify an alert; this alone starts nothing."""
    alert = ask.alert(command.alert)
    if alert.acknowledged is not None:
        raise Refused("This alert is acknowledged already.")
    return (f.AlertAcknowledged(ask.at, alert.id, ask.actor, command.significance),)


def alert_team(ask: Asking, command: c.AlertTeam) -> tuple[f.Fact, ...]:
    """Send an alert to a team without a record."""
    alert = ask.alert(command.alert)
    if alert.ticket is not None:
        raise Refused("This alert has a record.", "Assign the record.")
    if alert.team is not None:
        raise Refused("A team has this alert already.")
    if command.team not in ask.desk.setting.teams or command.team == SERVICE_DESK:
        raise Refused("There is no such team to send it to.")
    return (f.TeamAlerted(ask.at, alert.id, ask.actor, command.team),)
