"""The page of a debrief that says what would have changed it, worked out when somebody asks.

The one idea: it is worked out a decision at a time, then a minute at a time, between two looks at
the keyboard, so no thread is needed. What has been worked out is kept: who stops it can go on, and
who comes back to the page finds it done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import ClassVar, Final, Protocol

from textual.content import Content

from itilsim.domain.errors import ItilsimError
from itilsim.reports.attainable import sections
from itilsim.reports.blocks import Paragraph, Section
from itilsim.reports.charts import bar
from itilsim.reports.counterfactuals import mattered
from itilsim.reports.wording import naming_of
from itilsim.runs.attainable import Course, Curve, Fork, curve_of, forks
from itilsim.runs.counterfactuals import (
    Counterfactual,
    Decision,
    counterfactual,
    decisions,
    that_mattered,
    together,
)
from itilsim.runs.forking import moment
from itilsim.tui.widgets.plain import clickable
from itilsim.words.figures import points

REST: Final = 0.005
"""Seconds for the keyboard after each minute that was worked out; without it a key would wait for
the whole curve. Tuning constant: a key is handled in less."""
_BAR: Final = 24
"""Cells of the bar. Tuning constant."""


class Lay(Protocol):
    """Lays a section out."""

    def __call__(self, section: Section, width: int) -> Content:
        """A section as a page of so many cells."""


class WhatIfPage:
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
        self._decisions: list[Decision] = []
        self._changed: list[Counterfactual] = []
        self._mattered: Section | None = None
        self._dear: tuple[Counterfactual, ...] = ()
        self._forks: Iterator[Fork] = iter(())
        self._found: list[Fork] = []
        self._curve: Curve | None = None
        self._works = False
        self._stopped = False

    @property
    def is_wanted(self) -> bool:
        """Whether it can be worked out, and nobody is at it."""
        return not (self._why_not or self._works or self._curve is not None)

    @property
    def moments(self) -> tuple[tuple[str, int], ...]:
        """From where the decisions that mattered can be taken anew: in words, and the second."""
        if self._course is None or self._mattered is None:
            return ()
        return tuple(_moment(each, self._course) for each in self._dear)

    async def work(self, shown: Callable[[], None]) -> None:
        """Work it out, or go on where that was stopped.

        Args:
            shown: Called whenever there is more to be seen.
        """
        self._works, self._stopped = True, False
        try:
            if self._course is None:
                self._course = self._course_of()
                self._decisions = list(decisions(self._course))
                self._forks = forks(self._course)
            shown()
            while not self._stopped and len(self._changed) < len(self._decisions):
                changed = self._decisions[len(self._changed)]
                self._changed.append(counterfactual(self._course, (changed,)))
                shown()
                await asyncio.sleep(REST)
            if not self._stopped and self._mattered is None:
                self._dear = that_mattered(self._changed)
                followed = together(self._course, self._dear)
                self._mattered = mattered(self._course, self._dear, followed, len(self._changed))
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
        known = [] if self._mattered is None else [lay(self._mattered, width)]
        if self._course is not None and self._curve is not None:
            known += [lay(each, width) for each in sections(self._course, self._curve)]
            return Content("\n").join(known)
        # How far it is stands above what is known by then: below, it would be out of sight.
        words = tuple(map(Paragraph, self._so_far()))
        above = [lay(Section("what-if", "What if", words), width)]
        if way_on := self._way_on():
            above += [clickable(way_on, "open"), Content()]
        return Content("\n").join((*above, *known))

    def _so_far(self) -> Iterator[str]:
        """How far it is, and what can be done about it; paragraphs."""
        if self._why_not:
            yield self._why_not
        elif self._course is None:
            yield (
                "Which decisions mattered, and when was the shift lost? Each decision is changed "
                "by itself and the shift played again; then Textbook Toni takes your seat at each "
                "minute and plays to the end."
            )
            yield "Working it out takes some seconds; esc stops it."
        else:
            done = len(self._changed) + len(self._found)
            of = len(self._decisions) + self._course.minutes + 1
            yield f"{bar(done / of, _BAR)}  {done} of {of} shifts played"
            yield "esc stops it." if self._works else "Stopped."

    def _way_on(self) -> str:
        """What enter, or a click here, does; empty: nothing."""
        if self._why_not or self._works:
            return ""
        return "Enter works it out." if self._course is None else "Enter goes on from there."


def _moment(found: Counterfactual, course: Course) -> tuple[str, int]:
    """From where a decision can be taken anew, with what it would gain."""
    (decision,) = found.decisions
    left, horizon = course.left_at, course.setting.horizon
    last = min(horizon if left is None else left, horizon - 1)
    entry = None if decision.done is None else decision.done.seq
    at = moment(course.journal, last, entry, decision.at, decision.subject)
    naming = naming_of(course.debrief, course.setting)
    gain = "" if course.card.few else f"+{points(found.gain)}, "
    return f"{naming.time(at)}  {gain}{naming.subject(decision.subject)}", at
