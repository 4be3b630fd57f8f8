"""The sections of a debrief, worded: what came of the shift first, what to study next last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itilsim.domain.debriefing.values import Debrief, Deducted
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import FirstTries
from itilsim.learner.concepts import Chapter, chapters_to_read, topics_to_study
from itilsim.learner.training import Trained
from itilsim.quiz.editions import Edition
from itilsim.quiz.syllabus import TOPICS
from itilsim.reports.balances import balances
from itilsim.reports.blocks import Block, Entry, Items, Paragraph, Section, Table
from itilsim.reports.decisions import decisions, trouble_of
from itilsim.reports.delivered import delivered
from itilsim.reports.improvement import improvement
from itilsim.reports.in_short import in_short
from itilsim.reports.people import after_you, people_told
from itilsim.reports.played import how_it_was_played
from itilsim.reports.principles import principle_of
from itilsim.reports.reasons import reason
from itilsim.reports.revealing import reveals
from itilsim.reports.strengths import NOTHING_YET, praised, right_at_first, strengths
from itilsim.reports.timeline import timeline_blocks
from itilsim.reports.times import clocks, lost_time
from itilsim.reports.wording import (
    BANDS,
    COLLEAGUES,
    CRITERIA,
    DEDUCTIONS,
    headline_of,
    naming_of,
    reference_words,
    total_words,
)
from itilsim.words.evidence import Naming
from itilsim.words.figures import give_or_take, taken

NAMED = 2
"""So many of what held the band down are named."""

_MOST = 6
"""So many lines on what went well, and on what to study."""


def sections(
    debrief: Debrief,
    setting: Setting,
    edition: Edition | None = None,
    trained: Sequence[Trained] = (),
) -> tuple[Section, ...]:
    """The whole debrief in words.

    Args:
        debrief: What to say.
        setting: The scenario that it was played in, for names.
        edition: Whose syllabus references are shown; none: all.
        trained: What it trains, for each exam that is to be named.
    """
    naming = naming_of(debrief, setting)
    return (
        Section("short", "In short", tuple(in_short(debrief, naming, edition))),
        *_if_any("charts", "Charts", timeline_blocks(debrief, naming)),
        Section("delivered", "Delivered", tuple(delivered(debrief, naming))),
        Section("well", "Well done", tuple(_well(debrief, naming))),
        Section("score", "Score", tuple(_score(debrief, setting, naming))),
        Section("decisions", "Decisions", tuple(decisions(debrief, naming, edition))),
        Section("clocks", "Clocks", tuple(clocks(debrief, naming))),
        Section("told", "People told", tuple(people_told(debrief, naming))),
        Section("lost", "Lost time", tuple(lost_time(debrief, naming))),
        *_if_any("reveal", "The reveal", reveals(debrief, naming)),
        Section("left", "After you", tuple(after_you(debrief, naming))),
        *_if_any("balances", "Balances", balances(debrief)),
        Section("next", "Next", tuple(_next(debrief, naming, edition, trained))),
    )


def _if_any(key: str, title: str, blocks: Iterable[Block]) -> tuple[Section, ...]:
    """A section that has something to say; none otherwise."""
    found = tuple(blocks)
    return (Section(key, title, found),) if found else ()


def reflection(debrief: Debrief) -> tuple[Section, ...]:
    """The questions before the score; none: the author asks nothing."""
    if not debrief.reflection:
        return ()
    return (Section("reflection", "Before you read on", (Items(debrief.reflection),)),)


def _well(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    if debrief.first_tries is not None:
        yield from _right_at_first(debrief.first_tries)
        return
    shown = strengths(debrief)[:_MOST]
    if not shown:
        yield Paragraph(NOTHING_YET)
        return
    yield Items(tuple(f"{praised(each, naming)}." for each in shown))
    yield Paragraph("The strongest first: measured against what First-come Fran does anyway.")


def _right_at_first(tries: FirstTries) -> Iterator[Block]:
    """What was decided well in a guided shift, where the rest is the tutor's."""
    lines = tuple(f"{words}." for words in right_at_first(tries))
    yield Items(lines) if lines else Paragraph(NOTHING_YET)


def _score(debrief: Debrief, setting: Setting, naming: Naming) -> Iterator[Block]:
    if debrief.first_tries is not None:
        right, decided = debrief.first_tries.right, debrief.first_tries.decided
        first = f"{right} of {decided}" if decided else "nothing was decided yet"
        yield Paragraph(f"Right at the first try: {first}.")
        yield Paragraph(
            "Those are the fields that you decided. What the tutor filled in, or put right, is the "
            "tutor's, so a guided shift has neither points nor a band."
        )
        return
    total = debrief.score[0]
    points = "" if debrief.few else f" ({total_words(debrief)})"
    yield Paragraph(f"{BANDS[total.band]}{points}.")
    yield from how_it_was_played(debrief)
    if debrief.let_down:
        named = [headline_of(each, debrief, naming) for each in debrief.let_down[:NAMED]]
        more = len(debrief.let_down) - NAMED
        left = f"{'; '.join(named)}; and {more} more" if more > 0 else " and ".join(named)
        yield Paragraph(
            "A band above developing needs every P1 and P2 owned and restored, and four in five of "
            f"all causes taken up. Left: {left}."
        )
    names = [COLLEAGUES.get(name, name) for name, _ in total.references]
    short = tuple(name.rsplit(" ", 1)[-1] for name in names)
    if debrief.few:
        yield Paragraph("Too few decisions for points: bands only.")
        rows = [(_named(line.name, line.part), BANDS[line.band]) for line in debrief.score]
        yield Table(("", "Band"), tuple(rows))
    else:
        yield Table(
            ("", "Band", "You", *short),
            tuple(
                (
                    _named(line.name, line.part), BANDS[line.band], _points(line.points),
                    *(_points(points) for _, points in line.references),
                )
                for line in debrief.score
            ),
            frozenset(range(2, 3 + len(short))),
        )  # fmt: skip
        if names:
            yield Paragraph(
                f"Your colleagues on the same morning: {', '.join(names)}. Outcome lies between "
                "doing nothing (0) and Toni (100)."
            )
        if debrief.standard_error is not None:
            yield Paragraph(
                f"Give or take {give_or_take(debrief.standard_error)}: other calls and alerts "
                "would have given other points. In two shifts of three your points lie that close "
                "to what you can do."
            )
    weights = setting.scenario.weights
    yield Paragraph(
        f"Total = {weights.triage} % triage, {weights.outcome} % outcome, {weights.conduct} % "
        "conduct, less deductions."
    )
    yield from _deductions(debrief, naming)


def _deductions(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    if not debrief.deductions:
        yield Paragraph("Deductions: none.")
        return
    lines = []
    for each in debrief.deductions:
        where = "; ".join(
            f"{naming.time(at)}, {naming.subject(subject)}" for at, subject, _ in each.subjects
        )
        points = "" if debrief.few else f"{taken(-each.points)} points: "
        times = f", {each.times} times" if each.times > 1 else ""
        about = f" ({where})" if where else ""
        why = _why_deducted(each, debrief, naming)
        lines.append(f"{points}{DEDUCTIONS[each.deduction]}{times}{about}. {why}".strip())
    yield Paragraph("Deductions:")
    yield Items(tuple(lines))


def _why_deducted(each: Deducted, debrief: Debrief, naming: Naming) -> str:
    """A sentence on each time that a deduction was due; like ones once."""
    own = [dear.finding for dear in debrief.dearest if dear.finding.criterion == each.deduction]
    said = (reason(one, naming, trouble_of(one.subject, debrief, naming)) for one in own)
    return " ".join(dict.fromkeys(said))


def _named(name: str, part: str) -> str:
    """Criteria stand indented under their part."""
    return CRITERIA[name] if name == part else f"  {CRITERIA[name]}"


def _points(points: int | None) -> str:
    return "–" if points is None else str(points)


def _next(
    debrief: Debrief, naming: Naming, edition: Edition | None, trained: Sequence[Trained]
) -> Iterator[Block]:
    yield from _read_up(debrief, edition)
    yield from _exam(trained)
    principle = principle_of(debrief, edition)
    if principle is not None:
        line = ("Which guiding principle?", f"{principle.name}: {principle.why}")
        yield Entry("One of the seven", (line,))
    yield from improvement(debrief, naming)


def _exam(trained: Sequence[Trained]) -> Iterator[Block]:
    """What it trains of an exam, and how the figure comes about."""
    for each in trained:
        most = ", ".join(
            f"{TOPICS[topic]} {marks:.1f}" for topic, marks in each.topics[:_MOST] if marks
        )
        lost = f"; on {each.lost} of these you lost something" if each.lost else ""
        if each.lost == each.marks:
            lost = "; on every one of these topics you lost something"
        yield Paragraph(
            f"{each.title}: this shift touches about {each.marks} of {each.of} marks{lost}. "
            f"By topic: {most}."
        )
    if trained:
        yield Paragraph(
            "How that is counted: the blueprint gives the marks of each area; they go to the "
            "topics of its questions in our bank, in the share that each has. The exam's own "
            "spread within an area is not published. Touched is not mastered."
        )


def _read_up(debrief: Debrief, edition: Edition | None) -> Iterator[Block]:
    wanted = chapters_to_read(debrief.dearest, edition)
    if not wanted:
        yield Paragraph("Nothing cost you a mark that a chapter would give back. Well done.")
        return
    yield Paragraph("What cost most, and where to read about it:")
    yield Items(tuple(_studied(each) for each in wanted[:_MOST]))
    topics = [TOPICS[each] for each in topics_to_study(debrief.dearest, edition)[:_MOST]]
    yield Paragraph(
        f"Topics to practise: {'; '.join(topics)}. 'itilsim progress' shows how they stand among "
        "all that you know."
    )


def _studied(each: Chapter) -> str:
    named = (CRITERIA.get(name) or DEDUCTIONS[name] for name in each.criteria[:3])
    what = ", ".join(words.rstrip("?").lower() for words in named)
    return f"{'; '.join(map(reference_words, each.references))} ({what})"
