"""Drills: which skill is due, and what came of the drills before.

The one idea: a skill is scheduled as a card is. One drill is one review of it, rated by how much of
it was right; the tasks themselves never come again, so they are counted and not scheduled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from itilsim.quiz.editions import Edition
from itilsim.quiz.plan import Plan
from itilsim.quiz.schedule import Review, folded
from itilsim.storage.study_rows import AnswerRow, Rating, ReviewRow
from itilsim.words.drills import skill_of

USUAL: Final = 5
"""Tasks of a drill: two to five minutes. Tuning constant."""

FORGOTTEN: Final = 0.6
"""Below this share of right answers a drill counts as failed. Tuning constant."""

HARD: Final = 0.8
"""Up to this share it counts as recalled with difficulty. Tuning constant."""

BY_CRITERION: Final[Mapping[str, str]] = {
    "kind": "route",
    "impact": "priority",
    "urgency": "priority",
    "category": "team",
    "destination": "team",
    "correlation": "duplicate",
    "known_error": "known-error",
    "major": "major",
    "escalation": "escalation",
    "events": "route",
    "access": "access",
    "lost_minutes": "priority",
    "resolution": "due",
    "response": "due",
    "satisfaction": "tell",
    "left": "closed",
    "told": "tell",
    "ownership": "closed",
    "problem": "next",
    "proactive": "route",
    "handover": "tell",
    "unchecked": "access",
    "impostor": "access",
    "hold": "due",
    "not_restored": "closed",
    "against_word": "closed",
    "lowered": "priority",
    "false_p1": "priority",
    "teams": "team",
}
"""The skill behind a criterion or deduction of the scoring table. Our own reading; cost has none of
its own."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """What is known of a skill."""

    skill: str
    """Its name, like `priority`."""
    asked: int
    """Tasks answered, of the learner's exam."""
    right: int
    """Of these, right."""
    last_at: int | None
    """The last answer, in epoch seconds."""
    due_at: int | None
    """When it is to be drilled again, in epoch seconds; none: it never was."""


def card_of(skill: str) -> str:
    """Return the id under which reviews of a skill are kept."""
    return f"drill-{skill}"


def rated(right: int, asked: int) -> Rating:
    """Return what a drill says of a skill; "easy" is said by learners only."""
    share = right / asked
    if share < FORGOTTEN:
        return 1
    return 2 if share <= HARD else 3


def skill_behind(criterion: str, known: Sequence[str]) -> str:
    """Return the skill that a finding is about; empty if there is none in this exam.

    Args:
        criterion: Criterion or deduction of the scoring table.
        known: The skills that can be drilled.
    """
    skill = BY_CRITERION.get(criterion, "")
    return skill if skill in known else ""


def drilled(
    skills: Sequence[str],
    edition: Edition,
    answers: Iterable[AnswerRow],
    reviews: Iterable[ReviewRow],
    plan: Plan,
) -> tuple[Drilled, ...]:
    """Return what is known of some skills, in their order.

    Args:
        skills: The skills of the exam.
        edition: The exam.
        answers: All answers so far, in order.
        reviews: All reviews so far, in order.
        plan: The learner's plan.
    """
    asked, right, last = Counter[str](), Counter[str](), dict[str, int]()
    for answer in answers:
        skill = skill_of(answer.item)
        if answer.edition == edition and skill:
            asked[skill] += 1
            right[skill] += answer.correct
            last[skill] = answer.at
    cards = {card_of(skill): skill for skill in skills}
    own = (Review(row.at, row.card, row.rating) for row in reviews if row.card in cards)
    due = {cards[card]: state.due for card, state in folded(own, plan).items()}
    return tuple(
        Drilled(each, asked[each], right[each], last.get(each), due.get(each)) for each in skills
    )


def is_due(found: Drilled, at: int, plan: Plan) -> bool:
    """Return whether a skill is to be drilled again today or before."""
    return found.due_at is not None and plan.day(found.due_at) <= plan.day(at)


def in_turn(found: Sequence[Drilled], at: int, plan: Plan) -> tuple[Drilled, ...]:
    """Return skills as they are best drilled: what is due, what is new, what comes later."""

    def place(one: Drilled) -> tuple[int, int]:
        if one.due_at is None:
            return 1, 0
        return (0 if is_due(one, at, plan) else 2), one.due_at

    return tuple(sorted(found, key=place))
