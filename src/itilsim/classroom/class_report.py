"""The report on a class: how it spread, where it split and at what price, who may need help.

The one idea: what is worth a discussion comes first, and each figure says of how many it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from itilsim.classroom.cohort import FEWEST, Choice, Gain, Item, Moment, Share, moments, votes
from itilsim.classroom.cohort import gain as gained
from itilsim.classroom.cohort import items as decisions_of
from itilsim.classroom.gradebook import mark_of
from itilsim.classroom.grading import Graded, Member
from itilsim.classroom.plan_file import Prepared
from itilsim.classroom.variant_report import by_variant, over_variants
from itilsim.domain.scoring.table import BANDS
from itilsim.quiz.item_statistics import Response, item_statistics
from itilsim.quiz.questions import Item as Question
from itilsim.reports.blocks import Block, Entry, Items, Paragraph, Section, Table
from itilsim.reports.wording import BANDS as BAND_WORDS
from itilsim.reports.wording import COLLEAGUES, CRITERIA, choice_words, headline_of, naming_of
from itilsim.words.evidence import Naming
from itilsim.words.labels import counted, user_minutes

HARDEST: Final = 10
"""Decisions of an item analysis that are shown. Tuning constant."""


def class_report(
    found: Sequence[Graded],
    members: Sequence[Member],
    prepared: Prepared,
    questions: Mapping[str, Question],
) -> tuple[Section, ...]:
    """The sections of a class's report.

    Args:
        found: All hand-ins.
        members: Those with a score, each with its debrief.
        prepared: The class.
        questions: The questions of the exam, by id.
    """
    parts: list[tuple[str, str, Iterator[Block]]] = [
        ("spread", "How it spread", _spread(found, members, prepared)),
        ("variants", "Within and over the variants", over_variants(members, prepared)),
        *(
            (f"moments{letter}", f"Three moments to discuss{on}", _moments(own, part))
            for letter, on, own, part in by_variant(members, prepared)
        ),
        ("stops", "At the stops", _stops(found, prepared)),
        ("help", "Who may need help", _help(members, prepared)),
        ("criteria", "By criterion", _criteria(members)),
        ("items", "Decisions", _decisions(members, prepared)),
        ("questions", "Questions", _questions(found, prepared, questions)),
        ("refused", "Not graded, or to be asked about", _odd(found)),
    ]
    return tuple(
        Section(key, title, blocks) for key, title, each in parts if (blocks := tuple(each))
    )


def _spread(
    found: Sequence[Graded], members: Sequence[Member], prepared: Prepared
) -> Iterator[Block]:
    refused = len(found) - len(members)
    words = f"{counted(len(members), 'hand-in')} graded"
    yield Paragraph(f"{words}, {refused} not." if refused else f"{words}.")
    if not members:
        return
    first = members[0].debrief
    beside = next((line.references for line in first.score if line.name == "total"), ())
    if prepared.variants:
        beside = ()  # they stand with their variant: each morning has colleagues of its own
    rows = [
        (
            each.graded.name,
            *([each.own.letter] if prepared.variants else []),
            f"{each.total / 100:.0f}",
            BAND_WORDS.get(each.graded.card.band, "") if each.graded.card else "",
            *([mark_of(each.graded, prepared)] if prepared.plan.marks else []),
            user_minutes(each.debrief.lost_user_minutes),
        )
        for each in sorted(members, key=lambda each: -each.total)
    ]
    rows += [
        (
            COLLEAGUES.get(name, name),
            "–" if points is None else str(points),
            "reference",
            *([""] if prepared.plan.marks else []),
            "",
        )
        for name, points in beside
    ]
    marks = ("Mark",) if prepared.plan.marks else ()
    if prepared.variants:
        head = ("Who", "Variant", "Total", "Band", *marks, "Users lost")
        yield Table(head, tuple(rows), frozenset({2}))
    else:
        rows.sort(key=lambda row: -int(row[1]) if row[1].isdigit() else 1)
        yield Table(("Who", "Total", "Band", *marks, "Users lost"), tuple(rows), frozenset({1}))
    bands = {
        word: sum(e.graded.card is not None and e.graded.card.band == word for e in members)
        for _, word in BANDS
    }
    named = ", ".join(f"{BAND_WORDS[word].lower()} {count}" for word, count in bands.items())
    yield Paragraph(f"Bands: {named}.")


def _moments(members: Sequence[Member], prepared: Prepared) -> Iterator[Block]:
    found = moments(members)
    if not found:
        yield Paragraph(
            "The class did not split: at no decision did two groups of at least two decide "
            "differently and fare differently."
        )
        return
    yield Paragraph(
        "Where the class split most evenly and the choices earned most differently. What users "
        "lost is the mean of the whole shifts of those who chose so, not of this choice alone."
    )
    for each in found:
        yield _moment(each, _who_met(each, members), prepared)


def _who_met(moment: Moment, members: Sequence[Member]) -> Member:
    """Somebody in whose shift it came up: for its words."""
    return next((each for each in members if moment.subject in each.debrief.subjects), members[0])


def _moment(each: Moment, met: Member, prepared: Prepared) -> Entry:
    naming = naming_of(met.debrief, prepared.setting)
    lines = [
        (
            f"{choice.students}",
            _fared(choice, choice_words(each.criterion, choice.chosen, naming)),
        )
        for choice in each.choices
    ]
    title = f"{CRITERIA[each.criterion]} – {_headline(each.subject, met, naming)}"
    return Entry(title, tuple(lines))


def _fared(choice: Choice, words: str) -> str:
    """How those fared who chose so."""
    lost = user_minutes(round(choice.minutes))
    return f"{words}: {choice.credit:.0%} of the mark, {lost} lost, total {choice.total / 100:.0f}."


def _headline(subject: str, met: Member, naming: Naming) -> str:
    return headline_of(subject, met.debrief, naming)


def _stops(found: Sequence[Graded], prepared: Prepared) -> Iterator[Block]:
    if prepared.variants:
        for own in prepared.variants:
            theirs = [each for each in found if each.variant == own.letter]
            for each in _stops(theirs, replace(own, variants=())):
                on = f"Variant {own.letter}: "
                yield replace(each, title=on + each.title) if isinstance(each, Entry) else each
        return
    for place, stop in enumerate(prepared.plan.stops):
        counted_ = votes(found, place)
        lines = tuple(
            (str(counted_.get(n, 0)), f"{option}{' – best' if n == stop.best else ''}")
            for n, option in enumerate(stop.options, start=1)
        )
        yield Entry(f"Minute {stop.minute}: {stop.question}", (*lines, ("", stop.why)))


def _help(members: Sequence[Member], prepared: Prepared) -> Iterator[Block]:
    least = prepared.plan.struggling * 100
    few = [each.graded.name for each in members if each.graded.card and each.graded.card.few]
    low = [each for each in members if each.total < least and each.graded.name not in few]
    if low:
        yield Items(tuple(f"{each.graded.name}: {each.total / 100:.0f}" for each in low))
    else:
        rest = " of those with 20 decisions and more" if few else ""
        yield Paragraph(f"Nobody{rest} is below {prepared.plan.struggling}.")
    if few:
        yield Paragraph(f"Too little to say, with fewer than 20 decisions: {', '.join(few)}.")


def _criteria(members: Sequence[Member]) -> Iterator[Block]:
    points: dict[str, list[int]] = {}
    toni: dict[str, list[int]] = {}
    for each in members:
        for line in each.debrief.score:
            if line.points is not None:
                points.setdefault(line.name, []).append(line.points)
                beside = dict(line.references).get("textbook")
                toni.setdefault(line.name, []).extend([] if beside is None else [beside])
    rows = [
        (
            CRITERIA.get(name, name.capitalize()),
            f"{sum(got) / len(got):.0f}",
            str(min(got)),
            str(max(got)),
            f"{sum(his) / len(his):.0f}" if (his := toni[name]) else "–",
        )
        for name, got in points.items()
    ]
    if rows:
        head = ("Criterion", "Mean", "Least", "Most", "Toni")
        yield Table(head, tuple(rows), frozenset({1, 2, 3, 4}))


def _decisions(members: Sequence[Member], prepared: Prepared) -> Iterator[Block]:
    found = [each for each in decisions_of(members) if each.right.part < each.right.of][:HARDEST]
    if not found:
        return
    yield Paragraph(
        "What fewest got right; the interval is of 95 %. Discrimination says whether who got it "
        f"right did better in all: under 0 it is worth a look. With fewer than {FEWEST} students "
        "none of it is firm."
    )
    if prepared.variants:
        yield Paragraph(
            "Each decision is one of a variant: its students are those who played that one."
        )
    rows = [_decision(each, members) for each in found]
    head = ("Decision", "On", "Right", "Interval", "Discrimination")
    yield Table(head, tuple(rows), frozenset({2, 3, 4}))


def _decision(each: Item, members: Sequence[Member]) -> tuple[str, ...]:
    met = next((m for m in members if each.subject in m.debrief.subjects), members[0])
    naming = naming_of(met.debrief, met.own.setting)
    sharp = "–" if each.discrimination is None else f"{each.discrimination:+.2f}"
    return (
        CRITERIA[each.criterion],
        f"{f'{met.own.letter}: ' if met.own.letter else ''}{_headline(each.subject, met, naming)}",
        f"{each.right.part} of {each.right.of}",
        _interval(each.right),
        sharp,
    )


def _questions(
    found: Sequence[Graded], prepared: Prepared, questions: Mapping[str, Question]
) -> Iterator[Block]:
    for when in ("before", "after"):
        responses = [
            Response(
                each.name, item, chosen, questions[item].key or 0, len(questions[item].options)
            )
            for each in found
            if each.beside is not None
            for item, chosen in getattr(each.beside, when).items()
            if item in questions
            and (own := prepared.of(each.variant)) is not None
            and item in getattr(own.plan, when)
        ]
        rows = [
            (
                questions[each.item].stem,
                f"{round(each.facility * each.answers)} of {each.answers}",
                _interval(Share(round(each.facility * each.answers), each.answers)),
                "–" if each.discrimination is None else f"{each.discrimination:+.2f}",
            )
            for each in item_statistics(responses)
        ]
        if rows:
            head = (f"Asked {when} the shift", "Right", "Interval", "Discrimination")
            yield Table(head, tuple(rows), frozenset({1, 2, 3}))
    change = gained(found)
    if change is not None:
        yield Paragraph(_gain(change))


def _response(each: Graded, question: Question, chosen: int) -> Response:
    key = question.key or 0
    return Response(each.name, question.id, chosen, key, len(question.options))


def _gain(change: Gain) -> str:
    """What was gained, in a sentence."""
    low, high = change.mean - change.half, change.mean + change.half
    sure = "" if low > 0 or high < 0 else " That may be luck: the interval holds zero."
    return (
        f"From before to after {change.students} students gained {change.mean:+.0%} of the answers "
        f"in the mean (95 %: {low:+.0%} to {high:+.0%}).{sure}"
    )


def _odd(found: Sequence[Graded]) -> Iterator[Block]:
    for each in found:
        lines = [("Refused", words) for words in each.refused]
        lines += [("Ask", words) for words in each.flags]
        if lines:
            yield Entry(f"{each.name} ({each.file})", tuple(lines))


def _interval(share: Share) -> str:
    low, high = share.interval
    return f"{low:.0%} to {high:.0%}"
