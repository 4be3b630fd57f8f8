"""Words that several printed pages share: objectives, what students type, times of a shift."""

from __future__ import annotations

from typing import Final

from itilsim.classroom.expected import Expected
from itilsim.classroom.plan import ClassPlan, Stop
from itilsim.classroom.plan_file import A_MINUTE, HANDOUT
from itilsim.domain.scoring.table import CRITERIA, Part
from itilsim.words.labels import MODES

OBJECTIVES_AT_MOST: Final = 6
"""So many objectives are worked out: nobody keeps more in mind. Tuning constant."""
PLAY: Final = f"itilsim class play {HANDOUT}"
"""What students type."""
CHECK: Final = f"itilsim class check {HANDOUT}"
"""What shows beforehand whether a machine is ready."""
TEACHERS: Final = "For the teacher only. Made by itilsim from the plan of this class."
STUDENTS: Final = "For students. Made by itilsim from the plan of this class."

_OBJECTIVES: Final[dict[str, str]] = {
    "kind": "Tell incidents, requests, questions and events apart",
    "impact": "Rate what is reported by impact and urgency, with the desk card",
    "urgency": "Rate what is reported by impact and urgency, with the desk card",
    "category": "Record which service and which item a matter is about",
    "destination": "Decide what the desk solves itself, and which team gets the rest",
    "correlation": "See one cause behind several reports, and keep them under one record",
    "known_error": "Find and use what is already known before asking others",
    "escalation": "Pass on in time what the desk cannot solve, and tell who has to know",
    "events": "Tell information, warning and exception apart, and act on each",
    "access": "Check who is asking before anything is given",
    "told": "Keep those who wait informed, and keep what was promised",
    "ownership": "Own a matter until its caller agrees that it is over",
    "problem": "Raise a problem for what comes back, beside the incident",
    "proactive": "Heed a warning before it hurts anybody",
    "handover": "Hand over what is open, and nothing else",
}
"""What students can do afterwards, by criterion; each goes on "Students can"."""


def objectives(plan: ClassPlan, expected: Expected) -> tuple[str, ...]:
    """The plan's objectives, or those of what its shift asks for: each part's weightiest first.

    Args:
        plan: The class.
        expected: The shift as textbook plays it.
    """
    if plan.objectives:
        return plan.objectives
    asked = [each for each in CRITERIA if each.id in expected.criteria and each.id in _OBJECTIVES]
    weights = expected.setting.scenario.weights
    shares: dict[Part, int] = {
        "triage": weights.triage, "outcome": weights.outcome, "conduct": weights.conduct
    }  # fmt: skip
    asked.sort(key=lambda each: -each.weight * shares[each.part])
    words = dict.fromkeys(_OBJECTIVES[each.id] for each in asked)
    return tuple(words)[:OBJECTIVES_AT_MOST]


def about(plan: ClassPlan, code: str, expected: Expected) -> str:
    """The line below the title of a page."""
    setting = expected.setting
    return (
        f"Class {code} · {setting.organisation.name} · {setting.horizon // A_MINUTE} minutes of a "
        f"shift · {MODES[plan.mode].lower()} mode"
    )


def time_of(minute: int, expected: Expected) -> str:
    """The time of day of a minute of the shift."""
    return expected.naming.time(minute * A_MINUTE)


def options(stop: Stop) -> tuple[str, ...]:
    """The options of a stop by their numbers, as on the screen, none of them marked."""
    return tuple(f"{number}  {option}" for number, option in enumerate(stop.options, start=1))


def best_of(stop: Stop) -> str:
    """The best answer of a stop, with its number."""
    if not stop.best:
        return "None: it is a matter of opinion."
    return options(stop)[stop.best - 1]
