"""A SimPy environment that stands still between seconds."""

from __future__ import annotations

import simpy


class SteppedEnvironment(simpy.Environment):
    """Runs up to a second without entering it.

    `simpy.Environment.run(until=t)` does the same through an event and an exception for each call,
    and leaves a used-up event behind; a shift stops after every command.
    """

    def __init__(self) -> None:
        """Stand at second 0."""
        super().__init__()
        self.at = 0
        """Now: `now` without a property's price, and whole, as all delays are whole seconds."""

    def advance(self, until: int) -> None:
        """Process everything before a second, then stand at it."""
        queue, step = self._queue, self.step
        while queue and queue[0][0] < until:
            self.at = int(queue[0][0])
            step()
        self._now = self.at = until

    def advance_through(self, moment: int) -> None:
        """Process everything up to and including a moment, also what it starts there."""
        queue, step = self._queue, self.step
        while queue and queue[0][0] <= moment:
            self.at = int(queue[0][0])
            step()

    def next_moment(self, until: int) -> int:
        """The next second at which something waits to be processed, at most `until`."""
        return min(int(self._queue[0][0]), until) if self._queue else until
