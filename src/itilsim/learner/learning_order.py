"""In which order new questions and cards are met.

The one idea: topics come as the syllabus has them, each by a question to guess at, then its cards,
then its questions; and those that people take for one another are mixed as soon as each of them has
been begun, so that telling them apart is practised too.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item
from itilsim.quiz.syllabus import TOPICS

CONFUSABLE: Final = (
    ("incident-management", "problem-management", "request-fulfilment"),
    ("service-level-management", "supplier-management"),
    ("change-management", "release-and-deployment-management"),
)
"""Topics that are taken for one another: incident, problem and request; SLA, OLA and contract;
change, release and deployment."""

ALONE: Final = 3
"""New items of a topic that come by themselves before its neighbours are mixed in. Tuning
constant."""


def syllabus_order(items: Iterable[Item], edition: Edition) -> list[str]:
    """Return the topics of an edition's items as its syllabus has them.

    A topic stands where most of its items do; within one criterion as in the list of topics.
    """
    criteria: dict[str, Counter[tuple[int, ...]]] = {}
    for item in items:
        criterion = tuple(int(part) for part in item.syllabus[edition].split("."))
        criteria.setdefault(item.topic, Counter())[criterion] += 1
    known = {topic: n for n, topic in enumerate(TOPICS)}

    def place(topic: str) -> tuple[tuple[int, ...], int]:
        most = min(criteria[topic].items(), key=lambda each: (-each[1], each[0]))
        return most[0], known.get(topic, len(known))

    return sorted(criteria, key=place)


def learning_order(
    unseen: Sequence[Item], begun: Mapping[str, int], topics: Sequence[str]
) -> list[Item]:
    """Return new items in the order in which they are to be met.

    Args:
        unseen: New items; those of a topic keep their order within each of its parts.
        begun: How many items of each topic have been seen.
        topics: All their topics, in the order in which these are to be begun.
    """
    waiting = {topic: deque[Item]() for topic in topics}
    for topic in topics:
        items = [item for item in unseen if item.topic == topic]
        waiting[topic].extend(_parts(items, new=not begun.get(topic)))
    ordered, done = list[Item](), set[str]()
    for topic in topics:
        if topic not in done:
            group = _neighbours(topic, topics)
            done.update(group)
            ordered += _mixed(group, waiting, begun)
    return ordered


def _parts(items: Sequence[Item], *, new: bool) -> Iterator[Item]:
    """A question to guess at, if the topic is new, then its cards, then its questions."""
    guess = next((item for item in items if item.in_exams), None) if new else None
    if guess is not None:
        yield guess
    yield from (item for item in items if item.style == "card")
    yield from (item for item in items if item.style != "card" and item is not guess)


def _neighbours(topic: str, topics: Sequence[str]) -> list[str]:
    """A topic and those that it is taken for, in the order in which they are to be begun."""
    group = next((each for each in CONFUSABLE if topic in each), (topic,))
    return [each for each in topics if each in group]


def _mixed(
    group: Sequence[str], waiting: Mapping[str, deque[Item]], begun: Mapping[str, int]
) -> Iterator[Item]:
    """The items of neighbours in turn; the next one joins when the one before has had its first."""
    met = Counter({topic: begun.get(topic, 0) for topic in group})
    joining, turns = deque(group), deque[str]()
    latest = ""
    while joining or turns:
        while joining and (not turns or met[latest] >= ALONE):
            latest = joining.popleft()
            turns.appendleft(latest)
        topic = turns.popleft()
        if waiting[topic]:
            met[topic] += 1
            yield waiting[topic].popleft()
            turns.append(topic)
        elif topic == latest:
            met[topic] = max(met[topic], ALONE)
