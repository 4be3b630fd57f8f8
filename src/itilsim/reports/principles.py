"""Which guiding principle a shift was about: one of the seven, by rule, with a sentence why.

The one idea: what cost most points to its principle; where nothing was lost, what went best does.
The principles are those of ITIL 4 and ITIL (Version 5); ITIL 2011 has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from itilsim.domain.debriefing.values import Debrief
from itilsim.quiz.editions import Edition
from itilsim.reports.wording import CRITERIA, DEDUCTIONS

Name = Literal[
    "Focus on value",
    "Start where you are",
    "Progress iteratively with feedback",
    "Collaborate and promote visibility",
    "Think and work holistically",
    "Keep it simple and practical",
    "Optimize and automate",
]
"""The seven guiding principles. Source: the syllabi of ITIL 4 and ITIL (Version 5) Foundation."""

PRINCIPLES: Final[Mapping[str, tuple[Name, str]]] = {
    "kind": ("Start where you are", "look at what is there before you name it"),
    "impact": ("Focus on value", "what counts is how much work stands still, and whose"),
    "urgency": ("Focus on value", "what counts is how soon it hurts the business"),
    "category": (
        "Collaborate and promote visibility",
        "others see only what the record says",
    ),
    "destination": ("Keep it simple and practical", "the fewest hands that solve it are best"),
    "correlation": ("Think and work holistically", "reports of one cause are one matter"),
    "known_error": ("Start where you are", "what is already known need not be found again"),
    "escalation": ("Collaborate and promote visibility", "who can act has to know in time"),
    "events": ("Start where you are", "observe directly what a message means"),
    "access": ("Think and work holistically", "one password opens more than one person's work"),
    "told": ("Collaborate and promote visibility", "who waits sees only what is said"),
    "ownership": ("Progress iteratively with feedback", "ask the caller before you call it done"),
    "problem": ("Optimize and automate", "what comes back costs again each time"),
    "proactive": ("Collaborate and promote visibility", "a warning helps only who can act on it"),
    "handover": ("Collaborate and promote visibility", "the next shift knows only the note"),
    "unchecked": ("Think and work holistically", "one right given opens more than one door"),
    "impostor": ("Think and work holistically", "one right given opens more than one door"),
    "hold": ("Focus on value", "a clock that stands still helps nobody who waits"),
    "not_restored": ("Progress iteratively with feedback", "only feedback says that it is over"),
    "against_word": ("Progress iteratively with feedback", "the caller's no is the feedback"),
    "lowered": ("Focus on value", "a lower priority helps the figures, not the user"),
    "false_p1": ("Focus on value", "not everything can come first"),
    "teams": ("Keep it simple and practical", "every further team is a new beginning"),
}
"""The principle that each criterion and deduction puts into practice, and why. Our own reading."""


@dataclass(frozen=True, slots=True)
class Principle:
    """The guiding principle of a shift."""

    name: Name
    """One of the seven."""
    criterion: str
    """What it was chosen by."""
    lost: int
    """Hundredths of a point of the total that this has cost; 0: it was chosen by what went well."""
    why: str
    """One sentence."""


def principle_of(debrief: Debrief, edition: Edition | None) -> Principle | None:
    """The principle that a shift puts to the proof most; none for an exam that knows none.

    Args:
        debrief: What to say.
        edition: The exam that is studied for; none: any.
    """
    if edition == "2011":
        return None
    costs: dict[str, int] = {}
    for each in debrief.dearest:
        name = each.finding.criterion
        costs[name] = costs.get(name, 0) + each.lost
    costs = {name: lost for name, lost in costs.items() if name in PRINCIPLES}
    if costs:
        dearest = max(costs, key=costs.__getitem__)
        return _made(dearest, costs[dearest], "cost you most here")
    best = next((each.criterion for each in debrief.well if each.criterion in PRINCIPLES), None)
    return None if best is None else _made(best, 0, "went best here")


def _made(criterion: str, lost: int, verdict: str) -> Principle:
    name, reason = PRINCIPLES[criterion]
    what = (CRITERIA.get(criterion) or DEDUCTIONS[criterion]).rstrip("?")
    return Principle(name, criterion, lost, f"“{what}” {verdict}, and {reason}.")
