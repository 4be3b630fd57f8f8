"""The page of a debrief that sets another run of the same shift beside it, when somebody asks.

The one idea: the other run has to be played again for it, which nobody should wait for who did not
ask; once it is there, it stays.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, Final

from textual.content import Content

from itilsim.domain.errors import ItilsimError
from itilsim.reports.beside import TITLE
from itilsim.reports.blocks import Paragraph, Section
from itilsim.tui.screens.sections import section_content
from itilsim.tui.widgets.plain import clickable

WORKS: Final = "The two are being set side by side …"
"""What is read until they are."""


class OtherRunPage:
    """One page of a debrief, empty until somebody wants it."""

    TITLE: ClassVar = "b  Other run"
    """What stands in the list of pages."""

    def __init__(self, about: str, section: Callable[[], Section]) -> None:
        """Work out nothing yet.

        Args:
            about: Which run the other is, a sentence.
            section: Sets the two beside each other; asked once, when it is wanted.
        """
        self._about = about
        self._make = section
        self._made: Section | None = None
        self._works = False
        self._wrong = ""

    @property
    def is_wanted(self) -> bool:
        """Whether it can be worked out, and nobody is at it."""
        return self._made is None and not self._works and not self._wrong

    async def work(self, shown: Callable[[], None]) -> None:
        """Work it out.

        Args:
            shown: Called whenever there is more to be seen.
        """
        self._works = True
        shown()
        try:
            self._made = await asyncio.to_thread(self._make)
        except ItilsimError as error:
            self._wrong = str(error)
        finally:
            self._works = False
        shown()

    def content(self, width: int) -> Content:
        """What there is to read.

        Args:
            width: Cells in a line.
        """
        if self._made is not None:
            return section_content(self._made, width)
        words = self._wrong or (WORKS if self._works else self._about)
        page = section_content(Section("beside", TITLE, (Paragraph(words),)), width)
        if not self.is_wanted:
            return page
        way_on = clickable("Enter sets the two side by side.", "open")
        return Content("\n").join((page, way_on))
