"""How each question does its work: how hard it is, whom it tells apart, which options draw.

The one idea: only first answers count, since a second one shows the memory of the first; and a
figure from few answers says that it is from few.

Sources: facility, discrimination and distractor use as in Haladyna and Rodriguez 2013, Developing
and Validating Test Items, chapters 17 and 18; Crocker and Algina 1986, chapter 14. The thresholds
are theirs where they name one: a distractor works from 5 %, a discrimination below 0.1 is poor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

FEWEST = 20
"""Answers below which no hint is given. A tuning constant."""

IDLE = 0.05
"""Share of answers below which a distractor does no work."""

POOR = 0.1
"""Discrimination below which a question hardly tells learners apart."""

EASY = 0.95
"""Facility above which a question tells nobody apart. A tuning constant."""

HARD = 0.25
"""Facility that pure guessing reaches."""

Hint = Literal["check-key", "discriminates-little", "idle-distractor", "too-easy", "too-hard"]

HINTS: Mapping[Hint, str] = {
    "check-key": "Better learners choose another option: check the key.",
    "discriminates-little": "Better and weaker learners do alike: is the question clear?",
    "idle-distractor": "A distractor that hardly anybody takes: make it tempting, or replace it.",
    "too-easy": "Nearly everybody gets it right: it tells nobody apart.",
    "too-hard": "No better than guessing: check the key and the wording.",
}
"""What each hint says."""


@dataclass(frozen=True, slots=True)
class Response:
    """One learner's first answer to one question."""

    learner: str
    """Who answered."""
    item: str
    """The question's id."""
    chosen: int
    """Position of the option chosen, in file order, from 0."""
    key: int
    """Position of the key."""
    options: int = 4
    """How many there are."""

    @property
    def correct(self) -> bool:
        """Whether it was right."""
        return self.chosen == self.key


@dataclass(frozen=True, slots=True)
class OptionUse:
    """How one option was used."""

    share: float
    """Of all answers, 0 to 1."""
    rest: float | None
    """Mean share of right answers to all other questions of those who chose it; None if nobody."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """How one question does its work."""

    item: str
    """Its id."""
    answers: int
    """First answers so far."""
    facility: float
    """Share of them that were right, 0 to 1."""
    discrimination: float | None
    """Point-biserial correlation of a right answer with the share of right answers to all other
    questions, -1 to 1; None where all did alike, or nobody answered anything else."""
    uses: tuple[OptionUse, ...]
    """Of each option, in file order."""
    too_few: bool
    """Whether the answers are too few to conclude anything."""
    hints: tuple[Hint, ...]
    """What to look at, as in `HINTS`; none from too few answers."""


def item_statistics(responses: Iterable[Response]) -> tuple[ItemStatistics, ...]:
    """Return the statistics of every question that was answered, in the order of their ids.

    Args:
        responses: First answers; of several by one learner to one question the first counts.
    """
    first: dict[tuple[str, str], Response] = {}
    for response in responses:
        first.setdefault((response.item, response.learner), response)
    right: defaultdict[str, int] = defaultdict(int)
    number: defaultdict[str, int] = defaultdict(int)
    by_item: defaultdict[str, list[Response]] = defaultdict(list)
    for response in first.values():
        right[response.learner] += response.correct
        number[response.learner] += 1
        by_item[response.item].append(response)

    def rest(response: Response) -> float | None:
        others = number[response.learner] - 1
        return (right[response.learner] - response.correct) / others if others else None

    return tuple(
        _statistics(item, answers, [rest(response) for response in answers])
        for item, answers in sorted(by_item.items())
    )


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return the product-moment correlation; None where one of both does not vary."""
    if len(xs) < 2:
        return None
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    spread_x = math.fsum((x - mean_x) ** 2 for x in xs)
    spread_y = math.fsum((y - mean_y) ** 2 for y in ys)
    if min(spread_x, spread_y) < 1e-12:
        return None
    together = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return together / math.sqrt(spread_x * spread_y)


def _statistics(
    item: str, answers: Sequence[Response], rests: Sequence[float | None]
) -> ItemStatistics:
    """The statistics of one question."""
    facility = sum(response.correct for response in answers) / len(answers)
    known = [(r, rest) for r, rest in zip(answers, rests, strict=True) if rest is not None]
    discrimination = correlation([float(r.correct) for r, _ in known], [rest for _, rest in known])
    uses = tuple(_use(option, answers, rests) for option in range(answers[0].options))
    few = len(answers) < FEWEST
    hints = (
        () if few else tuple(_hints(len(answers), facility, discrimination, uses, answers[0].key))
    )
    return ItemStatistics(item, len(answers), facility, discrimination, uses, few, hints)


def _use(option: int, answers: Sequence[Response], rests: Sequence[float | None]) -> OptionUse:
    """How one option was used."""
    takers = [rest for r, rest in zip(answers, rests, strict=True) if r.chosen == option]
    known = [rest for rest in takers if rest is not None]
    mean = math.fsum(known) / len(known) if known else None
    return OptionUse(len(takers) / len(answers), mean)


def _hints(
    answers: int,
    facility: float,
    discrimination: float | None,
    uses: Sequence[OptionUse],
    key: int,
) -> Iterable[Hint]:
    """What to look at, most pressing first."""
    others = [use for n, use in enumerate(uses) if n != key]
    of_key = uses[key].rest
    by_chance = 1 / math.sqrt(answers)  # The standard error of a correlation of nothing.
    better = any(
        use.share >= IDLE and use.rest is not None and (of_key is None or use.rest > of_key)
        for use in others
    )
    if better and (discrimination is None or discrimination < -by_chance):
        yield "check-key"
    elif discrimination is not None and discrimination < POOR and HARD < facility < EASY:
        yield "discriminates-little"
    if facility <= HARD:
        yield "too-hard"
    if facility > EASY:
        yield "too-easy"
    elif any(use.share < IDLE for use in others):
        yield "idle-distractor"
