"""Talk with one person: calls are taken, questions asked, letters answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast, get_args

from itilsim.domain import facts as f
from itilsim.domain.desk import RECENT, Desk
from itilsim.domain.errors import Refused
from itilsim.domain.knowledge import article_answers
from itilsim.domain.names import SPOKEN, ContactId, Effect, Question
from itilsim.domain.practice import Asking, Command, Deciding, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Contact, change
from itilsim.domain.state import State
from itilsim.domain.telling import answered

__all__ = ["AskCaller", "EndCall", "Reply", "TakeCall", "VerifyIdentity"]


@quick
@dataclass(frozen=True, slots=True)
class TakeCall(Command):
    """Answer a waiting call or chat."""

    kind = "take-call"
    seconds = 60
    contact: ContactId
    """Who waits."""


@quick
@dataclass(frozen=True, slots=True)
class EndCall(Command):
    """End the live call or chat."""

    kind = "end-call"
    contact: ContactId
    """Whose call."""


@quick
@dataclass(frozen=True, slots=True)
class AskCaller(Command):
    """Ask for a missing fact."""

    kind = "ask-caller"
    seconds = 60
    contact: ContactId
    """Whom."""
    question: Question
    """How many are hit, which item, stopped or slowed."""


@quick
@dataclass(frozen=True, slots=True)
class VerifyIdentity(Command):
    """Check that the caller is who the roster says."""

    kind = "verify-identity"
    seconds = 60
    contact: ContactId
    """Whom."""


@quick
@dataclass(frozen=True, slots=True)
class Reply(Command):
    """Write back, perhaps with a knowledge article."""

    kind = "reply"
    seconds = 30
    contact: ContactId
    """To whom."""
    article: str = ""
    """Article to send along."""


def waiting(ask: Asking, contact: ContactId) -> Contact:
    """Somebody who waits on the line; one live call a seat."""
    found = ask.contact(contact)
    if found.channel not in SPOKEN:
        raise Refused("This did not come by phone or chat.", "Read it and reply.")
    if found.state != "waiting":
        raise Refused("This caller is not waiting any more.")
    if ask.actor in ask.desk.live:
        raise Refused("You are in a call.", "End it first.")
    return found


def take_call(ask: Asking, command: TakeCall) -> tuple[f.Fact, ...]:
    """Answer a waiting call."""
    contact = waiting(ask, command.contact)
    return (f.CallTaken(ask.at, contact.id, ask.actor),)


def in_call(ask: Asking, contact: ContactId) -> None:
    """The person in this seat's live call."""
    if ask.desk.live.get(ask.actor) != contact:
        raise Refused("You are not in a call with this person.")


def end_call(ask: Asking, command: EndCall) -> tuple[f.Fact, ...]:
    """End the live call."""
    in_call(ask, command.contact)
    return (f.CallEnded(ask.at, command.contact, ask.actor),)


def askable(ask: Asking, contact: ContactId) -> Contact:
    """Somebody who has not been asked everything."""
    found = ask.reachable(contact)
    if set(get_args(Question)) <= set(found.asked):
        raise Refused("You asked this already.")
    return found


def ask_caller(ask: Asking, command: AskCaller) -> tuple[f.Fact, ...]:
    """Ask for a missing fact; in a call the answer comes at once."""
    contact = askable(ask, command.contact)
    if command.question in contact.asked:
        raise Refused("You asked this already.")
    return (f.QuestionAsked(ask.at, contact.id, ask.actor, command.question),)


def unverified(ask: Asking, contact: ContactId) -> Contact:
    """Somebody whose identity nobody has checked."""
    found = ask.reachable(contact)
    if found.verified is not None:
        raise Refused("You checked this already.")
    return found


def verify_identity(ask: Deciding, command: VerifyIdentity) -> tuple[f.Fact, ...]:
    """Check who is calling."""
    contact = unverified(ask, command.contact)
    passed = not ask.state.plant.arrived[contact.id].impostor
    return (f.IdentityVerified(ask.at, contact.id, ask.actor, passed),)


def reply(ask: Asking, command: Reply) -> tuple[f.Fact, ...]:
    """Write to a person, perhaps with an article."""
    contact = ask.reachable(command.contact)
    if command.article and command.article not in ask.desk.setting.articles:
        raise Refused("There is no such article.", "Search first.")
    helps = article_answers(ask.desk.setting, command.article, contact.symptom)
    return (f.CallerReplied(ask.at, contact.id, ask.actor, command.article, helps),)


def contact_arrived(desk: Desk, fact: f.ContactArrived) -> None:
    """One more person waits; who asks again belongs to the record of the first contact."""
    contact = Contact(
        fact.contact,
        fact.at,
        fact.person,
        fact.group,
        fact.vip,
        fact.channel,
        fact.symptom,
        None if fact.vague else fact.effect,
        fact.service,
        fact.component,
        fact.people,
        fact.mood,
        fact.guess,
        fact.utterance,
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
    if fact.question == "effect":
        change(contact, effect=cast("Effect", fact.answer))


def identity_verified(desk: Desk, fact: f.IdentityVerified) -> None:
    """The caller is who the roster says, or is not."""
    change(desk.contacts[fact.contact], verified=fact.passed)


def answers(fact: f.QuestionAsked, state: State) -> Iterator[f.Fact]:
    """In a call the answer comes at once."""
    if state.desk.contacts[fact.contact].state == "live":
        yield f.QuestionAnswered(fact.at, fact.contact, fact.question, answer_of(fact, state))


def answer_of(fact: f.QuestionAsked, state: State) -> str:
    """What a person truthfully answers to a question."""
    contact = state.desk.contacts[fact.contact]
    fault = state.plant.fault_of(fact.contact)
    if fact.question == "effect":
        return state.plant.arrived[fact.contact].effect
    if fact.question == "item":
        return contact.component or ""
    if fault is None:
        return str(contact.people)
    known = {hit.group for hit in fault.hits}
    return str(state.estate.groups[contact.group].people if contact.group in known else 1)


def helped(fact: f.CallerReplied, state: State) -> Iterator[f.Fact]:
    """The right article ends a question."""
    matter = state.plant.own_matter(fact.contact)
    if fact.helps and matter is not None:
        yield f.TroubleSettled(fact.at, matter, fact.actor)


PRACTICE = Practice(
    rules={
        TakeCall: take_call,
        EndCall: end_call,
        AskCaller: ask_caller,
        VerifyIdentity: verify_identity,
        Reply: reply,
    },
    guards={
        TakeCall: waiting,
        EndCall: in_call,
        AskCaller: askable,
        VerifyIdentity: unverified,
        Reply: Asking.reachable,
    },
    on_desk={
        f.ContactArrived: contact_arrived,
        f.CallAbandoned: call_abandoned,
        f.CallTaken: call_taken,
        f.CallEnded: call_ended,
        f.CallerReplied: caller_replied,
        f.QuestionAsked: question_asked,
        f.QuestionAnswered: question_answered,
        f.IdentityVerified: identity_verified,
    },
    consequences={
        f.QuestionAsked: answers,
        f.CallerReplied: helped,
    },
)
