"""The page of a debrief that says what was still attainable, worked out when somebody asks.

The one idea: the curve is a minute at a time, so it is worked out between two looks at the keyboard
and no thread is needed. What has been worked out is kept: who stops it can go on, and who comes
back to the page finds it done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import ClassVar, Final, Protocol

from textual.content import Content

from itilsim.domain.errors import ItilsimError
from itilsim.reports.attainable import TITLE, chart, in_a_sentence, sections
from itilsim.reports.blocks import Paragraph, Section
from itilsim.reports.charts import bar
from itilsim.runs.attainable import FALLS, Course, Curve, Fork, curve_of, forks
from itilsim.tui.widgets.plain import clickable

REST: Final = 0.005
"""Seconds for the keyboard after each minute that was worked out; without it a key would wait for
the whole curve. Tuning constant: a key is handled in less."""
_BAR: Final = 24
"""Cells of the bar. Tuning constant."""


class Lay(Protocol):
    """Lays a section out."""

    def __call__(self, section: Section, width: int) -> Content:
        """A section as a page of so many cells."""


class AttainablePage:
    """One page of a debrief, and how far it has been worked out."""

    TITLE: ClassVar = "w  What if"
    """What stands in the list of pages."""

    def __init__(self, why_not: str, course: Callable[[], Course]) -> None:
        """Work out nothing yet.

        Args:
            why_not: Why there is nothing to be worked out, in words; empty: there is.
            course: Gives the run, ready to be played on; asked once, when it is wanted.
        """
        self._why_not = why_not
        self._course_of = course
        self._course: Course | None = None
        self._forks: Iterator[Fork] = iter(())
        self._found: list[Fork] = []
        self._curve: Curve | None = None
        self._works = False
        self._stopped = False

    @property
    def is_wanted(self) -> bool:
        """Whether it can be worked out, and nobody is at it."""
        return not (self._why_not or self._works or self._curve is not None)

    async def work(self, shown: Callable[[], None]) -> None:
        """Work it out, or go on where that was stopped.

        Args:
            shown: Called whenever there is more to be seen.
        """
        self._works, self._stopped = True, False
        try:
            if self._course is None:
                self._course = self._course_of()
                self._forks = forks(self._course)
            shown()
            while not self._stopped and (fork := next(self._forks, None)) is not None:
                self._found.append(fork)
                shown()
                await asyncio.sleep(REST)
            if len(self._found) > self._course.minutes:
                self._curve = curve_of(self._course, self._found)
        except ItilsimError as error:
            self._why_not = str(error)
        finally:
            self._works = False
        shown()

    def stop(self) -> bool:
        """Stop working it out; what is done is kept.

        Returns:
            Whether there was something to stop.
        """
        stops = self._works and not self._stopped
        self._stopped = True
        return stops

    def content(self, width: int, lay: Lay) -> Content:
        """What there is to read.

        Args:
            width: Cells in a line.
            lay: Lays a section out.
        """
        if self._course is None or self._curve is None:
            words = tuple(map(Paragraph, self._so_far()))
            read = lay(Section("attainable", TITLE, words), width)
            return Content("\n").join((read, clickable(self._way_on(), "open")))
        sentence = Paragraph(in_a_sentence(self._course, self._curve))
        parts = [lay(Section("attainable", TITLE, (sentence,)), width)]
        if drawn := chart(self._course, self._curve, FALLS, width):
            parts += [Content("\n".join(drawn)), Content()]
        parts += [lay(each, width) for each in sections(self._course, self._curve)]
        return Content("\n").join(parts)

    def _so_far(self) -> Iterator[str]:
        """How far it is, and what can be done about it; paragraphs."""
        if self._why_not:
            yield self._why_not
        elif self._course is None:
            yield (
                "When was the shift lost, and by which decision? From each minute on, Textbook "
                "Toni takes your seat and plays to the end."
            )
            yield "Working it out takes some seconds; esc stops it."
        else:
            done, of = len(self._found), self._course.minutes + 1
            yield f"{bar(done / of, _BAR)}  {done} of {of} shifts played"
            yield "esc stops it." if self._works else "Stopped."

    def _way_on(self) -> str:
        """What enter, or a click here, does; empty: nothing."""
        if self._why_not or self._works:
            return ""
        return "Enter works it out." if self._course is None else "Enter goes on from there."
