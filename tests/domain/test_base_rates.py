"""How often an answer is right in worlds that look alike, and what follows for a charge."""

from __future__ import annotations

import pytest

from itilsim.domain.base_rates import FEWEST, Alike, BaseRates, read, written


def alike(of: int, times: int) -> Alike:
    return Alike(of, (("2", times),))


@pytest.mark.parametrize(
    ("of", "times", "accepted"),
    [
        (10_000, 2_500, True),
        (10_000, 2_414, True),
        (10_000, 2_413, False),
        (100, 17, True),
        (100, 16, False),
        (20, 2, True),
        (20, 1, False),
        (20, 0, False),
    ],
)
def test_a_quarter_is_accepted_and_what_is_less_by_chance_alone(
    of: int, times: int, accepted: bool
) -> None:
    """Two standard errors of a quarter are 0.866 over the root of the number of worlds."""
    assert alike(of, times).accepts(2) is accepted


@pytest.mark.parametrize(
    ("times", "argued"), [(0, False), (49, False), (50, True), (200, True), (250, False)]
)
def test_from_a_twentieth_on_it_can_be_argued_for_and_from_a_quarter_on_it_need_not(
    times: int, argued: bool
) -> None:
    assert alike(1_000, times).argues(2) is argued


def test_of_no_worlds_nothing_is_said() -> None:
    assert not Alike(0, ()).accepts(1)
    assert not Alike(0, ()).argues(1)


def test_nothing_is_an_answer_too() -> None:
    assert Alike(40, (("", 40),)).times(None) == 40


def test_all_that_is_accepted_comes_with_the_most_frequent_first() -> None:
    counts = Alike(1_000, (("a", 260), ("b", 700), ("c", 40)))
    assert counts.accepted == ("b", "a")


def rates(of: int = FEWEST) -> BaseRates:
    looks = {"it looks so": {"of": {"of": of}, "impact": {"2": 5, "3": of - 5},
                             "belongs_to": {"of": of - 1, "first": of - 1}}}  # fmt: skip
    return BaseRates(100, 7, "sha256:stock", looks)


class TestCounts:
    def test_a_question_has_the_worlds_of_its_look(self) -> None:
        assert rates().alike("it looks so", "impact") == Alike(20, (("2", 5), ("3", 15)))

    def test_one_that_is_not_always_asked_has_its_own(self) -> None:
        assert rates(30).alike("it looks so", "belongs_to") == Alike(29, (("first", 29),))

    @pytest.mark.parametrize(
        ("look", "question", "of"),
        [
            ("it looks otherwise", "impact", FEWEST),
            ("it looks so", "impact", FEWEST - 1),
            ("it looks so", "belongs_to", FEWEST),
        ],
    )
    def test_of_too_few_worlds_nothing_is_said(self, look: str, question: str, of: int) -> None:
        assert rates(of).alike(look, question) is None

    def test_where_nothing_was_counted_nothing_is_said(self) -> None:
        assert read("") == BaseRates()
        assert read("").alike("it looks so", "impact") is None

    def test_a_file_gives_them_back_and_knows_for_whom_they_hold(self) -> None:
        text = written(rates(), "sha256:house")
        assert read(text) == rates()
        assert written(read(text), "sha256:house") == text
        assert text.startswith('{"organisation": "sha256:house"')
