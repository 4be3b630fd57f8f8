"""A mock exam in plain lines: everything that the exam screen can do, by typed words.

The one idea: nothing is pushed at the person but what they ask for, so a screen reader is never
interrupted; the time left stands with each question, and `time` tells it at any moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from itilsim.learner.mock_exam import Handed, MockExam, SittingOver
from itilsim.plain.console import Console, Left, Word, spoken
from itilsim.quiz.questions import Item
from itilsim.quiz.sitting import unanswered
from itilsim.words import questions as words
from itilsim.words.actions import action_named
from itilsim.words.questions import LETTERS

FLAG, CLEAR, NEXT, PREVIOUS, OVERVIEW, SUBMIT = (
    action_named(name).word
    for name in ("flag", "clear", "next_question", "previous_question", "overview", "hand_in")
)
"""What the exam screen has keys for."""

WORDS = (
    *(Word(letter.lower(), f"answer {letter}; add 1 to 3 for how sure you are")
      for letter in LETTERS),
    *(spoken(name) for name in ("next_question", "previous_question")),
    Word("go", "go to a question by its number, like: go 12"),
    Word("open", "go to the first question without an answer"),
    *(spoken(name) for name in ("clear", "flag", "overview")),
    Word("time", "how much time is left"),
    Word("repeat", "say the question again"),
    spoken("hand_in"),
)  # fmt: skip
"""What can be said during an exam."""


class PlainExam:
    """One sitting on a console."""

    def __init__(self, exam: MockExam, console: Console, *, certainty: bool) -> None:
        """Keep what is needed; `certainty` asks with each answer how sure one is."""
        self._exam = exam
        self._console = console
        self._certainty = certainty

    def run(self) -> Handed | None:
        """Sit the exam; gives what it came to, or nothing if the person left it for later.

        Raises:
            TryAgainError: Something could not be stored; what was acknowledged is there.
        """
        try:
            self._show()
            while True:
                said = self._console.ask("Exam", WORDS)
                if said[0] == SUBMIT:
                    if self._sure():
                        return self._exam.hand_in()
                else:
                    self._do(said)
        except SittingOver:
            self._say("Time is up. What was answered is handed in.")
            return self._exam.hand_in()
        except Left:
            self._say(f"Left, {_clock(self._exam.remaining)} on the clock, which goes on.")
            self._say("Type itilsim exam --plain to go on.")
            return None

    def _do(self, said: Sequence[str]) -> None:
        word, rest = said[0], said[1:]
        position = self._exam.sitting.position
        if word.upper() in LETTERS:
            self._answer(word.upper(), rest)
        elif word in (NEXT, PREVIOUS, "go", "open"):
            goal = self._goal(word, rest, position)
            if goal is not None:
                self._exam.show(goal)
                self._show()
        elif word == CLEAR:
            self._exam.clear()
            self._say("Answer taken back.")
        elif word == FLAG:
            self._exam.flag()
            flagged = position in self._exam.sitting.flags
            self._say("Flagged." if flagged else "Not flagged any more.")
        elif word == OVERVIEW:
            self._say(*self._overview())
        elif word == "time":
            self._say(f"Time left: {_clock(self._exam.remaining)}")
        else:
            self._show()

    def _answer(self, letter: str, rest: Sequence[str]) -> None:
        sure = int(rest[0]) if rest and rest[0] in {"1", "2", "3"} else None
        self._exam.choose(LETTERS.index(letter), sure if self._certainty else None)
        self._say(f"Saved: {letter}.")
        if self._certainty and sure is None:
            self._say(f"How sure you are was not said; next time like this: {letter.lower()} 2")
        if self._exam.sitting.position + 1 < len(self._exam.items):
            self._exam.show(self._exam.sitting.position + 1)
            self._show()
        else:
            self._say(f"That was the last one. {OVERVIEW} shows what is open, {SUBMIT} hands in.")

    def _goal(self, word: str, rest: Sequence[str], position: int) -> int | None:
        if word == "go":
            if not (rest and rest[0].isdecimal() and 1 <= int(rest[0]) <= len(self._exam.items)):
                self._say(f"Say a number from 1 to {len(self._exam.items)}, like: go 12")
                return None
            return int(rest[0]) - 1
        if word == "open":
            left = unanswered(self._exam.sitting)
            if not left:
                self._say("Every question has an answer.")
                return None
            return left[0]
        return position + (1 if word == NEXT else -1)

    def _sure(self) -> bool:
        left = len(unanswered(self._exam.sitting))
        if left:
            self._say(f"Open: {left} of {len(self._exam.items)} questions.")
        yes = Word("yes", "hand in now")
        no = Word("no", "go on")
        return self._console.ask("Hand in, yes or no", (yes, no))[0] == "yes"

    def _show(self) -> None:
        if self._exam.remaining == 0:
            raise SittingOver
        sitting = self._exam.sitting
        place = f"Question {sitting.position + 1} of {len(sitting.items)}"
        self._say("", f"{place}, {_clock(self._exam.remaining)} left")
        item = self._exam.item
        if item is None:
            self._say("This question was withdrawn. It counts as right.")
            return
        self._say(*_question(item))
        chosen = self._exam.chosen[sitting.position]
        if chosen is not None:
            self._say(f"Your answer: {LETTERS[chosen]}")
        if sitting.position in sitting.flags:
            self._say("Flagged.")

    def _overview(self) -> Iterator[str]:
        sitting = self._exam.sitting
        left = set(unanswered(sitting))
        done = [n + 1 for n in range(len(sitting.items)) if n not in left]
        yield f"Answered: {_numbers(done)}"
        yield f"Open: {_numbers([n + 1 for n in sorted(left)])}"
        yield f"Flagged: {_numbers([n + 1 for n in sorted(sitting.flags)])}"

    def _say(self, *lines: str) -> None:
        self._console.say(*lines)


def sit(begun: MockExam | Handed, console: Console, *, certainty: bool) -> Handed | None:
    """Sit an exam and hear what it came to; nothing is given back if it was left for later.

    Args:
        begun: The exam, or one whose time ran out while nobody was there.
        console: Where it happens.
        certainty: Whether each answer says how sure one is.

    Raises:
        TryAgainError: Something could not be stored; what was acknowledged is there.
    """
    if isinstance(begun, Handed):
        handed: Handed | None = begun
    else:
        handed = PlainExam(begun, console, certainty=certainty).run()
    if handed is not None:
        _tell(console, handed)
    return handed


def _tell(console: Console, handed: Handed) -> None:
    """What an exam came to, by area, and every option of every question explained."""
    console.say("", *words.result_lines(handed.result, handed.stored.sitting.pass_mark))
    for number, lines in _explained(handed):
        console.say("", f"Question {number} of {handed.result.total}", *lines)


def _explained(handed: Handed) -> Iterator[tuple[int, list[str]]]:
    each = zip(handed.items, handed.chosen, handed.result.by_item, strict=True)
    for number, (item, option, one) in enumerate(each, 1):
        if item is None:
            continue
        chosen = "nothing" if option is None else LETTERS[option]
        verdict = "right" if one.correct else "wrong"
        yield number, [*_question(item), f"You chose: {chosen}, {verdict}", *words.rationales(item)]


def _question(item: Item) -> Iterator[str]:
    yield words.asked(item)
    yield from (f"Statement {n}: {text}" for n, text in enumerate(item.statements, 1))
    for letter, option in zip(LETTERS, item.options, strict=False):
        yield f"{letter}: {option.text}"


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "none"


def _clock(seconds: int) -> str:
    return f"{seconds // 60} min {seconds % 60:02d} s"
