"""What is due next on a contact or alert, with the answers that the evidence speaks for.

The one idea: one function from the Desk to the next move of careful work, a table that runs across
all practices and so stands above them. It reads `assess`. `textbook` plays it; guided mode shows
which move it is, compares what the trainee chose with it, and lets the tutor make it where its
fields are not open yet. What usually comes next, without an answer, is `usual`.
"""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain.assess import Evidence, assess
from itilsim.domain.desk import Desk
from itilsim.domain.due.incidents import of_alert, of_report
from itilsim.domain.due.moves import (
    LATER,
    SOON,
    Answer,
    Due,
    next_minutes,
    outgrown,
)
from itilsim.domain.due.wishes import of_chaser, of_wish
from itilsim.domain.names import SERVICE_DESK, TRAINEE, AlertId, ContactId
from itilsim.domain.practices.problem import similar_past
from itilsim.domain.records import Ticket
from itilsim.domain.telling import KEEP_PROMISE, nearly_promised, word_due

__all__ = [
    "KEEP_PROMISE",
    "LATER",
    "SOON",
    "Answer",
    "Due",
    "due",
    "keeps_promise",
    "may_be_due",
    "next_minutes",
    "note_due",
    "problem_due",
]


def due(desk: Desk, subject: str) -> Due | None:
    """The next move on a contact or alert; none: nothing to do now."""
    alert = desk.alerts.get(AlertId(subject))
    if alert is not None:
        return of_alert(desk, alert)
    contact = desk.contacts[ContactId(subject)]
    if contact.state == "gone":
        return None
    if contact.rings:
        return None if TRAINEE in desk.live else Due(subject, c.TakeCall(contact.id))
    if contact.chases is not None:
        found = of_chaser(desk, contact)
    elif desk.setting.symptoms[contact.symptom].kind == "incident":
        found = of_report(desk, contact, assess(desk, contact.id))
    else:
        found = of_wish(desk, contact, assess(desk, contact.id))
    if found is None and desk.live.get(TRAINEE) == contact.id:
        return Due(subject, c.EndCall(contact.id), ("end",))
    return found


def may_be_due(desk: Desk, ticket: Ticket) -> bool:
    """Whether it pays to look what is due on an open record; much cheaper than to look."""
    if ticket.parent is not None:
        return ticket.promised_at is None
    waits = ticket.id in desk.attention or ticket.team == SERVICE_DESK
    return waits or word_due(desk, ticket) or outgrown(desk, ticket)


def keeps_promise(desk: Desk, subject: str) -> bool:
    """What is due on it is the word that was promised, and it is nearly time.

    Another's next move can be made a minute later; a promised word cannot.
    """
    ticket = desk.ticket_of(subject)
    if ticket is None or not nearly_promised(desk, ticket):
        return False
    found = due(desk, subject)
    return found is not None and found.kind == "update-caller"


def note_due(desk: Desk) -> Due:
    """The note to the next shift: what is open, with what was found behind it."""
    items = (*(str(e) for e in desk.open if desk.tickets[e].parent is None), *desk.problems)
    promise = next((e for e in desk.open if desk.tickets[e].promised_at is not None), None)
    risk = next((desk.tickets[each.ticket].component for each in desk.problems.values()), None)
    evidence = tuple(Evidence("record", each) for each in items)
    answer = Answer("handover", items, (frozenset(items),), evidence)
    return Due("handover", c.WriteHandover(items, risk, promise), ("handover",), (answer,))


def problem_due(desk: Desk, subject: str) -> Due | None:
    """What comes back is work for problem management; none: nothing alike in the history."""
    ticket = desk.ticket_of(subject)
    if ticket is None or ticket.record != "incident" or ticket.problem is not None:
        return None
    alike = similar_past(desk, ticket)
    if not alike:
        return None
    answer = Answer("problem", alike, (frozenset(alike),), ())
    return Due(subject, c.RaiseProblem(ticket.id, alike), ("problem",), (answer,))
