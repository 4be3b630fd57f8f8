"""Drills: rated as a whole, scheduled as a card, counted task by task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.learner.drills import (
    BY_CRITERION,
    Drilled,
    card_of,
    drilled,
    in_turn,
    is_due,
    rated,
    skill_behind,
)
from itilsim.learner.practice import Practice
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.questions import Item
from itilsim.storage.places import places
from itilsim.storage.study import Study, open_study
from itilsim.words.drills import SKILLS, skill_of, standing
from tests.learner.study_bank import question

NOW = 1_800_000_000
PLAN = Plan()
SKILLS_HERE = ("priority", "team", "known-error")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with open_study(places(tmp_path / "home")) as opened:
        yield opened


def task(number: int, skill: str = "priority") -> Item:
    return replace(question(0, "incident-management"), id=f"computed-{skill}-2011-{number}")


def drill(
    study: Study, *right: bool, skill: str = "priority", tasks: int = 0, at: int = NOW
) -> Practice:
    items = [task(number, skill) for number in range(tasks or len(right))]
    practice = Practice(study, items, "2011", "computed", PLAN, 0, skill=skill)
    for each in right:
        practice.choose(0 if each else 1, None, at)
    return practice


def known(study: Study) -> dict[str, Drilled]:
    found = drilled(SKILLS_HERE, "2011", study.answers(), study.reviews(), PLAN)
    return {each.skill: each for each in found}


@pytest.mark.parametrize(
    ("right", "asked", "rating"), [(5, 5, 3), (4, 5, 2), (3, 5, 2), (2, 5, 1), (0, 5, 1), (1, 1, 3)]
)
def test_a_drill_is_rated_by_how_much_was_right(right: int, asked: int, rating: int) -> None:
    assert rated(right, asked) == rating


def test_the_last_task_schedules_the_skill_and_no_other_task_anything(study: Study) -> None:
    practice = drill(study, True, True, False, tasks=4)
    assert study.reviews() == ()
    assert [each.state for each in practice.marked] == [None] * 3
    last = practice.choose(0, None, NOW)
    (review,) = study.reviews()
    assert (review.card, review.rating) == (card_of("priority"), 2)
    assert last.state is not None
    assert known(study)["priority"].due_at == last.state.due


def test_a_drill_that_was_left_keeps_its_answers_and_schedules_nothing(study: Study) -> None:
    drill(study, True, False, tasks=5)
    found = known(study)["priority"]
    assert (found.asked, found.right, found.last_at, found.due_at) == (2, 1, NOW, None)


def test_what_could_not_be_stored_schedules_nothing(study: Study) -> None:
    practice = drill(study, True, tasks=2)
    study.database.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(TryAgainError):
        practice.choose(0, None, NOW)
    study.database.connection.execute("PRAGMA query_only = OFF")
    assert (len(study.answers()), study.reviews()) == (1, ())
    practice.choose(0, None, NOW)
    assert len(study.reviews()) == 1


def test_tasks_are_counted_by_skill_and_exam(study: Study) -> None:
    drill(study, True, False)
    drill(study, True, skill="known-error")
    other = Practice(study, [task(9)], "4", "computed", PLAN, 0, skill="priority")
    other.choose(0, None, NOW)
    found = known(study)
    assert [(one.asked, one.right) for one in found.values()] == [(2, 1), (0, 0), (1, 1)]
    assert found["team"].due_at is None


def test_a_skill_that_went_wrong_is_due_again_and_comes_first(study: Study) -> None:
    drill(study, False, False)
    drill(study, True, True, skill="team")
    found = known(study)
    tomorrow = NOW + DAY
    assert is_due(found["priority"], tomorrow, PLAN)
    assert not is_due(found["team"], NOW, PLAN)
    order = [each.skill for each in in_turn(tuple(found.values()), tomorrow, PLAN)]
    assert order == ["priority", "known-error", "team"]


def test_cards_of_the_bank_and_skills_do_not_mix(study: Study) -> None:
    practice = Practice(study, [question(1, "incident-management")], "2011", "review", PLAN, 0)
    practice.choose(1, None, NOW)
    drill(study, True)
    found = drilled(SKILLS_HERE, "2011", study.answers(), study.reviews(), PLAN)
    assert [each.asked for each in found] == [1, 0, 0]


@pytest.mark.parametrize(
    ("item", "skill"),
    [
        ("computed-known-error-4-17", "known-error"),
        ("computed-due-2011-0", "due"),
        ("4-incident-management-01", ""),
        ("computed-due", ""),
    ],
)
def test_the_id_of_a_task_names_its_skill(item: str, skill: str) -> None:
    assert skill_of(item) == skill


def test_every_criterion_but_cost_leads_to_a_skill_that_has_a_name() -> None:
    judged = {each.id for each in CRITERIA} | {each.id for each in DEDUCTIONS}
    assert judged - {"cost"} <= set(BY_CRITERION)
    assert set(BY_CRITERION.values()) <= set(SKILLS)
    assert skill_behind("impact", SKILLS_HERE) == "priority"
    assert skill_behind("impact", ("team",)) == ""
    assert skill_behind("cost", SKILLS_HERE) == ""


@pytest.mark.parametrize(
    ("asked", "right", "days", "words"),
    [
        (0, 0, None, "new"),
        (3, 1, None, "1 of 3 right, not finished yet"),
        (5, 5, 0, "5 of 5 right, due"),
        (5, 5, -3, "5 of 5 right, due"),
        (5, 4, 1, "4 of 5 right, due tomorrow"),
        (5, 4, 6, "4 of 5 right, due in 6 days"),
    ],
)
def test_how_it_stands_is_said_in_a_few_words(
    asked: int, right: int, days: int | None, words: str
) -> None:
    assert standing(asked, right, days) == words
