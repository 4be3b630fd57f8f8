"""Shifts that were played once and are looked at by many tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from itilsim.content.scenarios import load_scenario
from itilsim.domain import scoring
from itilsim.domain.debrief import Debrief, Record, debrief, read
from itilsim.domain.debriefing.measured import Timeline
from itilsim.domain.debriefing.timeline import timeline
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Scorecard, Tally
from itilsim.sim.policies import play
from itilsim.sim.reference import facts_of, tally_of
from itilsim.sim.shift import Shift
from itilsim.storage.places import places

SEED = 1


@dataclass(frozen=True)
class Played:
    """A finished run, judged and debriefed."""

    facts: tuple[Fact, ...]
    began: tuple[int, ...]
    record: Record
    tally: Tally
    card: Scorecard
    debrief: Debrief


@cache
def first_shift() -> Setting:
    with tempfile.TemporaryDirectory() as home:
        return load_scenario("first-shift", places(Path(home)))


@cache
def played(policy: str, seed: int = SEED) -> Played:
    facts: list[Fact] = []
    shift = Shift(first_shift(), seed, sink=lambda fact, _: facts.append(fact))
    play(shift, policy)
    shift.finish()
    return judged(facts, seed, shift.began)


def judged(facts: Iterable[Fact], seed: int = SEED, began: Sequence[int] = ()) -> Played:
    setting, log = first_shift(), tuple(facts)
    record, tally = read(setting, log, began)
    beside = references(seed)
    card = scoring.scorecard(tally, setting, beside["idle"][0], beside["textbook"][0])
    made = debrief(record, tally, card, beside)
    made = replace(made, timelines={**made.timelines, "textbook": tonis(seed)})
    return Played(log, tuple(began), record, tally, card, made)


@cache
def tonis(seed: int = SEED) -> Timeline:
    return timeline(first_shift(), facts_of(first_shift(), seed, "textbook"))


@cache
def references(seed: int = SEED) -> dict[str, tuple[Tally, Scorecard]]:
    setting = first_shift()
    names = ("idle", "first_come", "by_priority", "textbook")
    tallies = {name: tally_of(setting, seed, name) for name in names}
    return {
        name: (tally, scoring.scorecard(tally, setting, tallies["idle"], tallies["textbook"]))
        for name, tally in tallies.items()
    }
