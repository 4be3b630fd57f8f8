"""Knowledge management: what is known is searched, and a person is led through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.knowledge import article_answers
from itilsim.domain.names import AlertId, ContactId, TicketId
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.practice import Asking, Command, Deciding, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Contact, change
from itilsim.domain.state import State
from itilsim.domain.telling import word

__all__ = ["ApplyWorkaround", "SearchKnowledge"]


@quick
@dataclass(frozen=True, slots=True)
class SearchKnowledge(Command):
    """Search known errors and articles."""

    kind = "search-knowledge"
    seconds = 60
    subject: ContactId | AlertId | TicketId
    """For what."""


@quick
@dataclass(frozen=True, slots=True)
class ApplyWorkaround(Command):
    """Lead a caller through a known error's workaround or an article."""

    kind = "apply-workaround"
    seconds = 180
    ticket: TicketId
    """For which record."""
    known_error: str
    """Which known error or article."""


def searchable(ask: Asking, subject: str) -> None:
    """Something that is there."""
    desk = ask.desk
    if subject not in desk.contacts and subject not in desk.alerts and subject not in desk.tickets:
        raise Refused("There is nothing to search for.")


def search_knowledge(ask: Asking, command: SearchKnowledge) -> tuple[f.Fact, ...]:
    """Search known errors and articles; what is found is a view of the Desk."""
    searchable(ask, command.subject)
    return (f.KnowledgeSearched(ask.at, command.subject, ask.actor),)


def caller_of(ask: Asking, ticket: TicketId) -> Contact:
    """The caller of an open record."""
    contact = ask.desk.contact_of(ask.open_ticket(ticket))
    if contact is None:
        raise Refused("Nobody called about this record.", "Send a notice with the workaround.")
    return contact


def apply_workaround(ask: Deciding, command: ApplyWorkaround) -> tuple[f.Fact, ...]:
    """Lead a caller through a workaround; whether it helps shows at once."""
    contact = caller_of(ask, command.ticket)
    setting = ask.desk.setting
    if command.known_error not in setting.known_errors | setting.articles:
        raise Refused("There is no such known error or article.", "Search first.")
    percent = workaround_percent(ask.state, command.known_error, contact)
    return (f.WorkaroundApplied(ask.at, command.ticket, ask.actor, command.known_error, percent),)


def workaround_percent(state: State, known_error: str, contact: Contact) -> int:
    """Share of the lost work that a known error or article brings back to a caller, in percent."""
    setting, plant = state.setting, state.plant
    if article_answers(setting, known_error, contact.symptom):
        return 100
    known = setting.known_errors.get(known_error)
    if known is None:
        return 0
    fault = plant.fault_of(contact.id)
    if fault is None:
        cause = plant.causes.get(contact.id, "")
        fits = contact.symptom in known.symptoms and not cause.startswith(LEFTOVER)
        return known.restores_percent if fits else 0
    kind = state.estate.components[fault.component].kind
    suits = setting.modes[fault.mode].symptom in known.symptoms or contact.symptom in known.symptoms
    return known.restores_percent if suits and (not known.kinds or kind in known.kinds) else 0


def knowledge_searched(desk: Desk, fact: f.KnowledgeSearched) -> None:
    """Known errors and articles were looked at for it."""
    if fact.subject in desk.tickets:
        change(desk.tickets[TicketId(fact.subject)], searched=True)


def workaround_applied(desk: Desk, fact: f.WorkaroundApplied) -> None:
    """A person was led through it, and so has been spoken with."""
    ticket = desk.tickets[fact.ticket]
    change(
        ticket,
        known_error=fact.known_error,
        workaround_percent=max(fact.percent, ticket.workaround_percent),
    )
    word(ticket, fact.at)


def worked_around(fact: f.WorkaroundApplied, state: State) -> Iterator[f.Fact]:
    """A group works around a fault with it, or a single person's matter is over."""
    ticket = state.desk.tickets[fact.ticket]
    fault = state.plant.fault_of(fact.ticket)
    matter = state.plant.own_matter(fact.ticket)
    if fact.percent and ticket.group is not None and fault is not None:
        yield f.WorkaroundTaken(fact.at, fault.id, ticket.group, fact.percent)
    elif fact.percent == 100 and matter is not None:
        yield f.TroubleSettled(fact.at, matter, fact.actor)


PRACTICE = Practice(
    rules={
        SearchKnowledge: search_knowledge,
        ApplyWorkaround: apply_workaround,
    },
    guards={
        SearchKnowledge: searchable,
        ApplyWorkaround: caller_of,
    },
    on_desk={
        f.KnowledgeSearched: knowledge_searched,
        f.WorkaroundApplied: workaround_applied,
    },
    consequences={f.WorkaroundApplied: worked_around},
)
