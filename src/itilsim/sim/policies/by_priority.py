"""Matrix Max: impact and urgency from the desk card and what can be seen; the urgent first."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, assess, priority_seen
from itilsim.domain.desk import Desk
from itilsim.domain.names import AlertId, TicketId
from itilsim.sim.policies.first_come import (
    by_table,
    dismiss,
    follow_up,
    is_failure,
    log_alert,
    log_as_told,
    owner_of,
    serve,
)
from itilsim.sim.policies.steps import Steps, hang_up, origin, take


def by_priority(desk: Desk, seed: int) -> Steps:
    """Serve by priority, then due time; each record for itself, no links, no known errors."""
    del seed
    while True:
        subject = most_pressing(desk)
        if subject is None:
            yield None
        elif subject in desk.attention:
            yield from follow_up(desk, desk.tickets[TicketId(subject)])
        else:
            yield from _handle(desk, subject)


def most_pressing(desk: Desk) -> str | None:
    """What came in or came back, by priority and age."""
    ranked = [(rank(desk, each), str(each)) for each in desk.inbox]
    ranked += [
        ((desk.tickets[each].priority or 4, desk.tickets[each].arrived_at), each)
        for each in desk.attention
    ]
    return min(ranked)[1] if ranked else None


def rank(desk: Desk, subject: str) -> tuple[int, int]:
    """Priority by the card on what can be seen, then the time of arrival."""
    contact = origin(desk, subject)
    at = desk.alerts[AlertId(subject)].at if contact is None else contact.at
    return priority_seen(desk, subject) or 4, at


def _handle(desk: Desk, subject: str) -> Steps:
    contact = origin(desk, subject)
    if contact is None:
        alert = desk.alerts[AlertId(subject)]
        if not is_failure(alert):
            yield c.AcknowledgeAlert(alert.id, alert.significance)
            return
        yield from log_alert(alert)
        yield from prioritise(assess(desk, subject))
        yield c.AssignTicket(TicketId(subject), owner_of(desk, alert))
        return
    yield from take(contact)
    if contact.chases is not None:
        yield from dismiss(desk, contact)
    elif desk.setting.symptoms[contact.symptom].form == "incident":
        yield from log_as_told(desk, contact, "incident")
        yield from prioritise(assess(desk, subject))
        yield c.AssignTicket(TicketId(subject), by_table(desk, contact))
    else:
        yield from serve(desk, contact)
    yield from hang_up(desk)


def prioritise(found: Assessment) -> Steps:
    """Set impact and urgency as the card says; what hurts nobody is 3 and 3."""
    impact = found.impact.best if found.impact is not None else 3
    urgency = found.urgency.best if found.urgency is not None else 3
    yield c.PrioritiseTicket(TicketId(found.subject), impact, urgency)
