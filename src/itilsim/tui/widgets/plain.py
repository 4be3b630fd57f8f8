"""Text that is only text: what a person or a file says is shown as it stands, never as markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.visual import RenderOptions

WIDEST: Final = 96
"""Cells of a line of prose where there is room for more: longer lines are hard to read. Tuning
constant."""


LEAST_WORD: Final = 11
"""Cells in which a part of a word can still be read; tuning constant."""
REVERSE: Final = RichStyle(reverse=True)
MARK: Final = "▸"
"""Stands before the line under the cursor."""


def clickable(words: str, action: str) -> Content:
    """Words that do something when they are clicked on.

    Args:
        words: What is read.
        action: What the screen does, as Textual writes actions.
    """
    return Content.styled(words, clicking(action))


def clicking(action: str) -> Style:
    """The style of what does something when it is clicked on.

    Args:
        action: What the screen does, as Textual writes actions.
    """
    return Style.from_meta({"@click": f"screen.{action}"})


@dataclass(frozen=True)
class Hanging(Visual):
    """Lines with a head each; words that need another line go on below their first one.

    Behind a head that leaves no room for a word, they go on at the edge.
    """

    lines: tuple[tuple[Content, str], ...]
    """Head and words; a head without words is a line of its own."""
    wraps: bool = True
    """Whether words that do not fit go on below; else as many whole ones are shown as fit."""
    _at_width: dict[int, Content] = field(default_factory=dict, compare=False, repr=False)
    """What was wrapped already: height and lines are asked for one after the other."""

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.lines)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As Textual asks for it."""
        return self._wrapped(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As Textual asks for it."""
        whole = Content("\n").join(Content.assemble(*line) for line in self.lines)
        return whole.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As Textual asks for it."""
        return self._wrapped(width).get_height(rules, width)

    def _wrapped(self, width: int) -> Content:
        if width not in self._at_width:
            self._at_width[width] = self._wrap(width)
        return self._at_width[width]

    def _wrap(self, width: int) -> Content:
        lines: list[Content] = []
        for head, words in self.lines:
            room = max(width - head.cell_length, 1)
            if not self.wraps:
                lines.append(head + Content(shortened(words, room)))
                continue
            if words and room < min(LEAST_WORD, len(words)):
                lines += (head + Content(words)).wrap(max(width, 1))
                continue
            first, *more = Content(words).wrap(room) if words else [Content()]
            lines.append(head + first)
            lines += [each.pad_left(head.cell_length) for each in more]
        return Content("\n").join(lines)


@dataclass(frozen=True)
class OneLine(Visual):
    """A line of a long list: it is one line high, so that nobody wraps all lines to count them."""

    content: Content
    """Its text, cut to the width already."""

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As Textual asks for it."""
        return self.content.render_strips(width, height, style, options)[:1]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As Textual asks for it."""
        return self.content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As Textual asks for it."""
        del rules, width
        return 1


def shortened(words: str, room: int) -> str:
    """As many whole words as fit, with a sign that there are more; a part of the first at worst.

    Args:
        words: What is to be read.
        room: Cells.

    Returns:
        The words; nothing where not even a part of the first is readable.
    """
    if len(words) <= room:
        return words
    kept = words[:room].rpartition(" ")[0].rstrip(" ,;:(·")
    if kept:
        return f"{kept}…"
    return f"{words[: room - 1]}…" if room >= LEAST_WORD else ""


class Plain(Static):
    """A piece of text that never reads markup; the only kind of `Static` in the app."""

    def __init__(
        self,
        text: str | Visual = "",
        *,
        id: str | None = None,  # noqa: A002 - the name that every Textual widget has for it.
        classes: str | None = None,
    ) -> None:
        """Show a text.

        Args:
            text: The text, or ready-made content with styles.
            id: Name in the stylesheet.
            classes: Classes in the stylesheet.
        """
        super().__init__(text, markup=False, id=id, classes=classes)


class Pick(Option):
    """A line that says what it stands for, so that nobody counts lines to find out."""

    def __init__(self, prompt: Visual, value: object) -> None:
        """Make a line.

        Args:
            prompt: What is read.
            value: What it stands for.
        """
        super().__init__(prompt)
        self.value = value


class PlainOptions(OptionList):
    """A list to choose from that never reads markup; the only kind of `OptionList` in the app.

    The line under the cursor has a mark before it, so that it is seen without colour, too.
    """

    DEFAULT_CSS = """
    PlainOptions > .option-list--option {
        padding: 0 0 0 2;
    }
    """

    marks: reactive[bool] = reactive(True)
    """Whether the line under the cursor is marked."""

    class Undecided(Message):
        """Something was to be chosen, and the cursor stands on no line."""

    class Picked(Message):
        """A line was chosen; says what it stands for."""

        def __init__(self, options: PlainOptions, pick: Pick) -> None:
            """Say which.

            Args:
                options: The list.
                pick: The line.
            """
            super().__init__()
            self._options = options
            self._pick = pick

        @property
        def value(self) -> object:
            """What the line stands for."""
            return self._pick.value

        @property
        def is_listed(self) -> bool:
            """Whether the line is still there to be seen; lists are filled anew."""
            return self._pick in self._options.options

    def __init__(
        self,
        *options: Option | None,
        id: str | None = None,  # noqa: A002 - as above.
        classes: str | None = None,
    ) -> None:
        """Make a list.

        Args:
            options: Its lines; `None` is a rule between two of them.
            id: Name in the stylesheet.
            classes: Classes in the stylesheet.
        """
        super().__init__(*options, markup=False, id=id, classes=classes)

    def render_line(self, y: int) -> Strip:
        """A line of the list; the first one of what is under the cursor begins with the mark.

        Args:
            y: Counted from the uppermost that is shown.
        """
        strip = super().render_line(y)
        here, line = self.highlighted, y + self.scroll_offset.y
        first = self._index_to_line.get(here) if here is not None and self.marks else None
        if first is None or here is None or line < first:
            return strip
        if line == first:
            style = next(iter(strip.crop(0, 1))).style
            strip = Strip.join([Strip([Segment(MARK, style)], 1), strip.crop(1)])
        # Textual's own styles of a line know no reverse video, so that it is added here.
        last = self._index_to_line.get(here + 1, first + self.virtual_size.height)
        reverse = self.app.no_color and self.has_focus and line < last
        return strip.apply_style(REVERSE) if reverse else strip

    def action_page_down(self) -> None:
        """A page on; from no line the first page, where Textual goes to the last line."""
        if self.highlighted is None:
            self.action_first()
        super().action_page_down()  # type: ignore[no-untyped-call]  # Textual's

    def action_select(self) -> None:
        """Choose the line under the cursor, or say that there is none."""
        if self.highlighted is None:
            self.post_message(self.Undecided())
        else:
            super().action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what the line stands for instead of where it stood."""
        if isinstance(event.option, Pick):
            event.stop()
            self.post_message(self.Picked(self, event.option))

    def pick_at(self, place: int) -> None:
        """Choose a line by its number; nothing where there is none.

        Args:
            place: Counted from 0.
        """
        if place < self.option_count:
            self.highlighted = place
            self.action_select()
