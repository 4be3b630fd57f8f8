"""What a family of computed questions gives: a question worked out, and its place in a syllabus.

The one idea: a family knows the matter only. It states the facts, the right answer with its
working, and what typical mistakes would give instead; options, their order and the item's form are
the same for all families and are made in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from itilsim.coaching.computed.drawing import Draw
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

EDITION_NAMES: Mapping[Edition, str] = {
    "2011": "ITIL 2011",
    "4": "ITIL 4",
    "5": "ITIL (Version 5)",
}
"""The editions as a question speaks of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question belongs in the syllabus of an edition."""

    syllabus: str
    """Criterion or area, like `"7.1"`."""
    stage: str
    """Lifecycle stage or activity."""
    topic: str
    """Topic of the list of topics."""
    beyond_exam: bool = False
    """Whether the exam of the edition asks no such thing."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a typical mistake gives."""

    text: str
    """The option."""
    why: str
    """The mistake, and what is so."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was worked out."""

    stem: str
    """The facts and what is asked."""
    key: str
    """The right answer."""
    why: str
    """How it is worked out."""
    wrong: tuple[Wrong, ...]
    """Wrong answers, the most instructive first. Those that say the same as the key or as an
    earlier one are left out, and the first three of the rest become options."""
    place: Place | None = None
    """Where this question belongs, if not where its family does."""


Maker = Callable[[Draw, Setting, Edition], Question | None]
"""Works a question out of draws; None where these draws give no fair question."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of computed question."""

    places: Mapping[Edition, Place]
    """The editions that know the matter, and where each has it."""
    make: Maker
    """Works one out."""


def article(text: str) -> str:
    """A noun with its indefinite article, as an option: "An incident"."""
    return f"{'An' if text[0] in 'aeiou' else 'A'} {text}"


def listed(words: tuple[str, ...]) -> str:
    """Words as a list in a sentence: "2, 3 and 5"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
