"""The decisions that mattered, worded: what was done, what was best then, and what that changes.

The one idea: a difference that was played needs no adjectives. Each decision stands with the
points, targets and lost time that the same morning has without it, and with what no longer applied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from itilsim.domain.commands import Entry
from itilsim.reports.blocks import Block, Paragraph, Section
from itilsim.reports.blocks import Entry as Told
from itilsim.reports.decisions import trouble_of, what_happened
from itilsim.reports.entries import done
from itilsim.reports.reasons import in_brief
from itilsim.reports.wording import headline_of, name_of, naming_of
from itilsim.runs.attainable import Course
from itilsim.runs.counterfactuals import Counterfactual, Decision
from itilsim.words.evidence import Naming
from itilsim.words.figures import points
from itilsim.words.labels import counted, user_minutes

TITLE: Final = "The decisions that mattered"
"""What the section is called."""
_MOST: Final = 3
"""So many things are named; the others are counted. Tuning constant."""


def mattered(
    course: Course, found: Sequence[Counterfactual], together: Counterfactual | None, tried: int
) -> Section:
    """The section.

    Args:
        course: The run.
        found: What is told, the most first.
        together: All of them followed together; none: there are fewer than two.
        tried: How many decisions were changed, one at a time.
    """
    return Section("mattered", TITLE, tuple(_blocks(course, found, together, tried)))


def _blocks(
    course: Course, found: Sequence[Counterfactual], together: Counterfactual | None, tried: int
) -> Iterator[Block]:
    naming = naming_of(course.debrief, course.setting)
    if not found:
        yield Paragraph(
            f"{counted(tried, 'decision')} {'was' if tried == 1 else 'were'} changed, one at a "
            "time: none of them alone would have made the morning better."
            if tried
            else "There was nothing to decide otherwise: each decision was the best that could be "
            "seen."
        )
        return
    for place, each in enumerate(found, start=1):
        (decision,) = each.decisions
        gain = "" if course.card.few else f"  {_plus(each.gain)}"
        head = headline_of(decision.subject, course.debrief, naming)
        yield Told(f"{place}{gain}: {head}", tuple(_lines(course, each, decision, naming)))
    if together is not None:
        parts = [] if course.card.few else [_plus(together.gain)]
        if changed := "; ".join([*parts, *_changes(together)]):
            yield Paragraph(f"All of them together: {changed}.")
    yield Paragraph(
        f"{counted(tried, 'decision')} {'was' if tried == 1 else 'were'} changed, one at a time, "
        "to the best that could be seen at that second; all else was done again at its time, and "
        "the same score judged it. Nobody would have had to know more than the desk knew."
    )


def _lines(
    course: Course, each: Counterfactual, decision: Decision, naming: Naming
) -> Iterator[tuple[str, str]]:
    yield "You", f"{_yours(course, decision, naming)}."
    yield "Best then", f"{_best(course, each, decision, naming)}."
    changed = _changes(each)
    if changed:
        words = "; ".join(changed)
        yield "Then", f"{words[:1].upper()}{words[1:]}."
    if decision.done is not None and decision.judged:
        finding = in_brief(decision.judged[0].finding)
        trouble = trouble_of(finding.subject, course.debrief, naming)
        yield "Judged", what_happened(finding, naming, trouble)
    if each.skipped:
        some = "; ".join(_at(one, course, naming) for one in each.skipped[:_MOST])
        more = len(each.skipped) - _MOST
        yield "Not needed", f"{some}{f'; and {more} more' if more > 0 else ''}."


def _yours(course: Course, decision: Decision, naming: Naming) -> str:
    """What was done, or what of it was left."""
    if decision.done is not None:
        return _at(decision.done, course, naming)
    names = dict.fromkeys(name_of(each.finding, naming).lower() for each in decision.judged)
    return f"left undone or did too late: {', '.join(names)}"


def _best(course: Course, each: Counterfactual, decision: Decision, naming: Naming) -> str:
    """What takes its place; of what was left undone, what is done besides."""
    if decision.instead is not None:
        return done(decision.instead, course.debrief, naming)
    some = "; ".join(_at(one, course, naming) for one in each.new[:_MOST])
    more = len(each.new) - _MOST
    if not some:
        return "the same, sooner"
    return f"{some}{f'; and {more} more' if more > 0 else ''}"


def _at(entry: Entry, course: Course, naming: Naming) -> str:
    return f"{naming.time(entry.at)} {done(entry.command, course.debrief, naming)}"


def _changes(each: Counterfactual) -> list[str]:
    """What else is different for people: targets and lost time."""
    found = []
    if each.fewer_missed:
        verb = "is" if abs(each.fewer_missed) == 1 else "are"
        less = "fewer" if each.fewer_missed > 0 else "more"
        found.append(f"{counted(abs(each.fewer_missed), 'target')} {less} {verb} missed")
    if each.minutes_saved:
        lost = user_minutes(abs(each.minutes_saved))
        less = "less" if each.minutes_saved > 0 else "more"
        found.append(f"people lose {lost} of work {less}")
    return found


def _plus(hundredths: int) -> str:
    return f"+{points(hundredths)}"
