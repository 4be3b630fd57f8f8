"""The briefing: what a colleague tells you in the first minute, and two questions back.

The one idea: one part at a time. Whatever is answered, the line that answers it is shown; a wrong
answer costs nothing, and after a right one Enter goes on. Leaves with `True` when the shift can
begin, with nothing when the student turns back.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from itilsim.domain.scenario import Briefing, Question
from itilsim.tui.bindings import bindings
from itilsim.tui.dialogs.page import Page, left_to_read
from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions

_READING = 2
"""Parts to read before the questions."""
GO_ON = "Go on"
"""The only choice where there is nothing to choose."""
START = "Start the shift"
"""That choice on the last part."""


class BriefingScreen(Frame[bool | None]):
    """Note, desk card, questions."""

    PLACE = "briefing"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "briefing.tcss"

    part: reactive[int] = reactive(0, init=False)
    """Which part is shown: the note, the card, then the questions."""

    def __init__(self, title: str, briefing: Briefing, card: Content) -> None:
        """Brief a student.

        Args:
            title: Title of the scenario.
            briefing: What to read and to ask.
            card: The desk card, ready-made.
        """
        super().__init__()
        self._title = title
        self._briefing = briefing
        self._card = card
        self._known = False
        self._tried = frozenset[int]()
        """Answers that were wrong, by their places."""

    def compose(self) -> ComposeResult:
        """Title, something to read or a question, a line that helps, answers."""
        with Vertical(id="page"):
            yield Plain(self._title, id="title")
            yield Plain(id="place")
            with VerticalScroll(id="reading"):
                yield Plain(id="text")
            yield Plain(id="line")
            yield PlainOptions(id="answers")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Begin with the note."""
        reading = self.query_one("#reading")
        for each in ("virtual_size", "scroll_target_y"):
            self.watch(reading, each, self._measured, init=False)
        self.watch_part(0)

    def watch_part(self, part: int) -> None:
        """Show a part."""
        self._known, self._tried = False, frozenset()
        self._offer(self._choices(part))
        self.query_one("#place", Plain).update(self._where(part))
        self.query_one("#text", Plain).update(self._text(part))
        self.query_one("#reading").scroll_home(animate=False)
        self._say(Content())
        self._take_keys()
        # What was scrolled is painted in parts, which would leave the answers of the part before.
        self.call_after_refresh(self.refresh)

    def pick(self, value: int) -> None:
        """Go on, or show the line that answers the question."""
        question = self._question(self.part)
        if question is not None and not self._known:
            self._answered(question, value)
        elif self.part + 1 < len(self._parts):
            self.part += 1
        else:
            self.dismiss(result=True)

    def _answered(self, question: Question, value: int) -> None:
        """Say why, either way; after a wrong one the cursor leaves what was tried."""
        self._known = value == question.answer
        if self._known:
            self._tried = frozenset()
            way_on = self._way_on(self.part)
            self._offer((way_on,))
            self.query_one(KeyBar).opens = way_on
            head = ("Right.  ", "bold $text-success")
        else:
            self._tried |= {value}
            self._offer(question.options)
            head = ("Look here, and choose again:  ", "bold $text-warning")
        self._say(Content.assemble(head, question.line))

    def action_answer(self, key: str) -> None:
        """Choose the answer with that number.

        Args:
            key: A digit, counted from 1.
        """
        self.query_one("#answers", PlainOptions).pick_at(int(key) - 1)

    def action_read_on(self) -> None:
        """A page down, for whoever clicks."""
        self.query_one("#reading").scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        """A page up, for whoever clicks."""
        self.query_one("#reading").scroll_page_up(animate=False)

    def action_desk_card(self) -> None:
        """Look at the card again."""
        self.app.push_screen(Page("Desk card", self._card))

    def action_back(self) -> None:
        """One part back; from the first one, leave."""
        if self.part:
            self.part -= 1
        else:
            self.dismiss(None)

    async def action_open(self) -> None:
        """Choose the line, or go on."""
        self.query_one("#answers", PlainOptions).action_select()

    async def action_mark(self) -> None:
        """The same."""
        await self.action_open()

    def on_resize(self) -> None:
        """There is other room now."""
        self._measured()

    def _measured(self) -> None:
        self.call_after_refresh(self._say_if_longer)

    def _take_keys(self) -> None:
        """Give arrows and page keys to the text while there is only one way on."""
        reads = self._question(self.part) is None
        self.query_one("#reading" if reads else "#answers").focus()
        self.query_one(KeyBar).opens = self._choices(self.part)[0] if reads else ""
        self._measured()

    def _say_if_longer(self) -> None:
        """Name the keys that scroll, where there is more to read than fits, and say at the end."""
        if self._question(self.part) is None:
            self._say(left_to_read(self.query_one("#reading")))

    @property
    def _parts(self) -> Sequence[Question | None]:
        return (*(None,) * _READING, *self._briefing.questions)

    def _question(self, part: int) -> Question | None:
        return self._parts[part]

    def _choices(self, part: int) -> tuple[str, ...]:
        question = self._question(part)
        if question is not None:
            return question.options
        return (self._way_on(part),)

    def _way_on(self, part: int) -> str:
        return START if part + 1 == len(self._parts) else GO_ON

    def _where(self, part: int) -> str:
        count = len(self._briefing.questions)
        if self._question(part) is not None:
            return f"Question {part - _READING + 1} of {count}: a wrong answer costs nothing"
        card = "Your desk card: press d to see it at any time"
        return card if part else "The note from the shift before"

    def _text(self, part: int) -> Content:
        question = self._question(part)
        if question is not None:
            return Content.styled(question.words, "bold")
        return self._card if part else self._note()

    def _note(self) -> Content:
        lines = [Content(words) for words in self._briefing.words]
        lines += [Content(), Content.styled("From the colleague who goes home now:", "bold")]
        lines += [Content(f"  · {line}") for line in self._briefing.handover]
        return Content("\n").join(lines)

    def _offer(self, choices: tuple[str, ...]) -> None:
        answers = self.query_one("#answers", PlainOptions)
        answers.clear_options()
        answers.add_options(_options(choices, self._tried))
        left = (place for place in range(len(choices)) if place not in self._tried)
        answers.highlighted = next(left, 0)

    def _say(self, words: Content) -> None:
        line = self.query_one("#line", Plain)
        line.update(words)
        line.display = bool(words)


def _options(choices: tuple[str, ...], tried: Container[int]) -> list[Pick]:
    """Answers with their number, and a mark at what was tried; a single way on needs none."""
    if len(choices) == 1:
        return [Pick(Content(choices[0]), 0)]
    return [
        Pick(Content(f"{place + 1}  {text}{'  ✗' if place in tried else ''}"), place)
        for place, text in enumerate(choices)
    ]
