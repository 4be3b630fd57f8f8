"""The machine's clocks: they go forward, and a start has one name."""

from __future__ import annotations

from itilsim.storage import machine_clock


def test_the_machines_clocks_go_forward() -> None:
    first, second = machine_clock.read(), machine_clock.read()
    assert first.boot_id == second.boot_id
    assert 0 <= second.boot - first.boot <= 2
    assert first.wall > 1_700_000_000
