"""Words for codes, times and numbers, as a person reads them.

The one idea: every code has its words in one table here, and a test holds the tables against the
vocabularies of `domain.names` and the facts, so that a new code cannot appear on a screen naked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from itilsim.domain.bounds import NEVER
from itilsim.domain.names import (
    Category,
    Channel,
    Effect,
    HoldReason,
    Level,
    Mode,
    Mood,
    RecordKind,
    RefusalReason,
    ResolutionCode,
    ServiceClass,
    Significance,
    TicketState,
)
from itilsim.words.figures import MINUS

FIRST_NUMBER: Final = 10_023
"""What people read on the first record of a shift; decoration, the history lies below it."""

_MINUTE = 60
_HOUR = 3600
_DAY = 86_400

RECORD_KINDS: Final[Mapping[RecordKind, str]] = {
    "incident": "Incident",
    "request": "Service request",
    "information": "Information request",
    "access": "Access request",
    "complaint": "Complaint",
}
"""What a record is."""

SIGNIFICANCES: Final[Mapping[Significance, str]] = {
    "informational": "Informational",
    "warning": "Warning",
    "exception": "Exception",
}
"""The three kinds of event. Source: ITIL 2011, event management."""

TAKEN_AS: Final[Mapping[Significance, str]] = {
    "informational": "informational",
    "warning": "a warning",
    "exception": "an exception",
}
"""The same behind "as", in a sentence."""

CHANNELS: Final[Mapping[Channel, str]] = {
    "phone": "Phone",
    "chat": "Chat",
    "email": "E-mail",
    "portal": "Portal",
    "alert": "Monitoring",
}
"""How something reached the desk."""


def conversation(channel: Channel) -> str:
    """What one has with somebody who waits for an answer at once: a call, or a chat."""
    return "chat" if channel == "chat" else "call"


def gave_up(channel: Channel) -> str:
    """What somebody did who waited for an answer, and did not get one."""
    return "left the chat" if channel == "chat" else "hung up"


LEVELS: Final[Mapping[Level, str]] = {"up": "Up", "degraded": "Degraded", "down": "Down"}
"""How well something works."""

EFFECTS: Final[Mapping[Effect, str]] = {
    "stopped": "Cannot work",
    "slowed": "Works, but slowly",
    "question": "Can work",
}
"""What a caller says about the own work."""

UNSAID: Final = "has not said whether they can work"
"""Instead of that, as long as nobody has asked."""

MOODS: Final[Mapping[Mood, str]] = {"calm": "calm", "pressed": "stressed", "angry": "angry"}
"""How a caller sounds."""

STATES: Final[Mapping[TicketState, str]] = {
    "new": "New",
    "in_progress": "In progress",
    "on_hold": "On hold",
    "resolved": "Resolved",
    "closed": "Closed",
    "cancelled": "Cancelled",
}
"""States of a record."""

HOLD_REASONS: Final[Mapping[HoldReason, str]] = {
    "caller": "Awaiting caller",
    "supplier": "Awaiting supplier",
    "change": "Awaiting change",
    "problem": "Awaiting problem",
}
"""What a held record waits for; a tool habit, ITIL prescribes none."""

SERVICE_CLASSES: Final[Mapping[ServiceClass, str]] = {
    "gold": "Gold",
    "silver": "Silver",
    "bronze": "Bronze",
}
"""Classes of agreements."""

CATEGORIES: Final[Mapping[Category, str]] = {
    "hardware": "Hardware",
    "software": "Software",
    "network": "Network",
    "access": "Access",
    "facilities": "Facilities",
    "general": "General",
}
"""Categories of records."""

STEPPED: Final = "stepped"
"""How time moves that has no pace of its own: with what is done."""

MODES: Final[Mapping[Mode, str]] = {
    "guided": "Guided",
    "coached": "Coached",
    "practice": "Practice",
    "assessed": "Assessed",
}
"""How much help there is."""

RESOLUTION_CODES: Final[Mapping[ResolutionCode, str]] = {
    "workaround": "Workaround",
    "fixed": "Fixed",
    "fulfilled": "Fulfilled",
    "answered": "Answered",
    "refused": "Refused",
    "no_fault": "No fault found",
}
"""How a record ended."""

SERVICE_KINDS: Final[Mapping[Literal["external", "internal", "supporting"], str]] = {
    "external": "External customer-facing",
    "internal": "Internal customer-facing",
    "supporting": "Supporting",
}
"""Kinds of services. Source: ITIL 2011, service catalogue."""

STEP_KINDS: Final[Mapping[Literal["verify", "approve", "fulfil"], str]] = {
    "verify": "Verify",
    "approve": "Approve",
    "fulfil": "Fulfil",
}
"""Kinds of steps of a request model."""

ROLES: Final[Mapping[str, str]] = {
    "analyst": "Service desk analyst",
    "shift_lead": "Shift lead",
    "incident_manager": "Incident manager",
    "problem_manager": "Problem manager",
    "bridge": "Operations bridge",
    "all": "All roles",
}
"""Roles of the trainee's seat."""

QUESTIONS: Final[Mapping[Literal["extent", "item", "effect"], str]] = {
    "extent": "How many of you have it?",
    "item": "Which item is it?",
    "effect": "Can you work at all?",
}
"""What the desk can ask a caller."""

REFUSALS: Final[Mapping[RefusalReason, str]] = {
    "not_entitled": "Not entitled",
    "not_verified": "Identity not verified",
    "not_offered": "Not offered",
    "not_approved": "Not approved",
}
"""Why a request is refused."""

ClockName = Literal["response", "restoration", "fulfilment"]

CLOCKS: Final[Mapping[ClockName, str]] = {
    "response": "Response",
    "restoration": "Restoration",
    "fulfilment": "Fulfilment",
}
"""The two clocks of a record; of what is asked for, the second is for its fulfilment."""

DueKind = Literal["word", "model"] | ClockName
"""A promised word, the model of a request that has none yet, or the clock of a target."""

DUE: Final[Mapping[DueKind, str]] = {
    "word": "promise",
    "model": "start model",
    "response": "respond",
    "restoration": "restore",
    "fulfilment": "fulfil",
}
"""What each asks for."""


def clock_named(clock: Literal["response", "restoration"], record: RecordKind) -> ClockName:
    """A clock of a record by its own name: what was wished for is fulfilled, not restored."""
    return "fulfilment" if clock == "restoration" and record != "incident" else clock


HINTS: Final[Mapping[int, str]] = {1: "where to look", 2: "the rule", 3: "the answer"}
"""What a hint tells, rung by rung."""

FIELDS: Final[Mapping[str, str]] = {
    "kind": "What is it?",
    "model": "Request model",
    "significance": "Kind of event",
    "known_error": "Known error",
    "impact": "Impact",
    "urgency": "Urgency",
    "link": "Parent",
    "team": "Team",
    "update": "Update to the caller",
    "confirm": "Asked the caller",
    "close": "Closure",
    "problem": "Problem",
    "handover": "Handover note",
}
"""Fields and moments that guided steps open one after another."""

IMPACTS: Final[Mapping[int, str]] = {1: "1 - high", 2: "2 - medium", 3: "3 - low"}
"""Levels of impact."""

URGENCIES: Final[Mapping[int, str]] = {1: "1 - high", 2: "2 - medium", 3: "3 - low"}
"""Levels of urgency."""

FACTS: Final[Mapping[str, str]] = {
    "shift-started": "Shift started",
    "shift-ended": "Shift ended",
    "aftermath-ended": "Aftermath ended",
    "fault-began": "Fault began",
    "fault-struck": "Fault struck",
    "fault-repaired": "Fault repaired",
    "level-changed": "Level changed",
    "workaround-taken": "Workaround in use",
    "trouble-settled": "Trouble settled",
    "alert-cleared": "Alert cleared",
    "alert-raised": "Alert raised",
    "contact-arrived": "Contact arrived",
    "call-abandoned": "Caller hung up",
    "call-taken": "Call taken",
    "call-ended": "Call ended",
    "caller-replied": "Reply sent",
    "question-asked": "Question asked",
    "question-answered": "Question answered",
    "identity-verified": "Identity checked",
    "alert-acknowledged": "Alert acknowledged",
    "team-alerted": "Alert sent to team",
    "ticket-opened": "Record logged",
    "ticket-categorised": "Record categorised",
    "ticket-prioritised": "Record prioritised",
    "ticket-assigned": "Record assigned",
    "ticket-escalated": "Record escalated",
    "major-declared": "Major incident declared",
    "ticket-linked": "Record linked",
    "ticket-unlinked": "Record unlinked",
    "work-started": "Work started",
    "note-added": "Work note",
    "ticket-returned": "Record sent back",
    "repair-reported": "Repair reported",
    "knowledge-searched": "Knowledge searched",
    "workaround-applied": "Workaround applied",
    "caller-updated": "Caller updated",
    "notice-sent": "Notice sent",
    "restoration-confirmed": "Callers asked",
    "ticket-held": "Record put on hold",
    "ticket-resumed": "Record resumed",
    "ticket-resolved": "Record resolved",
    "ticket-closed": "Record closed",
    "ticket-reopened": "Record reopened",
    "ticket-cancelled": "Record cancelled",
    "model-started": "Request model started",
    "approval-asked": "Approval asked for",
    "approval-given": "Approval answered",
    "step-fulfilled": "Step fulfilled",
    "request-refused": "Request refused",
    "problem-raised": "Problem raised",
    "handover-written": "Handover note written",
    "choice-rejected": "First choice was wrong",
    "tutor-answered": "Question of the tutor answered",
    "hint-given": "Hint taken",
    "feedback-given": "Coach spoke of a wrong choice",
    "target-missed": "Target missed",
}
"""What happened, by the stable word of a fact."""


def clock(at: int, day_start: int) -> str:
    """The time of day of a second of the scenario, like "09:23".

    Args:
        at: Second since the scenario began.
        day_start: Second of the local midnight that begins the first day.
    """
    minutes = (at - day_start) // _MINUTE % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def moment(at: int, day_start: int) -> str:
    """A time that may lie on a later day: "09:23", "tomorrow 09:23", "in 3 days, 09:23"."""
    if at >= NEVER:
        return "not planned"
    days = (at - day_start) // _DAY
    if days <= 0:
        return clock(at, day_start)
    if days == 1:
        return f"tomorrow {clock(at, day_start)}"
    return f"in {days} days, {clock(at, day_start)}"


def duration(seconds: int) -> str:
    """A length of time in at most two units: "45 s", "12 min", "1 h 05 min", "51 h".

    Never in days: most lengths are of service time, whose days are shorter than those of the clock.
    """
    if seconds < 0:
        return f"{MINUS}{duration(-seconds)}"
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    if seconds < _DAY and seconds % _HOUR >= _MINUTE:
        return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE:02d} min"
    return f"{seconds // _HOUR:,} h"


def time_left(seconds: int) -> str:
    """What a target's clock shows: "12 min left" or "5 min over"."""
    if seconds >= NEVER // 2:
        return "no target"
    return f"{duration(seconds)} left" if seconds >= 0 else f"{duration(-seconds)} over"


def priority(level: int | None) -> str:
    """A priority as its label, "P2"; a dash where there is none."""
    return "–" if level is None else f"P{level}"


def ticket_number(record: RecordKind, number: int) -> str:
    """The number that people read, like "INC0010023"; requests of all kinds begin with REQ.

    Args:
        record: What the record is taken for.
        number: Its place in the order of logging, from 1.
    """
    return f"{'INC' if record == 'incident' else 'REQ'}{FIRST_NUMBER - 1 + number:07d}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 person", "40 people"; the plural adds an s if none is given."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def people(number: int) -> str:
    """A head count."""
    return counted(number, "person", "people")


def percent(share: int) -> str:
    """A share in whole hundredths."""
    return f"{share} %"


def cost(amount: int) -> str:
    """An amount of money in units of account; the figures are illustrative and say so."""
    return f"{counted(amount, 'unit')} (illustrative)"


def user_minutes(number: int) -> str:
    """Lost time of users: minutes, and hours from ten hours on."""
    if number < 600:
        return counted(number, "user-minute")
    return counted(number // 60, "user-hour")
