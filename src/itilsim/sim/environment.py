"""A SimPy environment that stands still between seconds."""

from __future__ import annotations

import simpy


class SteppedEnvironment(simpy.Environment):
    """Runs up to a second without entering it.

    `simpy.Environment.run(until=t)` does the same through an event and an exception for each call,
    and leaves a used-up event behind; a shift stops after every command.
    """

    def advance(self, until: int) -> None:
        """Process everything before a second, then stand at it."""
        queue = self._queue
        while queue and queue[0][0] < until:
            self.step()
        self._now = until

    def advance_through(self, moment: float) -> None:
        """Process everything up to and including a moment, also what it starts there."""
        while self.peek() <= moment:
            self.step()
