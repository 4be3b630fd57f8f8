"""What the rules of all practices ask of a command: does it name something that is there?"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import Actor, AlertId, ContactId, TicketId
from itilsim.domain.plant import Plant
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.state import State


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, when, and of which state."""

    state: State
    """The state before the command."""
    at: int
    """Second since the scenario began."""
    actor: Actor
    """Whose seat."""

    @property
    def desk(self) -> Desk:
        """The visible half."""
        return self.state.desk

    @property
    def plant(self) -> Plant:
        """The truth; a refusal never quotes it."""
        return self.state.plant

    def contact(self, contact: ContactId) -> Contact:
        """A contact that reached the desk."""
        found = self.desk.contacts.get(contact)
        if found is None:
            raise Refused("There is no such contact.")
        return found

    def reachable(self, contact: ContactId) -> Contact:
        """A contact with whom one can speak or write now."""
        found = self.contact(contact)
        if found.state == "gone":
            raise Refused("The caller has hung up.", "Wait for the next call.")
        if found.channel in ("phone", "chat") and found.state == "waiting":
            raise Refused("The caller is still waiting.", "Take the call first.")
        return found

    def alert(self, alert: AlertId) -> Alert:
        """An alert that was raised."""
        found = self.desk.alerts.get(alert)
        if found is None:
            raise Refused("There is no such alert.")
        return found

    def ticket(self, ticket: TicketId) -> Ticket:
        """A record."""
        found = self.desk.tickets.get(ticket)
        if found is None:
            raise Refused("There is no such record.", "Log it first.")
        return found

    def open_ticket(self, ticket: TicketId) -> Ticket:
        """A record that is not resolved, closed or cancelled."""
        found = self.ticket(ticket)
        if not found.is_open:
            raise Refused(f"The record is {found.state.replace('_', ' ')}.")
        return found

    def model_of(self, ticket: Ticket) -> str:
        """The running request model of a record."""
        if not ticket.model:
            raise Refused("No request model runs on this record.", "Start its model first.")
        return ticket.model
