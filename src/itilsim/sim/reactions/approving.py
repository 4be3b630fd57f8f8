"""People who answer when asked: approvers, and callers by mail."""

from __future__ import annotations

from itilsim.domain.facts import ApprovalAsked, ApprovalGiven, QuestionAnswered, QuestionAsked
from itilsim.domain.names import ContactId
from itilsim.domain.practices.communication.calls import answer_of
from itilsim.sim.world import World


def approving(world: World, fact: ApprovalAsked) -> None:
    """An approver takes a while, then agrees or does not.

    Draws: one, keyed by request and step.
    """
    constants = world.setting.scenario.constants
    delay = world.draw(constants.approval, "approval", fact.ticket, fact.step)
    world.after(delay, _approve, world, fact)


def _approve(world: World, fact: ApprovalAsked) -> None:
    ticket = world.state.desk.tickets.get(fact.ticket)
    if ticket is not None and ticket.is_open:
        wish = world.state.plant.arrived.get(ContactId(fact.ticket))
        granted = wish is None or wish.approved
        world.record(ApprovalGiven(world.at, fact.ticket, fact.step, granted))


def answering(world: World, fact: QuestionAsked) -> None:
    """Outside a call an answer takes a while.

    Draws: one, keyed by contact.
    """
    if world.state.desk.contacts[fact.contact].state != "live":
        constants = world.setting.scenario.constants
        delay = world.draw(constants.call_again, "answer", fact.contact)
        world.after(delay, _answer, world, fact)


def _answer(world: World, fact: QuestionAsked) -> None:
    answer = answer_of(fact, world.state)
    world.record(QuestionAnswered(world.at, fact.contact, fact.question, answer))
