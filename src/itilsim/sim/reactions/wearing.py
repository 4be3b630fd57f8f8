"""Failures that come back until their problem is solved."""

from __future__ import annotations

from itilsim.domain.facts import FaultBegan, FaultRepaired
from itilsim.domain.library import FailureMode
from itilsim.sim.world import Process, World


def recurring(world: World, fact: FaultRepaired) -> Process | None:
    """After a repair a mode strikes again: by its recurrence, else by its wear-out.

    Draws: one for each failure, keyed by component, mode and n-th failure.
    """
    fault = world.state.plant.faults[fact.fault]
    mode = world.setting.modes[fault.mode]
    interval = mode.recurs or (mode.time_to_failure if world.setting.scenario.wear_out else None)
    if interval is None:
        return None
    count = world.state.plant.counts[fault.component, mode.id] + 1
    delay = world.draw(interval, "failure", fault.component, mode.id, count)
    return failing(world, fault.component, mode, delay)


def failing(world: World, component: str, mode: FailureMode, delay: int) -> Process | None:
    """A component fails after some seconds; beyond the end nothing waits for it."""
    if world.at + delay > world.setting.end:
        return None
    return _failing(world, component, mode, delay)


def _failing(world: World, component: str, mode: FailureMode, delay: int) -> Process:
    yield world.env.timeout(delay)
    item = world.state.estate.components[component]  # type: ignore[index]
    fault = world.state.plant.next_fault_id(component, mode.id)
    world.record(FaultBegan(world.at, fault, item.id, mode.id, mode.severity))
