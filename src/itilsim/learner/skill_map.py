"""What a learner knows of an edition's syllabus, by area and topic, with the evidence for it.

The one idea: each thing that was seen of the learner says with some weight that some share is
known. A figure is what these say together, with an interval that is wide where they are few or old.
Answers and shifts have each a figure of their own, since a right move at the desk is not yet a
right answer in the exam; what they rest on is counted beside it, so that nobody has to believe it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from itilsim.learner.concepts import topic_in
from itilsim.quiz.editions import Edition
from itilsim.quiz.plan import DAY
from itilsim.quiz.questions import Bank, Item
from itilsim.quiz.schedule import CardState, recall
from itilsim.quiz.syllabus import AREAS, TOPICS, area_of
from itilsim.storage.study_rows import AnswerRow, EvidenceRow

Z: Final = 1.645
"""Half width of an interval of 90 %, in standard deviations. Source: the normal distribution."""
HALF_LIFE: Final = 60 * DAY
"""Seconds after which an answer or a shift says half as much. Tuning constant."""
REPEATED: Final = 0.5
"""Weight of an answer to a question that was seen before. Tuning constant."""
SHIFT: Final = 4.0
"""Most weight of one shift on one topic: as much as so many answers. Tuning constant."""
ENOUGH: Final = 3.0
"""Weight below which there is too little to say. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was seen of the learner."""

    share: float
    """What it speaks for, from 0 (nothing known) to 1."""
    weight: float
    """How much it says; a fresh answer to a new question says 1."""


@dataclass(frozen=True, slots=True)
class Mastery:
    """The share of what can be asked that the learner knows, as far as can be told."""

    estimate: float
    """Between 0 and 1; a half where nothing is known."""
    low: float
    """Lower end of the interval of 90 %."""
    high: float
    """Upper end of it."""
    weight: float
    """What it stands on, in fresh answers to new questions."""

    @property
    def is_enough(self) -> bool:
        """Whether it stands on enough to be shown as a figure."""
        return self.weight >= ENOUGH


@dataclass(frozen=True, slots=True)
class Answered:
    """What the answers to questions show."""

    items: int
    """Questions and cards that the bank has."""
    unseen: int
    """Of these, neither answered nor reviewed."""
    seen: int
    """Of these, answered at least once."""
    first_right: int
    """Of those answered, right the first time."""
    now_right: int
    """Of those answered, right the last time."""
    last_at: int | None
    """The last answer, in epoch seconds."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What the reviews of cards show."""

    cards: int
    """Cards reviewed at least once."""
    recall: float | None
    """Share of them that is recalled now, as expected; none without any."""
    last_at: int | None
    """The last review, in epoch seconds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one shift shows."""

    run: str
    """Id of the run."""
    at: int
    """When it was debriefed, in epoch seconds."""
    decisions: int
    """Judged decisions on it."""
    right: int
    """Of these, with full credit."""
    credit: float
    """Their mean credit, from 0 to 1."""
    mistakes: tuple[int, ...]
    """Positions in the log of the others."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A figure with the evidence behind it."""

    id: str
    """Number of an area, or a topic."""
    title: str
    """Its name."""
    mastery: Mastery
    """What is known in questions: by answers and reviews alone."""
    at_the_desk: Mastery
    """What is done right at the desk: by the decisions of shifts alone."""
    answered: Answered
    """What answers show."""
    recalled: Recalled
    """What reviews show."""
    shown: tuple[Shown, ...]
    """What shifts show, the newest first."""

    @property
    def is_unseen(self) -> bool:
        """Whether nothing at all is known."""
        return not (self.answered.seen or self.recalled.cards or self.shown)

    @property
    def lowest(self) -> float:
        """The lower of its two figures, as far as there are any; a half without."""
        figures = [each.estimate for each in (self.mastery, self.at_the_desk) if each.weight]
        return min(figures, default=0.5)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the syllabus."""

    skill: Skill
    """All of it: each item counts where its own criterion lies."""
    topics: tuple[Skill, ...]
    """Topics most of whose items lie here, each with all its items."""


@dataclass(frozen=True, slots=True)
class SkillMap:
    """All that is known about a learner, for one edition."""

    edition: Edition
    """Whose syllabus."""
    areas: tuple[Area, ...]
    """In the syllabus' order; those without an item in the bank are left out."""

    @property
    def topics(self) -> tuple[Skill, ...]:
        """All topics, by area."""
        return tuple(topic for area in self.areas for topic in area.topics)


def skill_map(
    edition: Edition,
    bank: Bank,
    answers: Iterable[AnswerRow],
    evidence: Iterable[EvidenceRow],
    states: Mapping[str, CardState],
    at: int,
) -> SkillMap:
    """Draw the map.

    Args:
        edition: Whose syllabus.
        bank: All questions and cards.
        answers: In the order in which they were given; those to items of other editions are left
            out.
        evidence: What shifts have shown.
        states: Items that were reviewed: what was right the last time is known as far as it is
            recalled by now.
        at: Now, in epoch seconds.
    """
    items = tuple(bank.of_edition(edition))
    by_item = _by_item(items, answers)
    by_topic = _by_topic(edition, evidence)
    home = _homes(edition, items)

    def skill(name: str, title: str, own: Sequence[Item], topics: Sequence[str]) -> Skill:
        shifts = [each for topic in topics for each in by_topic.get(topic, ())]
        return Skill(
            name,
            title,
            mastery(_of_items(own, by_item, states, at)),
            mastery(_of_shifts(shifts, at)),
            _answered(own, by_item, states),
            _recalled(own, states, at),
            _joined(shifts),
        )

    areas = []
    for number, title in AREAS[edition].items():
        inside = [item for item in items if area_of(edition, item.syllabus[edition]) == number]
        topics = [topic for topic in TOPICS if home.get(topic) == number]
        if inside:
            whole = skill(number, title, inside, topics)
            own = tuple(
                skill(topic, TOPICS[topic], [i for i in items if i.topic == topic], [topic])
                for topic in topics
            )
            areas.append(Area(whole, own))
    return SkillMap(edition, tuple(areas))


def mastery(said: Iterable[Said]) -> Mastery:
    """What several things say together.

    Source: the score interval of Wilson (1927), with weights in the place of counts.

    Args:
        said: In any order.
    """
    kept = tuple(said)
    weight = math.fsum(each.weight for each in kept)
    if not weight:
        return Mastery(0.5, 0.0, 1.0, 0.0)
    share = math.fsum(each.share * each.weight for each in kept) / weight
    middle = (share + Z * Z / (2 * weight)) / (1 + Z * Z / weight)
    half = math.sqrt(share * (1 - share) / weight + Z * Z / (4 * weight * weight))
    half *= Z / (1 + Z * Z / weight)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return Mastery(*(round(each, 4) for each in (middle, low, high, weight)))


def aged(weight: float, then: int, at: int) -> float:
    """The weight that something has after a while.

    Args:
        weight: When it was fresh.
        then: When that was, in epoch seconds.
        at: Now, in epoch seconds.
    """
    return weight * math.pow(2.0, -max(at - then, 0) / HALF_LIFE)


def _by_item(items: Sequence[Item], answers: Iterable[AnswerRow]) -> dict[str, list[AnswerRow]]:
    """The answers to each item, in their order."""
    found: dict[str, list[AnswerRow]] = {item.id: [] for item in items}
    for answer in answers:
        if answer.item in found:
            found[answer.item].append(answer)
    return found


def _by_topic(edition: Edition, evidence: Iterable[EvidenceRow]) -> dict[str, list[Shown]]:
    """What each shift shows on each topic, in the order of evidence."""
    rows: dict[tuple[str, str], list[EvidenceRow]] = {}
    for row in evidence:
        rows.setdefault((topic_in(edition, row.topic), row.run), []).append(row)
    found: dict[str, list[Shown]] = {}
    for (topic, run), own in rows.items():
        found.setdefault(topic, []).append(
            Shown(
                run,
                max(row.at for row in own),
                len(own),
                sum(row.credit >= 1 for row in own),
                round(math.fsum(row.credit for row in own) / len(own), 4),
                tuple(sorted({row.position for row in own if row.credit < 1})),
            )
        )
    return found


def _homes(edition: Edition, items: Sequence[Item]) -> dict[str, str]:
    """The area in which most items of a topic lie; the first of several."""
    counts: dict[str, Counter[str]] = {}
    for item in items:
        area = area_of(edition, item.syllabus[edition])
        counts.setdefault(item.topic, Counter())[area] += 1
    return {topic: min(own, key=lambda area: (-own[area], area)) for topic, own in counts.items()}


def _of_items(
    items: Sequence[Item],
    by_item: Mapping[str, Sequence[AnswerRow]],
    states: Mapping[str, CardState],
    at: int,
) -> Iterator[Said]:
    """What questions and cards say: the last answer, and how far it will be remembered by now."""
    for item in items:
        state, given = states.get(item.id), by_item[item.id]
        remembered = 1.0 if state is None else recall(state, at)
        if given:
            last = given[-1]
            weight = 1.0 if len(given) == 1 else REPEATED
            yield Said(remembered if last.correct else 0.0, aged(weight, last.at, at))
        elif state is not None:
            yield Said(remembered, aged(1.0, state.last, at))


def _of_shifts(shifts: Sequence[Shown], at: int) -> Iterator[Said]:
    """What shifts say, each on each topic."""
    for each in shifts:
        yield Said(each.credit, aged(min(float(each.decisions), SHIFT), each.at, at))


def _answered(
    items: Sequence[Item],
    by_item: Mapping[str, Sequence[AnswerRow]],
    states: Mapping[str, CardState],
) -> Answered:
    given = [by_item[item.id] for item in items if by_item[item.id]]
    return Answered(
        len(items),
        sum(not by_item[item.id] and item.id not in states for item in items),
        len(given),
        sum(each[0].correct for each in given),
        sum(each[-1].correct for each in given),
        max((row.at for each in given for row in each), default=None),
    )


def _recalled(items: Sequence[Item], states: Mapping[str, CardState], at: int) -> Recalled:
    own = [states[item.id] for item in items if item.id in states]
    if not own:
        return Recalled(0, None, None)
    share = math.fsum(recall(state, at) for state in own) / len(own)
    return Recalled(len(own), round(share, 4), max(state.last for state in own))


def _joined(shifts: Sequence[Shown]) -> tuple[Shown, ...]:
    """One line for each run, the newest first, whatever its topics."""
    runs: dict[str, list[Shown]] = {}
    for each in shifts:
        runs.setdefault(each.run, []).append(each)
    found = [
        Shown(
            run,
            max(each.at for each in own),
            sum(each.decisions for each in own),
            sum(each.right for each in own),
            round(
                math.fsum(each.credit * each.decisions for each in own)
                / sum(each.decisions for each in own),
                4,
            ),
            tuple(sorted({place for each in own for place in each.mistakes})),
        )
        for run, own in runs.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.at, each.run)))
