"""From a finding of a shift to the card and the one exam question on its concept.

The one idea: the table of concepts says which topics a finding is about; among their items those
come first that were answered least often, then those whose words are about what was decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from itilsim.learner.concepts import Judged, concepts_of, topic_in
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Bank, Item

ABOUT: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("service request", "an incident", "request", "counts as"),
    "impact": ("impact", "priorit", "business"),
    "urgency": ("urgen", "priorit", "impact"),
    "category": ("categor", "classif", "record"),
    "destination": ("escalat", "support team", "swarm", "team"),
    "correlation": ("link", "several incidents", "cause", "related"),
    "known_error": ("workaround", "known error"),
    "escalation": ("escalat", "hierarchic", "functional", "management"),
    "events": ("informational", "warning", "exception", "event"),
    "access": ("identity", "rights", "verif", "access"),
    "told": ("inform", "contact", "communicat", "users"),
    "ownership": ("clos", "confirm", "owner", "user agrees"),
    "problem": ("recur", "cause", "problem"),
    "proactive": ("warning", "before", "event"),
    "handover": ("shift", "handover", "communicat"),
    "unchecked": ("authoriz", "approv", "rights", "access"),
    "impostor": ("identity", "verif", "access"),
    "hold": ("target", "time", "level"),
    "not_restored": ("restor", "clos", "confirm"),
    "against_word": ("confirm", "clos", "restor"),
    "lowered": ("priorit", "target", "level"),
    "false_p1": ("priorit", "major", "impact"),
    "teams": ("escalat", "team"),
}
"""Words that speak of what a criterion decides, the most telling first. Our own reading."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """What there is to learn on one finding."""

    topics: tuple[str, ...]
    """Topics of the edition that it is about."""
    card: Item | None
    """A card; none: the edition has none on it."""
    question: Item | None
    """A question as the exam asks it; none: the edition has none on it."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Card and question, in this order."""
        return tuple(each for each in (self.card, self.question) if each is not None)


def topics_of(finding: Judged, edition: Edition) -> tuple[str, ...]:
    """The topics of an edition that a finding is about.

    Args:
        finding: What was judged.
        edition: Whose topics.
    """
    concepts = concepts_of(finding.criterion, finding.teaches)
    return tuple(dict.fromkeys(topic_in(edition, each) for each in concepts))


def exercise_on(
    finding: Judged, bank: Bank, edition: Edition, answered: Iterable[str] = ()
) -> Exercise:
    """The card and the question on a finding.

    Args:
        finding: What was judged.
        bank: All questions and cards.
        edition: The learner's exam.
        answered: Ids of the items answered so far, as often as they were.
    """
    topics, times = topics_of(finding, edition), Counter(answered)
    own = [item for item in bank.of_edition(edition) if item.topic in topics]
    cards = [item for item in own if item.style == "card"]
    asked = [item for item in own if item.in_exams and not item.beyond_exam]
    return Exercise(
        topics,
        _best(cards, finding.criterion, topics),
        _best(asked, finding.criterion, topics, times),
    )


def _best(
    items: Sequence[Item],
    criterion: str,
    topics: Sequence[str],
    times: Mapping[str, int] | None = None,
) -> Item | None:
    """The item answered least often; of equals the most telling, then that of the first topic."""
    words = ABOUT.get(criterion, ())

    def rank(item: Item) -> tuple[int, int, int]:
        text = _text(item)
        said = sum(len(words) - n for n, word in enumerate(words) if word in text)
        return (times or {}).get(item.id, 0), -said, topics.index(item.topic)

    return min(items, key=rank, default=None)


def _text(item: Item) -> str:
    """What an item asks, and its answer."""
    key = item.options[item.key].text if item.key is not None else ""
    return " ".join((item.stem, key, *item.statements, item.front, item.back)).casefold()
