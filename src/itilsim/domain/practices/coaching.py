"""Help, kept in the journal, since what was told changes what a decision is worth.

The one idea: a coach changes nothing at the desk. That a hint was taken, or that the coach has
called a decision wrong, is remembered for judging alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from itilsim.domain import facts as f
from itilsim.domain.errors import Refused
from itilsim.domain.names import AlertId, ContactId, Mode
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick

__all__ = ["AskHint", "HearFeedback"]

RUNGS: Final = (1, 2, 3)
"""How much a hint tells: where to look, the rule, the answer."""
COACHED: Final = (
    *("kind", "significance", "impact", "urgency", "team", "link", "known_error", "model"),
)
"""Decisions about which the coach speaks: those on which the evidence says what can be defended."""
END: Final = "end"
"""What the coach has spoken about when a record was resolved or closed as it should not be."""


@quick
@dataclass(frozen=True, slots=True)
class AskHint(Command):
    """Ask the coach for a hint before a decision, at its price."""

    kind = "ask-hint"
    subject: str
    """Contact, alert or record."""
    field: str
    """Which decision."""
    rung: int
    """How much is told, 1 to 3."""


@quick
@dataclass(frozen=True, slots=True)
class HearFeedback(Command):
    """Record that the coach has called a decision wrong."""

    kind = "hear-feedback"
    subject: str
    """Contact, alert or record."""
    field: str
    """Which decision."""


def ask_hint(ask: Asking, command: AskHint) -> tuple[f.Fact, ...]:
    """Give a hint, where the mode has a coach or a tutor."""
    if command.field == END:
        raise Refused("The coach says nothing about that.")
    _helped(ask, command.subject, command.field, ("coached", "guided"))
    if command.rung not in RUNGS:
        raise Refused("A hint has three rungs: where to look, the rule, the answer.")
    return (f.HintGiven(ask.at, ask.actor, command.subject, command.field, command.rung),)


def hear_feedback(ask: Asking, command: HearFeedback) -> tuple[f.Fact, ...]:
    """Remember that the coach has spoken."""
    _helped(ask, command.subject, command.field, ("coached",))
    return (f.FeedbackGiven(ask.at, ask.actor, command.subject, command.field),)


def _helped(ask: Asking, subject: str, field: str, modes: tuple[Mode, ...]) -> None:
    """Refuse help outside the modes that give it, and about what is not decided at the desk."""
    desk = ask.desk
    if desk.mode not in modes:
        raise Refused("This mode gives no help of that kind.")
    if ContactId(subject) not in desk.contacts and AlertId(subject) not in desk.alerts:
        raise Refused("There is no such contact or alert.")
    if field not in (*COACHED, END):
        raise Refused("The coach says nothing about that.")


PRACTICE = Practice(rules={AskHint: ask_hint, HearFeedback: hear_feedback})
