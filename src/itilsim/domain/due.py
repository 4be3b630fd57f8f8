"""What is due next on a contact or alert, with the answers that the evidence speaks for.

The one idea: one function from the Desk to the next move of careful work, a table that runs across
all practices and so stands above them. It reads `assess`. Guided mode shows which move it is,
compares what the trainee chose with it, and lets the buddy make it where its fields are not open
yet. What usually comes next, without an answer, is `usual`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, Choice, Evidence, assess
from itilsim.domain.desk import Desk
from itilsim.domain.library import Step
from itilsim.domain.names import (
    SERVICE_DESK,
    TRAINEE,
    AlertId,
    ContactId,
    ResolutionCode,
    TeamId,
    TicketId,
)
from itilsim.domain.practices.incident.linking import head_of
from itilsim.domain.practices.problem import similar_past
from itilsim.domain.practices.request import refusal, unasked, undone
from itilsim.domain.records import Alert, Contact, Ticket

SOON, LATER = 15, 30
"""Minutes until the next promised word, for P1 and P2 and for all others (tuning constants)."""
KEEP_PROMISE = 180
"""Seconds before a promised word is due at which it is given (tuning constant)."""


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


def due(desk: Desk, subject: str) -> Due | None:
    """The next move on a contact or alert; none: nothing to do now."""
    alert = desk.alerts.get(AlertId(subject))
    if alert is not None:
        return _alert(desk, alert)
    contact = desk.contacts[ContactId(subject)]
    if contact.state == "gone":
        return None
    if contact.rings:
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
    head = head_of(desk, first)
    if head is not None:
        answer = Answer("link", head.id, (head.id,), found.belongs_to.evidence)
        command = c.LinkTicket(ContactId(found.subject), head.id)
        return Due(found.subject, command, ("link",), (answer,))
    return due(desk, first) if desk.ticket_of(first) is None else _log(found)


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
    return _by_model(desk, contact, ticket)


def _by_model(desk: Desk, contact: Contact, ticket: Ticket) -> Due | None:
    """The next step of its model; whoever is a stranger, or is not allowed, is refused."""
    steps = desk.setting.request_models[ticket.model].steps
    if any(step.kind == "verify" for step in steps) and contact.verified is None:
        return Due(contact.id, c.VerifyIdentity(contact.id))
    if no := refusal(desk, ticket):
        return Due(contact.id, c.RefuseRequest(ticket.id, no))
    if unasked(desk, ticket):
        return Due(contact.id, c.AskApproval(ticket.id))
    if any(word == "asked" for _, word in ticket.approvals):
        return _update(ticket) if ticket.promised_at is None else _promise(desk, ticket)
    for step in undone(desk, ticket):
        return _fulfil(ticket, step)
    return _finish(ticket, "fulfilled")


def _question(contact: Contact, ticket: Ticket, found: Assessment) -> Due | None:
    """A wish without a model: an article answers it, or a team."""
    known = found.known_error
    if known.best is None:
        return _assign(ticket, found) if ticket.team == SERVICE_DESK else None
    if not contact.helped:
        command = c.Reply(contact.id, known.best)
        return Due(contact.id, command, ("known_error",), (_best("known_error", known),))
    return Due(contact.id, c.ResolveTicket(ticket.id, "answered"), ("resolve",))


def _fulfil(ticket: Ticket, step: Step) -> Due | None:
    if step.by == SERVICE_DESK:
        return Due(ticket.id, c.FulfilStep(ticket.id))
    if ticket.team == step.by:
        return None
    return Due(ticket.id, c.AssignTicket(ticket.id, TeamId(step.by)), ("team",))


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
    use = Due(contact.id, c.ApplyWorkaround(ticket.id, known.best or ""), ("known_error",),
              (_best("known_error", known),))  # fmt: skip
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
    command = c.AlertTeam(alert.id, found.team.best)
    return Due(alert.id, command, ("team",), (_best("team", found.team),))


def _of_alert(desk: Desk, ticket: Ticket, found: Assessment) -> Due | None:
    """The record of an exception: nobody called about it, many may hang on it."""
    if not ticket.is_open:
        return _close(ticket)
    if ticket.priority is None:
        return _prioritise(ticket, found)
    if ticket.team == SERVICE_DESK:
        return _assign(ticket, found)
    if ticket.repaired:
        return None if _calls_since(desk, ticket) else _finish(ticket, "fixed")
    if ticket.promised_at is None or _news(ticket) or _nearly_promised(desk, ticket):
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


def _calls_since(desk: Desk, ticket: Ticket) -> bool:
    """Somebody who hangs on the item has called since it was repaired, and is not served yet."""
    repaired = max((at for at, _, code in ticket.notes if code == ticket.repaired), default=desk.at)
    reached = {hit.group for hit in desk.estate.reach(ticket.component)} if ticket.component else ()
    for contact in desk.contacts.values():
        if contact.at < repaired or contact.chases is not None or contact.state == "gone":
            continue
        own = desk.ticket_of(contact.id)
        if contact.group in reached and (own is None or own.is_open):
            return True
    return False


def _prioritise(ticket: Ticket, found: Assessment) -> Due:
    impact, urgency = found.impact or Choice(3, (3,)), found.urgency or Choice(3, (3,))
    command = c.PrioritiseTicket(ticket.id, impact.best, urgency.best)
    answers = (_best("impact", impact), _best("urgency", urgency))
    return Due(ticket.id, command, ("impact", "urgency"), answers)


def _assign(ticket: Ticket, found: Assessment) -> Due:
    command = c.AssignTicket(ticket.id, found.team.best)
    return Due(ticket.id, command, ("team",), (_best("team", found.team),))


def _best(field: str, choice: Choice[Any]) -> Answer:
    """A field that is decided as the evidence speaks."""
    return Answer(field, choice.best, choice.accepted, choice.evidence)


def _update(ticket: Ticket) -> Due:
    return Due(ticket.id, c.UpdateCaller(ticket.id, next_minutes(ticket)), ("update",))


def _promise(desk: Desk, ticket: Ticket) -> Due | None:
    return _update(ticket) if _nearly_promised(desk, ticket) else None


def _nearly_promised(desk: Desk, ticket: Ticket) -> bool:
    """The next word was promised for soon."""
    return ticket.promised_at is not None and desk.at >= ticket.promised_at - KEEP_PROMISE


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
