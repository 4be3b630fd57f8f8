"""How many reviews the coming days bring, and what it costs to leave some off.

The one idea: the forecast does the reviews. It takes every card as recalled on the day on which it
is due, by the same rules that will schedule it, so that its reviews to come are counted too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.schedule import CardState, all_due, due, recall, reviewed

HORIZON = 60
"""Days after which it is no use to say when a backlog will be gone. A tuning constant."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What it means to leave for later the cards that the cap does not reach today."""

    cards: tuple[str, ...]
    """Those cards, most urgent first."""
    forgotten: float
    """How many of them will be forgotten by tomorrow that would be recalled now: an expectation."""
    days: int | None
    """After how many days at the cap nothing is left over; None if not within the horizon."""
    at_exam: float | None
    """How many fewer of them are recalled on the exam day if they are never reviewed: an
    expectation; None without an exam to come."""


def load(states: Mapping[str, CardState], at: int, days: int, plan: Plan) -> list[int]:
    """Return how many reviews each day brings, today first, if each is done when due.

    What is overdue counts today; new cards are not counted.

    Args:
        states: After all reviews.
        at: Now, in epoch seconds.
        days: How many days to look ahead.
        plan: The learner's decisions; the cap is not applied.
    """
    today = plan.day(at)
    waiting = dict(states)
    planned = Counter(max(today, plan.day(state.due)) for state in waiting.values())
    counts = []
    for day in range(today, today + days):
        now = max(at, plan.start(day))
        here = sorted(card for card, state in waiting.items() if plan.day(state.due) <= day)
        counts.append(len(here))
        for card in here:
            planned[day] -= 1
            waiting[card] = reviewed(waiting[card], card, 3, now, plan, planned)
            planned[plan.day(waiting[card].due)] += 1
    return counts


def rest(states: Mapping[str, CardState], at: int, plan: Plan) -> Rest:
    """Return what it means to leave the rest of today's cards off, once the cap is reached.

    Args:
        states: After all reviews.
        at: Now, in epoch seconds.
        plan: The learner's decisions.
    """
    within = set(due(states, at, plan))
    cards = tuple(card for card in all_due(states, at, plan) if card not in within)
    left = [states[card] for card in cards]
    lost = math.fsum(recall(state, at) - recall(state, at + DAY) for state in left)
    return Rest(cards, round(lost, 2), _backlog(states, at, plan), _at_exam(left, at, plan))


def _backlog(states: Mapping[str, CardState], at: int, plan: Plan) -> int | None:
    """After how many days at the cap nothing is left over from the day before."""
    over = 0
    done = sum(plan.day(state.last) == plan.day(at) for state in states.values())
    for days, count in enumerate(load(states, at, HORIZON, plan)):
        over = max(0, over + count - plan.daily_cap + (done if days == 0 else 0))
        if over == 0:
            return days
    return None


def _at_exam(left: list[CardState], at: int, plan: Plan) -> float | None:
    """By how much recall on the exam day falls if cards are left off for good."""
    if plan.exam_at is None or plan.days_left(at) is None:
        return None
    exam = plan.exam_at
    return round(
        math.fsum(
            recall(reviewed(state, state.card, 3, at, plan), exam) - recall(state, exam)
            for state in left
        ),
        2,
    )
