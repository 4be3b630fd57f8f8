"""The gradebook: one row a learner, in columns that are the same for every class, to be stacked."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from itilsim.classroom.grading import Graded
from itilsim.classroom.plan_file import Prepared
from itilsim.domain.scoring.table import CRITERIA
from itilsim.runs.header import SCORING

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""
COLUMNS: Final = (
    "class", "title", "names", "file", "verified", "total", "band", "mark",
    "triage", "outcome", "conduct", "deductions", *(each.id for each in CRITERIA),
    "before_right", "before_asked", "after_right", "after_asked", "stops",
    "scenario", "seed", "variant", "mode", "engine", "scoring", "refused", "flags",
)  # fmt: skip
"""Columns in order."""


def gradebook(found: Sequence[Graded], prepared: Prepared) -> str:
    """The gradebook as CSV: RFC 4180, UTF-8, points with two decimals.

    Args:
        found: All hand-ins.
        prepared: The class.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_row(each, prepared) for each in found)
    return out.getvalue()


def mark_of(each: Graded, prepared: Prepared) -> str:
    """What the band is worth in the teacher's marks; the band where there is no table of them.

    Args:
        each: A hand-in.
        prepared: The class.
    """
    if each.card is None:
        return ""
    return prepared.plan.marks.get(each.card.band, "" if prepared.plan.marks else each.card.band)


def _row(each: Graded, prepared: Prepared) -> dict[str, object]:
    plan, handout, card = prepared.plan, prepared.handout, each.card
    own = prepared.of(each.variant)
    row: dict[str, object] = {
        "class": handout.code,
        "title": _plain(plan.title),
        "names": _plain(each.name if each.beside is not None else ""),
        "file": _plain(each.file),
        "verified": "no" if card is None else "yes",
        "mark": _plain(mark_of(each, prepared)),
        "before_right": each.before[0],
        "before_asked": each.before[1],
        "after_right": each.after[0],
        "after_asked": each.after[1],
        "stops": "" if each.beside is None else " ".join(_stops(each)),
        "scenario": plan.shift,
        "seed": plan.seed if own is None else own.plan.seed,
        "variant": each.variant,
        "mode": plan.mode,
        "engine": handout.engine,
        "scoring": SCORING,
        "refused": _plain(" ".join(each.refused)),
        "flags": _plain(" ".join(each.flags)),
    }
    if card is not None:
        row |= {
            "total": f"{card.total / 100:.2f}",
            "band": card.band,
            "triage": f"{card.triage / 100:.2f}",
            "outcome": f"{card.outcome / 100:.2f}",
            "conduct": f"{card.conduct / 100:.2f}",
            "deductions": f"{card.deductions / 100:.2f}",
            **{name: f"{points / 100:.2f}" for name, points in card.criteria.items()},
        }
    return row


def _stops(each: Graded) -> Iterator[str]:
    given = {} if each.beside is None else each.beside.stops
    return (f"{stop + 1}:{option}" for stop, option in sorted(given.items()))


def _plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
