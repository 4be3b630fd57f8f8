"""A slip of the finger: which command sets the last step right again, as long as that is simple.

The one idea: nothing is taken out of the journal. What the rules take as the correction of a step
(rate as before, detach, send back) is worked out before the step is taken, while it can still be
seen how things were, and offered for a minute. What has reached a person cannot be taken back, and
that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import TicketId
from itilsim.domain.records import Ticket

SECONDS: Final = 60
"""Simulated seconds for which a step can be set right by one key. Source: the scoring document,
principle 5."""


@dataclass(frozen=True, slots=True)
class Correction:
    """How one step is set right."""

    subject: str
    """The contact, alert or record that it was about."""
    command: c.Command | None = None
    """What sets it right; none: nothing does by itself."""
    action: str = ""
    """The action by which the trainee decides it anew, where there was nothing before."""
    words: str = ""
    """What is done, or why nothing can be."""
    until: int = 0
    """The second up to which it is offered."""

    @property
    def is_possible(self) -> bool:
        """Something can be done about it."""
        return self.command is not None or bool(self.action)


def correction(command: c.Command, desk: Desk) -> Correction:
    """What would set a command right, seen before it is submitted.

    Args:
        command: What is about to be done.
        desk: What the desk knows before.
    """
    subject, kind = c.subject_of(command), type(command)
    ticket = desk.ticket_of(subject)
    if kind is c.LogTicket:
        words = "The record stays, and you correct what stands in it."
        return Correction(subject, action="categorise_ticket", words=words)
    if kind is c.LinkTicket:
        detach = c.UnlinkTicket(ticket.id if ticket is not None else TicketId(subject))
        return Correction(subject, detach, words="It stands alone again.")
    if ticket is not None and kind is c.PrioritiseTicket and ticket.priority is None:
        words = "A rating stays until there is another: choose again."
        return Correction(subject, action="prioritise_ticket", words=words)
    if ticket is not None and kind in _BACK:
        back, words = _BACK[kind]
        if ticket.children and kind in (c.ResolveTicket, c.CloseTicket):
            words = "Open again, this one alone: what is linked to it stays as it is."
        return Correction(subject, back(ticket), words=words)
    return Correction(subject, words=_FINAL.get(kind, "This cannot be taken back."))


def _rated(ticket: Ticket) -> c.Command | None:
    if ticket.impact is None or ticket.urgency is None:
        return None
    return c.PrioritiseTicket(ticket.id, ticket.impact, ticket.urgency, ticket.disputed)


def _categorised(ticket: Ticket) -> c.Command:
    return c.CategoriseTicket(
        ticket.id, ticket.record, ticket.category, ticket.service, ticket.component
    )


def _linked(ticket: Ticket) -> c.Command | None:
    return c.LinkTicket(ticket.id, ticket.parent) if ticket.parent is not None else None


def _held(ticket: Ticket) -> c.Command | None:
    reason = ticket.hold_reason
    return c.HoldTicket(ticket.id, reason) if reason is not None else None


_BACK: Final[Mapping[type[c.Command], tuple[Callable[[Ticket], c.Command | None], str]]] = {
    c.PrioritiseTicket: (_rated, "Rated as before."),
    c.CategoriseTicket: (_categorised, "Kind, category, service and item are as before."),
    c.UnlinkTicket: (_linked, "Linked as before."),
    c.AssignTicket: (lambda ticket: c.AssignTicket(ticket.id, ticket.team), "Sent back."),
    c.HoldTicket: (lambda ticket: c.ResumeTicket(ticket.id), "Off hold again."),
    c.ResumeTicket: (_held, "On hold as before."),
    c.ResolveTicket: (lambda ticket: c.ReopenTicket(ticket.id), "Open again."),
    c.CloseTicket: (lambda ticket: c.ReopenTicket(ticket.id), "Open again."),
}
"""What sets a step on a record right, from how the record was before it, and how that is said."""

_FINAL: Final[Mapping[type[c.Command], str]] = {
    c.TakeCall: "The call is taken: the caller hears you.",
    c.EndCall: "The caller has gone.",
    c.AskCaller: "A question that was asked stays asked.",
    c.VerifyIdentity: "The check is made.",
    c.Reply: "What was sent is sent. Send another word, if it was wrong.",
    c.UpdateCaller: "What was said is said. Give another update, if it was wrong.",
    c.SendNotice: "The notice has gone out. Send another one, if it was wrong.",
    c.ConfirmRestoration: "The callers have been asked.",
    c.SearchKnowledge: "A search changes nothing.",
    c.ApplyWorkaround: "The caller has done it.",
    c.EscalateTicket: "The shift lead knows.",
    c.ReopenTicket: "It is open. Resolve it again when its callers say that it works.",
    c.CancelTicket: "A cancelled record stays cancelled. Log a new one.",
    c.StartModel: "The model has begun. If it is the wrong one, start the right one.",
    c.AskApproval: "They have been asked.",
    c.FulfilStep: "The step is done.",
    c.RefuseRequest: "The caller has been told no.",
    c.AcknowledgeAlert: "What you took the alert for stays in its log.",
    c.AlertTeam: "The team knows. If it is the wrong one, log the alert and send the record on.",
    c.RaiseProblem: "The problem has been raised.",
    c.WriteNote: "A note stays. Write another one.",
    c.WriteHandover: "Write the note again: the last one counts.",
}
"""Why other steps stay as they are."""
