"""Problem management: what comes again and again is given a record of its own."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import ProblemId, TicketId
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Problem, change

__all__ = ["RaiseProblem"]


@quick
@dataclass(frozen=True, slots=True)
class RaiseProblem(Command):
    """Raise a problem from an incident and link further ones."""

    kind = "raise-problem"
    seconds = 120
    ticket: TicketId
    """First incident."""
    incidents: tuple[str, ...] = ()
    """Further ones: records, or numbers from the history."""


def raise_problem(ask: Asking, command: RaiseProblem) -> tuple[f.Fact, ...]:
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


def problem_raised(desk: Desk, fact: f.ProblemRaised) -> None:
    """The incidents stay what they are, and point to their problem."""
    desk.problems[fact.problem] = Problem(fact.problem, fact.at, fact.ticket, fact.incidents)
    for each in (fact.ticket, *fact.incidents):
        ticket = desk.tickets.get(TicketId(each))
        if ticket is not None:
            change(ticket, problem=fact.problem)


PRACTICE = Practice(
    rules={RaiseProblem: raise_problem},
    on_desk={f.ProblemRaised: problem_raised},
)
