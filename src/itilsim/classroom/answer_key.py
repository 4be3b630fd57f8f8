"""The answer key: every matter, what it truly was, and the decisions that the evidence spoke for.

The one idea: nothing here is thought out for the page. Best, defensible and true are the values of
judging's own findings, so a key cannot disagree with a grade. Where the instructor has played the
shift, what they decided stands first; where it is not the judge's best, both stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from itilsim.classroom.differences import Difference, beside, differences, in_words
from itilsim.classroom.expected import Arrival, Expected
from itilsim.classroom.pages import Part, page
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.wording import TEACHERS, about, best_of
from itilsim.domain.card import priority_of
from itilsim.domain.scoring.tally import Finding, Value
from itilsim.quiz.questions import Item
from itilsim.reports.blocks import Entry, Items, Paragraph, Table
from itilsim.reports.decisions import seen_then, trouble_of
from itilsim.reports.wording import CRITERIA, choice_words, name_of
from itilsim.words.labels import IMPACTS, RECORD_KINDS, URGENCIES, counted, priority

_SHOWN: Final = (
    "kind", "events", "impact", "urgency", "category", "destination", "known_error", "correlation",
    "access", "escalation", "proactive", "problem",
)  # fmt: skip
"""Criteria that a key answers, in the order of work; what concerns every matter alike is left."""


def answer_key(plan: ClassPlan, code: str, expected: Expected, items: Mapping[str, Item]) -> str:
    """The page.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift as textbook plays it, or as the instructor has.
        items: The questions that are asked around the shift, by id.
    """
    stops = tuple(
        Entry(
            f"Stop {number}, minute {stop.minute}: {stop.question}",
            (("Best", best_of(stop)), ("Why", stop.why or "–")),
        )
        for number, stop in enumerate(plan.stops, 1)
    )
    yours = (Part("yours", "You and the judge", tuple(_yours(expected))),)
    parts = [
        Part("glance", "At a glance", (_glance(expected), Paragraph(_HOW_TO_READ))),
        *(yours if expected.is_authored else ()),
        *([Part("stops", "Stops", stops)] if stops else []),
        Part("matters", "Matter by matter", tuple(_matters(expected))),
    ]
    for key, title, asked in (("before", "Questions before the shift", plan.before),
                              ("after", "Questions after it", plan.after)):  # fmt: skip
        if asked:
            parts.append(Part(key, title, tuple(_question(items[each]) for each in asked)))
    return page(f"Answer key: {plan.title}", parts, about(plan, code, expected), layout="sheet",
                foot=TEACHERS)  # fmt: skip


def _question(item: Item) -> Entry:
    """A question with its right answer; its options stand in another order on every screen."""
    right = next((each for each in item.options if each.correct), None)
    lines = [("", f"{n}. {each}") for n, each in enumerate(item.statements, 1)]
    if right is not None:
        lines += [("Right", right.text), ("Why", right.rationale)]
    lines += [
        ("Not", f"{each.text}: {each.rationale}") for each in item.options if not each.correct
    ]
    return Entry(item.stem or item.front, tuple(lines))


def _yours(expected: Expected) -> Iterator[Entry | Paragraph | Items]:
    """Where the instructor's decisions are not those that grading goes by."""
    found = differences(expected)
    slips = [each for each in found if each.is_slip]
    others = [each for each in found if not each.is_slip]
    yield Paragraph(
        "You have played this shift. Below, each matter says what you decided; grading goes by "
        "what the evidence spoke for, whoever decided otherwise."
    )
    if not slips:
        yield Paragraph("Nowhere would your run cost a student points.")
    else:
        yield Paragraph(
            f"{counted(len(slips), 'time')} your run is not in full what grading goes by. Do not "
            "teach these; play them anew, or tell your class why you did so."
        )
        yield Items(tuple(in_words(each, expected) for each in slips))
    if others:
        yield Paragraph("Where you took another answer that can be defended as well:")
        yield Items(tuple(in_words(each, expected) for each in others))


_HOW_TO_READ: Final = (
    "I impact, U urgency, P priority by the desk card; a request has its priority from its model. "
    "What could be seen counts: an answer that the evidence spoke for is right, even where it was "
    "something else in truth."
)


def best(expected: Expected, subject: str, criterion: str) -> Finding | None:
    """What judging found about a matter by one criterion."""
    return next(
        (e for e in expected.findings if e.subject == subject and e.criterion == criterion), None
    )


def priority_words(arrival: Arrival, expected: Expected) -> str:
    """The priority that a matter should have; a dash where it needs none."""
    impact, urgency = (best(expected, arrival.subject, each) for each in ("impact", "urgency"))
    if impact is not None and urgency is not None:
        rated = impact.best, urgency.best
        if isinstance(rated[0], int) and isinstance(rated[1], int):
            return priority(priority_of(rated[0], rated[1], expected.setting.organisation))
    return priority(arrival.ticket.priority if arrival.ticket is not None else None)


def _glance(expected: Expected) -> Table:
    rows = []
    for each in expected.arrivals:
        leads = expected.arrival(each.parent)
        kind = best(expected, each.subject, "kind")
        rows.append(
            (
                str(each.number),
                each.time,
                each.who,
                _kind(kind, each, expected),
                _level(best(expected, each.subject, "impact")),
                _level(best(expected, each.subject, "urgency")),
                priority_words(each, expected),
                _short(
                    best(expected, each.subject, "destination")
                    or best(expected, each.subject, "escalation")
                ),
                _short(best(expected, each.subject, "known_error")),
                "–" if leads is None else f"card {leads.number}",
            )
        )
    head = ("Card", "Time", "Who", "What it is", "I", "U", "P", "Team", "Knowledge", "Under")
    return Table(head, tuple(rows), frozenset({0}))


def _kind(finding: Finding | None, arrival: Arrival, expected: Expected) -> str:
    """What it is; of what nobody is judged on, what textbook logged it as."""
    if finding is not None:
        return _words(finding, finding.best, expected)
    return "–" if arrival.ticket is None else RECORD_KINDS[arrival.ticket.record]


def _level(finding: Finding | None) -> str:
    return "–" if finding is None or finding.best is None else str(finding.best)


def _short(finding: Finding | None) -> str:
    """Ids rather than names, which do not fit."""
    if finding is None or not finding.best:
        return "–"
    codes = finding.best if isinstance(finding.best, tuple) else (finding.best,)
    return ", ".join(map(str, codes))


def _matters(expected: Expected) -> Iterator[Entry]:
    for each in expected.arrivals:
        title = f"Card {each.number} · {each.time} {each.who}, {each.channel.lower()}"
        yield Entry(title, tuple(_lines(each, expected)))


def _lines(arrival: Arrival, expected: Expected) -> Iterator[tuple[str, str]]:
    yield "Says", arrival.words
    yield "In truth", in_truth(arrival, expected)
    found = [e for e in expected.findings if e.subject == arrival.subject]
    other = {id(each.finding): each for each in differences(expected)}
    for criterion in _SHOWN:
        for each in (e for e in found if e.criterion == criterion):
            yield _answered(each, expected, other.get(id(each)))
        if criterion == "urgency" and (level := priority_words(arrival, expected)) != "–":
            yield "Priority", level
    leads = expected.arrival(arrival.parent)
    if leads is not None:
        yield "Belongs to", f"Card {leads.number}: {leads.who}"
    evidence = dict.fromkeys(filter(None, (seen_then(e, expected.naming) for e in found)))
    sentences = dict.fromkeys(f"{one}." for words in evidence for one in _sentences(words))
    if sentences:
        yield "Evidence", " ".join(sentences)


def _sentences(words: str) -> Iterator[str]:
    yield from (each.removesuffix(".") for each in words.split(". ") if each)


def _answered(finding: Finding, expected: Expected, other: Difference | None) -> tuple[str, str]:
    words = _words(finding, finding.best, expected)
    also = dict.fromkeys(
        _words(finding, each, expected) for each in finding.accepted if each != finding.best
    )
    also.pop(words, None)
    if also:
        words += f" (also defensible: {'; '.join(also)})"
    truth = _words(finding, finding.truth, expected)
    if finding.truth is not None and finding.truth != finding.best and truth not in (words, *also):
        words += f"; in truth: {truth}"
    if expected.is_authored:
        same = f"{words}, as you decided"
        mark = "≠ " if other is not None and other.is_slip else ""
        words = same if other is None else f"{words}. {mark}You: {beside(other, expected)}"
    label = name_of(finding, expected.naming)
    return CRITERIA["kind"] if finding.criterion == "kind" else label, words


def _words(finding: Finding, value: Value, expected: Expected) -> str:
    if finding.criterion == "impact" and isinstance(value, int):
        return IMPACTS[value]
    if finding.criterion == "urgency" and isinstance(value, int):
        return URGENCIES[value]
    return choice_words(finding.criterion, value, expected.naming)


def in_truth(arrival: Arrival, expected: Expected) -> str:
    """What truly lay behind an arrival."""
    if arrival.is_impostor:
        return "Somebody else, under that name: nothing may be given."
    trouble = trouble_of(arrival.subject, expected.debrief, expected.naming)
    story = expected.story(arrival.subject)
    if trouble:
        spread = [] if story is None else [expected.naming.node(each) for each in story.path[1:]]
        way = f", which reaches {', '.join(dict.fromkeys(spread))}" if spread else ""
        never = ", if nobody acts" if story is not None and story.struck_at is None else ""
        return f"{trouble}{way}{never}."
    if not arrival.is_approved:
        return "A wish that will not be approved."
    kind = next(
        (e for e in expected.findings if (e.subject, e.criterion) == (arrival.subject, "kind")),
        None,
    )
    if kind is not None and kind.truth == "incident":
        return "Trouble of this caller alone; nothing else had failed."
    return "Nothing had failed."
