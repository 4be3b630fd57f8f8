"""Textbook Toni: does what is due, the most pressing first.

The one idea: no memory and no plan. After every move the Desk is looked at again, so that whatever
comes meanwhile finds its place by itself: a P1 breaks off a request, a ringing phone comes before a
form of equal priority, and a promised word before whoever is on the line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from itilsim.domain import commands as c
from itilsim.domain.assess import priority_seen
from itilsim.domain.desk import Desk
from itilsim.domain.due import (
    KEEP_PROMISE,
    due,
    keeps_promise,
    may_be_due,
    note_due,
    problem_due,
)
from itilsim.domain.names import TRAINEE, AlertId, ContactId
from itilsim.domain.records import Alert
from itilsim.sim.policies.steps import Steps, origin

BREAKS_OFF = 2
"""What is of this priority or higher breaks off a talk about a request. Source: the scoring
document."""
HANDOVER_BEFORE = 600
"""Seconds before the end at which the handover note is written, if nobody waits (tuning
constant)."""
NOT_AGAIN = 600
"""Seconds for which what was refused, or changed nothing, is not tried again (tuning constant)."""
NOTE_AT_LAST = 300
"""Seconds before the end at which it is written whoever waits (tuning constant)."""


def textbook(desk: Desk, seed: int) -> Steps:
    """The published decision table, most pressing first."""
    del seed
    in_vain: dict[c.Command, int] = {}
    while True:
        move = next_move(desk, {each for each, at in in_vain.items() if desk.at < at + NOT_AGAIN})
        if move is None:
            yield _look_again(desk)
            continue
        before = desk.revision
        if not (yield move) or desk.revision == before:
            in_vain[move] = desk.at


def next_move(desk: Desk, in_vain: Collection[c.Command]) -> c.Command | None:
    """The most pressing move; none: nothing to do now.

    Args:
        desk: What can be known.
        in_vain: What was tried a while ago, and changed nothing.
    """
    left = desk.setting.horizon - desk.at
    if desk.handover is None and left <= NOTE_AT_LAST:
        return note_due(desk).best
    for subject in (each for _, each in sorted(_ranked(desk))):
        move = _move(desk, subject)
        if move is not None and move not in in_vain:
            return move
    if desk.handover is None and left <= HANDOVER_BEFORE:
        return note_due(desk).best
    return None


def _ranked(desk: Desk) -> Iterator[tuple[tuple[int, int, int], str]]:
    """What something may be due on, with its rank: a promise, the talk, priority, phone, age."""
    live = desk.live.get(TRAINEE)
    records = (each for each in desk.open if may_be_due(desk, desk.tickets[each]))
    standing = (desk.alerts[each] for each in desk.signals.values())
    of_no_item = (each for each in desk.alerts.values() if each.component is None)
    alerts = (each.id for each in (*standing, *of_no_item) if _untouched(each))
    talk = (live,) if live is not None else ()
    for subject in dict.fromkeys((*desk.inbox, *desk.resolved, *talk, *records, *alerts)):
        yield _rank(desk, subject, live), str(subject)


def _untouched(alert: Alert) -> bool:
    """Looked at, and nothing done about it."""
    return alert.acknowledged is not None and alert.team is None and alert.ticket is None


def _rank(desk: Desk, subject: str, live: ContactId | None) -> tuple[int, int, int]:
    ticket, contact = desk.ticket_of(subject), origin(desk, subject)
    at = desk.alerts[AlertId(subject)].at if contact is None else contact.at
    if keeps_promise(desk, subject):
        return 0, -1, at
    rings = contact is not None and contact.rings
    if subject == live and contact is not None:
        wish = desk.setting.symptoms[contact.symptom].kind != "incident"
        # Who is on the line is served, unless it is a wish and something presses.
        return (BREAKS_OFF, 1, at) if wish else (0, 0, at)
    rated = ticket.priority if ticket is not None else None
    return rated or priority_seen(desk, subject) or 4, 0 if rings else 1, at


def _move(desk: Desk, subject: str) -> c.Command | None:
    """What is due on a subject, made possible: one call ends before the next is taken."""
    contact, live = origin(desk, subject), desk.live.get(TRAINEE)
    if contact is not None and contact.rings and live is not None:
        return c.EndCall(live)
    found = due(desk, subject)
    if found is not None and found.kind == "resolve-ticket":
        found = problem_due(desk, subject) or found
    return None if found is None else found.best


def _look_again(desk: Desk) -> int | None:
    """When the next word or the handover note is due."""
    late = desk.setting.horizon - HANDOVER_BEFORE
    soon = [] if desk.handover is not None or desk.at >= late else [late]
    for each in desk.open:
        promised = desk.tickets[each].promised_at
        if promised is not None:
            soon.append(promised - KEEP_PROMISE)
    return min((each for each in soon if each > desk.at), default=None)
