"""Numbers of results as a person reads them: whole points, whole percents."""

from __future__ import annotations

from typing import Any


def score_line(score: dict[str, Any]) -> str:
    """A score and its parts, from the JSON object of the contract."""
    parts = ", ".join(
        f"{name} {score[name]:.0f}" for name in ("triage", "outcome", "conduct", "deductions")
    )
    return f"{score['total']:.0f}   ({parts})"


def share(value: float | None) -> str:
    """A share of what was due."""
    return "nothing due" if value is None else f"{value:.0%}"
