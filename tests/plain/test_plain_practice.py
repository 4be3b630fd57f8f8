"""Practice in plain lines, as a script or a screen reader meets it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.learner.lessons import Lessons
from itilsim.learner.practice import Practice
from itilsim.plain.console import Console
from itilsim.plain.practice import Round
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Item
from itilsim.storage.places import places
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import Where
from itilsim.words.questions import PLACES, scrambled
from tests.content.test_lessons import LESSON
from tests.learner.study_bank import bank
from tests.quiz.samples import GLOSSARY, LIST

BANK = bank()
ITEMS = {item.id: item for item in BANK.items}
NOW = 1_800_000_000


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with open_study(places(tmp_path / "home")) as opened:
        yield opened


def played(
    study: Study,
    items: list[Item],
    said: str,
    *,
    certainty: bool = False,
    where: Where = "practice",
) -> list[str]:
    practice = Practice(study, items, "2011", where, Plan(), 1, Lessons({LESSON.topic: LESSON}))
    heard = io.StringIO()
    Round(
        practice, Console(io.StringIO(said), heard), lambda: NOW,
        certainty=certainty, sources={GLOSSARY.id: GLOSSARY},
    ).run()  # fmt: skip
    return heard.getvalue().splitlines()


def test_a_question_is_asked_answered_and_explained(study: Study) -> None:
    lines = played(study, [ITEMS["incident-management-1"]], "a\n")
    assert "Question 1 of 1: Incident management" in lines
    assert "A: An incident" in lines
    assert "Answer: Wrong. The right answer is B) A problem" in lines
    assert any(line.startswith("A (wrong): An incident. Mixes up") for line in lines)
    assert any(line.startswith("Source: AXELOS.") for line in lines)
    assert lines[-2:] == ["Done: 0 of 1 right", "Look again at: Incident management"]
    assert len(study.answers()) == 1


def test_statements_are_read_out_by_number(study: Study) -> None:
    lines = played(study, [replace(LIST, id="incident-management-list")], "a\n")
    assert "Statement 2: It is blue" in lines


def test_how_sure_one_is_can_be_asked(study: Study) -> None:
    lines = played(study, [ITEMS["incident-management-0"]], "a\n3\n", certainty=True)
    assert any("How sure, 1 to 3: Right." in line for line in lines)
    assert study.answers()[0].certainty == 3


def test_a_card_is_shown_and_rated(study: Study) -> None:
    lines = played(study, [ITEMS["a-card"]], "show\n2\n")
    assert any(line.endswith("Answer: A failure.") for line in lines)
    assert [row.rating for row in study.reviews()] == [2]


@pytest.mark.parametrize("name", ["a-order", "a-match"])
def test_steps_and_pairs_are_put_in_order_by_letters(study: Study, name: str) -> None:
    item = ITEMS[name]
    shown = scrambled(item, 1)
    right = " ".join(PLACES[shown.index(n)] for n in range(len(shown)))
    wrong = " ".join(PLACES[: len(shown)])
    lines = played(study, [item, item], f"order\norder z z z\norder {right}\norder {wrong}\n")
    assert sum("is needed once" in line for line in lines) == 2
    assert "Done: 1 of 2 right" in lines


def test_a_flag_can_be_set_at_any_question(study: Study) -> None:
    played(study, [ITEMS["incident-management-0"]], "flag\na\n")
    assert study.flagged() == ("incident-management-0",)


def test_leaving_keeps_what_was_answered(study: Study) -> None:
    items = [ITEMS[f"incident-management-{n}"] for n in range(3)]
    lines = played(study, items, "a\nquit\n")
    assert "Done: 1 of 1 right" in lines
    assert len(study.answers()) == 1


def test_a_lesson_comes_before_the_first_card_and_whenever_it_is_asked_for(study: Study) -> None:
    lines = played(study, [ITEMS["a-card"]], "show\n3\n", where="review")
    told = lines.index("Lesson: Incident management, ITIL 2011")
    assert lines[told + 1] == LESSON.idea
    assert "Incident: An unplanned interruption." in lines
    assert "You may read otherwise: Some say otherwise." in lines
    assert told < lines.index("Question 1 of 1: Incident management")
    again = played(study, [ITEMS["incident-management-1"]], "lesson\nb\n")
    assert again.index("Question 1 of 1: Incident management") < again.index(LESSON.idea)
    assert f"The question: {ITEMS['incident-management-1'].stem}" in again
    assert any("Right." in line for line in again)
