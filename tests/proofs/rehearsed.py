"""A journal learned by heart, played on another morning: each command at its time, re-addressed.

What a command names (a contact, an alert, a record) becomes the n-th arrival of the same channel
there; every other value stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.commands import Command, Entry
from itilsim.domain.errors import Refused
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift

Place = tuple[str, int]
"""A channel, and which of its arrivals."""


class Arrivals:
    """What has arrived so far, by channel and in order."""

    def __init__(self) -> None:
        self.ids: dict[Place, str] = {}
        self.places: dict[str, Place] = {}
        self._counts: dict[str, int] = {}

    def __call__(self, fact: f.Fact, _line: str) -> None:
        if isinstance(fact, f.ContactArrived):
            self._came(fact.channel, fact.contact)
        elif isinstance(fact, f.AlertRaised):
            self._came("alert", fact.alert)

    def _came(self, channel: str, subject: str) -> None:
        place = (channel, self._counts.get(channel, 0))
        self._counts[channel] = place[1] + 1
        self.ids[place], self.places[subject] = subject, place


def rehearsal(setting: Setting, seed: int) -> tuple[tuple[Entry, ...], Mapping[str, Place]]:
    """The textbook's journal of a shift, and which arrival each name in it means."""
    arrivals = Arrivals()
    shift = Shift(setting, seed, sink=arrivals)
    play(shift, "textbook")
    return tuple(shift.journal), arrivals.places


def card_of_rehearsed(
    journal: tuple[Entry, ...], meant: Mapping[str, Place], setting: Setting, seed: int
) -> scoring.Scorecard:
    """What it earns on another shift; what is refused there, or names nobody, is left out."""
    arrivals, judging = Arrivals(), scoring.start(setting)

    def sink(fact: f.Fact, line: str) -> None:
        arrivals(fact, line)
        scoring.step(judging, fact)

    shift = Shift(setting, seed, sink=sink)
    for entry in journal:
        if shift.ended or entry.at > setting.horizon:
            break
        shift.advance(max(entry.at, shift.at))
        command = _readdressed(entry.command, meant, arrivals)
        if command is not None and not shift.ended:
            try:
                shift.submit(command)
            except Refused:
                continue
    if not shift.ended:
        shift.advance(setting.horizon)
    shift.finish()
    idle, textbook = (tally_of(setting, seed, name) for name in ("idle", "textbook"))
    return scoring.scorecard(scoring.finish(judging), setting, idle, textbook)


def _readdressed(
    command: Command, meant: Mapping[str, Place], arrivals: Arrivals
) -> Command | None:
    """The command with every name replaced; nothing where nobody has that place yet."""
    changes: dict[str, Any] = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, str) and value in meant:
            there = arrivals.ids.get(meant[value])
            if there is None:
                return None
            changes[field.name] = there
        elif isinstance(value, tuple) and any(each in meant for each in value):
            changes[field.name] = tuple(
                arrivals.ids[meant[each]]
                for each in value
                if each in meant and meant[each] in arrivals.ids
            )
    return replace(command, **changes)
