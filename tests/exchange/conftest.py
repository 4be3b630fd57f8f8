"""One shift of first_come on seed 7, and some of other kinds, played once for all tests here."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from itilsim.composing.loading import load_shift
from itilsim.content.scenarios import load_scenario
from itilsim.domain.commands import Entry
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.exchange.told import Log
from tests.proofs import shifts
from tests.proofs.mornings import ORDERS


@dataclass(frozen=True)
class Played:
    """A finished shift."""

    setting: Setting
    """Its scenario."""
    journal: tuple[Entry, ...]
    """Its journal."""
    facts: tuple[Fact, ...]
    """Its facts."""
    log: bytes
    """Its log."""


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    setting = load_scenario("first-shift", places(tmp_path_factory.mktemp("home")))
    facts: list[Fact] = []
    lines: list[str] = []

    def listen(fact: Fact, line: str) -> None:
        facts.append(fact)
        lines.append(f"{line}\n")

    shift = Shift(setting, 7, sink=listen)
    play(shift, "first_come")
    shift.finish()
    return Played(setting, tuple(shift.journal), tuple(facts), "".join(lines).encode())


@pytest.fixture(scope="session")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Log]:
    """Whole logs of the shipped scenario, a generated shift and a busy day, by name."""
    home = places(tmp_path_factory.mktemp("composed"))
    made = {
        "first-shift": (shifts.first_shift(), 7),
        "generated": (load_shift(ORDERS[1].id, 5_100_000, home), 5_100_000),
        "eighty": (shifts.eighty(*shifts.WORKING_DAY), 7),
    }
    found: dict[str, Log] = {}
    for name, (setting, seed) in made.items():
        for policy in shifts.POLICIES:
            played = shifts.played(setting, seed, policy)
            found[f"{name}/{policy}"] = Log(setting, played.facts, played.lines)
    return found
