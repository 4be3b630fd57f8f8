"""The debrief: a moment to think, the whole in short, then section by section.

The one idea: the words are the report's. The screen lays the same sections out at its own width and
adds only emphasis. Leaves with topics to practise, or with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Block, Entry, Items, Section, Table
from itilsim.reports.sections import reflection, sections
from itilsim.reports.text import block_lines
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.book import Book, BookPage

if TYPE_CHECKING:
    from itilsim.tui.screens.attainable import AttainablePage

_LABELS: Final = {
    "Right": "$text-success",
    "Partly": "$text-warning",
    "Missed": "bold $text-error",
    "In truth": "$text-primary",
    "Well done": "$text-success",
    "Dearest": "bold $text-error",
    "Next time": "$text-primary",
}
"""Labels that have a colour besides their word."""


class DebriefScreen(Book[tuple[str, ...] | None]):
    """A page for each section; one of questions before them, if there is something to think of."""

    PLACE = "debrief"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "debrief.tcss"
    KEYS = "1-9, h l: sections   j k: scroll"

    def __init__(
        self,
        debrief: Debrief,
        setting: Setting,
        *,
        edition: Edition | None = None,
        reflect: bool = True,
        weak: tuple[str, ...] = (),
        attainable: AttainablePage | None = None,
    ) -> None:
        """Show what came of a shift.

        Args:
            debrief: What there is to say.
            setting: The scenario that it was played in, for names.
            edition: Whose syllabus references are shown; none: all.
            reflect: Ask the author's questions first.
            weak: Topics that the shift showed to be weak, for practice.
            attainable: What could still have become of it, worked out on demand; none: no page.
        """
        self._weak = weak
        self._attainable = attainable
        first = reflection(debrief) if reflect else ()
        short, *rest = sections(debrief, setting, edition)
        self._before = len(first) + 1
        pages = (
            *(BookPage("·  First, think", partial(_section, each, asks=True)) for each in first),
            BookPage(f"·  {short.title}", partial(_section, short)),
            *(
                BookPage(f"{number}  {each.title}", partial(_section, each))
                for number, each in enumerate(rest, start=1)
            ),
            *(
                (BookPage(attainable.TITLE, partial(attainable.content, lay=_section)),)
                if attainable is not None
                else ()
            ),
        )
        super().__init__(f"Debrief: {setting.scenario.title}", pages)

    def action_answer(self, key: str) -> None:
        """Open the section with that number.

        Args:
            key: A digit, counted from 1.
        """
        place = int(key) - 1 + self._before
        if place < len(self.pages):
            self.shown = place

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to practise only where something went wrong."""
        del parameters
        if action == "what_if":
            return self._attainable is not None
        return action != "practise" or bool(self._weak)

    def action_what_if(self) -> None:
        """Turn to the best still attainable, and work it out or go on with that."""
        page = self._attainable
        if page is None:
            return
        self.shown = len(self.pages) - 1
        if page.is_wanted:
            words = self.query_one("#words")
            words.run_worker(page.work(self._drawn_anew), name="attainable", exclusive=True)

    async def action_open(self) -> None:
        """To the next page; on the last one, work it out."""
        if self._attainable is not None and self.shown == len(self.pages) - 1:
            self.action_what_if()
        else:
            await super().action_open()

    def action_back(self) -> None:
        """Stop what can be seen to be worked out; else leave."""
        page = self._attainable
        if page is None or self.shown != len(self.pages) - 1 or not page.stop():
            super().action_back()

    def _drawn_anew(self) -> None:
        """Show how far it is, where that is the page that is open."""
        if self.is_mounted and self.shown == len(self.pages) - 1:
            self._lay_out()

    def action_practise(self) -> None:
        """Practise the topics that the shift showed to be weak."""
        self.dismiss(self._weak)


def _section(section: Section, width: int, *, asks: bool = False) -> Content:
    """A section as a page."""
    parts = [Content.styled(section.title, "bold $text-primary"), Content()]
    for block in section.blocks:
        parts += [*_block(block, width), Content()]
    if asks:
        parts.append(Content("Answer for yourself: nothing is stored. Enter goes on."))
    return Content("\n").join(parts)


def _block(block: Block, width: int) -> Iterator[Content]:
    lines = block_lines(block, width)
    if isinstance(block, Entry):
        labels = {label for label, _ in block.lines if label}
        head = len(lines) - sum(line.startswith("  ") for line in lines)
        for index, line in enumerate(lines):
            yield Content.styled(line, "bold") if index < head else _labelled(line, labels)
        return
    for index, line in enumerate(lines):
        if isinstance(block, Table) and not index:
            yield Content.styled(line, "bold")
        elif isinstance(block, Items) and line.startswith("- "):
            yield Content(f"· {line[2:]}")
        else:
            yield Content(line)


def _labelled(line: str, labels: set[str]) -> Content:
    """A line whose label is emphasised."""
    for label in sorted(labels, key=len, reverse=True):
        if line.startswith(f"  {label} "):
            style = _LABELS.get(label, "$text-muted")
            return Content.assemble("  ", (label, style), line[2 + len(label) :])
    return Content(line)
