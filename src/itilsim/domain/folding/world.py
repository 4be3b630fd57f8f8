"""The shift's beginning and end, and the service board."""

from __future__ import annotations

from itilsim.domain.desk import Desk
from itilsim.domain.facts import LevelChanged, ShiftEnded, ShiftStarted


def started(desk: Desk, fact: ShiftStarted) -> None:
    """Remember how the shift is played."""
    desk.started = fact


def ended(desk: Desk, fact: ShiftEnded) -> None:
    """Nobody sits at the desk any more, so no call is live."""
    desk.ended_at = fact.at
    desk.live.clear()


def level_changed(desk: Desk, fact: LevelChanged) -> None:
    """The board shows services, not components."""
    if fact.node not in desk.estate.services:
        return
    if fact.level == "up":
        desk.board.pop(fact.node, None)
    else:
        desk.board[fact.node] = fact.level
