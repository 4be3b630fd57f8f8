"""The times and shares by which a desk works, as sentences of its card."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from itilsim.domain.organisation import HouseRules

RESPONDED: Final = "Responded: it is logged, and its caller has had a word from the desk."
"""What stops the response clock. Source: the clocks of the design."""


def house_rules(rules: HouseRules) -> Iterator[str]:
    """A sentence for each rule."""
    boxes = enumerate(rules.time_box_minutes, start=1)
    parts = []
    for minutes, group in groupby(boxes, key=lambda each: each[1]):
        levels = [level for level, _ in group]
        which = f"P{levels[0]}" if len(levels) == 1 else f"P{levels[0]} to P{levels[-1]}"
        parts.append(f"{which} {minutes} min")
    yield f"What the desk cannot solve goes to a team within: {', '.join(parts)}."
    yield (
        f"Whoever waits hears from us every {rules.silence_minutes} minutes, or when we promised."
    )
    yield f"Like reports within {rules.same_cause_minutes} minutes may have one cause."
