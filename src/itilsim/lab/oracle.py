"""The oracle: textbook that is told the truth, to show what knowing more would be worth.

The one idea: it does the same as `textbook`, and where a move decides something, the truth decides.
It is no policy of a seat, since a seat sees the Desk alone; only the lab can let it play.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.domain.truth import truth_of
from itilsim.sim.policies.habits import with_habit
from itilsim.sim.policies.steps import Steps, Tried
from itilsim.sim.policies.textbook import textbook

ORACLE: Final = "oracle"
"""What it is called where policies are named."""


class Oracle:
    """Knows all that has happened, and plays one shift."""

    def __init__(self, setting: Setting) -> None:
        """Begin before the first fact."""
        self._state = new_state(setting)

    def learn(self, fact: Fact) -> None:
        """Hear of a fact, whether or not it reaches the desk."""
        self._state.apply(fact)

    def __call__(self, desk: Desk, seed: int) -> Steps:
        """Play a seat."""
        return with_habit(textbook, self._tells)(desk, seed)

    def _tells(self, desk: Desk, command: c.Command) -> Tried:
        """The command with the true answers; what is not at the desk any more is done as it is."""
        subject = c.subject_of(command)
        if subject in desk.contacts or subject in desk.alerts:
            command = self._true(desk, subject, command)
        return (yield command)

    def _true(self, desk: Desk, subject: str, command: c.Command) -> c.Command:
        truth = truth_of(self._state, subject, desk.at)
        match command:
            case c.LogTicket() if truth.kind is not None:
                service = truth.services[0] if truth.services else command.service
                return replace(
                    command, record=truth.kind, category=truth.category or command.category,
                    service=service, component=truth.component or command.component,
                )  # fmt: skip
            case c.PrioritiseTicket() if truth.impact is not None and truth.urgency is not None:
                return replace(command, impact=truth.impact, urgency=truth.urgency)
            case c.AssignTicket() | c.AlertTeam() if truth.kind == "incident" and truth.teams:
                if command.team not in truth.teams:
                    return replace(command, team=truth.teams[0])
        return command
