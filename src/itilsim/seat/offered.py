"""What can be done with the selection now, and what the enter key does.

The one idea: what the rules would refuse is not offered, and is written once, in their guards; the
key bar, the palette and the keys themselves all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.practices import offered
from itilsim.domain.records import Ticket
from itilsim.domain.usual import usual
from itilsim.seat.matters import ItemView
from itilsim.words.actions import action_named


def possible(action: str, desk: Desk, item: ItemView | None) -> bool:
    """Whether an action makes sense on the selection now.

    Args:
        action: Name in the table of actions.
        desk: The running shift's Desk.
        item: What is selected.
    """
    fits = action_named(action).fits
    if action.replace("_", "-") in desk.setting.scenario.withheld:
        return False
    if not fits:
        return True
    if item is None or not any(kind in fits for kind in item.kinds):
        return False
    command = _COMMANDS[action]
    subject = _subject(command, item)
    return subject is not None and offered(command, subject, desk) and _useful(command, desk, item)


def next_action(desk: Desk, item: ItemView) -> str:
    """The action that comes next in the usual order of work; empty where there is none."""
    names = (_action(command) for command in usual(desk, item.subject))
    return next((name for name in names if possible(name, desk, item)), "")


def _useful(command: type[c.Command], desk: Desk, item: ItemView) -> bool:
    """What is allowed is still left out where it would help nobody."""
    test = _USEFUL.get(command)
    return test is None or item.ticket is None or test(desk.tickets[item.ticket])


def _subject(command: type[c.Command], item: ItemView) -> str | None:
    """What the command would name first; none: the selection has nothing of that kind."""
    name = fields(command)[0].name
    if name in ("contact", "alert", "ticket"):
        named: str | None = getattr(item, name)
        return named
    return item.ticket or item.subject


def _action(command: type[c.Command]) -> str:
    return command.kind.replace("-", "_")


_COMMANDS: Final[Mapping[str, type[c.Command]]] = {_action(each): each for each in c.COMMANDS}
"""The command that an action submits."""

_USEFUL: Final[Mapping[type[c.Command], Callable[[Ticket], bool]]] = {
    c.UpdateCaller: lambda ticket: ticket.state != "cancelled",
    c.SendNotice: lambda ticket: ticket.is_open,
    c.StartModel: lambda ticket: not ticket.model,
}
"""What the app offers more sparingly than the rules allow, and on which records it still does."""
