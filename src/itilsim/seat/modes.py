"""In which modes a shift can be played, and what each asks of whoever begins one.

The one idea: coached, practice and assessed play are the same shift with more or less said on the
way, so whatever can be practised can be played in all three; only a lesson has to be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from itilsim.domain.names import Mode

WORDS: Final[Mapping[Mode, str]] = {
    "guided": "A lesson, step by step, with a tutor at your side.",
    "coached": "Feedback after each decision, fading as you get it right. Hints at a price.",
    "practice": "Silent until the debrief.",
    "assessed": "No pause, no hints, silent until the debrief. Its morning is drawn when you "
    "begin.",
}
"""What a mode means for whoever plays, in a sentence or two."""

_ALIKE: Final[tuple[Mode, ...]] = ("coached", "practice", "assessed")


def playable(modes: Sequence[Mode]) -> tuple[Mode, ...]:
    """The modes in which a scenario can be played, most help first.

    Args:
        modes: Those that its file names.
    """
    found: tuple[Mode, ...] = ("guided",) if "guided" in modes else ()
    return (*found, *(_ALIKE if any(each != "guided" for each in modes) else ()))


def objection(
    mode: Mode | None, *, seeded: bool = False, paced: bool = False, ruled: bool = False
) -> str:
    """Why a mode cannot be played like that; empty: it can.

    Args:
        mode: The mode.
        seeded: The seed is named beforehand.
        paced: The clock is to run.
        ruled: House rules are laid over the desk's.
    """
    if mode == "guided" and paced:
        return "In guided mode time moves with what you do: leave --pace out."
    if mode == "guided" and ruled:
        return "The guided lesson keeps to the rules as shipped: choose practice."
    if mode == "assessed" and seeded:
        return "An assessed shift draws its seed when it begins: leave --seed and 'daily' out."
    return ""
