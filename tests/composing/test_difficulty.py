"""The first fair shift that keeps its level's promise is taken, else the nearest."""

from __future__ import annotations

from itertools import pairwise

import pytest

from itilsim.composing import difficulty, generated
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

    def watched(skill: str, draw: int) -> Policy:
        assert skill == "trained"
        taken.append(draw)
        return POLICIES["textbook"]

    monkeypatch.setattr(difficulty, "stumbler", watched)
    lost, draws = looked_at((0.0, 100.0))
    assert taken == [*range(OWN_DRAWS, OWN_DRAWS + draws)]
    assert lost == looked_at((0.0, 100.0))[0]


class TestChoice:
    @pytest.fixture
    def hard(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """How hard the fair candidates are, one after the other; each candidate is fair."""
        told: list[float] = []
        waiting = iter(range(1_000))

        def proved(
            _setting: Setting, _seed: int, _band: tuple[float, float]
        ) -> tuple[generated.Marks, int]:
            return generated.Marks(100.0, 50.0, told[next(waiting)]), 10

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


def test_levels_promise_more_and_more() -> None:
    bands = [LEVELS[level].difficulty for level in sorted(LEVELS)]
    assert all(low < high for low, high in bands)
    assert all(one[1] < other[0] for one, other in pairwise(bands))
