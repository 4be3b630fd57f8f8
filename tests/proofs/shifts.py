"""Shifts to prove things on: the shipped first shift, an estate of eighty, and what a play leaves.

The one idea: a proof compares plain values (lines, digests, journals), so playing is one function.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from itilsim.content.scenarios import load_scenario, make_setting
from itilsim.domain.commands import Entry
from itilsim.domain.facts import AlertRaised, ContactArrived, Fact, FaultBegan
from itilsim.domain.plant import ARRIVAL
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.data import estates

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")
"""The published policies, by rising skill; a test of the front door compares the names."""

WORKING_DAY = (360, 60)
"""Minutes of shift and aftermath in which the estate of eighty is busy and its log still small."""


@dataclass(frozen=True)
class Played:
    """What a shift that was played to its end leaves."""

    facts: tuple[Fact, ...]
    lines: tuple[str, ...]
    digest: str
    journal: tuple[Entry, ...]

    @property
    def log(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)


@cache
def first_shift() -> Setting:
    with tempfile.TemporaryDirectory() as home:
        return load_scenario("first-shift", places(Path(home)))


@cache
def eighty(minutes: int = estates.MINUTES_LONG, aftermath_minutes: int = 240) -> Setting:
    """Eighty components that wear out, with Poisson demand; all of two days, or the first hours."""
    scenario = estates.scenario()
    shorter = replace(scenario, minutes=minutes, aftermath_minutes=aftermath_minutes)
    return make_setting(shorter, estates.organisation(80), estates.library(80))


def played(setting: Setting, seed: int, policy: str) -> Played:
    return recorded(setting, seed, lambda shift: play(shift, policy))


def recorded(setting: Setting, seed: int, act: Callable[[Shift], None]) -> Played:
    """Whatever somebody does in a shift, to the end of its aftermath."""
    facts: list[Fact] = []
    lines: list[str] = []

    def keep(fact: Fact, line: str) -> None:
        facts.append(fact)
        lines.append(line)

    shift = Shift(setting, seed, sink=keep)
    act(shift)
    shift.finish()
    return Played(tuple(facts), tuple(lines), shift.digest, tuple(shift.journal))


def first_failures(facts: tuple[Fact, ...]) -> dict[str, int]:
    """When each component first failed in each mode."""
    return {
        fact.fault: fact.at
        for fact in facts
        if isinstance(fact, FaultBegan) and fact.fault.endswith("/1")
    }


def first_demand(facts: tuple[Fact, ...]) -> dict[str, tuple[int, str, int]]:
    """When each wish first reached the desk, whose it was, and how patient they are."""
    return {
        f"{fact.person}/{fact.cause}": (fact.at, fact.group, fact.patience)
        for fact in facts
        if isinstance(fact, ContactArrived)
        and fact.cause.startswith(ARRIVAL)
        and fact.number == 1
        and fact.chases is None
    }


def causes_of(facts: tuple[Fact, ...]) -> dict[str, str]:
    """What truly lies behind each contact and alert, and so behind the record of that name."""
    found: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact, ContactArrived):
            found[fact.contact] = fact.cause
        elif isinstance(fact, AlertRaised):
            found[fact.alert] = fact.cause
    return found
