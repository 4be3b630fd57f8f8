"""Problem management: what comes again and again is given a record of its own."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import ComponentId, ProblemId, TicketId
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Problem, Ticket, change

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


def without_problem(ask: Asking, ticket: TicketId) -> Ticket:
    """An incident that belongs to no problem yet."""
    found = ask.ticket(ticket)
    if found.record != "incident":
        raise Refused("Problems are raised from incidents.")
    if found.problem is not None:
        raise Refused("A problem is raised already.")
    return found


def raise_problem(ask: Asking, command: RaiseProblem) -> tuple[f.Fact, ...]:
    """Raise a problem from an incident; the incident stays what it is."""
    ticket = without_problem(ask, command.ticket)
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


def similar_past(desk: Desk, ticket: Ticket) -> tuple[str, ...]:
    """Closed incidents in which the same was found, on items of the same class if that is known."""
    item = desk.estate.components.get(ComponentId(ticket.component or ""))
    found = {code for _, _, code in ticket.notes}
    modes = desk.setting.modes
    return tuple(
        past.number
        for past in desk.setting.scenario.past_incidents
        if item is None or desk.estate.components[past.component].kind == item.kind
        if modes[past.mode].finding in found
    )


PRACTICE = Practice(
    rules={RaiseProblem: raise_problem},
    guards={RaiseProblem: without_problem},
    on_desk={f.ProblemRaised: problem_raised},
)
