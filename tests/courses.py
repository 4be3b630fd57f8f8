"""Finished runs that can be forked, without a database, and a fork that is played by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import to_stored
from itilsim.runs.attainable import Course, Curve, course_of, curve_of, forks
from itilsim.runs.counterfactuals import Counterfactual, counterfactual, decisions
from itilsim.runs.opened import OpenedRun
from itilsim.runs.references import References
from itilsim.runs.replaying import Log
from itilsim.runs.saving import new_header
from itilsim.sim.policies import Policy, play
from itilsim.sim.policies.playing import policy_seed
from itilsim.sim.policies.textbook import textbook
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from itilsim.storage.records import StoredRun
from tests.played import first_shift

Act = Callable[[Shift], object]
"""Plays a shift, to its end or not."""


def opened(run: StoredRun) -> OpenedRun:
    return OpenedRun(run, places(Path(tempfile.gettempdir()) / "no-such-home"))


def acted(
    setting: Setting, seed: int, act: Act, *, mode: Mode = "practice", pace: Pace = "stepped"
) -> Course:
    """A run as somebody has played it."""
    facts: list[Fact] = []
    shift = Shift(setting, seed, mode=mode, pace=pace, sink=lambda fact, _: facts.append(fact))
    act(shift)
    shift.finish()
    header = new_header(setting, seed, mode=mode, pace=pace)
    stored = StoredRun(header, tuple(map(to_stored, shift.journal)), "finished", setting.end)
    run = opened(stored)
    run.__dict__["setting"] = setting
    return course_of(run, Log(tuple(facts), shift.began), References())


@cache
def course(policy: str, seed: int = 1, leaves: int | None = None) -> Course:
    """A run of `first-shift` that a policy has played, to its end or until it left."""
    return acted(first_shift(), seed, partial(played_until, policy=policy, leaves=leaves))


@cache
def curve(policy: str, leaves: int | None = None) -> tuple[Course, Curve]:
    """The same run with its curve."""
    run = course(policy, leaves=leaves)
    return run, curve_of(run, forks(run))


_CHANGED: dict[int, tuple[Counterfactual, ...]] = {}


def changed(run: Course) -> tuple[Counterfactual, ...]:
    """Each decision of a run that is kept by its test changed by itself, worked out once."""
    if id(run) not in _CHANGED:
        _CHANGED[id(run)] = tuple(counterfactual(run, (each,)) for each in decisions(run))
    return _CHANGED[id(run)]


def played_until(shift: Shift, policy: str | Policy, leaves: int | None = None) -> None:
    """Let a policy play; at a second it may leave."""
    play(shift, policy, leaves)


def by_hand(course: Course, minute: int) -> int:
    """Points of one fork in hundredths, worked out by other code than that of the product."""
    setting, seed, start = course.setting, course.seed, 60 * minute
    facts: list[Fact] = []
    shift = Shift(
        setting, seed, mode=course.mode, pace=course.pace, sink=lambda fact, _: facts.append(fact)
    )
    free = 0
    for entry in course.journal:
        if entry.at >= start:
            break
        if not isinstance(entry.command, c.EndShift):
            shift.advance(entry.at)
            free = shift.submit(entry.command).busy_until
    shift.advance(start)
    shift.advance(free)
    if not shift.ended:
        _toni(shift)
    shift.finish()
    judging = scoring.start(setting)
    for fact in facts:
        scoring.step(judging, fact)
    idle, best = references(setting, seed)
    return scoring.scorecard(scoring.finish(judging), setting, idle, best).total


def _toni(shift: Shift) -> None:
    """Let textbook play on, step by step."""
    steps = textbook(shift.desk, policy_seed(shift.seed))
    wish = next(steps)
    while True:
        done = False
        if isinstance(wish, c.Command):
            try:
                free = shift.submit(wish).busy_until
                done = True
            except Refused:
                free = shift.at + 10
            shift.advance(free)
        else:
            shift.advance_to_change(
                shift.setting.horizon if wish is None else max(wish, shift.at + 1)
            )
        if shift.ended:
            return
        wish = steps.send(done)


def references(setting: Setting, seed: int) -> tuple[scoring.Tally, scoring.Tally]:
    """What the score lies between."""
    known = _KNOWN.get((setting.digest, seed))
    if known is None:
        known = tally_of(setting, seed, "idle"), tally_of(setting, seed, "textbook")
        _KNOWN[setting.digest, seed] = known
    return known


_KNOWN: dict[tuple[str, int], tuple[scoring.Tally, scoring.Tally]] = {}


def best_from(points: Iterable[int], minute: int) -> int:
    """The best of all forks from a minute on, looked for one by one."""
    best = 0
    for place, total in enumerate(points):
        if place >= minute and total > best:
            best = total
    return best
