"""Escalation: to those who know more, to those who may decide more, both, or neither yet.

The one idea: the time box of the first line and a mark of the restoration target are two clocks.
Functional escalation hangs on the first alone, hierarchic escalation on the second alone.
"""

from __future__ import annotations

from typing import NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name, supplier_team
from itilsim.coaching.computed.times import clock, span
from itilsim.domain.clocks import Mark, Target, Terms, milestone
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

LONGEST = 300
"""Longest restoration target, in minutes, that a question is about: one that runs out on a day."""

OPTIONS = {
    (True, False): "Functional escalation",
    (False, True): "Hierarchic escalation",
    (True, True): "Functional and hierarchic escalation",
    (False, False): "No further escalation yet",
}
"""The answers, by whether the time box and the mark have passed."""

_BOXES = (10, 15, 20)
_MARKS = (60, 75, 80)


class _Case(NamedTuple):
    """One incident; all times in minutes from its arrival."""

    box: int
    percent: int
    mark: int
    restore: int
    now: int
    passed_on: int | None
    """When a specialist team got it."""

    @property
    def answer(self) -> tuple[bool, bool]:
        """Whether functional and hierarchic escalation are due."""
        return self.passed_on is None and self.now >= self.box, self.now >= self.mark


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(OPTIONS.values())


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw a case that leads to the answer."""
    case, priority = _case(draw, setting, meant(OPTIONS, wanted))
    if case is None:
        return None
    outside = (SERVICE_DESK, supplier_team(setting))
    teams = [team for team in setting.organisation.teams if team.id not in outside]
    if not teams:
        return None
    services = offered(setting, "external", "internal")
    starts = 3600 * (8 + draw.below(6, "hour")) + 300 * draw.below(12, "minute")
    now = clock(starts + case.now * 60)
    doing = f"At {now} the first line is still trying alone."
    if case.passed_on is not None:
        since = clock(starts + case.passed_on * 60)
        doing = f"At {now} it has been with specialists since {since}."
    stem = (
        f"House rule: what the first line cannot solve in {span(case.box)} goes to specialists; "
        f"managers are told at {case.percent} % of the restoration target. "
        f"{service_name(draw.pick(services, 'service'))}: a P{priority} incident, to be restored "
        f"in {span(case.restore)}, arrives at {clock(starts)}. {doing} "
        "No manager knows of it. What is due now?"
    )
    key = case.answer
    wrong = tuple(
        Wrong(text, f"{_mistake(case, answer)} {_worked(case)}")
        for answer, text in OPTIONS.items()
        if answer != key
    )
    return Question(stem, OPTIONS[key], _worked(case), wrong)


def _case(draw: Draw, setting: Setting, answer: tuple[bool, bool]) -> tuple[_Case | None, int]:
    """A case for an answer."""
    timed = [
        each for each in setting.organisation.targets
        if each.restore_minutes and 40 <= each.restore_minutes <= LONGEST
    ]  # fmt: skip
    if not timed or len(setting.organisation.teams) < 2:
        return None, 0
    target = draw.pick(timed, "target")
    restore = target.restore_minutes or 0
    box, percent = draw.pick(_BOXES, "box"), draw.pick(_MARKS, "mark")
    mark = mark_of(restore, percent)
    functional, hierarchic = answer
    low, high = (mark, restore - 1) if hierarchic else (box + 1, mark - 1)
    passed_on = None if functional else draw.pick((3, 5, 8), "passed on")
    if not functional and not hierarchic and draw.likely(50, "early"):
        low, high, passed_on = 4, box - 1, None
    if low > high or low < (passed_on or 0):
        return None, 0
    now = low + draw.below(high - low + 1, "now")
    return _Case(box, percent, mark, restore, now, passed_on), target.priority


def mark_of(restore: int, percent: int) -> int:
    """Minutes after which a share of a restoration target has passed, rounded up to a minute."""
    terms = Terms({1: Target(None, restore)}, default_priority=1)
    at = milestone("restoration", [Mark(0, "started")], terms, 0, percent)
    return -(-(at or 0) // 60)


def _worked(case: _Case) -> str:
    """Both clocks, read."""
    if case.passed_on is not None:
        first = "Specialists have it already, so nothing is left to pass on"
    else:
        relation = "over" if case.now >= case.box else "not over"
        first = f"The first line's time of {case.box} minutes is {relation}"
    relation = "has come" if case.now >= case.mark else "lies ahead"
    return (
        f"{first}; after {case.now} minutes the {case.percent} % mark ({case.mark} of "
        f"{case.restore}) {relation}."
    )


def _mistake(case: _Case, answer: tuple[bool, bool]) -> str:
    """What one overlooks who gives a wrong answer."""
    functional, hierarchic = case.answer
    if answer == (hierarchic, functional):
        return "Mixes up more knowledge (functional) with more authority (hierarchic)."
    if answer[0] and not functional:
        return "Passes it on too soon or a second time."
    if answer[1] and not hierarchic:
        return "Calls for managers although the mark lies ahead."
    if not any(answer) and functional and hierarchic:
        return "Overlooks that both times have passed."
    if hierarchic and not answer[1]:
        return "Overlooks that the mark for telling managers has passed."
    return "Overlooks that the first line has used up its time."


ESCALATION = Family({"2011": Place("5", "operation", "incident-management")}, make, answers)
"""Which escalation is due; the two words belong to 2011."""
