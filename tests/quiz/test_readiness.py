"""Readiness rises with what is known, leans on little when little is there, and says how sure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from itilsim.quiz.evidence import Attempt, forgetting, tallies
from itilsim.quiz.plan import DAY
from itilsim.quiz.readiness import FEWEST, Readiness, readiness

CELLS = {"1": 10, "2": 20, "3": 10}
TOPICS = {"1": {"value": 5}, "2": {"incidents": 15, "changes": 5}, "3": {"roles": 1, "raci": 1}}
AT = 1_800_000_000


def attempts(right: int, wrong: int, area: str = "2", topic: str = "incidents") -> list[Attempt]:
    return [
        Attempt(f"{area}-{topic}-{n}", area, topic, n < right, AT - 3600 + n, first=True)
        for n in range(right + wrong)
    ]


def mixed(right: int, wrong: int) -> list[Attempt]:
    """The same in each area, right and wrong ones taking turns in time."""
    found = [
        attempt
        for area, topic in (("1", "value"), ("2", "incidents"), ("3", "roles"))
        for attempt in attempts(right, wrong, area, topic)
    ]
    return sorted(found, key=lambda attempt: (attempt.at, attempt.area))


def ready(answers: list[Attempt], days: int = 0) -> Readiness:
    return readiness(answers, CELLS, 26, TOPICS, AT, AT + days * DAY)


def chance(answers: list[Attempt], days: int = 0) -> float:
    found = ready(answers, days).probability
    assert found is not None
    return found


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1])
def test_with_too_few_answers_it_states_nothing_and_says_how_many_are_wanted(count: int) -> None:
    found = ready(attempts(count, 0))
    assert found.probability is None
    assert (found.low, found.high) == (0.0, 1.0)
    assert (found.answered, found.wanted, found.levers) == (count, FEWEST - count, ())


def test_answers_given_again_do_not_make_it_enough() -> None:
    one = attempts(1, 0)[0]
    found = ready([one, *(replace(one, at=AT + n, first=False) for n in range(50))])
    assert (found.probability, found.wanted) == (None, FEWEST - 1)


def test_it_rises_with_right_answers() -> None:
    values = [chance(mixed(right, 20 - right)) for right in range(0, 21, 2)]
    assert all(one < other for one, other in pairwise(values))
    assert values[0] < 0.01
    assert values[-1] > 0.99


def test_more_answers_of_the_same_kind_make_it_surer() -> None:
    widths = []
    for times in (1, 3, 10):
        found = ready(mixed(7 * times, 3 * times))
        assert found.probability is not None
        assert found.low <= found.probability <= found.high
        widths.append(found.high - found.low)
    assert widths[0] > widths[1] > widths[2]


def test_a_later_exam_finds_more_forgotten() -> None:
    values = [chance(mixed(15, 5), days) for days in (0, 3, 14, 60)]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1]


def test_an_exam_in_the_past_counts_as_now() -> None:
    assert ready(mixed(15, 5), -30) == ready(mixed(15, 5))


def test_what_was_right_and_is_wrong_again_shows_fast_forgetting() -> None:
    firsts = mixed(15, 5)
    again = [replace(a, at=a.at + 7 * DAY, first=False) for a in firsts if a.correct]
    kept_all = [*firsts, *again]
    lost_all = [*firsts, *(replace(attempt, correct=False) for attempt in again)]
    fast = max(forgetting(lost_all).items(), key=lambda rate: rate[1])[0]
    slow = max(forgetting(kept_all).items(), key=lambda rate: rate[1])[0]
    assert fast > slow


def test_a_first_answer_counts_more_than_a_later_one_and_a_new_one_more_than_an_old_one() -> None:
    first = Attempt("a", "1", "value", correct=True, at=AT, first=True)
    later = replace(first, item="b", correct=False, first=False)
    assert tallies([first, later])["1", ""].right > tallies([first, later])["1", ""].wrong
    newer = replace(first, item="c", correct=False)
    assert tallies([first, newer])["1", ""].right < tallies([first, newer])["1", ""].wrong


def test_an_area_without_answers_leans_on_the_others() -> None:
    low, high = ready(attempts(5, 25)), ready(attempts(28, 2))
    assert low.areas[0].answered == high.areas[0].answered == 0
    assert low.areas[0].expected < high.areas[0].expected < high.areas[1].expected


def test_the_levers_are_the_topics_that_bring_most_right_answers() -> None:
    weak = attempts(1, 9, "2", "incidents") + attempts(9, 1, "2", "changes")
    found = ready(weak + attempts(8, 2, "1", "value") + attempts(9, 1, "3", "roles"))
    assert found.levers[0].topic == "incidents"
    assert len(found.levers) == 3
    moves = [lever.move for lever in found.levers]
    assert moves == sorted(moves, reverse=True)
    assert all(move > 0 for move in moves)


def test_who_knows_everything_has_no_levers() -> None:
    assert ready(mixed(300, 0)).levers == ()


def test_a_certain_failure_still_names_its_levers() -> None:
    assert len(ready(mixed(0, 300)).levers) == 3


def test_an_area_that_the_exam_does_not_have_changes_no_area() -> None:
    extra = attempts(0, 5, "9", "competence")
    plain, more = ready(mixed(15, 5)), ready([*extra, *mixed(15, 5)])
    assert [area.expected for area in plain.areas] == pytest.approx(
        [area.expected for area in more.areas]
    )
