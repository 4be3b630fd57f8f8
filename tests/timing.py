"""Time in tests: a budget is stretched as far as bare work of the same kind is at this moment.

The one idea: seconds say more about a machine and its load than about us. So a budget is written in
seconds of a quiet machine, and whoever is over it is compared with a bare peer before it counts.
"""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

import yaml

T = TypeVar("T")

TRIES = 6

BARE = 0.030
"""Seconds that `bare` takes on a quiet machine of 2026, for which budgets are written."""


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time that something takes, and what it gives.

    The garbage collector rests meanwhile, as in `timeit`: when it goes over the whole heap, that is
    hundreds of other tests' objects, and whether it does so hangs on what ran before.
    """
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        done = work()
        return time.process_time() - begun, done
    finally:
        gc.enable()


def quickly(seconds: float, work: Callable[[], T]) -> T:
    """Do something and assert that it takes no more processor time than that.

    Args:
        seconds: On a quiet machine.
        work: What to do; once more, and again, if a busy machine may have spoilt a try.
    """
    over = []
    for _ in range(TRIES):
        took, done = timed(work)
        if took <= seconds:
            return done
        allowed = seconds * max(1.0, bare() / BARE)
        if took <= allowed:
            return done
        over.append(f"took {took:.2f} s, {allowed:.2f} s were allowed just then")
    raise AssertionError("; ".join(over))


def bare() -> float:
    """Seconds that PyYAML's C parser takes for a file of forty thousand words, now."""
    text = "- a\n" * 40_000
    return min(timed(lambda: deque(yaml.parse(text, yaml.CSafeLoader), 0))[0] for _ in range(3))
