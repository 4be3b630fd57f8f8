"""Levels 1 to 5: what a generated shift contains.

The one idea: a level is nested in the next one and says what is new there; how hard it is follows,
and is measured. All figures are tuning constants, an hour of shift at one seat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Level:
    """What an hour of a shift of one level holds."""

    name: str
    """What it is called."""
    new: str
    """What is new in it."""
    matters: tuple[int, int]
    """What single people bring: fewest and most an hour."""
    singles: tuple[int, int]
    """Faults that hit one person or a few: fewest and most an hour."""
    threads: tuple[int, int]
    """Faults that hit many, in a shift that is not short: fewest and most."""
    callers: tuple[int, int]
    """People who call about such a fault: fewest and most."""
    warnings: tuple[int, int]
    """Failures that can be seen coming, in a shift that is not short: fewest and most."""
    lead_minutes: int
    """How long a warning comes before it hurts, in minutes."""
    events: tuple[int, int]
    """Events that mean nothing: fewest and most an hour."""
    noise_percent: int
    """Share of warnings among these."""
    loud_percent: int
    """Callers who are pressed or angry about what is theirs alone."""
    vague_percent: int
    """Callers with a trouble who do not say whether they can work before somebody asks. Nobody
    needs to ask about what only ever slows; so one arrival in ten to seven needs the question."""
    guess_percent: int
    """Callers of a fault who name a wrong cause."""
    history: int
    """Earlier incidents that are like the first fault that hits many."""
    stranger_percent: int
    """Wishes that need a check of identity and come from somebody else."""
    refused_percent: int
    """Wishes that need an approval and do not get it."""
    difficulty: tuple[float, float]
    """Points of 100 that a trained stumbler loses in it: from and to."""
    highest: int
    """The highest priority of a fault at this level, as things stand when it strikes."""


LEVELS: Final = {
    1: Level(
        name="Sorting",
        new="telling one kind of thing from another",
        matters=(3, 3), singles=(1, 1), threads=(0, 0), callers=(0, 0), warnings=(1, 1),
        lead_minutes=40, events=(1, 1), noise_percent=0, loud_percent=0,
        vague_percent=0, guess_percent=0, history=0,
        stranger_percent=0, refused_percent=0, difficulty=(0.0, 4.0), highest=2,
    ),
    2: Level(
        name="An ordinary day",
        new="asking and rating",
        matters=(3, 3), singles=(1, 1), threads=(1, 1), callers=(2, 2), warnings=(1, 1),
        lead_minutes=36, events=(1, 2), noise_percent=10, loud_percent=20,
        vague_percent=50, guess_percent=10, history=0,
        stranger_percent=0, refused_percent=25, difficulty=(6.0, 8.0), highest=2,
    ),
    3: Level(
        name="One cause",
        new="several reports of one failure",
        matters=(3, 3), singles=(0, 1), threads=(1, 1), callers=(3, 4), warnings=(1, 2),
        lead_minutes=32, events=(2, 2), noise_percent=20, loud_percent=50,
        vague_percent=55, guess_percent=25, history=2,
        stranger_percent=15, refused_percent=30, difficulty=(8.5, 10.5), highest=1,
    ),
    4: Level(
        name="Two things at once",
        new="two failures that overlap",
        matters=(2, 3), singles=(0, 1), threads=(2, 2), callers=(3, 3), warnings=(1, 2),
        lead_minutes=30, events=(3, 5), noise_percent=35, loud_percent=80,
        vague_percent=60, guess_percent=35, history=2,
        stranger_percent=25, refused_percent=35, difficulty=(11.0, 13.0), highest=1,
    ),
    5: Level(
        name="A bad day",
        new="much noise, and two warnings at once",
        matters=(2, 3), singles=(0, 1), threads=(2, 2), callers=(3, 4), warnings=(2, 2),
        lead_minutes=28, events=(5, 8), noise_percent=50, loud_percent=100,
        vague_percent=65, guess_percent=40, history=2,
        stranger_percent=35, refused_percent=40, difficulty=(14.5, 18.0), highest=1,
    ),
}  # fmt: skip
"""What each level contains."""
