"""Lessons: how long they are, and the rules that a machine can check on them.

The one idea: a lesson is short enough to be read before the first question, and what it says stands
on the same list of sources as the questions that follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from itilsim.quiz.authoring import Finding, quoted
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Lesson, Source
from itilsim.quiz.syllabus import TOPICS

FEWEST_WORDS: Final = 120
"""Shortest lesson, all of its texts together. Tuning constant: less explains nothing."""

MOST_WORDS: Final = 250
"""Longest lesson, all of its texts together. Tuning constant: a minute and a half of reading."""


def word_count(lesson: Lesson) -> int:
    """Return how many words a lesson has, all of its texts together."""
    named = [text for each in lesson.terms for text in (each.term, each.meaning)]
    texts = (lesson.idea, *lesson.text, *named, lesson.example, lesson.disputed)
    return sum(len(text.split()) for text in texts)


def lessons_of(lessons: Sequence[Lesson], edition: Edition) -> dict[str, Lesson]:
    """Return the lessons of an edition by topic."""
    return {each.topic: each for each in lessons if each.edition == edition}


def length_findings(lesson: Lesson) -> Iterator[Finding]:
    """Yield that a lesson is too short or too long: a fault of craft."""
    words = word_count(lesson)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        message = f"A lesson has {FEWEST_WORDS} to {MOST_WORDS} words in all; this one has {words}."
        yield Finding((), "lesson-length", message)


def lesson_findings(
    lessons: Sequence[Lesson], sources: Sequence[Source], vague: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with the lessons of a bank; paths begin with their position in it.

    Args:
        lessons: All of them.
        sources: The list of sources.
        vague: Ids of further sources, of which nothing else is known.
    """
    editions = {source.id: source.edition for source in sources}
    seen = set[tuple[Edition, str]]()
    for n, lesson in enumerate(lessons):
        if lesson.topic not in TOPICS:
            message = f"There is no topic {quoted(lesson.topic)} in the list of topics."
            yield Finding((n, "topic"), "unknown-topic", message, lesson.topic, tuple(TOPICS))
        if (lesson.edition, lesson.topic) in seen:
            message = f"Edition '{lesson.edition}' has a lesson on {quoted(lesson.topic)} already."
            yield Finding((n, "topic"), "duplicate-lesson", message)
        seen.add((lesson.edition, lesson.topic))
        for place, source in enumerate(lesson.sources):
            if source not in editions and (source in vague or not (editions or vague)):
                continue
            if source not in editions:
                message = f"There is no source {quoted(source)} in the list of sources."
                where = (n, "sources", place)
                yield Finding(where, "unknown-source", message, source, tuple(editions))
            elif editions[source] != lesson.edition:
                message = f"{quoted(source)} is about edition '{editions[source]}'."
                yield Finding((n, "sources", place), "source-edition", message)
