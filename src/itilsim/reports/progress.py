"""Where a learner stands, in words and small charts: for the terminal, the screen and plain mode.

The one idea: a figure never stands alone. Beside it is how sure it is, below it what it is made of.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.learner.offering import Offer
from itilsim.learner.progress import Day, Progress
from itilsim.learner.skill_map import Mastery, Shown, Skill
from itilsim.quiz.syllabus import AREAS, TOPICS
from itilsim.quiz.workload import Rest
from itilsim.reports.charts import Marks, bar, chance, load, percent, trend
from itilsim.words.labels import counted

WIDTH: Final = 80
"""Columns of a page."""
SHOWN: Final = 5
"""So many exams, shifts and shifts behind a figure are listed. Tuning constant."""
CELLS: Final = 12
"""Cells of a bar before an area. Tuning constant."""


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


def mastery_words(mastery: Mastery) -> str:
    """A figure with its interval, or that there is too little to say."""
    if not mastery.weight:
        return "nothing yet"
    if not mastery.is_enough:
        return "too little to say"
    return f"{percent(mastery.estimate)} ({percent(mastery.low)[:-2]} to {percent(mastery.high)})"


def evidence_words(skill: Skill) -> tuple[str, ...]:
    """What a figure is made of, a sentence for each kind of evidence."""
    found = []
    answered, recalled = skill.answered, skill.recalled
    if answered.seen:
        found.append(
            f"Questions: {answered.first_right} of {answered.seen} right at first, "
            f"{answered.now_right} the last time ({_date(answered.last_at)}); "
            f"{answered.unseen} of {answered.items} not seen yet."
        )
    if recalled.recall is not None:
        found.append(
            f"Reviewed: {counted(recalled.cards, 'card')}, {percent(recalled.recall)} recalled "
            f"now, last {_date(recalled.last_at)}."
        )
    found += [_shift(each) for each in skill.shown[:SHOWN]]
    if len(skill.shown) > SHOWN:
        found.append(f"And {counted(len(skill.shown) - SHOWN, 'earlier shift')}.")
    return tuple(found)


def _shift(each: Shown) -> str:
    return (
        f"Shift {each.run}: {each.right} of {counted(each.decisions, 'decision')} right "
        f"({_date(each.at)})."
    )


def _next(progress: Progress, width: int) -> Iterator[str]:
    if not progress.offers:
        yield from textwrap.wrap("Nothing is due and nothing is weak. Rest, or sit a mock.", width)
    for number, offer in enumerate(progress.offers, start=1):
        yield from _wrapped(offer_words(offer, progress), width, f"{number}  ")


def _readiness(progress: Progress, width: int) -> Iterator[str]:
    found = progress.readiness
    if found.probability is None:
        words = (
            "Too little to say how likely a pass is. It takes "
            f"{counted(found.wanted, 'more first answer')} to exam questions."
        )
        yield from textwrap.wrap(words, width)
        return
    when = f"on {_date(progress.exam_at)}" if progress.exam_at else "today"
    yield from textwrap.wrap(f"Chance of passing {when}:", width)
    yield from chance(found.probability, found.low, found.high, width)
    yield from textwrap.wrap(
        f"It rests on {counted(found.answered, 'first answer')}. The lower figure holds if you "
        "know as little as is believable, the higher one if as much.",
        width,
    )
    if found.levers:
        yield "What would move it most, if you studied it:"
    for lever in found.levers:
        moved = round(100 * lever.move)
        gain = f"{counted(moved, 'point')} more" if moved else "less than a point more"
        yield from _wrapped(f"{_topic(lever.topic)}: {gain}", width, "- ")


def _skills(progress: Progress, width: int, marks: Marks) -> Iterator[str]:
    yield from textwrap.wrap(
        "Share that you would know today, with an interval of 90 %, and what it is made of.", width
    )
    for area in progress.known.areas:
        skill = area.skill
        yield ""
        yield from _wrapped(
            f"{skill.title}: {mastery_words(skill.mastery)}", width, f"{skill.id}  "
        )
        share = skill.mastery.estimate if skill.mastery.is_enough else None
        if share is not None:
            yield f"   {bar(share, CELLS * 2, marks)}"
        for words in evidence_words(skill) or (
            f"{skill.answered.items} questions and cards, none seen.",
        ):
            yield from _wrapped(words, width, "   ")
        for topic in area.topics if len(area.topics) > 1 else ():
            if not topic.is_unseen:
                yield from _topic_lines(topic, width)
        unseen = [topic.title for topic in area.topics if topic.is_unseen]
        if unseen and not skill.is_unseen:
            yield from _wrapped(f"Not begun: {'; '.join(unseen)}.", width, "   - ")


def _topic_lines(topic: Skill, width: int) -> Iterator[str]:
    yield from _wrapped(f"{topic.title}: {mastery_words(topic.mastery)}", width, "   - ")
    for words in evidence_words(topic):
        yield from _wrapped(words, width, "     ")


def _history(progress: Progress, width: int, marks: Marks) -> Iterator[str]:
    days = progress.answers
    if any(day.number for day in days):
        yield f"Answers a day, {_short(days[0])} to {_short(days[-1])}:"
        yield from textwrap.wrap(trend([day.number for day in days], "answers", marks), width)
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
            f"{one.title}"[:width]
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
    figure = f" {mastery_words(topic.mastery)};" if topic is not None else ""
    return f"Practise {_topics(offer)}:{figure} {offer.count} questions and cards."


def _begin(offer: Offer, progress: Progress) -> str:
    title = AREAS[progress.edition][offer.area]
    return f"Begin {title}: none of its {offer.count} questions and cards seen yet."


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


def _date(at: int | None) -> str:
    return "never" if at is None else dt.datetime.fromtimestamp(at, dt.UTC).date().isoformat()


def _short(day: Day) -> str:
    """A day as people write it in a list: `Mon 24 Nov`."""
    return dt.date.fromisoformat(day.date).strftime("%a %d %b")
