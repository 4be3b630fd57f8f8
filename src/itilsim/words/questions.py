"""How questions, answers and results are told, line by line.

The one idea: what stands on a line is decided here once, so that the app, plain mode and paper call
an option by the same letter and explain it in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from itilsim.quiz.chance import shuffled
from itilsim.quiz.marking import Result
from itilsim.quiz.questions import Item, Source
from itilsim.quiz.syllabus import TOPICS

LETTERS: Final = "ABCD"
"""What the four options are called, in the order of the file."""

PLACES: Final = "abcdefghij"
"""What steps and right-hand sides are called while they are to be put in order."""

CERTAINTIES: Final[dict[int, str]] = {1: "unsure", 2: "fairly sure", 3: "quite sure"}
"""What the levels of certainty are called."""

RATINGS: Final[dict[int, str]] = {1: "not at all", 2: "hardly", 3: "well", 4: "at once"}
"""How well a card was known. Source: FSRS, which calls them again, hard, good and easy."""


def topic_of(item: Item) -> str:
    """Return the title of an item's topic."""
    return TOPICS.get(item.topic, item.topic)


def asked(item: Item) -> str:
    """Return what is asked, on one line; a missing word is a line to fill in."""
    return (item.stem or item.front).replace("[?]", "_____")


def scrambled(item: Item, seed: int) -> tuple[int, ...]:
    """Return in which order the steps or right-hand sides are shown: positions in the item.

    Draws: `scramble/<item>/<position>` for each; again, if nothing would be moved.
    """
    count = len(item.steps or item.pairs)
    for attempt in range(10):
        order = shuffled(range(count), seed, "scramble", item.id, attempt)
        if order != list(range(count)):
            break
    return tuple(order)


def arranged(text: str, shown: Sequence[int]) -> tuple[int, ...] | None:
    """Return the answer that letters like `b a c` or `bac` mean; None if they are not all there.

    Args:
        text: One letter for each place.
        shown: What the letters stand for, as `scrambled` gives it.
    """
    letters = re.findall(r"[a-z]", text.casefold())
    known = PLACES[: len(shown)]
    if sorted(letters) != sorted(known):
        return None
    return tuple(shown[known.index(letter)] for letter in letters)


def rationales(item: Item) -> Iterator[str]:
    """Yield a line on each option: its letter, whether it is right, its text, and why."""
    for letter, option in zip(LETTERS, item.options, strict=False):
        word = "right" if option.correct else "wrong"
        yield f"{letter} ({word}): {option.text}. {option.rationale}"


def answer_of(item: Item) -> str:
    """Return the right answer in words; of an order or a match all of it."""
    if item.key is not None:
        return f"{LETTERS[item.key]}) {item.options[item.key].text}"
    if item.steps:
        return "; ".join(f"{n}. {step}" for n, step in enumerate(item.steps, 1))
    if item.pairs:
        return "; ".join(f"{pair.left}: {pair.right}" for pair in item.pairs)
    return item.back


TRUST: Final[dict[str, str]] = {
    "H": "well supported",
    "M": "supported by few sources",
    "SME": "experts' knowledge",
}
"""What the levels of confidence mean to a reader."""


COMPUTED: Final = "Source: worked out by the rules and tables of the simulated organisation"
"""What is said of an answer that stands on no publication."""


def source_line(source: Source | None, item: Item) -> str:
    """Return on whose word the answer stands, and how well; without a source it was computed."""
    if source is None:
        return COMPUTED
    return f"Source: {source.authority}. {source.where} ({TRUST[item.confidence]})"


def result_lines(result: Result, pass_mark: int) -> Iterator[str]:
    """Yield what an exam came to, and each area."""
    verdict = "passed" if result.passed else "not passed"
    yield f"Result: {result.correct} of {result.total}, {verdict}; {pass_mark} were needed"
    if result.certainty_score is not None:
        yield f"Certainty: {result.certainty_score} marks, where guesses cost nothing"
    for area in result.by_area:
        yield f"Area {area.area}: {area.correct} of {area.total}, {area.title}"


def came_to(right: int, asked: int, guesses: int, cards: int) -> str:
    """Return what a round came to, in a few words; guesses and cards have no right or wrong."""
    parts = [f"{right} of {asked} right"] if asked else []
    for count, name in ((guesses, "first guess"), (cards, "card")):
        plural = "es" if name.endswith("s") else "s"
        parts += [f"{count} {name}{'' if count == 1 else plural}"] if count else []
    return ", ".join(parts) or "nothing answered"


def again_words(seconds: int, days: int) -> str:
    """Return when something comes again.

    Args:
        seconds: From now.
        days: From now, in the learner's days.
    """
    minutes = -(-max(seconds, 0) // 60)
    if days > 0:
        return days_words(days)
    return "in a minute" if minutes <= 1 else f"in {minutes} minutes"


def later_words(seconds: Sequence[int]) -> str:
    """What comes again later today, in a few words with a comma before them; empty: nothing.

    Args:
        seconds: From now, for each card, in order.
    """
    if not seconds:
        return ""
    come = "comes" if len(seconds) == 1 else "come"
    return f", {len(seconds)} {come} back {again_words(seconds[0], 0)}"


def days_words(days: int) -> str:
    """Return when something comes, so many days from now."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
