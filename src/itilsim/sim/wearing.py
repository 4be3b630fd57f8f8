"""Wear: the first failure of every component in every mode, and those that come back.

The one idea: one stream of failures for each component and mode, numbered from 1. The first are a
source, drawn when the shift starts; the others a reaction, drawn when the one before is repaired.
"""

from __future__ import annotations

from itilsim.domain.facts import FaultBegan, FaultRepaired
from itilsim.domain.library import FailureMode
from itilsim.domain.names import ComponentId
from itilsim.sim.streams import seconds, uniforms, within
from itilsim.sim.world import World


def wear_out(world: World) -> None:
    """Draw every component's first failures; only those before the end wait in the heap.

    Draws: one for each component and mode, keyed by component, mode and 1.
    """
    end, draw = world.setting.end, uniforms(world.seed, "failure")
    lasting = {
        mode.id: (mode.time_to_failure, *within(mode.time_to_failure, end))
        for mode in world.setting.library.failure_modes
        if mode.time_to_failure is not None
    }
    for component, mode, key in world.setting.indexes.wearing:
        lasts, low, high = lasting[mode.id]
        u = draw(key)
        if low <= u <= high:
            _fail_after(world, component, mode, seconds(lasts, u))


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
        _fail_after(world, fault.component, mode, delay)


def _fail_after(world: World, component: ComponentId, mode: FailureMode, delay: int) -> None:
    """A component fails after some seconds; beyond the end nothing waits for it."""
    if world.at + delay <= world.setting.end:
        world.after(delay, _fail, world, component, mode)


def _fail(world: World, component: ComponentId, mode: FailureMode) -> None:
    fault = world.state.plant.next_fault_id(component, mode.id)
    world.record(FaultBegan(world.at, fault, component, mode.id, mode.severity))
