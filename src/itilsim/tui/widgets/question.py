"""A question on the screen: what is asked, the options to choose from, and why each is as it is.

The one idea: whatever an item says is laid out here as plain content at a given width, so that
practice, exam and result show a question alike, and nothing in it can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item, Source
from itilsim.tui.widgets.plain import WIDEST, Pick, Plain, PlainOptions, clickable
from itilsim.words.editions import edition_name
from itilsim.words.questions import LETTERS, asked, source_line

RIGHT, WRONG = "✓", "✗"
"""Marks beside the words right and wrong."""
BY_LETTER = "Press the letter: here digits number the statements."
"""Said to whoever presses a digit where statements have numbers, too."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something to choose."""

    label: str
    """What stands before it: a letter or a number, and perhaps a mark."""
    text: str
    """What it says."""


class QuestionPanel(VerticalScroll):
    """One question; it scrolls where it does not fit. Its lines stand for their places."""

    DEFAULT_CSS = """
    QuestionPanel {
        height: 1fr;
        padding: 1 1 0 2;
        scrollbar-gutter: stable;
        & > #asked, & > #told {
            height: auto;
        }
        & > #lines, & > #lines:focus {
            height: auto;
            max-height: 100%;
            margin-top: 1;
            padding: 0;
            border: none;
            background: transparent;
        }
        & > #told {
            margin-top: 1;
        }
    }
    """

    def __init__(self) -> None:
        """Make a panel with nothing in it."""
        super().__init__(id="question")
        self._asked: tuple[str, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._told: Content | Item | None = None
        self._chosen: int | None = None
        self._source = ""
        self._fitted = 0

    @property
    def width(self) -> int:
        """Cells for a line of text."""
        return min(self.scrollable_content_region.width or WIDEST, WIDEST)

    @property
    def highlighted(self) -> int | None:
        """The place of the cursor among the lines; none: it is on no line yet."""
        return self.query_one("#lines", PlainOptions).highlighted

    def compose(self) -> ComposeResult:
        """What is asked, what can be chosen, what is told."""
        yield Plain(id="asked")
        yield PlainOptions(id="lines")
        yield Plain(id="told")

    def ask(
        self, paragraphs: Iterable[str], lines: Sequence[Line], cursor: int | None = None
    ) -> None:
        """Show a question, with the cursor on a line or on none.

        Args:
            paragraphs: What is asked; the first is the question itself.
            lines: What can be chosen; none: there is only something to read.
            cursor: Line on which the cursor stands; none: the first arrow leads to one, and enter
                chooses nothing before, so that a key too many answers nothing.
        """
        self._asked, self._lines, self._told = tuple(paragraphs), tuple(lines), None
        listed = self.query_one("#lines", PlainOptions)
        listed.clear_options()
        self._lay_out()
        listed.display = bool(lines)
        if lines:
            listed.highlighted = None if cursor is None else min(cursor, len(lines) - 1)
            listed.focus()
        else:
            self.focus()
        self.scroll_home(animate=False)

    def change(self, lines: Sequence[Line]) -> None:
        """Show the same lines with other marks; the cursor stays."""
        self._lines = tuple(lines)
        self._lay_out()

    def point(self, place: int) -> None:
        """Put the cursor on a line, as after it was chosen by its letter.

        Args:
            place: Counted from 0.
        """
        self.query_one("#lines", PlainOptions).highlighted = place

    def tell(self, told: Content | Item, chosen: int | None = None, source: str = "") -> None:
        """Show what is to be said instead of what could be chosen.

        Args:
            told: Ready content, or an item whose options are explained.
            chosen: The option that was chosen.
            source: Who says so.
        """
        self._told, self._chosen, self._source, self._lines = told, chosen, source, ()
        listed = self.query_one("#lines", PlainOptions)
        listed.display = False
        self._lay_out()
        self.focus()
        self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out anew."""
        del event
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Lay it out anew where a line has other room."""
        if self.width != self._fitted:
            self._lay_out()

    def _lay_out(self) -> None:
        width = self._fitted = self.width
        self.query_one("#asked", Plain).update(asked_content(self._asked, width))
        listed = self.query_one("#lines", PlainOptions)
        prompts = [Content("\n".join(hanging(each.label, each.text, width - 4)))
                   for each in self._lines]  # fmt: skip
        if listed.option_count == len(prompts):
            for place, prompt in enumerate(prompts):
                listed.replace_option_prompt_at_index(place, prompt)
        elif prompts:
            listed.clear_options()
            listed.add_options(Pick(prompt, place) for place, prompt in enumerate(prompts))
        told = self._told
        if isinstance(told, Item):
            told = explained(told, self._chosen, width)
        if told is not None and self._source:
            source = [Content.styled(line, "$text-muted") for line in wrap(self._source, width)]
            told = Content("\n").join([told, Content(), *source])
        shown = self.query_one("#told", Plain)
        shown.display = told is not None
        shown.update(told or Content())


def paragraphs_of(item: Item) -> tuple[str, ...]:
    """What is asked, and below it the statements of a list, or the terms to be matched."""
    statements = (f"{n}. {text}" for n, text in enumerate(item.statements, 1))
    return (asked(item), *statements, *(f"- {pair.left}" for pair in item.pairs))


def lines_of(item: Item, chosen: int | None = None, *, marked: bool = False) -> tuple[Line, ...]:
    """The options with their letters.

    Args:
        item: With options.
        chosen: The option that is chosen.
        marked: Whether there is a mark before each that says whether it is.
    """
    return tuple(
        Line(
            f"({'x' if n == chosen else ' '}) {letter}  " if marked else f"{letter}  ", option.text
        )
        for n, (letter, option) in enumerate(zip(LETTERS, item.options, strict=False))
    )


def scale(words: Mapping[int, str]) -> Content:
    """Answers by their digit, in a row; each can be clicked on.

    Args:
        words: The answers, by digit.
    """
    each = (clickable(f"{number} {word}", f"answer('{number}')") for number, word in words.items())
    return Content("   ").join(each)


def asked_content(paragraphs: Sequence[str], width: int) -> Content:
    """What is asked: the question emphasised, statements below it and indented."""
    parts = (
        [Content.styled(line, "bold") for line in wrap(paragraphs[0], width)] if paragraphs else []
    )
    if len(paragraphs) > 1:
        parts.append(Content())
    for statement in paragraphs[1:]:
        number, _, text = statement.partition(" ")
        parts += [Content(line) for line in hanging(f"  {number} ", text, width)]
    return Content("\n").join(parts)


def explained(item: Item, chosen: int | None, width: int) -> Content:
    """Every option with what it is, whether it was chosen, and why.

    Args:
        item: With options.
        chosen: The option that was chosen; none: nothing was.
        width: Cells in a line.
    """
    parts: list[Content] = []
    for n, (letter, option) in enumerate(zip(LETTERS, item.options, strict=False)):
        mark = RIGHT if option.correct else WRONG if n == chosen else " "
        words = " · ".join(_said(correct=option.correct, yours=n == chosen))
        style = "$text-success" if option.correct else "$text-error" if n == chosen else ""
        head = f"{option.text}  ({words})"
        lines = hanging(f"{mark} {letter}  ", head, width)
        parts += [Content.styled(line, f"bold {style}".strip()) for line in lines]
        parts += [Content(line) for line in hanging("     ", option.rationale, width)]
    return Content("\n").join(parts)


def source_words(item: Item, source: Source | None) -> str:
    """Who says so and how well that is known, and for which editions it holds.

    Args:
        item: The item.
        source: Who it names; none: it was worked out.
    """
    if source is None:  # Much of what is worked out is a house's own rule, and no edition's.
        return f"{source_line(source, item)}."
    beyond = " Perhaps beyond the exam." if item.beyond_exam else ""
    return f"{source_line(source, item)}. Holds for {editions_words(item.editions)}.{beyond}"


def editions_words(editions: Iterable[Edition]) -> str:
    """Editions by the names that their exams have."""
    return ", ".join(map(edition_name, editions))


def hanging(label: str, text: str, width: int) -> list[str]:
    """A text behind a label, its further lines indented."""
    rest = " " * len(label)
    lines = wrap(text, max(width - len(label), 10)) or [""]
    return [f"{label if not n else rest}{line}" for n, line in enumerate(lines)]


def _said(*, correct: bool, yours: bool) -> Iterator[str]:
    yield "right" if correct else "wrong"
    if yours:
        yield "your answer"
