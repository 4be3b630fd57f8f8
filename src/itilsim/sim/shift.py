"""A shift: the one way in for trainee, colleague, bot and replay.

`submit` decides, commits the journal entry, records the facts, answers. `advance` lets time pass.
There is no third way.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import NamedTuple

from itilsim.domain.commands import BeginAction, Command, EndShift, Entry
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.facts import AftermathEnded, Fact, ShiftStarted
from itilsim.domain.names import TRAINEE, Actor, Mode, Pace
from itilsim.domain.practices import decide
from itilsim.domain.scenario import Setting
from itilsim.sim import ENGINE, sources
from itilsim.sim.reactions import REACTIONS
from itilsim.sim.world import Sink, World


class Answer(NamedTuple):
    """What a submitted command has done."""

    entry: Entry
    """The journal entry."""
    facts: tuple[Fact, ...]
    """Facts that the command itself made."""
    busy_until: int
    """Second until which the seat is busy."""


class Shift:
    """A running shift; only its Desk may be looked at."""

    def __init__(
        self,
        setting: Setting,
        seed: int,
        *,
        mode: Mode = "practice",
        pace: Pace = "stepped",
        commit: Callable[[Entry], None] | None = None,
        sink: Sink | None = None,
    ) -> None:
        """Begin at second 0.

        Args:
            setting: The resolved scenario.
            seed: Seed of all chance.
            mode: How much help the trainee gets.
            pace: Pace class; scores are compared within one.
            commit: Makes a journal entry durable before it takes effect; may raise, and then
                nothing has happened.
            sink: Takes each fact with its line of the log.
        """
        self.setting = setting
        self.seed = seed
        self.mode = mode
        self.pace = pace
        self.journal: list[Entry] = []
        self._began = array("Q")
        self._commit = commit
        self._horizon = setting.horizon
        self._busy: dict[Actor, int] = {}
        self._begun: dict[Actor, int] = {}
        self._world = World(setting, seed, sink, REACTIONS)
        self._env = self._world.env
        self._desk = self._world.state.desk
        sources.start(self._world)
        started = ShiftStarted(0, setting.scenario.id, setting.digest, seed, ENGINE, pace, mode)
        self._world.record(started)

    @property
    def desk(self) -> Desk:
        """What can be known now; its clock shows now."""
        return self._desk

    @property
    def at(self) -> int:
        """Now, in seconds since the scenario began."""
        return self._env.at

    @property
    def digest(self) -> str:
        """Digest of the log so far."""
        return self._world.digest

    @property
    def facts(self) -> int:
        """Number of facts so far."""
        return self._world.facts

    @property
    def began(self) -> tuple[int, ...]:
        """Number of facts before each entry of the journal, by which a fact finds its command."""
        return tuple(self._began)

    @property
    def ended(self) -> bool:
        """The trainee's seat is empty."""
        return self._desk.ended_at is not None

    def busy_until(self, actor: Actor = TRAINEE) -> int:
        """Second until which a seat is busy with its last command."""
        return self._busy.get(actor, 0)

    def submit(self, command: Command, actor: Actor = TRAINEE) -> Answer:
        """Do something now.

        The seat is busy with it for its handling time; paced, that is counted from the moment at
        which it was begun, if a form had to be filled in for it.

        Raises:
            Refused: It is not possible now; nothing was recorded.
        """
        at = self._env.at
        if at < self._busy.get(actor, 0) and not isinstance(command, EndShift):
            raise Refused("You are still busy with the last thing.")
        begins = isinstance(command, BeginAction)
        if begins and self.pace == "stepped":
            raise Refused("Thinking is free here: time moves with what you do.")
        facts = decide(command, self._world.state, at, actor)
        entry = Entry(at, len(self.journal), actor, command)
        if self._commit is not None:
            self._commit(entry)
        self.journal.append(entry)
        self._began.append(self._world.facts)
        begun = self._begun.pop(actor, at)
        self._busy[actor] = busy_until = max(at, begun + command.seconds)
        if begins:
            self._begun[actor] = at
        for fact in facts:
            self._world.record(fact)
        return Answer(entry, facts, busy_until)

    def advance(self, until: int) -> None:
        """Let the world run on to a second, at most to the shift's end, which it enters.

        Commands at a second come before processes at it: the run stops just before them.
        """
        desk, env = self._desk, self._env
        if desk.ended_at is not None:
            return
        stop = min(until, self._horizon)
        if stop > env.at:
            env.advance(stop)
            desk.at = stop
        if stop == self._horizon:
            self.submit(EndShift())

    def advance_to_change(self, until: int) -> None:
        """Let the world run on until the Desk changes, at most to a second."""
        desk, env = self._desk, self._env
        revision, stop = desk.revision, min(until, self._horizon)
        moment = env.next_moment(stop)
        while moment < stop and desk.revision == revision:
            # Everything at a second happens before a command at the next one.
            env.advance_through(moment)
            moment = env.next_moment(stop)
        self.advance(until if desk.revision == revision else env.at + 1)

    def finish(self) -> None:
        """End the shift, and let the aftermath run without the trainee's seat."""
        if not self.ended:
            self.submit(EndShift())
        if self.at < self.setting.end:
            self._env.advance(self.setting.end)
            self._world.record(AftermathEnded(self.at))
