"""Request fulfilment: a request's model with its authorizations and steps, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk, wants_desk
from itilsim.domain.errors import Refused
from itilsim.domain.library import Step
from itilsim.domain.names import ContactId, RefusalReason, TicketId
from itilsim.domain.practice import Asking, Command, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Ticket, change, mark
from itilsim.domain.state import State

__all__ = ["AskApproval", "FulfilStep", "RefuseRequest", "StartModel"]


@quick
@dataclass(frozen=True, slots=True)
class StartModel(Command):
    """Start a request's model."""

    kind = "start-model"
    seconds = 30
    ticket: TicketId
    """Which."""
    model: str
    """Request model."""


@quick
@dataclass(frozen=True, slots=True)
class AskApproval(Command):
    """Ask for the authorizations that a running model needs."""

    kind = "ask-approval"
    seconds = 30
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class FulfilStep(Command):
    """Do the next step of a running model."""

    kind = "fulfil-step"
    seconds = 120
    ticket: TicketId
    """Which."""


@quick
@dataclass(frozen=True, slots=True)
class RefuseRequest(Command):
    """Refuse a request with a reason."""

    kind = "refuse-request"
    seconds = 30
    ticket: TicketId
    """Which."""
    reason: RefusalReason
    """Why."""


def a_request(ask: Asking, ticket: TicketId) -> Ticket:
    """An open request, in the wide sense."""
    found = ask.open_ticket(ticket)
    if not found.is_request:
        raise Refused("Only a request has a model.", "Correct the kind first.")
    return found


def start_model(ask: Asking, command: StartModel) -> tuple[f.Fact, ...]:
    """Start a request's model."""
    ticket = a_request(ask, command.ticket)
    if command.model not in ask.desk.setting.request_models:
        raise Refused("There is no such request model.")
    if ticket.model == command.model:
        raise Refused("That model runs already.")
    return (f.ModelStarted(ask.at, ticket.id, ask.actor, command.model),)


def to_approve(ask: Asking, ticket: TicketId) -> tuple[str, ...]:
    """Authorizations that a running model needs and nobody has asked for."""
    found = ask.open_ticket(ticket)
    wanted = tuple(step.id for step in unasked(ask.desk, _running(found)))
    if not wanted:
        if any(word == "asked" for _, word in found.approvals):
            raise Refused("Approval has been asked for, and the answer is not there yet.")
        raise Refused("There is nothing to be approved.")
    return wanted


def ask_approval(ask: Asking, command: AskApproval) -> tuple[f.Fact, ...]:
    """Ask everybody whose authorization the model needs."""
    wanted = to_approve(ask, command.ticket)
    return tuple(f.ApprovalAsked(ask.at, command.ticket, ask.actor, step) for step in wanted)


def to_fulfil(ask: Asking, ticket: TicketId) -> str:
    """The next step of a running model that is work."""
    found = ask.open_ticket(ticket)
    for step in undone(ask.desk, _running(found)):
        return step.id
    raise Refused("All steps of the model are done.", "Ask whether all is done, then resolve it.")


def fulfil_step(ask: Asking, command: FulfilStep) -> tuple[f.Fact, ...]:
    """Do the next step of work.

    A missing check or authorization does not stop the hand that does it, here as in life; it is
    found by judging.
    """
    step = to_fulfil(ask, command.ticket)
    return (f.StepFulfilled(ask.at, command.ticket, ask.actor, step),)


def refusable(ask: Asking, ticket: TicketId) -> Ticket:
    """An open request, to which one can say no."""
    found = ask.open_ticket(ticket)
    if not found.is_request:
        raise Refused("Only a request can be refused.")
    return found


def refuse_request(ask: Asking, command: RefuseRequest) -> tuple[f.Fact, ...]:
    """Refuse a request and say why."""
    ticket = refusable(ask, command.ticket)
    return (
        f.RequestRefused(ask.at, ticket.id, ask.actor, command.reason),
        f.TicketResolved(ask.at, ticket.id, ask.actor, "refused"),
    )


def refusal(desk: Desk, ticket: Ticket) -> RefusalReason | None:
    """Why a request has to be refused, as far as the desk has found out."""
    contact = desk.contact_of(ticket)
    if contact is not None and contact.verified is False:
        return "not_verified"
    refused = any(answer == "rejected" for _, answer in ticket.approvals)
    return "not_approved" if refused else None


def unasked(desk: Desk, ticket: Ticket) -> tuple[Step, ...]:
    """Authorizations of its model for which nobody has asked."""
    asked = {step for step, _ in ticket.approvals}
    return tuple(s for s in _steps(desk, ticket) if s.kind == "approve" and s.id not in asked)


def undone(desk: Desk, ticket: Ticket) -> tuple[Step, ...]:
    """Steps of its model that are work and are not done."""
    return tuple(s for s in _steps(desk, ticket) if s.kind == "fulfil" and s.id not in ticket.steps)


def _steps(desk: Desk, ticket: Ticket) -> tuple[Step, ...]:
    return desk.setting.request_models[ticket.model].steps if ticket.model else ()


def _running(ticket: Ticket) -> Ticket:
    if not ticket.model:
        raise Refused("No request model runs on this record.", "Start its model first.")
    return ticket


def model_started(desk: Desk, fact: f.ModelStarted) -> None:
    """The model gives the request its priority, and begins from its first step."""
    ticket = desk.tickets[fact.ticket]
    priority = 3 if desk.setting.request_models[fact.model].urgent else 4
    change(ticket, model=fact.model, priority=priority, steps=(), approvals=())
    mark(ticket, fact.at, "model_started", fact.model)
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


def fulfilled(fact: f.StepFulfilled, state: State) -> Iterator[f.Fact]:
    """With the last step of the right model the wish is granted, if it was that person's."""
    ticket = state.desk.tickets[fact.ticket]
    model = state.setting.request_models[ticket.model]
    contact = state.desk.contacts.get(ContactId(fact.ticket))
    if contact is None or state.plant.arrived[contact.id].impostor:
        return
    suits = contact.symptom in model.symptoms
    matter = state.plant.own_matter(fact.ticket)
    if not undone(state.desk, ticket) and suits and matter is not None:
        yield f.TroubleSettled(fact.at, matter, fact.actor)


PRACTICE = Practice(
    rules={
        StartModel: start_model,
        AskApproval: ask_approval,
        FulfilStep: fulfil_step,
        RefuseRequest: refuse_request,
    },
    guards={
        StartModel: a_request,
        AskApproval: to_approve,
        FulfilStep: to_fulfil,
        RefuseRequest: refusable,
    },
    on_desk={
        f.ModelStarted: model_started,
        f.ApprovalAsked: approval_asked,
        f.ApprovalGiven: approval_given,
        f.StepFulfilled: step_fulfilled,
    },
    consequences={f.StepFulfilled: fulfilled},
)
