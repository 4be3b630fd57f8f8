"""How sure a mean of few values is: Student's interval, for learners, pairs and classes alike.

Source: Student 1908, The probable error of a mean.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Final

SURE: Final = 0.95
"""How often an interval holds what it is about."""


def half_width(values: Sequence[float]) -> float:
    """How far the interval of 95 % for the mean behind some values reaches to either side.

    Args:
        values: At least two, each independent of the others.
    """
    return student(len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The interval of 95 % for the mean behind some values.

    Args:
        values: As for `half_width`.
    """
    mean, half = statistics.fmean(values), half_width(values)
    return mean - half, mean + half


def student(degrees: int, sure: float = SURE) -> float:
    """How many standard errors an interval reaches to either side.

    Args:
        degrees: Degrees of freedom, at least one.
        sure: Share of such intervals that hold what they are about.
    """
    low, high = 0.0, 1000.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < sure else (low, middle)
    return high


def _within(t: float, degrees: int) -> float:
    """Probability that Student's t is no farther from nothing than this.

    Source: Abramowitz and Stegun, 26.7.3 and 26.7.4.
    """
    angle = math.atan(t / math.sqrt(degrees))
    square = math.cos(angle) ** 2
    odd = degrees % 2
    term = total = (math.cos(angle) if odd else 1.0) if degrees > 1 else 0.0
    for n in range(2 + odd, degrees - 1, 2):
        term *= square * (n - 1) / n
        total += term
    total *= math.sin(angle)
    return (angle + total) * 2 / math.pi if odd else total
