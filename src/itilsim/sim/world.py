"""The heart: `record` appends a fact, applies it, adds what follows, and starts what takes time.

A process does three things only: draw from its stream, `yield`, `world.record(fact)`; after each
`yield` it looks at the state again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Mapping
from hashlib import sha256
from typing import Any, TypeAlias

import simpy

from itilsim.domain.consequences import consequences
from itilsim.domain.facts import Fact, line
from itilsim.domain.library import Distribution
from itilsim.domain.names import TicketId
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State
from itilsim.sim.environment import SteppedEnvironment
from itilsim.sim.streams import seconds, uniform

Process: TypeAlias = Generator[simpy.Event, Any, None]
Sink: TypeAlias = Callable[[Fact, str], None]
"""Takes each fact with its line of the log."""
Reaction: TypeAlias = Callable[["World", Any], Process | None]
"""Starts a process from a fact, where there is reason to."""
Reactions: TypeAlias = Mapping[type[Fact], tuple[Reaction, ...]]
"""Which processes start from which fact."""


class World:
    """One simulated shift's world: environment, state, log digest."""

    def __init__(self, setting: Setting, seed: int, sink: Sink, reactions: Reactions) -> None:
        """Start empty, before the first fact; `sources.start` sets it going."""
        self.setting = setting
        self.seed = seed
        self.env = SteppedEnvironment()
        self.state = State(setting)
        self.facts = 0
        self.signals: dict[TicketId, simpy.Event] = {}
        self.teams: dict[str, simpy.PriorityResource] = {}
        self._sink = sink
        self._reactions = reactions
        self._digest = sha256()

    @property
    def at(self) -> int:
        """Now, in seconds since the scenario began."""
        return self.env.now  # type: ignore[return-value]  # all delays are whole seconds

    @property
    def digest(self) -> str:
        """`sha256:…` over the lines of the log so far."""
        return f"sha256:{self._digest.hexdigest()}"

    def record(self, fact: Fact) -> None:
        """Let a fact have happened, with all that follows at once, first in, first out."""
        waiting, state = deque((fact,)), self.state
        while waiting:
            fact = waiting.popleft()
            self._log(fact)
            state.apply(fact)
            waiting.extend(consequences(fact, state))
            for reaction in self._reactions.get(type(fact), ()):
                self.start(reaction(self, fact))

    def start(self, process: Process | None) -> None:
        """Start a process, if there is one."""
        if process is not None:
            self.env.process(process)

    def wait(self, delay: int) -> simpy.Event:
        """An event after some seconds."""
        return self.env.timeout(delay)

    def draw(self, distribution: Distribution, *key: object) -> int:
        """A duration in seconds from a keyed one-off draw."""
        return seconds(distribution, uniform(self.seed, *key))

    def _log(self, fact: Fact) -> None:
        text = line(fact)
        self.facts += 1
        self._digest.update(f"{text}\n".encode())
        self._sink(fact, text)
