"""Which guided steps are open, read off the Desk alone.

The one idea: nothing is remembered. A step opens when the work of all steps before it is done, or
when something of its own has come that cannot wait; so a resumed shift stands where it stood.
"""

from __future__ import annotations

from itilsim.domain.assess import assess
from itilsim.domain.desk import Desk
from itilsim.domain.due import problem_due
from itilsim.domain.names import SERVICE_DESK, AlertId, ContactId
from itilsim.domain.scenario import GuidedStep

PRESSING = 2
"""What is of this priority or higher opens its step although others are unfinished."""
SETTLES = 600
"""Seconds after which a scripted fault that nobody felt will not be felt any more (tuning
constant)."""

_OVER = {"close", "update"}
"""A step that opens one of these is done when its records are over."""


def opened(desk: Desk) -> tuple[GuidedStep, ...]:
    """The steps that are open now, in order; the first one always is."""
    steps = desk.setting.scenario.guided
    count = min(1, len(steps))
    while count < len(steps):
        handled = all(is_handled(desk, step) for step in steps[:count])
        if not handled and not _presses(desk, steps[count], steps[:count]):
            break
        count += 1
    return steps[:count]


def subjects_of(desk: Desk, name: str) -> tuple[str, ...]:
    """What has come of one name of a step: an arrival, a check, a person or a scripted fault."""
    for fault in desk.setting.scenario.faults:
        if fault.id == name:
            return tuple(
                alert.id
                for alert in desk.alerts.values()
                if alert.component == fault.component and alert.significance == "exception"
            )
    alerts = (alert.id for alert in desk.alerts.values() if alert.arrival == name)
    contacts = (c.id for c in desk.contacts.values() if name in (c.arrival, c.person))
    return (*alerts, *contacts)


def is_handled(desk: Desk, step: GuidedStep) -> bool:
    """The work of a step is done, as far as it is the desk's."""
    over = bool(_OVER & set(step.opens))
    for name in step.subjects:
        found = subjects_of(desk, name)
        if not found and not _stays_away(desk, name):
            return False
        if not all(_handled(desk, each, over=over) for each in found):
            return False
        if "problem" in step.opens and any(problem_due(desk, each) for each in found):
            return False
    return "handover" not in step.opens or desk.handover is not None


def _presses(desk: Desk, step: GuidedStep, before: tuple[GuidedStep, ...]) -> bool:
    """Something has come that is this step's and no earlier one's, and cannot wait."""
    earlier = {each for one in before for name in one.subjects for each in subjects_of(desk, name)}
    return any(
        (assess(desk, each).priority or 5) <= PRESSING
        for name in step.subjects
        for each in subjects_of(desk, name)
        if each not in earlier
    )


def _stays_away(desk: Desk, name: str) -> bool:
    """It has not come, and is not waited for."""
    scenario, setting = desk.setting.scenario, desk.setting
    times = {each.id: each.at for each in scenario.contacts}
    times.update({each.id: each.at for each in scenario.alerts})
    if name in times:
        return desk.at > setting.second(times[name])
    for fault in scenario.faults:
        if fault.id == name:
            return desk.at > setting.second(fault.strikes_at or fault.at) + SETTLES
    # A person comes by being asked, and then only if it is not over for them.
    return name in setting.people


def _handled(desk: Desk, subject: str, *, over: bool) -> bool:
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
