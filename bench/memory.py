"""What a long shift holds in memory, at its end in what it held half-way."""

from __future__ import annotations

import gc
import tracemalloc

from bench.facts import SMALL, steady
from bench.table import Figure
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift

DAY = 24 * 3600
DAYS = (7, 14)
POLICIES = ("first_come", "by_priority")
"""Policies that serve whoever comes, so that as much is open on each day."""
LIMIT = 1.3


def figures() -> list[Figure]:
    """Memory after 14 days of steady demand in that after seven."""
    setting = steady(SMALL)
    return [_growth(setting, policy) for policy in POLICIES]


def _growth(setting: Setting, policy: str) -> Figure:
    held(setting, policy, 1)  # what a setting remembers of itself is no part of a shift
    (seven, _), (fourteen, journal) = (held(setting, policy, days) for days in DAYS)
    note = (
        f"{policy}, {SMALL} components; {seven / 1e6:.2f} MB against {fourteen / 1e6:.2f} MB; the "
        f"journal, which is the save, holds another {journal / 1e6:.2f} MB"
    )
    return Figure(f"memory, 14 days in 7, {policy}", fourteen / seven, limit=LIMIT, note=note)


def held(setting: Setting, policy: str, days: int) -> tuple[int, int]:
    """Bytes that a shift holds after some days: all but its journal, and its journal."""
    gc.collect()
    tracemalloc.start()
    try:
        shift = Shift(setting, 1)
        play(shift, policy, days * DAY)
        gc.collect()
        whole, _ = tracemalloc.get_traced_memory()
        shift.journal.clear()
        gc.collect()
        rest, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert not shift.ended
    return rest, whole - rest
