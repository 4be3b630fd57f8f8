"""What drills are called, and how it stands with them.

The one idea: one question names a skill, the same on the command line and in the app.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SKILLS: Final[Mapping[str, str]] = {
    "route": "What is it?",
    "priority": "Which priority?",
    "team": "Which team?",
    "duplicate": "Duplicate or new?",
    "known-error": "Which known error?",
    "access": "Grant or refuse?",
    "due": "When is it due?",
    "major": "Major or not?",
    "escalation": "Functional or hierarchic?",
    "change": "Standard, normal, emergency?",
    "agreement": "SLA, OLA or contract?",
    "function": "Which function?",
    "service": "What kind of service?",
    "next": "What comes next?",
    "closed": "Resolved, recovered, closed?",
    "tell": "Who must be told now?",
    "figure": "Which figure?",
    "stage": "Which stage or activity?",
    "value": "Utility or warranty?",
}
"""The question of each skill, by the name that the command line has for it."""


def skill_of(item: str) -> str:
    """Return the skill that a computed item is of; empty if the id is none of such an item."""
    found = re.fullmatch(r"computed-([a-z-]+)-(?:2011|4|5)-[0-9]+", item)
    return found[1] if found else ""


def skill_title(item: str) -> str:
    """Return the question of the skill that a computed item is of, by the item's id."""
    skill = skill_of(item)
    return SKILLS.get(skill, skill)


def standing(asked: int, right: int, days: int | None) -> str:
    """Return how it stands with a skill, in a few words.

    Args:
        asked: Tasks answered.
        right: Of these, right.
        days: Days until it is due; 0 or less: it is due; none: it was never drilled to the end.
    """
    if not asked:
        return "new"
    when = "not finished yet" if days is None else "due" if days <= 0 else f"due in {days} days"
    return f"{right} of {asked} right, {'due tomorrow' if days == 1 else when}"
