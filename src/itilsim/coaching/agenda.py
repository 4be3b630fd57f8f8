"""What could be done now in a guided shift, the most pressing first, and what may be done early.

The one idea: what is due on a subject is the domain's rule; the agenda asks it of whatever an open
step names, and of what no step names at all, and puts the answers in the order of a good desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from itilsim.coaching.steps import Steps
from itilsim.domain.assess import priority_seen
from itilsim.domain.desk import Desk
from itilsim.domain.due import Due, due, keeps_promise, note_due, problem_due
from itilsim.domain.names import TRAINEE, AlertId, ContactId

ROUTINE: Final = 5
"""Priority of what can be done at any time; below all that is on the card."""


class Agenda:
    """What is due for the trainee, and for the tutor, as a lesson has come."""

    def __init__(self, desk: Desk, steps: Steps) -> None:
        """Look at a Desk and at the steps of its lesson."""
        self._desk = desk
        self._steps = steps
        self._due: tuple[tuple[int, int], tuple[Due, ...]] = (-1, -1), ()

    def due(self) -> tuple[Due, ...]:
        """Moves that could be made now, the most pressing first."""
        now = self._desk.revision, self._desk.at
        if self._due[0] != now:
            found = {(each.subject, each.kind): each for each in self._dues()}
            self._due = now, tuple(sorted(found.values(), key=self._rank))
        return self._due[1]

    @property
    def move(self) -> Due | None:
        """The move that comes next; none: nothing is due."""
        return next(iter(self.due()), None)

    def of(self, kind: str, subject: str) -> Due | None:
        """The move of a kind on a subject, if it may be made now; none: it may not."""
        found = self.due()
        ahead = tuple(each.ahead for each in found if each.ahead is not None)
        fitting = (e for e in (*found, *ahead) if (e.kind, e.subject) == (kind, subject))
        return next(fitting, None) or self.early(kind, subject)

    def about(self, subject: str) -> Due | None:
        """The most pressing move on a subject."""
        return next((each for each in self.due() if each.subject == subject), None)

    def early(self, kind: str, subject: str) -> Due | None:
        """A move of a later step that may be made now; none: it is not one, or has to wait.

        The phone comes before all that can wait. Among what is equally urgent the order is free.
        """
        desk, first = self._desk, self.move
        has_come = ContactId(subject) in desk.contacts or AlertId(subject) in desk.alerts
        if not has_come:
            return None
        if kind == "raise-problem":
            return problem_due(desk, subject) if first is None else None
        if self._steps.is_open(subject) or self._steps.is_shown(subject):
            return None
        found = due(desk, subject)
        if found is None or (found.kind, found.subject) != (kind, subject):
            return None
        if first is None or kind == "take-call":
            return found
        free = not self._steps.is_shown(first.subject)
        return found if free and self._rank(found)[:2] <= self._rank(first)[:2] else None

    def _dues(self) -> Iterator[Due]:
        desk, open_ = self._desk, self._steps.open_fields()
        steps = self._steps.opened()
        named = [each for step in steps for each in self._steps.subjects_of(step)]
        for subject in dict.fromkeys((*named, *self._strays())):
            move = due(desk, subject)
            if move is not None:
                yield move
            if "problem" in open_ and (raised := problem_due(desk, subject)) is not None:
                yield raised
        quiet = self._note_presses() or self._is_quiet(named)
        if "handover" in open_ and desk.handover is None and quiet:
            yield note_due(desk)

    def _note_presses(self) -> bool:
        """The end is so near that the note comes before all but a talk."""
        at_last = self._steps.note_at_last
        return at_last is not None and self._desk.at >= at_last

    def _is_quiet(self, named: Iterable[str]) -> bool:
        """Nothing but the note is left to do."""
        return not any(due(self._desk, e) or problem_due(self._desk, e) for e in named)

    def _strays(self) -> tuple[str, ...]:
        """What no step names: it is done as it comes."""
        desk = self._desk
        named = {each for step in self._steps.all for each in self._steps.subjects_of(step)}
        return tuple(str(e) for e in (*desk.inbox, *desk.open) if e not in named)

    def _rank(self, due: Due) -> tuple[int, int, int, int]:
        """The caller on the line first, then by priority and age; the note last of all.

        A promised word that is nearly due counts as P1, and whoever is on the line waits for it.
        """
        desk, subject = self._desk, due.subject
        if due.kind == "write-handover" and self._note_presses() and not desk.live.get(TRAINEE):
            return 0, 0, 0, 0
        if due.kind in ("write-handover", "raise-problem"):
            return 2, 0, 0, int(due.kind == "write-handover")
        contact = desk.contacts.get(ContactId(subject))
        live = desk.live.get(TRAINEE)
        ticket = desk.ticket_of(subject)
        priority = ticket.priority if ticket is not None else None
        first = contact is not None and live == contact.id
        if due.kind == "update-caller" and keeps_promise(desk, subject):
            first, priority = True, 1
        elif due.kind == "close-ticket":
            # Nobody waits for it, however bad it was.
            priority = ROUTINE
        if priority is None:
            priority = priority_seen(desk, subject) or 4
        origin = contact or desk.alerts[AlertId(subject)]
        came = [*desk.alerts, *desk.contacts].index(origin.id)
        return int(not first), priority, origin.at, came
