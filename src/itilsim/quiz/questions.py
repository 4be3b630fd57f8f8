"""Questions and lessons as their files declare them, and the bank that they make together.

The one idea: an item carries everything that a learner may ask of it afterwards: why each option is
right or wrong, which part of which syllabus it belongs to, and who says so. A lesson tells what
the items of a topic ask, before they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from itilsim.quiz.editions import Edition

Style = Literal["standard", "missing-word", "list", "negative", "order", "match", "card"]
Confidence = Literal["H", "M", "SME"]
Review = Literal["draft", "agreed", "revised"]

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""Shape of ids and topics."""

EXAM_STYLES: tuple[Style, ...] = ("standard", "missing-word", "list", "negative")
"""The styles with four options; the others are for practice only. Source: both Foundation syllabi
in force, which list these four."""

LONGEST_ID = 100
"""Characters of an id or a topic. Tuning constant: the longest that we ship has 41."""

LONGEST_TEXT = 5_000
"""Characters of a text of a question. Tuning constant: the longest that we ship has 278."""

MOST_PARTS = 100
"""Options, statements, steps or pairs of a question. Tuning constant: we ship seven at most."""

MOST_ENEMIES = 50
"""Enemies that one question names. Tuning constant."""

MOST_PARAGRAPHS = 10
"""Paragraphs, terms or sources of a lesson. Tuning constant: we ship eight at most."""

MOST_EDITIONS = len(get_args(Edition))
"""Editions of an item: all there are."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the four answers offered."""

    text: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """The answer, or the missing word, or two statements like `1 and 4`."""
    correct: bool
    """Whether it is the key."""
    rationale: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """Why it is right; or which misconception would make someone choose it, and what is so."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together, for practice by matching."""

    left: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """What is given."""
    right: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """What the learner puts beside it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, or one card to learn by."""

    id: str = field(metadata={"pattern": SLUG, "max_length": LONGEST_ID})
    """Never used again for another item: reviews and statistics are kept under it."""
    editions: tuple[Edition, ...] = field(metadata={"min_length": 1, "max_length": MOST_EDITIONS})
    """The editions for which the answer is the same."""
    syllabus: dict[Edition, str]
    """Criterion or area of each edition's syllabus, like `"7.1"`."""
    stage: str
    """Lifecycle stage (2011) or activity of the value chain (4, 5); `general` for all of them."""
    topic: str = field(metadata={"pattern": SLUG, "max_length": LONGEST_ID})
    """Process, practice, function or model, like `incident-management`."""
    bloom: Literal[1, 2]
    """1 recall, 2 understand."""
    style: Style
    """Form of the question."""
    source: str
    """Who says so: the id of an entry of the list of sources."""
    confidence: Confidence
    """H two independent sources or the official glossary, M one source, SME experts' knowledge."""
    review: Review
    """`agreed` once a reader who saw only the question chose the key; `revised` after a change."""
    beyond_exam: bool = False
    """Whether it is taught, but perhaps never asked in the exam: no mock exam draws it."""
    enemies: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENEMIES})
    """Ids of questions that answer this one, or that it answers: they are never asked together. One
    of the two names the other."""
    stem: str = field(default="", metadata={"max_length": LONGEST_TEXT})
    """The question; with `[?]` where the word is missing. A card has none."""
    options: tuple[Option, ...] = field(default=(), metadata={"max_length": MOST_PARTS})
    """Four; none in `order`, `match` and `card`."""
    shuffle: bool = True
    """Whether the options may be shown in another order than here."""
    statements: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_PARTS})
    """The four statements of `list`, of which two are right."""
    steps: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_PARTS})
    """The steps of `order`, in the right order."""
    pairs: tuple[Pair, ...] = field(default=(), metadata={"max_length": MOST_PARTS})
    """The pairs of `match`."""
    front: str = field(default="", metadata={"max_length": LONGEST_TEXT})
    """What a card asks."""
    back: str = field(default="", metadata={"max_length": LONGEST_TEXT})
    """What a card answers, in our own words."""

    @property
    def in_exams(self) -> bool:
        """Whether its style occurs in an exam."""
        return self.style in EXAM_STYLES

    @property
    def may_move(self) -> bool:
        """Whether its options stand in an order drawn for each showing; pairs of numbers do not."""
        return self.shuffle and self.style != "list"

    @property
    def key(self) -> int | None:
        """Position of the correct option, counted from 0; None where nothing is to be chosen."""
        return next((n for n, option in enumerate(self.options) if option.correct), None)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the exam, as a lesson explains it."""

    term: str = field(metadata={"min_length": 1, "max_length": 200})
    """The term, as the exam spells it."""
    meaning: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """What it stands for, in our own words."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be known of a topic, to be read before its cards and questions."""

    topic: str = field(metadata={"pattern": SLUG, "max_length": LONGEST_ID})
    """As in an item."""
    edition: Edition
    """The edition whose words and facts it uses; a topic has one lesson in each."""
    idea: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """What to take away, in one sentence."""
    text: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_PARAGRAPHS})
    """Its paragraphs: how it works, why, and from what to keep it apart."""
    terms: tuple[Term, ...] = field(metadata={"min_length": 1, "max_length": MOST_PARAGRAPHS})
    """What the exam calls things."""
    example: str = field(metadata={"min_length": 1, "max_length": LONGEST_TEXT})
    """The idea at work in an organisation that can be played."""
    sources: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_PARAGRAPHS})
    """Who says so: ids of the list of sources."""
    disputed: str = field(default="", metadata={"max_length": LONGEST_TEXT})
    """Where the sources of the craft contradict each other, in a line; mostly empty."""


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody whose word an answer stands on."""

    id: str = field(metadata={"pattern": SLUG})
    """Short id, like `glossary-2011`."""
    authority: str = field(metadata={"min_length": 1, "max_length": 200})
    """Who published it."""
    edition: Edition
    """The edition of ITIL that it describes."""
    where: str = field(metadata={"min_length": 1, "max_length": 5_000})
    """Document and section, so that a reader can find the place."""
    confidence: Confidence
    """How far it can be trusted; no item may claim more than its source."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The list of sources as its file declares it."""

    sources: tuple[Source, ...] = field(metadata={"min_length": 1})
    """One entry for each place that was read."""


@dataclass(frozen=True, slots=True)
class BankFile:
    """The items of one file, usually of one topic of one edition."""

    items: tuple[Item, ...] = field(metadata={"min_length": 1})
    """In any order; a file with at least one."""
    lessons: tuple[Lesson, ...] = field(default=(), metadata={"max_length": MOST_PARTS})
    """What is to be read before them; usually one."""


@dataclass(frozen=True, slots=True)
class Bank:
    """All items of a folder, in the order of their files' names."""

    items: tuple[Item, ...]
    """Ids are unique in a bank that was loaded."""
    sources: tuple[Source, ...]
    """What the items' `source` fields name."""
    lessons: tuple[Lesson, ...] = ()
    """At most one for each topic and edition in a bank that was loaded."""

    def of_edition(self, edition: Edition) -> Iterator[Item]:
        """Yield the items whose answers hold in the edition."""
        return (item for item in self.items if edition in item.editions)
