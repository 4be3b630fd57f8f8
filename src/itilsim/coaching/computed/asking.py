"""What a family of computed questions gives: a question worked out, and its place in a syllabus.

The one idea: a family knows the matter only. It states the facts, the right answer with its
working, and what typical mistakes would give instead; options, their order and the item's form are
the same for all families and are made in one place. What is offered is drawn first, then which of
it shall be right, then a case in which it is: so the four options alone tell nobody the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from itilsim.coaching.computed.drawing import Draw
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

T = TypeVar("T")

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
    value: float = 0
    """Its number, where answers are times or figures."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How answers that are numbers are told, and by how much one slips."""

    step: float
    """How far a slip leads astray."""
    told: Callable[[float], str]
    """A number as an option."""
    slip: str
    """What somebody does who is astray by a step."""


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
    earlier one are left out."""
    place: Place | None = None
    """Where this question belongs, if not where its family does."""
    value: float = 0
    """The number of the right answer, where answers are times or figures."""
    scale: Scale | None = None
    """How such answers are told."""


Maker = Callable[[Draw, Setting, Edition, str], Question | None]
"""Works a question out of draws to which the wanted answer is right (empty: whichever comes out);
None where these draws give no fair question."""

Answers = Callable[[Draw, Setting, Edition], Sequence[str]]
"""Draws four answers to be offered together: each can be right, and then the others are wrong.
Fewer where the organisation is too small."""


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of computed question."""

    places: Mapping[Edition, Place]
    """The editions that know the matter, and where each has it."""
    make: Maker
    """Works one out."""
    answers: Answers | None = None
    """What is offered; none where answers are numbers: then one typical mistake is, and of it and
    of the right answer also what somebody comes to who slips by a step."""


def meant(texts: Mapping[T, str], wanted: str) -> T:
    """What an answer stands for."""
    return next(each for each, text in texts.items() if text == wanted)


def article(text: str) -> str:
    """A noun with its indefinite article, as an option: "An incident"."""
    return f"{'An' if text[0] in 'aeiou' else 'A'} {text}"


def listed(words: tuple[str, ...]) -> str:
    """Words as a list in a sentence: "2, 3 and 5"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
