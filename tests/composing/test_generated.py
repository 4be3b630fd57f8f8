"""A generated shift is the same for the same seed, another for another, and fair."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from itilsim.composing.causes import Causes
from itilsim.composing.generated import FAIR, MOST_PLAYS, STEEP, Composer, proved
from itilsim.domain import scoring
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.table import STRONG
from itilsim.sim.policies import play
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift

LEVELS = range(1, 6)
SEEDS = range(1, 9)


@pytest.fixture(params=LEVELS, ids=lambda level: f"level {level}")
def composer(request: pytest.FixtureRequest, composers: dict[int, Composer]) -> Composer:
    return composers[request.param]


@pytest.fixture
def candidates(composer: Composer) -> list[Setting]:
    return [composer.candidate(seed, 0) for seed in SEEDS]


class TestOneSeed:
    def test_gives_one_shift(self, composer: Composer) -> None:
        one, same = composer.generated(5), composer.generated(5)
        assert one.setting == same.setting
        assert one.setting.digest == same.setting.digest

    def test_gives_another_shift_than_another_seed(self, composer: Composer) -> None:
        digests = {composer.generated(seed).setting.digest for seed in SEEDS}
        assert len(digests) == len(SEEDS)

    def test_gives_the_same_in_every_process(
        self, composers: dict[int, Composer], tmp_path: Path
    ) -> None:
        program = (
            "from dataclasses import replace\n"
            "from pathlib import Path\n"
            "import sys\n"
            "from itilsim.composing.generated import Composer\n"
            "from itilsim.composing.orders import ShiftOrder\n"
            "from itilsim.content.scenarios import load_scenario\n"
            "from itilsim.storage.places import places\n"
            "from tests.composing.conftest import SOURCES\n"
            "base = load_scenario('first-shift', places(Path(sys.argv[1])))\n"
            "organisation = replace(base.organisation, sources=SOURCES)\n"
            "composer = Composer(ShiftOrder('quillmere', 3, 60), organisation, base.library)\n"
            "print(composer.candidate(11, 2).digest)\n"
        )
        expected = composers[3].candidate(11, 2).digest
        for hash_seed in ("0", "1", "271828"):
            done = subprocess.run(
                [sys.executable, "-c", program, str(tmp_path)],
                capture_output=True, text=True, check=True,
                env={"PYTHONHASHSEED": hash_seed, "PATH": "", "ITILSIM_HOME": ""},
            )  # fmt: skip
            assert done.stdout.strip() == expected


class TestCallers:
    def test_nobody_calls_twice_about_one_fault(self, candidates: list[Setting]) -> None:
        """A second call would have the name of the first, and take its place."""
        for setting in candidates:
            calls = [(e.person, e.fault) for e in setting.scenario.contacts if e.fault]
            assert len(calls) == len(set(calls))


class TestFairness:
    def test_good_play_succeeds_and_rating_alone_does_not(self, composer: Composer) -> None:
        for seed in SEEDS[:3]:
            found = composer.generated(seed)
            assert found.marks.textbook >= FAIR
            assert STEEP[0] <= found.marks.by_priority <= STEEP[1]
            assert found.plays <= MOST_PLAYS

    def test_half_the_time_is_not_enough(
        self, composer: Composer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = composer.generated(SEEDS[0])
        setting, band = found.setting, (0.0, 100.0)
        idle, textbook = (tally_of(setting, SEEDS[0], name) for name in ("idle", "textbook"))
        half = tally_of(setting, SEEDS[0], "textbook", setting.horizon // 2)
        points = scoring.scorecard(half, setting, idle, textbook).total
        assert points < STRONG
        monkeypatch.setattr("itilsim.composing.generated.STRONG", points)
        assert proved(setting, SEEDS[0], band)[0] is None

    def test_whoever_calls_about_a_fault_is_hit_by_it(self, candidates: list[Setting]) -> None:
        for setting in candidates:
            faults = {fault.id: fault for fault in setting.scenario.faults}
            for contact in setting.scenario.contacts:
                if contact.fault:
                    fault = faults[contact.fault]
                    mode = setting.modes[fault.mode]
                    hit = {
                        one.group for one in setting.estate.reach(fault.component, mode.severity)
                    }
                    assert setting.somebody(contact.person).group in hit
                    assert contact.symptom == mode.symptom

    def test_whoever_calls_is_at_work(self, candidates: list[Setting]) -> None:
        for setting in candidates:
            for contact in setting.scenario.contacts:
                group = setting.groups[setting.somebody(contact.person).group]
                assert setting.hours[group.hours].is_open(setting.second(contact.at))

    def test_every_fault_can_be_restored_within_its_target(self, candidates: list[Setting]) -> None:
        for setting in candidates:
            causes = Causes(setting)
            by_id = {cause.id: cause for cause in causes.all}
            for fault in setting.scenario.faults:
                if not fault.strikes_at:
                    cause = by_id[f"{fault.component}/{fault.mode}"]
                    assert causes.in_time(cause, setting.second(fault.at)), fault

    def test_a_warning_comes_in_time_to_forestall_it(self, candidates: list[Setting]) -> None:
        for setting in candidates:
            faults = {fault.id: fault for fault in setting.scenario.faults}
            for alert in setting.scenario.alerts:
                if alert.fault:
                    assert alert.hurts_at == faults[alert.fault].strikes_at
                    assert setting.second(alert.hurts_at) - setting.second(alert.at) >= 20 * 60


class TestWords:
    def test_every_contact_has_words_that_say_what_it_codes(
        self, candidates: list[Setting]
    ) -> None:
        for setting in candidates:
            for contact in setting.scenario.contacts:
                said = setting.utterances[contact.utterance]
                assert said.symptom == contact.symptom
                told = "question" if contact.vague else contact.effect
                assert (said.effect or "question") == told
                assert said.guess == contact.guess
                assert not re.search(r"[{}]", said.texts[0]), said.texts

    def test_nobody_says_what_only_the_world_knows(self, candidates: list[Setting]) -> None:
        for setting in candidates:
            for said in _said(setting):
                for fault in setting.scenario.faults:
                    assert fault.component not in said
                    assert setting.modes[fault.mode].name.lower() not in said.lower()


def test_it_can_be_played_to_its_end_by_every_policy(composers: dict[int, Composer]) -> None:
    setting = composers[4].generated(3).setting
    for policy in ("idle", "random_choice", "first_come", "by_priority", "textbook"):
        shift = Shift(setting, 3)
        play(shift, policy)
        shift.finish()
        assert shift.at == setting.end


def _said(setting: Setting) -> Iterator[str]:
    words: dict[str, Any] = setting.utterances
    for contact in setting.scenario.contacts:
        yield from words[contact.utterance].texts
