"""What a person at the desk can know: every fact that reached it, and what is published.

The visible half of the state, and the only half that leaves a running shift. `inbox` is the column
"came in", `open` the column "you opened", `attention` the records that wait for the desk.
"""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from itilsim.domain import facts as f
from itilsim.domain.agreements import Agreements
from itilsim.domain.clocks import Mark
from itilsim.domain.estate import Estate
from itilsim.domain.names import (
    SERVICE_DESK,
    Actor,
    AlertId,
    ComponentId,
    ContactId,
    GroupId,
    Level,
    ProblemId,
    TicketId,
)
from itilsim.domain.records import Alert, Contact, Problem, Ticket, change
from itilsim.domain.scenario import Setting

KEEP_CLOSED = 5 * 24 * 3600
"""Closed records leave the state after this time, keeping id, item and cause (tuning constant)."""
RECENT = 50
"""So many contacts of a symptom are looked at for a common cause (tuning constant)."""

Record = TypeVar("Record", Contact, Alert, Ticket)


class Desk:
    """The desk's knowledge; read it, never write to it."""

    def __init__(self, setting: Setting, estate: Estate, agreements: Agreements) -> None:
        """Start with an empty desk that knows what is published."""
        self.setting = setting
        self.estate = estate
        self.agreements = agreements
        self.at = 0
        self.revision = 0
        self.contacts: dict[ContactId, Contact] = {}
        self.alerts: dict[AlertId, Alert] = {}
        self.tickets: dict[TicketId, Ticket] = {}
        self.problems: dict[ProblemId, Problem] = {}
        self.by_symptom: dict[str, deque[ContactId]] = {}
        self.inbox: dict[ContactId | AlertId, None] = {}
        self.open: dict[TicketId, None] = {}
        self.attention: dict[TicketId, None] = {}
        self.live: dict[Actor, ContactId] = {}
        self.board: dict[str, Level] = {}
        self.signals: dict[ComponentId, AlertId] = {}
        self.noticed: dict[GroupId, int] = {}
        self.handover: f.HandoverWritten | None = None
        self.started: f.ShiftStarted | None = None
        self.ended_at: int | None = None
        self.logged = 0
        self._views: dict[str, tuple[Any, Any]] = {}
        self._closed: deque[TicketId] = deque()

    def view(self, record: Record) -> Record:
        """A copy of a record that stays as it is; the same copy until the record changes."""
        stamp = hash(record)
        kept = self._views.get(record.id)
        if kept is None or kept[0] != stamp:
            kept = (stamp, copy.copy(record))
            self._views[record.id] = kept
        view: Record = kept[1]
        return view

    def apply(self, fact: f.Fact) -> None:
        """Change what the desk knows by one fact."""
        self.at = fact.at
        handler = _APPLY.get(type(fact))
        if handler is not None:
            self.revision += 1
            handler(self, fact)

    def family(self, ticket: TicketId) -> tuple[Ticket, ...]:
        """A record and its children."""
        parent = self.tickets[ticket]
        return (parent, *(self.tickets[each] for each in parent.children if each in self.tickets))

    def ticket_of(self, subject: str) -> Ticket | None:
        """The record that a contact or alert was logged as, or a record itself."""
        if subject in self.tickets:
            return self.tickets[TicketId(subject)]
        origin = self.contacts.get(ContactId(subject)) or self.alerts.get(AlertId(subject))
        return self.tickets.get(origin.ticket) if origin is not None and origin.ticket else None

    def contact_of(self, ticket: Ticket) -> Contact | None:
        """The contact from which a record was logged, if it was one."""
        return self.contacts.get(ContactId(ticket.id))

    def _started(self, fact: f.ShiftStarted) -> None:
        self.started = fact

    def _ended(self, fact: f.ShiftEnded) -> None:
        self.ended_at = fact.at
        self.live.clear()

    def _level_changed(self, fact: f.LevelChanged) -> None:
        if fact.node not in self.estate.services:
            return
        if fact.level == "up":
            self.board.pop(fact.node, None)
        else:
            self.board[fact.node] = fact.level

    def _alert_raised(self, fact: f.AlertRaised) -> None:
        alert = Alert(
            fact.alert, fact.arrival, fact.at, fact.component, fact.significance, fact.utterance,
            fact.hurts_at,
        )  # fmt: skip
        self.alerts[fact.alert] = alert
        self.inbox[fact.alert] = None
        if fact.significance != "informational":
            self.signals[fact.component] = fact.alert

    def _alert_cleared(self, fact: f.AlertCleared) -> None:
        alert = self.alerts[fact.alert]
        change(alert, cleared_at=fact.at)
        if self.signals.get(alert.component) == fact.alert:
            del self.signals[alert.component]

    def _contact_arrived(self, fact: f.ContactArrived) -> None:
        contact = Contact(
            fact.contact, fact.arrival, fact.at, fact.person, fact.group, fact.vip, fact.channel,
            fact.symptom, fact.effect, fact.service, fact.component, fact.people, fact.mood,
            fact.guess, fact.utterance, fact.patience, fact.chases,
        )  # fmt: skip
        self.contacts[fact.contact] = contact
        self.inbox[fact.contact] = None
        self.by_symptom.setdefault(fact.symptom, deque(maxlen=RECENT)).append(fact.contact)
        ticket = self.ticket_of(fact.chases) if fact.chases else None
        if ticket is not None:
            change(contact, ticket=ticket.id)
            change(ticket, contacts=ticket.contacts + 1)

    def _abandoned(self, fact: f.CallAbandoned) -> None:
        change(self.contacts[fact.contact], state="gone")
        self.inbox.pop(fact.contact, None)

    def _call_taken(self, fact: f.CallTaken) -> None:
        self.live[fact.actor] = fact.contact
        change(self.contacts[fact.contact], state="live")
        self._answered(self.contacts[fact.contact], fact.at)

    def _call_ended(self, fact: f.CallEnded) -> None:
        self.live.pop(fact.actor, None)
        contact = self.contacts[fact.contact]
        change(contact, state="talked", last_word_at=fact.at)
        if contact.ticket is not None or contact.chases is not None:
            self.inbox.pop(contact.id, None)

    def _replied(self, fact: f.CallerReplied) -> None:
        contact = self.contacts[fact.contact]
        if contact.state == "waiting":
            change(contact, state="talked")
        change(contact, helped=contact.helped or fact.helps)
        self._answered(contact, fact.at)
        if contact.chases is not None:
            self.inbox.pop(contact.id, None)
        ticket = self.ticket_of(contact.id)
        if ticket is not None and fact.article:
            change(ticket, known_error=fact.article)

    def _answered(self, contact: Contact, at: int) -> None:
        """A caller has heard a person's word; a chaser's answers the first contact too."""
        change(contact, last_word_at=at)
        first = self.contacts.get(contact.chases) if contact.chases else None
        for each in (contact, first):
            if each is not None and each.answered_at is None:
                change(each, answered_at=at)
        ticket = self.ticket_of(contact.id)
        if ticket is not None:
            self._word(ticket, at)

    def _word(self, ticket: Ticket, at: int) -> None:
        if not any(mark.what == "answered" for mark in ticket.marks):
            change(ticket, marks=(*ticket.marks, Mark(at, "answered")))
        change(ticket, last_word_at=at, updates=ticket.updates + 1)

    def _question_asked(self, fact: f.QuestionAsked) -> None:
        contact = self.contacts[fact.contact]
        change(contact, asked=(*contact.asked, fact.question))
        if contact.state == "waiting":
            change(contact, state="talked")
            self._answered(contact, fact.at)

    def _question_answered(self, fact: f.QuestionAnswered) -> None:
        contact = self.contacts[fact.contact]
        change(contact, answers=(*contact.answers, (fact.question, fact.answer)))

    def _verified(self, fact: f.IdentityVerified) -> None:
        change(self.contacts[fact.contact], verified=True)

    def _acknowledged(self, fact: f.AlertAcknowledged) -> None:
        change(self.alerts[fact.alert], acknowledged=fact.significance)
        self.inbox.pop(fact.alert, None)

    def _team_alerted(self, fact: f.TeamAlerted) -> None:
        change(self.alerts[fact.alert], team=fact.team)
        self.inbox.pop(fact.alert, None)

    def _opened(self, fact: f.TicketOpened) -> None:
        self.logged = fact.number
        contact = self.contacts.get(ContactId(fact.ticket))
        origin = contact or self.alerts[AlertId(fact.ticket)]
        marks = [Mark(origin.at, "started")]
        if contact is not None and contact.answered_at is not None:
            marks.append(Mark(contact.answered_at, "answered"))
        marks.append(Mark(fact.at, "assigned"))
        self.tickets[fact.ticket] = Ticket(
            fact.ticket, fact.number, "contact" if contact else "alert", fact.record, origin.at,
            fact.at, contact.group if contact else None, fact.category, fact.service,
            fact.component, marks=tuple(marks), last_word_at=contact and contact.last_word_at,
        )  # fmt: skip
        change(origin, ticket=fact.ticket)
        self.open[fact.ticket] = None
        if contact is None or contact.state != "live":
            self.inbox.pop(origin.id, None)

    def _categorised(self, fact: f.TicketCategorised) -> None:
        change(
            self.tickets[fact.ticket], record=fact.record, category=fact.category,
            service=fact.service, component=fact.component,
        )  # fmt: skip

    def _prioritised(self, fact: f.TicketPrioritised) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, impact=fact.impact, urgency=fact.urgency, priority=fact.priority,
            disputed=fact.disputed,
            marks=(*ticket.marks, Mark(fact.at, "prioritised", fact.priority)),
        )  # fmt: skip

    def _assigned(self, fact: f.TicketAssigned) -> None:
        ticket = self.tickets[fact.ticket]
        moved = ticket.team != SERVICE_DESK and fact.team != ticket.team
        change(
            ticket, team=fact.team, work_started_at=None, repaired="",
            reassignments=ticket.reassignments + moved,
        )  # fmt: skip
        self.attention.pop(ticket.id, None)

    def _escalated(self, fact: f.TicketEscalated) -> None:
        change(self.tickets[fact.ticket], escalated=True)

    def _major(self, fact: f.MajorDeclared) -> None:
        ticket = self.tickets.get(TicketId(fact.subject))
        if ticket is not None:
            change(ticket, major=True)

    def _linked(self, fact: f.TicketLinked) -> None:
        child, parent = self.tickets[fact.ticket], self.tickets[fact.parent]
        change(child, parent=fact.parent)
        change(parent, children=(*parent.children, fact.ticket))
        self.attention.pop(child.id, None)

    def _unlinked(self, fact: f.TicketUnlinked) -> None:
        child = self.tickets[fact.ticket]
        if child.parent is not None:
            parent = self.tickets[child.parent]
            change(parent, children=tuple(each for each in parent.children if each != child.id))
        change(child, parent=None)

    def _work_started(self, fact: f.WorkStarted) -> None:
        if fact.subject in self.tickets:
            change(self.tickets[TicketId(fact.subject)], work_started_at=fact.at)

    def _noted(self, fact: f.NoteAdded) -> None:
        note = (fact.at, fact.author, fact.code)
        holder = self._holder(fact.subject)
        change(holder, notes=(*holder.notes, note))

    def _holder(self, subject: str) -> Ticket | Alert:
        return self.tickets.get(TicketId(subject)) or self.alerts[AlertId(subject)]

    def _returned(self, fact: f.TicketReturned) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, team=SERVICE_DESK, work_started_at=None,
            returned=(*ticket.returned, (fact.team, fact.evidence)),
            reassignments=ticket.reassignments + 1,
        )  # fmt: skip
        self._wants(ticket)

    def _repaired(self, fact: f.RepairReported) -> None:
        holder = self._holder(fact.subject)
        change(holder, repaired=fact.code)
        if isinstance(holder, Ticket):
            self._wants(holder)

    def _wants(self, ticket: Ticket) -> None:
        if ticket.is_open and ticket.parent is None:
            self.attention[ticket.id] = None

    def _searched(self, fact: f.KnowledgeSearched) -> None:
        if fact.subject in self.tickets:
            change(self.tickets[TicketId(fact.subject)], searched=True)

    def _workaround(self, fact: f.WorkaroundApplied) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, known_error=fact.known_error,
            workaround_percent=max(fact.percent, ticket.workaround_percent),
        )  # fmt: skip
        self._word(ticket, fact.at)

    def _updated(self, fact: f.CallerUpdated) -> None:
        ticket = self.tickets[fact.ticket]
        self._tell(ticket, fact.at, fact.next_update)

    def _tell(self, ticket: Ticket, at: int, promised: int | None) -> None:
        """The caller of a record hears how it stands; chasers about it are answered by that."""
        self._word(ticket, at)
        change(ticket, promised_at=promised)
        contact = self.contact_of(ticket)
        if contact is not None:
            change(contact, last_word_at=at)
            if contact.answered_at is None:
                change(contact, answered_at=at)
        if ticket.contacts > 1:
            for each in tuple(self.inbox):
                chaser = self.contacts.get(ContactId(each))
                if chaser and chaser.ticket == ticket.id and chaser.channel in ("email", "portal"):
                    self._answered(chaser, at)
                    change(chaser, state="talked")
                    self.inbox.pop(each)

    def _notice(self, fact: f.NoticeSent) -> None:
        for group in fact.groups:
            self.noticed[group] = fact.at
        for ticket in self.family(fact.ticket):
            self._tell(ticket, fact.at, fact.next_update)
        if fact.known_error:
            change(self.tickets[fact.ticket], known_error=fact.known_error)

    def _confirmed(self, fact: f.RestorationConfirmed) -> None:
        for ticket in self.family(fact.ticket):
            change(ticket, confirmed=fact.restored)
            self._word(ticket, fact.at)

    def _held(self, fact: f.TicketHeld) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, state="on_hold", hold_reason=fact.reason, ever_held=True,
            marks=(*ticket.marks, Mark(fact.at, "held", fact.reason)),
        )  # fmt: skip

    def _resumed(self, fact: f.TicketResumed) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, state="in_progress", hold_reason=None,
            marks=(*ticket.marks, Mark(fact.at, "resumed")),
        )  # fmt: skip

    def _resolved(self, fact: f.TicketResolved) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, state="resolved", hold_reason=None, code=fact.code, resolved_at=fact.at,
            marks=(*ticket.marks, Mark(fact.at, "resolved")),
        )  # fmt: skip
        self.open.pop(ticket.id, None)
        self.attention.pop(ticket.id, None)

    def _closed_(self, fact: f.TicketClosed) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, state="closed", closed_at=fact.at,
            marks=(*ticket.marks, Mark(fact.at, "closed")),
        )  # fmt: skip
        self._closed.append(ticket.id)
        self._forget(fact.at)

    def _forget(self, at: int) -> None:
        """Let records go that were closed long ago."""
        while self._closed and (self._closed_at(self._closed[0]) or 0) + KEEP_CLOSED < at:
            ticket = self.tickets.pop(self._closed.popleft(), None)
            if ticket is not None:
                self.contacts.pop(ContactId(ticket.id), None)
                self._views.pop(ticket.id, None)

    def _closed_at(self, ticket: TicketId) -> int | None:
        return self.tickets[ticket].closed_at if ticket in self.tickets else None

    def _reopened(self, fact: f.TicketReopened) -> None:
        ticket = self.tickets[fact.ticket]
        change(
            ticket, state="in_progress", resolved_at=None, closed_at=None, confirmed=False,
            reopened=ticket.reopened + 1, marks=(*ticket.marks, Mark(fact.at, "reopened")),
        )  # fmt: skip
        self.open[ticket.id] = None
        self._wants(ticket)

    def _cancelled(self, fact: f.TicketCancelled) -> None:
        ticket = self.tickets[fact.ticket]
        change(ticket, state="cancelled", marks=(*ticket.marks, Mark(fact.at, "cancelled")))
        self.open.pop(ticket.id, None)
        self.attention.pop(ticket.id, None)

    def _model_started(self, fact: f.ModelStarted) -> None:
        ticket = self.tickets[fact.ticket]
        priority = 3 if self.setting.request_models[fact.model].urgent else 4
        change(
            ticket, model=fact.model, priority=priority, steps=(), approvals=(),
            marks=(*ticket.marks, Mark(fact.at, "model_started"),
                   Mark(fact.at, "prioritised", priority)),
        )  # fmt: skip

    def _approval_asked(self, fact: f.ApprovalAsked) -> None:
        ticket = self.tickets[fact.ticket]
        change(ticket, approvals=(*ticket.approvals, (fact.step, "asked")))

    def _approval_given(self, fact: f.ApprovalGiven) -> None:
        ticket = self.tickets[fact.ticket]
        word = "granted" if fact.granted else "rejected"
        found = tuple((s, word if s == fact.step else w) for s, w in ticket.approvals)
        change(ticket, approvals=found)
        if all(state != "asked" for _, state in found):
            self._wants(ticket)

    def _step_fulfilled(self, fact: f.StepFulfilled) -> None:
        ticket = self.tickets[fact.ticket]
        change(ticket, steps=(*ticket.steps, fact.step))

    def _missed(self, fact: f.TargetMissed) -> None:
        ticket = self.tickets[fact.ticket]
        change(ticket, missed=(*ticket.missed, fact.clock))

    def _problem(self, fact: f.ProblemRaised) -> None:
        self.problems[fact.problem] = Problem(fact.problem, fact.at, fact.ticket, fact.incidents)
        for each in (fact.ticket, *fact.incidents):
            ticket = self.tickets.get(TicketId(each))
            if ticket is not None:
                change(ticket, problem=fact.problem)

    def _handover(self, fact: f.HandoverWritten) -> None:
        self.handover = fact


_APPLY: dict[type[f.Fact], Callable[[Desk, Any], None]] = {
    f.ShiftStarted: Desk._started,
    f.ShiftEnded: Desk._ended,
    f.LevelChanged: Desk._level_changed,
    f.AlertRaised: Desk._alert_raised,
    f.AlertCleared: Desk._alert_cleared,
    f.ContactArrived: Desk._contact_arrived,
    f.CallAbandoned: Desk._abandoned,
    f.CallTaken: Desk._call_taken,
    f.CallEnded: Desk._call_ended,
    f.CallerReplied: Desk._replied,
    f.QuestionAsked: Desk._question_asked,
    f.QuestionAnswered: Desk._question_answered,
    f.IdentityVerified: Desk._verified,
    f.AlertAcknowledged: Desk._acknowledged,
    f.TeamAlerted: Desk._team_alerted,
    f.TicketOpened: Desk._opened,
    f.TicketCategorised: Desk._categorised,
    f.TicketPrioritised: Desk._prioritised,
    f.TicketAssigned: Desk._assigned,
    f.TicketEscalated: Desk._escalated,
    f.MajorDeclared: Desk._major,
    f.TicketLinked: Desk._linked,
    f.TicketUnlinked: Desk._unlinked,
    f.WorkStarted: Desk._work_started,
    f.NoteAdded: Desk._noted,
    f.TicketReturned: Desk._returned,
    f.RepairReported: Desk._repaired,
    f.KnowledgeSearched: Desk._searched,
    f.WorkaroundApplied: Desk._workaround,
    f.CallerUpdated: Desk._updated,
    f.NoticeSent: Desk._notice,
    f.RestorationConfirmed: Desk._confirmed,
    f.TicketHeld: Desk._held,
    f.TicketResumed: Desk._resumed,
    f.TicketResolved: Desk._resolved,
    f.TicketClosed: Desk._closed_,
    f.TicketReopened: Desk._reopened,
    f.TicketCancelled: Desk._cancelled,
    f.ModelStarted: Desk._model_started,
    f.ApprovalAsked: Desk._approval_asked,
    f.ApprovalGiven: Desk._approval_given,
    f.StepFulfilled: Desk._step_fulfilled,
    f.ProblemRaised: Desk._problem,
    f.TargetMissed: Desk._missed,
    f.HandoverWritten: Desk._handover,
}
