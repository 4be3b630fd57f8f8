"""Simulated learners: one kind forgets cards, the other answers questions.

The one idea: neither is built like the code that it tests. Who forgets does so by parameters of
FSRS that are not the schedule's, and knows no plan; who answers has an ability on the scale of the
three-parameter logistic model, which readiness knows nothing of. Both draw from a generator of
their own, seeded by their number.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from itilsim.quiz.evidence import Attempt
from itilsim.quiz.memory import PARAMETERS, Memory, Rating, after, recall_after
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.schedule import CardState, due, new_cards, reviewed

PARAMETER_NOISE = 0.25
"""Standard deviation of the logarithm of a learner's own parameters around the defaults."""

CARD_NOISE = 0.4
"""Standard deviation of the logarithm of each card's own first stability."""

NINE = 9 * 3600
"""Seconds after midnight at which simulated learners study and sit exams."""


@dataclass
class Forgetter:
    """Someone whose memory follows FSRS with parameters of their own."""

    seed: int
    chance: random.Random = field(init=False)
    parameters: tuple[float, ...] = field(init=False)
    memories: dict[str, Memory] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    reviews: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(f"forgetter/{self.seed}")
        bounds = zip(PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
        self.parameters = tuple(
            min(high, max(low, value * math.exp(self.chance.gauss(0, PARAMETER_NOISE))))
            for value, low, high in bounds
        )

    def look(self, card: str, day: int) -> Rating:
        """Review a card: recalled or not, as memory has it."""
        self.reviews += 1
        if card not in self.memories:
            rating: Rating = 3 if self.chance.random() < 0.5 else 1
            own = math.exp(random.Random(f"card/{self.seed}/{card}").gauss(0, CARD_NOISE))
            fresh = after(None, 0, rating, self.parameters)
            self.memories[card] = Memory(fresh.stability * own, fresh.difficulty)
        else:
            rating = 3 if self.chance.random() < self.recall(card, day) else 1
            since = day - self.last[card]
            self.memories[card] = after(self.memories[card], since, rating, self.parameters)
        self.last[card] = day
        return rating

    def recall(self, card: str, day: int) -> float:
        """The true probability of recall; nothing of what was never seen."""
        if card not in self.memories:
            return 0.0
        return recall_after(self.memories[card], day - self.last[card], self.parameters[20])


def prepared(seed: int, plan: Plan, cards: int, days: int) -> tuple[float, int]:
    """Mean true recall on the exam day and the number of reviews of a learner who keeps a plan.

    Args:
        seed: Who learns.
        plan: How; the day of the exam is `days` in any case, whether the plan knows it or not.
        cards: How many are learnt.
        days: Until the exam.
    """
    learner = Forgetter(seed)
    states: dict[str, CardState] = {}
    load: dict[int, int] = {}
    everything = [f"c{n}" for n in range(cards)]
    for day in range(days):
        at = day * DAY + NINE
        queue = due(states, at, plan)
        queue += new_cards(everything, states, at, plan)
        for card in queue:
            for late in range(0, 6000, 600):
                if card in states:
                    load[plan.day(states[card].due)] -= 1
                rating = learner.look(card, day)
                state = reviewed(states.get(card), card, rating, at + late, plan, load)
                states[card] = state
                load[plan.day(state.due)] = load.get(plan.day(state.due), 0) + 1
                if rating != 1:
                    break
    return fmean(learner.recall(card, days) for card in everything), learner.reviews


CELLS: Mapping[str, int] = {"1": 3, "2": 4, "3": 8, "4": 5, "5": 16, "6": 3, "7": 1}
"""The exam's questions by area, as in the blueprint of 2011."""

PASS_MARK = 26
"""Right answers of 40."""


@dataclass(frozen=True)
class Question:
    """A question of the three-parameter logistic model."""

    discrimination: float
    difficulty: float
    guessing: float

    def chance(self, ability: float) -> float:
        """The probability of a right answer."""
        logit = self.discrimination * (ability - self.difficulty)
        return self.guessing + (1 - self.guessing) / (1 + math.exp(-logit))


def bank(seed: int, in_each: int = 400) -> dict[str, list[Question]]:
    """Questions of each area: discrimination about 1.2, difficulty 0, guessing 0.2 to 0.25."""
    chance = random.Random(f"bank/{seed}")
    return {
        area: [
            Question(
                1.2 * math.exp(chance.gauss(0, 0.3)), chance.gauss(0, 1), chance.uniform(0.2, 0.25)
            )
            for _ in range(in_each)
        ]
        for area in CELLS
    }


@dataclass
class Answerer:
    """Someone who practises for some weeks, forgets, and sits the exam once."""

    seed: int
    questions: Mapping[str, list[Question]]
    mean: float = 0.4
    """Mean ability of those whom this one is drawn from; 0 answers half of what is not guessed."""
    spread: float = 1.1
    """Standard deviation of it."""
    day_effect: float = 0.3
    """Standard deviation of form on a day."""

    def __post_init__(self) -> None:
        chance = self.chance = random.Random(f"answerer/{self.seed}")
        level = chance.gauss(self.mean, self.spread)
        self.ability = {area: level + chance.gauss(0, 0.4) for area in CELLS}
        self.learning = chance.uniform(0, 0.25)
        self.fading = math.exp(chance.gauss(math.log(0.12), 0.6))
        self.since = dict.fromkeys(CELLS, 0)
        self.seen: dict[str, int] = {}
        self.attempts: list[Attempt] = []
        self.number = int(math.exp(chance.uniform(math.log(20), math.log(300.99))))
        self.weeks = chance.choice((1, 2, 3, 4, 6))
        self.exam_day = self.weeks * 7 + int(chance.uniform(0, 29))

    def prepare(self) -> Answerer:
        """Answer practice questions in the evenings of some weeks, and perhaps a mock exam."""
        chance = self.chance
        evenings = sorted(
            chance.sample(range(self.weeks * 7), k=min(self.weeks * 7, 3 + self.weeks * 3))
        )
        mock = self.number >= 60 and chance.random() < 0.5
        practice = self.number - (40 if mock else 0)
        favour = {area: chance.expovariate(1) + 0.1 for area in CELLS}
        weights = [CELLS[area] * favour[area] for area in CELLS]
        repeats = chance.uniform(0, 0.4)
        for n, day in enumerate(evenings):
            form = chance.gauss(0, self.day_effect)
            share = practice * (n + 1) // len(evenings) - practice * n // len(evenings)
            for area in chance.choices(list(CELLS), weights, k=share):
                again = [item for item in self.seen if item.startswith(f"{area}/")]
                if again and len(self.attempts) >= 20 and chance.random() < repeats:
                    self._answer(chance.choice(again), day, form)
                else:
                    self._answer(self._new(area), day, form)
        if mock:
            form = chance.gauss(0, self.day_effect)
            for area, count in CELLS.items():
                for _ in range(count):
                    self._answer(self._new(area), evenings[-1], form)
        return self

    def exam(self) -> int:
        """Right answers in the exam: questions never seen before, on one day."""
        form = self.chance.gauss(0, self.day_effect)
        return sum(
            self.chance.random()
            < self.questions[area][self._unseen(area)].chance(self._now(area, self.exam_day) + form)
            for area, count in CELLS.items()
            for _ in range(count)
        )

    def _now(self, area: str, day: int) -> float:
        """Ability in an area on a day: some has faded since it was last touched."""
        practised = math.log1p(len(self.attempts) / 30) * self.learning
        return (
            self.ability[area] + practised - self.fading * math.log1p((day - self.since[area]) / 2)
        )

    def _new(self, area: str) -> str:
        return f"{area}/{self._unseen(area)}"

    def _unseen(self, area: str) -> int:
        size = len(self.questions[area])
        while f"{area}/{(n := self.chance.randrange(size))}" in self.seen:
            pass
        return n

    def _answer(self, item: str, day: int, form: float) -> None:
        """Answer a question, and read why; one that was seen before may be remembered."""
        area, number = item.split("/")
        first = item not in self.seen
        right = self.questions[area][int(number)].chance(self._now(area, day) + form)
        if not first:
            remembered = math.exp(-self.fading * math.log1p(day - self.seen[item]) * 2)
            right += (1 - right) * remembered
        correct = self.chance.random() < right
        topic = f"topic-{area}-{int(number) % 4}"
        self.attempts.append(Attempt(item, area, topic, correct, day * DAY + NINE, first))
        self.seen[item] = day
        self.since[area] = day
