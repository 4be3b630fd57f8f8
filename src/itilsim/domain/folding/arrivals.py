"""What reaches the desk, and the talk about it."""

from __future__ import annotations

from collections import deque

from itilsim.domain import facts as f
from itilsim.domain.desk import RECENT, Desk
from itilsim.domain.folding.telling import answered
from itilsim.domain.records import Alert, Contact, change


def alert_raised(desk: Desk, fact: f.AlertRaised) -> None:
    """The console shows one more line."""
    desk.alerts[fact.alert] = Alert(
        fact.alert,
        fact.arrival,
        fact.at,
        fact.component,
        fact.significance,
        fact.utterance,
        fact.hurts_at,
    )
    desk.inbox[fact.alert] = None
    if fact.significance != "informational":
        desk.signals[fact.component] = fact.alert


def alert_cleared(desk: Desk, fact: f.AlertCleared) -> None:
    """Monitoring sees the item working again."""
    alert = desk.alerts[fact.alert]
    change(alert, cleared_at=fact.at)
    if desk.signals.get(alert.component) == fact.alert:
        del desk.signals[alert.component]


def alert_acknowledged(desk: Desk, fact: f.AlertAcknowledged) -> None:
    """Somebody has looked at it."""
    change(desk.alerts[fact.alert], acknowledged=fact.significance)
    desk.inbox.pop(fact.alert, None)


def team_alerted(desk: Desk, fact: f.TeamAlerted) -> None:
    """A team has it, without a record."""
    change(desk.alerts[fact.alert], team=fact.team)
    desk.inbox.pop(fact.alert, None)


def contact_arrived(desk: Desk, fact: f.ContactArrived) -> None:
    """One more person waits; who asks again belongs to the record of the first contact."""
    contact = Contact(
        fact.contact,
        fact.arrival,
        fact.at,
        fact.person,
        fact.group,
        fact.vip,
        fact.channel,
        fact.symptom,
        fact.effect,
        fact.service,
        fact.component,
        fact.people,
        fact.mood,
        fact.guess,
        fact.utterance,
        fact.patience,
        fact.chases,
    )
    desk.contacts[fact.contact] = contact
    desk.inbox[fact.contact] = None
    desk.by_symptom.setdefault(fact.symptom, deque(maxlen=RECENT)).append(fact.contact)
    ticket = desk.ticket_of(fact.chases) if fact.chases else None
    if ticket is not None:
        change(contact, ticket=ticket.id)
        change(ticket, contacts=ticket.contacts + 1)


def call_abandoned(desk: Desk, fact: f.CallAbandoned) -> None:
    """The line is dead."""
    change(desk.contacts[fact.contact], state="gone")
    desk.inbox.pop(fact.contact, None)


def call_taken(desk: Desk, fact: f.CallTaken) -> None:
    """A seat talks, and so has answered."""
    desk.live[fact.actor] = fact.contact
    contact = desk.contacts[fact.contact]
    change(contact, state="live")
    answered(desk, contact, fact.at)


def call_ended(desk: Desk, fact: f.CallEnded) -> None:
    """The seat is free; what was not logged stays in the inbox."""
    desk.live.pop(fact.actor, None)
    contact = desk.contacts[fact.contact]
    change(contact, state="talked", last_word_at=fact.at)
    if contact.ticket is not None or contact.chases is not None:
        desk.inbox.pop(contact.id, None)


def caller_replied(desk: Desk, fact: f.CallerReplied) -> None:
    """A person has been written to."""
    contact = desk.contacts[fact.contact]
    if contact.state == "waiting":
        change(contact, state="talked")
    change(contact, helped=contact.helped or fact.helps)
    answered(desk, contact, fact.at)
    if contact.chases is not None:
        desk.inbox.pop(contact.id, None)
    ticket = desk.ticket_of(contact.id)
    if ticket is not None and fact.article:
        change(ticket, known_error=fact.article)


def question_asked(desk: Desk, fact: f.QuestionAsked) -> None:
    """A question by mail is an answer too: a person has looked at it."""
    contact = desk.contacts[fact.contact]
    change(contact, asked=(*contact.asked, fact.question))
    if contact.state == "waiting":
        change(contact, state="talked")
        answered(desk, contact, fact.at)


def question_answered(desk: Desk, fact: f.QuestionAnswered) -> None:
    """One thing more is known."""
    contact = desk.contacts[fact.contact]
    change(contact, answers=(*contact.answers, (fact.question, fact.answer)))


def identity_verified(desk: Desk, fact: f.IdentityVerified) -> None:
    """The caller is who the roster says."""
    change(desk.contacts[fact.contact], verified=True)
