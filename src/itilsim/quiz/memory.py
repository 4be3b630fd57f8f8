"""How well one card is remembered: FSRS-6, by the `fsrs` library.

The one idea: a memory is two numbers, and both are rounded before anything is made of them, so that
the last digit of a machine's arithmetic never moves a review to another day. From the library only
the change of the two numbers is taken: its clock, its ids and its chance are never used.

The parameters are the library's defaults. They stand here, so that a new version of the library
changes nobody's schedule:

    0.212  1.2931 2.3065 8.2956 6.4133 0.8334 3.0194 0.001  1.8722 0.1666 0.796
    1.4835 0.0614 0.2629 1.6483 0.6014 1.8729 0.5425 0.0912 0.0658 0.1542

Source: `DEFAULT_PARAMETERS` of fsrs 6.3.2 (open-spaced-repetition/py-fsrs, MIT licence), fitted by
its authors to many learners' reviews; the formulas are those of FSRS-6.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from itilsim.quiz.plan import DAY

if TYPE_CHECKING:
    from fsrs import Scheduler

Rating = Literal[1, 2, 3, 4]
"""1 forgotten, 2 recalled with difficulty, 3 recalled, 4 recalled with ease."""

PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""As above."""

DECAY = PARAMETERS[20]
"""How slowly forgetting slows down."""

DIGITS = 4
"""Decimals that are kept of both numbers."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is left of all reviews of a card."""

    stability: float
    """Days after which it is recalled with a probability of 0.9."""
    difficulty: float
    """1 to 10: how little each review adds."""


@lru_cache(maxsize=100_000)
def after(
    memory: Memory | None, days: int, rating: Rating, parameters: tuple[float, ...] = PARAMETERS
) -> Memory:
    """Return the memory after a review.

    Args:
        memory: That after the review before; None at the first one.
        days: Whole days since the review before.
        rating: How it went.
        parameters: Those of FSRS-6; others than the defaults serve to simulate learners.
    """
    from datetime import UTC, datetime, timedelta  # noqa: PLC0415 - with the library

    from fsrs import Card, State  # noqa: PLC0415 - needed by few commands, costs 60 ms
    from fsrs import Rating as Grade  # noqa: PLC0415

    then = datetime(2000, 1, 1, tzinfo=UTC)
    card = Card(card_id=1, state=State.Learning, step=0, due=then)
    if memory is not None:
        card.stability, card.difficulty, card.last_review = (
            memory.stability,
            memory.difficulty,
            then,
        )
    new, _ = _scheduler(parameters).review_card(card, Grade(rating), then + timedelta(days=days))
    if new.stability is None or new.difficulty is None:
        message = "A reviewed card has a stability and a difficulty."
        raise AssertionError(message)
    return Memory(round(new.stability, DIGITS), round(new.difficulty, DIGITS))


def recall_after(memory: Memory, days: float, decay: float = DECAY) -> float:
    """Return the probability of recall so many days after the last review."""
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(0.0, days) / memory.stability) ** -decay)


def interval(memory: Memory, retention: float) -> int:
    """Return after how many days recall has fallen to the retention, at least 1."""
    whole = float(retention ** (-1 / DECAY) - 1)
    return max(1, round(memory.stability * whole / float(0.9 ** (-1 / DECAY) - 1)))


def days_between(last: int, at: int) -> float:
    """Return the days, with parts of a day, between two moments in epoch seconds."""
    return max(0, at - last) / DAY


@cache
def _scheduler(parameters: tuple[float, ...]) -> Scheduler:
    """The library's scheduler, without steps within a day and without its fuzz."""
    from fsrs import Scheduler  # noqa: PLC0415 - as in `after`

    return Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
