"""Practice and review in plain lines.

The one idea: the lines are the same whether a person or a script answers them, so what a screen
reader hears can be tested as text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from itilsim.learner.practice import Marked, Practice
from itilsim.plain.console import Console, Left, Word, spoken
from itilsim.quiz.questions import Item, Lesson, Source
from itilsim.storage.study_rows import RATINGS as ALL_RATINGS
from itilsim.words import lessons as teaching
from itilsim.words import questions as words
from itilsim.words.drills import skill_title
from itilsim.words.questions import LETTERS, PLACES

Clock = Callable[[], int]
"""Tells the time, in epoch seconds."""


FLAG = spoken("flag")
"""Possible at any question."""

LESSON = spoken("lesson")
"""Possible at any question whose topic has one."""


class Round:
    """One round of practice or review on a console."""

    def __init__(
        self,
        practice: Practice,
        console: Console,
        clock: Clock,
        *,
        certainty: bool,
        sources: Mapping[str, Source],
        until: float = math.inf,
        is_test: bool = False,
    ) -> None:
        """Keep what is needed.

        Args:
            practice: The round.
            console: Where it happens.
            clock: Tells the time.
            certainty: Whether one is asked how sure one is.
            sources: Who says so, by id.
            until: When nothing more is asked, in epoch seconds.
            is_test: Nothing is told that could answer a question, this one or another.
        """
        self._practice = practice
        self._console = console
        self._clock = clock
        self._certainty = certainty
        self._sources = sources
        self._until = until
        self._is_test = is_test

    def run(self) -> None:
        """Ask everything, or until the person leaves."""
        try:
            while (item := self._practice.current) is not None and self._clock() < self._until:
                self._ask(item)
        except Left:
            pass
        self._say(*(() if self._is_test else self._summary()))

    def _ask(self, item: Item) -> None:
        if (lesson := self._practice.lesson) is not None:
            self._practice.read(item.topic)
            self._tell(lesson)
        number, total = len(self._practice.marked) + 1, len(self._practice.items)
        guess = (teaching.GUESS,) if self._practice.is_guess else ()
        # The topic of a task can be its answer.
        about = skill_title(item.id) or words.topic_of(item)
        head = f"Question {number} of {total}: {about}"
        self._say("", head, *guess, words.asked(item))
        if item.key is not None:
            self._choose(item)
        elif item.style == "card":
            self._recall(item)
        else:
            self._arrange(item)

    def _choose(self, item: Item) -> None:
        self._say(*(f"Statement {n}: {text}" for n, text in enumerate(item.statements, 1)))
        options = list(zip(LETTERS, item.options, strict=False))
        self._say(*(f"{letter}: {option.text}" for letter, option in options))
        chosen = self._answered(
            "Answer", {letter.lower(): f"choose {letter}" for letter, _ in options}, item
        )
        sure = self._sure(item)
        option = LETTERS.index(chosen[0].upper())
        marked = self._practice.choose(option, sure, self._clock())
        if self._is_test:
            self._say("Saved.")
            return
        verdict = "Not yet." if marked.guess else "Wrong."
        right = f"{verdict} The right answer is {words.answer_of(item)}"
        self._say("Right." if marked.correct else right)
        self._say(*words.rationales(item), *self._source(item), self._comes_again(marked))

    def _recall(self, item: Item) -> None:
        self._answered("Say it to yourself, then type show", {"show": "see the answer"}, item)
        self._say(f"Answer: {item.back}")
        levels = {str(n): words.RATINGS[n] for n in ALL_RATINGS}
        asked = ", ".join(f"{level} {text}" for level, text in levels.items())
        said = self._answered(f"How well did you know it, {asked}", levels, item)
        rating = ALL_RATINGS[int(said[0]) - 1]
        self._say(self._comes_again(self._practice.rate(rating, self._clock())))

    def _arrange(self, item: Item) -> None:
        shown = words.scrambled(item, self._practice.seed)
        texts = item.steps or tuple(pair.right for pair in item.pairs)
        if item.pairs:
            self._say(*(f"{n}: {pair.left}" for n, pair in enumerate(item.pairs, 1)))
        letters = PLACES[: len(shown)]
        self._say(*(f"{a}: {texts[n]}" for a, n in zip(letters, shown, strict=True)))
        what = "the letters in the right order" if item.steps else "a letter for 1, 2, 3 and so on"
        example = " ".join(letters)
        while True:
            said = self._answered(
                f"Type order and {what}, like order {example}", {"order": what}, item
            )
            parts = words.arranged("".join(said[1:]), shown)
            if parts is not None:
                break
            self._say(f"Each letter from {letters[0]} to {letters[-1]} is needed once.")
        marked = self._practice.arrange(parts, self._sure(item), self._clock())
        self._say(
            "Right." if marked.correct else "Wrong.", f"The right answer is {words.answer_of(item)}"
        )
        self._say(*self._source(item), self._comes_again(marked))

    def _sure(self, item: Item) -> int | None:
        """Ask how sure one is, if that is to be asked."""
        if not self._certainty:
            return None
        levels = {str(n): text for n, text in words.CERTAINTIES.items()}
        return int(self._answered("How sure, 1 to 3", levels, item)[0])

    def _answered(self, question: str, choices: dict[str, str], item: Item) -> list[str]:
        """Ask; flagging is possible at any question."""
        table = [Word(word, text) for word, text in choices.items()]
        table.append(FLAG)
        lesson = self._practice.lessons.on.get(item.topic)
        if self._is_test or skill_title(item.id):
            lesson = None  # It could be the answer, or its title.
        if lesson is not None:
            table.append(LESSON)
        while True:
            said = self._console.ask(question, table)
            if said[0] == LESSON.word and lesson is not None:
                self._practice.read(item.topic)
                self._tell(lesson)
                self._say("", f"The question: {words.asked(item)}")
            elif said[0] == FLAG.word:
                self._say("Flagged." if self._practice.flag(item) else "Not flagged any more.")
            else:
                return said

    def _tell(self, lesson: Lesson) -> None:
        """Tell a lesson, a line for each part."""
        self._say("", f"Lesson: {teaching.lesson_title(lesson)}")
        for part in teaching.paragraphs(lesson, self._sources):
            self._say(f"{part.label}: {part.text}" if part.label else part.text)

    def _source(self, item: Item) -> Sequence[str]:
        return (words.source_line(self._sources.get(item.source), item),)

    def _comes_again(self, marked: Marked) -> str:
        plan = self._practice.plan
        if marked.state is None:
            return "Comes again: never, there is always a new one"
        what = "This drill comes" if self._practice.skill else "Comes"
        at, due = self._clock(), marked.state.due
        return f"{what} again: {words.again_words(due - at, plan.day(due) - plan.day(at))}"

    def _summary(self) -> Sequence[str]:
        done = [each for each in self._practice.marked if each.counts]
        wrong = [each.item for each in done if not each.correct and not skill_title(each.item.id)]
        missed = dict.fromkeys(map(words.topic_of, wrong))
        lines = ["", f"Done: {words.came_to(*self._practice.came_to)}"]
        return (*lines, *(f"Look again at: {topic}" for topic in missed))

    def _say(self, *lines: str) -> None:
        self._console.say(*lines)
