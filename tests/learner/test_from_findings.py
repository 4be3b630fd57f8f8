"""A finding leads to a card and a question on its concept, in each edition."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from itilsim.content.bank import load_blueprint, shipped_bank
from itilsim.domain.debriefing.values import FULL
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.concepts import TABLE
from itilsim.learner.from_findings import ABOUT, exercise_on, topics_of
from itilsim.learner.training import marks_by_topic, trained_by
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Bank
from itilsim.storage.places import places

REFERENCES = {
    "incident": ("2011:5.incident", "4:7.1.incident", "5:4.4.incident"),
    "request": ("2011:5.request", "4:7.1.request", "5:deliver"),
    "event": ("2011:5.event", "4:6.1.event", "5:operate"),
    "none": (),
}
OUTCOME = {"lost_minutes", "resolution", "response", "satisfaction", "cost", "left", "major"}
"""Rows of the table of concepts that no finding has."""


@cache
def bank() -> Bank:
    return shipped_bank(places(Path("/nowhere")))


def finding(criterion: str, teaches: tuple[str, ...], credit: int = 0) -> Finding:
    return Finding(criterion, "c1", 0, 0, None, credit, None, None, None, teaches=teaches)


def test_every_criterion_says_which_words_are_about_it() -> None:
    assert set(ABOUT) == set(TABLE) - OUTCOME


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("criterion", ABOUT)
def test_each_finding_has_a_card_and_a_question_in_each_edition(
    criterion: str, edition: Edition
) -> None:
    for teaches in REFERENCES.values():
        found = exercise_on(finding(criterion, teaches), bank(), edition)
        assert found.card is not None
        assert found.question is not None
        assert found.card.style == "card"
        assert found.question.key is not None
        assert {found.card.topic, found.question.topic} <= set(found.topics)
        assert edition in found.question.editions
        assert not found.question.beyond_exam


def test_another_question_comes_before_one_comes_again() -> None:
    one = finding("impact", REFERENCES["incident"])
    answered: list[str] = []
    topics = topics_of(one, "4")
    there = [i for i in bank().of_edition("4") if i.topic in topics and i.in_exams]
    for _ in range(len([i for i in there if not i.beyond_exam])):
        question = exercise_on(one, bank(), "4", answered).question
        assert question is not None
        assert question.id not in answered
        answered.append(question.id)
    again = exercise_on(one, bank(), "4", answered).question
    assert again is not None
    assert again.id == answered[0]


@pytest.mark.parametrize(
    ("criterion", "work", "word"),
    [
        ("ownership", "incident", "clos"),
        ("known_error", "incident", "known error"),
        ("events", "event", "informational"),
        ("problem", "incident", "problem"),
    ],
)
def test_the_question_is_about_what_was_decided(criterion: str, work: str, word: str) -> None:
    found = exercise_on(finding(criterion, REFERENCES[work]), bank(), "2011").question
    assert found is not None
    key = "" if found.key is None else found.options[found.key].text
    assert word in f"{found.stem} {key} {' '.join(found.statements)}".casefold()


@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_of_all_topics_are_those_of_a_paper(edition: Edition) -> None:
    blueprint = load_blueprint(edition)
    assert sum(marks_by_topic(bank(), blueprint).values()) == pytest.approx(blueprint.questions)


def test_a_shift_touches_what_its_findings_are_about_and_no_more() -> None:
    blueprint = load_blueprint("4")
    marks = marks_by_topic(bank(), blueprint)
    wrong = finding("impact", REFERENCES["incident"])
    right = finding("proactive", REFERENCES["event"], FULL)
    found = trained_by([wrong, right], bank(), blueprint)
    assert dict(found.topics) == {
        topic: marks[topic] for topic in ("incident-management", "event-management")
    }
    assert found.marks == round(marks["incident-management"] + marks["event-management"])
    assert found.lost == round(marks["incident-management"])
    assert found.of == 40
    assert trained_by([], bank(), blueprint).marks == 0


def test_what_an_edition_hardly_asks_is_not_claimed() -> None:
    """Version 5 asks about whole practices in a handful of marks."""
    every = [finding(each, REFERENCES["incident"]) for each in ABOUT]
    assert trained_by(every, bank(), load_blueprint("5")).marks < 8
