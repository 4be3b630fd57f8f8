"""A guided lesson made from an instructor's run: one matter after another, in the run's own order.

The one idea: the lesson holds no answer. A step names a matter as the desk names it, and says by
when it has come; what is to be decided on it, and why, the tutor reads off the desk as ever. The
first matter is shown, all others are the student's; what cannot wait comes before its turn, since
the tutor's rule for that is every lesson's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from itilsim.classroom.authored import Authored
from itilsim.coaching.past import subject_of
from itilsim.content.scenarios import make_setting
from itilsim.domain import facts as f
from itilsim.domain.scenario import GuidedStep, Setting

OPENS: Final = (
    "kind", "model", "significance", "known_error", "impact", "urgency", "team", "link", "confirm",
    "update", "resolve", "close", "end",
)  # fmt: skip
"""What is the student's once the first matter has been shown: all but what ends a lesson."""
SHOWN: Final = "Watch this one first: I say what I do, and why."
"""What the tutor says of the first matter."""
THEIR_WORD: Final = "Now bring to an end what was begun: whether it is over, its callers say."
"""What the tutor says once every matter has been taken up."""
LEAVE: Final = "The end comes near: raise what comes back as a problem, then write your note."
"""What the tutor says last."""
GRACE: Final = 60
"""Seconds after which what came in the run, and not here, is not waited for. Tuning constant."""


def came(done: Authored) -> dict[str, int]:
    """What came in during a run and asks after nothing else, with the second at which it came.

    Args:
        done: The run.
    """
    found: dict[str, int] = {}
    for fact in done.log.facts:
        if isinstance(fact, f.AlertRaised):
            found[fact.alert] = fact.at
        elif isinstance(fact, f.ContactArrived) and fact.chases is None:
            found[fact.contact] = fact.at
    return found


def order(done: Authored) -> tuple[str, ...]:
    """What was taken up in a run, in the order in which it was.

    Args:
        done: The run.
    """
    known = came(done)
    subjects = (subject_of(each.command) for each in done.journal)
    return tuple(dict.fromkeys(each for each in subjects if each in known))


def lesson_steps(done: Authored, setting: Setting) -> tuple[GuidedStep, ...]:
    """The steps of a lesson that goes as a run went.

    Args:
        done: The run.
        setting: The shift.
    """
    return tuple(_steps(done, setting))


def _steps(done: Authored, setting: Setting) -> Iterator[GuidedStep]:
    known, subjects = came(done), order(done)
    for place, subject in enumerate(subjects):
        yield GuidedStep(
            f"matter-{place + 1}", (subject,), OPENS if place == 1 else (),
            SHOWN if place == 0 else "", shown=place == 0, by=known[subject] + GRACE,
        )  # fmt: skip
    closed = {
        str(each.ticket)
        for each in done.log.facts
        if isinstance(each, f.TicketClosed) and each.at < setting.horizon
    }
    over = tuple(each for each in subjects if each in closed)
    yield GuidedStep("their-word", over, ("close",), THEIR_WORD, "confirm-restoration")
    yield GuidedStep("leave", over, ("problem", "handover"), LEAVE, "write-handover")


def taught(setting: Setting, lesson: tuple[GuidedStep, ...]) -> Setting:
    """A shift with a lesson in place of its own, if it has one.

    Args:
        setting: The shift.
        lesson: The steps.
    """
    modes = tuple(dict.fromkeys(("guided", *setting.scenario.modes)))
    scenario = replace(setting.scenario, guided=lesson, modes=modes)
    return make_setting(scenario, setting.organisation, setting.library)
