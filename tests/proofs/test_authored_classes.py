"""Classes from runs of instructors who err: no slip is silent, no stop unfair, every lesson goes.

The one idea: what a class takes from a run is read a second time, from the run's own judgement and
from the evidence at the desk. An instructor without errors is the control: what is counted is there
because of the errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from itilsim.classroom.authored import authored, course
from itilsim.classroom.authored_stops import priced, stops
from itilsim.classroom.choices import choices
from itilsim.classroom.differences import differences
from itilsim.classroom.expected import expected
from itilsim.classroom.guided_lesson import lesson_steps, taught
from itilsim.coaching.decisions import decided
from itilsim.composing.loading import load_shift
from itilsim.domain.debriefing.values import FULL
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.opened import OpenedRun
from itilsim.runs.references import References
from itilsim.runs.saving import tally_of_facts
from itilsim.sim.replay import replay
from tests.classroom.authoring import home
from tests.coaching.bots import Guided, follow

SHIFTS = ("first-shift", "any-day.quillmere.2.30", "any-day.wennery.3.45")
EVERYDAY, FULL_SIZE = (SHIFTS[:2], range(3, 4)), (SHIFTS, range(1, 5))


@dataclass
class Counted:
    """What was found in some classes."""

    slips: int = 0
    stops: int = 0
    wrong: int = 0
    finished: int = 0
    classes: int = 0


def a_class(shift: str, seed: int, rate: float, found: Counted) -> None:
    """Make a class of one run, and look at it."""
    setting = load_shift(shift, seed, home())
    stored = simulate(setting, Order(seed, Player("textbook", error_rate=rate), save=True),
                      References()).run  # fmt: skip
    assert stored is not None
    run = OpenedRun(stored, home(), "", setting)
    done = authored(run)
    seen = expected(setting, seed, done)
    said = [e.finding for e in differences(seen) if e.is_slip]
    judged = tally_of_facts(setting, done.log.facts).findings
    lost = sorted((e.criterion, e.subject, e.credit) for e in judged if e.credit < FULL)
    assert sorted((e.criterion, e.subject, e.credit) for e in said) == lost
    found.slips += len(said)
    made = tuple(choices(done, seen))
    for stop in stops(tuple(priced(course(run, done, home()), iter(made))), seen, 10_000):
        best = stop.options[stop.best - 1]
        choice = next(e for e in made if e.best == best and
                      set(stop.options) == {best, *(w.words for w in e.wrong)})  # fmt: skip
        shift_then = replay(setting, seed, done.journal[: choice.entry.seq])
        shift_then.advance(choice.entry.at)
        for wrong in (each.command for each in choice.wrong):
            if wrong is not None:
                others = decided(shift_then.desk, wrong)
                assert any(not each.is_right for each in others), (stop, wrong)
                found.wrong += 1
        found.stops += 1
    lesson = Guided(seed, taught(setting, lesson_steps(done, setting))).play(follow)
    assert lesson.rejections == []
    found.finished += lesson.guide.finished()
    found.classes += 1


def counted(size: tuple[tuple[str, ...], range], rate: float) -> Counted:
    found = Counted()
    for shift in size[0]:
        for seed in size[1]:
            a_class(shift, seed, rate, found)
    return found


def test_a_few_classes_from_instructors_who_err() -> None:
    erring, clean = (counted(EVERYDAY, rate) for rate in (0.3, 0.0))
    assert erring.slips > clean.slips
    assert erring.stops
    assert erring.wrong


@pytest.mark.prove
def test_classes_from_instructors_who_err() -> None:
    erring, clean = (counted(FULL_SIZE, rate) for rate in (0.3, 0.0))
    assert erring.slips > 2 * clean.slips
    for name, each in (("30 % errors", erring), ("no errors", clean)):
        print(
            f"\n{each.classes} classes from runs with {name}: {each.slips} places listed in which "
            f"grading will not go by the run, all that its judgement has; {each.stops} stops with "
            f"{each.wrong} wrong answers played, none of which can be defended; "
            f"{each.finished} lessons played to their last step, none with a right answer refused"
        )
