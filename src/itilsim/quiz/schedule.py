"""When each card comes again: FSRS, an exam date, a cap a day, and load spread evenly.

The one idea: the state of every card is a fold over the reviews, and nothing else is stored. Change
the exam date or the cap, fold again, and every due time follows.

Without an exam date a card is due when its recall has fallen to the plan's retention, on the least
loaded of the days that serve as well. With one, no card waits past the last days before the exam:
its last review lies in them, on the day, among those with room, that lets it be recalled best on
the exam day. Only after that review may the next one lie beyond the exam.

Source of memory and parameters: `itilsim.quiz.memory`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from itilsim.quiz.chance import uniform
from itilsim.quiz.memory import Memory, Rating, after, days_between, interval, recall_after
from itilsim.quiz.plan import Plan, fuzz_window

AGAIN = 600
"""Seconds after which a forgotten card comes again. Source: fsrs 6.3.2, its relearning step."""

NO_LOAD: Mapping[int, int] = MappingProxyType({})
"""Nothing planned yet."""


@dataclass(frozen=True, slots=True)
class Review:
    """One look at a card."""

    at: int
    """Epoch seconds."""
    card: str
    """Its id."""
    rating: Rating
    """How it went."""


@dataclass(frozen=True, slots=True)
class CardState:
    """Where a card stands after its reviews."""

    card: str
    """Its id."""
    due: int
    """When it comes again, in epoch seconds: the beginning of a day, or minutes if forgotten."""
    stability: float
    """Days after which it is recalled with a probability of 0.9."""
    difficulty: float
    """1 to 10."""
    reps: int
    """Reviews so far."""
    last: int
    """The latest of them, in epoch seconds."""
    first: int
    """The first of them, in epoch seconds."""
    lapses: int = 0
    """How often it was forgotten."""
    called: bool = False
    """Whether a mistake in a shift has called it back since the last review."""

    @property
    def memory(self) -> Memory:
        """What is left of all reviews."""
        return Memory(self.stability, self.difficulty)


def reviewed(
    state: CardState | None,
    card: str,
    rating: Rating,
    at: int,
    plan: Plan,
    load: Mapping[int, int] = NO_LOAD,
) -> CardState:
    """Return the state of a card after a review.

    A review that claims to be earlier than the one before it, as after a wrong clock was put right,
    counts as if it came right after that.

    Args:
        state: The state before; None at the first review.
        card: Its id.
        rating: How it went.
        at: When, in epoch seconds.
        plan: The learner's decisions.
        load: Other cards due, by day.

    Draws: `fuzz/<card>/<reps>/<day>` for each day that serves as well.
    """
    if state is None:
        state = CardState(card, at, 0.0, 0.0, reps=0, last=at, first=at)
    at = max(at, state.last)
    days = max(plan.day(at) - plan.day(state.last), 0)  # whoever travels west gains a day
    memory = after(state.memory if state.reps else None, days, rating)
    reps = state.reps + 1
    forgotten = rating == 1
    return replace(
        state,
        due=at + AGAIN if forgotten else plan.start(_day(memory, card, reps, at, plan, load)),
        stability=memory.stability,
        difficulty=memory.difficulty,
        reps=reps,
        last=at,
        lapses=state.lapses + forgotten,
        called=False,
    )


def folded(reviews: Iterable[Review], plan: Plan) -> dict[str, CardState]:
    """Return the state of every card after all reviews, in the order of first reviews.

    Args:
        reviews: In the order in which they were recorded.
        plan: The decisions in force now; they hold for reviews of the past too.
    """
    states: dict[str, CardState] = {}
    load: Counter[int] = Counter()
    for review in reviews:
        state = states.get(review.card)
        if state is not None:
            load[plan.day(state.due)] -= 1
        state = reviewed(state, review.card, review.rating, review.at, plan, load)
        load[plan.day(state.due)] += 1
        states[review.card] = state
    return states


def recall(state: CardState, at: int) -> float:
    """Return the probability that the card is recalled at a moment, in epoch seconds."""
    return recall_after(state.memory, days_between(state.last, at))


def due(states: Mapping[str, CardState], at: int, plan: Plan) -> list[str]:
    """Return the cards to review now, most urgent first, no more than the cap leaves for today.

    First those that a mistake in a shift called back, then those forgotten today, which the cap has
    counted already; then the ones least likely to be recalled: on the exam day if there is one.
    """
    waiting = all_due(states, at, plan)
    today = [card for card in waiting if _seen_today(states[card], at, plan)]
    others = [card for card in waiting if not _seen_today(states[card], at, plan)]
    room = set(today + others[: _room(states, at, plan)])
    return [card for card in waiting if card in room]


def all_due(states: Mapping[str, CardState], at: int, plan: Plan) -> list[str]:
    """Return the cards to review now in the order of `due`, without regard to the cap."""
    horizon = at if plan.days_left(at) is None or plan.exam_at is None else plan.exam_at

    def urgency(state: CardState) -> tuple[bool, bool, float, str]:
        again = _seen_today(state, at, plan)
        return not state.called, not again, round(recall(state, horizon), 6), state.card

    waiting = [state for state in states.values() if state.due <= at]
    return [state.card for state in sorted(waiting, key=urgency)]


def new_cards(
    cards: Sequence[str], states: Mapping[str, CardState], at: int, plan: Plan
) -> list[str]:
    """Return the new cards for today: what the cap leaves after all that is due.

    With an exam date there are as many a day as it takes to see all before the last days.

    Args:
        cards: All cards, in the order in which they are to be learnt.
        states: Those of the cards that have been reviewed.
        at: Now, in epoch seconds.
        plan: The learner's decisions.
    """
    unseen = [card for card in cards if card not in states]
    begun = sum(plan.day(state.first) == plan.day(at) for state in states.values())
    pace = plan.new_a_day
    if (left := plan.days_left(at)) is not None:
        pace = max(pace, -(-(len(unseen) + begun) // max(1, left - plan.final_days)))
    waiting = sum(not _seen_today(states[card], at, plan) for card in due(states, at, plan))
    room = _room(states, at, plan) - waiting
    return unseen[: max(0, min(pace - begun, room))]


def lapsed_topics(
    states: Mapping[str, CardState],
    topics: Mapping[str, Collection[str]],
    lapses: Mapping[str, int],
) -> dict[str, CardState]:
    """Return the states with the cards of topics due in which a shift showed a mistake.

    Args:
        states: After all reviews.
        topics: The cards of each topic.
        lapses: When each topic was last got wrong, in epoch seconds.
    """
    called = dict(states)
    for topic, at in lapses.items():
        for card in topics.get(topic, ()):
            state = called.get(card)
            if state is not None and state.last < at:
                called[card] = replace(state, due=min(state.due, at), called=True)
    return called


def _day(memory: Memory, card: str, reps: int, at: int, plan: Plan, load: Mapping[int, int]) -> int:
    """The day of the next review of a card that was recalled."""
    today = plan.day(at)
    plain = interval(memory, plan.retention)
    window: Sequence[int] = fuzz_window(plain)
    if (left := plan.days_left(at)) is not None:
        if left > plan.final_days and plain >= left - plan.final_days:
            return today + _last_review(memory, card, reps, today, left, plan, load)
        if plain < left:
            window = [days for days in window if days < left]
        else:
            window = [days for days in window if days > left] or [left + 1]

    def preference(days: int) -> tuple[int, float]:
        day = today + days
        return load.get(day, 0), uniform(plan.seed, "fuzz", card, reps, day)

    return today + min(window, key=preference)


def _last_review(
    memory: Memory,
    card: str,
    reps: int,
    today: int,
    left: int,
    plan: Plan,
    load: Mapping[int, int],
) -> int:
    """In how many days to review a card for the last time before the exam."""

    def preference(days: int) -> tuple[int, float, float]:
        day = today + days
        excess = max(0, load.get(day, 0) + 1 - plan.daily_cap)
        at_exam = round(_recall_at_exam(memory, days, left), 4)
        return excess, -at_exam, uniform(plan.seed, "fuzz", card, reps, day)

    return min(range(left - plan.final_days, left), key=preference)


@lru_cache(maxsize=100_000)
def _recall_at_exam(memory: Memory, days: int, left: int) -> float:
    """The probability of recall in `left` days if the card is reviewed once, in `days`."""
    recalled = recall_after(memory, days)
    good = after(memory, days, 3)
    again = after(after(memory, days, 1), 0, 3)
    return recalled * recall_after(good, left - days) + (1 - recalled) * recall_after(
        again, left - days
    )


def _room(states: Mapping[str, CardState], at: int, plan: Plan) -> int:
    """How many more cards the cap allows today; a card that comes twice counts once."""
    return max(0, plan.daily_cap - sum(_seen_today(s, at, plan) for s in states.values()))


def _seen_today(state: CardState, at: int, plan: Plan) -> bool:
    """Whether a card was reviewed on the day of a moment."""
    return plan.day(state.last) == plan.day(at)
