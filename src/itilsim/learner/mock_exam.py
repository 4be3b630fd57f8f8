"""A mock exam as it is sat: like the real one, saved at each step, against the clock.

The one idea: a step is taken on the value, stored, and only then shown; whoever shows it asks here
how much time is left and never counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from itilsim.quiz import sitting as steps
from itilsim.quiz.assembly import assemble
from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.elapsed import Moment
from itilsim.quiz.marking import Result, mark
from itilsim.quiz.questions import Bank, Item
from itilsim.quiz.showing import paper_shown, place_of
from itilsim.quiz.sitting import Sitting, SittingOver
from itilsim.storage.study import Study
from itilsim.storage.study_rows import StoredSitting

Clock = Callable[[], Moment]
"""Tells this moment."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A sitting that was handed in, and what it came to."""

    stored: StoredSitting
    """As it was stored."""
    result: Result
    """How it was marked."""
    items: tuple[Item | None, ...]
    """The questions in order and as they were shown; None for one that is in the bank no more."""
    chosen: tuple[int | None, ...]
    """What was chosen of each, by its place as it was shown; None: nothing."""


class MockExam:
    """One sitting while it goes on. It is held: no other window can open it meanwhile."""

    def __init__(self, study: Study, bank: Bank, stored: StoredSitting, clock: Clock) -> None:
        """Go on with a sitting that is held by the study."""
        self._study = study
        self._bank = bank
        self._clock = clock
        self._sitting = stored.sitting
        self._bank_items = _paper(stored.sitting, bank)
        self.items = paper_shown(self._bank_items, stored.sitting.seed)
        """The questions in order and as they are shown; None for one that is in the bank no more.
        """

    @property
    def sitting(self) -> Sitting:
        """Paper, answers and flags as stored."""
        return self._sitting

    @property
    def item(self) -> Item | None:
        """The question that is shown."""
        return self.items[self._sitting.position]

    @property
    def chosen(self) -> tuple[int | None, ...]:
        """What is chosen of each question, by its place as it is shown; None: nothing yet."""
        return _chosen(self._sitting, self._bank_items, self.items)

    @property
    def remaining(self) -> int:
        """Seconds left; 0 when the time is up."""
        return steps.remaining(self._sitting, self._used())

    def choose(self, option: int, certainty: int | None = None) -> None:
        """Answer the question that is shown, or change the answer.

        Args:
            option: Its position as it is shown, counted from 0.
            certainty: How sure one is; None: not said.

        Raises:
            SittingOver: The time is up; it does not count.
            TryAgainError: It could not be stored; it does not count.
        """
        position = self._sitting.position
        stored = _moved(option, self.items[position], self._bank_items[position])
        self._store(steps.answered(self._sitting, position, stored, certainty, self._used()))

    def clear(self) -> None:
        """Take the answer back.

        Raises:
            SittingOver: The time is up.
            TryAgainError: It could not be stored; the answer stands.
        """
        self._store(steps.cleared(self._sitting, self._sitting.position, self._used()))

    def flag(self) -> None:
        """Flag the question that is shown, or take its flag away.

        Raises:
            SittingOver: It was handed in.
            TryAgainError: It could not be stored.
        """
        self._store(steps.flagged(self._sitting, self._sitting.position))

    def show(self, position: int) -> None:
        """Go to a question, counted from 0; beyond an end, to the end.

        Raises:
            SittingOver: It was handed in.
            TryAgainError: It could not be stored.
        """
        last = len(self.items) - 1
        self._store(steps.moved(self._sitting, min(max(position, 0), last)))

    def beat(self) -> None:
        """Store the time used; called about once a second.

        Raises:
            TryAgainError: It could not be stored; time goes on nevertheless.
        """
        self._store(self._sitting)

    def hand_in(self) -> Handed:
        """Hand in, or take in what is there when the time is up, and mark it.

        Raises:
            TryAgainError: It could not be stored; the exam is still there, not handed in.
        """
        ended = steps.finished(self._sitting, self._used())
        result = mark(ended, self._bank)
        stored = self._study.finish_sitting(ended, result, self._clock())
        return Handed(stored, result, self.items, self.chosen)

    def _used(self) -> int:
        return self._study.used(self._clock())

    def _store(self, sitting: Sitting) -> None:
        self._sitting = self._study.save_sitting_step(sitting, self._clock()).sitting


def begin(
    study: Study, bank: Bank, blueprint: Blueprint, seed: int, clock: Clock, *, extra: bool = False
) -> MockExam:
    """Begin a mock exam: its time runs from now.

    Args:
        study: Where it is kept.
        bank: Where the questions come from.
        blueprint: The plan of the exam.
        seed: Of the paper.
        clock: Tells the moment.
        extra: Whether there is extra time, as for non-native readers.

    Raises:
        TryAgainError: If an exam is open in another window, or it could not be stored.
        UsageError: If one waits to be handed in.
        Unfillable: If the bank has too few questions.
    """
    paper = assemble(bank, blueprint, seed)
    now = clock()
    name = f"exam-{blueprint.edition}-{now.wall}-{seed}"
    new = steps.new_sitting(name, blueprint, seed, paper, extra_time=extra)
    return MockExam(study, bank, study.begin_sitting(new, now), clock)


def waiting(study: Study, bank: Bank, clock: Clock) -> MockExam | Handed | None:
    """Go on with the exam that was left; one whose time ran out meanwhile is taken in and marked.

    Returns:
        The exam, or what it came to, or None if there is none.

    Raises:
        TryAgainError: If it is open in another window.
    """
    stored = study.open_sitting()
    if stored is None:
        return None
    exam = MockExam(study, bank, stored, clock)
    if not exam.remaining:
        return exam.hand_in()
    exam.beat()  # From here on this start of the machine counts.
    return exam


def last_result(study: Study, bank: Bank) -> Handed | None:
    """Return what the last exam that was handed in came to, or None if there is none.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If what is stored of it is damaged.
    """
    for stored in study.sittings():
        sitting = stored.sitting
        if sitting.finished:
            paper = _paper(sitting, bank)
            items = paper_shown(paper, sitting.seed)
            return Handed(stored, mark(sitting, bank), items, _chosen(sitting, paper, items))
    return None


def _paper(sitting: Sitting, bank: Bank) -> tuple[Item | None, ...]:
    """The questions of a sitting as they stand in the bank; None for one that is there no more."""
    items = {item.id: item for item in bank.items}
    return tuple(items.get(name) for name in sitting.items)


def _chosen(
    sitting: Sitting, paper: Sequence[Item | None], items: Sequence[Item | None]
) -> tuple[int | None, ...]:
    """What is chosen of each question, by its place as it is shown."""
    return tuple(
        None if answer is None else _moved(answer.option, stored, shown)
        for answer, stored, shown in zip(sitting.answers, paper, items, strict=True)
    )


def _moved(option: int, before: Item | None, after: Item | None) -> int:
    """Where an option of one order stands in another; of a question that is gone where it stood."""
    if before is None or after is None or option >= len(before.options):
        return option
    return place_of(option, before, after)


__all__ = ["Clock", "Handed", "MockExam", "SittingOver", "begin", "last_result", "waiting"]
