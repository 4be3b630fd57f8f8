"""Practice and review: what is recorded, and what comes up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.learner.practice import (
    DAILY_CAP,
    Practice,
    exam_moment,
    later_today,
    plan_of,
    review_round,
    weak_topics,
)
from itilsim.learner.selection import Wish, selected
from itilsim.quiz.plan import DAY, Plan
from itilsim.storage.machine_clock import calendar
from itilsim.storage.places import places
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import EvidenceRow
from tests.learner.study_bank import bank

BANK = bank()
NOW = 1_800_000_000
PLAN = Plan()


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with open_study(places(tmp_path / "home")) as opened:
        yield opened


def practice(study: Study, *names: str) -> Practice:
    items = {item.id: item for item in BANK.items}
    return Practice(study, [items[name] for name in names], "2011", "practice", PLAN, 0)


def test_a_right_answer_is_recorded_with_what_it_says_of_memory(study: Study) -> None:
    marked = practice(study, "incident-management-2").choose(2, None, NOW)
    assert marked.correct
    (answer,), (review,) = study.answers(), study.reviews()
    assert (answer.item, answer.chosen, answer.correct, answer.where) == (
        "incident-management-2", 2, True, "practice",
    )  # fmt: skip
    assert (review.card, review.rating, review.at) == ("incident-management-2", 3, NOW)


@pytest.mark.parametrize(
    ("option", "certainty", "rating"), [(0, 1, 2), (0, 2, 3), (0, 3, 3), (1, 1, 1), (1, 3, 1)]
)
def test_a_guess_counts_as_hard_and_a_mistake_as_forgotten(
    study: Study, option: int, certainty: int, rating: int
) -> None:
    practice(study, "incident-management-0").choose(option, certainty, NOW)
    assert [row.rating for row in study.reviews()] == [rating]


def test_a_round_asks_each_item_once_and_counts_what_was_right(study: Study) -> None:
    asked = practice(study, "incident-management-0", "a-order", "a-match", "a-card")
    asked.choose(3, None, NOW)
    asked.arrange((0, 1, 2), 3, NOW)
    asked.arrange((0, 2, 1), None, NOW)
    asked.rate(4, NOW)
    assert asked.current is None
    assert [one.correct for one in asked.marked] == [False, True, False, True]
    assert [one.counts for one in asked.marked] == [True, True, True, False]
    assert (asked.right, asked.came_to) == (1, (1, 3, 0, 1))
    assert [row.rating for row in study.reviews()] == [1, 3, 1, 4]


def test_what_could_not_be_stored_is_still_asked(study: Study) -> None:
    asked = practice(study, "incident-management-0")
    study.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(TryAgainError):
        asked.choose(0, None, NOW)
    assert asked.current is asked.items[0]
    study.database.connection.execute("PRAGMA query_only = OFF")
    assert study.answers() == ()
    assert asked.choose(0, None, NOW).correct


def test_a_computed_question_is_never_reviewed(study: Study) -> None:
    asked = Practice(study, BANK.items[:1], "2011", "computed", PLAN, 0)
    asked.choose(0, None, NOW)
    assert [row.where for row in study.answers()] == ["computed"]
    assert study.reviews() == ()


def test_a_flag_is_set_and_taken_away(study: Study) -> None:
    asked = practice(study, "incident-management-0")
    item = asked.items[0]
    assert asked.flag(item)
    assert study.flagged() == (item.id,)
    assert not asked.flag(item)
    assert study.flagged() == ()


def test_a_review_has_what_is_due_before_what_is_new(study: Study) -> None:
    practice(study, "problem-management-0", "problem-management-1").choose(0, None, NOW)
    later = NOW + 30 * DAY
    found = review_round(study, BANK, "2011", PLAN, later)
    assert found[0].id == "problem-management-0"
    assert len(found) == 1 + PLAN.new_a_day
    only = review_round(study, BANK, "2011", PLAN, later, new=False)
    assert [item.id for item in only] == ["problem-management-0"]


def test_a_mistake_in_a_shift_calls_cards_back_and_brings_its_topic_first(study: Study) -> None:
    asked = practice(study, "event-management-0", "problem-management-0")
    asked.choose(0, None, NOW)
    asked.choose(0, None, NOW)
    assert review_round(study, BANK, "2011", PLAN, NOW + 60, new=False) == ()
    study.record_evidence(EvidenceRow(NOW + 60, "run", "event-management", {}, 0.0, 1))
    found = review_round(study, BANK, "2011", PLAN, NOW + 60)
    assert found[0].id == "event-management-0"
    assert {item.topic for item in found[1:8]} == {"event-management"}


def test_weak_topics_are_those_that_went_wrong(study: Study) -> None:
    asked = practice(study, *(f"problem-management-{n}" for n in range(8)))
    for _ in range(8):
        key = asked.items[len(asked.marked)].key
        assert key is not None
        asked.choose((key + 1) % 4, None, NOW)
    assert weak_topics(study, BANK, "2011", PLAN, NOW)[0] == "problem-management"


def test_the_plan_follows_the_settings(study: Study) -> None:
    usual = plan_of(study)
    assert (usual.exam_at, usual.daily_cap) == (None, DAILY_CAP)
    assert usual.calendar == calendar()
    study.set_setting("exam_date", "2027-03-01")
    study.set_setting("daily_cap", "15")
    plan = plan_of(study)
    assert plan.daily_cap == 15
    assert plan.exam_at == exam_moment("2027-03-01") == 1_803_902_400


def test_options_are_shown_in_drawn_order_and_stored_as_in_the_bank(study: Study) -> None:
    free = [replace(item, shuffle=True) for item in BANK.items[:24]]
    asked = Practice(study, free, "2011", "practice", PLAN, 3)
    moved = 0
    for item in free:
        seen = asked.current
        assert seen is not None
        assert seen.key is not None
        moved += seen.options != item.options
        marked = asked.choose(seen.key, None, NOW)
        assert marked.correct
        assert marked.chosen == seen.key
    assert moved > 15
    assert [row.chosen for row in study.answers()] == [item.key for item in free]


def test_enemies_are_not_asked_in_one_round(study: Study) -> None:
    first, second = BANK.items[:2]
    items = (replace(first, enemies=(second.id,)), *BANK.items[1:])
    foes = replace(BANK, items=items)
    for seed in range(20):
        wish = Wish("2011", first.topic, count=20, seed=seed)
        found = [item.id for item in selected(wish, foes, ())]
        assert (first.id in found) != (second.id in found)
    both = [item.id for item in selected(wish, BANK, ())]
    assert {first.id, second.id} <= set(both)
    asked = Practice(study, [first, second], "2011", "review", PLAN, 0)
    asked.choose(3, None, NOW)
    asked.choose(3, None, NOW)
    due = review_round(study, foes, "2011", PLAN, NOW + 9 * DAY, new=False)
    assert [item.id for item in due] in ([first.id], [second.id])


def test_what_comes_back_later_today_is_told_in_seconds(study: Study) -> None:
    assert later_today(study, BANK, "2011", PLAN, NOW) == []
    practice(study, "incident-management-0").choose(1, None, NOW)
    [seconds] = later_today(study, BANK, "2011", PLAN, NOW + 60)
    assert 0 < seconds < 3600
    assert later_today(study, BANK, "2011", PLAN, NOW + 60 + seconds) == []


def test_more_that_is_new_is_there_for_whoever_wants_it(study: Study) -> None:
    small = Plan(new_a_day=3)
    for count in (3, 6, 9):
        items = review_round(study, BANK, "2011", small, NOW, more=count > 3)
        assert len(items) == 3
        asked = Practice(study, items, "2011", "review", small, 0)
        while asked.current is not None:
            asked.rate(4, NOW) if asked.current.style == "card" else asked.arrange((0,), None, NOW)
        assert review_round(study, BANK, "2011", small, NOW) == ()
