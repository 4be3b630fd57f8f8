"""In which order new things are met, and when their lessons come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.content.bank import load_bank
from itilsim.learner.learning_order import ALONE, CONFUSABLE, learning_order, syllabus_order
from itilsim.learner.lessons import Lessons
from itilsim.learner.practice import Practice, review_round
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank, Item, Lesson, Term
from itilsim.storage.places import content, places
from itilsim.storage.study import Study, open_study
from tests.learner.study_bank import question
from tests.quiz.samples import CARD, GLOSSARY

NOW = 1_800_000_000
INCIDENT, PROBLEM, EVENT = "incident-management", "problem-management", "event-management"
LESSONS = tuple(
    Lesson(topic, "2011", "An idea.", ("Text.",), (Term("Term", "It."),), "So.", ("glossary",))
    for topic in (INCIDENT, PROBLEM)
)


def card(number: int, topic: str) -> Item:
    return replace(CARD, id=f"{topic}-card-{number}", topic=topic, front=f"{topic} {number}?")


def items_of(topic: str) -> list[Item]:
    return [
        *(question(number, topic) for number in range(6)),
        *(card(number, topic) for number in range(2)),
    ]


BANK = Bank((*items_of(INCIDENT), *items_of(PROBLEM), *items_of(EVENT)), (GLOSSARY,), LESSONS)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with open_study(places(tmp_path / "home")) as opened:
        yield opened


def test_a_new_topic_begins_with_a_question_to_guess_then_its_cards() -> None:
    order = learning_order(items_of(EVENT), {}, [EVENT])
    assert [item.style for item in order] == [
        "standard", "card", "card", *(["standard"] * 5),
    ]  # fmt: skip


def test_a_topic_that_was_begun_goes_on_with_its_cards() -> None:
    order = learning_order(items_of(EVENT), {EVENT: 1}, [EVENT])
    assert [item.style for item in order][:3] == ["card", "card", "standard"]


def test_neighbours_are_mixed_once_one_has_had_its_first_three() -> None:
    unseen = [*items_of(INCIDENT), *items_of(PROBLEM)]
    order = [item.topic for item in learning_order(unseen, {}, [INCIDENT, EVENT, PROBLEM])]
    assert order[:ALONE] == [INCIDENT] * ALONE
    both = order[ALONE : ALONE + 10]
    assert both == [PROBLEM, INCIDENT] * 5
    begun = learning_order(unseen, {INCIDENT: ALONE}, [INCIDENT, PROBLEM])
    assert [item.topic for item in begun][:2] == [PROBLEM, INCIDENT]


def test_every_new_item_comes_once() -> None:
    for begun in ({}, {PROBLEM: 2}, {INCIDENT: 9, PROBLEM: 9}):
        unseen = [*items_of(PROBLEM)[:3], *items_of(INCIDENT), *items_of(EVENT)]
        order = learning_order(unseen, begun, [INCIDENT, EVENT, PROBLEM])
        assert Counter(item.id for item in order) == Counter(item.id for item in unseen)


@pytest.mark.parametrize("edition", EDITIONS)
def test_topics_come_as_the_syllabus_has_them(edition: Edition) -> None:
    items = list(load_bank(content() / "questions").of_edition(edition))
    order = syllabus_order(items, edition)
    assert set(order) == {item.topic for item in items}
    criteria = [
        Counter(item.syllabus[edition] for item in items if item.topic == topic)
        for topic in order
    ]  # fmt: skip
    numbers = [
        min((-count, [int(part) for part in name.split(".")]) for name, count in each.items())[1]
        for each in criteria
    ]
    assert numbers == sorted(numbers)


def test_neighbours_are_topics_that_people_take_for_one_another() -> None:
    items = load_bank(content() / "questions").items
    assert {topic for group in CONFUSABLE for topic in group} <= {item.topic for item in items}


def test_a_lesson_comes_after_one_question_and_before_the_first_card() -> None:
    lessons = Lessons.of(BANK, "2011")
    first, second = question(0, INCIDENT), question(1, INCIDENT)
    assert lessons.before(first, ()) is None
    assert lessons.comes_after(first, ())
    assert not lessons.comes_after(second, {first.id})
    assert not lessons.comes_after(card(0, INCIDENT), ())
    assert not lessons.comes_after(question(0, EVENT), ())
    assert lessons.before(second, {first.id}) == LESSONS[0]
    assert lessons.before(card(0, INCIDENT), {first.id}) == LESSONS[0]
    assert lessons.before(card(0, INCIDENT), ()) == LESSONS[0]
    assert lessons.before(card(1, INCIDENT), {first.id, card(0, INCIDENT).id}) is None
    assert lessons.before(card(0, INCIDENT), {first.id, second.id}) == LESSONS[0]
    assert lessons.before(question(2, INCIDENT), {first.id, second.id}) is None
    assert lessons.before(first, {first.id}) is None
    assert lessons.before(question(1, EVENT), {question(0, EVENT).id}) is None


def asked(study: Study, at: int = NOW) -> Practice:
    plan = Plan(new_a_day=24)
    items = review_round(study, BANK, "2011", plan, at)
    return Practice(study, items, "2011", "review", plan, 0, Lessons.of(BANK, "2011"))


def answer(practice: Practice) -> None:
    item = practice.current
    assert item is not None
    if item.style == "card":
        practice.rate(3, NOW)
    else:
        practice.choose(0, None, NOW)


def test_a_fresh_learner_guesses_then_reads_then_learns(study: Study) -> None:
    practice, met = asked(study), []
    while practice.current is not None:
        if practice.lesson is not None:
            met.append(f"lesson {practice.lesson.topic}")
            assert (
                practice.read(practice.current.topic) == practice.lessons.on[practice.current.topic]
            )
            assert practice.lesson is None
        met.append(f"{practice.current.style} {practice.current.topic}")
        guess = practice.is_guess
        answer(practice)
        assert practice.marked[-1].guess == guess
    assert sum(each.guess for each in practice.marked) == 2
    begun = met.index(f"standard {INCIDENT}")
    assert all(EVENT in each for each in met[:begun])
    assert met[begun : begun + 9] == [
        f"standard {INCIDENT}", f"lesson {INCIDENT}", f"card {INCIDENT}", f"card {INCIDENT}",
        f"standard {PROBLEM}", f"standard {INCIDENT}",
        f"lesson {PROBLEM}", f"card {PROBLEM}", f"standard {INCIDENT}",
    ]  # fmt: skip
    assert [each for each in met if each.startswith("lesson")] == [
        f"lesson {INCIDENT}", f"lesson {PROBLEM}",
    ]  # fmt: skip


def test_a_round_that_was_left_before_its_lesson_comes_back_to_it(study: Study) -> None:
    first = asked(study)
    while first.lesson is None:
        answer(first)
    waiting = first.lesson
    again = asked(study)
    assert again.lesson == waiting


def test_enemies_leave_no_gap_in_what_is_new_today(study: Study) -> None:
    first, second = question(0, INCIDENT), question(1, INCIDENT)
    hostile = replace(BANK, items=tuple(
        replace(item, enemies=(second.id,)) if item.id == first.id else item for item in BANK.items
    ))  # fmt: skip
    for bank in (BANK, hostile):
        assert len(review_round(study, bank, "2011", Plan(), NOW)) == Plan().new_a_day


def test_practice_asks_and_has_its_lessons_at_hand(study: Study) -> None:
    items = (question(0, INCIDENT), card(0, INCIDENT))
    practice = Practice(study, items, "2011", "practice", Plan(), 0, Lessons.of(BANK, "2011"))
    answer(practice)
    assert practice.lesson is None
    assert practice.read(INCIDENT) == LESSONS[0]
    assert practice.read(EVENT) is None
