"""Where a learner stands, in words and small charts: for the terminal, the screen and plain mode.

The one idea: a figure never stands alone. Beside it is how sure it is, below it what it is made of;
and what questions show and what shifts show are two figures.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.learner.offering import Offer
from itilsim.learner.progress import GUIDED, Day, Progress
from itilsim.learner.skill_map import ENOUGH, Mastery, Shown, Skill
from itilsim.quiz.calendar import Calendar
from itilsim.quiz.plan import Plan
from itilsim.quiz.readiness import Readiness
from itilsim.quiz.syllabus import AREAS, TOPICS
from itilsim.quiz.workload import Rest
from itilsim.reports.charts import Marks, bounds, chance, load, percent, span, trend
from itilsim.words.labels import counted

WIDTH: Final = 80
"""Columns of a page."""
SHOWN: Final = 5
"""So many exams, shifts and shifts behind a figure are listed. Tuning constant."""
CELLS: Final = 20
"""Cells of the line on which a figure is drawn. Tuning constant."""
FAR: Final = 0.05
"""Chance of a pass below which there is no figure but a place to start. Tuning constant."""
NEAR: Final = 0.99
"""Lower end of the chance above which there is none either. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the progress report, laid out."""

    key: str
    """Stable word, like `readiness`."""
    title: str
    """Its heading."""
    lines: tuple[str, ...]
    """What it says, line by line."""


def progress_text(progress: Progress, width: int = WIDTH, marks: Marks = "blocks") -> str:
    """The whole report as plain text.

    Args:
        progress: What to say.
        width: Cells in a line.
        marks: What charts are drawn with.
    """
    title = f"Progress: {progress.title}"
    lines = [*textwrap.wrap(title, width), "=" * min(len(title), width)]
    for page in progress_pages(progress, width, marks):
        lines += ["", page.title.upper(), "-" * len(page.title), *page.lines]
    return "\n".join(lines) + "\n"


def progress_pages(
    progress: Progress, width: int = WIDTH, marks: Marks = "blocks"
) -> tuple[Page, ...]:
    """The parts of the report: next steps, readiness, skill map, history, load.

    Args:
        progress: What to say.
        width: Cells in a line.
        marks: What charts are drawn with.
    """
    return (
        Page("next", "Next", tuple(_next(progress, width))),
        Page("readiness", "Readiness", tuple(_readiness(progress, width))),
        Page("skills", "What you know", tuple(_skills(progress, width, marks))),
        Page("history", "What you did", tuple(_history(progress, width, marks))),
        Page("load", "Reviews to come", tuple(_load(progress, width, marks))),
    )


def offer_words(offer: Offer, progress: Progress) -> str:
    """One offer as a sentence.

    Args:
        offer: Which.
        progress: For the names of areas.
    """
    return _OFFERS[offer.kind](offer, progress)


def rest_words(rest: Rest) -> str:
    """Whether the cards beyond today's cap can be left for later."""
    number = counted(len(rest.cards), "card")
    words = [
        f"Beyond that {number} would be due today.",
        f"Left for tomorrow, about {rest.forgotten:.1f} of them will be forgotten by then.",
    ]
    if rest.days is None:
        words.append("At this pace they are not caught up within two months.")
    elif rest.days:
        words.append(f"At this pace they are caught up in {counted(rest.days, 'day')}.")
    if rest.at_exam is not None:
        words.append(
            f"Never reviewed again, about {rest.at_exam:.0f} fewer of them will be known on the "
            "exam day."
        )
    return " ".join(words)


def readiness_words(found: Readiness, width: int) -> list[str]:
    """How likely a pass is, as a figure in its band; far from it, what to start with instead.

    Args:
        found: How likely it is.
        width: Cells in a line.
    """
    if found.probability is None:
        more = counted(found.wanted, "more exam question")
        return textwrap.wrap(f"Chance of passing: not known yet. Answer {more}.", width)
    so_far = f"{counted(found.answered, 'answer')} so far"
    if found.probability < FAR:
        start = f" Start with {_topic(found.levers[0].topic)}." if found.levers else ""
        return textwrap.wrap(f"Far to go: {so_far}.{start}", width)
    if found.low > NEAR:
        return textwrap.wrap(f"Well prepared: {so_far}, and hardly a doubt of a pass.", width)
    first, *others = chance(found.probability, found.low, found.high, width)
    return [f"Chance of passing: {first}", *others]


def question_words(skill: Skill) -> str:
    """What is known in questions: a figure with its interval, or that there is too little for one.

    Args:
        skill: An area or a topic.
    """
    return _figure(skill.mastery, skill.answered.items - skill.answered.unseen, "answer")


def desk_words(skill: Skill) -> str:
    """What is done right at the desk: a figure with its interval, or that there is too little.

    Args:
        skill: An area or a topic.
    """
    return _figure(skill.at_the_desk, sum(each.decisions for each in skill.shown), "decision")


def skill_lines(skill: Skill, width: int, marks: Marks = "blocks") -> list[str]:
    """Both figures of an area or a topic, each drawn in its interval, as far as there are any.

    Args:
        skill: Which.
        width: Cells in a line.
        marks: What to draw with.
    """
    rows = []
    if skill.answered.unseen < skill.answered.items:
        rows.append(("in questions", skill.mastery, question_words(skill)))
    if skill.shown:
        rows.append(("at the desk", skill.at_the_desk, desk_words(skill)))
    lines = []
    for label, figure, words in rows:
        drawn = span(figure.estimate, figure.low, figure.high, CELLS, marks)
        long = f"{label:<12}  {drawn}  {words}"
        fits = figure.is_enough and len(long) <= width
        lines.append(long if fits else f"{label:<12}  {words}"[:width])
    return lines


def legend(marks: Marks = "blocks") -> str:
    """What the figures are.

    Args:
        marks: What they are drawn with.
    """
    return (
        f"{span(0.43, 0.0, 1.0, 7, marks)} is where you are, 9 times in 10. Questions and shifts "
        "are kept apart: a right move at the desk is not yet a right answer in the exam. Guided "
        "shifts are not counted."
    )


def new_words(skill: Skill) -> str:
    """How much of it has not been asked yet; nothing if all has.

    Args:
        skill: An area or a topic.
    """
    return counted(skill.answered.unseen, "new question") if skill.answered.unseen else ""


def evidence_words(skill: Skill, calendar: Calendar) -> tuple[str, ...]:
    """What a figure is made of, a sentence for each kind of evidence.

    Args:
        skill: An area or a topic.
        calendar: By which dates are told.
    """
    found = []
    answered, recalled = skill.answered, skill.recalled
    if answered.seen:
        found.append(
            f"Questions: {answered.first_right} of {answered.seen} right at first, "
            f"{answered.now_right} the last time ({_date(answered.last_at, calendar)})."
        )
    if recalled.recall is not None:
        found.append(
            f"Reviews: {counted(recalled.cards, 'card')}, of which you recall about "
            f"{percent(recalled.recall)} now; the last on {_date(recalled.last_at, calendar)}."
        )
    if unseen := new_words(skill):
        found.append(f"{unseen[0].upper()}{unseen[1:]}.")
    found += [_shift(each, calendar) for each in skill.shown[:SHOWN]]
    if len(skill.shown) > SHOWN:
        found.append(f"And {counted(len(skill.shown) - SHOWN, 'earlier shift')}.")
    return tuple(found)


def _figure(figure: Mastery, number: int, unit: str) -> str:
    """A share in its interval; or how little there is: what is old or repeated says less."""
    if not figure.weight:
        return "none yet"
    if figure.is_enough:
        low, high = bounds(figure.low, figure.high)
        return f"{percent(figure.estimate)} ({low[:-2]} to {high})"
    what = counted(number, unit)
    return f"{what}, {'too few' if number <= ENOUGH else 'not enough'} for a figure"


def _shift(each: Shown, calendar: Calendar) -> str:
    return (
        f"Shift {each.run}: {each.right} of {counted(each.decisions, 'decision')} right "
        f"({_date(each.at, calendar)})."
    )


def _next(progress: Progress, width: int) -> Iterator[str]:
    if not progress.offers:
        yield from textwrap.wrap("Nothing is due and nothing is weak. Rest, or sit a mock.", width)
    for number, offer in enumerate(progress.offers, start=1):
        yield from _wrapped(offer_words(offer, progress), width, f"{number}  ")


def _readiness(progress: Progress, width: int) -> Iterator[str]:
    found = progress.readiness
    yield from readiness_words(found, width)
    if found.probability is None:
        return
    yield ""
    when = f"on {_date(progress.exam_at, progress.calendar)}" if progress.exam_at else "today"
    words = f"For an exam {when}. "
    words += f"It rests on {counted(found.answered, 'first answer')}. "
    low, high = bounds(found.low, found.high)
    if found.probability < FAR:
        words += f"If you know as much as is believable, the chance of passing is at most {high}."
    elif found.low > NEAR:
        words += f"If you know as little as is believable, the chance of passing is over {low}."
    else:
        words += (
            "The lower figure holds if you know as little as is believable, the higher one if as "
            "much."
        )
    yield from textwrap.wrap(words, width)
    if found.levers:
        yield ""
        yield "What would move it most, if you studied it:"
    for lever in found.levers:
        moved = round(100 * lever.move)
        gain = f"{counted(moved, 'point')} more" if moved else "less than a point more"
        yield from _wrapped(f"{_topic(lever.topic)}: {gain}", width, "- ")


def _skills(progress: Progress, width: int, marks: Marks) -> Iterator[str]:
    yield from textwrap.wrap(legend(marks), width)
    for area in progress.known.areas:
        skill = area.skill
        yield ""
        yield from _wrapped(skill.title, width, f"{skill.id}  ")
        yield from _skill_lines(skill, progress, width, marks, "   ")
        for topic in area.topics if len(area.topics) > 1 else ():
            if not topic.is_unseen:
                yield from _wrapped(topic.title, width, "   - ")
                yield from _skill_lines(topic, progress, width, marks, "     ")
        unseen = [topic.title for topic in area.topics if topic.is_unseen]
        if unseen and not skill.is_unseen:
            yield from _wrapped(f"Not begun: {'; '.join(unseen)}.", width, "   - ")


def _skill_lines(
    skill: Skill, progress: Progress, width: int, marks: Marks, before: str
) -> Iterator[str]:
    """Both figures and what they rest on."""
    for line in skill_lines(skill, width - len(before), marks):
        yield before + line
    for words in evidence_words(skill, progress.calendar):
        yield from _wrapped(words, width, before)


def _history(progress: Progress, width: int, marks: Marks) -> Iterator[str]:
    days = progress.answers
    if any(day.number for day in days):
        yield f"Answers a day, {_short(days[0])} to {_short(days[-1])}:"
        unit = "answer" if sum(day.number for day in days) == 1 else "answers"
        yield from textwrap.wrap(trend([day.number for day in days], unit, marks), width)
        for day in days:
            if day.number:
                yield f"  {_short(day)}  {counted(day.number, 'answer')}, {day.right} right"
    else:
        yield from textwrap.wrap(f"No answers in the last {len(days)} days.", width)
    yield from _listed(
        "Mock exams",
        [
            f"{one.date}  {one.correct} of {one.total}, {'passed' if one.passed else 'not passed'}"
            for one in progress.exams
        ],
    )
    yield from _listed(
        "Shifts",
        [
            f"{one.date}  {'no score' if one.total is None else f'{one.total:.0f} of 100'}  "
            f"{one.title}{', guided' if one.mode == GUIDED else ''}"[:width]
            for one in progress.shifts
        ],
    )


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    """The newest of a list, and how many there are."""
    yield f"{title}: {len(lines) or 'none yet'}"
    yield from (f"  {line}" for line in lines[:SHOWN])


def _load(progress: Progress, width: int, marks: Marks) -> Iterator[str]:
    days = progress.load
    if not any(day.number for day in days):
        yield "No reviews are planned in the next days."
        return
    yield from load([(_short(d), d.number) for d in days], width, marks, progress.daily_cap)
    if any(day.number > progress.daily_cap for day in days):
        yield from textwrap.wrap(
            f"You do at most {progress.daily_cap} a day; the rest moves on by itself.", width
        )
    if progress.rest is not None:
        yield from textwrap.wrap(rest_words(progress.rest), width)


def _wrapped(words: str, width: int, first: str) -> list[str]:
    rest = " " * len(first)
    return textwrap.wrap(
        words, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _review(offer: Offer, progress: Progress) -> str:
    del progress
    cards = "1 card is due" if offer.count == 1 else f"{offer.count:,} cards are due"
    return f"Review: {cards} ({_topics(offer)})."


def _practise(offer: Offer, progress: Progress) -> str:
    known = {topic.id: topic for topic in progress.known.topics}
    topic = known.get(offer.topics[0])
    figures = [] if topic is None else [" ".join(line.split()) for line in _said(topic)]
    return f"Practise {_topics(offer)}: {'; '.join(figures)}."


def _said(topic: Skill) -> Iterator[str]:
    """Both figures in words, as far as there are any."""
    if topic.mastery.weight:
        yield f"{'in questions ' if topic.mastery.is_enough else ''}{question_words(topic)}"
    if topic.shown:
        yield f"{'at the desk ' if topic.at_the_desk.is_enough else ''}{desk_words(topic)}"


def _begin(offer: Offer, progress: Progress) -> str:
    title = AREAS[progress.edition][offer.area]
    return f"Begin {title}: {counted(offer.count, 'new question')}."


def _play(offer: Offer, progress: Progress) -> str:
    del progress
    return f"Play {offer.scenario}: it needs {_topics(offer)}."


_OFFERS: Final[Mapping[str, Callable[[Offer, Progress], str]]] = {
    "review": _review,
    "practice": _practise,
    "unseen": _begin,
    "shift": _play,
}


def _topics(offer: Offer) -> str:
    return ", ".join(_topic(each) for each in offer.topics)


def _topic(name: str) -> str:
    return TOPICS.get(name, name)


def _date(at: int | None, calendar: Calendar) -> str:
    return "never" if at is None else Plan(calendar=calendar).date(at).isoformat()


def _short(day: Day) -> str:
    """A day as people write it in a list: `Mon 24 Nov`."""
    return dt.date.fromisoformat(day.date).strftime("%a %d %b")
