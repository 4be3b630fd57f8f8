"""Cards come again when they should: by FSRS, within the cap, before the exam, always the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Scheduler, State
from fsrs import Rating as Grade
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from itilsim.quiz.memory import PARAMETERS, Memory, Rating, after, interval, recall_after
from itilsim.quiz.plan import DAY, Plan, fuzz_window
from itilsim.quiz.schedule import (
    CardState,
    Review,
    all_due,
    due,
    folded,
    lapsed_topics,
    new_cards,
    recall,
    reviewed,
)
from itilsim.quiz.workload import load, rest
from tests.quiz.pinned_schedules import FILE, PLANS, START, reviews, schedules

ROOT = Path(__file__).parents[2]
PLAN = Plan(seed=3)


def learnt(count: int, plan: Plan, at: int = START) -> dict[str, CardState]:
    return folded([Review(at, f"card-{n}", 3) for n in range(count)], plan)


@pytest.mark.golden
def test_schedules_are_the_pinned_ones() -> None:
    assert schedules() == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("hash_seed", ["0", "12345"])
def test_schedules_are_the_same_in_another_process(hash_seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Pacific/Apia"}
    command = [sys.executable, "-m", "tests.quiz.pinned_schedules"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == FILE.read_text(encoding="utf-8")


def test_the_parameters_are_the_librarys_defaults() -> None:
    assert PARAMETERS == DEFAULT_PARAMETERS


@given(st.lists(st.tuples(st.integers(0, 200), st.sampled_from([1, 2, 3, 4])), min_size=1))
@settings(max_examples=50, deadline=None)
def test_memory_follows_the_library(steps: list[tuple[int, Rating]]) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    then = datetime(2030, 1, 1, tzinfo=UTC)
    card = Card(card_id=1, state=State.Learning, step=0, due=then)
    memory: Memory | None = None
    for days, rating in steps[:8]:
        then += timedelta(days=days)
        card, _ = scheduler.review_card(card, Grade(rating), then)
        memory = after(memory, days, rating)
        assert memory.stability == pytest.approx(card.stability, rel=0.02, abs=0.001)
        assert memory.difficulty == pytest.approx(card.difficulty, abs=0.01)
        later = then + timedelta(days=30)
        assert recall_after(memory, 30) == pytest.approx(
            scheduler.get_card_retrievability(card, later), abs=0.005
        )
    assert memory is not None
    assert abs(interval(memory, 0.9) - max(1, round(memory.stability))) <= 1


def test_a_card_is_due_at_the_beginning_of_a_day() -> None:
    state = reviewed(None, "a", 3, START, PLAN)
    assert state.due == PLAN.start(PLAN.day(state.due))
    assert PLAN.day(state.due) - PLAN.day(START) == 2


def test_a_forgotten_card_comes_again_in_ten_minutes() -> None:
    state = reviewed(None, "a", 1, START, PLAN)
    assert (state.due, state.lapses) == (START + 600, 1)


def test_a_review_dated_before_the_last_one_counts_as_right_after_it() -> None:
    one = reviewed(None, "a", 3, START, PLAN)
    assert reviewed(one, "a", 3, START - 400 * DAY, PLAN) == reviewed(one, "a", 3, START, PLAN)


def test_an_evening_and_the_next_morning_after_midnight_are_two_days_of_learning() -> None:
    evening = PLAN.start(PLAN.day(START)) + DAY - 3600
    same = reviewed(reviewed(None, "a", 3, evening, PLAN), "a", 3, evening + 1800, PLAN)
    next_day = reviewed(reviewed(None, "a", 3, evening, PLAN), "a", 3, evening + 7200, PLAN)
    assert next_day.stability > same.stability


def test_recall_falls_with_time_and_is_nine_tenths_after_the_stability() -> None:
    state = reviewed(None, "a", 4, START, PLAN)
    values = [recall(state, START + days * DAY) for days in (0, 1, 10, 100)]
    assert values[0] == 1
    assert values == sorted(values, reverse=True)
    assert recall(state, START + round(state.stability * DAY)) == pytest.approx(0.9, abs=1e-5)


@pytest.mark.parametrize(
    ("days", "first", "last"), [(1, 1, 1), (2, 2, 2), (3, 2, 4), (10, 8, 12), (100, 93, 107)]
)
def test_intervals_vary_as_in_the_library(days: int, first: int, last: int) -> None:
    assert (fuzz_window(days)[0], fuzz_window(days)[-1]) == (first, last)


def test_cards_learnt_together_are_spread_over_the_days_that_serve_as_well() -> None:
    states = folded([Review(START, f"card-{n}", 4) for n in range(50)], PLAN)
    days = [PLAN.day(state.due) - PLAN.day(START) for state in states.values()]
    assert sorted(set(days)) == list(fuzz_window(8))
    assert {days.count(day) for day in set(days)} == {10}


def test_another_seed_spreads_cards_otherwise() -> None:
    cards = [Review(START, f"card-{n}", 4) for n in range(20)]
    assert folded(cards, PLAN) != folded(cards, replace(PLAN, seed=4))


@pytest.mark.parametrize("exam_in", [1, 2, 5, 8, 9, 15, 40, 90])
def test_no_card_waits_past_the_last_days_before_the_exam(exam_in: int) -> None:
    plan = replace(PLAN, exam_at=START + exam_in * DAY)
    for n in range(60):
        state = None
        at = START
        while plan.days_left(at) is not None:
            before = plan.days_left(at) or 0
            state = reviewed(state, f"card-{n}", 4 if n % 3 else 3, at, plan)
            left = plan.day(plan.exam_at or 0) - plan.day(state.due)
            assert left != 0, "the exam day is for the exam"
            assert left > 0 or before <= plan.final_days
            at = state.due


def test_with_room_the_last_review_lies_on_the_day_that_helps_most() -> None:
    plan = replace(PLAN, exam_at=START + 20 * DAY)
    state = CardState("a", START, 60.0, 5.0, reps=3, last=START - 30 * DAY, first=0)
    assert plan.days_left(reviewed(state, "a", 3, START, plan).due) == 1


def test_without_room_the_last_reviews_spread_over_the_last_days() -> None:
    plan = replace(PLAN, exam_at=START + 20 * DAY, daily_cap=5)
    strong = [Review(START + day * DAY, f"card-{n}", 4) for n in range(20) for day in (-40, -30, 0)]
    left = [plan.days_left(state.due) for state in folded(strong, plan).values()]
    assert sorted(left, key=str) == [1] * 5 + [2] * 5 + [3] * 5 + [4] * 5


def test_after_the_exam_the_plan_goes_on_as_without_one() -> None:
    over = replace(PLAN, exam_at=START - DAY)
    assert folded(reviews(), over) == folded(reviews(), PLAN)


def test_the_cap_leaves_the_most_urgent_and_counts_what_was_done_today() -> None:
    plan = replace(PLAN, daily_cap=5)
    at = START + 30 * DAY
    states = learnt(8, plan) | folded([Review(START, "weak", 2)], plan)
    assert due(states, at, plan)[0] == "weak"
    assert len(due(states, at, plan)) == 5
    for card in ("card-0", "card-1"):
        states[card] = reviewed(states[card], card, 3, at, plan)
    assert len(due(states, at, plan)) == 3
    assert len(all_due(states, at, plan)) == 7


def test_a_card_forgotten_today_comes_again_though_the_cap_is_reached() -> None:
    plan = replace(PLAN, daily_cap=1)
    states = learnt(3, plan)
    at = START + 30 * DAY
    states["card-1"] = reviewed(states["card-1"], "card-1", 1, at, plan)
    assert due(states, at, plan) == []
    assert due(states, at + 600, plan) == ["card-1"]


def test_new_cards_fill_what_the_cap_leaves() -> None:
    plan = replace(PLAN, daily_cap=12, new_a_day=10)
    cards = [f"card-{n}" for n in range(40)]
    states = learnt(6, plan)
    assert new_cards(cards, states, START, plan) == cards[6:10]
    assert new_cards(cards, states, START + 30 * DAY, plan) == cards[6:12]
    assert new_cards(cards, {}, START, plan) == cards[:10]


def test_an_exam_date_brings_all_new_cards_before_the_last_days() -> None:
    plan = Plan(exam_at=START + 17 * DAY, daily_cap=100, seed=1)
    cards = [f"card-{n}" for n in range(200)]
    assert len(new_cards(cards, {}, START, plan)) == 20


def test_a_mistake_in_a_shift_calls_the_cards_of_its_topic_back() -> None:
    states = folded([Review(START, card, 4) for card in ("a", "b", "c")], PLAN)
    topics = {"incident-management": ["b", "never-seen"], "problem-management": ["c"]}
    at = START + DAY
    called = lapsed_topics(states, topics, {"incident-management": at, "unknown": at})
    assert due(called, at, PLAN) == ["b"]
    again = {**called, "b": reviewed(called["b"], "b", 3, at + 60, PLAN)}
    assert due(lapsed_topics(again, topics, {"incident-management": at}), at + 60, PLAN) == []


def test_the_forecast_counts_every_review_on_its_day() -> None:
    states = learnt(10, PLAN)
    forecast = load(states, START, 60, PLAN)
    assert forecast[:3] == [0, 0, 10]
    assert sum(forecast) > 20
    assert load(states, START + 30 * DAY, 3, PLAN)[0] == 10


def test_leaving_the_rest_off_says_what_it_costs() -> None:
    plan = replace(PLAN, daily_cap=4, exam_at=START + 60 * DAY)
    at = START + 20 * DAY
    states = learnt(10, plan)
    found = rest(states, at, plan)
    assert len(found.cards) == 6
    assert found.days == 2
    assert 0 < found.forgotten < 1
    assert found.at_exam is not None
    assert found.at_exam > found.forgotten


def test_with_nothing_left_over_leaving_off_costs_nothing() -> None:
    found = rest(learnt(3, PLAN), START, PLAN)
    assert (found.cards, found.forgotten, found.days, found.at_exam) == ((), 0, 0, None)


def test_the_fixture_has_all_plans() -> None:
    assert list(json.loads(FILE.read_text(encoding="utf-8"))) == list(PLANS)
