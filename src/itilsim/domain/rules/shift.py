"""Rules for problems and for the shift itself."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.errors import Refused
from itilsim.domain.names import ProblemId
from itilsim.domain.rules.asking import Asking


def raise_problem(ask: Asking, command: c.RaiseProblem) -> tuple[f.Fact, ...]:
    """Raise a problem from an incident; the incident stays what it is."""
    ticket = ask.ticket(command.ticket)
    if ticket.record != "incident":
        raise Refused("Problems are raised from incidents.")
    if ticket.problem is not None:
        raise Refused("A problem is raised already.")
    history = {past.number for past in ask.desk.setting.scenario.past_incidents}
    for each in command.incidents:
        if each not in history and each not in ask.desk.tickets:
            raise Refused("There is no such incident to link.")
    problem = ProblemId(f"problem/{ticket.id}")
    return (f.ProblemRaised(ask.at, problem, ticket.id, ask.actor, command.incidents),)


def write_handover(ask: Asking, command: c.WriteHandover) -> tuple[f.Fact, ...]:
    """Write the note to the next shift; a second one replaces the first."""
    for each in command.items:
        if each not in ask.desk.tickets and each not in ask.desk.problems:
            raise Refused("The note names a record that is not there.")
    return (
        f.HandoverWritten(
            ask.at, ask.actor, command.items, command.risk or "", command.promise or ""
        ),
    )


def reject_choice(ask: Asking, command: c.RejectChoice) -> tuple[f.Fact, ...]:
    """Record a wrong first choice of guided mode."""
    if ask.desk.started is None or ask.desk.started.mode != "guided":
        raise Refused("Only guided mode takes a choice back.")
    return (f.ChoiceRejected(ask.at, ask.actor, command.subject, command.field, command.value),)


def end_shift(ask: Asking, command: c.EndShift) -> tuple[f.Fact, ...]:
    """Hand the seat over."""
    del command
    return (f.ShiftEnded(ask.at),)
