"""The debrief: first a moment to think, then what the decisions did, section by section.

The one idea: the words are the report's. The screen lays the same sections out at its own width and
adds only emphasis. Leaves with topics to practise, or with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.reports.blocks import Block, Entry, Items, Section, Table
from itilsim.reports.sections import reflection, sections
from itilsim.reports.text import block_lines
from itilsim.reports.wording import Edition
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain, PlainOptions

WIDEST: Final = 96
"""Longer lines are hard to read."""

_LABELS: Final = {
    "Right": "$text-success",
    "Partly": "$text-warning",
    "Missed": "bold $text-error",
    "In truth": "$text-primary",
}
"""Labels that have a colour besides their word."""


class DebriefScreen(Frame[tuple[str, ...] | None]):
    """A list of sections, and one of them in full."""

    PLACE = "debrief"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "debrief.tcss"

    shown: reactive[int] = reactive(0, init=False)
    """Index of the section that is shown."""

    def __init__(
        self,
        debrief: Debrief,
        setting: Setting,
        *,
        edition: Edition | None = None,
        reflect: bool = True,
        weak: tuple[str, ...] = (),
    ) -> None:
        """Show what came of a shift.

        Args:
            debrief: What there is to say.
            setting: The scenario that it was played in, for names.
            edition: Whose syllabus references are shown; none: all.
            reflect: Ask the author's questions first.
            weak: Topics that the shift showed to be weak, for practice.
        """
        super().__init__()
        self._weak = weak
        self._title = setting.scenario.title
        self._thinking = bool(reflect and debrief.reflection)
        self._sections: tuple[Section, ...] = (
            *(reflection(debrief) if self._thinking else ()),
            *sections(debrief, setting, edition),
        )

    def compose(self) -> ComposeResult:
        """Sections at the left, the open one beside them."""
        keys = "1-9, h l: sections   j k: scroll"
        yield Plain(Content.assemble((f"Debrief: {self._title}", "bold"), f"   {keys}"), id="title")
        with Horizontal(id="book"):
            yield PlainOptions(id="contents")
            with VerticalScroll(id="section"):
                yield Plain(id="words")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Begin with the questions, or with what was delivered."""
        contents = self.query_one("#contents", PlainOptions)
        contents.can_focus = False
        contents.add_options(Option(Content(line)) for line in self._lines())
        contents.highlighted = 0
        self.query_one("#section").focus()
        self.call_after_refresh(self._lay_out)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the section out anew."""
        del event
        self.call_after_refresh(self._lay_out)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the section that was clicked on."""
        self.shown = event.option_index

    def watch_shown(self, shown: int) -> None:
        """Show a section from its beginning."""
        self.query_one("#contents", PlainOptions).highlighted = shown
        self.query_one("#section").scroll_home(animate=False)
        self._lay_out()

    def action_answer(self, key: str) -> None:
        """Open the section with that number.

        Args:
            key: A digit, counted from 1.
        """
        place = int(key) - 1 + self._thinking
        if place < len(self._sections):
            self.shown = place

    async def action_open(self) -> None:
        """To the next section."""
        await self.action_right()

    async def action_left(self) -> None:
        """To the section before."""
        self.shown = max(self.shown - 1, 0)

    async def action_right(self) -> None:
        """To the next section."""
        self.shown = min(self.shown + 1, len(self._sections) - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to practise only where something went wrong."""
        del parameters
        return action != "practise" or bool(self._weak)

    def action_practise(self) -> None:
        """Practise the topics that the shift showed to be weak."""
        self.dismiss(self._weak)

    def action_back(self) -> None:
        """Leave the debrief."""
        self.dismiss(None)

    def _lines(self) -> Iterator[str]:
        """The contents; the questions before the score have no number."""
        for index, section in enumerate(self._sections, start=1 - self._thinking):
            yield f"{index or '·'}  {section.title if index else 'First, think'}"

    def _lay_out(self) -> None:
        section = self._sections[self.shown]
        width = min(self.query_one("#section").scrollable_content_region.width or WIDEST, WIDEST)
        parts = [Content.styled(section.title, "bold $text-primary"), Content()]
        for block in section.blocks:
            parts += [*_block(block, width), Content()]
        if self._thinking and not self.shown:
            parts.append(Content("Nothing is asked back and nothing is stored. Enter goes on."))
        self.query_one("#words", Plain).update(Content("\n").join(parts))


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
