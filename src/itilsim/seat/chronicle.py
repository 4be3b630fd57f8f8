"""What happened on each contact, alert and record, in order of time and in words.

The one idea: a fold of the facts that reached the desk. Only the types of facts in the table below
have words, so that nothing the desk cannot know is ever shown.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from itilsim.domain import facts as f
from itilsim.domain import speech
from itilsim.domain.clocks import MarkKind
from itilsim.domain.commands import Entry, WriteNote
from itilsim.domain.desk import Desk
from itilsim.domain.library import Step
from itilsim.domain.names import TRAINEE, Channel, ContactId, TicketId
from itilsim.seat.names import Called
from itilsim.words.labels import (
    CLOCKS,
    HOLD_REASONS,
    QUESTIONS,
    RECORD_KINDS,
    REFUSALS,
    RESOLUTION_CODES,
    TAKEN_AS,
    clock_named,
    conversation,
    gave_up,
)
from itilsim.words.render import answer_words, note_words, render, wording_key

TUTOR: Final = "Tutor"
"""Who did what the tutor of a guided shift did for the trainee."""
SERVED: Final = "Yes, that is what I needed. Thank you!"
"""Asked, somebody says so who had wished for something, and for whom nothing had failed."""
_SUBJECTS: Final = ("contact", "alert", "ticket", "subject", "parent")
"""Attributes of facts that say what they are about."""

Voice = Literal["said", "note", "done"]
"""A person's own words, a colleague's note, or what was done."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said or done."""

    time: str
    """The time of day."""
    who: str
    """Who said or did it."""
    words: str
    """What."""
    voice: Voice
    """How it is set."""


class Chronicle:
    """Facts by what they are about."""

    def __init__(self) -> None:
        """Begin empty."""
        self._facts: dict[str, list[f.Fact]] = {}
        self._also: dict[str, str] = {}
        self.tutors: Callable[[], Container[tuple[int, str]]] = tuple
        """What the tutor of a guided shift did in the trainee's name: when, and on what."""

    def take(self, fact: f.Fact, _line: str = "") -> None:
        """Remember a fact that reached the desk; a sink for a shift."""
        if type(fact) not in _WORDS:
            return
        for subject in self._subjects(fact):
            self._facts.setdefault(subject, []).append(fact)

    def about(
        self, subjects: Iterable[str], desk: Desk, called: Called, journal: Iterable[Entry]
    ) -> tuple[Line, ...]:
        """What happened on some subjects that are one matter.

        Args:
            subjects: Contacts, alerts, records.
            desk: The running shift's Desk.
            called: Names.
            journal: Where the texts of work notes are.
        """
        found = {id(fact): fact for each in subjects for fact in self._facts.get(each, ())}
        telling = _Telling(desk, called, tuple(journal), self.tutors())
        return tuple(
            telling.line(fact) for fact in sorted(found.values(), key=lambda fact: fact.at)
        )

    def _subjects(self, fact: f.Fact) -> tuple[str, ...]:
        """What a fact is about; a person who asks again is also about the first contact."""
        named = [str(getattr(fact, name)) for name in _SUBJECTS if getattr(fact, name, None)]
        if isinstance(fact, f.ContactArrived) and fact.chases:
            self._also[fact.contact] = self._also.get(fact.chases, fact.chases)
        return tuple(dict.fromkeys((*named, *(self._also[e] for e in named if e in self._also))))


class _Telling:
    """Turns facts into words for one view."""

    def __init__(
        self,
        desk: Desk,
        called: Called,
        journal: tuple[Entry, ...],
        tutors: Container[tuple[int, str]],
    ) -> None:
        self._tutors = tutors
        self.desk = desk
        self.called = called
        self.book = desk.setting.utterances
        self._journal = journal

    def line(self, fact: f.Fact) -> Line:
        """A fact as a line."""
        who, words, voice = _WORDS[type(fact)](self, fact)
        if getattr(fact, "actor", "") == TRAINEE and self._is_tutors(fact):
            who = TUTOR
        return Line(self.called.time(fact.at), who, words, voice)

    def _is_tutors(self, fact: f.Fact) -> bool:
        """The tutor did it, in the trainee's name."""
        named = (getattr(fact, name, None) for name in _SUBJECTS)
        return any((fact.at, str(each)) in self._tutors for each in named if each)

    def key(self, subject: str, *more: object) -> str:
        """What a wording depends on."""
        return wording_key(self.called.seed, "/".join(map(str, (subject, *more))))

    def channel(self, contact: ContactId) -> Channel:
        """How a contact reached the desk."""
        known = self.desk.contacts.get(contact)
        return known.channel if known is not None else "phone"

    def caller(self, subject: str) -> str:
        """The person behind a contact or record."""
        contact = self.desk.contacts.get(ContactId(subject))
        return self.called.person(contact.person) if contact is not None else "The callers"

    def note_text(self, fact: f.NoteAdded) -> str:
        """The text of a work note, which only the journal keeps."""
        for entry in self._journal:
            command = entry.command
            if isinstance(command, WriteNote) and (entry.at, command.ticket) == (
                fact.at,
                fact.subject,
            ):
                return command.text
        return "a work note"

    def with_it(self, ticket: TicketId, at: int, did: MarkKind) -> str:
        """How many records under one shared its end."""
        known = self.desk.tickets.get(ticket)
        under = (self.desk.tickets.get(each) for each in known.children) if known else ()
        count = sum(
            any((mark.at, mark.what) == (at, did) for mark in each.marks) for each in under if each
        )
        if not count:
            return ""
        return f", and the {f'{count} records' if count > 1 else 'record'} under it"

    def next_word(self, at: int | None) -> str:
        """The promise in a word to a caller."""
        return "" if at is None else f" Next update by {self.called.when(at)}."


_Words = tuple[str, str, Voice]


def _arrived(tell: _Telling, fact: f.ContactArrived) -> _Words:
    values = {"component": fact.component or "it"}
    words = render(fact.utterance, tell.key(fact.contact), tell.book, values)
    return tell.called.person(fact.person), words, "said"


def _replied(tell: _Telling, fact: f.CallerReplied) -> _Words:
    sent = f"sent {tell.called.knowledge(fact.article)}" if fact.article else "wrote back"
    return tell.called.seat(fact.actor), f"{sent}.", "done"


def _answered(tell: _Telling, fact: f.QuestionAnswered) -> _Words:
    key = tell.key(fact.contact, fact.question)
    words = answer_words(fact.question, fact.answer, key, tell.book)
    return tell.caller(fact.contact), words, "said"


def _raised(tell: _Telling, fact: f.AlertRaised) -> _Words:
    values = {"component": fact.component}
    words = render(fact.utterance, tell.key(fact.alert), tell.book, values)
    return "Monitoring", words, "said"


def _acknowledged(tell: _Telling, fact: f.AlertAcknowledged) -> _Words:
    return (
        tell.called.seat(fact.actor),
        f"acknowledged it as {TAKEN_AS[fact.significance]}.",
        "done",
    )


def _opened(tell: _Telling, fact: f.TicketOpened) -> _Words:
    ticket = tell.desk.tickets.get(fact.ticket)
    number = tell.called.number(ticket) if ticket is not None else "a record"
    kind = RECORD_KINDS[fact.record].lower()
    return tell.called.seat(fact.actor), f"logged {number} ({kind}).", "done"


def _rated(tell: _Telling, fact: f.TicketPrioritised) -> _Words:
    disputed = " (at the caller's word)" if fact.disputed else ""
    words = f"set impact {fact.impact}, urgency {fact.urgency}: P{fact.priority}{disputed}."
    return tell.called.seat(fact.actor), words, "done"


def _linked(tell: _Telling, fact: f.TicketLinked) -> _Words:
    child, parent = tell.called.label(fact.ticket), tell.called.label(fact.parent)
    return tell.called.seat(fact.actor), f"linked {child} to {parent}.", "done"


def _noted(tell: _Telling, fact: f.NoteAdded) -> _Words:
    if fact.code == "text":
        return tell.called.seat(fact.author), tell.note_text(fact), "note"
    words = note_words(fact.code, tell.key(fact.subject), tell.book)
    return tell.called.team(fact.author), words, "note"


def _returned(tell: _Telling, fact: f.TicketReturned) -> _Words:
    words = note_words(fact.evidence, tell.key(fact.ticket), tell.book)
    return tell.called.team(fact.team), f"Back to you. {words}", "note"


def _repaired(tell: _Telling, fact: f.RepairReported) -> _Words:
    words = note_words(fact.code, tell.key(fact.subject), tell.book)
    return tell.called.team(fact.team), words, "note"


def _led(tell: _Telling, fact: f.WorkaroundApplied) -> _Words:
    found = "it does not help"
    if fact.percent:
        found = "it helps" if fact.percent == 100 else f"it helps, about {fact.percent} %"
    words = f"talked the caller through {tell.called.knowledge(fact.known_error)}: {found}."
    return tell.called.seat(fact.actor), words, "done"


def _updated(tell: _Telling, fact: f.CallerUpdated) -> _Words:
    words = f"told the caller how it stands.{tell.next_word(fact.next_update)}"
    return tell.called.seat(fact.actor), words, "done"


def _noticed(tell: _Telling, fact: f.NoticeSent) -> _Words:
    groups = "; ".join(map(tell.called.group, fact.groups))
    known = f" (with {fact.known_error})" if fact.known_error else ""
    words = f"sent a notice to {groups}{known}.{tell.next_word(fact.next_update)}"
    return tell.called.seat(fact.actor), words, "done"


def _confirmed(tell: _Telling, fact: f.RestorationConfirmed) -> _Words:
    family = tell.desk.family(fact.ticket)
    if not any(each.origin == "contact" for each in family):
        sees = "sees it working" if fact.restored else "does not see it working yet"
        words = f"found nobody who called about it; monitoring {sees}."
        return tell.called.seat(fact.actor), words, "done"
    if fact.restored and tell.desk.tickets[fact.ticket].is_request:
        return tell.caller(fact.ticket), SERVED, "said"
    code = speech.CONFIRM_YES if fact.restored else speech.CONFIRM_NO
    return tell.caller(fact.ticket), render(code, tell.key(fact.ticket, fact.at), tell.book), "said"


def _resolved(tell: _Telling, fact: f.TicketResolved) -> _Words:
    with_it = tell.with_it(fact.ticket, fact.at, "resolved")
    words = f"resolved it{with_it} ({RESOLUTION_CODES[fact.code].lower()})."
    return tell.called.seat(fact.actor), words, "done"


def _closed(tell: _Telling, fact: f.TicketClosed) -> _Words:
    words = f"closed it{tell.with_it(fact.ticket, fact.at, 'closed')}."
    return tell.called.seat(fact.actor), words, "done"


def _reopened(tell: _Telling, fact: f.TicketReopened) -> _Words:
    who = "The caller" if fact.actor == "caller" else tell.called.seat(fact.actor)
    return who, "reopened it: it was not over.", "done"


def _model(tell: _Telling, fact: f.ModelStarted) -> _Words:
    return tell.called.seat(fact.actor), f"started {tell.called.knowledge(fact.model)}.", "done"


def _step(tell: _Telling, ticket: TicketId, step: str) -> Step | None:
    """A step of the record's model."""
    known = tell.desk.tickets.get(ticket)
    model = tell.desk.setting.request_models.get(known.model) if known is not None else None
    return next((each for each in model.steps if each.id == step), None) if model else None


def _step_name(tell: _Telling, ticket: TicketId, step: str) -> str:
    """The name of a step of the record's model."""
    known = _step(tell, ticket, step)
    return known.name if known is not None else step


def _asked(tell: _Telling, fact: f.ApprovalAsked) -> _Words:
    step = _step(tell, fact.ticket, fact.step)
    whom = f"the {step.by}" if step is not None else fact.step
    return tell.called.seat(fact.actor), f"asked {whom} for approval.", "done"


def _approved(tell: _Telling, fact: f.ApprovalGiven) -> _Words:
    code = speech.APPROVED if fact.granted else speech.NOT_APPROVED
    words = note_words(code, tell.key(fact.ticket, fact.step), tell.book)
    return _step_name(tell, fact.ticket, fact.step), words, "note"


def _stepped(tell: _Telling, fact: f.StepFulfilled) -> _Words:
    step = _step_name(tell, fact.ticket, fact.step)
    return tell.called.seat(fact.actor), f"did this step: {step.lower()}.", "done"


def _problem(tell: _Telling, fact: f.ProblemRaised) -> _Words:
    more = f", with {', '.join(map(tell.called.label, fact.incidents))}" if fact.incidents else ""
    return tell.called.seat(fact.actor), f"raised a problem{more}.", "done"


def _late(tell: _Telling, fact: f.TargetMissed) -> _Words:
    name = clock_named(fact.clock, tell.desk.tickets[fact.ticket].record)
    return "Clock", f"{CLOCKS[name].lower()} target missed.", "done"


def _did(words: str) -> Callable[[_Telling, Any], _Words]:
    """Something that a seat did and that needs no value."""
    return lambda tell, fact: (tell.called.seat(fact.actor), words, "done")


def _on_the_line(did: str) -> Callable[[_Telling, Any], _Words]:
    """Something that a seat did with a call or a chat."""
    return lambda tell, fact: (
        tell.called.seat(fact.actor), f"{did} the {conversation(tell.channel(fact.contact))}.",
        "done",
    )  # fmt: skip


def _gone(tell: _Telling, fact: f.CallAbandoned) -> _Words:
    return tell.caller(fact.contact), f"{gave_up(tell.channel(fact.contact))}.", "done"


def _happened(who: str, words: str) -> Callable[[_Telling, Any], _Words]:
    """Something that happened by itself."""
    return lambda _tell, _fact: (who, words, "done")


_CHECKED: Final = {
    True: "it is the right person.",
    False: "the answers are wrong, it is not that person.",
}

_WORDS: Final[dict[type[f.Fact], Callable[[_Telling, Any], _Words]]] = {
    f.ContactArrived: _arrived,
    f.CallAbandoned: _gone,
    f.CallTaken: _on_the_line("took"),
    f.CallEnded: _on_the_line("ended"),
    f.CallerReplied: _replied,
    f.QuestionAsked: lambda tell, fact: (
        tell.called.seat(fact.actor), QUESTIONS[fact.question], "said",
    ),
    f.QuestionAnswered: _answered,
    f.IdentityVerified: lambda tell, fact: (
        tell.called.seat(fact.actor), f"checked who is asking: {_CHECKED[fact.passed]}", "done",
    ),
    f.AlertRaised: _raised,
    f.AlertCleared: _happened("Monitoring", "sees it working again."),
    f.AlertAcknowledged: _acknowledged,
    f.TeamAlerted: lambda tell, fact: (
        tell.called.seat(fact.actor), f"told {tell.called.team(fact.team)}.", "done",
    ),
    f.TicketOpened: _opened,
    f.TicketCategorised: lambda tell, fact: (
        tell.called.seat(fact.actor), f"corrected it: {RECORD_KINDS[fact.record].lower()}.", "done",
    ),
    f.TicketPrioritised: _rated,
    f.TicketAssigned: lambda tell, fact: (
        tell.called.seat(fact.actor), f"sent it to {tell.called.team(fact.team)}.", "done",
    ),
    f.TicketEscalated: _did("told the shift lead."),
    f.MajorDeclared: _happened("Shift lead", "declared a major incident."),
    f.TicketLinked: _linked,
    f.TicketUnlinked: _did("took it from under its parent."),
    f.WorkStarted: lambda tell, fact: (tell.called.team(fact.team), "has taken it up.", "done"),
    f.NoteAdded: _noted,
    f.TicketReturned: _returned,
    f.RepairReported: _repaired,
    f.KnowledgeSearched: _did("searched known errors and articles."),
    f.WorkaroundApplied: _led,
    f.CallerUpdated: _updated,
    f.NoticeSent: _noticed,
    f.RestorationConfirmed: _confirmed,
    f.TicketHeld: lambda tell, fact: (
        tell.called.seat(fact.actor), f"put it on hold: {HOLD_REASONS[fact.reason].lower()}.",
        "done",
    ),
    f.TicketResumed: _did("took it off hold."),
    f.TicketResolved: _resolved,
    f.TicketClosed: _closed,
    f.TicketReopened: _reopened,
    f.TicketCancelled: _did("cancelled it: logged in error."),
    f.ModelStarted: _model,
    f.ApprovalAsked: _asked,
    f.ApprovalGiven: _approved,
    f.StepFulfilled: _stepped,
    f.RequestRefused: lambda tell, fact: (
        tell.called.seat(fact.actor), f"refused it: {REFUSALS[fact.reason].lower()}.", "done",
    ),
    f.ProblemRaised: _problem,
    f.TargetMissed: _late,
}  # fmt: skip
"""Facts that can be seen at the desk, and their words."""
