"""The best still attainable is exact: fifty runs, each point worked out again by other code.

The other code (`tests/courses.py`) makes the world anew, does the entries before the minute by
itself, lets Toni play by a loop of its own, judges the whole log at the end, and looks for the best
fork from each minute on one by one. Seeds from 660,000 on.

Controls: a fork that takes over a minute late, one that forgets what was done before, and a curve
that is not the best from there on are each found on every run on which they make a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.content.scenarios import load_scenario
from itilsim.domain import scoring
from itilsim.domain.scenario import Setting
from itilsim.lab.human import play_like_a_person
from itilsim.runs import attainable
from itilsim.runs.attainable import Course, Curve, curve_of, forks
from itilsim.runs.references import HIGHEST, LOWEST
from itilsim.sim.policies import Policy
from itilsim.sim.policies.stumbler import stumbler
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.courses import acted, best_from, by_hand, played_until
from tests.proofs.mornings import ORDERS

FIRST, RUNS = 660_000, 50
MOST_JUDGED = 1.2
"""Judged shifts a simulated minute."""
PLAYERS: dict[str, str | Policy] = {
    "stumbler, beginner": stumbler("beginner", 1),
    "first_come": "first_come",
    "stumbler, trained": stumbler("trained", 2),
    "random_choice": "random_choice",
    "by_priority": "by_priority",
    "stumbler, good": stumbler("good", 3),
    "loudest_voice": "loudest_voice",
    "textbook": "textbook",
}
"""Who plays, in turns; each fifth run is left halfway, each seventh has a running clock."""


def runs(home: Path, count: int) -> Iterator[tuple[str, Course]]:
    """Runs of several players, on the scripted shift and on generated ones."""
    names = list(PLAYERS)
    for number in range(count):
        name, seed = names[number % len(names)], FIRST + number
        setting = _setting(number, seed, home)
        if number % 7 == 6:
            act = partial(_hurried, policy=PLAYERS[name])
            yield f"{name}, paced", acted(setting, seed, act, pace="paced")
        else:
            leaves = setting.horizon // 2 + 13 if number % 5 == 4 else None
            act = partial(played_until, policy=PLAYERS[name], leaves=leaves)
            yield f"{name}{', left' if leaves else ''}", acted(setting, seed, act)


def _setting(number: int, seed: int, home: Path) -> Setting:
    if number % 2:
        return load_scenario("first-shift", places(home))
    return load_shift(ORDERS[number // 2 % len(ORDERS)].id, seed, places(home))


def _hurried(shift: Shift, policy: str | Policy) -> None:
    play_like_a_person(shift, policy, shift.setting.scenario.speed)


def hand_made(course: Course) -> list[int]:
    """All forks, played by hand; the last is the run itself, as it was judged at its end."""
    return [*(by_hand(course, minute) for minute in range(course.minutes)), course.card.total]


def wrong(points: Sequence[int], hand: Sequence[int]) -> list[int]:
    """Minutes at which a curve rises, or is not the best fork from there on."""
    found = [m for m, (now, then) in enumerate(pairwise(points)) if now < then]
    found += [m for m in range(len(hand)) if points[m] != best_from(hand, m)]
    return sorted(set(found))


def counted(course: Course, monkeypatch: pytest.MonkeyPatch) -> tuple[Curve, int]:
    """A curve, and how many shifts were judged for it: references and the run itself, too."""
    judged: Counter[str] = Counter()
    finish = scoring.finish

    def once_more(judging: scoring.Judging) -> scoring.Tally:
        judged["shifts"] += 1
        return finish(judging)

    with monkeypatch.context() as patch:
        patch.setattr(scoring, "finish", once_more)
        curve = curve_of(course, forks(course))
    return curve, judged["shifts"] + len((LOWEST, HIGHEST, "the run itself"))


def late(course: Course) -> Curve:
    """A planted fault: Toni takes over a minute late."""
    found = [replace(each, minute=max(each.minute - 1, 0)) for each in forks(course) if each.minute]
    return curve_of(course, [*found, replace(found[0], minute=course.minutes)])


def forgetful(course: Course) -> Curve:
    """A planted fault: what was done before is forgotten."""
    return curve_of(replace(course, journal=()), forks(replace(course, journal=())))


def as_they_are(course: Course) -> tuple[int, ...]:
    """A planted fault: each fork by itself, not the best from there on."""
    return tuple(each.total for each in curve_of(course, forks(course)).forks)


FAULTS: dict[str, Callable[[Course], Sequence[int]]] = {
    "a minute late": lambda course: late(course).points,
    "forgets the beginning": lambda course: forgetful(course).points,
    "not the best from there on": as_they_are,
}


def test_a_run_of_each_kind_is_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (_, course), (_, scripted) = runs(tmp_path, 2)
    hand = hand_made(course)
    curve, judged = counted(course, monkeypatch)
    assert wrong(curve.points, hand) == []
    assert judged <= MOST_JUDGED * course.setting.horizon / 60
    for minute in (0, 33, 34, 60):
        assert attainable.forked(scripted, minute).total == by_hand(scripted, minute)
    for fault in FAULTS.values():
        assert wrong(fault(course), hand)


@pytest.mark.prove
def test_fifty_curves_are_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points, falls, most = 0, 0, 0.0
    bad: list[str] = []
    differ: Counter[str] = Counter()
    found: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for number, (name, course) in enumerate(runs(tmp_path, RUNS)):
        hand = hand_made(course)
        curve, judged = counted(course, monkeypatch)
        points += len(curve.points)
        falls += len(curve.falls)
        most = max(most, judged * 60 / course.setting.horizon)
        kinds[name] += 1
        bad += [f"{name}, {course.setting.scenario.id} {course.seed}: minute {m}"
                for m in wrong(curve.points, hand)]  # fmt: skip
        if number < len(PLAYERS):
            for fault, faulty in FAULTS.items():
                drawn = faulty(course)
                differ[fault] += drawn != curve.points
                found[fault] += bool(wrong(drawn, hand))
    print(
        f"\nattainable: {sum(kinds.values())} runs ({len(kinds)} kinds of play), {points:,} points "
        f"worked out by hand, {len(bad)} wrong or rising; {falls} falls; at most {most:.2f} "
        f"judged shifts a minute\nattainable, planted faults found of those that show: "
        + ", ".join(f"{each} {found[each]} of {differ[each]}" for each in FAULTS)
    )
    assert bad == []
    assert most <= MOST_JUDGED
    assert falls > RUNS
    for fault in FAULTS:
        assert found[fault] == differ[fault] > 0
