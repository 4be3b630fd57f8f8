"""The areas of each edition's syllabus, and the stages or activities in which work lies.

The one idea: an item speaks of its place in these words only, so that results can be added up by
area and by stage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from itilsim.quiz.questions import Edition

WHOLE = "general"
"""The stage of what belongs to no single stage or activity."""

STAGES: Mapping[Edition, tuple[str, ...]] = {
    "2011": (WHOLE, "strategy", "design", "transition", "operation", "improvement"),
    "4": (
        WHOLE,
        "plan",
        "improve",
        "engage",
        "design-and-transition",
        "obtain-build",
        "deliver-and-support",
    ),
    "5": (
        WHOLE,
        "discover",
        "design",
        "acquire",
        "build",
        "transition",
        "operate",
        "deliver",
        "support",
    ),
}
"""Lifecycle stages of 2011; activities of the value chain of 4 and of the lifecycle of 5."""

AREAS: Mapping[Edition, Mapping[str, str]] = {
    "2011": {
        "1": "Service management as a practice",
        "2": "The service lifecycle",
        "3": "Generic concepts and definitions",
        "4": "Key principles and models",
        "5": "Processes",
        "6": "Functions",
        "7": "Roles",
        "8": "Technology and architecture",
        "9": "Competence and training",
    },
    "4": {
        "1": "Key concepts of service management",
        "2": "Guiding principles",
        "3": "The four dimensions",
        "4": "The service value system",
        "5": "The service value chain",
        "6": "Purposes and terms of practices",
        "7": "Seven practices in detail",
    },
    "5": {
        "1": "Key terms",
        "2": "The four dimensions",
        "3": "The product and service lifecycle",
        "4": "The ITIL value system",
        "5": "Value streams",
        "6": "Artificial intelligence",
        "7": "Other frameworks",
    },
}
"""The areas of each edition's syllabus, by number, with titles in our own words. A criterion is an
area, or area and number like `7.1`. Source: the candidate syllabi of the three exams."""


def area_of(edition: Edition, criterion: str) -> str:
    """Return the number of the area of a criterion like `7.1`; empty if there is none such."""
    parts = re.fullmatch(r"([1-9])(\.[1-9][0-9]*)?", criterion)
    return parts[1] if parts is not None and parts[1] in AREAS[edition] else ""
