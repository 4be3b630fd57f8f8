"""What to do next, in the order in which it helps.

The one idea: cards that are due come first, because they are forgotten otherwise; then the weakest
topics; then what was never looked at; then a shift in which the weakest are needed. Quiz, debrief,
drills and home screen ask here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from itilsim.domain.scenario import Scenario
from itilsim.learner.concepts import topics_taught
from itilsim.learner.skill_map import SkillMap
from itilsim.quiz.questions import Bank

OfferKind = Literal["review", "practice", "unseen", "shift"]

STRONG: Final = 0.85
"""From this estimate on, a topic is not offered as weak. Tuning constant."""
SHOWN: Final = 3
"""So many topics are named in an offer, and so many weak ones are offered. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to do."""

    kind: OfferKind
    """Review due cards, practise a weak topic, begin an area, or play a shift."""
    topics: tuple[str, ...]
    """What it is about, the most pressing first."""
    count: int
    """Cards that are due, or questions and cards that there are; of a shift, topics it needs."""
    area: str = ""
    """Number of the area of `unseen`."""
    scenario: str = ""
    """Id of the scenario of `shift`."""


def weakest(known: SkillMap) -> tuple[str, ...]:
    """The topics of which something was seen and too little is known, the weakest first.

    What is known in questions and not done at the desk is weak, and the other way round. Where
    little was seen an estimate stays near a half, so that one slip does not come before a lasting
    weakness.

    Args:
        known: The learner's map.
    """
    weak = [topic for topic in known.topics if not topic.is_unseen and topic.lowest < STRONG]
    return tuple(topic.id for topic in sorted(weak, key=lambda one: one.lowest))


def in_order(known: SkillMap) -> tuple[str, ...]:
    """All topics in the order in which they are best studied: weak, unseen, strong.

    Args:
        known: The learner's map.
    """
    unseen = [topic.id for topic in known.topics if topic.is_unseen]
    rest = sorted(known.topics, key=lambda one: one.lowest)
    return tuple(dict.fromkeys((*weakest(known), *unseen, *(topic.id for topic in rest))))


def next_offers(
    known: SkillMap,
    bank: Bank,
    due: Sequence[str],
    scenarios: Mapping[str, Sequence[str]],
) -> tuple[Offer, ...]:
    """What to do next, the most useful first.

    Args:
        known: The learner's map.
        bank: All questions and cards.
        due: Ids of the cards that are due.
        scenarios: The references that each scenario teaches, by its id.
    """
    weak = weakest(known)
    items = Counter(item.topic for item in bank.of_edition(known.edition))
    offers = [Offer("practice", (topic,), items[topic]) for topic in weak[:SHOWN]]
    if due:
        offers.insert(0, _review(bank, due))
    offers += _unseen(known)
    offers += _shift(known, weak, scenarios)
    return tuple(offers)


def taught_by(scenario: Scenario) -> tuple[str, ...]:
    """The syllabus references of everything that a scenario brings.

    Args:
        scenario: Any.
    """
    contacts = (ref for each in scenario.contacts for ref in each.teaches)
    alerts = (ref for each in scenario.alerts for ref in each.teaches)
    return tuple(dict.fromkeys((*contacts, *alerts)))


def _review(bank: Bank, due: Sequence[str]) -> Offer:
    """The cards that are due, with the topics of most of them."""
    topic_of = {item.id: item.topic for item in bank.items}
    counts = Counter(topic_of[card] for card in due if card in topic_of)
    topics = sorted(counts, key=lambda topic: -counts[topic])
    return Offer("review", tuple(topics[:SHOWN]), len(due))


def _unseen(known: SkillMap) -> list[Offer]:
    """The first area of which nothing was seen."""
    for area in known.areas:
        if area.skill.is_unseen:
            topics = tuple(topic.id for topic in area.topics[:SHOWN])
            return [Offer("unseen", topics, area.skill.answered.items, area=area.skill.id)]
    return []


def _shift(
    known: SkillMap, weak: Sequence[str], scenarios: Mapping[str, Sequence[str]]
) -> list[Offer]:
    """The scenario that needs most of the weak topics; before any is known, the first one."""
    best: Offer | None = None
    for name, teaches in scenarios.items():
        taught = topics_taught(known.edition, teaches)
        wanted = [topic for topic in weak or taught if topic in taught]
        if wanted and (best is None or len(wanted) > best.count):
            best = Offer("shift", tuple(wanted[:SHOWN]), len(wanted), scenario=name)
    return [best] if best is not None else []
