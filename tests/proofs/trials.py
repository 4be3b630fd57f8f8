"""Simulated learners who take part in a trial, with a gain that is known because we gave it.

The one idea: who answers has an ability on the scale of the three-parameter logistic model, as in
`learners.py`, which pairs, split and estimate know nothing of. A shift adds to the ability in its
topic; how many points of right answers that is on average is worked out over a large population of
its own, by the model and without any test. Faults can be planted in the split and in what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from statistics import NormalDist, fmean

from itilsim.quiz.trial import MOST_KEPT, Arm, PairRecord, Record, in_pairs, split
from tests.proofs.learners import CELLS, Question, bank

TOPICS = tuple(f"topic-{area}" for area in CELLS)[:6]
"""Of six areas: of an odd number one would stay out, and not any one."""
BEFORE = 8
"""Questions by which is told what somebody knows before."""
TAKES = (1.0, 0.4)
"""Mean and standard deviation of what a shift gives one learner, of the usual."""
POPULATION = 20_000
"""Learners over whom a gain is worked out."""


@dataclass(frozen=True)
class Fault:
    """What is done wrong."""

    by_readiness: bool = False
    """The weaker topic of a pair gets the shift, not the one that is drawn."""
    seen: bool = False
    """The test asks what was practised, and a quiz without a shift practises more of it."""


SOUND = Fault()
"""Nothing is done wrong."""


@cache
def questions() -> dict[str, list[Question]]:
    return {f"topic-{area}": own for area, own in bank(77).items()}


@dataclass
class Taker:
    """Someone who takes part."""

    seed: int
    topics: int = len(TOPICS)
    asked: int = MOST_KEPT
    chance: Random = field(init=False)
    ability: dict[str, float] = field(init=False)
    takes: float = field(init=False)

    def __post_init__(self) -> None:
        self.chance = chance = Random(f"taker/{self.seed}")
        level = chance.gauss(0, 0.9)
        self.ability = {topic: level + chance.gauss(0, 0.5) for topic in TOPICS}
        self.takes = max(0.0, chance.gauss(*TAKES))  # what a shift gives this one, of the usual

    @property
    def name(self) -> str:
        return f"taker{self.seed:07d}"

    def after(self, topic: str, delta: float) -> float:
        """Ability on the day of the test: a quiz has helped with any topic, a shift with some."""
        return self.ability[topic] + 0.3 + delta * self.takes

    def record(self, delta: float, fault: Fault) -> Record:
        """Take part in all of it."""
        baselines = {topic: self._before(topic) for topic in TOPICS[: self.topics]}
        pairs = []
        for topics in in_pairs(baselines):
            with_shift, without = split(self.name, topics)
            if fault.by_readiness:
                with_shift, without = sorted(topics, key=lambda topic: baselines[topic])
            arms = (
                self._arm(with_shift, self.after(with_shift, delta), 0.2 if fault.seen else 0.0),
                self._arm(without, self.after(without, 0.0), 0.5 if fault.seen else 0.0),
            )
            pairs.append(PairRecord(*arms))
        return Record(self.name, "4", "2026-11-01", "2026-11-12", tuple(pairs))

    def _before(self, topic: str) -> float:
        asked = self.chance.choices(questions()[topic], k=BEFORE)
        return fmean(self.chance.random() < each.chance(self.ability[topic]) for each in asked)

    def _arm(self, topic: str, ability: float, practised: float) -> Arm:
        asked = self.chance.sample(questions()[topic], k=self.asked)
        right = sum(
            self.chance.random() < practised * 0.7 or self.chance.random() < each.chance(ability)
            for each in asked
        )
        return Arm(topic, 900, 0, 0, len(asked), right)


@cache
def population() -> tuple[tuple[Question, float, float], ...]:
    """Questions that learners meet: each with an ability without a shift, and what one adds."""
    found = []
    for seed in range(POPULATION):
        one = Taker(9_000_000 + seed)
        # What a shift gives is spread evenly, not drawn: or the truth itself would be uncertain.
        one.takes = max(0.0, NormalDist(*TAKES).inv_cdf((seed + 0.5) / POPULATION))
        for topic in TOPICS:
            asked = one.chance.choice(questions()[topic])
            found.append((asked, one.after(topic, 0.0), one.takes))
    return tuple(found)


@cache
def gain_of(delta: float) -> float:
    """Share of right answers that a shift adds on average, by the model."""
    return fmean(
        each.chance(ability + delta * takes) - each.chance(ability)
        for each, ability, takes in population()
    )


@cache
def delta_for(gain: float) -> float:
    """By how much a shift has to raise an ability to add so large a share of right answers."""
    low, high = 0.0, 4.0
    while high - low > 1e-3 and gain:
        middle = (low + high) / 2
        low, high = (middle, high) if gain_of(middle) < gain else (low, middle)
    return low if gain else 0.0


def a_class(
    number: int,
    size: int,
    gain: float,
    fault: Fault = SOUND,
    topics: int = len(TOPICS),
    asked: int = MOST_KEPT,
) -> Sequence[Record]:
    """The records of a class, the same for the same number.

    Args:
        number: Which class; no two share a learner.
        size: How many learners.
        gain: Share of right answers that a shift adds on average.
        fault: What is done wrong.
        topics: How many take part.
        asked: Questions of each in the test.
    """
    delta = delta_for(gain)
    return [Taker(number * size + n, topics, asked).record(delta, fault) for n in range(size)]
