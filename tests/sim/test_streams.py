"""Named chance: the same numbers everywhere, with the means that were asked for."""

from __future__ import annotations

import math
from statistics import NormalDist, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.domain.library import Distribution
from itilsim.sim.streams import seconds, uniform, uniforms, within

MINUTE = 60

EVERY = (
    Distribution("fixed", 5),
    Distribution("uniform", 10, 20),
    Distribution("exponential", 12),
    Distribution("weibull", 100, shape_percent=150),
    Distribution("weibull", 100, shape_percent=60),
    Distribution("lognormal", 30, shape_percent=50),
    Distribution("uniform", 0, 1, seconds=10, to_seconds=30),
)


def drawn(distribution: Distribution, count: int = 20_000) -> list[int]:
    return [seconds(distribution, uniform(1, "mean", n)) for n in range(count)]


class TestUniform:
    @pytest.mark.parametrize(
        ("seed", "key", "number"),
        [
            (0, (), 0.516288615126363),
            (1, ("call", "ann"), 0.2724195891231114),
            (2, ("call", "ann"), 0.8752307783931479),
            (1, ("look", "t", "NET"), 0.74787252712296),
            (7, ("failure", "switch-1", "power-supply", 3), 0.9537087907595057),
        ],
    )
    def test_the_numbers_are_the_same_on_every_python(
        self, seed: int, key: tuple[object, ...], number: float
    ) -> None:
        assert uniform(seed, *key) == number

    def test_numbers_and_texts_of_a_key_are_alike(self) -> None:
        assert uniform(1, "a", 3) == uniform(1, "a", "3")

    def test_another_part_of_the_key_is_another_number(self) -> None:
        numbers = {uniform(1, "failure", item, n) for item in "abc" for n in range(10)}
        assert len(numbers) == 30

    @given(st.integers(0, 2**53), st.text(max_size=20))
    def test_it_is_inside_the_open_interval(self, seed: int, key: str) -> None:
        assert 0 < uniform(seed, key) < 1

    def test_it_is_spread_evenly(self) -> None:
        numbers = [uniform(3, "even", n) for n in range(20_000)]
        assert abs(fmean(numbers) - 0.5) < 0.01
        tenths = [sum(int(10 * u) == part for u in numbers) for part in range(10)]
        assert all(1800 < count < 2200 for count in tenths)

    def test_neighbours_have_nothing_to_do_with_each_other(self) -> None:
        one = [uniform(1, "n", n) for n in range(5000)]
        other = [uniform(2, "n", n) for n in range(5000)]
        products = [(a - 0.5) * (b - 0.5) for a, b in zip(one, other, strict=True)]
        assert abs(fmean(products)) < 0.005

    @given(st.integers(0, 1000), st.text(max_size=10), st.integers(0, 100))
    def test_many_draws_that_begin_alike_are_the_same_draws(
        self, seed: int, item: str, n: int
    ) -> None:
        draw = uniforms(seed, "failure")
        assert draw(f"{item}/{n}".encode()) == uniform(seed, "failure", item, n)

    def test_one_such_draw_does_not_change_the_next(self) -> None:
        draw = uniforms(1, "failure")
        assert (draw(b"a"), draw(b"b"), draw(b"a")) == (draw(b"a"), draw(b"b"), draw(b"a"))


class TestSeconds:
    @pytest.mark.parametrize(
        ("distribution", "wanted"),
        [
            (Distribution("fixed", 5), (300, 300, 300, 300, 300)),
            (Distribution("fixed", 1, seconds=30), (90, 90, 90, 90, 90)),
            (Distribution("uniform", 10, 20), (600, 660, 900, 1140, 1199)),
            (Distribution("exponential", 12), (14920, 1657, 499, 75, 0)),
            (Distribution("weibull", 100, shape_percent=150), (45267, 10462, 4699, 1338, 0)),
            (Distribution("lognormal", 30, shape_percent=50), (89, 948, 1800, 3416, 36114)),
        ],
        ids=lambda value: value.kind if isinstance(value, Distribution) else "",
    )
    def test_one_number_gives_one_duration(
        self, distribution: Distribution, wanted: tuple[int, ...]
    ) -> None:
        numbers = (1e-9, 0.1, 0.5, 0.9, 1 - 1e-9)
        assert tuple(seconds(distribution, u) for u in numbers) == wanted

    @pytest.mark.parametrize("distribution", EVERY)
    def test_a_duration_is_a_whole_number_and_never_negative(
        self, distribution: Distribution
    ) -> None:
        found = drawn(distribution, 500)
        assert {type(each) for each in found} == {int}
        assert min(found) >= 0

    def test_the_mean_of_a_uniform_is_its_middle(self) -> None:
        assert fmean(drawn(EVERY[1])) == pytest.approx(15 * MINUTE, rel=0.01)

    def test_it_stays_between_its_ends(self) -> None:
        found = drawn(EVERY[1])
        assert 10 * MINUTE <= min(found) < max(found) < 20 * MINUTE

    def test_the_mean_of_an_exponential_is_its_parameter(self) -> None:
        assert fmean(drawn(EVERY[2])) == pytest.approx(12 * MINUTE, rel=0.02)

    @pytest.mark.parametrize("distribution", EVERY[3:5])
    def test_the_mean_of_a_weibull(self, distribution: Distribution) -> None:
        shape = distribution.shape_percent / 100
        mean = 100 * MINUTE * math.gamma(1 + 1 / shape)
        assert fmean(drawn(distribution)) == pytest.approx(mean, rel=0.04)

    def test_the_median_of_a_lognormal_is_its_parameter(self) -> None:
        found = sorted(drawn(EVERY[5]))
        assert found[len(found) // 2] == pytest.approx(30 * MINUTE, rel=0.03)

    def test_its_mean_is_greater(self) -> None:
        mean = 30 * MINUTE * math.exp(0.5**2 / 2)
        assert fmean(drawn(EVERY[5])) == pytest.approx(mean, rel=0.03)

    def test_its_spread_is_what_was_asked_for(self) -> None:
        found = sorted(drawn(EVERY[5]))
        tenth = 30 * MINUTE * math.exp(0.5 * NormalDist().inv_cdf(0.1))
        assert found[len(found) // 10] == pytest.approx(tenth, rel=0.05)

    @pytest.mark.parametrize("distribution", EVERY)
    @given(one=st.floats(1e-9, 1 - 1e-9), other=st.floats(1e-9, 1 - 1e-9))
    def test_it_rises_or_falls_throughout(
        self, distribution: Distribution, one: float, other: float
    ) -> None:
        low, high = sorted((one, other))
        rises = distribution.kind in ("uniform", "lognormal", "fixed")
        before, after = seconds(distribution, low), seconds(distribution, high)
        assert before <= after if rises else before >= after


class TestWithin:
    @pytest.mark.parametrize("distribution", EVERY)
    @pytest.mark.parametrize("limit", [0, 299, 300, 900, 3600, 10**7])
    def test_it_says_which_draws_are_short_enough(
        self, distribution: Distribution, limit: int
    ) -> None:
        low, high = within(distribution, limit)
        for n in range(1500):
            u = uniform(5, "within", n)
            assert (low <= u <= high) == (seconds(distribution, u) <= limit)

    def test_everything_is_within_a_long_time(self) -> None:
        low, high = within(Distribution("uniform", 10, 20), 10**9)
        assert (low, round(high, 9)) == (0.0, 1.0)
