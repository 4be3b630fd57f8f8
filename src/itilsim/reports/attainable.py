"""The best still attainable, worded: when the shift was lost, and what stood before each fall.

The one idea: a curve says when, an entry says what. Of the falls only the largest are told, each
with what was done in that minute, how it was judged, and what Toni did instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_lowercase
from typing import Final

from itilsim.domain.commands import Entry
from itilsim.domain.debriefing.values import Dear
from itilsim.domain.facts import (
    CallAbandoned,
    ContactArrived,
    FaultStruck,
    TargetMissed,
    TicketReturned,
)
from itilsim.domain.scoring.table import BANDS as LEAST
from itilsim.reports.blocks import Block, Chart, Items, Paragraph, Section
from itilsim.reports.blocks import Entry as Told
from itilsim.reports.charts import Marks
from itilsim.reports.decisions import trouble_of, what_happened, why
from itilsim.reports.entries import called, done
from itilsim.reports.falling import falling
from itilsim.reports.wording import BANDS, kind_of, naming_of
from itilsim.runs.attainable import FALLS, Course, Curve, Fall
from itilsim.runs.causes import MINUTE, Cause
from itilsim.words.evidence import Naming
from itilsim.words.figures import points, taken, tenths, whole
from itilsim.words.labels import CLOCKS, clock_named, counted, gave_up

TITLE: Final = "Best still attainable"
"""What the page is called."""
FALL_AND_PRICE: Final = (
    "A fall is not what one decision cost. The figure behind its time, here as on the page "
    "Decisions, is what it cost by itself: points off your score. A fall is all that could no "
    "longer be reached from that minute on: more where one thing spoils others, less where it "
    "could still be made good."
)
"""What the two figures mean that stand together here."""
_MOST: Final = 3
"""So many things that were done in one minute are told; the others are counted."""


def in_a_sentence(course: Course, curve: Curve) -> str:
    """What was attainable at first, and what came of it."""
    clock = naming_of(course.debrief, course.setting).time
    if course.card.few:
        return (
            f"{BANDS[curve.bands[0]]} was attainable at {clock(0)}; your band is "
            f"{BANDS[course.card.band]}. Too few decisions for points."
        )
    own = whole(course.card.total)
    if not curve.falls:
        return f"It never fell: from no minute on would Toni have reached more than your {own}."
    first = whole(curve.points[0])
    return f"At {clock(0)}, {first} of 100 points were attainable; you reached {own}."


def chart(
    course: Course, curve: Curve, most: int, width: int, marks: Marks = "blocks"
) -> list[str]:
    """The curve, with a letter below each fall that is told; nothing where there are no points.

    Args:
        course: The run.
        curve: What was attainable.
        most: So many falls are told.
        width: Cells in a line.
        marks: What to draw with.
    """
    if course.card.few:
        return []
    letters = {fall.minute: letter for letter, fall in _lettered(curve, most).items()}
    clock = naming_of(course.debrief, course.setting).time
    return falling(curve.points, width, lambda minute: clock(minute * MINUTE), letters, marks)


def sections(course: Course, curve: Curve, most: int = FALLS) -> tuple[Section, ...]:
    """How much was attainable, when the shift was lost, by what, and what this is.

    Args:
        course: The run.
        curve: What was attainable.
        most: So many falls are told.
    """
    naming = naming_of(course.debrief, course.setting)
    above: list[Block] = [Paragraph(in_a_sentence(course, curve))]
    if not course.card.few:
        above.append(Chart(lambda width: chart(course, curve, most, width)))
    found = [Section("attainable", TITLE, tuple(above))]
    found += [Section("lost-at", "When it was lost", tuple(_until(course, curve, naming)))]
    if curve.falls:
        found.append(
            Section("falls", "The largest falls", tuple(_falls(course, curve, most, naming)))
        )
    found.append(Section("how", "How this is worked out", tuple(_how(course, curve, naming))))
    return tuple(found)


def _lettered(curve: Curve, most: int) -> Mapping[str, Fall]:
    """The falls that are told, in order of time; past z they have numbers."""
    shown = curve.largest(most)
    letters = ascii_lowercase if len(shown) <= len(ascii_lowercase) else ""
    return {letters[n] if letters else f"{n + 1}": fall for n, fall in enumerate(shown)}


def _until(course: Course, curve: Curve, naming: Naming) -> Iterator[Block]:
    """Until when each band was attainable that was not reached."""
    names = [name for _, name in LEAST]
    reached = names.index(course.card.band)
    first = names.index(curve.bands[0])
    lines = []
    for place in range(first, reached):
        least, name = LEAST[place]
        last = max(m for m, band in enumerate(curve.bands) if names.index(band) <= place)
        lines.append(
            f"{BANDS[name]} ({least // 100} and more) was attainable until "
            f"{naming.time(last * MINUTE)}."
        )
    if lines:
        yield Items(tuple(lines))
        return
    yield Paragraph(f"You ended in the best band that was attainable: {BANDS[course.card.band]}.")


def _falls(course: Course, curve: Curve, most: int, naming: Naming) -> Iterator[Block]:
    shown = _lettered(curve, most)
    for letter, fall in shown.items():
        start, end = (naming.time((fall.minute + n) * MINUTE) for n in (0, 1))
        fell = "" if course.card.few else f": fell by {points(fall.fell)}"
        yield Told(f"{letter}  {start} to {end}{fell}", tuple(_told(course, fall, naming)))
    rest = len(curve.falls) - len(shown)
    if not course.card.few:
        together = sum(fall.fell for fall in shown.values())
        words = f"Together it fell by {points(together)}, which is all."
        if rest:
            words = (
                f"Together it fell by {tenths(together)} of {points(curve.fell)}; "
                f"the rest: {counted(rest, 'smaller fall')}."
            )
        yield Paragraph(words)
        yield Paragraph(FALL_AND_PRICE)


def _told(course: Course, fall: Fall, naming: Naming) -> Iterator[tuple[str, str]]:
    """What was done, how it was judged, what Toni did, and what was attainable then."""
    yield "You", f"{_done_by_you(course, fall, naming)}."
    if fall.dear is not None:
        finding = fall.dear.finding
        yield "Judged", _judged(course, fall.dear, naming)
        if words := why(finding, naming):
            yield "", words
    else:
        yield "Why", because(course, fall.cause, naming)
    if fall.instead is not None:
        yield "Toni instead", f"{_done(fall.instead, course, naming)}."
    if not course.card.few:
        yield "After it", f"{whole(fall.after)} of 100 at best."


def _done_by_you(course: Course, fall: Fall, naming: Naming) -> str:
    if not fall.entries:
        gone, busy = (fall.cause.kind == each for each in ("left", "busy"))
        if busy and fall.cause.before is not None:
            return f"were still at it: {_done(fall.cause.before, course, naming)}"
        return "had left the desk" if gone else "did nothing; the clock ran"
    words = "; ".join(_done(each, course, naming) for each in fall.entries[:_MOST])
    more = len(fall.entries) - _MOST
    return f"{words}; and {more} more" if more > 0 else words


def _done(entry: Entry, course: Course, naming: Naming) -> str:
    return f"{naming.time(entry.at)} {done(entry.command, course.debrief, naming)}"


def because(course: Course, cause: Cause, naming: Naming) -> str:
    """Why it fell in a minute in which no decision cost points, in a sentence or two.

    Args:
        course: The run.
        cause: Why.
        naming: Names for everything in it.
    """
    words = _happened(course, cause, naming)
    last = cause.before
    if words:
        return words
    if cause.kind == "deed":
        return _without_cost(course, cause, naming)
    if cause.kind == "busy":
        return "That took until now, and something else could no longer be done in time."
    if cause.kind == "left":
        return "Nobody was at the desk."
    if last is None:
        return "Time passed, and nothing had been done yet."
    return f"Time passed. The last thing before: {_done(last, course, naming)}."


def _without_cost(course: Course, cause: Cause, naming: Naming) -> str:
    """Of what no decision was judged in: what was lost on the same matter otherwise, or time."""
    if cause.about is None:
        return "None of this lost a mark by itself. It took time that was needed elsewhere."
    about = called(cause.about.finding.subject, course.debrief, naming)
    judged = _judged(course, cause.about, naming)
    return f"None of this lost a mark in this minute. What cost most about {about}: {judged}"


def _judged(course: Course, dear: Dear, naming: Naming) -> str:
    """What was judged, with its own price where the shift has points."""
    price = "" if course.card.few else f", {taken(dear.lost)}"
    trouble = trouble_of(dear.finding.subject, course.debrief, naming)
    return what_happened(dear.finding, naming, trouble, price)


def _happened(course: Course, cause: Cause, naming: Naming) -> str:
    """What happened, as a sentence; empty: nothing in particular."""
    fact = cause.happened
    if isinstance(fact, CallAbandoned):
        who = called(fact.contact, course.debrief, naming)
        known = course.debrief.subjects.get(fact.contact)
        went = gave_up(known.channel if known is not None else "phone")
        return f"{who} {went} at {naming.time(fact.at)}: nobody had answered."
    if isinstance(fact, ContactArrived):
        who = called(fact.chases or fact.contact, course.debrief, naming)
        return f"{who} had waited too long, and asked again at {naming.time(fact.at)}."
    if isinstance(fact, TicketReturned):
        about = called(fact.ticket, course.debrief, naming)
        return (
            f"{naming.team(fact.team)} sent the record of {about} back at {naming.time(fact.at)}."
        )
    if isinstance(fact, TargetMissed):
        about = called(fact.ticket, course.debrief, naming)
        kind = kind_of(fact.ticket, course.debrief, naming)
        clock = CLOCKS[clock_named(fact.clock, kind)].lower()
        return f"The {clock} target of {about} was missed at {naming.time(fact.at)}."
    if isinstance(fact, FaultStruck):
        component, mode, *_ = fact.fault.split("/")
        name = naming.setting.modes[mode].name
        return f"At {naming.time(fact.at)} what had been coming failed: {name}, {component}."
    return ""


def _how(course: Course, curve: Curve, naming: Naming) -> Iterator[Block]:
    yield Paragraph(
        "For each minute itilsim repeats what you did until then; from there Textbook Toni plays "
        "on in your seat to the planned end, and the same score judges it. The curve shows the "
        "best of these from each minute on. It is a lower bound: somebody who knows more than "
        "Toni might reach more. What you had lost before a minute stays lost."
    )
    if course.left_at is not None:
        yield Paragraph(
            f"You left the desk at {naming.time(course.left_at)}. From there on the seat is empty "
            "until Toni takes it, as leaving early is judged."
        )
    yield Paragraph(f"For this, {counted(len(curve.forks), 'shift')} were judged.")
