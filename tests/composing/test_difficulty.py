"""The first fair shift that keeps its level's promise is taken, else the nearest."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from itilsim.composing import difficulty, generated
from itilsim.composing.causes import LONG_ENOUGH, Causes
from itilsim.composing.difficulty import DRAWS, FAR, FIRST_LOOK, OWN_DRAWS, beside, measured
from itilsim.composing.generated import CHOICE, Composer
from itilsim.composing.levels import LEVELS
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import POLICIES, Policy
from itilsim.sim.reference import tally_of
from tests.played import first_shift

SEED = 5


def looked_at(band: tuple[float, float]) -> tuple[float, int]:
    setting = first_shift()
    idle, textbook = (tally_of(setting, SEED, name) for name in ("idle", "textbook"))
    return measured(setting, SEED, idle, textbook, band)


@pytest.mark.parametrize(
    ("points", "away"), [(3.0, 2.0), (5.0, 0.0), (6.0, 0.0), (7.0, 0.0), (9.5, 2.5)]
)
def test_within_a_band_nothing_is_beside_it(points: float, away: float) -> None:
    assert beside(points, (5.0, 7.0)) == away


def test_what_is_near_is_measured_whole_and_what_is_far_off_is_not() -> None:
    near, draws = looked_at((0.0, 100.0))
    assert draws == DRAWS
    far, fewer = looked_at((near + 10 * FAR, 100.0))
    assert fewer == FIRST_LOOK
    assert abs(far - near) < FAR


def test_it_is_measured_by_draws_that_no_proof_judges_by(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []

    def watched(skill: str, draw: int, of: int) -> Policy:
        assert (skill, of) == ("trained", DRAWS)
        taken.append(draw)
        return POLICIES["textbook"]

    monkeypatch.setattr(difficulty, "stumbler", watched)
    lost, draws = looked_at((0.0, 100.0))
    assert taken == [*range(OWN_DRAWS, OWN_DRAWS + draws)]
    assert lost == looked_at((0.0, 100.0))[0]


class TestChoice:
    @pytest.fixture
    def biting(self) -> list[float]:
        """What `first_come` misses in the fair candidates, one after the other; then a quarter."""
        return []

    @pytest.fixture
    def hard(self, monkeypatch: pytest.MonkeyPatch, biting: list[float]) -> list[float]:
        """How hard the fair candidates are, one after the other; each candidate is fair."""
        told: list[float] = []
        waiting = iter(range(1_000))

        def proved(
            _setting: Setting, _seed: int, _band: tuple[float, float]
        ) -> tuple[generated.Marks, int]:
            n = next(waiting)
            missed = biting[n] if n < len(biting) else 0.25
            return generated.Marks(100.0, 50.0, told[n], missed), 10

        monkeypatch.setattr(generated, "proved", proved)
        return told

    def test_the_first_that_keeps_the_promise_is_taken(
        self, composers: dict[int, Composer], hard: list[float]
    ) -> None:
        low, high = LEVELS[3].difficulty
        hard += [high + 3, low - 1, (low + high) / 2, low]
        found = composers[3].generated(SEED)
        assert (found.candidate, found.tried, found.fair, found.plays) == (2, 3, 3, 30)
        assert found.setting == composers[3].candidate(SEED, 2)

    def test_where_none_does_the_nearest_is(
        self, composers: dict[int, Composer], hard: list[float]
    ) -> None:
        high = LEVELS[3].difficulty[1]
        hard += [high + 9, high + 8, high + 1, *(high + 7 for _ in range(CHOICE))]
        found = composers[3].generated(SEED)
        assert (found.candidate, found.tried, found.fair) == (2, CHOICE, CHOICE)

    def test_its_targets_bite_too(
        self, composers: dict[int, Composer], hard: list[float], biting: list[float]
    ) -> None:
        low = LEVELS[3].difficulty[0]
        hard += [low, low, low]
        biting += [0.06, 0.15, 0.16]
        assert composers[3].generated(SEED).candidate == 2

    def test_where_none_bites_the_one_that_bites_most_of_those_as_hard_as_promised_is(
        self, composers: dict[int, Composer], hard: list[float], biting: list[float]
    ) -> None:
        low, high = LEVELS[3].difficulty
        hard += [low, low, high + 1, *(low for _ in range(CHOICE))]
        biting += [0.06, 0.15, 0.5, *(0.1 for _ in range(CHOICE))]
        assert composers[3].generated(SEED).candidate == 1

    def test_of_a_short_shift_nobody_asks_that(
        self, composers: dict[int, Composer], hard: list[float], biting: list[float]
    ) -> None:
        hard.append(LEVELS[3].difficulty[0])
        biting.append(0.0)
        short = replace(composers[3], order=replace(composers[3].order, minutes=45))
        assert short.generated(SEED).candidate == 0


def test_a_target_falls_due_before_the_end(composers: dict[int, Composer]) -> None:
    found = [composers[level].candidate(SEED, n) for level in composers for n in range(8)]
    bite = [
        Causes(each).bites(each.scenario.faults, each.scenario.contacts)
        for each in found
        if each.scenario.minutes >= LONG_ENOUGH
    ]
    assert len(bite) >= 8
    assert all(bite)
    bare = found[0]
    assert not Causes(bare).bites((), ())


def test_levels_promise_more_and_more() -> None:
    bands = [LEVELS[level].difficulty for level in sorted(LEVELS)]
    assert all(low < high for low, high in bands)
    assert all(one[1] < other[0] for one, other in pairwise(bands))
