"""The heart: `record` appends a fact, applies it, adds what follows, and starts what takes time.

A process does three things only: draw from its stream, `yield`, `world.record(fact)`; after each
`yield` it looks at the state again. What waits only once is no process but a function that is
called `after` some seconds; it looks at the state first.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from hashlib import sha256
from typing import Any, ParamSpec, TypeAlias

import simpy

from itilsim.domain.facts import Fact, line
from itilsim.domain.library import Distribution
from itilsim.domain.names import TicketId
from itilsim.domain.practices import CONSEQUENCES, new_state
from itilsim.domain.scenario import Setting
from itilsim.sim.environment import SteppedEnvironment
from itilsim.sim.streams import seconds, uniform

P = ParamSpec("P")

Process: TypeAlias = Generator[simpy.Event, Any, None]
Sink: TypeAlias = Callable[[Fact, str], None]
"""Takes each fact with its line of the log."""
Reaction: TypeAlias = Callable[["World", Any], Process | None]
"""Gives a process that starts from a fact, or sees to it that something is done later."""
Reactions: TypeAlias = Mapping[type[Fact], tuple[Reaction, ...]]
"""Which processes start from which fact."""

_BATCH = 256
"""So many lines are digested at once, which costs half as much as one by one."""


class World:
    """One simulated shift's world: environment, state, log digest."""

    def __init__(
        self, setting: Setting, seed: int, sink: Sink | None, reactions: Reactions
    ) -> None:
        """Start empty, before the first fact; `sources.start` sets it going."""
        self.setting = setting
        self.seed = seed
        self.env = SteppedEnvironment()
        self.state = new_state(setting)
        self.facts = 0
        self.signals: dict[TicketId, simpy.Event] = {}
        self.teams: dict[str, simpy.PriorityResource] = {}
        self._sink = sink
        self._reactions = reactions
        self._digest = sha256()
        self._lines: list[str] = []

    @property
    def at(self) -> int:
        """Now, in seconds since the scenario began."""
        return self.env.at

    @property
    def digest(self) -> str:
        """`sha256:…` over the lines of the log so far."""
        self._digest_lines()
        return f"sha256:{self._digest.hexdigest()}"

    def record(self, fact: Fact) -> None:
        """Let a fact have happened, with all that follows at once, first in, first out."""
        state, happened = self.state, [fact]
        for each in happened:  # grows while it is read
            self._log(each)
            state.apply(each)
            kind = type(each)
            if kind in CONSEQUENCES:
                for follows in CONSEQUENCES[kind]:
                    happened.extend(follows(each, state))
            if kind in self._reactions:
                for reaction in self._reactions[kind]:
                    process = reaction(self, each)
                    if process is not None:
                        self.start(process)

    def start(self, process: Process) -> None:
        """Start a process in this second."""
        simpy.Process(self.env, process)

    def wait(self, delay: int) -> simpy.Event:
        """An event after some seconds."""
        return simpy.Timeout(self.env, delay)

    def after(
        self, delay: int, action: Callable[P, None], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Do something once, some seconds from now; a third of the price of a process."""
        timeout = simpy.Timeout(self.env, delay)
        timeout.callbacks.append(lambda _: action(*args, **kwargs))

    def draw(self, distribution: Distribution, *key: object) -> int:
        """A duration in seconds from a keyed one-off draw."""
        return seconds(distribution, uniform(self.seed, *key))

    def _log(self, fact: Fact) -> None:
        text = line(fact)
        self.facts += 1
        self._lines.append(text)
        if len(self._lines) >= _BATCH:
            self._digest_lines()
        if self._sink is not None:
            self._sink(fact, text)

    def _digest_lines(self) -> None:
        if self._lines:
            self._lines.append("")
            self._digest.update("\n".join(self._lines).encode())
            self._lines.clear()
