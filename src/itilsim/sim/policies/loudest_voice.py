"""Loudest-voice Lou: believes the form like First-come Fran, and serves whoever presses most."""

from __future__ import annotations

from itilsim.domain.desk import Desk
from itilsim.domain.names import Mood
from itilsim.sim.policies.first_come import follow_up, handle
from itilsim.sim.policies.steps import Steps, origin

_LOUD: dict[Mood, int] = {"angry": 0, "pressed": 1, "calm": 2}


def loudest_voice(desk: Desk, seed: int) -> Steps:
    """VIPs first, then who asks again, then by mood; what came back last of all."""
    del seed
    while True:
        if desk.inbox:
            yield from handle(desk, min(desk.inbox, key=lambda each: _quiet(desk, each)))
        elif desk.attention:
            yield from follow_up(desk, desk.tickets[next(iter(desk.attention))])
        else:
            yield None


def _quiet(desk: Desk, subject: str) -> tuple[bool, bool, int, int]:
    """How little somebody presses; an alert never does. Ties go to whoever came first."""
    place = list(map(str, desk.inbox)).index(subject)
    contact = origin(desk, subject)
    if contact is None:
        return True, True, len(_LOUD), place
    return not contact.vip, contact.chases is None, _LOUD[contact.mood], place
