"""Practice and review: one item at a time, and at once what is right and why.

The one idea: what is asked is a `Practice`, which stores each answer before it says what it came
to; the screen only walks through the moments of an item: asking, how sure, the back of a card,
told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final, Literal, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from itilsim.domain.errors import TryAgainError
from itilsim.learner.practice import Marked, Practice
from itilsim.quiz.questions import Item, Source
from itilsim.storage.study_rows import RATINGS, Rating
from itilsim.tui.bindings import bindings
from itilsim.tui.dialogs.page import Page
from itilsim.tui.screens.frame import Frame
from itilsim.tui.screens.home import NOTICE
from itilsim.tui.screens.lessons import lesson_content
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain
from itilsim.tui.widgets.question import (
    BY_LETTER,
    RIGHT,
    WRONG,
    Line,
    QuestionPanel,
    hanging,
    lines_of,
    paragraphs_of,
    scale,
    source_words,
)
from itilsim.words.drills import skill_title
from itilsim.words.lessons import GUESS, lesson_title
from itilsim.words.questions import (
    CERTAINTIES,
    LETTERS,
    again_words,
    answer_of,
    scrambled,
    topic_of,
)
from itilsim.words.questions import RATINGS as RATING_WORDS

Moment: TypeAlias = Literal["asking", "sure", "back", "told", "over"]
"""Where an item stands: asked, asked how sure, card turned, explained; or nothing is left."""
KINDS: Final = {"practice": "Practice", "review": "Review", "computed": "Worked out anew"}
"""What a round is called."""


class Quiz(Frame[None]):
    """A round; what was answered is in its `Practice`, so it leaves with nothing."""

    PLACE = "quiz"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "quiz.tcss"

    def __init__(
        self,
        practice: Practice,
        sources: Mapping[str, Source],
        now: Callable[[], int],
        *,
        certainty: bool = False,
        flagged: Collection[str] = (),
    ) -> None:
        """Ask a round.

        Args:
            practice: What is asked, and where answers go.
            sources: Who items name as theirs, by id.
            now: Tells the time, in epoch seconds.
            certainty: Whether to ask how sure one is.
            flagged: Ids of items that are flagged.
        """
        super().__init__()
        self.practice = practice
        self.moment: Moment = "asking"
        """Where the item stands."""
        self._sources = sources
        self._now = now
        self._certainty = certainty
        self._flagged = set(flagged)
        self._note = ""
        self._picked: list[int] = []
        self._shown: tuple[int, ...] = ()

    @property
    def item(self) -> Item | None:
        """What is on the screen."""
        marked = self.practice.marked
        return marked[-1].item if self.moment == "told" and marked else self.practice.current

    def compose(self) -> ComposeResult:
        """Where one stands, the question, what to do now, the keys."""
        yield Plain(id="head")
        yield QuestionPanel()
        yield Plain(id="say")
        yield Plain(NOTICE, id="notice")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Ask the first."""
        self._ask()

    def pick(self, value: int) -> None:
        """Take the line that was chosen."""
        self._take(value)

    def on_click(self, event: events.Click) -> None:
        """A click on what is said does what enter does."""
        if event.widget is self.query_one("#say"):
            self._go_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is put in order can be taken back, while it is; not all topics have lessons."""
        del parameters
        if action == "lesson":
            # The topic of a task can be its answer, so its lesson comes afterwards.
            early = self.practice.where == "computed" and self.moment != "told"
            return (
                not early and self.item is not None and self.item.topic in self.practice.lessons.on
            )
        placing = self.moment in ("asking", "sure") and not (self.item and self.item.options)
        return action != "clear" or (placing and bool(self._picked))

    def action_answer(self, key: str) -> None:
        """Choose, say how sure, or rate, with a digit.

        Args:
            key: Counted from 1.
        """
        number = int(key)
        if self.moment == "sure" and number in CERTAINTIES:
            self._answer(number)
        elif self.moment == "back" and number in RATINGS:
            self._rate(RATINGS[number - 1])
        elif self.moment == "asking" and self.item is not None and self.item.statements:
            self._say(BY_LETTER)
        elif self.moment == "asking":
            self._take(number - 1)

    def action_choose(self, key: str) -> None:
        """Choose an option by its letter; while one is asked how sure, another one.

        Args:
            key: The letter.
        """
        if self.moment in ("asking", "sure") and self.item is not None and self.item.options:
            option = LETTERS.index(key.upper())
            self.query_one(QuestionPanel).point(option)
            self._take(option)

    def action_flag(self) -> None:
        """Flag the item, or take its flag away."""
        item = self.item
        if item is None:
            return
        try:
            now_flagged = self.practice.flag(item)
        except TryAgainError as error:
            self._refuse(error)
            return
        (self._flagged.add if now_flagged else self._flagged.discard)(item.id)
        self._head()

    def action_lesson(self) -> None:
        """Read the lesson on the topic of the item."""
        lesson = self.practice.read(self.item.topic) if self.item is not None else None
        if lesson is not None:
            text = lesson_content(lesson, self._sources)
            self.app.push_screen(Page(f"Lesson: {lesson_title(lesson)}", text, opens="Go on"))

    def action_clear(self) -> None:
        """Take the last one back of what is put in order."""
        if self.moment == "sure":  # The last two went together: the last one had no choice.
            self.moment, self._picked = "asking", self._picked[:-1]
        self._picked = self._picked[:-1]
        self._arranging()

    async def action_open(self) -> None:
        """Turn the card, or go on."""
        self._go_on()

    async def action_mark(self) -> None:
        """Space turns the card, goes on, or chooses."""
        place = self.query_one(QuestionPanel).highlighted
        if self.moment == "asking" and self.item is not None and self.item.style != "card":
            if place is not None:
                self._take(place)
        else:
            self._go_on()

    def action_back(self) -> None:
        """Leave; what was answered is kept."""
        self.dismiss(None)

    def _go_on(self) -> None:
        item = self.item
        if self.moment == "told":
            self._ask()
        elif self.moment == "asking" and item is not None and item.style == "card":
            self.moment = "back"
            self.query_one(QuestionPanel).tell(Content("\n").join(self._wrapped("", item.back)))
            self._say(_scale("How well did you know it?", RATING_WORDS))

    def _ask(self) -> None:
        """Show the next item, or leave at the end."""
        item = self.practice.current
        if item is None:
            self.moment = "over"
            self.dismiss(None)
            return
        self.moment, self._picked = "asking", []
        panel = self.query_one(QuestionPanel)
        self.query_one("#notice", Plain).display = not self.practice.marked
        note, self._note = self._note, ""
        if item.style == "card":
            panel.ask((item.front,), ())
            self._say(f"{note}Say the answer to yourself, then press enter.")
        elif item.options:
            panel.ask(paragraphs_of(item), lines_of(item))
            guess = f"{GUESS}\n" if self.practice.is_guess else ""
            told = "Press the letter of your answer, or choose with arrows and enter."
            self._say(f"{note}{guess}{told}")
        else:
            self._shown = scrambled(item, self.practice.seed)
            panel.ask(paragraphs_of(item), self._parts(item))
            self._arranging()
        self._head()
        self.refresh_bindings()
        if self.practice.lesson is not None:
            self.action_lesson()

    def _take(self, place: int) -> None:
        """Something was chosen: an option, or the next one of an order."""
        item = self.item
        if item is None or item.style == "card" or self.moment not in ("asking", "sure"):
            return
        if item.options:
            self._choose(item, place)
        elif place < len(self._shown) and self._shown[place] not in self._picked:
            self._picked.append(self._shown[place])
            self._arranging()

    def _choose(self, item: Item, option: int) -> None:
        if option >= len(item.options):
            return
        self._picked = [option]
        if not self._certainty:
            self._answer(None)
            return
        self.moment = "sure"
        self.query_one(QuestionPanel).change(lines_of(item, option, marked=True))
        self._say(_scale("How sure are you?", CERTAINTIES))

    def _answer(self, certainty: int | None) -> None:
        """Store what was picked, and say what it came to."""
        item = self.item
        if item is None:
            return
        try:
            if item.options:
                marked = self.practice.choose(self._picked[0], certainty, self._now())
            else:
                marked = self.practice.arrange(tuple(self._picked), certainty, self._now())
        except TryAgainError as error:
            if not item.options:
                self.moment, self._picked = "asking", self._picked[:-2]
                self._arranging()
            self._refuse(error)
            return
        self._tell(marked, marked.item if item.options else self._solution(item))

    def _rate(self, rating: Rating) -> None:
        try:
            marked = self.practice.rate(rating, self._now())
        except TryAgainError as error:
            self._refuse(error)
            return
        self._note = f"The card before: {self._comes_again(marked).lower()}\n"
        self._ask()

    def _arranging(self) -> None:
        """Show what is put where so far; with the last one it is answered."""
        item = self.item
        if item is None:
            return
        left = [n for n in self._shown if n not in self._picked]
        if len(left) == 1:
            self._picked += left
        complete = len(self._picked) == len(self._shown)
        if complete and not self._certainty:
            self._answer(None)
            return
        self.query_one(QuestionPanel).change(self._parts(item))
        if complete:
            self.moment = "sure"
            self._say(_scale("How sure are you?", CERTAINTIES))
        else:
            self._say(self._what_next(item))
        self.refresh_bindings()

    def _parts(self, item: Item) -> tuple[Line, ...]:
        """Steps or right-hand sides as they are shown, with the place that each was given."""
        texts = item.steps or tuple(pair.right for pair in item.pairs)
        given = {part: place for place, part in enumerate(self._picked, 1)}
        names = [str(n) for n in range(1, len(texts) + 1)]
        if item.pairs:
            names = [pair.left for pair in item.pairs]
        return tuple(
            Line(f"{n}  ", f"{texts[part]}{_given(item, names, given.get(part))}")
            for n, part in enumerate(self._shown, 1)
        )

    def _what_next(self, item: Item) -> str:
        place = len(self._picked)
        if item.steps:
            return f"Which comes {_ORDINALS[place]}? Press its number. x takes the last one back."
        return f"What belongs to: {item.pairs[place].left}? Press its number. x takes one back."

    def _solution(self, item: Item) -> Content:
        """All in its right place, with what was put there."""
        parts = self._picked
        lines: list[Content] = []
        for place, part in enumerate(parts):
            pair = item.pairs[place] if item.pairs else None
            text = item.steps[place] if pair is None else f"{pair.left}: {pair.right}"
            fits = part == place
            lines += self._wrapped(f"{RIGHT if fits else WRONG} {place + 1}  ", text, "bold")
            if not fits:
                yours = item.steps[part] if pair is None else item.pairs[part].right
                lines += self._wrapped("     ", f"you: {yours}")
        return Content("\n").join(lines)

    def _wrapped(self, label: str, text: str, style: str = "") -> list[Content]:
        width = self.query_one(QuestionPanel).width
        return [Content.styled(line, style) for line in hanging(label, text, width)]

    def _tell(self, marked: Marked, told: Content | Item) -> None:
        """Say at once what it came to."""
        item = marked.item
        self.moment = "told"
        self.app.clear_notifications()  # Else a word on the item before lies over this one.
        self.query_one("#notice", Plain).display = False
        self.query_one(QuestionPanel).tell(told, marked.chosen, self._source(item))
        verdict = (f"{RIGHT} Right.", "bold $text-success")
        if not marked.correct:
            right = (
                f" The right answer is {answer_of(item)}."
                if item.options
                else " Compare the order."
            )
            right = " Compare the pairs." if item.pairs else right
            verdict = (f"{WRONG} Wrong.{right}", "bold $text-error")
            if marked.guess:
                verdict = (f"Not yet.{right}", "bold $text-warning")
        said = f" {self._comes_again(marked)}\nEnter goes on."
        self._say(Content.assemble(verdict, said))
        self._head()
        self.refresh_bindings()

    def _source(self, item: Item) -> str:
        """Who says so, and for which editions it holds."""
        computed = self.practice.where == "computed"
        return source_words(item, None if computed else self._sources.get(item.source))

    def _comes_again(self, marked: Marked) -> str:
        plan = self.practice.plan
        if marked.state is None:
            return "There is always a new one of this kind."
        what = "This drill" if self.practice.skill else "It"
        at, due = self._now(), marked.state.due
        return f"{what} comes back {again_words(due - at, plan.day(due) - plan.day(at))}."

    def _head(self) -> None:
        """Where one stands, the topic, and whether it is flagged."""
        practice, item = self.practice, self.item
        number = len(practice.marked) + (self.moment != "told")
        kind = KINDS.get(practice.where, "Practice")
        if practice.skill:
            kind = "Drill"
        parts = [f"{kind} {number} of {len(practice.items)}", f"{practice.right} right"]
        if item is not None:
            # The topic of a task can be its answer.
            parts.append(skill_title(item.id) or topic_of(item))
            if item.id in self._flagged:
                parts.append("flagged")
        self.query_one("#head", Plain).update(Content("   ".join(parts)))

    def _say(self, words: str | Content) -> None:
        self.query_one("#say", Plain).update(words)
        card = self.item is not None and self.item.style == "card"
        turns = "Turn it" if self.moment == "asking" and card else ""
        self.query_one(KeyBar).opens = "Go on" if self.moment == "told" else turns

    def _refuse(self, error: TryAgainError) -> None:
        """It could not be stored: it is still asked."""
        self.notify(str(error), severity="error")


_ORDINALS: Final = ("first", *("next",) * 20)


def _given(item: Item, names: list[str], place: int | None) -> str:
    """Where a part was put, in words."""
    if place is None:
        return ""
    return f"   [place {place}]" if item.steps else f"   [{names[place - 1]}]"


def _scale(question: str, words: Mapping[int, str]) -> Content:
    """A question with its numbered answers."""
    return Content.assemble((question, "bold"), "   ", scale(words))
