"""What the benchmarks wait for is shown, so that a screen that changes is noticed here at once."""

from __future__ import annotations

import pytest

from bench.starts import MARKERS
from tests.tui.frames import FRAMES

FIRST = {"home": "home-newcomer", "briefing": "briefing-note", "shift": "play"}
"""The stored frame of the screen that each is about."""


@pytest.mark.parametrize("screen", FIRST)
def test_what_a_benchmark_waits_for_stands_on_its_screen(screen: str) -> None:
    assert MARKERS[screen] in (FRAMES / f"{FIRST[screen]}-80x24.txt").read_text(encoding="utf-8")


def test_every_screen_that_is_measured_is_looked_at() -> None:
    assert set(MARKERS) == set(FIRST)
