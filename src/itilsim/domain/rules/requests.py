"""Rules for requests: model, authorization, steps, refusal."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.errors import Refused
from itilsim.domain.rules.asking import Asking


def start_model(ask: Asking, command: c.StartModel) -> tuple[f.Fact, ...]:
    """Start a request's model."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.record not in ("request", "access", "information"):
        raise Refused("Only a request has a model.", "Correct the kind first.")
    if command.model not in ask.desk.setting.request_models:
        raise Refused("There is no such request model.")
    if ticket.model == command.model:
        raise Refused("That model runs already.")
    return (f.ModelStarted(ask.at, ticket.id, ask.actor, command.model),)


def ask_approval(ask: Asking, command: c.AskApproval) -> tuple[f.Fact, ...]:
    """Ask everybody whose authorization the model needs."""
    ticket = ask.open_ticket(command.ticket)
    model = ask.desk.setting.request_models[ask.model_of(ticket)]
    asked = {step for step, _ in ticket.approvals}
    wanted = [step.id for step in model.steps if step.kind == "approve" and step.id not in asked]
    if not wanted:
        raise Refused("There is nothing to be approved.")
    return tuple(f.ApprovalAsked(ask.at, ticket.id, ask.actor, step) for step in wanted)


def fulfil_step(ask: Asking, command: c.FulfilStep) -> tuple[f.Fact, ...]:
    """Do the next step of work.

    A missing check or authorization does not stop the hand that does it, here as in life; it is
    found by judging.
    """
    ticket = ask.open_ticket(command.ticket)
    model = ask.desk.setting.request_models[ask.model_of(ticket)]
    for step in model.steps:
        if step.kind == "fulfil" and step.id not in ticket.steps:
            return (f.StepFulfilled(ask.at, ticket.id, ask.actor, step.id),)
    raise Refused("All steps of the model are done.", "Resolve the record.")


def refuse_request(ask: Asking, command: c.RefuseRequest) -> tuple[f.Fact, ...]:
    """Refuse a request and say why."""
    ticket = ask.open_ticket(command.ticket)
    if ticket.record not in ("request", "access", "information"):
        raise Refused("Only a request can be refused.")
    return (
        f.RequestRefused(ask.at, ticket.id, ask.actor, command.reason),
        f.TicketResolved(ask.at, ticket.id, ask.actor, "refused"),
    )
