"""Failures that come back until their problem is solved."""

from __future__ import annotations

from itilsim.domain.facts import FaultBegan, FaultRepaired
from itilsim.domain.library import FailureMode
from itilsim.domain.names import ComponentId
from itilsim.sim.world import World


def recurring(world: World, fact: FaultRepaired) -> None:
    """After a repair a mode strikes again: by its recurrence, else by its wear-out.

    Draws: one for each failure, keyed by component, mode and n-th failure.
    """
    fault = world.state.plant.faults[fact.fault]
    mode = world.setting.modes[fault.mode]
    interval = mode.recurs or (mode.time_to_failure if world.setting.scenario.wear_out else None)
    if interval is not None:
        count = world.state.plant.counts[fault.component, mode.id] + 1
        delay = world.draw(interval, "failure", fault.component, mode.id, count)
        fail_after(world, fault.component, mode, delay)


def fail_after(world: World, component: ComponentId, mode: FailureMode, delay: int) -> None:
    """A component fails after some seconds; beyond the end nothing waits for it."""
    if world.at + delay <= world.setting.end:
        world.after(delay, _fail, world, component, mode)


def _fail(world: World, component: ComponentId, mode: FailureMode) -> None:
    fault = world.state.plant.next_fault_id(component, mode.id)
    world.record(FaultBegan(world.at, fault, component, mode.id, mode.severity))
