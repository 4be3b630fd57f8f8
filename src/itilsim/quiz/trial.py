"""A trial within one learner: topics in pairs, split by lot, and questions kept back for the test.

The one idea: both topics of a pair are much alike, and which of them has the shift is drawn from
the learner's pseudonym. So whatever else is different between the two is different by chance, and
anybody who has the pseudonym can draw the split again.

Source: Fisher 1935, The Design of Experiments, chapters II and III (pairs, the split by lot).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from itilsim.quiz.chance import uniform
from itilsim.quiz.editions import Edition
from itilsim.quiz.enemies import enemies_of
from itilsim.quiz.questions import Bank, Item

MOST_KEPT: Final = 6
"""Questions that are kept back of a topic, at most. Tuning constant."""
FEWEST_KEPT: Final = 2
"""Questions that must be kept back of a topic, or it takes no part. Tuning constant."""
KEPT_SHARE: Final = 0.4
"""Share of a topic's questions that may be kept back. Tuning constant: the rest is to learn by."""
SHUT_SHARE: Final = 0.4
"""Share of them that may be shut, enemies of those kept back included. Tuning constant."""
FEWEST_ASKED: Final = 9
"""Questions that a topic must have, or it takes no part. Tuning constant: at least five are left to
learn by, or a quiz of some minutes would be the same few questions again and again."""
UNEQUAL: Final = 0.2
"""Minutes of a pair count as equal if the smaller is less than this share below the larger. Tuning
constant."""
NAME: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
"""Shape of a topic in a file."""
MOST: Final = 10_000_000
"""Largest number in a file: seconds, decisions, answers. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two topics that are much alike."""

    topics: tuple[str, str]
    """In the order of their names."""
    kept: tuple[tuple[str, ...], tuple[str, ...]]
    """Ids of the questions of each that nobody sees before the test; as many of both."""


@dataclass(frozen=True, slots=True)
class Design:
    """What is split, and what is kept back."""

    learner: str
    """The pseudonym."""
    edition: Edition
    """The exam that is studied for."""
    pairs: tuple[Pair, ...]
    """The topics that take part."""

    @property
    def kept(self) -> tuple[str, ...]:
        """Ids of all questions that are kept back."""
        return tuple(item for pair in self.pairs for own in pair.kept for item in own)


@dataclass(frozen=True, slots=True)
class Arm:
    """What became of one topic of a pair."""

    topic: str = field(metadata={"pattern": NAME, "max_length": 100})
    """The topic."""
    quiz_seconds: int = field(metadata={"ge": 0, "le": MOST})
    """Time spent on its questions."""
    shift_seconds: int = field(metadata={"ge": 0, "le": MOST})
    """Its part of the time spent in shifts: as large as its part of what was judged there."""
    decisions: int = field(metadata={"ge": 0, "le": MOST})
    """What was judged of it in shifts."""
    asked: int = field(metadata={"ge": 0, "le": MOST_KEPT})
    """Unseen questions that were answered in the test."""
    right: int = field(metadata={"ge": 0, "le": MOST_KEPT})
    """Of these, right ones."""
    seen: int = field(default=0, metadata={"ge": 0, "le": MOST_KEPT})
    """Questions kept back that were seen before the test all the same; they do not count."""

    @property
    def seconds(self) -> int:
        """All time spent on it."""
        return self.quiz_seconds + self.shift_seconds


@dataclass(frozen=True, slots=True)
class PairRecord:
    """What became of a pair."""

    shift: Arm
    """The topic with a shift and a quiz."""
    quiz: Arm
    """The topic with a quiz alone."""
    timed: bool = True
    """Whether the time of all its shifts is known."""

    @property
    def difference(self) -> float | None:
        """Share right with a shift, less that without; none until both were tested."""
        if not (self.shift.asked and self.quiz.asked):
            return None
        return self.shift.right / self.shift.asked - self.quiz.right / self.quiz.asked

    @property
    def is_equal(self) -> bool:
        """Whether as much time was spent on both, as far as is known."""
        less, more = sorted((self.shift.seconds, self.quiz.seconds))
        return self.timed and more - less <= UNEQUAL * more

    @property
    def is_apart(self) -> bool:
        """Whether shifts dealt more with the topic that they were to teach than with the other."""
        return self.shift.decisions > self.quiz.decisions


@dataclass(frozen=True, slots=True)
class Record:
    """What one learner hands over: a pseudonym, and what became of each pair."""

    learner: str
    """The pseudonym."""
    edition: Edition
    """The exam that is studied for."""
    joined: str
    """The day on which the learner agreed, like `2026-11-30`."""
    tested: str
    """The day on which the test began; empty before."""
    pairs: tuple[PairRecord, ...]
    """In the order of the design."""


def split(learner: str, topics: tuple[str, str]) -> tuple[str, str]:
    """The topic with a shift, and the one without.

    Args:
        learner: The pseudonym.
        topics: Of a pair, in the order of their names.

    Draws: `effect/<learner>/split/<topic>/<topic>`.
    """
    first, second = topics
    if uniform(0, "effect", learner, "split", first, second) < 0.5:
        return first, second
    return second, first


def in_pairs(
    baselines: Mapping[str, float], dealt: Mapping[str, int] | None = None
) -> tuple[tuple[str, str], ...]:
    """Topics beside those that are most like them.

    Of an odd number that one stays out without which the pairs are most alike; of several such,
    that with which shifts deal least.

    Args:
        baselines: What is known of each topic before, from 0 to 1; a tenth makes a difference.
        dealt: In how many ways shifts deal with each; those much dealt with are paired, too.
    """
    tenths = {topic: round(10 * known) for topic, known in baselines.items()}
    ways = {topic: (dealt or {}).get(topic, 0) for topic in baselines}
    order = sorted(baselines, key=lambda topic: (tenths[topic], ways[topic], topic))

    def pairs(out: str) -> list[tuple[str, str]]:
        rest = [topic for topic in order if topic != out]
        return list(zip(rest[::2], rest[1::2], strict=False))

    def apart(out: str) -> tuple[int, int]:
        return sum(tenths[late] - tenths[early] for early, late in pairs(out)), ways[out]

    out = min(order, key=apart, default="") if len(order) % 2 else ""
    return tuple((min(pair), max(pair)) for pair in pairs(out))


def designed(
    learner: str,
    edition: Edition,
    bank: Bank,
    baselines: Mapping[str, float],
    seen: Iterable[str],
    dealt: Mapping[str, int] | None = None,
) -> Design:
    """Pairs, and the questions that are kept back.

    A question is kept back only if neither it nor an enemy of it was ever seen, and no two that are
    kept back are enemies. Of both topics of a pair as many are kept.

    Args:
        learner: The pseudonym.
        edition: The exam.
        bank: All questions and cards.
        baselines: What is known of each topic that may take part, from 0 to 1.
        seen: Ids of the items that the learner has seen.
        dealt: In how many ways shifts deal with each topic.

    Draws: `effect/<learner>/kept/<item>` for each question of these topics.
    """
    enemies = enemies_of(bank.items)
    known, shut = frozenset(seen), set[str]()
    asked_on: dict[str, list[str]] = {topic: [] for topic in sorted(baselines)}
    for item in askable(bank, edition):
        if item.topic in asked_on:
            asked_on[item.topic].append(item.id)
    asked_on = {topic: own for topic, own in asked_on.items() if len(own) >= FEWEST_ASKED}
    kept: dict[str, list[str]] = {}
    for topic, asked in asked_on.items():
        free = [one for one in asked if known.isdisjoint({one, *enemies.get(one, ())})]
        # Those with few enemies first: an enemy can be neither asked nor learnt from.
        free.sort(
            key=lambda one: (len(enemies.get(one, ())), uniform(0, "effect", learner, "kept", one))
        )
        kept[topic] = []
        for one in free:
            would = shut | {one} | enemies.get(one, frozenset())
            room = all(
                len(would.intersection(own)) <= SHUT_SHARE * len(own) for own in asked_on.values()
            )
            most = min(MOST_KEPT, int(KEPT_SHARE * len(asked)))
            if one not in shut and room and len(kept[topic]) < most:
                kept[topic].append(one)
                shut = would
    able = {topic: baselines[topic] for topic, own in kept.items() if len(own) >= FEWEST_KEPT}
    pairs = []
    for first, second in in_pairs(able, dealt):
        number = min(len(kept[first]), len(kept[second]))
        both = tuple(kept[first][:number]), tuple(kept[second][:number])
        pairs.append(Pair((first, second), both))
    return Design(learner, edition, tuple(pairs))


def askable(bank: Bank, edition: Edition) -> Iterator[Item]:
    """The questions of an edition as its exam asks them."""
    return (item for item in bank.of_edition(edition) if item.in_exams and not item.beyond_exam)


def shut_by(design: Design, bank: Bank) -> frozenset[str]:
    """Ids of what is not to be shown before the test: questions kept back, and their enemies."""
    enemies = enemies_of(bank.items)
    kept = design.kept
    return frozenset(itertools.chain(kept, *(enemies.get(one, ()) for one in kept)))
