"""The clock that watches clocks: it sleeps until a target is due, looks again, and speaks."""

from __future__ import annotations

from itilsim.domain import clocks
from itilsim.domain.clocks import CLOCKS
from itilsim.domain.facts import (
    ModelStarted,
    TargetMissed,
    TicketPrioritised,
    TicketReopened,
    TicketResumed,
)
from itilsim.domain.records import Ticket
from itilsim.sim.world import Process, World


def reminding(
    world: World, fact: TicketPrioritised | ModelStarted | TicketResumed | TicketReopened
) -> Process | None:
    """Watch a record's clocks until something restarts the watch."""
    ticket = world.state.desk.tickets[fact.ticket]
    due = world.at if _late(world, ticket) else _due(world, ticket)
    return None if due is None else _reminding(world, ticket, due)


def _late(world: World, ticket: Ticket) -> bool:
    """A target is over already, as when it was rated late or is now rated higher."""
    terms = world.state.agreements.of(ticket)
    target = terms.targets.get(ticket.priority or 0)
    minutes = (target.response_minutes, target.restore_minutes) if target is not None else ()
    waited = world.at - ticket.arrived_at
    if not any(each is not None and each * 60 <= waited for each in minutes):
        return False  # No calendar makes a clock run faster than time.
    return any(
        clock not in ticket.missed
        and clocks.breached_at(clock, ticket.marks, terms, world.at) is not None
        for clock in CLOCKS
    )


def _reminding(world: World, ticket: Ticket, due: int | None) -> Process:
    version = _version(ticket)
    while due is not None:
        yield world.wait(due - world.at)
        if _version(ticket) != version or not ticket.is_open:
            return
        _miss(world, ticket)
        due = _due(world, ticket)


def _due(world: World, ticket: Ticket) -> int | None:
    """The next second at which a clock would be breached, where that lies before the end."""
    due = clocks.next_look(ticket.marks, world.state.agreements.of(ticket), world.at)
    return due if due is not None and due <= world.setting.end else None


def _miss(world: World, ticket: Ticket) -> None:
    terms = world.state.agreements.of(ticket)
    for clock in CLOCKS:
        if clock in ticket.missed:
            continue
        if clocks.breached_at(clock, ticket.marks, terms, world.at) is not None:
            world.record(TargetMissed(world.at, ticket.id, clock, ticket.priority or 0))


def _version(ticket: Ticket) -> int:
    """Changes with every mark after which a new watch begins."""
    restarts = ("prioritised", "resumed", "reopened", "model_started")
    return sum(mark.what in restarts for mark in ticket.marks)
