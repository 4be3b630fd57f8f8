"""Which two runs may stand beside each other, and which other run is nearest to one.

The one idea: two results are compared only where they answer the same question: one shift, with
points on both sides; and decision by decision only on the same morning, by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from itilsim.runs.listing import ListedRun
from itilsim.runs.opened import OpenedRun
from itilsim.runs.origin import origin_of
from itilsim.storage.records import RunHeader


def why_not(run: OpenedRun, other: OpenedRun) -> str:
    """Why two finished runs cannot stand beside each other, in words; empty: they can.

    Args:
        run: The one.
        other: The other.
    """
    one, two = run.stored.header, other.stored.header
    if one.id == two.id:
        return f"That is twice the same run, {one.id}. Name another one of the same shift."
    if one.scenario != two.scenario:
        return (
            f"{one.id} was played in '{one.scenario}', {two.id} in '{two.scenario}': two runs "
            "stand beside each other only if they were played in one shift. 'itilsim runs' lists "
            "them all."
        )
    if "guided" in (one.mode, two.mode):
        lesson = one.id if one.mode == "guided" else two.id
        return f"{lesson} is a lesson, which has no points to stand beside others."
    return ""


def is_same_morning(one: RunHeader, other: RunHeader) -> bool:
    """Whether the same people called in two runs for the same reasons, by the same rules.

    Args:
        one: Of the one run.
        other: Of the other.
    """
    return _world(one) == _world(other)


def nearest(runs: Iterable[ListedRun], run: RunHeader) -> ListedRun | None:
    """The run that a finished run is best set beside; none: there is none of one's own.

    It is the one from which it was begun again; else the last one before it on the same morning,
    else the last one before it in the same shift.

    Args:
        runs: All runs, the newest first.
        run: The header of the finished run.
    """
    listed = tuple(runs)
    place = next((n for n, each in enumerate(listed) if each.run.header.id == run.id), len(listed))
    earlier = [each for each in listed[place + 1 :] if _may_stand_beside(each, run)]
    origin = origin_of(run)
    return (
        _first(each for each in earlier if origin is not None and each.run.header.id == origin.run)
        or _first(each for each in earlier if is_same_morning(each.run.header, run))
        or _first(earlier)
    )


def _may_stand_beside(other: ListedRun, run: RunHeader) -> bool:
    """Whether a listed run is one's own, finished and scored, of the same shift."""
    header = other.run.header
    own = other.run.verification is None and not header.options.get("policy")
    scored = other.run.status == "finished" and other.score is not None
    same = (header.scenario, header.engine) == (run.scenario, run.engine)
    return own and scored and same and "guided" not in (header.mode, run.mode)


def _world(header: RunHeader) -> Sequence[object]:
    return header.scenario, header.scenario_digest, header.seed, header.engine


def _first(found: Iterable[ListedRun]) -> ListedRun | None:
    return next(iter(found), None)
