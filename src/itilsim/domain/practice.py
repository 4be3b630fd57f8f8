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

from itilsim.domain.desk import Desk
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
    """Who asks, when, and what the desk knows; all that a guard may look at."""

    def __init__(self, desk: Desk, at: int, actor: Actor) -> None:
        """Keep what guards and rules look at.

        Args:
            desk: What the desk knows before the command.
            at: Second since the scenario began.
            actor: Whose seat.
        """
        self.desk = desk
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
        if found.rings:
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

    def standing_ticket(self, ticket: TicketId) -> Ticket:
        """A record that is neither closed nor cancelled."""
        found = self.ticket(ticket)
        if found.is_over:
            raise Refused("The record is closed.")
        return found

    def open_ticket(self, ticket: TicketId) -> Ticket:
        """A record that is not resolved, closed or cancelled."""
        found = self.ticket(ticket)
        if not found.is_open:
            raise Refused(f"The record is {found.state.replace('_', ' ')}.")
        return found


class Deciding(Asking):
    """The same with the truth, for rules whose facts say how it is; a refusal never quotes it."""

    def __init__(self, state: State, at: int, actor: Actor) -> None:
        """Keep the state before the command, too."""
        super().__init__(state.desk, at, actor)
        self.state = state


Guard: TypeAlias = Callable[[Asking, Any], object]
"""Refuses a subject on which a command is not possible now, whatever its other values would be."""
Rule: TypeAlias = Callable[[Deciding, Any], tuple[Fact, ...]]
"""The facts that a command makes now; asks its guard first, and refuses what is not possible."""
Consequence: TypeAlias = Callable[[Any, State], Iterable[Fact]]
"""Further facts that follow in the same second from a fact and the state after it."""


@dataclass(frozen=True, slots=True)
class Practice:
    """All that one practice adds to the desk."""

    rules: Mapping[type[Command], Rule] = field(default_factory=dict)
    """What each of its commands does."""
    guards: Mapping[type[Command], Guard] = field(default_factory=dict)
    """On what each is possible: what the rule refuses by is what a seat is offered by."""
    on_desk: Mapping[type[Fact], OnDesk] = field(default_factory=dict)
    """How facts change what the desk knows."""
    on_plant: Mapping[type[Fact], OnPlant] = field(default_factory=dict)
    """How facts change the truth."""
    consequences: Mapping[type[Fact], Consequence] = field(default_factory=dict)
    """What follows at once from facts; what takes time is a process in `sim`."""
