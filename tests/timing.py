"""Time in tests: a budget is stretched as far as bare work of the same kind is at this moment.

The one idea: seconds say more about a machine and its load than about us. So a budget is written in
seconds of a quiet machine, and whoever is over it is compared with a bare peer before it counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import yaml

BARE = 0.030
"""Seconds that `bare` takes on a quiet machine of 2026, for which budgets are written."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Assert that the block takes no more processor time than that.

    Args:
        seconds: On a quiet machine.
    """
    begun = time.process_time()
    yield
    taken = time.process_time() - begun
    if taken > seconds:
        allowed = seconds * max(1.0, bare() / BARE)
        assert taken <= allowed, f"took {taken:.2f} s, {allowed:.2f} s are allowed here and now"


def bare() -> float:
    """Seconds that PyYAML's C parser takes for a file of forty thousand words, now."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        for _event in yaml.parse("- a\n" * 40_000, yaml.CSafeLoader):
            pass
        taken.append(time.process_time() - begun)
    return min(taken)
