"""What is stored of a student's work, as plain values, read back with suspicion.

The one idea: every value that comes out of the database is looked at before anything is made of it,
so that a damaged row is a plain message and never a wrong figure.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, cast

from itilsim.domain.errors import DamagedError
from itilsim.quiz.authoring import OPTIONS
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.elapsed import Moment, Saved
from itilsim.quiz.sitting import CERTAINTIES, Answer, Sitting
from itilsim.storage.database import RESTORE

Where = Literal["practice", "review", "exam", "computed"]
"""Where a question was answered."""

Rating = Literal[1, 2, 3, 4]
"""How well a card was remembered: 1 again, 2 hard, 3 good, 4 easy. Source: FSRS."""

WHERES: tuple[Where, ...] = ("practice", "review", "exam", "computed")
"""All places where a question can be answered."""

RATINGS: tuple[Rating, ...] = (1, 2, 3, 4)
"""All ratings, the worst first."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to one question."""

    at: int
    """When, in seconds of the epoch, UTC."""
    item: str
    """Id of the item."""
    edition: Edition
    """The exam that was studied for."""
    chosen: int | None
    """The option chosen, counted from 0; None where an item has no options."""
    correct: bool
    """Whether it was right."""
    certainty: int | None
    """1, 2 or 3; None where it was not asked for."""
    where: Where
    """Where it was answered."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One rating of one card."""

    at: int
    """When, in seconds of the epoch, UTC."""
    card: str
    """Id of the card: of an item."""
    rating: Rating
    """How well it was remembered."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a decision in a shift has shown of one topic. One run tells each such thing once."""

    at: int
    """When, in seconds of the epoch, UTC."""
    run: str
    """Id of the run."""
    topic: str
    """A topic of the syllabus, like `incident-management`."""
    edition_refs: Mapping[Edition, str]
    """Criterion of each edition's syllabus, as in an item."""
    credit: float
    """How good it was, from 0 wrong to 1 right."""
    position: int
    """Where in the run's journal or log the decision is."""


@dataclass(frozen=True, slots=True)
class StoredSitting:
    """All that is stored of a sitting."""

    sitting: Sitting
    """Paper, answers, flags and time used."""
    started: Moment
    """When it began."""
    saved: Saved
    """When its last step was saved; for a finished one, when it was handed in."""
    correct: int | None = None
    """Right answers; None until it is marked."""
    certainty_score: int | None = None
    """Sum of the certainty-based marks; None where certainty was not asked for."""

    @property
    def passed(self) -> bool:
        """Whether it is marked and enough was right."""
        return self.correct is not None and self.correct >= self.sitting.pass_mark


@contextlib.contextmanager
def sound(what: str) -> Iterator[None]:
    """Say of a row that cannot be what was stored that it is damaged.

    Raises:
        DamagedError: If the block finds it so.
    """
    try:
        yield
    except (ValueError, TypeError, RecursionError) as error:
        raise DamagedError(f"{what} is damaged: {error}. {RESTORE}") from error


def answer_row(row: Sequence[object]) -> AnswerRow:
    """An answer from its row; `ValueError` or `TypeError` where it cannot be one."""
    at, item, edition, chosen, correct, certainty, where = row
    return AnswerRow(
        _count(at),
        _text(item),
        _one_of(EDITIONS, edition),
        None if chosen is None else _count(chosen),
        _flag(correct),
        None if certainty is None else _one_of(CERTAINTIES, certainty),
        _one_of(WHERES, where),
    )


def review_row(row: Sequence[object]) -> ReviewRow:
    """A rating from its row; `ValueError` or `TypeError` where it cannot be one."""
    at, card, rating = row
    return ReviewRow(_count(at), _text(card), _one_of(RATINGS, rating))


def refs_text(refs: Mapping[Edition, str]) -> str:
    """Criteria as they are stored."""
    return json.dumps(dict(refs), sort_keys=True, separators=(",", ":"))


def evidence_row(row: Sequence[object]) -> EvidenceRow:
    """Evidence from its row; `ValueError` or `TypeError` where it cannot be any."""
    at, run, topic, refs_json, credit, position = row
    refs = json.loads(_text(refs_json))
    if not isinstance(refs, dict) or not isinstance(credit, float) or not math.isfinite(credit):
        raise TypeError("a value is not what it was")
    criteria = {_one_of(EDITIONS, edition): _text(refs[edition]) for edition in refs}
    return EvidenceRow(_count(at), _text(run), _text(topic), criteria, credit, _count(position))


def sitting_of(row: Sequence[object], item_rows: Sequence[Sequence[object]]) -> StoredSitting:
    """A sitting from its rows; `ValueError` or `TypeError` where something cannot be."""
    name, edition, seed, seconds, pass_mark, position, finished = row[:7]
    started = Moment(_count(row[7]), _count(row[8]), _text(row[9]))
    saved = Saved(_count(row[10]), _count(row[11]), _count(row[12]), _text(row[13]))
    if [one[0] for one in item_rows] != list(range(len(item_rows))):
        raise ValueError("its questions are not complete")
    sitting = Sitting(
        id=_text(name),
        edition=_one_of(EDITIONS, edition),
        seed=_whole(seed),
        items=tuple(_text(one[1]) for one in item_rows),
        seconds=_count(seconds),
        pass_mark=_count(pass_mark),
        answers=tuple(_answer(one[2:5]) for one in item_rows),
        flags=frozenset(n for n, one in enumerate(item_rows) if _flag(one[5])),
        elapsed=saved.elapsed,
        finished=_flag(finished),
        position=_one_of(range(len(item_rows)), position),
    )
    if sitting.elapsed > sitting.seconds:
        raise ValueError("its time is not what it was")
    correct, score = (None if one is None else _whole(one) for one in row[14:16])
    if (correct is None) == sitting.finished or (correct or 0) not in range(len(item_rows) + 1):
        raise ValueError("its result is not what it was")
    return StoredSitting(sitting, started, saved, correct, score)


def _answer(row: Sequence[object]) -> Answer | None:
    """A stored answer of a sitting."""
    chosen, certainty, at = row
    if chosen is None and certainty is None and at is None:
        return None
    sure = None if certainty is None else _one_of(CERTAINTIES, certainty)
    return Answer(_one_of(range(OPTIONS), chosen), sure, _count(at))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is not what it was")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a number is not what it was")
    return value


def _count(value: object) -> int:
    if _whole(value) < 0:
        raise ValueError("a number is not what it was")
    return _whole(value)


def _flag(value: object) -> bool:
    return bool(_one_of((0, 1), value))


def _one_of(known: Collection[T], value: object) -> T:
    if value not in known:
        raise ValueError("a value is not what it was")
    return cast("T", value)
