"""The oracle is textbook with the truth: it is never the less for it, in the mean."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

from itilsim.composing.loading import load_shift
from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.scenario import Setting
from itilsim.lab.oracle import Oracle
from itilsim.sim.policies import play
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.builders import Play, began
from tests.data.corner import DATABASE, EVE, corner
from tests.proofs.mornings import ORDERS

FIRST, FULL = 655_000, 20


def points(setting: Setting, seed: int) -> tuple[float, float]:
    """What textbook and the oracle come to."""
    idle, best = (tally_of(setting, seed, each) for each in ("idle", "textbook"))
    oracle, judging = Oracle(setting), scoring.start(setting)

    def sink(fact: f.Fact, _line: str) -> None:
        oracle.learn(fact)
        scoring.step(judging, fact)

    shift = Shift(setting, seed, sink=sink)
    play(shift, oracle)
    shift.finish()
    told = scoring.scorecard(scoring.finish(judging), setting, idle, best)
    return scoring.scorecard(best, setting, idle, best).total / 100, told.total / 100


def test_it_sends_to_the_owner_what_the_words_send_elsewhere() -> None:
    """By the words it is one thing; truly it is the database."""
    teams = {}
    for name in ("textbook", "oracle"):
        shown = Play(pace="stepped")
        oracle = Oracle(shown.setting)
        shown.listen(oracle.learn)
        shown.happens(began(DATABASE, "locks"))
        shown.call(EVE, "slow", cause="database/locks/1", effect="slowed")
        play(shown.shift, oracle if name == "oracle" else name)
        teams[name] = shown.all(f.TicketAssigned)[0].team
    assert teams["oracle"] == corner().estate.components[DATABASE].owner != teams["textbook"]


@pytest.mark.prove
def test_to_know_more_is_never_the_less(tmp_path: Path) -> None:
    seeds, own = range(FIRST, FIRST + FULL), places(tmp_path)
    rows = [points(load_shift(each.id, seed, own), seed) for each in ORDERS for seed in seeds]
    textbook, oracle = fmean(a for a, _ in rows), fmean(b for _, b in rows)
    print(f"\noracle: {len(rows)} generated shifts, textbook {textbook:.2f}, oracle {oracle:.2f}")
    assert oracle >= textbook
