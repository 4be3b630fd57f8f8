"""What somebody earns who knows nothing of the matter, and looks at the options alone.

The one idea: a way of guessing gives each option a number, takes an option with the highest, and
earns a quarter where the options say nothing. A bank is looked at from both sides: a sign by which
the key is hardly ever found leads to it as well, as soon as somebody has noticed.

Source: Millman, Bishop and Ebel 1965, An analysis of test-wiseness, Educational and Psychological
Measurement 25(3); the cues are those of Case and Swanson, as in `cues`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from itilsim.quiz.cues import ABSOLUTES, HEDGES, content_words, shared
from itilsim.quiz.questions import Item

Guess: TypeAlias = Callable[[str, Sequence[str]], Sequence[float]]
"""From a stem and its options to a number for each option."""


def _longest(_stem: str, options: Sequence[str]) -> list[float]:
    return [len(text) for text in options]


def _like_the_others(_stem: str, options: Sequence[str]) -> list[float]:
    words = [content_words(text) for text in options]
    return [
        sum(shared(one, other) for m, other in enumerate(words) if m != n)
        for n, one in enumerate(words)
    ]


def _echoes(stem: str, options: Sequence[str]) -> list[float]:
    asked = content_words(stem)
    return [len(asked & content_words(text)) for text in options]


def _counting(words: Collection[str]) -> Guess:
    """How many of some words an option has."""
    return lambda _, options: [
        sum(word in words for word in re.findall(r"\w+", text.casefold())) for text in options
    ]


def _least(guess: Guess) -> Guess:
    return lambda stem, options: [-value for value in guess(stem, options)]


GUESSES: Final[Mapping[str, Guess]] = {
    "the longest option": _longest,
    "the shortest option": _least(_longest),
    "the option most like the others": _like_the_others,
    "the option least like the others": _least(_like_the_others),
    "the option with most words of the stem": _echoes,
    "the option with most hedges": _counting(HEDGES),
    "the option with fewest hedges": _least(_counting(HEDGES)),
    "the option with most absolute words": _counting(ABSOLUTES),
    "the option with fewest absolute words": _least(_counting(ABSOLUTES)),
}
"""Ways of guessing, by what is always chosen."""


def earned(guess: Guess, items: Iterable[Item]) -> float:
    """Share of questions that a way of guessing answers rightly, 0 to 1; equals share their chance.

    Args:
        guess: The way.
        items: Questions with four options; an option that is a pair of statements is read as these,
            and what has no key is passed over.

    Returns:
        The share; 0 where there is no such question.
    """
    hits: list[float] = []
    for item in items:
        if item.key is None:
            continue
        values = guess(item.stem, [_in_words(item, option.text) for option in item.options])
        most = max(values)
        best = [n for n, value in enumerate(values) if value == most]
        hits.append((item.key in best) / len(best))
    return sum(hits) / len(hits) if hits else 0.0


def _in_words(item: Item, option: str) -> str:
    """An option as it is read: the statements that it names, or its own text."""
    if item.style != "list":
        return option
    numbers = [int(number) for number in re.findall(r"\d", option)]
    return "; ".join(text for n, text in enumerate(item.statements, 1) if n in numbers)
