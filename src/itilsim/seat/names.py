"""What people call the things on the desk: names, numbers, times.

The one idea: ids stay inside; whoever shows something asks here for its words.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.domain.desk import Desk
from itilsim.domain.names import (
    SERVICE_DESK,
    TRAINEE,
    AlertId,
    ContactId,
    GroupId,
    PersonId,
    TicketId,
)
from itilsim.domain.records import Alert, Ticket
from itilsim.words.evidence import Naming
from itilsim.words.labels import SIGNIFICANCES, moment, ticket_number
from itilsim.words.people import name_of

YOU = "You"
"""Who sits at the desk."""


class Called(Naming):
    """Names of one running shift."""

    def __init__(self, desk: Desk, roster: Mapping[str, str], seed: int) -> None:
        """Keep where names come from.

        Args:
            desk: The running shift's Desk.
            roster: Invented names by person; may be empty.
            seed: The run's seed, on which wordings depend.
        """
        super().__init__(desk.setting, desk.estate, self.label)
        self.seed = seed
        self._desk = desk
        self._roster = roster

    def person(self, person: str) -> str:
        """A person's name."""
        group = GroupId(person.partition("#")[0])
        known = PersonId(person)
        if known not in self.setting.people and group not in self.setting.groups:
            return person
        return name_of(known, group, self.setting, self._roster)

    def role(self, person: str) -> str:
        """What a person does, where that is known."""
        known = self.setting.people.get(PersonId(person))
        return known.role if known is not None else ""

    def seat(self, actor: str) -> str:
        """Who did something at the desk."""
        if actor == TRAINEE:
            return YOU
        return self.team(actor) if actor in self.setting.teams else actor.replace("-", " ")

    def number(self, ticket: Ticket) -> str:
        """A record's number."""
        return ticket_number(ticket.record, ticket.number)

    def when(self, at: int) -> str:
        """A moment that may lie on a later day."""
        return moment(at, self.setting.day_start)

    def alerted(self, alert: Alert) -> str:
        """Whose concern an alert is that is about no item."""
        return self.team(alert.owner or SERVICE_DESK)

    def severity(self, alert: Alert) -> str:
        """What monitoring calls an alert; with a tutor or a coach once the trainee has said it."""
        return severity(self._desk, alert)

    def label(self, subject: str) -> str:
        """A contact, alert, record or problem in a few words."""
        desk = self._desk
        ticket = desk.tickets.get(TicketId(subject))
        if ticket is not None:
            return self.number(ticket)
        contact = desk.contacts.get(ContactId(subject))
        if contact is not None:
            return f"{self.person(contact.person)}, {self.time(contact.at)}"
        alert = desk.alerts.get(AlertId(subject))
        if alert is not None:
            about = f"on {alert.component}" if alert.component else f"for {self.alerted(alert)}"
            return f"{self.severity(alert)} {about}"
        if subject.startswith("problem/"):
            return f"the problem behind {self.label(subject.removeprefix('problem/'))}"
        return subject


def severity(desk: Desk, alert: Alert) -> str:
    """What monitoring calls an alert, in a word.

    Where a tutor asks or a coach corrects, "alert" until the trainee has said what kind of event it
    is: else the screen would hold the answer.
    """
    if desk.mode in ("guided", "coached") and alert.acknowledged is None:
        return "alert"
    return SIGNIFICANCES[alert.significance].lower()
