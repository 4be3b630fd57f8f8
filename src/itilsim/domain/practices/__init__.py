"""All practices together: what a command does, how facts change the state, what follows at once.

A new practice is a module here and a line in `PRACTICES`.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.domain.desk import KEEP_CLOSED, Desk
from itilsim.domain.errors import Refused
from itilsim.domain.facts import FACTS, Fact
from itilsim.domain.names import TRAINEE, Actor
from itilsim.domain.practice import Asking, Command, Consequence, Deciding, Guard, Practice, Rule
from itilsim.domain.practices import (
    coaching,
    event,
    knowledge,
    major_incident,
    problem,
    request,
    shift,
    world,
)
from itilsim.domain.practices.communication import calls, notices
from itilsim.domain.practices.incident import assigning, ending, linking, logging
from itilsim.domain.scenario import Setting
from itilsim.domain.state import Folds, State

PRACTICES: tuple[Practice, ...] = (
    world.PRACTICE,
    calls.PRACTICE,
    notices.PRACTICE,
    logging.PRACTICE,
    assigning.PRACTICE,
    linking.PRACTICE,
    ending.PRACTICE,
    major_incident.PRACTICE,
    knowledge.PRACTICE,
    request.PRACTICE,
    problem.PRACTICE,
    event.PRACTICE,
    shift.PRACTICE,
    coaching.PRACTICE,
)
"""In the order in which several consequences of one fact follow: the world's, then the desk's."""

RULES: Mapping[type[Command], Rule] = {
    command: rule for each in PRACTICES for command, rule in each.rules.items()
}
"""What each command does."""

GUARDS: Mapping[type[Command], Guard] = {
    command: guard for each in PRACTICES for command, guard in each.guards.items()
}
"""On what each command is possible; one without a guard needs no subject."""

_ON_DESK = {fact: fold for each in PRACTICES for fact, fold in each.on_desk.items()}
_ON_PLANT = {fact: fold for each in PRACTICES for fact, fold in each.on_plant.items()}

FOLDS: Folds = {kind: (_ON_PLANT.get(kind), _ON_DESK.get(kind)) for kind in FACTS}
"""How each fact changes the state; a fact without a fold changes nothing."""

CONSEQUENCES: Mapping[type[Fact], tuple[Consequence, ...]] = {
    kind: found
    for kind in FACTS
    if (found := tuple(each.consequences[kind] for each in PRACTICES if kind in each.consequences))
}
"""What follows from what."""


def new_state(setting: Setting, keeps_closed: int = KEEP_CLOSED) -> State:
    """The state of a shift before its first fact.

    Args:
        setting: The resolved scenario.
        keeps_closed: Seconds after which a closed record leaves the desk; judging keeps all.
    """
    return State(setting, FOLDS, keeps_closed)


def decide(command: Command, state: State, at: int, actor: Actor = TRAINEE) -> tuple[Fact, ...]:
    """The facts that a command makes now.

    Raises:
        Refused: The command is not possible now; quotes only what the desk can see.
    """
    _permit(type(command), state.desk, actor)
    return RULES[type(command)](Deciding(state, at, actor), command)


def offered(command: type[Command], subject: str, desk: Desk, actor: Actor = TRAINEE) -> bool:
    """Whether a command on a subject would be refused by no guard now.

    Args:
        command: Its type.
        subject: The contact, alert or record that it would name first.
        desk: What the desk knows.
        actor: Whose seat.
    """
    try:
        permit(command, subject, desk, actor)
    except Refused:
        return False
    return True


def permit(command: type[Command], subject: str, desk: Desk, actor: Actor = TRAINEE) -> None:
    """Refuse, as its guards do, a command on a subject, whatever else would be in it.

    Args:
        command: Its type.
        subject: The contact, alert or record that it would name first.
        desk: What the desk knows.
        actor: Whose seat.

    Raises:
        Refused: It is not possible now; quotes only what the desk can see.
    """
    _permit(command, desk, actor)
    if command in GUARDS:
        GUARDS[command](Asking(desk, desk.at, actor), subject)


def _permit(command: type[Command], desk: Desk, actor: Actor) -> None:
    """Refuse what a seat may not do at all: after its shift, or not in its role."""
    if desk.ended_at is not None:
        raise Refused("The shift is over.")
    withheld = command.kind in desk.setting.scenario.withheld and actor == TRAINEE
    if withheld and command is not shift.EndShift:
        raise Refused("Your role does not do this.", "Tell the shift lead.")
