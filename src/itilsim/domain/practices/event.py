"""Monitoring and event management: what the console and the service board show is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import SERVICE_DESK, AlertId, ComponentId, Significance, TeamId
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Alert, change
from itilsim.domain.state import State

__all__ = ["AcknowledgeAlert", "AlertTeam"]


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


def unseen(ask: Asking, alert: AlertId) -> Alert:
    """An alert that nobody has looked at."""
    found = ask.alert(alert)
    if found.acknowledged is not None:
        raise Refused("This alert is acknowledged already.")
    return found


def acknowledge_alert(ask: Asking, command: AcknowledgeAlert) -> tuple[f.Fact, ...]:
    """Classify an alert; this alone starts nothing."""
    alert = unseen(ask, command.alert)
    return (f.AlertAcknowledged(ask.at, alert.id, ask.actor, command.significance),)


def unsent(ask: Asking, alert: AlertId) -> Alert:
    """An alert that no team has, with a record or without."""
    found = ask.alert(alert)
    if found.ticket is not None:
        raise Refused("This alert has a record.", "Assign the record.")
    if found.team is not None:
        raise Refused("A team has this alert already.", "Log it, and send the record on.")
    return found


def alert_team(ask: Asking, command: AlertTeam) -> tuple[f.Fact, ...]:
    """Send an alert to a team without a record."""
    alert = unsent(ask, command.alert)
    if command.team not in ask.desk.setting.teams or command.team == SERVICE_DESK:
        raise Refused("There is no such team to send it to.")
    return (f.TeamAlerted(ask.at, alert.id, ask.actor, command.team),)


def alert_raised(desk: Desk, fact: f.AlertRaised) -> None:
    """The console shows one more line."""
    desk.alerts[fact.alert] = Alert(
        fact.alert,
        fact.at,
        fact.component,
        fact.significance,
        fact.utterance,
        fact.hurts_at,
        fact.owner,
    )
    desk.inbox[fact.alert] = None
    if fact.component is not None and fact.significance != "informational":
        desk.signals[fact.component] = fact.alert


def alert_cleared(desk: Desk, fact: f.AlertCleared) -> None:
    """Monitoring sees the item working again."""
    alert = desk.alerts[fact.alert]
    change(alert, cleared_at=fact.at)
    if alert.component is not None and desk.signals.get(alert.component) == fact.alert:
        del desk.signals[alert.component]


def alert_acknowledged(desk: Desk, fact: f.AlertAcknowledged) -> None:
    """Somebody has looked at it."""
    change(desk.alerts[fact.alert], acknowledged=fact.significance)
    desk.inbox.pop(fact.alert, None)


def team_alerted(desk: Desk, fact: f.TeamAlerted) -> None:
    """A team has it, without a record."""
    change(desk.alerts[fact.alert], team=fact.team)
    desk.inbox.pop(fact.alert, None)


def level_changed(desk: Desk, fact: f.LevelChanged) -> None:
    """The board shows services, not components."""
    if fact.node not in desk.estate.services:
        return
    if fact.level == "up":
        desk.board.pop(fact.node, None)
    else:
        desk.board[fact.node] = fact.level


def item_is_up(fact: f.LevelChanged, state: State) -> tuple[f.Fact, ...]:
    """An item that works again clears its alert."""
    if fact.level == "up" and fact.node in state.estate.components:
        return _cleared(fact.at, fact.node, state)
    return ()


def never_struck(fact: f.FaultRepaired, state: State) -> tuple[f.Fact, ...]:
    """A fault that was repaired before it struck has changed no level, but clears its warning."""
    fault = state.plant.faults[fact.fault]
    return _cleared(fact.at, fault.component, state) if fault.struck_at is None else ()


def _cleared(at: int, component: str, state: State) -> tuple[f.Fact, ...]:
    alert = state.desk.signals.get(ComponentId(component))
    return () if alert is None else (f.AlertCleared(at, alert),)


PRACTICE = Practice(
    rules={
        AcknowledgeAlert: acknowledge_alert,
        AlertTeam: alert_team,
    },
    guards={
        AcknowledgeAlert: unseen,
        AlertTeam: unsent,
    },
    on_desk={
        f.AlertRaised: alert_raised,
        f.AlertCleared: alert_cleared,
        f.AlertAcknowledged: alert_acknowledged,
        f.TeamAlerted: team_alerted,
        f.LevelChanged: level_changed,
    },
    consequences={
        f.LevelChanged: item_is_up,
        f.FaultRepaired: never_struck,
    },
)
