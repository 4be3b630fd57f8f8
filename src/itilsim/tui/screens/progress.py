"""Progress: what is known by area of the syllabus, what that rests on, what was done and comes.

The one idea: the words are the report's. Each page of it is a page here, and each area has one of
its own with all the evidence behind its figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from textwrap import wrap

from textual.content import Content

from itilsim.learner.offering import SHOWN, weakest
from itilsim.learner.progress import Progress
from itilsim.learner.skill_map import Area, Skill
from itilsim.reports.progress import (
    evidence_words,
    legend,
    new_words,
    progress_pages,
    skill_lines,
)
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.book import Book, BookPage
from itilsim.tui.widgets.question import hanging


class ProgressScreen(Book[tuple[str, ...] | None]):
    """Leaves with topics to practise, or with nothing."""

    PLACE = "progress"
    BINDINGS = bindings(PLACE)

    def __init__(self, progress: Progress) -> None:
        """Show where a learner stands.

        Args:
            progress: All of it.
        """
        self._progress = progress
        self._areas = progress.known.areas
        super().__init__(f"Progress: {progress.title}", tuple(_pages(progress)))

    def action_practise(self) -> None:
        """Practise the topics of the area that is open, the weakest first; else the weakest."""
        place = self.shown - _FIRST_AREA
        if 0 <= place < len(self._areas):
            topics = sorted(self._areas[place].topics, key=lambda one: one.lowest)
            self.dismiss(tuple(topic.id for topic in topics))
        else:
            known = self._progress.known
            self.dismiss(weakest(known)[:SHOWN] or tuple(topic.id for topic in known.topics))


_FIRST_AREA = 3
"""Pages before the areas: next, readiness, what you know."""


def _pages(progress: Progress) -> Iterator[BookPage]:
    yield BookPage("Next", partial(_reported, progress, "next"))
    yield BookPage("Readiness", partial(_reported, progress, "readiness"))
    yield BookPage("What you know", partial(_map, progress))
    for area in progress.known.areas:
        yield BookPage(f"{area.skill.id} {area.skill.title}", partial(_area, progress, area))
    yield BookPage("What you did", partial(_reported, progress, "history"))
    yield BookPage("Reviews to come", partial(_reported, progress, "load"))


def _reported(progress: Progress, key: str, width: int) -> Content:
    """A page of the report."""
    page = next(page for page in progress_pages(progress, width) if page.key == key)
    return _titled(page.title, page.lines)


def _map(progress: Progress, width: int) -> Content:
    """All areas, each with its figures."""
    lines: list[str] = []
    for area in progress.known.areas:
        skill = area.skill
        name = f"{skill.id} {skill.title}"
        figures = skill_lines(skill, width - 2)
        lines += wrap(name if figures else f"{name}: {new_words(skill)}", width)
        lines += [f"  {line}" for line in figures]
    words = f"{legend()} l opens the areas, each with its evidence; p practises what is weak."
    return _titled("What you know", [*lines, "", *wrap(words, width)])


def _area(progress: Progress, area: Area, width: int) -> Content:
    """An area and its topics, each figure with its evidence."""
    lines = [*skill_lines(area.skill, width), *_evidence(progress, area.skill, width)]
    for topic in area.topics:
        lines += ["", topic.title, *skill_lines(topic, width), *_evidence(progress, topic, width)]
    return _titled(f"{area.skill.id} {area.skill.title}", lines)


def _evidence(progress: Progress, skill: Skill, width: int) -> Iterator[str]:
    """What a figure rests on."""
    for words in evidence_words(skill, progress.calendar):
        yield from hanging("  - ", words, width)


def _titled(title: str, lines: list[str] | tuple[str, ...]) -> Content:
    parts = [Content.styled(title, "bold $text-primary"), Content(), *map(Content, lines)]
    return Content("\n").join(parts)
