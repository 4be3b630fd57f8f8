"""Results as the JSON that others read: points with two decimals, shares from 0 to 1.

Source: the contract in the documentation; keys stand in its order.
"""

from __future__ import annotations

from typing import Any

from itilsim.domain.scoring import Scorecard, Sla, Tally


def score_object(card: Scorecard) -> dict[str, Any]:
    """The value of `score`, in points of a hundred; of a guided shift with its first tries."""
    found: dict[str, Any] = {
        "total": card.total / 100,
        "triage": card.triage / 100,
        "outcome": card.outcome / 100,
        "conduct": card.conduct / 100,
        "deductions": card.deductions / 100,
        "criteria": {name: points / 100 for name, points in card.criteria.items()},
    }
    if card.first_tries is not None:
        tries = card.first_tries
        fields = {name: {"right": right, "of": of} for name, right, of in tries.fields}
        found["first_tries"] = {"right": tries.right, "of": tries.decided, "fields": fields}
        found["first_tries"]["with_help"] = tries.helped
    return found


def exact_score_object(card: Scorecard) -> dict[str, Any]:
    """The same with its standard error, null where there are too few causes to tell.

    It is shown and never stored: a stored score is compared with that of a replay, part by part.
    """
    error = card.standard_error
    return {**score_object(card), "standard_error": None if error is None else error / 100}


def sla_object(tally: Tally) -> dict[str, Any]:
    """The value of `sla`: shares of met targets, null where no target was due."""
    whole = _shares(tally.sla.get("all", Sla(0, 0, 0)))
    by_priority = {
        name: {**_shares(sla), "count": sla.count}
        for name, sla in tally.sla.items()
        if name != "all"
    }
    return {**whole, "by_true_priority": by_priority}


def counts_object(tally: Tally, commands: int) -> dict[str, int]:
    """The value of `counts`."""
    return {**tally.counts, "commands": commands}


def _shares(sla: Sla) -> dict[str, float | None]:
    return {
        "response_met": _share(sla.response_met, sla.count),
        "resolution_met": _share(sla.resolution_met, sla.count),
    }


def _share(part: int, whole: int) -> float | None:
    """A share with four decimals."""
    return (part * 10_000 + whole // 2) // whole / 10_000 if whole else None
