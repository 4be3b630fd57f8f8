"""People who answer when asked: approvers, and callers by mail."""

from __future__ import annotations

from itilsim.domain.consequences import answer_of
from itilsim.domain.facts import ApprovalAsked, ApprovalGiven, QuestionAnswered, QuestionAsked
from itilsim.sim.world import Process, World


def approving(world: World, fact: ApprovalAsked) -> Process:
    """An approver takes a while, then agrees.

    Draws: one, keyed by request and step.
    """
    delay = world.draw(world.setting.scenario.constants.approval, "approval", fact.ticket, fact.step)
    yield world.wait(delay)
    if world.state.desk.tickets[fact.ticket].is_open:
        world.record(ApprovalGiven(world.at, fact.ticket, fact.step, granted=True))


def answering(world: World, fact: QuestionAsked) -> Process | None:
    """Outside a call an answer takes a while.

    Draws: one, keyed by contact and question.
    """
    if world.state.desk.contacts[fact.contact].state == "live":
        return None
    return _answering(world, fact)


def _answering(world: World, fact: QuestionAsked) -> Process:
    delay = world.draw(world.setting.scenario.constants.call_again, "answer", fact.contact)
    yield world.wait(delay)
    answer = answer_of(fact, world.state)
    world.record(QuestionAnswered(world.at, fact.contact, fact.question, answer))
