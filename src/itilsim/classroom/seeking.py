"""Mornings of equal difficulty, sought among seeds: measured, chosen, and measured once more.

The one idea: whoever chooses by a measurement chooses its errors, too, so what was chosen is
measured once more by other plays; these figures count, and stand in the class's file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from itilsim.classroom.measuring import Measured, Morning
from itilsim.classroom.plan import ClassPlan, Handout, Variant
from itilsim.classroom.plan_file import load_plan, setting_of
from itilsim.classroom.planning import proposed_stops
from itilsim.classroom.variants import (
    FEWEST,
    LETTERS,
    MOST,
    handout_for,
    spread,
    tolerance,
    with_words_of,
)
from itilsim.composing.loading import load_shift
from itilsim.composing.orders import is_generated
from itilsim.domain.errors import ItilsimError, UsageError
from itilsim.storage.places import Places
from itilsim.words.labels import counted

LOOK: Final = 10
"""Plays of each rate by which a morning is seen to be near others. Tuning constant."""
PLAYS: Final = 60
"""Plays of each rate by which it is chosen, and as many again by which that is checked: the mean
over all rates is then known to a twentieth of what one score is exact to. Tuning constant."""
CLOSE: Final = 0.5
"""Share of what is allowed by which the means of those that are chosen may differ: a part of what
differs is not seen. Tuning constant."""
EACH: Final = 12
"""So many mornings are looked at for each variant before it is given up. Tuning constant."""

SHOWN: Final = "shown"
"""For what those plays are whose figures stand in the plan."""

Told = Callable[[str], None]
"""Is told how far it is."""


@dataclass(eq=False, slots=True)
class _Candidate:
    """A morning that was looked at."""

    morning: Morning
    """The shift."""
    found: Measured
    """What is known of it."""
    is_sure: bool = False
    """Whether it was measured well enough to be chosen."""


def with_variants(plan: ClassPlan, many: int, places: Places, told: Told) -> ClassPlan:
    """A plan with so many variants; its seed becomes that of the first.

    Args:
        plan: A plan of a generated shift; mornings are looked at from its seed on.
        many: How many, 2 to 6.
        places: The user's folders.
        told: Is told how far it is.

    Raises:
        UsageError: If the shift is a scripted one, or not so many are found.
    """
    if not is_generated(plan.shift):
        raise UsageError(
            f"{plan.shift} is one morning for all. Variants are mornings of a generated shift: "
            "add --shift any-day."
        )
    if not FEWEST <= many <= MOST:
        raise UsageError(f"A class has {FEWEST} to {MOST} variants, not {many}.")
    chosen = sought(plan.shift, plan.seed, many, places, told)
    stops = [proposed_stops(morning.setting, morning.seed) for morning, _ in chosen]
    variants = tuple(
        Variant(
            morning.seed, tuple(round(each, 1) for each in found.scores), found.plays,
            round(found.exact_to, 1), with_words_of(stops[0], own) if place else (),
        )
        for place, ((morning, found), own) in enumerate(zip(chosen, stops, strict=True))
    )  # fmt: skip
    return replace(plan, seed=variants[0].seed, stops=stops[0], variants=variants)


def sought(
    shift: str, seed: int, many: int, places: Places, told: Told
) -> tuple[tuple[Morning, Measured], ...]:
    """Mornings that are as hard as one another, in the order of their seeds, with their figures.

    Args:
        shift: Id of a generated shift.
        seed: The first that is looked at.
        many: How many.
        places: The user's folders.
        told: Is told how far it is.

    Raises:
        UsageError: If not so many are found.
    """
    known: list[_Candidate] = []
    for n in range(EACH * many):
        with contextlib.suppress(UsageError):  # of a seed that has no fair shift
            morning = Morning.of(load_shift(shift, seed + n, places), seed + n)
            known.append(_Candidate(morning, morning.measured(LOOK, "look")))
        while len(known) >= many and (nearest := _nearest(known, many)) is not None:
            unsure = next((each for each in nearest if not each.is_sure), None)
            if unsure is not None:
                unsure.found = unsure.morning.measured(PLAYS, "chosen")
                unsure.is_sure = True
                continue
            again = [each.morning.measured(PLAYS, SHOWN) for each in nearest]
            if spread([e.scores for e in again]) <= tolerance([e.exact_to for e in again]):
                pairs = [(e.morning, own) for e, own in zip(nearest, again, strict=True)]
                return tuple(sorted(pairs, key=lambda each: each[0].seed))
            # Luck had brought them together; and what was seen of them now has no second word.
            known = [each for each in known if each not in nearest]
        told(f"{counted(n + 1, 'morning')} tried{_apart(known, many)}.")
    raise UsageError(
        f"Among {EACH * many} mornings from seed {seed} on there are no {many} as hard as one "
        "another. Take another seed, or fewer variants."
    )


def _nearest(known: Sequence[_Candidate], many: int) -> tuple[_Candidate, ...] | None:
    """Those nearest to one another; none where even they are too far apart."""
    best = min(_windows(known, many), key=_differ)
    allowed = tolerance([each.found.exact_to for each in best])
    return best if _differ(best) <= CLOSE * allowed else None


def _windows(known: Sequence[_Candidate], many: int) -> list[tuple[_Candidate, ...]]:
    order = sorted(known, key=lambda each: (each.found.mean, each.morning.seed))
    return [tuple(order[n : n + many]) for n in range(len(order) - many + 1)]


def _differ(found: Sequence[_Candidate]) -> float:
    return spread([each.found.scores for each in found])


def _apart(known: Sequence[_Candidate], many: int) -> str:
    """How far those lie apart that are nearest by now; nothing as long as there are too few."""
    if len(known) < many:
        return ""
    return f"; the nearest {many} are {min(map(_differ, _windows(known, many))):.1f} points apart"


def variants_checked(
    plan: Path | None, handout: Handout, places: Places
) -> Iterator[tuple[bool, str]]:
    """Whether the variants of a class can be played here, and are as hard as its plan says.

    Args:
        plan: The plan, or the folder that it is in; none: only the students' file is here.
        handout: What students are handed.
        places: The user's folders.

    Yields:
        For each thing that was looked at whether it is right, and what was found.
    """
    if not handout.variants:
        return
    for letter in LETTERS[: len(handout.variants)]:
        try:
            setting_of(handout_for(handout, letter), places)
        except ItilsimError as error:
            yield False, f"Variant {letter}: {error}"
            return
    if plan is None:
        yield True, f"All {len(handout.variants)} variants can be played here."
        return
    prepared = load_plan(plan, places)
    told = prepared.plan.variants
    for own, variant in zip(prepared.variants, told, strict=True):
        found = Morning.of(own.setting, own.plan.seed).measured(variant.plays, SHOWN)
        again = tuple(round(each, 1) for each in found.scores)
        if again != variant.scores:
            yield (
                False,
                (
                    f"Variant {own.letter} was measured as {_points(variant.scores)}; here it is "
                    f"{_points(again)}. Make the class anew, in another folder."
                ),
            )
            return
    apart, allowed = (
        spread([each.scores for each in told]),
        tolerance([each.exact_to for each in told]),
    )
    words = f"{len(told)} variants, measured once more: their means are {apart:.1f} points apart; "
    yield apart <= allowed, f"{words}{allowed:.1f} are allowed."


def _points(scores: Sequence[float]) -> str:
    return ", ".join(f"{each:.1f}" for each in scores)
