"""Practice and review, one item at a time: what is asked, what was answered, when it comes again.

The one idea: an answer is stored, with the rating that it means for the schedule, before anyone is
told whether it was right; so what was seen on the screen is on the disk.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from itilsim.learner.drills import card_of, rated
from itilsim.learner.joining import card_states, lapses
from itilsim.learner.learning_order import learning_order, syllabus_order
from itilsim.learner.lessons import Lessons
from itilsim.learner.offering import weakest
from itilsim.learner.skill_map import skill_map
from itilsim.quiz.calendar import EPOCH, UTC, Calendar
from itilsim.quiz.chance import shuffled
from itilsim.quiz.editions import Edition
from itilsim.quiz.enemies import apart, enemies_of
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank, Item, Lesson
from itilsim.quiz.schedule import (
    CardState,
    Review,
    due,
    folded,
    new_cards,
    reviewed,
)
from itilsim.quiz.showing import place_of, shown
from itilsim.storage.machine_clock import calendar
from itilsim.storage.study import Study
from itilsim.storage.study_rows import AnswerRow, Rating, ReviewRow, Where

DAILY_CAP: Final = 40
"""Reviews a day where the learner has set nothing. Tuning constant."""

NOON: Final = 12 * 3600
"""An exam without a time of day is at noon, on the learner's clock. Tuning constant."""

RIGHT_BY_CERTAINTY: Final[dict[int | None, Rating]] = {None: 3, 1: 2, 2: 3, 3: 3}
"""What a right answer says of memory: a guess counts as recalled with difficulty. "Easy" is said
only by the learner, of a card. Tuning constants."""

Parts = tuple[int, ...]
"""An answer to `order` or `match`: for each place the position, in the item, of what was put there;
right if it is 0, 1, 2, …"""


@dataclass(frozen=True, slots=True)
class Marked:
    """What an answer came to."""

    item: Item
    """The item, as it was shown."""
    correct: bool
    """Whether it was right."""
    chosen: int | None
    """The option, as it was shown; None where an item has none."""
    certainty: int | None
    """How sure the learner was; None where it was not asked for."""
    state: CardState | None
    """When it comes again, and how well it is remembered; none of a task of a drill but the last,
    which has that of the skill."""
    guess: bool = False
    """Whether it was the first question of a new topic, to be guessed at."""

    @property
    def counts(self) -> bool:
        """Whether it shows what was known: neither a guess nor one's own word on a card."""
        return not self.guess and self.item.style != "card"


class Practice:
    """A round of items, and its record. Times are epoch seconds, handed in."""

    def __init__(
        self,
        study: Study,
        items: Sequence[Item],
        edition: Edition,
        where: Where,
        plan: Plan,
        seed: int,
        lessons: Lessons | None = None,
        skill: str = "",
    ) -> None:
        """Begin a round.

        Args:
            study: Where answers are kept.
            items: What is asked, in order.
            edition: The exam studied for.
            where: Practice, review or computed.
            plan: The learner's plan.
            seed: Draws the order in which options, steps and pairs are shown.
            lessons: What can be read on its topics.
            skill: What is drilled; empty: this is no drill.
        """
        self.items = [shown(item, seed) for item in items]
        """What is asked, with the options as they are shown."""
        self.edition: Edition = edition
        self.where: Where = where
        self.plan = plan
        self.seed = seed
        """Draws the order in which steps and pairs are shown."""
        self.lessons = lessons or Lessons()
        """What can be read on its topics."""
        self.skill = skill
        """What is drilled; empty: this is no drill."""
        self._read = set[str]()
        self._stored = list(items)
        self.marked: list[Marked] = []
        self._study = study
        reviews = (Review(row.at, row.card, row.rating) for row in study.reviews())
        self._states = folded(reviews, plan)

    @property
    def current(self) -> Item | None:
        """What is asked now; None at the end of the round."""
        return self.items[len(self.marked)] if len(self.marked) < len(self.items) else None

    @property
    def lesson(self) -> Lesson | None:
        """What is to be read before the current item; nothing once it was opened."""
        item = self.current
        if item is None or self.where != "review" or item.topic in self._read:
            return None
        return self.lessons.before(item, self._states)

    @property
    def is_guess(self) -> bool:
        """Whether the current item is the first of a new topic, whose lesson comes after it."""
        item = self.current
        if item is None or self.where != "review":
            return False
        return self.lessons.comes_after(item, self._states)

    def read(self, topic: str) -> Lesson | None:
        """Open the lesson of a topic; None if it has none."""
        self._read.add(topic)
        return self.lessons.on.get(topic)

    @property
    def right(self) -> int:
        """Right answers so far; guesses and cards are not counted."""
        return sum(each.correct for each in self.marked if each.counts)

    def choose(self, option: int, certainty: int | None, at: int) -> Marked:
        """Answer a question with options.

        Args:
            option: Its position as it is shown, counted from 0.
            certainty: How sure the learner is; None where it is not asked.
            at: Now.

        Raises:
            TryAgainError: It could not be stored; it is still asked.
        """
        item = self._asked()
        return self._keep(item, option, certainty, correct=option == item.key, at=at)

    def arrange(self, parts: Parts, certainty: int | None, at: int) -> Marked:
        """Answer `order` or `match`.

        Args:
            parts: What was put in each place.
            certainty: How sure the learner is; None where it is not asked.
            at: Now.

        Raises:
            TryAgainError: It could not be stored; it is still asked.
        """
        item, right = self._asked(), parts == tuple(range(len(parts)))
        return self._keep(item, None, certainty, correct=right, at=at)

    def rate(self, rating: Rating, at: int) -> Marked:
        """Say of a card how well it was remembered.

        Raises:
            TryAgainError: It could not be stored; it is still asked.
        """
        return self._keep(self._asked(), None, None, correct=rating > 1, at=at, rating=rating)

    @property
    def came_to(self) -> tuple[int, int, int, int]:
        """Right answers, answers that count, guesses, cards."""
        done, cards = self.marked, sum(each.item.style == "card" for each in self.marked)
        guesses = sum(each.guess for each in done)
        return self.right, len(done) - cards - guesses, guesses, cards

    def flag(self, item: Item) -> bool:
        """Flag an item, or take its flag away; whether it is flagged now.

        Raises:
            TryAgainError: It could not be stored.
        """
        if item.id in self._study.flagged():
            self._study.unflag(item.id)
            return False
        self._study.flag(item.id)
        return True

    def _asked(self) -> Item:
        item = self.current
        if item is None:
            raise ValueError("the round is over")
        return item

    def _keep(
        self,
        item: Item,
        chosen: int | None,
        certainty: int | None,
        *,
        correct: bool,
        at: int,
        rating: Rating | None = None,
    ) -> Marked:
        meant, guess = rating or (RIGHT_BY_CERTAINTY[certainty] if correct else 1), self.is_guess
        stored = None if chosen is None else place_of(chosen, item, self._stored[len(self.marked)])
        row = AnswerRow(at, item.id, self.edition, stored, correct, certainty, self.where)
        card = item.id
        if self.where == "computed":  # Never asked again, so it has no card; its skill has one.
            last = len(self.marked) + 1 == len(self.items)
            card = card_of(self.skill) if self.skill and last else ""
            meant = rated(self.right + correct, len(self.items))
        self._study.record_answer(row, ReviewRow(at, card, meant) if card else None)
        state = _after(self._states, card, meant, at, self.plan) if card else None
        found = Marked(item, correct, chosen, certainty, state, guess)
        self.marked.append(found)
        return found


def plan_of(study: Study) -> Plan:
    """Return the learner's plan from the settings.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If a setting is damaged.
    """
    date, cap = study.setting("exam_date"), study.setting("daily_cap")
    own = calendar()
    return Plan(
        exam_at=None if not date else exam_moment(date, own),
        daily_cap=int(cap) if cap else DAILY_CAP,
        calendar=own,
    )


def exam_moment(date: str, own: Calendar = UTC) -> int:
    """Return when an exam is, in epoch seconds.

    Args:
        date: Its day, like `2027-01-31`.
        own: The learner's calendar.
    """
    return own.moment((dt.date.fromisoformat(date) - EPOCH).days, NOON)


def weak_topics(study: Study, bank: Bank, edition: Edition, plan: Plan, at: int) -> tuple[str, ...]:
    """Return the topics of which something was seen and too little is known, the weakest first."""
    evidence = study.evidence()
    states = card_states(edition, bank, study.reviews(), evidence, plan)
    return weakest(skill_map(edition, bank, study.answers(edition), evidence, states, at))


def review_round(
    study: Study,
    bank: Bank,
    edition: Edition,
    plan: Plan,
    at: int,
    weak: Sequence[str] = (),
    *,
    new: bool = True,
    more: bool = False,
) -> tuple[Item, ...]:
    """Return what is to be reviewed now: cards that are due, then new ones, as the plan allows.

    New topics come as the syllabus has them. Of enemies only the first is asked; the other one
    stays due.

    Args:
        study: Answers and evidence so far.
        bank: Where the items are.
        edition: The exam studied for.
        plan: The learner's plan.
        at: Now, in epoch seconds.
        weak: Topics whose new cards come first, after those of mistakes in shifts.
        new: Whether new cards follow.
        more: Whether as many more follow as a day usually has.
    """
    items = {item.id: item for item in bank.of_edition(edition)}
    evidence = study.evidence()
    states = card_states(edition, bank, study.reviews(), evidence, plan)
    wrong = lapses(edition, evidence)
    first = (*sorted(wrong, key=lambda topic: -wrong[topic]), *weak)
    syllabus = syllabus_order(items.values(), edition)
    topics = [topic for topic in dict.fromkeys((*first, *syllabus)) if topic in syllabus]
    begun = Counter(items[card].topic for card in states if card in items)
    unseen = shuffled([item for item in items.values() if item.id not in states], plan.seed, "new")
    known = [items[card] for card in due(states, at, plan)]
    asked = list(apart((*known, *learning_order(unseen, begun, topics)), enemies_of(bank.items)))
    order = [item.id for item in asked if item.id not in states]
    if more:
        begun_today = sum(plan.day(state.first) == plan.day(at) for state in states.values())
        plan = replace(plan, new_a_day=begun_today + plan.new_a_day)
    fresh = new_cards(order, states, at, plan) if new else []
    return tuple(item for item in asked if item.id in states or item.id in fresh)


def later_today(study: Study, bank: Bank, edition: Edition, plan: Plan, at: int) -> list[int]:
    """Return in how many seconds those cards are due that come again later today, in order."""
    states = card_states(edition, bank, study.reviews(), study.evidence(), plan)
    ahead = (state.due - at for state in states.values() if plan.day(state.due) == plan.day(at))
    return sorted(seconds for seconds in ahead if seconds > 0)


def _after(
    states: dict[str, CardState], card: str, rating: Rating, at: int, plan: Plan
) -> CardState:
    """Bring a card up to date, with regard to the days of the others."""
    load = Counter(plan.day(state.due) for name, state in states.items() if name != card)
    states[card] = state = reviewed(states.get(card), card, rating, at, plan, load)
    return state
