"""The shift itself: its beginning and end, the note to the next one, guided choices."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import ComponentId, TicketId
from itilsim.domain.plant import Plant
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick

__all__ = ["AnswerTutor", "BeginAction", "EndShift", "RejectChoice", "WriteHandover"]


@quick
@dataclass(frozen=True, slots=True)
class WriteHandover(Command):
    """Write the note to the next shift."""

    kind = "write-handover"
    seconds = 180
    items: tuple[str, ...] = ()
    """Open records and problems to hand over."""
    risk: ComponentId | None = None
    """A component to keep an eye on."""
    promise: TicketId | None = None
    """A record whose caller waits for a promised word."""


@quick
@dataclass(frozen=True, slots=True)
class BeginAction(Command):
    """Paced: begin an action whose form is open from now on; its time is counted from here."""

    kind = "begin-action"


@quick
@dataclass(frozen=True, slots=True)
class RejectChoice(Command):
    """Record a wrong first choice of guided mode."""

    kind = "reject-choice"
    subject: str
    """On what."""
    field: str
    """Which field."""
    value: str
    """What was chosen."""


@quick
@dataclass(frozen=True, slots=True)
class AnswerTutor(Command):
    """Record what was answered to a question of the tutor, right or wrong."""

    kind = "answer-tutor"
    subject: str
    """About what."""
    question: str
    """Id of the question."""
    option: int
    """Index of the answer, from 0."""


@quick
@dataclass(frozen=True, slots=True)
class EndShift(Command):
    """Hand the seat over."""

    kind = "end-shift"


def write_handover(ask: Asking, command: WriteHandover) -> tuple[f.Fact, ...]:
    """Write the note to the next shift; a second one replaces the first."""
    for each in command.items:
        if each not in ask.desk.tickets and each not in ask.desk.problems:
            raise Refused("The note names a record that is not there.")
    return (
        f.HandoverWritten(
            ask.at, ask.actor, command.items, command.risk or "", command.promise or ""
        ),
    )


def reject_choice(ask: Asking, command: RejectChoice) -> tuple[f.Fact, ...]:
    """Record a wrong first choice of guided mode."""
    if ask.desk.mode != "guided":
        raise Refused("Only guided mode takes a choice back.")
    return (f.ChoiceRejected(ask.at, ask.actor, command.subject, command.field, command.value),)


def answer_tutor(ask: Asking, command: AnswerTutor) -> tuple[f.Fact, ...]:
    """Record an answer to the tutor; the first one counts."""
    if ask.desk.mode != "guided":
        raise Refused("Only the tutor of guided mode asks.")
    asked, option = command.question, command.option
    return (f.TutorAnswered(ask.at, ask.actor, command.subject, asked, option),)


def begin_action(ask: Asking, command: BeginAction) -> tuple[f.Fact, ...]:
    """Nothing happens by it; the seat's time is counted from it."""
    del ask, command
    return ()


def end_shift(ask: Asking, command: EndShift) -> tuple[f.Fact, ...]:
    """Hand the seat over."""
    del command
    return (f.ShiftEnded(ask.at),)


def started(desk: Desk, fact: f.ShiftStarted) -> None:
    """Remember how the shift is played."""
    desk.mode = fact.mode


def seeded(plant: Plant, fact: f.ShiftStarted) -> None:
    """The seed is the truth's alone: from it everything to come could be told."""
    plant.seed = fact.seed


def ended(desk: Desk, fact: f.ShiftEnded) -> None:
    """Nobody sits at the desk any more, so no call is live."""
    desk.ended_at = fact.at
    desk.live.clear()


def handover_written(desk: Desk, fact: f.HandoverWritten) -> None:
    """The last note counts."""
    desk.handover = fact


PRACTICE = Practice(
    rules={
        WriteHandover: write_handover,
        RejectChoice: reject_choice,
        AnswerTutor: answer_tutor,
        BeginAction: begin_action,
        EndShift: end_shift,
    },
    on_plant={f.ShiftStarted: seeded},
    on_desk={
        f.ShiftStarted: started,
        f.ShiftEnded: ended,
        f.HandoverWritten: handover_written,
    },
)
