"""Which topics of the bank a finding of a shift is about, and where to read about them.

The one idea: a table from criterion and reference to topics. The criterion says what was decided,
the references say on what kind of work; the topic is named once for all editions, and a second
table says where an edition that does not know it asks about the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from itilsim.domain.debriefing.values import Dear
from itilsim.quiz.editions import EDITIONS, Edition

FULL: Final = 1000
"""Credit of a finding that could not have been better, in thousandths."""

INCIDENT: Final = "incident-management"
REQUEST: Final = "request-fulfilment"
EVENT: Final = "event-management"
PROBLEM: Final = "problem-management"
ACCESS: Final = "access-management"
DESK: Final = "service-desk"
KNOWLEDGE: Final = "knowledge-management"
LEVELS: Final = "service-level-management"
WORDS: Final = "communication"

OTHERWISE: Final = ""
"""Row of a criterion for references without a row of their own, and for none at all."""

WORK: Final[Mapping[str, str]] = {
    "incident": "incident",
    "support": "incident",
    "request": "request",
    "deliver": "request",
    "event": "event",
    "operate": "event",
}
"""Kind of work by the last word of a reference like `4:7.1.request`; other words, like `desk`, name
no kind of work. Support, deliver and operate are the lifecycle activities of Version 5 in which
that work is done."""

TABLE: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "kind": {
        "incident": (INCIDENT,),
        "request": (REQUEST,),
        "event": (EVENT,),
        OTHERWISE: (INCIDENT,),
    },
    "impact": {"request": (REQUEST,), OTHERWISE: (INCIDENT,)},
    "urgency": {"request": (REQUEST,), OTHERWISE: (INCIDENT,)},
    "category": {"request": (REQUEST,), OTHERWISE: (INCIDENT,)},
    "destination": {
        "incident": (INCIDENT, DESK),
        "request": (REQUEST,),
        "event": (EVENT,),
        OTHERWISE: (INCIDENT,),
    },
    "correlation": {OTHERWISE: (INCIDENT, PROBLEM)},
    "known_error": {"request": (REQUEST,), OTHERWISE: (PROBLEM, KNOWLEDGE)},
    "major": {OTHERWISE: (INCIDENT,)},
    "escalation": {OTHERWISE: (INCIDENT,)},
    "events": {OTHERWISE: (EVENT,)},
    "access": {OTHERWISE: (ACCESS,)},
    "lost_minutes": {OTHERWISE: (INCIDENT,)},
    "resolution": {OTHERWISE: (INCIDENT, LEVELS)},
    "response": {OTHERWISE: (DESK, LEVELS)},
    "satisfaction": {OTHERWISE: (DESK,)},
    "cost": {OTHERWISE: (INCIDENT,)},
    "left": {OTHERWISE: (INCIDENT,)},
    "told": {OTHERWISE: (DESK,)},
    "ownership": {"request": (REQUEST, DESK), OTHERWISE: (INCIDENT, DESK)},
    "problem": {OTHERWISE: (PROBLEM,)},
    "proactive": {OTHERWISE: (EVENT,)},
    "handover": {OTHERWISE: (WORDS,)},
    "unchecked": {OTHERWISE: (ACCESS,)},
    "impostor": {OTHERWISE: (ACCESS,)},
    "hold": {"request": (REQUEST, LEVELS), OTHERWISE: (INCIDENT, LEVELS)},
    "not_restored": {"request": (REQUEST,), OTHERWISE: (INCIDENT,)},
    "against_word": {"request": (REQUEST,), OTHERWISE: (INCIDENT,)},
    "lowered": {OTHERWISE: (INCIDENT, LEVELS)},
    "false_p1": {OTHERWISE: (INCIDENT,)},
    "teams": {OTHERWISE: (INCIDENT,)},
}
"""Topics by criterion or deduction, then by kind of work. Our own reading of the scoring table."""

INSTEAD: Final[Mapping[Edition, Mapping[str, str]]] = {
    "2011": {},
    "4": {
        ACCESS: "information-security-management",
        KNOWLEDGE: PROBLEM,
        WORDS: DESK,
    },
    "5": {
        ACCESS: REQUEST,
        KNOWLEDGE: PROBLEM,
        DESK: INCIDENT,
        LEVELS: "service-offerings",
        WORDS: INCIDENT,
    },
}
"""Where an edition whose syllabus does not ask about a topic asks about the nearest thing."""

CHAPTERS: Final[Mapping[Edition, Mapping[str, str]]] = {
    "2011": {
        INCIDENT: "2011:5.incident",
        REQUEST: "2011:5.request",
        EVENT: "2011:5.event",
        PROBLEM: "2011:5.problem",
        ACCESS: "2011:5.access",
        DESK: "2011:6.desk",
        KNOWLEDGE: "2011:5.knowledge",
        LEVELS: "2011:5.levels",
        WORDS: "2011:3.communication",
    },
    "4": {
        INCIDENT: "4:7.1.incident",
        REQUEST: "4:7.1.request",
        EVENT: "4:6.1.event",
        PROBLEM: "4:7.1.problem",
        "information-security-management": "4:6.1.security",
        DESK: "4:7.1.desk",
        LEVELS: "4:7.1.levels",
    },
    "5": {
        INCIDENT: "5:4.4.incident",
        REQUEST: "5:4.4.request",
        EVENT: "5:4.4.event",
        PROBLEM: "5:4.4.problem",
        "service-offerings": "5:1.2.offerings",
    },
}
"""Syllabus reference of each topic, where most questions of its edition on it are from."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter to read, and why."""

    references: tuple[str, ...]
    """Its syllabus reference, like `2011:5.incident`; where no edition is asked for, in each."""
    lost: int
    """Hundredths of a point of the total that findings on it have cost."""
    criteria: tuple[str, ...]
    """Criteria of these findings, the dearest first."""


class Judged(Protocol):
    """What a shift's judging says on one decision: a finding, or a debrief's line on it."""

    @property
    def criterion(self) -> str:
        """Criterion or deduction of the scoring table."""

    @property
    def position(self) -> int:
        """Index in the log of the fact that it is about."""

    @property
    def credit(self) -> int:
        """Thousandths of the full mark; zero or less for a deduction."""

    @property
    def teaches(self) -> tuple[str, ...]:
        """Syllabus references of all editions."""


def concepts_of(criterion: str, teaches: Iterable[str]) -> tuple[str, ...]:
    """The topics that a finding is about, by their names in 2011; none for an unknown criterion.

    Args:
        criterion: Criterion or deduction of the scoring table.
        teaches: Syllabus references, like `2011:5.incident`.
    """
    rows = TABLE.get(criterion, {})
    found = [topic for work in _work(teaches) for topic in rows.get(work, ())]
    return tuple(dict.fromkeys(found or rows.get(OTHERWISE, ())))


def topic_in(edition: Edition, topic: str) -> str:
    """The topic under which an edition asks about a concept."""
    return INSTEAD[edition].get(topic, topic)


def topics_taught(edition: Edition, teaches: Iterable[str]) -> tuple[str, ...]:
    """The topics that work with these references exercises, in the words of an edition.

    Args:
        edition: Whose topics.
        teaches: Syllabus references of a scenario's arrivals.
    """
    given = tuple(teaches)
    found = [topic_in(edition, topic) for name in TABLE for topic in concepts_of(name, given)]
    return tuple(dict.fromkeys(found)) if given else ()


def chapter_on(finding: Judged, edition: Edition | None) -> tuple[str, ...]:
    """Where to read about what a finding is about most: a syllabus reference.

    Args:
        finding: What was judged.
        edition: Whose syllabus; none: one reference of each edition.
    """
    topic = concepts_of(finding.criterion, finding.teaches)[0]
    editions = EDITIONS if edition is None else (edition,)
    return tuple(CHAPTERS[each][topic_in(each, topic)] for each in editions)


def chapters_to_read(dearest: Iterable[Dear], edition: Edition | None) -> tuple[Chapter, ...]:
    """What to read, the most lost first.

    Args:
        dearest: Findings that have cost points.
        edition: Whose syllabus; none: those of all editions.
    """
    lost: dict[tuple[str, ...], dict[str, int]] = {}
    for dear in dearest:
        name, by = dear.finding.criterion, lost.setdefault(chapter_on(dear.finding, edition), {})
        by[name] = by.get(name, 0) + dear.lost
    found = [
        Chapter(where, sum(by.values()), tuple(sorted(by, key=lambda name: (-by[name], name))))
        for where, by in lost.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.lost, each.references)))


def topics_to_study(dearest: Iterable[Dear], edition: Edition | None) -> tuple[str, ...]:
    """The topics behind what has cost points, the most lost first.

    Args:
        dearest: Findings that have cost points.
        edition: Whose topics; none: as 2011 names them.
    """
    lost: dict[str, int] = {}
    for dear in dearest:
        concepts = concepts_of(dear.finding.criterion, dear.finding.teaches)
        own = (each if edition is None else topic_in(edition, each) for each in concepts)
        for topic in dict.fromkeys(own):
            lost[topic] = lost.get(topic, 0) + dear.lost
    return tuple(sorted(lost, key=lambda topic: -lost[topic]))


def _work(teaches: Iterable[str]) -> Iterator[str]:
    """The kinds of work that references name."""
    for reference in teaches:
        word = reference.partition(":")[2].rpartition(".")[2]
        if word in WORK:
            yield WORK[word]
