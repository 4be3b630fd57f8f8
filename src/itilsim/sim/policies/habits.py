"""What a colleague does besides, whatever their skill: a habit is a wrapper around any policy.

The one idea: a policy is a stream of commands, so a habit plays each of them in its own way, and
tells the policy whether it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import TypeAlias, get_args

from itilsim.domain import clocks
from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, ContactId, Question, TeamId, TicketId
from itilsim.domain.records import Contact, Ticket
from itilsim.sim.policies.random_choice import some_command
from itilsim.sim.policies.steps import Policy, Steps, Tried, hang_up, run_model, take

Habit: TypeAlias = Callable[[Desk, c.Command], Tried]
"""Plays one command of a policy in its own way; tells whether that was done."""

BEFORE_BREACH = 75
"""From this share of a target on, in percent, a clock looks alarming (tuning constant)."""

PUT_OFF = 20 * 60
"""So long what is unpleasant lies there, in seconds (tuning constant)."""


def with_habit(policy: Policy, habit: Habit) -> Policy:
    """A policy with a habit."""

    def played(desk: Desk, seed: int) -> Steps:
        steps = policy(desk, seed)
        wish = next(steps, None)
        while True:
            if isinstance(wish, c.Command):
                done = yield from habit(desk, wish)
            else:
                done = yield wish
            wish = steps.send(done)

    return played


def with_errors(policy: Policy, share: float) -> Policy:
    """A policy that goes wrong now and then.

    Draws: from the stream `policy/errors`, one for each command, and more where it goes wrong.

    Args:
        policy: Whose commands are replaced.
        share: How often, from 0 to 1; then some other command on the same subject takes its place.
    """

    def played(desk: Desk, seed: int) -> Steps:
        stream = Random(f"{seed}/policy/errors")
        steps = policy(desk, seed)
        wish = next(steps, None)
        while True:
            if isinstance(wish, c.Command) and stream.random() < share:
                yield some_command(c.subject_of(wish), desk, stream)
                wish = steps.send(False)  # noqa: FBT003 - what a generator is told
            else:
                wish = steps.send((yield wish))

    return played


def park_everything(desk: Desk, command: c.Command) -> Tried:
    """Each record goes on hold, as if its caller were to answer."""
    done = yield command
    if done and isinstance(command, c.AssignTicket):
        yield c.HoldTicket(command.ticket, "caller")
    del desk
    return done


def close_early(desk: Desk, command: c.Command) -> Tried:
    """What has been passed on counts as done."""
    done = yield command
    if done and isinstance(command, c.AssignTicket):
        yield c.ResolveTicket(command.ticket, "fixed")
        yield c.CloseTicket(command.ticket)
    del desk
    return done


def downgrade_before_breach(desk: Desk, command: c.Command) -> Tried:
    """A clock that has nearly run out is given more time."""
    for each in tuple(desk.open):
        ticket = desk.tickets[each]
        if ticket.priority is not None and ticket.priority < 4 and _alarms(desk, ticket):
            yield c.PrioritiseTicket(each, 3, 3)
    return (yield command)


def link_everything(desk: Desk, command: c.Command) -> Tried:
    """Each new record belongs to the oldest that is open."""
    done = yield command
    if done and isinstance(command, c.LogTicket):
        oldest = next((each for each in desk.open if str(each) != command.origin), None)
        if oldest is not None:
            yield c.LinkTicket(command.origin, oldest)
    return done


def everything_is_top_priority(desk: Desk, command: c.Command) -> Tried:
    """Impact and urgency are always high."""
    del desk
    if isinstance(command, c.PrioritiseTicket):
        return (yield replace(command, impact=1, urgency=1))
    return (yield command)


def ask_forever(desk: Desk, command: c.Command) -> Tried:
    """Each caller is asked all there is to ask."""
    done = yield command
    if done and isinstance(command, c.TakeCall):
        for question in get_args(Question):
            yield c.AskCaller(command.contact, question)
    del desk
    return done


def assign_all_first(desk: Desk, command: c.Command) -> Tried:
    """Each record goes to the first team there is, before anybody has looked."""
    done = yield command
    if done and isinstance(command, c.LogTicket):
        ticket = TicketId(command.origin)
        yield c.PrioritiseTicket(ticket, 2, 2)
        teams = (each for each in desk.setting.teams if each != SERVICE_DESK)
        yield c.AssignTicket(ticket, TeamId(next(teams)))
    return done


def cherry_pick(desk: Desk, command: c.Command) -> Tried:
    """A report of a failure lies there for a while; what somebody wishes is served meanwhile."""
    if not isinstance(command, c.LogTicket) or not _fresh_failure(desk, command.origin):
        return (yield command)
    yield from hang_up(desk)
    wishes = (desk.contacts.get(ContactId(each)) for each in tuple(desk.inbox))
    pleasant = next((each for each in wishes if each and not _is_failure(desk, each)), None)
    if pleasant is None:
        yield desk.at + PUT_OFF
        return False
    yield from take(pleasant)
    if (yield c.LogTicket(pleasant.id, "request")):
        models = desk.setting.indexes.models.get(pleasant.symptom, ())
        if models:
            yield from run_model(desk, desk.tickets[TicketId(pleasant.id)], models[0].id)
    yield from hang_up(desk)
    return False


def declare_at_once(desk: Desk, command: c.Command) -> Tried:
    """The shift lead hears of each record."""
    done = yield command
    if done and isinstance(command, c.LogTicket):
        yield c.EscalateTicket(TicketId(command.origin))
    del desk
    return done


HABITS: Mapping[str, Habit] = {
    each.__name__: each
    for each in (
        park_everything,
        close_early,
        downgrade_before_breach,
        link_everything,
        everything_is_top_priority,
        ask_forever,
        assign_all_first,
        cherry_pick,
        declare_at_once,
    )
}
"""Habits by name."""


def _alarms(desk: Desk, ticket: Ticket) -> bool:
    reading = clocks.restoration(ticket.marks, desk.agreements.of(ticket), desk.at)
    used = clocks.share(reading)
    return used is not None and used >= BEFORE_BREACH


def _fresh_failure(desk: Desk, subject: str) -> bool:
    """Whether it is the report of a failure that has not lain there for long."""
    contact = desk.contacts.get(ContactId(subject))
    return contact is not None and _is_failure(desk, contact) and desk.at < contact.at + PUT_OFF


def _is_failure(desk: Desk, contact: Contact) -> bool:
    return contact.chases is None and desk.setting.symptoms[contact.symptom].form == "incident"
