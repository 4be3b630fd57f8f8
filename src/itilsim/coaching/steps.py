"""Which guided steps are open, read off the Desk and the lesson's plan.

The one idea: nothing is remembered. A step opens when the work of all steps before it is done, when
something of its own, or of a later one, has come that cannot wait, or when the trainee has begun
it; so a resumed shift stands where it stood.
What has come of a plan is recognised as a person would: by who calls about what, and by what the
console shows.
"""

from __future__ import annotations

from itilsim.domain import speech
from itilsim.domain.assess import priority_seen
from itilsim.domain.desk import Desk
from itilsim.domain.due import problem_due
from itilsim.domain.names import SERVICE_DESK, AlertId, ContactId
from itilsim.domain.scenario import GuidedStep, Setting

PRESSING = 2
"""What is of this priority or higher opens its step although others are unfinished."""
SETTLES = 600
"""Seconds after which a scripted fault that nobody felt will not be felt any more (tuning
constant)."""

NOTE_BEFORE = 600
"""Seconds before the planned end from which the note is due in a lesson that was made from a run,
whatever is not over yet. Source: when textbook writes it."""
NOTE_AT_LAST = 300
"""Seconds before the planned end from which it comes before all else there. Source: likewise."""

_OVER = "close"
"""A step that opens this is done when its records are over, unless it only says when they come."""
LATE = frozenset({"problem", "handover"})
"""Not due before the step that opens them; all other unopened fields are the tutor's."""


class Steps:
    """The steps of one guided shift."""

    def __init__(self, desk: Desk, setting: Setting) -> None:
        """Open the plan.

        Args:
            desk: What can be known now.
            setting: The scenario with its script, which the desk does not have.
        """
        self.all = setting.scenario.guided
        self._desk = desk
        self._opened: tuple[tuple[int, int], tuple[GuidedStep, ...]] = (-1, -1), ()
        self._setting = setting
        scenario = setting.scenario
        self._contacts = {each.id: each for each in scenario.contacts}
        self._alerts = {each.id: each for each in scenario.alerts}
        self._faults = {each.id: each for each in scenario.faults}
        self._by = {name: each.by for each in self.all if each.by for name in each.subjects}

    def opened(self) -> tuple[GuidedStep, ...]:
        """The steps that are open now, in order; the first one always is.

        What cannot wait, or has been begun, opens its step and all before it: their work is still
        to be done.
        """
        now = self._desk.revision, self._desk.at
        if self._opened[0] != now:
            self._opened = now, self._open()
        return self._opened[1]

    def of(self, subject: str) -> GuidedStep | None:
        """The first step that names what has come; none: it is done as it comes."""
        return next((each for each in self.all if subject in self.subjects_of(each)), None)

    def is_shown(self, subject: str) -> bool:
        """Whether the tutor does it all."""
        step = self.of(subject)
        return step is not None and step.shown

    def open_fields(self) -> frozenset[str]:
        """Fields and moments that are the trainee's by now on some subject."""
        return frozenset(field for step in self.opened() for field in step.opens)

    def open_on(self, subject: str) -> frozenset[str]:
        """Fields and moments that are the trainee's on a subject.

        They are those that were opened up to the step that names it, and what is left for the end
        of the lesson: the tutor never does that.
        """
        own = self.of(subject)
        if own is not None and own.shown:
            return frozenset()
        upto = len(self.all) if own is None else self.all.index(own) + 1
        return LATE.union(*(each.opens for each in self.all[:upto]))

    def subjects_of(self, step: GuidedStep) -> tuple[str, ...]:
        """What has come of a step."""
        return tuple(each for name in step.subjects for each in self.come(name))

    def is_open(self, subject: str) -> bool:
        """Whether what has come belongs to a step that is open, or to none."""
        own = self.of(subject)
        return own is None or own in self.opened()

    @property
    def note_at_last(self) -> int | None:
        """The second from which the note comes before all else; none: the script says when."""
        return self._setting.horizon - NOTE_AT_LAST if self._by else None

    def done(self) -> int:
        """How many steps are done."""
        return sum(map(self.is_handled, self.all))

    def is_handled(self, step: GuidedStep) -> bool:
        """The work of a step is done, as far as it is the desk's."""
        over = _OVER in step.opens and not step.by
        for name in step.subjects:
            found = self.come(name)
            if not found and not self._stays_away(name):
                return False
            if not all(self._handled(each, over=over) for each in found):
                return False
            if "problem" in step.opens and any(problem_due(self._desk, each) for each in found):
                return False
        return "handover" not in step.opens or self._desk.handover is not None

    def _open(self) -> tuple[GuidedStep, ...]:
        steps, count, handled = self.all, min(1, len(self.all)), True
        for n in range(1, len(steps)):
            handled = handled and self.is_handled(steps[n - 1])
            if handled or self._presses(steps[n], steps[:n]) or self._is_begun(steps[n], steps[:n]):
                count = n + 1
        return steps[:count]

    def come(self, name: str) -> tuple[str, ...]:
        """What has come of one name of a step: an arrival, a check, a person or a fault.

        In a lesson that was made from a run it is what the desk calls it itself.
        """
        if name in self._by:
            return (name,) if self._is_here(name) else ()
        alerts, contacts = self._desk.alerts.values(), self._desk.contacts.values()
        if name in self._faults:
            what = (self._faults[name].component, "exception")
            return tuple(e.id for e in alerts if (e.component, e.significance) == what)
        if name in self._alerts:
            shown = (self._alerts[name].component, self._alerts[name].utterance)
            return tuple(e.id for e in alerts if (e.component, e.utterance) == shown)
        if name in self._contacts:
            about = (self._contacts[name].person, self._contacts[name].symptom)
            return tuple(e.id for e in contacts if (e.person, e.symptom) == about)
        checks = (e.id for e in alerts if e.utterance == speech.alert(name))
        return (*checks, *(e.id for e in contacts if e.person == name))

    def _presses(self, step: GuidedStep, before: tuple[GuidedStep, ...]) -> bool:
        """Something has come that is this step's and no earlier one's, and cannot wait."""
        if self._by and "handover" in step.opens:
            return self._desk.at >= self._setting.horizon - NOTE_BEFORE
        return any(
            (priority_seen(self._desk, each) or 5) <= PRESSING or (step.by and self._calls(each))
            for each in self._own(step, before)
        )

    def _calls(self, subject: str) -> bool:
        """Somebody is on the phone about it: where no script says who may ring on, none may."""
        contact = self._desk.contacts.get(ContactId(subject))
        return contact is not None and (contact.rings or contact.id in self._desk.live.values())

    def _is_begun(self, step: GuidedStep, before: tuple[GuidedStep, ...]) -> bool:
        """The trainee has set to work on something that is this step's and no earlier one's."""
        return any(self._is_touched(each) for each in self._own(step, before))

    def _own(self, step: GuidedStep, before: tuple[GuidedStep, ...]) -> tuple[str, ...]:
        """What has come of a step and of none before it."""
        earlier = {each for one in before for each in self.subjects_of(one)}
        return tuple(each for each in self.subjects_of(step) if each not in earlier)

    def _is_touched(self, subject: str) -> bool:
        """Somebody at the desk has answered, logged or judged it."""
        desk = self._desk
        if desk.ticket_of(subject) is not None:
            return True
        alert = desk.alerts.get(AlertId(subject))
        if alert is not None:
            return alert.acknowledged is not None
        return desk.contacts[ContactId(subject)].answered_at is not None

    def _is_here(self, subject: str) -> bool:
        """It has reached the desk."""
        return ContactId(subject) in self._desk.contacts or AlertId(subject) in self._desk.alerts

    def _stays_away(self, name: str) -> bool:
        """It has not come, and is not waited for."""
        if name in self._by:
            return self._desk.at > self._by[name]
        arrival = self._contacts.get(name) or self._alerts.get(name)
        if arrival is not None:
            return self._desk.at > self._setting.second(arrival.at)
        fault = self._faults.get(name)
        if fault is not None:
            return self._desk.at > self._setting.second(fault.strikes_at or fault.at) + SETTLES
        # A person comes by being asked, and then only if it is not over for them.
        return name in self._setting.people

    def _handled(self, subject: str, *, over: bool) -> bool:
        desk = self._desk
        alert = desk.alerts.get(AlertId(subject))
        contact = desk.contacts.get(ContactId(subject))
        ticket = desk.ticket_of(subject)
        if contact is not None and (contact.state == "gone" or contact.chases is not None):
            return True
        if ticket is not None and ticket.parent is not None and ticket.parent in desk.tickets:
            talked = subject not in desk.inbox
            return talked and (not over or not desk.tickets[ticket.parent].is_open)
        if alert is not None:
            if ticket is None:
                acted = alert.team is not None or alert.significance == "informational"
                return alert.acknowledged is not None and acted
            return (ticket.team != SERVICE_DESK and not over) or not ticket.is_open
        if ticket is None or subject in desk.inbox:
            return False
        if over:
            return ticket.state == "closed"
        passed_on = ticket.team != SERVICE_DESK or bool(ticket.approvals)
        return passed_on or ticket.is_over
