"""What a due move is, and the moves that end, rate, send and tell, which several kinds share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, Choice, Evidence
from itilsim.domain.desk import Desk
from itilsim.domain.names import (
    SERVICE_DESK,
    ContactId,
    ResolutionCode,
    TicketId,
)
from itilsim.domain.practices.incident.assigning import next_team
from itilsim.domain.records import Ticket
from itilsim.domain.telling import to_ask_again, word_due

SOON, LATER = 15, 20
"""Minutes until the next promised word, for P1 and P2 and for all others (tuning constants)."""


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


def best(field: str, choice: Choice[Any]) -> Answer:
    """A field that is decided as the evidence speaks."""
    return Answer(field, choice.best, choice.accepted, choice.evidence)


def log(found: Assessment) -> Due:
    """A record with all that can be told of it."""
    kind = found.kind.best or "incident"
    command = c.LogTicket(
        ContactId(found.subject), kind, found.category.best, found.service.best,
        found.component.best,
    )  # fmt: skip
    answer = Answer("kind", kind, found.kind.accepted, found.kind.evidence)
    return Due(found.subject, command, ("kind",), (answer,))


def corrected(ticket: Ticket, found: Assessment) -> Due | None:
    """The kind of a record, where it was taken for something else."""
    kind = found.kind.best
    if kind is None or ticket.record in found.kind.accepted:
        return None
    command = c.CategoriseTicket(
        ticket.id, kind, found.category.best, found.service.best, found.component.best
    )
    answer = Answer("kind", kind, found.kind.accepted, found.kind.evidence)
    return Due(ticket.id, command, ("kind",), (answer,))


def prioritise(ticket: Ticket, found: Assessment) -> Due:
    """Impact and urgency by the card; what hurts nobody is 3 and 3."""
    impact, urgency = found.impact or Choice(3, (3,)), found.urgency or Choice(3, (3,))
    command = c.PrioritiseTicket(ticket.id, impact.best, urgency.best)
    answers = (best("impact", impact), best("urgency", urgency))
    return Due(ticket.id, command, ("impact", "urgency"), answers)


def outgrown(desk: Desk, ticket: Ticket) -> bool:
    """Another report was linked to it after it was rated."""
    if not ticket.children or ticket.priority is None:
        return False
    newest = desk.tickets.get(ticket.children[-1])
    rated = next(each.at for each in reversed(ticket.marks) if each.what == "prioritised")
    return newest is not None and newest.opened_at > rated


def assign(desk: Desk, ticket: Ticket, found: Assessment) -> Due | None:
    """To whom the evidence points; who has sent it back is not asked again."""
    tried = tuple(dict.fromkeys(team for team, _ in ticket.returned))
    if found.team.best not in tried and found.team.best != SERVICE_DESK:
        team, answer = found.team.best, best("team", found.team)
    else:
        team = next_team(desk, ticket)
        said = tuple(Evidence("returned", each) for each in tried)
        answer = Answer("team", team, (team,), said)
    if team == SERVICE_DESK:
        return None
    return Due(ticket.id, c.AssignTicket(ticket.id, team), ("team",), (answer,))


def next_minutes(ticket: Ticket | None) -> int:
    """When the next word is promised for, in minutes."""
    return SOON if ticket is not None and (ticket.priority or 5) <= 2 else LATER


def update(ticket: Ticket) -> Due:
    """A word to its caller."""
    return Due(ticket.id, c.UpdateCaller(ticket.id, next_minutes(ticket)), ("update",))


def word(desk: Desk, ticket: Ticket) -> Due | None:
    """A word to its caller, if none was promised yet, there is news, or the time has come."""
    return update(ticket) if word_due(desk, ticket) else None


def finish(desk: Desk, ticket: Ticket, code: ResolutionCode) -> Due | None:
    """The caller decides when it is over; who said no is asked again when the next word is due."""
    if ticket.confirmed is True:
        return Due(ticket.id, c.ResolveTicket(ticket.id, code), ("resolve",))
    if ticket.confirmed is False and not to_ask_again(desk, ticket):
        return word(desk, ticket)
    fields = () if ticket.model else ("confirm",)
    return Due(ticket.id, c.ConfirmRestoration(ticket.id), fields)


def close(ticket: Ticket) -> Due | None:
    """What is resolved is closed; a child goes with its parent."""
    if ticket.state != "resolved" or ticket.parent is not None:
        return None
    return Due(ticket.id, c.CloseTicket(TicketId(ticket.id)), ("close",))
