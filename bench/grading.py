"""What grading a class costs, beside playing its journals again and judging that alone.

The one idea: as for run files; but a class has one shift, so the references on its seed are worked
out once for all, and whatever is looked at beside the score has to be small.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import Figure
from itilsim.classroom.grading import compared, grade
from itilsim.classroom.hand_in import SUFFIX, Beside, load_hand_in, write_hand_in
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.plan_file import PLAN, Prepared, load_plan
from itilsim.classroom.planning import plan_text
from itilsim.domain.commands import Entry
from itilsim.domain.facts import Fact
from itilsim.exchange.journal import from_stranger
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.runs.results import score_object
from itilsim.runs.saving import scorecard_of, tally_of_facts
from itilsim.sim.replay import replay
from itilsim.storage.places import Places, places

HAND_INS = 30
SHIFT, SEED = "any-day.quillmere.2.60", 3
"""A shift of an hour. Source of both: the class of the issue."""
ROUNDS = 5
"""Ratios of which the median is taken."""
LIMIT = 1.1


def figures() -> list[Figure]:
    """Cost of grading, once the references on the seed are known."""
    with tempfile.TemporaryDirectory() as name:
        folder, home = Path(name), places(Path(name) / "home")
        plan = ClassPlan("A class", SHIFT, SEED, "practice")
        (folder / PLAN).write_text(plan_text(plan), encoding="utf-8")
        prepared = load_plan(folder, home)
        files = [_file(n, folder, prepared) for n in range(HAND_INS)]
        journals = [from_stranger(str(each), load_hand_in(each)[1].entries) for each in files]
        gc.freeze()  # as grading does
        ratios = []
        references = References.at(home)
        for number in range(ROUNDS + 1):
            bare = _seconds(lambda: _bare(prepared, journals, references))
            whole = _seconds(lambda: _whole(prepared, files, home))
            if number:  # the first round warms up, and fills the memory of references
                ratios.append(whole / bare)
        references.close()
    note = "of an hour each, beside replay and judging, bare"
    return [Figure(f"grading {HAND_INS} hand-ins", sorted(ratios)[ROUNDS // 2], LIMIT, note=note)]


def _file(number: int, folder: Path, prepared: Prepared) -> Path:
    player = Player("textbook", error_rate=number / HAND_INS)
    run = simulate(prepared.setting, Order(SEED, player, save=True), References()).run
    if run is None:
        raise AssertionError("a run was to be saved")
    beside = Beside("hand-in", 1, prepared.handout.code, (f"Student {number}",))
    path = folder / f"{number}{SUFFIX}"
    write_hand_in(beside, run, path)
    return path


def _bare(prepared: Prepared, journals: list[tuple[Entry, ...]], references: References) -> None:
    setting = prepared.setting
    for journal in journals:
        facts: list[Fact] = []
        shift = replay(setting, SEED, journal, sink=lambda fact, _: facts.append(fact))  # noqa: B023 - of this turn
        shift.finish()
        score_object(scorecard_of(setting, SEED, tally_of_facts(setting, facts), references))


def _whole(prepared: Prepared, files: list[Path], home: Places) -> None:
    for each in compared(tuple(grade(files, prepared, {}, home)), prepared):
        if each.card is None:
            raise AssertionError(f"{each.file}: {each.refused}")


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
