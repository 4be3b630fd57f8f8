"""Wear-out: the first failure of every component in every mode."""

from __future__ import annotations

from itilsim.sim.reactions.wearing import fail_after
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
            fail_after(world, component, mode, seconds(lasts, u))
