"""What a practice is made of: commands with their rules, folds, and what follows at once.

A practice (`domain/practices/`) says in one place what may be done, when it is refused, what it
changes and what it entails, and lists that in a table at its end. Practices know nothing of each
other: they meet in facts, records and the Desk. Which roles may use a command is said by the
scenario, in `withheld`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.names import Actor, AlertId, ContactId, TicketId
from itilsim.domain.quick import quick
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.state import OnDesk, OnPlant, State


@dataclass(frozen=True, slots=True)
class Command:
    """A wish; the base only names the word and the handling time every command has."""

    kind: ClassVar[str] = ""
    """Stable word for the type, written to the journal."""
    seconds: ClassVar[int] = 0
    """Handling time of the seat."""


@quick
@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal."""

    at: int
    """Second since the scenario began."""
    seq: int
    """Position in the journal, from 0."""
    actor: str
    """Whose seat."""
    command: Command
    """What was submitted."""


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


Rule: TypeAlias = Callable[[Asking, Any], tuple[Fact, ...]]
"""The facts that a command makes now; refuses what is not possible."""
Consequence: TypeAlias = Callable[[Any, State], Iterable[Fact]]
"""Further facts that follow in the same second from a fact and the state after it."""


@dataclass(frozen=True, slots=True)
class Practice:
    """All that one practice adds to the desk."""

    rules: Mapping[type[Command], Rule] = field(default_factory=dict)
    """What each of its commands does."""
    on_desk: Mapping[type[Fact], OnDesk] = field(default_factory=dict)
    """How facts change what the desk knows."""
    on_plant: Mapping[type[Fact], OnPlant] = field(default_factory=dict)
    """How facts change the truth."""
    consequences: Mapping[type[Fact], Consequence] = field(default_factory=dict)
    """What follows at once from facts; what takes time is a process in `sim`."""
