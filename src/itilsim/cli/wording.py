"""Numbers of results as a person reads them: whole points, whole percents."""

from __future__ import annotations

from typing import Any

from itilsim.words.figures import signed


def points(score: dict[str, Any]) -> str:
    """The total, or of a guided shift how often the first try was right."""
    if tries := score.get("first_tries"):
        return f"{tries['right']} of {tries['of']}"
    return f"{score['total']:.0f}"


def score_line(score: dict[str, Any]) -> str:
    """A score and its parts, from the JSON object of the contract."""
    if "first_tries" in score:
        return f"{points(score)} right at the first try (guided)"
    parts = ", ".join(
        f"{name} {signed(score[name])}" for name in ("triage", "outcome", "conduct", "deductions")
    )
    return f"{score['total']:.0f}   ({parts})"


def share(value: float | None) -> str:
    """A share of what was due."""
    return "nothing due" if value is None else f"{value:.0%}"
