"""First-come Fran: oldest first, and believes the form."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.knowledge import search
from itilsim.domain.names import (
    SERVICE_DESK,
    SPOKEN,
    AlertId,
    Category,
    RecordKind,
    TeamId,
    TicketId,
)
from itilsim.domain.practices.incident.assigning import next_team
from itilsim.domain.practices.request import refusal, undone
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.sim.policies.steps import (
    Steps,
    Tried,
    current,
    finish,
    fulfil,
    hang_up,
    origin,
    refuse,
    run_model,
    take,
)


def first_come(desk: Desk, seed: int) -> Steps:
    """Oldest first; type by channel and button, medium impact and urgency, team by category."""
    del seed
    while True:
        if desk.attention:
            yield from follow_up(desk, desk.tickets[next(iter(desk.attention))])
        elif desk.inbox:
            yield from handle(desk, next(iter(desk.inbox)))
        else:
            yield None


def handle(desk: Desk, subject: str) -> Steps:
    """What came in: believe the form, and pass it on."""
    contact = origin(desk, subject)
    if contact is None:
        alert = desk.alerts[AlertId(subject)]
        if not is_failure(alert):
            yield c.AcknowledgeAlert(alert.id, alert.significance)
            return
        yield from log_alert(alert)
        yield c.PrioritiseTicket(TicketId(subject), 2, 2)
        yield c.AssignTicket(TicketId(subject), owner_of(desk, alert))
        return
    yield from take(contact)
    if contact.chases is not None:
        yield from dismiss(desk, contact)
    elif desk.setting.symptoms[contact.symptom].form == "incident":
        yield from log_as_told(desk, contact, "incident")
        yield c.PrioritiseTicket(TicketId(subject), 2, 2)
        yield c.AssignTicket(TicketId(subject), by_table(desk, contact))
    else:
        yield from serve(desk, contact)
    yield from hang_up(desk)


def is_failure(alert: Alert) -> bool:
    """Whether the alert says that something has failed; what only may fail is not a failure yet."""
    return alert.significance == "exception"


def log_alert(alert: Alert) -> Steps:
    """An incident of what has failed."""
    yield c.LogTicket(alert.id, "incident", None, None, alert.component)


def log_as_told(desk: Desk, contact: Contact, kind: RecordKind) -> Tried:
    """A record with what the caller says."""
    symptom = desk.setting.symptoms[contact.symptom]
    service = contact.service or symptom.service
    return (yield c.LogTicket(contact.id, kind, symptom.category, service, contact.component))


def serve(desk: Desk, contact: Contact) -> Steps:
    """A request: its model if there is one, else an answer."""
    found = search(desk.setting, contact.symptom)
    form = desk.setting.symptoms[contact.symptom].form
    if not (yield from log_as_told(desk, contact, form)):
        return
    ticket = current(desk, contact.id)
    if found.models:
        yield from run_model(desk, ticket, found.models[0].id)
        if ticket.is_open and not undone(desk, ticket):
            yield from finish(ticket, "fulfilled")
    elif found.articles:
        yield c.Reply(contact.id, found.articles[0].id)
        yield from finish(ticket, "answered")
    else:
        yield c.AssignTicket(ticket.id, by_table(desk, contact))


def dismiss(desk: Desk, contact: Contact) -> Steps:
    """Someone asks again: a kind word, nothing more."""
    if contact.channel not in SPOKEN:
        yield c.Reply(contact.id)
    elif desk.ticket_of(contact.chases or "") is None and contact.chases is not None:
        yield c.Reply(contact.chases)


def by_table(desk: Desk, contact: Contact) -> TeamId:
    """The first team that takes the category; the desk if none does."""
    category: Category = desk.setting.symptoms[contact.symptom].category
    for team in desk.setting.organisation.teams:
        if category in team.takes and team.id != SERVICE_DESK:
            return team.id
    return desk.setting.organisation.teams[1].id


def owner_of(desk: Desk, alert: Alert) -> TeamId:
    """The team that owns the item, as the alert shows it."""
    item = alert.component
    return desk.estate.components[item].owner if item else alert.owner or SERVICE_DESK


def follow_up(desk: Desk, ticket: Ticket) -> Steps:
    """A record came back: try the next team, go on with the model, or take the team's word."""
    if refusal(desk, ticket):
        yield from refuse(desk, ticket)
        return
    if ticket.model and undone(desk, ticket):
        yield from fulfil(desk, ticket)
        if undone(desk, ticket):
            return
    if ticket.repaired or ticket.model:
        yield from finish(ticket, "fulfilled" if ticket.model else "fixed")
    else:
        yield c.AssignTicket(ticket.id, next_team(desk, ticket))
