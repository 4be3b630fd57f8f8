"""A class with variants in its report: what may be compared with what, and how each of them went.

The one idea: totals may be compared over variants, since these were measured to be as hard; what
happened to one caller may not, since on another morning nobody of that name called.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence

from itilsim.classroom.grading import Member
from itilsim.classroom.plan_file import Prepared
from itilsim.classroom.variants import LETTERS, equality
from itilsim.reports.blocks import Block, Paragraph, Table
from itilsim.reports.wording import COLLEAGUES


def by_variant(
    members: Sequence[Member], prepared: Prepared
) -> Iterator[tuple[str, str, Sequence[Member], Prepared]]:
    """Letter, words for a title, members and class of each variant; all at once without any.

    Args:
        members: Those with a score.
        prepared: The class.
    """
    if not prepared.variants:
        yield "", "", members, prepared
    for own in prepared.variants:
        theirs = [each for each in members if each.own.letter == own.letter]
        if theirs:
            yield own.letter, f", variant {own.letter}", theirs, own


def over_variants(members: Sequence[Member], prepared: Prepared) -> Iterator[Block]:
    """How each variant went, beside how hard it was measured to be.

    Args:
        members: Those with a score.
        prepared: The class.
    """
    if not prepared.variants or not members:
        return
    yield Paragraph(
        f"{equality(prepared.plan)} So totals, bands, marks and criteria are compared over all "
        "variants as within one. Moments, stops and decisions are about what came in on one "
        "morning: they are counted within each variant."
    )
    rows = [_row(letter, theirs, own) for letter, _, theirs, own in by_variant(members, prepared)]
    head = (
        "Variant",
        "Hand-ins",
        "Mean",
        "Least",
        "Most",
        "Give or take",
        "Measured",
        *COLLEAGUES.values(),
    )
    yield Table(head, tuple(rows), frozenset(range(1, len(head))))
    yield Paragraph(
        "Means of so few differ by chance: “give or take” is the standard error of each. What was "
        "measured is the mean of players who err in 10 to 40 % of what they do."
    )


def _row(letter: str, members: Sequence[Member], own: Prepared) -> tuple[str, ...]:
    totals = [each.total / 100 for each in members]
    line = next((each for each in members[0].debrief.score if each.name == "total"), None)
    beside = dict(line.references) if line is not None else {}
    error = statistics.stdev(totals) / math.sqrt(len(totals)) if len(totals) > 1 else None
    scores = own.plan.variants[LETTERS.index(letter)].scores
    return (
        letter,
        str(len(totals)),
        f"{statistics.fmean(totals):.0f}",
        f"{min(totals):.0f}",
        f"{max(totals):.0f}",
        "–" if error is None else f"{error:.0f}",
        f"{statistics.fmean(scores):.0f}",
        *("–" if beside.get(name) is None else str(beside[name]) for name in COLLEAGUES),
    )
