"""The schedules that are pinned by numbers, and how to pin them again.

`python -m tests.quiz.pinned_schedules` prints them as JSON; with `renew` it writes the file. A
schedule that changes is a change of the product and is read in review.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from itilsim.quiz.chance import uniform
from itilsim.quiz.memory import Rating
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.schedule import Review, due, folded
from itilsim.quiz.workload import load

FILE = Path(__file__).parent / "fixtures" / "schedules.json"

START = 1_800_000_000
"""2027-01-15, 08:00 UTC."""

PLANS: Mapping[str, Plan] = {
    "plain": Plan(seed=7),
    "exam": Plan(exam_at=START + 40 * DAY, daily_cap=8, seed=7),
    "eager": Plan(seed=8, retention=0.95, daily_cap=5),
}


def reviews() -> list[Review]:
    """Reviews of thirty cards on twenty evenings, with all ratings and some days left out."""
    found = []
    for day in range(20):
        for card in range(30):
            if uniform(1, "seen", day, card) < 0.15 + 0.4 * (day == card // 3):
                number = uniform(1, "rating", day, card)
                rating: Rating = 1 if number < 0.2 else 2 if number < 0.3 else 3
                rating = 4 if number > 0.9 else rating
                found.append(Review(START + day * DAY + card * 60, f"card-{card}", rating))
    return found


def schedules() -> dict[str, object]:
    """All that is pinned: each card's numbers, what is due and the load to come."""
    at = START + 20 * DAY
    found: dict[str, object] = {}
    for name, plan in PLANS.items():
        states = folded(reviews(), plan)
        found[name] = {
            "cards": {
                card: [s.due, s.stability, s.difficulty, s.reps, s.lapses]
                for card, s in states.items()
            },
            "due": due(states, at, plan),
            "load": load(states, at, 28, plan),
        }
    return found


def text() -> str:
    """What the file holds."""
    return json.dumps(schedules(), indent=1) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["renew"]:
        FILE.write_text(text(), encoding="utf-8")
    else:
        sys.stdout.write(text())
