"""What the rules of all practices ask of a command: does it name something that is there?"""

from __future__ import annotations

from itilsim.domain.errors import Refused
from itilsim.domain.names import Actor, AlertId, ContactId, TicketId
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.state import State


class Asking:
    """Who asks, when, and of which state."""

    def __init__(self, state: State, at: int, actor: Actor) -> None:
        """Keep what the rules look at.

        Args:
            state: The state before the command; a refusal never quotes its truth.
            at: Second since the scenario began.
            actor: Whose seat.
        """
        self.state = state
        self.desk = state.desk
        self.plant = state.plant
        self.at = at
        self.actor = actor

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
