"""What answers so far say: how much of each area is known, and how fast it is forgotten.

The one idea: the first answer to a question shows what a learner would do in an exam, where all
questions are new. A later answer to the same question shows memory: whether what was once right is
still right, and so how fast this learner forgets.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itilsim.quiz.plan import DAY

GUESS = 0.25
"""Share that pure guessing gets right. Source: four options, one key."""

HALF_LIFE = 200.0
"""Answers after which an answer counts half: learners change. Tuned."""

DISCOUNT = 0.9
"""What a first answer counts: those of one evening go up and down together. Tuned."""

REPEATED = 0.1
"""What a later answer to the same question counts for what is known. A tuning constant."""

RATES = (0.0065, 0.013, 0.026, 0.052)
"""Ways in which learners forget, slow to fast; each as likely before any evidence. Tuned.

What is known shrinks by the factor (1 + days)**-rate: a power of time, as in Wixted and Carpenter
2007, Psychological Science 18(2).
"""

MEMORY_GUESS = 0.5
"""Share of repeated questions that are right although forgotten. A tuning constant."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to one question."""

    item: str
    """The question's id."""
    area: str
    """The area of the syllabus in which a blueprint counts it."""
    topic: str
    """Its topic."""
    correct: bool
    """Whether it was right."""
    at: int
    """When, in epoch seconds."""
    first: bool
    """Whether it is the learner's first answer to this question."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers that speak of one area or topic, each counted by its weight."""

    right: float = 0.0
    """Those that were right."""
    wrong: float = 0.0
    """Those that were not."""
    last: int | None = None
    """When the latest was given, in epoch seconds."""

    @property
    def number(self) -> float:
        """All of them."""
        return self.right + self.wrong

    def and_one(self, weight: float, attempt: Attempt) -> Tally:
        """Return the tally with one answer more."""
        last = attempt.at if self.last is None else max(self.last, attempt.at)
        if attempt.correct:
            return Tally(self.right + weight, self.wrong, last)
        return Tally(self.right, self.wrong + weight, last)


def tallies(attempts: Sequence[Attempt]) -> dict[tuple[str, str], Tally]:
    """Return the tallies of areas, as (area, ""), and of their topics, as (area, topic).

    Args:
        attempts: In the order in which they were given.
    """
    found: dict[tuple[str, str], Tally] = {}
    decay = 0.5 ** (1 / HALF_LIFE)
    weight = DISCOUNT * decay ** max(0, len(attempts) - 1)
    for attempt in attempts:
        counts = weight if attempt.first else weight * REPEATED
        for key in ((attempt.area, ""), (attempt.area, attempt.topic)):
            found[key] = found.get(key, Tally()).and_one(counts, attempt)
        weight /= decay
    return found


def forgetting(attempts: Sequence[Attempt]) -> Mapping[float, float]:
    """Return how likely each of the rates of forgetting is, by what was answered again.

    Only questions that were right the time before say anything, and only a day or more later.

    Args:
        attempts: In the order in which they were given.
    """
    logs = dict.fromkeys(RATES, 0.0)
    before: dict[str, Attempt] = {}
    for attempt in attempts:
        past = before.get(attempt.item)
        if past is not None and past.correct and attempt.at - past.at >= DAY:
            days = (attempt.at - past.at) / DAY
            for rate in RATES:
                right = MEMORY_GUESS + (1 - MEMORY_GUESS) * kept(rate, days)
                logs[rate] += math.log(right if attempt.correct else 1 - right)
        before[attempt.item] = attempt
    most = max(logs.values())
    weights = {rate: math.exp(log - most) for rate, log in logs.items()}
    total = math.fsum(weights.values())
    return {rate: weight / total for rate, weight in weights.items()}


def kept(rate: float, days: float) -> float:
    """Return which share of what is known is still known after so many days."""
    return float((1 + max(0.0, days)) ** -rate)
