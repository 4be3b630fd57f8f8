"""What a person at the desk can know: every fact that reached it, and what is published.

The visible half of the state, and the only half that leaves a running shift. `inbox` is the column
"came in", `open` the column "you opened", `attention` the records that wait for the desk,
`resolved` those that are to be closed.
"""

from __future__ import annotations

from collections import deque

from itilsim.domain.agreements import Agreements
from itilsim.domain.estate import Estate
from itilsim.domain.facts import HandoverWritten
from itilsim.domain.names import (
    Actor,
    AlertId,
    ComponentId,
    ContactId,
    GroupId,
    Level,
    Mode,
    ProblemId,
    TicketId,
)
from itilsim.domain.records import Alert, Contact, Problem, Ticket
from itilsim.domain.scenario import Setting

KEEP_CLOSED = 5 * 24 * 3600
"""Closed records leave the state after this time, keeping id, item and cause (tuning constant)."""
RECENT = 50
"""So many contacts of a symptom are looked at for a common cause (tuning constant)."""


class Desk:
    """The desk's knowledge; read it, never write to it."""

    def __init__(
        self,
        setting: Setting,
        estate: Estate,
        agreements: Agreements,
        keeps_closed: int = KEEP_CLOSED,
    ) -> None:
        """Start with an empty desk that knows what is published.

        Args:
            setting: The resolved scenario, of which the desk keeps what is published.
            estate: Its estate.
            agreements: Its agreed terms.
            keeps_closed: Seconds after which a closed record leaves the desk.
        """
        self.setting = setting.published
        self.estate = estate
        self.agreements = agreements
        self.keeps_closed = keeps_closed
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
        self.resolved: dict[TicketId, None] = {}
        self.live: dict[Actor, ContactId] = {}
        self.board: dict[str, Level] = {}
        self.signals: dict[ComponentId, AlertId] = {}
        self.majors: dict[str, int] = {}
        self.noticed: dict[GroupId, int] = {}
        self.handover: HandoverWritten | None = None
        self.mode: Mode = "practice"
        self.ended_at: int | None = None
        self.logged = 0
        self.closed: deque[TicketId] = deque()

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


def wants_desk(desk: Desk, ticket: Ticket) -> None:
    """An open record that stands alone waits for the desk from now on; for folds alone."""
    if ticket.is_open and ticket.parent is None:
        desk.attention[ticket.id] = None
