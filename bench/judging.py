"""What judging a shift costs, in what playing it costs."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.table import Figure
from itilsim.content.scenarios import load_scenario
from itilsim.domain.debrief import read
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.data import estates

POLICIES = ("textbook", "by_priority")
ROUNDS = 5
"""Ratios of which the median is taken."""
LIMIT = 1.5
COMPONENTS = 80


def figures() -> list[Figure]:
    """The one pass over a log that a debrief takes, beside the shift that made the log."""
    with tempfile.TemporaryDirectory() as home:
        first = load_scenario("first-shift", places(Path(home)))
    eighty = estates.estate(COMPONENTS)
    gc.freeze()  # as `itilsim simulate` does
    return [
        _beside_playing(name, setting, policy, seeds)
        for name, setting, seeds in (
            ("first-shift", first, range(20)),
            (f"{COMPONENTS} components", eighty, range(2)),
        )
        for policy in POLICIES
    ]


def _beside_playing(name: str, setting: Setting, policy: str, seeds: Sequence[int]) -> Figure:
    ratios = []
    for _ in range(ROUNDS + 1):
        played = judged = 0.0
        for seed in seeds:
            played += playing(setting, policy, seed)
            judged += judging(setting, policy, seed)
        ratios.append(judged / played)
    note = f"findings, tally and the debrief's notes; {policy}, {len(seeds)} seeds"
    return Figure(f"judging, {name}, {policy}", median(ratios[1:]), limit=LIMIT, note=note)


def playing(setting: Setting, policy: str, seed: int) -> float:
    """Processor seconds of a shift with its aftermath, digested, not judged."""
    began = time.process_time()
    shift = Shift(setting, seed)
    play(shift, policy)
    shift.finish()
    assert shift.digest
    return time.process_time() - began


def judging(setting: Setting, policy: str, seed: int) -> float:
    """Processor seconds of judging the same shift."""
    facts: list[Fact] = []
    shift = Shift(setting, seed, sink=lambda fact, _: facts.append(fact))
    play(shift, policy)
    shift.finish()
    began = time.process_time()
    _, tally = read(setting, facts, shift.began)
    assert tally.counts["facts"] == len(facts)
    return time.process_time() - began
