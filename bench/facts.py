"""What a recorded fact costs, in bare SimPy timeouts, and how that grows with the estate."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

import simpy

from bench.table import Figure
from itilsim.content.scenarios import load_scenario, make_setting
from itilsim.domain.library import Distribution, FailureMode
from itilsim.domain.scenario import Setting
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.data import estates

POLICY = "first_come"
ROUNDS = 7
"""Ratios of which the median is taken."""
TIMEOUTS = 100_000
LONG = 22 * 1440
"""Minutes in which an estate gives more than 20,000 facts."""
ENOUGH = 20_000
RARER = 2
"""Failures so much rarer than in the tests, or the small estate would be half broken for good."""
SMALL, LARGE = 80, 8000
"""Components."""


class Cost(NamedTuple):
    """What some shifts cost."""

    seconds: float
    facts: int

    @property
    def each(self) -> float:
        """Seconds a fact."""
        return self.seconds / self.facts


def figures() -> list[Figure]:
    """Cost of a fact, and its growth."""
    with tempfile.TemporaryDirectory() as home:
        first = load_scenario("first-shift", places(Path(home)))
    eighty = estates.estate(SMALL)
    gc.freeze()  # as `itilsim simulate` does
    return [
        _in_timeouts("a fact, first-shift", first, range(30), bare_shifts),
        _in_timeouts("a fact, 80 components", eighty, range(4), bare_shifts),
        _in_timeouts("a fact, simulate --no-score", first, range(30), simulated),
        _growth(),
    ]


def _in_timeouts(
    name: str, setting: Setting, seeds: Sequence[int], cost: Callable[..., Cost]
) -> Figure:
    """A fact with digest in bare timeouts, each round measuring both."""
    cost(setting, seeds)
    ratios, facts = [], 0
    for _ in range(ROUNDS):
        unit = bare_timeout()
        found = cost(setting, seeds)
        ratios.append(found.each / unit)
        facts = found.facts
    note = f"bare SimPy timeouts; {POLICY}, {len(seeds)} seeds, {facts} facts; "
    if cost is simulated:
        # The limit is one of recording; this says what the counting for the JSON adds.
        return Figure(name, median(ratios), note=note + "with SLA and losses counted")
    return Figure(name, median(ratios), limit=22, aim=15, note=note + "Shift, play, finish, digest")


def bare_timeout() -> float:
    """Seconds that SimPy needs for a timeout of a process that does nothing else."""
    env = simpy.Environment()

    def ticking() -> simpy.events.ProcessGenerator:
        for _ in range(TIMEOUTS):
            yield env.timeout(1)

    env.process(ticking())
    began = time.process_time()
    env.run()
    return (time.process_time() - began) / TIMEOUTS


def bare_shifts(setting: Setting, seeds: Sequence[int]) -> Cost:
    """Shifts played to the end of their aftermath, digested, not judged."""
    facts, began = 0, time.process_time()
    for seed in seeds:
        shift = Shift(setting, seed)
        play(shift, POLICY)
        shift.finish()
        assert shift.digest
        facts += shift.facts
    return Cost(time.process_time() - began, facts)


def simulated(setting: Setting, seeds: Sequence[int]) -> Cost:
    """The same through what `itilsim simulate --no-score` runs, which counts targets and losses."""
    facts, began = 0, time.process_time()
    for seed in seeds:
        found = simulate(setting, Order(seed, Player(POLICY), score=False), References())
        facts += found.summary["counts"]["facts"]
    return Cost(time.process_time() - began, facts)


def _growth() -> Figure:
    """The cost of a fact of a large estate in that of a small one."""
    small, large = steady(SMALL), steady(LARGE)
    costs: dict[int, list[Cost]] = {SMALL: [], LARGE: []}
    for seed in range(9):
        for components, setting in ((SMALL, small), (LARGE, large)):
            costs[components].append(bare_shifts(setting, [seed]))
    facts = {components: [each.facts for each in found] for components, found in costs.items()}
    assert all(min(found) >= ENOUGH for found in facts.values()), facts
    ratios = [
        big.each / little.each for little, big in zip(costs[SMALL], costs[LARGE], strict=True)
    ]
    note = (
        f"{POLICY}; {round(median(facts[SMALL]))} against {round(median(facts[LARGE]))} facts a "
        f"shift, start included, median of {len(ratios)} seeds"
    )
    return Figure(f"a fact, {LARGE} against {SMALL}", median(ratios), limit=1.3, note=note)


def steady(components: int) -> Setting:
    """An estate in which as much fails in an hour whatever its size, at the end as at the start.

    Every failure comes back after a time of the law by which it came first, and that law is
    memoryless; an estate with as many more components fails as much more rarely.
    """
    library = estates.library(SMALL)
    modes = tuple(_memoryless(mode, RARER * components // SMALL) for mode in library.failure_modes)
    scenario = replace(estates.scenario(), minutes=LONG)
    return make_setting(
        scenario, estates.organisation(components), replace(library, failure_modes=modes)
    )


def _memoryless(mode: FailureMode, times: int) -> FailureMode:
    assert mode.time_to_failure is not None
    law = Distribution("exponential", mode.time_to_failure.minutes * times)
    return replace(mode, time_to_failure=law, recurs=law)
