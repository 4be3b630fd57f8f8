"""Request models at work, problems, and the note to the next shift."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.folding.records import wants_desk
from itilsim.domain.names import TicketId
from itilsim.domain.records import Problem, change, mark


def model_started(desk: Desk, fact: f.ModelStarted) -> None:
    """The model gives the request its priority, and begins from its first step."""
    ticket = desk.tickets[fact.ticket]
    priority = 3 if desk.setting.request_models[fact.model].urgent else 4
    change(ticket, model=fact.model, priority=priority, steps=(), approvals=())
    mark(ticket, fact.at, "model_started")
    mark(ticket, fact.at, "prioritised", priority)


def approval_asked(desk: Desk, fact: f.ApprovalAsked) -> None:
    """Somebody else decides."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, approvals=(*ticket.approvals, (fact.step, "asked")))


def approval_given(desk: Desk, fact: f.ApprovalGiven) -> None:
    """An approver has answered; after the last answer the desk goes on."""
    ticket = desk.tickets[fact.ticket]
    word = "granted" if fact.granted else "rejected"
    found = tuple((step, word if step == fact.step else was) for step, was in ticket.approvals)
    change(ticket, approvals=found)
    if all(answer != "asked" for _, answer in found):
        wants_desk(desk, ticket)


def step_fulfilled(desk: Desk, fact: f.StepFulfilled) -> None:
    """One step of the model is done."""
    ticket = desk.tickets[fact.ticket]
    change(ticket, steps=(*ticket.steps, fact.step))


def problem_raised(desk: Desk, fact: f.ProblemRaised) -> None:
    """The incidents stay what they are, and point to their problem."""
    desk.problems[fact.problem] = Problem(fact.problem, fact.at, fact.ticket, fact.incidents)
    for each in (fact.ticket, *fact.incidents):
        ticket = desk.tickets.get(TicketId(each))
        if ticket is not None:
            change(ticket, problem=fact.problem)


def handover_written(desk: Desk, fact: f.HandoverWritten) -> None:
    """The last note counts."""
    desk.handover = fact
