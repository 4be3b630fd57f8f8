"""What the journal of a guided shift tells: who did what, what was right at once, what was asked.

The one idea: nothing is remembered beside the journal, so a resumed shift is helped as it was. Help
fades by skill: who was right at the first try is told less the next time, who was wrong more.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final, Protocol

from itilsim.coaching.steps import Steps
from itilsim.domain import commands as c

MOMENTS: Final[dict[str, str]] = {
    "log-ticket": "kind",
    "start-model": "model",
    "acknowledge-alert": "significance",
    "alert-team": "team",
    "assign-ticket": "team",
    "reply": "known_error",
    "apply-workaround": "known_error",
    "prioritise-ticket": "impact",
    "link-ticket": "link",
    "confirm-restoration": "confirm",
    "resolve-ticket": "resolve",
    "close-ticket": "close",
    "end-call": "end",
    "update-caller": "update",
    "send-notice": "update",
    "escalate-ticket": "team",
    "raise-problem": "problem",
    "write-handover": "handover",
}
"""Kinds of commands to the field whose opening makes them the trainee's; of others they are it."""
TOLD: Final = 2
"""The rung of help at which the tutor says what to do and why; one lower asks, none is silent."""


class HasJournal(Protocol):
    """A shift, or whatever stands for one."""

    @property
    def journal(self) -> Sequence[c.Entry]:
        """What was done so far."""


class Past:
    """What was done in a guided shift, by tutor and trainee."""

    def __init__(self, shift: HasJournal, steps: Steps) -> None:
        """Read a journal whenever something is asked.

        Args:
            shift: The running shift.
            steps: Its lesson, which says what is whose.
        """
        self._shift = shift
        self._steps = steps

    def is_trainees(self, command: c.Command) -> bool:
        """Whether a command was the trainee's to give, and not the tutor's."""
        subject = subject_of(command)
        if self._steps.is_shown(subject):
            return False
        moment = MOMENTS.get(command.kind, "")
        return not moment or moment in self._steps.open_on(subject)

    def skill(self, kind: str, subject: str) -> str:
        """What a command of a kind trains: its field, or itself where that is not open."""
        moment = MOMENTS.get(kind, "")
        return moment if moment in self._steps.open_on(subject) else kind

    def rung(self, skill: str) -> int:
        """How much the tutor helps with a skill: from 0, nothing, to `TOLD`.

        Right at the first try lowers it by one, wrong raises it.
        """
        rung, wrong = TOLD, set[str]()
        for entry in self._shift.journal:
            command, subject = entry.command, subject_of(entry.command)
            if isinstance(command, c.RejectChoice):
                wrong |= {subject} if command.field == skill else set()
            elif self.is_trainees(command) and self.skill(command.kind, subject) == skill:
                rung = min(rung + 1, TOLD) if subject in wrong else max(rung - 1, 0)
        return rung

    def tried(self) -> set[tuple[str, str]]:
        """Subjects and fields of which a first try was wrong."""
        return {
            (each.command.subject, each.command.field)
            for each in self._shift.journal
            if isinstance(each.command, c.RejectChoice)
        }

    def hinted(self, subject: str, field: str) -> int:
        """How far a hint on a decision has gone: its rung, 0 for none."""
        return max(
            (
                each.command.rung
                for each in self._shift.journal
                if isinstance(each.command, c.AskHint)
                and (each.command.subject, each.command.field) == (subject, field)
            ),
            default=0,
        )

    def tutors(self) -> frozenset[tuple[int, str]]:
        """What the tutor did: the seconds at which it was done, with what it was done on."""
        return frozenset(
            (each.at, subject_of(each.command))
            for each in self._shift.journal
            if not self.is_trainees(each.command)
        )

    def answers(self, question: str) -> tuple[int, ...]:
        """The options that were chosen where the tutor asked a question, in order."""
        return tuple(
            each.command.option
            for each in self._shift.journal
            if isinstance(each.command, c.AnswerTutor) and each.command.question == question
        )

    def done_on(self, subjects: Container[str]) -> tuple[str, ...]:
        """Kinds of the commands on some subjects, in order."""
        return tuple(
            each.command.kind
            for each in self._shift.journal
            if subject_of(each.command) in subjects
        )

    def last(self) -> str:
        """What was worked on last; empty: nothing yet."""
        subjects = (subject_of(each.command) for each in reversed(self._shift.journal))
        return next(filter(None, subjects), "")


def subject_of(command: c.Command) -> str:
    """What a command is about; the note to the next shift is about itself."""
    return "handover" if isinstance(command, c.WriteHandover) else c.subject_of(command)
