"""Wear-out: the first failure of every component in every mode."""

from __future__ import annotations

from itilsim.sim.reactions.wearing import failing
from itilsim.sim.world import World


def wear_out(world: World) -> None:
    """Draw every component's first failures; only those before the end wait in the heap.

    Draws: one for each component and mode, keyed by component, mode and 1.
    """
    modes = [mode for mode in world.setting.library.failure_modes if mode.time_to_failure]
    by_kind = {
        kind: [mode for mode in modes if kind in mode.kinds]
        for kind in {kind: None for mode in modes for kind in mode.kinds}
    }
    for component in world.setting.organisation.components:
        for mode in by_kind.get(component.kind, ()):
            assert mode.time_to_failure is not None  # noqa: S101 - filtered above
            delay = world.draw(mode.time_to_failure, "failure", component.id, mode.id, 1)
            world.start(failing(world, component.id, mode, delay))
