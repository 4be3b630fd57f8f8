"""Minutes of many shifts are the Desk that a replay leaves, and quickly read.

Seeds from 820,000 on. The control shows the Desk of another second, which the same check finds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.domain.commands import Entry
from itilsim.domain.debriefing.moments import Moment, Moments
from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.domain.telling import owed_by
from itilsim.sim.policies import play
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.played import first_shift

FIRST = 820_000
FULL, EVERYDAY = 12, 1
"""Seeds."""
ORDERS = tuple(
    f"any-day.{organisation}.{level}.60"
    for organisation, level in (("quillmere", 4), ("wennery", 5))
)
POLICIES = ("random_choice", "by_priority")
BEHIND = 300
"""Seconds by which the control is late."""


def shifts(home: Path, seeds: int) -> Iterator[tuple[Setting, int]]:
    for seed in range(FIRST, FIRST + seeds):
        yield first_shift(), seed
        yield from ((load_shift(order, seed, places(home)), seed) for order in ORDERS)


def faults(shown: Moment, desk: Desk) -> list[str]:
    """In what a minute differs from a Desk."""
    tickets = [desk.tickets[each] for each in desk.open]
    wanted = [(e.id, e.priority, e.team, e.parent, owed_by(e)) for e in tickets]
    found = [(e.ticket, e.priority, e.team, e.parent, e.promised_at) for e in shown.open]
    wrong = ["records"] if found != wanted else []
    if {each.subject for each in shown.waiting} != set(map(str, desk.inbox)):
        wrong.append("waiting")
    return wrong


def test_a_minute_is_the_desk_of_a_replay(tmp_path: Path) -> None:
    compared(tmp_path, EVERYDAY)


@pytest.mark.prove
def test_a_minute_is_the_desk_of_a_replay_at_full_size(tmp_path: Path) -> None:
    compared(tmp_path, FULL)


def compared(home: Path, seeds: int) -> None:
    minutes = late = 0
    wrong: list[str] = []
    slowest = 0.0
    for setting, seed in shifts(home, seeds):
        for policy in POLICIES:
            facts: list[Fact] = []
            shift = Shift(setting, seed, sink=lambda fact, _, kept=facts: kept.append(fact))  # type: ignore[misc]
            play(shift, policy)
            journal = tuple(shift.journal)
            shift.finish()
            began = time.perf_counter()
            run = Moments(setting, facts, journal)
            run.at(run.minutes - 1)
            slowest = max(slowest, (time.perf_counter() - began) / run.minutes)
            for minute, desk in _replayed(setting, seed, journal, run.minutes):
                minutes += 1
                wrong += [f"{seed} {policy} {minute}: {e}" for e in faults(run.at(minute), desk)]
                late += bool(faults(run.at(max(minute - BEHIND // 60, 0)), desk))
    print(f"minutes: {minutes}, wrong: {len(wrong)}; of the late ones found: {late}")
    print(f"slowest shift: {slowest * 1000:.2f} ms a minute")
    assert wrong == []
    assert late > minutes // 2


def _replayed(
    setting: Setting, seed: int, journal: tuple[Entry, ...], minutes: int
) -> Iterator[tuple[int, Desk]]:
    """The Desk at each seventh minute, each time by playing the journal from its beginning."""
    for minute in range(0, minutes, 7):
        shift = replay(setting, seed, [each for each in journal if each.at < minute * 60])
        shift.advance(minute * 60)
        yield minute, shift.desk
