"""One sitting of an exam as a value: the paper, what was answered and flagged, and the time.

The one idea: each step gives a new sitting and says nothing of clocks or disks; whoever takes the
step knows the time used and stores the result before showing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from itilsim.quiz.authoring import OPTIONS
from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item

Certainty = Literal[1, 2, 3]
"""How sure a candidate says to be: 1 unsure, 2 fairly sure, 3 quite sure."""

CERTAINTIES: Final = (1, 2, 3)
"""All levels of certainty, the lowest first. Source: `marking`."""


class SittingOver(Exception):
    """The sitting was handed in or its time is up: nothing can be changed any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen for one question."""

    option: int
    """Position of the option in the item, counted from 0."""
    certainty: int | None
    """1, 2 or 3; None where it was not asked for."""
    at: int
    """Seconds used of the exam when it was given."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting. Questions are told by their position in the paper, counted from 0."""

    id: str
    """Its name, never used twice."""
    edition: Edition
    """The exam that is sat."""
    seed: int
    """Seed of the paper."""
    items: tuple[str, ...]
    """Ids of the questions in the order of the paper; options are in the order of the bank."""
    seconds: int
    """Time allowed."""
    pass_mark: int
    """Right answers needed to pass."""
    answers: tuple[Answer | None, ...]
    """One for each question; None where nothing is answered."""
    flags: frozenset[int] = frozenset()
    """Positions that the candidate wants to see again."""
    elapsed: int = 0
    """Seconds used when the last step was taken, at most `seconds`."""
    finished: bool = False
    """Whether it was handed in, by the candidate or at the end of the time."""
    position: int = 0
    """The question that is shown."""


def new_sitting(
    name: str, blueprint: Blueprint, seed: int, paper: Sequence[Item], *, extra_time: bool = False
) -> Sitting:
    """Return a sitting that begins now, with nothing answered.

    Args:
        name: Its id, never used twice.
        blueprint: The plan of the exam.
        seed: Seed of the paper.
        paper: The questions in order.
        extra_time: Whether there is more time, as for who is examined in a second language.
    """
    minutes = blueprint.minutes + (blueprint.extra_minutes if extra_time else 0)
    return Sitting(
        id=name,
        edition=blueprint.edition,
        seed=seed,
        items=tuple(item.id for item in paper),
        seconds=60 * minutes,
        pass_mark=blueprint.pass_mark,
        answers=(None,) * len(paper),
    )


def answered(
    sitting: Sitting, position: int, option: int, certainty: int | None, elapsed: int
) -> Sitting:
    """Return the sitting with an answer given, or changed.

    Args:
        sitting: The sitting before.
        position: The question.
        option: The option chosen, counted from 0.
        certainty: 1, 2 or 3; None where it is not asked for.
        elapsed: Seconds used by now.

    Raises:
        SittingOver: If it was handed in or the time is up; the answer does not count.
    """
    if not 0 <= option < OPTIONS or certainty not in {None, *CERTAINTIES}:
        raise ValueError(f"no answer: option {option}, certainty {certainty}")
    return _with_answer(sitting, position, Answer(option, certainty, elapsed), elapsed)


def cleared(sitting: Sitting, position: int, elapsed: int) -> Sitting:
    """Return the sitting with the answer to a question taken back.

    Raises:
        SittingOver: If it was handed in or the time is up.
    """
    return _with_answer(sitting, position, None, elapsed)


def flagged(sitting: Sitting, position: int) -> Sitting:
    """Return the sitting with the flag of a question set, or taken away if it was set.

    Raises:
        SittingOver: If it was handed in or the time is up.
    """
    _must_go_on(sitting, position, sitting.elapsed)
    return replace(sitting, flags=sitting.flags ^ {position})


def moved(sitting: Sitting, position: int) -> Sitting:
    """Return the sitting with another question shown.

    Raises:
        SittingOver: If it was handed in or the time is up.
    """
    _must_go_on(sitting, position, sitting.elapsed)
    return replace(sitting, position=position)


def finished(sitting: Sitting, elapsed: int) -> Sitting:
    """Return the sitting handed in; one that was handed in before stays as it is.

    Args:
        sitting: The sitting before.
        elapsed: Seconds used by now; what is beyond the time allowed is not counted.
    """
    if sitting.finished:
        return sitting
    return replace(_timed(sitting, elapsed), finished=True)


def timed(sitting: Sitting, elapsed: int) -> Sitting:
    """Return the sitting with the time used brought up to date; it never becomes less.

    Args:
        sitting: The sitting before.
        elapsed: Seconds used by now.
    """
    return sitting if sitting.finished else _timed(sitting, elapsed)


def remaining(sitting: Sitting, elapsed: int) -> int:
    """Return the seconds left, 0 when it is over."""
    return 0 if sitting.finished else max(0, sitting.seconds - elapsed)


def is_over(sitting: Sitting, elapsed: int) -> bool:
    """Whether nothing can be changed any more."""
    return remaining(sitting, elapsed) == 0


def unanswered(sitting: Sitting) -> tuple[int, ...]:
    """Return the positions of the questions without an answer, in order."""
    return tuple(n for n, answer in enumerate(sitting.answers) if answer is None)


def _with_answer(sitting: Sitting, position: int, answer: Answer | None, elapsed: int) -> Sitting:
    _must_go_on(sitting, position, elapsed)
    answers = (*sitting.answers[:position], answer, *sitting.answers[position + 1 :])
    return replace(_timed(sitting, elapsed), answers=answers)


def _timed(sitting: Sitting, elapsed: int) -> Sitting:
    return replace(sitting, elapsed=min(max(sitting.elapsed, elapsed), sitting.seconds))


def _must_go_on(sitting: Sitting, position: int, elapsed: int) -> None:
    """Refuse a step after the end; a question that is not in the paper is a fault of the caller."""
    if not 0 <= position < len(sitting.items):
        raise ValueError(f"no question {position} among {len(sitting.items)}")
    if sitting.finished:
        raise SittingOver("This exam was handed in.")
    if is_over(sitting, elapsed):
        raise SittingOver("The time is up.")
