"""The clock that watches clocks: it sleeps until a target is due, looks again, and speaks."""

from __future__ import annotations

from itilsim.domain import clocks
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
) -> Process:
    """Watch a record's clocks until something restarts the watch."""
    ticket = world.state.desk.tickets[fact.ticket]
    version = _version(ticket)
    terms = world.state.agreements.of(ticket)
    while ticket.is_open:
        due = clocks.next_look(ticket.marks, terms, world.at)
        if due is None:
            return
        yield world.wait(max(due - world.at, 0))
        if _version(ticket) != version:
            return
        _miss(world, ticket)


def _miss(world: World, ticket: Ticket) -> None:
    terms = world.state.agreements.of(ticket)
    for clock, read in (("response", clocks.response), ("restoration", clocks.restoration)):
        reading = read(ticket.marks, terms, world.at)
        if reading.breached_at is not None and clock not in ticket.missed:
            world.record(TargetMissed(world.at, ticket.id, clock, ticket.priority or 0))  # type: ignore[arg-type]


def _version(ticket: Ticket) -> int:
    """Changes with every mark after which a new watch begins."""
    restarts = ("prioritised", "resumed", "reopened", "model_started")
    return sum(mark.what in restarts for mark in ticket.marks)
