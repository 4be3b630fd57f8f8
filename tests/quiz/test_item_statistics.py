"""Item statistics come from first answers, agree with hand calculation, and name faults."""

from __future__ import annotations

import pytest

from itilsim.quiz.item_statistics import (
    FEWEST,
    HINTS,
    ItemStatistics,
    Response,
    correlation,
    item_statistics,
)


def class_of(
    chosen: dict[str, list[int]], keys: dict[str, int] | None = None
) -> dict[str, ItemStatistics]:
    """The statistics of a class: by question, what each learner chose; key 0 if not said."""
    responses = [
        Response(f"learner-{n:03}", item, option, (keys or {}).get(item, 0))
        for item, options in chosen.items()
        for n, option in enumerate(options)
    ]
    return {found.item: found for found in item_statistics(responses)}


RANKED = {
    f"other-{n}": [0 if learner < 40 - 4 * n else 1 for learner in range(40)] for n in range(9)
}
"""Nine questions on which forty learners are ranked: the first are the best."""


def test_facility_discrimination_and_use_agree_with_hand_calculation() -> None:
    found = class_of({"a": [0, 0, 1, 2], "b": [0, 0, 0, 1], "c": [0, 1, 1, 1]})["a"]
    assert (found.answers, found.facility) == (4, 0.5)

    assert found.discrimination == correlation([1, 1, 0, 0], [1, 0.5, 0.5, 0])
    assert [use.share for use in found.uses] == [0.5, 0.25, 0.25, 0]
    assert [use.rest for use in found.uses] == [0.75, 0.5, 0, None]


def test_the_correlation_agrees_with_hand_calculation() -> None:
    assert correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert correlation([1, 1, 0, 0], [1, 0.5, 0.5, 0]) == pytest.approx(0.5**0.5)
    assert correlation([1, 1], [0, 1]) is None
    assert correlation([1], [1]) is None


def test_only_the_first_answer_of_a_learner_counts() -> None:
    again = [Response("x", "a", 1, 0), Response("x", "a", 0, 0), Response("y", "a", 0, 0)]
    found = item_statistics(again)[0]
    assert (found.answers, found.facility) == (2, 0.5)


def test_few_answers_are_marked_and_give_no_hint() -> None:
    few = class_of({"a": [1] * (FEWEST - 1)})["a"]
    enough = class_of({"a": [1] * FEWEST})["a"]
    assert (few.too_few, few.hints) == (True, ())
    assert not enough.too_few
    assert "too-hard" in enough.hints


def test_a_sound_question_gives_no_hint() -> None:
    choices = [0] * 24 + [1, 2, 3, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3]
    found = class_of({**RANKED, "sound": choices})["sound"]
    assert found.hints == ()
    assert found.discrimination is not None
    assert found.discrimination > 0.3


def test_a_wrong_key_is_found_by_who_chooses_what() -> None:
    choices = [0] * 24 + [1, 2, 3, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3]
    found = class_of({**RANKED, "wrong": choices}, {"wrong": 1})["wrong"]
    assert found.hints[0] == "check-key"
    assert found.discrimination is not None
    assert found.discrimination < 0


def test_a_question_that_good_and_weak_learners_answer_alike_is_named() -> None:
    found = class_of({**RANKED, "flat": [0, 1, 0, 2, 0, 3, 0, 0] * 5})["flat"]
    assert "discriminates-little" in found.hints


def test_a_distractor_that_nobody_takes_is_named() -> None:
    choices = [0] * 24 + [1, 2] * 8
    assert "idle-distractor" in class_of({**RANKED, "idle": choices})["idle"].hints


def test_a_question_that_all_get_right_is_too_easy_and_nothing_else() -> None:
    found = class_of({**RANKED, "easy": [0] * 40})["easy"]
    assert found.hints == ("too-easy",)
    assert found.discrimination is None


def test_a_learner_with_one_answer_counts_for_facility_only() -> None:
    found = item_statistics([Response(f"x{n}", "a", n % 2, 0) for n in range(30)])[0]
    assert (found.facility, found.discrimination) == (0.5, None)


def test_questions_come_in_the_order_of_their_ids() -> None:
    assert [*class_of({"b": [0], "a": [0]})] == ["a", "b"]


def test_every_hint_has_its_words() -> None:
    assert all(text.endswith((".", "?")) for text in HINTS.values())
