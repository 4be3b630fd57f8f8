"""Many shifts, on as many processes as wished, in the order in which they were asked for.

The one idea: results depend on orders alone, so that one process or eight give the same lines.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor

from itilsim.composing.generated import Composer
from itilsim.domain.errors import TryAgainError
from itilsim.domain.scenario import Setting
from itilsim.lab.simulation import Order, Simulated, simulate
from itilsim.runs.references import References
from itilsim.storage.places import Places

AHEAD = 4
"""Orders in hand for each process, so that none waits for the next one. Tuning constant."""

MOST = 61 if sys.platform == "win32" else 256
"""Processes that there can be. Source: `concurrent.futures` in Python's reference."""

Shifts = Setting | Composer
"""What is played: one scenario on any seed, or another shift with each."""


def simulate_all(
    shifts: Shifts, orders: Sequence[Order], places: Places, jobs: int = 1
) -> Iterator[Simulated]:
    """Play all orders.

    Args:
        shifts: What is played.
        orders: How, on which seed.
        places: Where references are remembered.
        jobs: Processes at work; with one, nothing is started.

    Yields:
        What came of each order, in their order.

    Raises:
        TryAgainError: If a process was ended from outside.
    """
    if min(jobs, len(orders)) <= 1:
        yield from _here(shifts, orders, places)
    else:
        yield from _in_processes(shifts, orders, places, min(jobs, len(orders)))


def _here(shifts: Shifts, orders: Sequence[Order], places: Places) -> Iterator[Simulated]:
    references = References.at(places)
    try:
        for order in orders:
            yield _played(shifts, order, references)
    finally:
        references.close()


def _in_processes(
    shifts: Shifts, orders: Sequence[Order], places: Places, jobs: int
) -> Iterator[Simulated]:
    executor = ProcessPoolExecutor(
        max_workers=min(jobs, MOST),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(shifts, places),
    )
    try:
        yield from _in_order(executor, orders, ahead=jobs * AHEAD)
    except BrokenExecutor as error:
        raise TryAgainError(
            "A process of the batch was ended from outside; is memory short? Try fewer --jobs."
        ) from error
    except BaseException:
        # A signal must not wait for a shift that takes minutes, so the processes go first. Then the
        # executor is waited for: left alone it may complain at the very end of the program.
        for child in multiprocessing.active_children():
            child.terminate()
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


def _in_order(executor: Executor, orders: Sequence[Order], *, ahead: int) -> Iterator[Simulated]:
    """Results in the order of orders, of which only so many wait at a time."""
    waiting: deque[Future[Simulated]] = deque()
    for order in orders:
        waiting.append(executor.submit(_work, order))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_bench: list[tuple[Shifts, References]] = []
"""In a process of a batch: what it works with."""


def _begin(shifts: Shifts, places: Places) -> None:
    """Make a process ready; an interruption is the business of the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bench.append((shifts, References.at(places)))
    gc.freeze()  # as `itilsim simulate` does in its own process


def _work(order: Order) -> Simulated:
    """Play one order in a process of a batch."""
    shifts, references = _bench[-1]
    return _played(shifts, order, references)


def _played(shifts: Shifts, order: Order, references: References) -> Simulated:
    """Play one order, in the shift of its seed."""
    if isinstance(shifts, Composer):
        return simulate(shifts.generated(order.seed).setting, order, references)
    return simulate(shifts, order, references)
