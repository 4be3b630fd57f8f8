"""What is due next on a contact or alert, with the answers that the evidence speaks for.

The one idea: one function from the Desk to the next move of careful play. Guided mode shows which
move it is, compares what the trainee chose with it, and lets the buddy make it where its fields are
not open yet.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, Evidence, assess
from itilsim.domain.desk import Desk
from itilsim.domain.names import (
    SERVICE_DESK,
    TRAINEE,
    AlertId,
    ContactId,
    ResolutionCode,
    TeamId,
    TicketId,
)
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.sim.policies.steps import done
from itilsim.sim.policies.textbook import similar_past

SOON, LATER = 15, 30
"""Minutes until the next promised word, for P1 and P2 and for all others (tuning constants)."""
KEEP_PROMISE = 180
"""Seconds before a promised word is due at which it is given (tuning constant)."""

_SPOKEN = ("phone", "chat")


@dataclass(frozen=True, slots=True)
class Answer:
    """One field that a move decides."""

    field: str
    """Guided field, like `kind`."""
    value: object
    """What the evidence speaks for."""
    accepted: tuple[object, ...]
    """All that is defensible."""
    evidence: tuple[Evidence, ...]
    """What speaks for it."""


@dataclass(frozen=True, slots=True)
class Due:
    """The next move on a subject."""

    subject: str
    """Contact, alert or record."""
    best: c.Command
    """The move with the answers that the evidence speaks for."""
    fields: tuple[str, ...] = ()
    """Guided fields that it decides; empty: nothing to decide, only to do."""
    answers: tuple[Answer, ...] = ()
    """What is compared with the trainee's choice."""
    ahead: Due | None = None
    """The move after it, where this one may be left out."""

    @property
    def kind(self) -> str:
        """Kind of its command."""
        return self.best.kind


def due_on(desk: Desk, subject: str) -> Due | None:
    """The next move on a contact or alert; none: nothing to do now."""
    alert = desk.alerts.get(AlertId(subject))
    if alert is not None:
        return _alert(desk, alert)
    contact = desk.contacts[ContactId(subject)]
    if contact.state == "gone":
        return None
    if contact.channel in _SPOKEN and contact.state == "waiting":
        return None if TRAINEE in desk.live else Due(subject, c.TakeCall(contact.id))
    found = _chaser(desk, contact) if contact.chases is not None else _contact(desk, contact)
    if found is None and desk.live.get(TRAINEE) == contact.id:
        return Due(subject, c.EndCall(contact.id), ("end",))
    return found


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


def next_minutes(ticket: Ticket | None) -> int:
    """When the next word is promised for, in minutes."""
    return SOON if ticket is not None and (ticket.priority or 5) <= 2 else LATER


def _chaser(desk: Desk, contact: Contact) -> Due | None:
    """Someone asks again: tell them how it stands."""
    ticket = desk.ticket_of(contact.id)
    first = desk.contacts.get(contact.chases) if contact.chases else None
    if ticket is None or first is None or not ticket.is_open:
        return None
    if contact.answered_at is not None and (first.last_word_at or 0) > contact.answered_at:
        return None
    return _update(ticket) if contact.id in desk.inbox else None


def _contact(desk: Desk, contact: Contact) -> Due | None:
    found = assess(desk, contact.id)
    ticket = desk.ticket_of(contact.id)
    if desk.setting.symptoms[contact.symptom].kind != "incident":
        return _log(found) if ticket is None else _wish(desk, contact, ticket, found)
    if ticket is None:
        return _first_of_incident(desk, found)
    if ticket.parent is not None:
        return _child(desk, ticket)
    return _incident(desk, contact, ticket, found)


def _child(desk: Desk, ticket: Ticket) -> Due | None:
    """One more report: told once; from then on notices about the parent reach it."""
    if not ticket.is_open or ticket.promised_at is not None or ticket.parent is None:
        return None
    minutes = next_minutes(desk.tickets.get(ticket.parent))
    return Due(ticket.id, c.UpdateCaller(ticket.id, minutes), ("update",))


def _first_of_incident(desk: Desk, found: Assessment) -> Due | None:
    """A record of its own, or a child of the record of the first sign, which is made first."""
    first = found.belongs_to.best
    if first is None:
        return _log(found)
    head = _head(desk, first)
    if head is not None:
        answer = Answer("link", head.id, (head.id,), found.belongs_to.evidence)
        command = c.LinkTicket(ContactId(found.subject), head.id)
        return Due(found.subject, command, ("link",), (answer,))
    return due_on(desk, first) if desk.ticket_of(first) is None else _log(found)


def _head(desk: Desk, first: str) -> Ticket | None:
    ticket = desk.ticket_of(first)
    while ticket is not None and ticket.parent is not None:
        ticket = desk.tickets[ticket.parent]
    return ticket if ticket is not None and ticket.is_open else None


def _log(found: Assessment) -> Due:
    kind = found.kind.best or "incident"
    command = c.LogTicket(
        ContactId(found.subject), kind, found.category.best, found.service.best,
        found.component.best,
    )  # fmt: skip
    answer = Answer("kind", kind, found.kind.accepted, found.kind.evidence)
    return Due(found.subject, command, ("kind",), (answer,))


def _wish(desk: Desk, contact: Contact, ticket: Ticket, found: Assessment) -> Due | None:
    if not ticket.is_open:
        return _close(ticket)
    if not found.model:
        return _question(contact, ticket, found)
    if ticket.model != found.model:
        answer = Answer("model", found.model, (found.model,), (Evidence("model", found.model),))
        command: c.Command = c.StartModel(ticket.id, found.model)
        return Due(contact.id, command, ("model",), (answer,))
    steps = desk.setting.request_models[ticket.model].steps
    if any(step.kind == "verify" for step in steps) and not contact.verified:
        return Due(contact.id, c.VerifyIdentity(contact.id))
    asked = {step for step, _ in ticket.approvals}
    if any(step.kind == "approve" and step.id not in asked for step in steps):
        return Due(contact.id, c.AskApproval(ticket.id))
    if any(word == "asked" for _, word in ticket.approvals):
        return _update(ticket) if ticket.promised_at is None else _promise(desk, ticket)
    if not done(desk, ticket):
        return _fulfil(desk, ticket)
    return _finish(ticket, "fulfilled")


def _question(contact: Contact, ticket: Ticket, found: Assessment) -> Due | None:
    """A wish without a model: an article answers it, or a team."""
    known = found.known_error
    if known.best is None:
        return _assign(ticket, found) if ticket.team == SERVICE_DESK else None
    if not contact.helped:
        answer = Answer("known_error", known.best, known.accepted, known.evidence)
        command = c.Reply(contact.id, known.best)
        return Due(contact.id, command, ("known_error",), (answer,))
    return Due(contact.id, c.ResolveTicket(ticket.id, "answered"), ("resolve",))


def _fulfil(desk: Desk, ticket: Ticket) -> Due | None:
    for step in desk.setting.request_models[ticket.model].steps:
        if step.kind != "fulfil" or step.id in ticket.steps:
            continue
        if step.by == SERVICE_DESK:
            return Due(ticket.id, c.FulfilStep(ticket.id))
        if ticket.team == step.by:
            return None
        return Due(ticket.id, c.AssignTicket(ticket.id, TeamId(step.by)), ("team",))
    return None


def _incident(desk: Desk, contact: Contact, ticket: Ticket, found: Assessment) -> Due | None:
    if not ticket.is_open:
        return _close(ticket)
    if ticket.priority is None:
        return _prioritise(ticket, found)
    if found.team.best == SERVICE_DESK and found.known_error.best is not None:
        if ticket.workaround_percent == 0:
            return _lead_through(contact, ticket, found)
        known = found.known_error.best in desk.setting.known_errors
        return _finish(ticket, "workaround" if known else "fixed")
    if ticket.team == SERVICE_DESK and found.team.best != SERVICE_DESK:
        return _assign(ticket, found)
    if ticket.repaired:
        return _finish(ticket, "fixed")
    if ticket.promised_at is None or _news(ticket):
        return _update(ticket)
    return _promise(desk, ticket)


def _lead_through(contact: Contact, ticket: Ticket, found: Assessment) -> Due:
    """The known error is looked for, and then used; who knows it need not search."""
    known = found.known_error
    answer = Answer("known_error", known.best, known.accepted, known.evidence)
    use = Due(contact.id, c.ApplyWorkaround(ticket.id, known.best or ""), ("known_error",),
              (answer,))  # fmt: skip
    if ticket.searched:
        return use
    return Due(contact.id, c.SearchKnowledge(ticket.id), (), (), use)


def _alert(desk: Desk, alert: Alert) -> Due | None:
    found = assess(desk, alert.id)
    if alert.acknowledged is None and alert.ticket is None:
        answer = Answer("significance", alert.significance, (alert.significance,), ())
        command = c.AcknowledgeAlert(alert.id, alert.significance)
        return Due(alert.id, command, ("significance",), (answer,))
    ticket = desk.ticket_of(alert.id)
    if alert.significance == "informational":
        return None
    if alert.significance == "warning":
        return _pass_on(alert, found) if ticket is None and alert.team is None else None
    if ticket is None:
        return _first_of_incident(desk, found)
    if ticket.parent is not None:
        return None
    return _of_alert(desk, ticket, found)


def _pass_on(alert: Alert, found: Assessment) -> Due:
    answer = Answer("team", found.team.best, found.team.accepted, found.team.evidence)
    return Due(alert.id, c.AlertTeam(alert.id, found.team.best), ("team",), (answer,))


def _of_alert(desk: Desk, ticket: Ticket, found: Assessment) -> Due | None:
    """The record of an exception: nobody called about it, many may hang on it."""
    if not ticket.is_open:
        return _close(ticket)
    if ticket.priority is None:
        return _prioritise(ticket, found)
    if ticket.team == SERVICE_DESK:
        return _assign(ticket, found)
    if ticket.repaired:
        return None if _unfinished_callers(desk) else _finish(ticket, "fixed")
    soon = ticket.promised_at is not None and desk.at >= ticket.promised_at - KEEP_PROMISE
    if ticket.promised_at is None or _news(ticket) or soon:
        return _notice(ticket, found)
    return None


def _notice(ticket: Ticket, found: Assessment) -> Due:
    """Everyone who hangs on it hears how it stands, and once what helps meanwhile."""
    known = found.known_error
    useful = (known.best or "") if not ticket.known_error else ""
    accepted = tuple(dict.fromkeys((useful, "", *(each or "" for each in known.accepted))))
    answer = Answer("known_error", useful, accepted, known.evidence)
    command = c.SendNotice(ticket.id, useful, next_minutes(ticket))
    return Due(ticket.id, command, ("update",), (answer,))


def _unfinished_callers(desk: Desk) -> bool:
    """Somebody for whom a repair was not the end is still waiting."""
    for contact in desk.contacts.values():
        if contact.arrival != "leftover" or contact.state == "gone":
            continue
        ticket = desk.ticket_of(contact.id)
        if ticket is None or ticket.is_open:
            return True
    return False


def _prioritise(ticket: Ticket, found: Assessment) -> Due:
    impact, urgency = found.impact, found.urgency
    best = (impact.best if impact else 3, urgency.best if urgency else 3)
    answers = (
        Answer("impact", best[0], impact.accepted if impact else (3,),
               impact.evidence if impact else ()),
        Answer("urgency", best[1], urgency.accepted if urgency else (3,),
               urgency.evidence if urgency else ()),
    )  # fmt: skip
    return Due(ticket.id, c.PrioritiseTicket(ticket.id, *best), ("impact", "urgency"), answers)


def _assign(ticket: Ticket, found: Assessment) -> Due:
    team = found.team
    answer = Answer("team", team.best, team.accepted, team.evidence)
    return Due(ticket.id, c.AssignTicket(ticket.id, team.best), ("team",), (answer,))


def _update(ticket: Ticket) -> Due:
    return Due(ticket.id, c.UpdateCaller(ticket.id, next_minutes(ticket)), ("update",))


def _promise(desk: Desk, ticket: Ticket) -> Due | None:
    due = ticket.promised_at
    return _update(ticket) if due is not None and desk.at >= due - KEEP_PROMISE else None


def _news(ticket: Ticket) -> bool:
    """A team has written something that the caller has not heard."""
    heard = ticket.last_word_at or 0
    authors: Collection[str] = (SERVICE_DESK, TRAINEE)
    return any(at >= heard and author not in authors for at, author, _ in ticket.notes)


def _finish(ticket: Ticket, code: ResolutionCode) -> Due:
    """The caller decides when it is over."""
    if ticket.confirmed is not True:
        fields = () if ticket.model else ("confirm",)
        return Due(ticket.id, c.ConfirmRestoration(ticket.id), fields)
    return Due(ticket.id, c.ResolveTicket(ticket.id, code), ("resolve",))


def _close(ticket: Ticket) -> Due | None:
    if ticket.state != "resolved" or ticket.parent is not None:
        return None
    return Due(ticket.id, c.CloseTicket(TicketId(ticket.id)), ("close",))
