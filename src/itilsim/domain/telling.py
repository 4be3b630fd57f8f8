"""What it means that a person hears from the desk, who is answered by it, and when it is time."""

from __future__ import annotations

from collections.abc import Collection

from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, TRAINEE, ContactId
from itilsim.domain.records import Contact, Ticket, change, mark

KEEP_PROMISE = 180
"""Seconds before a promised word is due at which it is given (tuning constant)."""


def answered(desk: Desk, contact: Contact, at: int) -> None:
    """A caller has heard a person's word; a chaser's answers the first contact too."""
    first = desk.contacts.get(contact.chases) if contact.chases else None
    for each in (contact, first):
        if each is not None:
            change(each, last_word_at=at)
            if each.answered_at is None:
                change(each, answered_at=at)
    ticket = desk.ticket_of(contact.id)
    if ticket is None and first is not None:
        # Logged only after they had asked again.
        ticket = desk.ticket_of(first.id)
    if ticket is not None:
        word(ticket, at)


def word(ticket: Ticket, at: int) -> None:
    """Somebody has spoken with a record's caller; the first word stops the response clock."""
    if not any(each.what == "answered" for each in ticket.marks):
        mark(ticket, at, "answered")
    change(ticket, last_word_at=at, updates=ticket.updates + 1)


def tell(desk: Desk, ticket: Ticket, at: int, promised: int | None) -> None:
    """The caller of a record hears how it stands; letters that asked about it are answered by it.

    Args:
        desk: What the desk knows.
        ticket: The record.
        at: When.
        promised: Second by which the next word was promised.
    """
    word(ticket, at)
    change(ticket, promised_at=promised)
    contact = desk.contact_of(ticket)
    if contact is not None:
        change(contact, last_word_at=at)
        if contact.answered_at is None:
            change(contact, answered_at=at)
    if ticket.contacts > 1:
        _answer_letters(desk, ticket, at)


def _answer_letters(desk: Desk, ticket: Ticket, at: int) -> None:
    for each in tuple(desk.inbox):
        chaser = desk.contacts.get(ContactId(each))
        if chaser and chaser.ticket == ticket.id and chaser.channel in ("email", "portal"):
            answered(desk, chaser, at)
            change(chaser, state="talked")
            desk.inbox.pop(each)


def word_due(desk: Desk, ticket: Ticket) -> bool:
    """Its caller is to hear something: nothing was promised yet, there is news, or it is time."""
    return ticket.promised_at is None or has_news(ticket) or nearly_promised(desk, ticket)


def owed_by(ticket: Ticket) -> int | None:
    """The second by which its caller is to hear something; none: no promise, or it is over.

    Whoever has said that all works has heard the last word; what was promised for a time before the
    record was opened again was settled when it ended.
    """
    reopened = max((each.at for each in ticket.marks if each.what == "reopened"), default=-1)
    promised = ticket.promised_at
    owed = promised is not None and promised > reopened and not ticket.confirmed
    return promised if owed and ticket.is_open else None


def told_with_its_parent(desk: Desk, ticket: Ticket) -> bool:
    """What is promised about its parent stands for it, too: one notice keeps both promises.

    Nobody waits for a word about an alert that was linked.
    """
    parent = desk.tickets.get(ticket.parent) if ticket.parent is not None else None
    if parent is None:
        return False
    return ticket.origin == "alert" or parent.promised_at == ticket.promised_at


def nearly_promised(desk: Desk, ticket: Ticket) -> bool:
    """The next word was promised for soon."""
    return ticket.promised_at is not None and desk.at >= ticket.promised_at - KEEP_PROMISE


def to_ask_again(desk: Desk, ticket: Ticket) -> bool:
    """The promised word is due, and nobody has asked for it yet."""
    asked = ticket.last_word_at or 0
    due = nearly_promised(desk, ticket)
    return due and ticket.promised_at is not None and asked < ticket.promised_at - KEEP_PROMISE


def has_news(ticket: Ticket) -> bool:
    """A team has written something that the caller has not heard."""
    heard = ticket.last_word_at or 0
    authors: Collection[str] = (SERVICE_DESK, TRAINEE)
    return any(at >= heard and author not in authors for at, author, _ in ticket.notes)
