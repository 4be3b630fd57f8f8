"""How a lesson is told, paragraph by paragraph.

The one idea: what stands on a line, and in which order, is decided here once for the app, plain
lines and the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.quiz.lessons import word_count
from itilsim.quiz.questions import Lesson, Source
from itilsim.quiz.syllabus import TOPICS
from itilsim.words.editions import edition_name

GUESS: Final = "A new topic: guess first, its lesson comes next."
"""What is said with the first question of a topic."""

WORDS_A_MINUTE: Final = 150
"""How fast a lesson is read. Tuning constant: slower than prose, since it is to be learnt."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a lesson."""

    text: str
    """What it says."""
    label: str = ""
    """What stands before it: a term, or what kind of part it is."""


def lesson_title(lesson: Lesson) -> str:
    """Return the name of a lesson: its topic and its exam."""
    return f"{TOPICS.get(lesson.topic, lesson.topic)}, {edition_name(lesson.edition)}"


def minutes_to_read(lesson: Lesson) -> int:
    """Return how long a lesson takes, in minutes, rounded up."""
    return -(-word_count(lesson) // WORDS_A_MINUTE)


def paragraphs(lesson: Lesson, sources: Mapping[str, Source]) -> Iterator[Paragraph]:
    """Yield the parts of a lesson in the order in which they are read.

    Args:
        lesson: The lesson.
        sources: The list of sources by id.
    """
    yield Paragraph(lesson.idea)
    for text in lesson.text:
        yield Paragraph(text)
    for each in lesson.terms:
        yield Paragraph(each.meaning, each.term)
    yield Paragraph(lesson.example, "Example")
    if lesson.disputed:
        yield Paragraph(lesson.disputed, "You may read otherwise")
    for named in lesson.sources:
        if named in sources:
            yield Paragraph(f"{sources[named].authority}. {sources[named].where}.", "Source")
