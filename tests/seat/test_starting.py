"""How a shift is begun: what was chosen last, and what rules out what."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from itilsim.domain.names import Mode
from itilsim.seat.modes import objection, playable
from itilsim.seat.starting import Choosing, LastTime, LineName, Started, Starting, last_time
from itilsim.storage.records import RunHeader, RunSummary, Status, Verification

LAST = LastTime("run-1", "first-shift", "practice", None, extra_time=False, seed=7)
MORNING = Starting(
    "first-shift", "Your first morning", "A Tuesday.", 90, playable(("guided", "practice")), LAST
)
ANY_DAY = Starting(
    "any-day.quillmere.2.60",
    "Any day",
    "Another one.",
    60,
    playable(("practice",)),
    organisations=("quillmere", "wennery"),
)


def run(
    *, mode: str = "practice", status: Status = "finished", options: dict[str, str] | None = None,
    scenario: str = "first-shift", pace: str = "stepped",
) -> RunSummary:  # fmt: skip
    header = RunHeader(
        "run-9", scenario, "sha256:0", 7, 2, mode, pace, "2026-11-28T09:00:00Z",
        options=options or {},
    )  # fmt: skip
    return RunSummary(header, status, 0, 0, "", "")


def values(choosing: Choosing) -> dict[LineName, str]:
    return {each.name: each.value for each in choosing.lines()}


def to(choosing: Choosing, name: LineName, value: str) -> None:
    for _ in range(9):
        if values(choosing)[name] == value:
            return
        choosing.change(name)
    raise AssertionError(f"{name} is never {value}")


class TestFirstValues:
    def test_what_was_chosen_last_is_offered_again(self) -> None:
        last = replace(LAST, mode="assessed", pace="calm", extra_time=True)
        chosen = Choosing(replace(MORNING, last=last)).chosen()
        assert chosen == Started("first-shift", "assessed", "calm", True, None)

    def test_after_the_lesson_comes_the_coach(self) -> None:
        last = replace(LAST, mode="guided")
        assert Choosing(replace(MORNING, last=last)).chosen().mode == "coached"

    def test_a_lesson_that_nobody_has_had_comes_first(self) -> None:
        assert Choosing(replace(MORNING, last=None)).chosen().mode == "guided"

    @pytest.mark.parametrize(("level", "mode"), [(2, "coached"), (3, "practice")])
    def test_the_easy_levels_come_with_a_coach(self, level: int, mode: Mode) -> None:
        starting = replace(ANY_DAY, scenario=f"any-day.quillmere.{level}.60")
        assert Choosing(starting).chosen().mode == mode

    def test_a_generated_shift_is_like_the_last_one(self) -> None:
        last = replace(LAST, scenario="any-day.wennery.4.45")
        chosen = Choosing(replace(ANY_DAY, last=last)).chosen()
        assert (chosen.scenario, chosen.seed, chosen.again) == ("any-day.wennery.4.45", None, "")


class TestWhatRulesOutWhat:
    def test_the_same_again_is_that_run(self) -> None:
        choosing = Choosing(MORNING)
        to(choosing, "morning", "the same again (7)")
        chosen = choosing.chosen()
        assert (chosen.seed, chosen.again) == (7, "run-1")

    def test_the_same_again_keeps_level_length_and_place(self) -> None:
        choosing = Choosing(replace(ANY_DAY, last=replace(LAST, scenario="any-day.wennery.4.45")))
        for name in ("level", "minutes", "organisation"):
            choosing.change(name)
        to(choosing, "morning", "the same again (7)")
        assert choosing.chosen().scenario == "any-day.wennery.4.45"
        assert not any(
            line.is_open for line in choosing.lines() if line.name in ("level", "minutes")
        )

    def test_an_assessed_morning_is_not_known_beforehand(self) -> None:
        choosing = Choosing(MORNING)
        to(choosing, "morning", "the same again (7)")
        to(choosing, "mode", "assessed")
        assert values(choosing)["morning"] == "not known beforehand"
        assert (choosing.chosen().seed, choosing.chosen().again) == (None, "")

    def test_the_shift_of_today_is_never_assessed(self) -> None:
        choosing = Choosing(replace(MORNING, seed=20261128))
        modes = set()
        for _ in range(6):
            modes.add(choosing.chosen().mode)
            choosing.change("mode")
        assert modes == {"guided", "coached", "practice"}
        assert choosing.chosen().seed == 20261128

    def test_in_the_lesson_time_moves_with_what_is_done(self) -> None:
        choosing = Choosing(replace(MORNING, last=replace(LAST, pace="steady", extra_time=True)))
        to(choosing, "mode", "guided")
        assert (choosing.chosen().pace, choosing.chosen().extra_time) == (None, False)

    def test_whatever_can_be_chosen_can_be_begun(self) -> None:
        names: tuple[LineName, ...] = ("mode", "pace", "morning", "time", "level", "minutes")
        for starting in (MORNING, replace(MORNING, seed=5), replace(ANY_DAY, last=LAST)):
            for steps in product(range(4), range(3), range(2), range(2), (0, 3), (0, 4)):
                choosing = Choosing(starting)
                for name, times in zip(names, steps, strict=True):
                    for _ in range(times):
                        choosing.change(name)
                one = choosing.chosen()
                seeded, paced = one.seed is not None, one.pace is not None
                assert objection(one.mode, seeded=seeded, paced=paced) == ""
                assert one.mode in starting.modes
                assert choosing.summary()

    def test_backwards_is_the_other_way(self) -> None:
        choosing = Choosing(ANY_DAY)
        choosing.change("level")
        choosing.change("level", -1)
        assert choosing.chosen().scenario == ANY_DAY.scenario


class TestLastTime:
    def test_the_newest_of_the_shift_counts(self) -> None:
        other = run(scenario="slow-shop")
        found = last_time((other, run(mode="coached")), "first-shift")
        assert found is not None
        assert (found.run, found.mode, found.seed) == ("run-9", "coached", 7)

    def test_any_generated_shift_stands_for_all(self) -> None:
        found = last_time((run(scenario="any-day.wennery.4.45"),), "any-day.quillmere.2.60")
        assert found is not None
        assert found.scenario == "any-day.wennery.4.45"

    @pytest.mark.parametrize(
        "one",
        [
            run(options={"policy": "textbook"}),
            run(scenario="slow-shop"),
            replace(run(), status="damaged"),
            replace(run(), verification=Verification("verified", "", 2, 3)),
        ],
        ids=["a policy", "another shift", "damaged", "from elsewhere"],
    )
    def test_what_nobody_here_has_played_does_not(self, one: RunSummary) -> None:
        assert last_time((one,), "first-shift") is None

    def test_the_seed_of_an_assessed_shift_that_goes_on_is_not_told(self) -> None:
        found = last_time((run(mode="assessed", status="running"),), "first-shift")
        assert found is not None
        assert found.seed is None
        choosing = Choosing(replace(MORNING, last=found))
        to(choosing, "mode", "practice")
        assert values(choosing)["morning"] == "another"

    @pytest.mark.parametrize(
        ("options", "pace", "extra"),
        [({"pace": "calm"}, "calm", False), ({"pace": "extra"}, "steady", True),
         ({"pace": "steady", "extra_time": "yes"}, "steady", True), ({}, "steady", False)],
    )  # fmt: skip
    def test_its_clock_is_read_off_the_header(
        self, options: dict[str, str], pace: str, extra: bool
    ) -> None:
        found = last_time((run(pace="paced", options=options),), "first-shift")
        assert found is not None
        assert (found.pace, found.extra_time) == (pace, extra)
