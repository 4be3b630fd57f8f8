"""The instructor's run as a page to walk a class through: seen, decided, why, and what tempts.

The one idea: the order is the run's own, matter by matter as each was taken up. What is right
stands there by the judge's word, with the evidence of just that moment, so that nobody is walked
through a slip as if it were the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.classroom.authored import Authored
from itilsim.classroom.choices import Choice, choices, on
from itilsim.classroom.differences import beside, differences
from itilsim.classroom.expected import Arrival, Expected
from itilsim.classroom.pages import Part, page
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.wording import TEACHERS, about
from itilsim.reports.blocks import Entry, Paragraph
from itilsim.reports.wording import name_of


def walkthrough(plan: ClassPlan, code: str, expected: Expected, done: Authored) -> str:
    """The page.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift as the instructor played it.
        done: The instructor's run.
    """
    decided = on(choices(done, expected))
    taken = sorted((each for each in expected.arrivals if each.turn), key=lambda one: one.turn)
    left = [each for each in expected.arrivals if not each.turn]
    steps = tuple(_entry(each, decided.get(each.subject, ()), expected) for each in taken)
    parts = [
        Part("how", "How to use it", (Paragraph(_HOW),)),
        Part("steps", "Step by step", steps),
    ]
    if left:
        entries = tuple(_entry(each, (), expected) for each in left)
        parts.append(Part("left", "What you did not take up", entries))
    title = f"Walkthrough: {plan.title}"
    return page(title, parts, about(plan, code, expected), layout="sheet", foot=TEACHERS)


_HOW = (
    "Cover what stands below “Seen”, ask what to do and why, then uncover. Each choice stands with "
    "what the evidence spoke for when you made it; “tempting” is what people take instead, and "
    "could not defend."
)


def _entry(arrival: Arrival, decided: tuple[Choice, ...], expected: Expected) -> Entry:
    turn = f"{arrival.turn}. " if arrival.turn else ""
    title = f"{turn}Card {arrival.number} · {arrival.time} {arrival.who}, {arrival.channel.lower()}"
    return Entry(title, tuple(_lines(arrival, decided, expected)))


def _lines(
    arrival: Arrival, decided: tuple[Choice, ...], expected: Expected
) -> Iterator[tuple[str, str]]:
    yield "Seen", arrival.words
    if arrival.deeds:
        yield "Done", f"{'; '.join(arrival.deeds)}."
    for each in decided:
        yield each.question, _answer(each, expected)
        if each.why:
            yield "Why", each.why
        if each.wrong:
            yield "Tempting", "; ".join(wrong.words for wrong in each.wrong)
    for other in differences(expected):
        if other.finding.subject == arrival.subject and other.is_slip:
            yield "≠", f"{name_of(other.finding, expected.naming)}: {beside(other, expected)}"


def _answer(choice: Choice, expected: Expected) -> str:
    also = f" (also defensible: {', '.join(choice.also)})" if choice.also else ""
    when = expected.naming.time(choice.entry.at)
    yours = "" if choice.mended is None else f" ≠ At {when} you took “{choice.yours}”."
    return f"{choice.best}{also}.{yours}"
