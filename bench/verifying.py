"""What verifying run files costs, beside playing their journals again and judging that alone.

The one idea: what a score needs is replay, judging and the references on the seed, once each; all
else (reading, typing, comparing) is the door's, and has to be small beside it.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.table import Figure
from itilsim.content.scenarios import load_scenario
from itilsim.domain.commands import Entry
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.opened import open_run_file
from itilsim.runs.references import References
from itilsim.runs.results import score_object
from itilsim.runs.runfile import save_run_file
from itilsim.runs.saving import scorecard_of, tally_of_facts
from itilsim.runs.verifying import verified
from itilsim.sim.replay import replay
from itilsim.storage.places import Places, places

FILES = 30
POLICIES = ("first_come", "by_priority", "textbook", "random_choice")
ROUNDS = 7
"""Ratios of which the median is taken."""
LIMIT = 1.1


@dataclass(frozen=True, slots=True)
class File:
    """A run file and what is in it."""

    path: Path
    seed: int
    journal: tuple[Entry, ...]


def figures() -> list[Figure]:
    """Cost of verifying, by what is known of the references before."""
    with tempfile.TemporaryDirectory() as folder:
        home = places(Path(folder))
        setting = load_scenario("first-shift", home)
        files = [_file(setting, seed, home) for seed in range(1, FILES + 1)]
        gc.freeze()  # as `itilsim simulate` does
        anew = _ratio(setting, files, home, References)
        known = References.at(home)
        remembered = _ratio(setting, files, home, lambda: known)
        known.close()
    note = "beside replay, references and judging, bare"
    return [
        Figure(f"verifying {FILES} run files", anew, LIMIT, note=note),
        Figure("verifying, references remembered", remembered, note="beside replay and judging"),
    ]


def _file(setting: Setting, seed: int, home: Places) -> File:
    order = Order(seed, Player(POLICIES[seed % len(POLICIES)]), save=True)
    run = simulate(setting, order, References()).run
    assert run is not None
    path = home.data / f"{seed}.itilrun"
    save_run_file(run, path)
    return File(path, seed, open_run_file(path, home).journal)


def _ratio(
    setting: Setting, files: list[File], home: Places, references: Callable[[], References]
) -> float:
    """Verifying by bare work, in processor time, each in turn."""
    ratios = []
    for number in range(ROUNDS + 1):
        bare = _seconds(lambda each: _bare(setting, each, references()), files)
        whole = _seconds(lambda each: _whole(each, home, references()), files)
        if number:  # the first round warms up, and fills the memory of references
            ratios.append(whole / bare)
    return sorted(ratios)[ROUNDS // 2]


def _bare(setting: Setting, file: File, references: References) -> None:
    facts: list[Fact] = []
    shift = replay(setting, file.seed, file.journal, sink=lambda fact, _: facts.append(fact))
    shift.finish()
    score_object(scorecard_of(setting, file.seed, tally_of_facts(setting, facts), references))


def _whole(file: File, home: Places, references: References) -> None:
    if not verified(open_run_file(file.path, home), references).match:
        raise AssertionError(f"{file.path} does not verify")


def _seconds(work: Callable[[File], None], files: list[File]) -> float:
    began = time.process_time()
    for file in files:
        work(file)
    return time.process_time() - began
