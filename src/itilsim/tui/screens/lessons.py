"""Lessons: one page for each topic of the exam, in the order of its syllabus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from textual.content import Content

from itilsim.quiz.questions import Lesson, Source
from itilsim.quiz.syllabus import TOPICS
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.book import Book, BookPage
from itilsim.words.lessons import lesson_title, paragraphs


def lesson_content(lesson: Lesson, sources: Mapping[str, Source]) -> Content:
    """The text of a lesson: what stands on a page.

    Args:
        lesson: The lesson.
        sources: The list of sources by id.
    """
    parts = list[Content]()
    for n, each in enumerate(paragraphs(lesson, sources)):
        label = (f"{each.label}: ", "bold $text-accent") if each.label else ""
        parts.append(Content.assemble(label, (each.text, "" if n else "bold")))
    return Content("\n\n").join(parts)


class LessonsScreen(Book[tuple[str, ...] | None]):
    """Leaves with topics to practise, or with nothing."""

    PLACE = "progress"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    LessonsScreen #contents {
        width: 30;
    }
    LessonsScreen.-wide #contents {
        width: 42;
    }
    """

    def __init__(self, exam: str, lessons: Sequence[Lesson], sources: Mapping[str, Source]) -> None:
        """Show the lessons of an exam.

        Args:
            exam: What the exam is called.
            lessons: In the order in which they are shown; at least one.
            sources: The list of sources by id.
        """
        self._lessons = tuple(lessons)
        pages = [
            BookPage(TOPICS.get(each.topic, each.topic), partial(_page, each, sources))
            for each in lessons
        ]
        super().__init__(f"Lessons for {exam}", pages)

    def action_practise(self) -> None:
        """Practise the topic that is open."""
        self.dismiss((self._lessons[self.shown].topic,))


def _page(lesson: Lesson, sources: Mapping[str, Source], width: int) -> Content:
    """A lesson under its title; it is laid out by the page."""
    del width
    title = Content.styled(lesson_title(lesson), "bold $text-primary")
    return Content("\n\n").join([title, lesson_content(lesson, sources)])
