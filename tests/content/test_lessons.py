"""Lessons in files: written and read again, and every mistake on its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.content.bank import load_bank
from itilsim.content.bank_writer import save_bank
from itilsim.content.checks import check_paths
from itilsim.domain.errors import ContentError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.lessons import MOST_WORDS, lessons_of, word_count
from itilsim.quiz.questions import Bank, Lesson, Term
from itilsim.storage.places import content
from tests.quiz.samples import GLOSSARY, SOUND

LESSON = Lesson(
    topic="incident-management",
    edition="2011",
    idea="Restore first: the cause can wait, and the user cannot.",
    text=("word " * 39 + "end.", "Another: with a colon # and a sign."),
    terms=(Term("Incident", "An unplanned interruption."), Term("Yes", "no")),
    example="word " * 59 + "end.",
    sources=("glossary",),
    disputed="Some say otherwise.",
)
SECOND = replace(LESSON, topic="problem-management", disputed="")
OTHER = replace(SOUND, id="other", topic="problem-management", stem="What is that?")
BANK = Bank((replace(SOUND, review="agreed"), OTHER), (GLOSSARY,), (LESSON, SECOND))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_bank(tmp_path / "mine", BANK)
    return tmp_path / "mine"


def spoilt(folder: Path, old: str, new: str) -> Path:
    path = folder / "2011" / "problem-management.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_lessons_are_written_before_their_questions_and_loaded_again(folder: Path) -> None:
    assert load_bank(folder) == BANK
    assert check_paths([folder]) == ()
    text = (folder / "2011" / "incident-management.yaml").read_text(encoding="utf-8")
    assert text.index("\nlessons:\n  - topic: incident-management\n") < text.index("\nitems:\n")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "hint"),
    [
        ("- topic: problem", "- topic: problm", "unknown-topic", "- topic:", "problem-management"),
        ("      - glossary\n", "      - glosary\n", "unknown-source", "- glosary", "glossary"),
        ("- topic: problem", "- topic: incident", "duplicate-lesson", "- topic:", ""),
        ('    edition: "2011"\n', '    edition: "4"\n', "source-edition", "- glossary", ""),
        ("    idea: ", "    ideal: ", "unknown-key", "ideal", "idea"),
        ("word end.", "end.", "lesson-length", "- topic:", ""),
    ],
)
def test_a_mistake_in_a_lesson_is_found_on_its_line(
    folder: Path, old: str, new: str, code: str, line: str, hint: str
) -> None:
    if code == "lesson-length":
        path = spoilt(folder, "Another:", "word " * MOST_WORDS + "Another:")
    elif code == "unknown-source":
        path = folder / "2011" / "problem-management.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    else:
        path = spoilt(folder, old, new)
    found = {one.code: one for one in check_paths([folder])}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert line in lines[found[code].line - 1]
    assert hint in found[code].hint
    if code == "lesson-length":
        assert len(load_bank(folder).lessons) == 2  # Craft hinders nobody.
    else:
        with pytest.raises(ContentError):
            load_bank(folder)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_topic_of_an_exam_has_a_lesson_of_fitting_length(edition: Edition) -> None:
    bank = load_bank(content() / "questions")
    lessons = lessons_of(bank.lessons, edition)
    assert set(lessons) == {item.topic for item in bank.of_edition(edition)}
    assert all(120 <= word_count(each) <= 250 for each in lessons.values())


def test_no_lesson_holds_the_words_of_a_question() -> None:
    """Whoever learnt a sentence by heart would answer without having understood it."""
    bank = load_bank(content() / "questions")
    for lesson in bank.lessons:
        told = " ".join(
            (lesson.idea, *lesson.text, lesson.example, *(t.meaning for t in lesson.terms))
        )
        runs = set(_runs(told))
        for item in bank.of_edition(lesson.edition):
            if item.topic == lesson.topic:
                for text in (item.stem, *(option.text for option in item.options)):
                    assert runs.isdisjoint(_runs(text)), (lesson.topic, item.id, text)


LONG = 9
"""Words in a row that are no accident. Tuning constant: definitions share up to eight."""


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.strip(".,;:()'").casefold() for word in text.split()]
    return (tuple(words[n : n + LONG]) for n in range(len(words) - LONG + 1))
