"""How likely a learner is to pass on the day, how sure that is, and what would move it most.

The one idea: what is known is counted, never assumed. Areas are estimated from their own answers
and lean on the learner's general level where answers are few; the number of right answers in the
exam is then the sum over areas, with everything that is uncertain about it in its spread: the
level, each area, forgetting until the exam, form on the day, and luck.

The model: the level m has a logit that is normally distributed; an area's share of right answers is
Beta(K m, K (1 - m)); answers are binomial. The level is summed over a grid, each area has a closed
form, and the sum over areas is taken as normal, which for 40 questions is close.

Sources: Gelman and others, Bayesian Data Analysis, 3rd edition, chapter 5 (beta-binomial model with
shared prior). Constants called "Tuned" were chosen for the least logarithmic loss over simulated
learners 1,000,000 to 1,009,999 of `tests/proofs/learners.py`; calibration is shown on others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

from itilsim.quiz.evidence import GUESS, Attempt, Tally, forgetting, kept, tallies
from itilsim.quiz.plan import DAY

FEWEST = 20
"""First answers below which no probability is stated. A tuning constant."""

LEVEL = (0.7, 1.1)
"""Mean and standard deviation of the logit of the level before any answer. Tuned."""

GRID = 33
"""Levels that are summed over."""

CONCENTRATION = 50.0
"""K: how much areas of one learner are alike, in answers. Tuned."""

TOPIC_CONCENTRATION = 6.0
"""The same of the topics of an area. A tuning constant."""

DAY_EFFECT = 0.2
"""Standard deviation of the logit by which form on the day differs from usual. Tuned."""

STUDIED = 0.9
"""Share of right answers in a topic that has been studied. A tuning constant."""

INTERVAL = (0.1, 0.9)
"""Between which quantiles of what the learner may really know the probability is stated."""

STANDARD = NormalDist()


@dataclass(frozen=True, slots=True)
class AreaReadiness:
    """What is expected in one area."""

    area: str
    """Its number in the syllabus."""
    questions: int
    """How many the exam has."""
    expected: float
    """Share of them expected to be right on the day, 0 to 1."""
    answered: int
    """First answers on which that rests."""


@dataclass(frozen=True, slots=True)
class Lever:
    """A topic whose study would raise the probability."""

    topic: str
    """Its name."""
    area: str
    """Its area."""
    move: float
    """By how much the probability would rise, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How likely a pass is."""

    probability: float | None
    """Of a pass on the day, 0 to 1; None with too few answers."""
    low: float
    """The same, if the learner knows as little as is just believable (one in ten knows less)."""
    high: float
    """The same, if the learner knows as much as is just believable (one in ten knows more)."""
    answered: int
    """First answers so far."""
    wanted: int
    """First answers still to give before a probability is stated."""
    areas: tuple[AreaReadiness, ...]
    """What is expected in each area of the blueprint, in its order."""
    levers: tuple[Lever, ...]
    """At most three topics whose study would move it most, the strongest first."""


@dataclass(frozen=True, slots=True)
class _Score:
    """The expected number of right answers at one level, and its variances."""

    weight: float
    mean: float
    knowledge: float
    luck: float


def readiness(
    attempts: Sequence[Attempt],
    cells: Mapping[str, int],
    pass_mark: int,
    topics: Mapping[str, Mapping[str, int]],
    at: int,
    exam_at: int | None = None,
) -> Readiness:
    """Return how likely a pass is.

    Args:
        attempts: All answers of the learner in this edition, in the order in which they were given.
        cells: Number of the exam's questions by area.
        pass_mark: Right answers needed.
        topics: Number of questions of the bank by area and topic: the shares that an exam draws.
        at: Now, in epoch seconds.
        exam_at: When the exam is; without a date, or after it, the exam is now.
    """
    day = max(at, at if exam_at is None else exam_at)
    answered = sum(attempt.first for attempt in attempts)
    counts = tallies(attempts)
    areas = {area: counts.get((area, ""), Tally()) for area in cells}
    shares = _kept_shares(attempts, areas, day)
    levels = _levels(areas.values())
    scores = [_score(level, weight, cells, areas, shares) for level, weight in levels]
    if answered < FEWEST:
        low, high, probability = 0.0, 1.0, None
    else:
        probability = _probability(scores, pass_mark)
        low, high = _interval(scores, pass_mark)
        low, high = min(low, probability), max(high, probability)
    expected = {
        area: math.fsum(
            weight * _on_the_day(_share(level, tally, CONCENTRATION), shares[area][0])
            for level, weight in levels
        )
        for area, tally in areas.items()
    }
    return Readiness(
        probability,
        low,
        high,
        answered,
        max(0, FEWEST - answered),
        _areas(attempts, cells, expected),
        () if probability is None else _levers(scores, pass_mark, cells, topics, counts, expected),
    )


def _areas(
    attempts: Sequence[Attempt], cells: Mapping[str, int], expected: Mapping[str, float]
) -> tuple[AreaReadiness, ...]:
    """What is expected in each area, with how many answers it rests on."""
    first = Counter(attempt.area for attempt in attempts if attempt.first)
    return tuple(
        AreaReadiness(area, questions, expected[area], first[area])
        for area, questions in cells.items()
    )


def _levels(areas: Iterable[Tally]) -> list[tuple[float, float]]:
    """The levels of the grid, and how likely each is after the answers."""
    tallied = [tally for tally in areas if tally.number > 0]
    logs = [
        prior + math.fsum(_log_likelihood(level, tally) for tally in tallied)
        for level, prior in _grid()
    ]
    most = max(logs)
    weights = [math.exp(log - most) for log in logs]
    total = math.fsum(weights)
    return [(level, weight / total) for (level, _), weight in zip(_grid(), weights, strict=True)]


@cache
def _grid() -> tuple[tuple[float, float], ...]:
    """Levels within three standard deviations, with the logarithm of how likely each is."""
    mean, deviation = LEVEL
    steps = [6 * n / (GRID - 1) - 3 for n in range(GRID)]
    return tuple((1 / (1 + math.exp(-mean - deviation * z)), -z * z / 2) for z in steps)


def _log_likelihood(level: float, tally: Tally) -> float:
    """The logarithm of the beta-binomial probability of an area's answers, but for a constant."""
    a, b = CONCENTRATION * level, CONCENTRATION * (1 - level)
    return (
        math.lgamma(a + tally.right)
        - math.lgamma(a)
        + math.lgamma(b + tally.wrong)
        - math.lgamma(b)
    )


def _share(level: float, tally: Tally, concentration: float) -> float:
    """The share of right answers, between that of the answers and the level above."""
    return (concentration * level + tally.right) / (concentration + tally.number)


def _on_the_day(share: float, kept_share: float) -> float:
    """The share of right answers once some of what was known is forgotten."""
    return GUESS + (share - GUESS) * kept_share if share > GUESS else share


def _kept_shares(
    attempts: Sequence[Attempt], areas: Mapping[str, Tally], day: int
) -> dict[str, tuple[float, float]]:
    """Mean and variance of the share of each area's knowledge that is left on the day."""
    rates = forgetting(attempts)
    latest = max((attempt.at for attempt in attempts), default=day)
    found = {}
    for area, tally in areas.items():
        days = (day - (latest if tally.last is None else tally.last)) / DAY
        values = [(kept(rate, days), weight) for rate, weight in rates.items()]
        mean = math.fsum(value * weight for value, weight in values)
        found[area] = mean, math.fsum(weight * (value - mean) ** 2 for value, weight in values)
    return found


def _score(
    level: float,
    weight: float,
    cells: Mapping[str, int],
    areas: Mapping[str, Tally],
    shares: Mapping[str, tuple[float, float]],
) -> _Score:
    """The number of right answers in the exam, if this is the level."""
    means, knowledge, luck, lost = [], [], [], []
    for area, questions in cells.items():
        tally = areas[area]
        share = _share(level, tally, CONCENTRATION)
        spread = share * (1 - share) / (CONCENTRATION + tally.number + 1)
        left, left_spread = shares[area]
        expected = _on_the_day(share, left)
        means.append(questions * expected)
        knowledge.append((questions * left) ** 2 * spread)
        lost.append(questions * abs(share - GUESS) * math.sqrt(left_spread))
        luck.append(questions * expected * (1 - expected))
    # Whoever forgets fast does so in all areas, so these add up as they are, not as variances do.
    fading = math.fsum(lost) ** 2
    variation = math.fsum(luck)
    form = (variation * DAY_EFFECT) ** 2
    return _Score(weight, math.fsum(means), math.fsum(knowledge) + fading, variation + form)


def _probability(scores: Sequence[_Score], pass_mark: int, gain: float = 0.0) -> float:
    """The probability of a pass with so many right answers more."""
    return math.fsum(
        score.weight
        * STANDARD.cdf(
            (score.mean + gain - pass_mark + 0.5) / math.sqrt(score.knowledge + score.luck)
        )
        for score in scores
    )


def _interval(scores: Sequence[_Score], pass_mark: int) -> tuple[float, float]:
    """The probabilities of a pass at both ends of what the learner may really know."""
    luck = math.sqrt(math.fsum(score.weight * score.luck for score in scores))
    low, high = (
        STANDARD.cdf((_quantile(scores, share) - pass_mark + 0.5) / luck) for share in INTERVAL
    )
    return low, high


def _quantile(scores: Sequence[_Score], share: float) -> float:
    """The number of right answers to expect below which this share of what is believable lies."""
    low = min(score.mean - 5 * math.sqrt(score.knowledge) for score in scores)
    high = max(score.mean + 5 * math.sqrt(score.knowledge) for score in scores)
    for _ in range(16):
        middle = (low + high) / 2
        below = math.fsum(
            score.weight * STANDARD.cdf((middle - score.mean) / math.sqrt(score.knowledge))
            for score in scores
        )
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


def _levers(
    scores: Sequence[_Score],
    pass_mark: int,
    cells: Mapping[str, int],
    topics: Mapping[str, Mapping[str, int]],
    counts: Mapping[tuple[str, str], Tally],
    expected: Mapping[str, float],
) -> tuple[Lever, ...]:
    """The three topics whose study brings most right answers in the exam."""
    gains = []
    for area, questions in cells.items():
        whole = sum(topics.get(area, {}).values())
        for topic, number in topics.get(area, {}).items():
            tally = counts.get((area, topic), Tally())
            share = _share(expected[area], tally, TOPIC_CONCENTRATION)
            gain = questions * number / whole * max(0.0, STUDIED - share)
            gains.append((round(gain, 9), area, topic))
    best = sorted(gains, key=lambda found: (-found[0], found[1], found[2]))[:3]
    now = _probability(scores, pass_mark)
    return tuple(
        Lever(topic, area, _probability(scores, pass_mark, gain) - now)
        for gain, area, topic in best
        if gain > 0
    )
