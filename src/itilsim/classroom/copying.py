"""Decisions of another variant: whether somebody has answered what their own morning never asked.

The one idea: what a command is about has a name that hangs on the seed, so a journal that was taken
from another variant speaks of callers who never called. Whoever puts their own in the place of
those takes the same steps in the same order, which no two mornings ask for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from itilsim.domain import facts as f
from itilsim.domain.commands import Command, subject_of
from itilsim.sim.reference import facts_of

if TYPE_CHECKING:
    from itilsim.classroom.grading import Graded
    from itilsim.classroom.plan_file import Prepared

ALIKE: Final = 15
"""Steps from which on the same ones in the same order on two mornings are no accident. Tuning
constant: textbook takes about 40 in an hour."""

Steps = tuple[object, ...]
"""What was done, whoever it was about."""


def across(found: Sequence[Graded], prepared: Prepared) -> tuple[tuple[str, ...], ...]:
    """What shows of each hand-in that it was taken from another variant.

    Args:
        found: All of a class.
        prepared: The class.
    """
    came = {own.letter: _came(own) for own in prepared.variants if any(e.claimed for e in found)}
    taken: dict[Steps, list[Graded]] = {}
    for each in found:
        if each.variant in came and len(each.claimed) >= ALIKE:
            taken.setdefault(_steps(each.claimed), []).append(each)
    return tuple(
        (*_of_others(each, came), *_step_for_step(each, taken)) if each.variant in came else ()
        for each in found
    )


def _of_others(each: Graded, came: dict[str, frozenset[str]]) -> Iterator[str]:
    """Matters that are those of another variant."""
    own = came[each.variant]
    for letter, theirs in came.items():
        foreign = sum(subject_of(step) in theirs - own for step in each.claimed)
        if foreign and letter != each.variant:
            yield (
                f"{foreign} of its {len(each.claimed)} steps are about what came in on variant "
                f"{letter}; its own is {each.variant}."
            )


def _step_for_step(each: Graded, taken: dict[Steps, list[Graded]]) -> Iterator[str]:
    """Others who took the same steps in the same order on another variant."""
    if len(each.claimed) < ALIKE:
        return
    others = [e for e in taken[_steps(each.claimed)] if e.variant != each.variant]
    if others:
        whose = ", ".join(dict.fromkeys(f"{e.name} (variant {e.variant})" for e in others))
        yield f"Whoever they were about, its steps are, one for one, those of {whose}."


def _steps(journal: Sequence[Command]) -> Steps:
    """What was done, with a number for each name in the order in which they come."""
    subjects = {subject_of(each) for each in journal} - {""}
    numbers: dict[object, int] = {}

    def coded(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(coded, value))
        return numbers.setdefault(value, len(numbers)) if value in subjects else repr(value)

    return tuple(
        (type(each).__name__, *(coded(getattr(each, field.name)) for field in fields(each)))
        for each in journal
    )


def _came(own: Prepared) -> frozenset[str]:
    """The names of all that comes in on a variant, when it is played with care."""
    return frozenset(
        str(fact.contact if isinstance(fact, f.ContactArrived) else fact.alert)
        for fact in facts_of(own.setting, own.handout.seed, "textbook")
        if isinstance(fact, f.ContactArrived | f.AlertRaised)
    )
