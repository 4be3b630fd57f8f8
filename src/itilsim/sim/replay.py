"""Replay: the same scenario, seed and journal give the same log."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from itilsim.domain.commands import EndShift, Entry
from itilsim.domain.names import Actor, Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.sim.shift import Shift
from itilsim.sim.world import Sink


def replay(
    setting: Setting,
    seed: int,
    journal: Iterable[Entry],
    *,
    mode: Mode = "practice",
    pace: Pace = "stepped",
    commit: Callable[[Entry], None] | None = None,
    sink: Sink | None = None,
) -> Shift:
    """A shift in which everything in a journal has been done again.

    Args:
        setting: The resolved scenario of the run.
        seed: Its seed.
        journal: Its entries in order.
        mode: Its mode.
        pace: Its pace class.
        commit: Makes the entries that come after the journal durable.
        sink: Takes each fact with its line.

    Raises:
        Refused: The journal does not fit the scenario and engine.
    """
    recording = Recording(commit)
    shift = Shift(setting, seed, mode=mode, pace=pace, commit=recording, sink=sink)
    for entry in journal:
        shift.advance(entry.at)
        if not (isinstance(entry.command, EndShift) and shift.ended):
            shift.submit(entry.command, Actor(entry.actor))
    recording.live = True
    return shift


class Recording:
    """Passes entries on once the shift is live; replayed ones are durable already."""

    def __init__(self, commit: Callable[[Entry], None] | None) -> None:
        """Begin silent."""
        self.live = False
        self._commit = commit

    def __call__(self, entry: Entry) -> None:
        """Commit an entry, or let a replayed one pass."""
        if self.live and self._commit is not None:
            self._commit(entry)
