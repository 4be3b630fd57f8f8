"""The published scoring table: weights, deductions, bands. Tuning constants, versioned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VERSION = 7
"""Version of the table; raised with every change."""

Part = Literal["triage", "outcome", "conduct"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the scoring table."""

    id: str
    """Short id, like `impact`."""
    part: Part
    """The part it belongs to."""
    weight: int
    """Points of the part's hundred."""
    words: str
    """How it is judged."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """One line of the deductions from the total."""

    id: str
    """Short id."""
    points: int
    """Hundredths of a point, each time."""
    cap: int
    """Hundredths of a point, at most."""
    words: str
    """What it is for."""


RULES: tuple[str, ...] = (
    (
        "A cause weighs by the worst true priority that it reaches if nobody acts, P1:P2:P3:P4 as "
        "8:4:2:1; its first report has half of that, the others share the rest. So a warning "
        "weighs as the incident that it forestalls."
    ),
    (
        "What happened to the person counts, not the state of the record: clocks run until "
        "somebody is served or rightly refused, whatever the record says."
    ),
    "Judged on what could be seen then. What is right by the evidence, or by the truth, is right.",
    (
        "So is what is right in a quarter of the mornings that look alike; what is right in one of "
        "twenty earns half. Where one question to the caller tells, not asking is the fault."
    ),
    (
        "The first decision counts. A correction gives back 90 %, or 30 % once another team has "
        "the record."
    ),
    (
        "What is taken back within a minute, before anybody has said a word about it, is a slip "
        "and counts as never done; of a record's end once."
    ),
    (
        "Coached: a correction after the coach's word gives back 30 %. A hint leaves 90 % (where "
        "to look), 70 % (the rule) or 30 % (the answer) of what a right choice earns more than a "
        "wrong one."
    ),
    "The planned end is the end of the measure: leaving early is doing nothing until then.",
    (
        "Competent and above need every P1 and P2 owned, and restored or worked around where "
        "textbook play could; and four in five of all causes taken up for what they are."
    ),
    "A guided shift has neither points nor a band: what counts is the first try.",
)
"""What holds for all criteria."""

CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "kind",
        "triage",
        12,
        "What is it, and does it need a record? A request taken for an "
        "incident, or the reverse, earns 0.3.",
    ),
    Criterion("impact", "triage", 12, "One level off costs half, both ways alike."),
    Criterion("urgency", "triage", 12, "One level off costs half, both ways alike."),
    Criterion(
        "category",
        "triage",
        8,
        "Service 4, configuration item 2, category 2; corrected by closure counts full.",
    ),
    Criterion(
        "destination",
        "triage",
        14,
        "Solved at first contact where knowledge allowed it, "
        "or the right team first; each bounce costs 0.4, unless the evidence spoke for that team.",
    ),
    Criterion(
        "correlation",
        "triage",
        12,
        "Records linked to one of the same cause; a wrong link takes back what a right one earns.",
    ),
    Criterion(
        "known_error",
        "triage",
        8,
        "Known errors, articles and models used where they help, and only there: F1.",
    ),
    Criterion(
        "escalation",
        "triage",
        6,
        "To the right team by the time-box, to the shift lead "
        "when due; needless ones count against.",
    ),
    Criterion("events", "triage", 4, "What an alert is, and what was done about it."),
    Criterion("access", "triage", 4, "Identity checked before anything is given."),
    Criterion(
        "lost_minutes",
        "outcome",
        35,
        "User-minutes lost, weighted by class and degraded share; workarounds count.",
    ),
    Criterion(
        "resolution",
        "outcome",
        20,
        "Restoration targets of the true priority; P1:P2:P3:P4 count 8:4:2:1.",
    ),
    Criterion("response", "outcome", 15, "Response targets of the true priority."),
    Criterion(
        "satisfaction",
        "outcome",
        15,
        "Waiting, repeats, bounces, broken promises, useless advice, result.",
    ),
    Criterion("cost", "outcome", 10, "Cost of lost minutes and of team hours (illustrative)."),
    Criterion("left", "outcome", 5, "What is left at the end, by age and owner."),
    Criterion(
        "told",
        "conduct",
        25,
        "A first answer in time, words while waiting (promises kept), a word at the end.",
    ),
    Criterion("ownership", "conduct", 20, "Ended when it is over, the caller asked, then closed."),
    Criterion(
        "problem",
        "conduct",
        15,
        "A problem raised for what comes back; a needless one takes back what a right one earns.",
    ),
    Criterion("proactive", "conduct", 10, "Warnings heeded."),
    Criterion("handover", "conduct", 15, "The note names what matters, and nothing else: F1."),
)
"""All criteria of the first part of the simulator; major incidents come with their commands."""

DEDUCTIONS: tuple[Deduction, ...] = (
    Deduction("unchecked", 400, 1200, "Access given without check or entitlement."),
    Deduction("impostor", 800, 1600, "Access given to somebody who is not who they say."),
    Deduction("hold", 200, 800, "On hold without the matching fact."),
    Deduction("not_restored", 200, 800, "Ended though nobody was served."),
    Deduction("against_word", 400, 1200, "Ended against the caller's word."),
    Deduction(
        "lowered",
        300,
        900,
        "Priority lowered in the last quarter of a target without new evidence.",
    ),
    Deduction("false_p1", 150, 900, "A false P1, beyond the second."),
    Deduction("teams", 100, 500, "The third and each further team for one record."),
)
"""Deductions from the total, each with evidence."""

COMPETENT = 6500
"""From so many hundredths of a point on a score is competent, unless something pressing (a cause of
priority 1 or 2) was let down."""

STRONG = 8500
"""From so many hundredths of a point on a score is strong."""

PRECISION = (
    "A total comes with its standard error (“give or take”): how far it hangs on which causes "
    "happened to come, by the delete-one jackknife over them. It covers other mornings of the same "
    "kind, not another pace, place or level."
)
"""How exact a total is."""

BANDS: tuple[tuple[int, str], ...] = (
    (STRONG, "strong"),
    (COMPETENT, "competent"),
    (4000, "developing"),
    (0, "starting"),
)
"""From so many hundredths of a point on, the band."""

MOST_IGNORED = 5
"""One in so many of the causes that textbook takes up may be ignored by who is competent. A tuning
constant: in half an hour with four callers, by chance half of a rehearsed journal comes out right.
"""

FEW_DECISIONS = 20
"""Under so many decisions only bands are shown."""


def band(points: int) -> str:
    """The band of a score in hundredths of a point."""
    return next(word for least, word in BANDS if points >= least)
