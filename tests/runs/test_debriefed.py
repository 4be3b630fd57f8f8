"""A debrief judges its log once; whoever learns from it takes the findings of that pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.debriefing.measured import Timeline
from itilsim.learner.joining import learn_from_run
from itilsim.runs.debriefed import debrief_of
from itilsim.runs.opened import OpenedRun
from itilsim.runs.references import References
from itilsim.runs.replaying import Log
from itilsim.runs.saving import new_header
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from itilsim.storage.records import StoredRun
from tests.played import SEED, first_shift, played, references, tonis


class _Remembered(References):
    """References that need not be played."""

    def tally(self, setting: object, seed: int, policy: str) -> scoring.Tally:
        assert (setting, seed) == (first_shift(), SEED)
        return references()[policy][0]

    def timeline(self, setting: object, seed: int, policy: str) -> Timeline:
        assert (setting, policy) == (first_shift(), "textbook")
        return tonis(seed)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[f.Fact]:
    """Every fact that a judge sees."""
    seen: list[f.Fact] = []
    step = scoring.step

    def counted(judging: scoring.Judging, fact: f.Fact, entry: int | None = None) -> None:
        seen.append(fact)
        step(judging, fact, entry)

    monkeypatch.setattr(scoring, "step", counted)
    return seen


def test_a_debrief_and_learning_from_it_judge_once(steps: list[f.Fact], tmp_path: Path) -> None:
    run, _ = played("first_come"), references()
    steps.clear()
    found = debrief_of(first_shift(), SEED, Log(run.facts, run.began), _Remembered())
    stored = StoredRun(new_header(first_shift(), SEED), (), "finished", first_shift().end)
    assert learn_from_run(OpenedRun(stored, places(tmp_path)), found.findings, 1) > 20
    assert steps == list(run.facts)
    assert found.debrief == run.debrief
    assert found.findings == run.tally.findings


def test_a_shift_that_ends_is_judged_from_its_facts_not_from_its_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    request = PlayRequest("first-shift", seed=SEED, mode="practice")
    monkeypatch.setattr("itilsim.exchange.journal.decode", None)
    running = begin(request, first_shift(), places(tmp_path))
    try:
        running.finish(places(tmp_path))
    finally:
        running.close()
