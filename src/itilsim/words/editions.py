"""The exams that a student may be working for, as the app asks for them."""

from __future__ import annotations

from typing import Final, Literal

from itilsim.quiz.editions import Edition

Studying = Literal["4", "5", "2011", "none"]
"""An edition as the question bank names it, or `none` for the curious."""

EXAMS: Final[dict[Studying, str]] = {
    "4": "ITIL 4 Foundation",
    "5": "ITIL (Version 5) Foundation",
    "2011": "ITIL 2011 Foundation",
    "none": "None, I am just curious",
}
"""What can be answered, in the order in which it is shown."""


def edition_name(edition: Edition) -> str:
    """Return an edition by the name that its exam has."""
    return EXAMS[edition].removesuffix(" Foundation")
