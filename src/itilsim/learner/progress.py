"""Where a learner stands: skill map, readiness, what was done, what comes next.

The one idea: everything is worked out from what is stored, in one place, so that the command and
the screen show the same figures.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from itilsim.learner.joining import card_states
from itilsim.learner.offering import Offer, next_offers
from itilsim.learner.skill_map import SkillMap, skill_map
from itilsim.quiz.blueprint import Blueprint, cell_of
from itilsim.quiz.calendar import Calendar, date_of
from itilsim.quiz.editions import Edition
from itilsim.quiz.evidence import Attempt
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank
from itilsim.quiz.readiness import Readiness, readiness
from itilsim.quiz.schedule import due
from itilsim.quiz.syllabus import area_of
from itilsim.quiz.workload import Rest, load, rest
from itilsim.storage.records import RunSummary
from itilsim.storage.rows import score_of
from itilsim.storage.study import Study
from itilsim.storage.study_rows import AnswerRow, EvidenceRow, ReviewRow, StoredSitting

BACK: Final = 14
"""Days of history that are shown. Tuning constant."""
GUIDED: Final = "guided"
"""The mode in which a tutor names each step: what is right there shows nothing yet."""
AHEAD: Final = 7
"""Days of load that are shown. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Done:
    """What is stored of a learner's work."""

    answers: tuple[AnswerRow, ...] = ()
    """In the order in which they were given."""
    reviews: tuple[ReviewRow, ...] = ()
    """In the order in which they were given."""
    evidence: tuple[EvidenceRow, ...] = ()
    """What shifts have shown."""
    sittings: tuple[StoredSitting, ...] = ()
    """Exams, the newest first."""
    runs: tuple[RunSummary, ...] = ()
    """Runs that count for the learner, the newest first."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of work, or of work to come."""

    date: str
    """Like `2026-03-01`, on the learner's calendar; a day begins in the night, as in `Plan`."""
    number: int
    """Answers given, or reviews to come."""
    right: int = 0
    """Of the answers, right ones."""


@dataclass(frozen=True, slots=True)
class ExamTaken:
    """A mock exam that was handed in."""

    id: str
    """Its id."""
    date: str
    """The day on which it was begun."""
    correct: int
    """Right answers."""
    total: int
    """Questions."""
    passed: bool
    """Whether that was enough."""


@dataclass(frozen=True, slots=True)
class ShiftPlayed:
    """A shift that was played to its end by a person."""

    run: str
    """Its id."""
    date: str
    """The day on which it was begun."""
    title: str
    """Title of the scenario."""
    total: float | None
    """Points of a hundred; none where no score was made."""
    mode: str
    """How it was played, like `practice`."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All of it, for one edition."""

    edition: Edition
    """The exam that is studied for."""
    title: str
    """What it is called."""
    at: int
    """For which moment, in epoch seconds."""
    exam_at: int | None
    """When the exam is; none without a date."""
    known: SkillMap
    """What is known."""
    readiness: Readiness
    """How likely a pass is."""
    answers: tuple[Day, ...]
    """Answers of the last days, today last."""
    load: tuple[Day, ...]
    """Reviews of the next days, today first."""
    daily_cap: int
    """Most reviews a day."""
    rest: Rest | None
    """What it means to leave off today what is beyond that; none if nothing is."""
    exams: tuple[ExamTaken, ...]
    """The newest first."""
    shifts: tuple[ShiftPlayed, ...]
    """The newest first; shifts belong to all editions."""
    offers: tuple[Offer, ...]
    """What to do next, the most useful first."""
    calendar: Calendar
    """By which dates are told."""


def done_of(study: Study, runs: Sequence[RunSummary]) -> Done:
    """Read what is stored of a learner's work.

    Args:
        study: The student's work.
        runs: Those that count for the learner, the newest first.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If something in it is damaged.
    """
    return Done(study.answers(), study.reviews(), study.evidence(), study.sittings(), tuple(runs))


def progress_of(
    done: Done,
    bank: Bank,
    blueprint: Blueprint,
    plan: Plan,
    at: int,
    scenarios: Mapping[str, Sequence[str]],
) -> Progress:
    """Work out where a learner stands.

    Args:
        done: What is stored of the learner's work.
        bank: All questions and cards.
        blueprint: The plan of the exam; its edition is the one that is shown.
        plan: The learner's decisions.
        at: Now, in epoch seconds.
        scenarios: The references that each scenario teaches, by its id.
    """
    edition = blueprint.edition
    states = card_states(edition, bank, done.reviews, done.evidence, plan)
    known = skill_map(edition, bank, done.answers, _unaided(done), states, at)
    ids = {item.id for item in bank.of_edition(edition)}
    own = [row for row in done.answers if row.item in ids or row.edition == edition]
    return Progress(
        edition=edition,
        title=blueprint.title,
        at=at,
        exam_at=plan.exam_at,
        known=known,
        readiness=_readiness(done.answers, bank, blueprint, plan, at),
        answers=tuple(_worked(own, at, plan)),
        load=tuple(
            Day(_named(plan.day(at) + n), number)
            for n, number in enumerate(load(states, at, AHEAD, plan))
        ),
        daily_cap=plan.daily_cap,
        rest=beyond if (beyond := rest(states, at, plan)).cards else None,
        exams=tuple(_exams(done.sittings, edition, plan)),
        shifts=tuple(_shifts(done.runs, plan)),
        offers=next_offers(known, bank, due(states, at, plan), scenarios),
        calendar=plan.calendar,
    )


def attempts_of(
    answers: Sequence[AnswerRow], bank: Bank, blueprint: Blueprint
) -> tuple[Attempt, ...]:
    """The answers to questions that a paper of the blueprint may draw, as readiness wants them.

    Args:
        answers: In the order in which they were given.
        bank: All questions and cards.
        blueprint: The plan of the exam.
    """
    places = _places(bank, blueprint)
    seen: set[str] = set()
    found = []
    for row in answers:
        if row.item in places:
            area, topic = places[row.item]
            first = row.item not in seen
            found.append(Attempt(row.item, area, topic, row.correct, row.at, first))
            seen.add(row.item)
    return tuple(found)


def _readiness(
    answers: Sequence[AnswerRow], bank: Bank, blueprint: Blueprint, plan: Plan, at: int
) -> Readiness:
    cells: Counter[str] = Counter()
    for cell in blueprint.cells:
        cells[area_of(blueprint.edition, cell.syllabus)] += cell.count
    topics: dict[str, dict[str, int]] = {area: {} for area in cells}
    for area, topic in _places(bank, blueprint).values():
        topics[area][topic] = topics[area].get(topic, 0) + 1
    attempts = attempts_of(answers, bank, blueprint)
    return readiness(attempts, cells, blueprint.pass_mark, topics, at, plan.exam_at)


def _places(bank: Bank, blueprint: Blueprint) -> dict[str, tuple[str, str]]:
    """Area and topic of each question that a paper may draw."""
    found = {}
    for item in bank.of_edition(blueprint.edition):
        cell = cell_of(item, blueprint)
        if cell is not None:
            found[item.id] = area_of(blueprint.edition, cell.syllabus), item.topic
    return found


def _worked(answers: Sequence[AnswerRow], at: int, plan: Plan) -> Iterator[Day]:
    """The last days with their answers; a day is the plan's."""
    given = Counter(plan.day(row.at) for row in answers)
    right = Counter(plan.day(row.at) for row in answers if row.correct)
    today = plan.day(at)
    for day in range(today - BACK + 1, today + 1):
        yield Day(_named(day), given[day], right[day])


def _exams(sittings: Sequence[StoredSitting], edition: Edition, plan: Plan) -> Iterator[ExamTaken]:
    for each in sittings:
        if each.sitting.edition == edition and each.correct is not None:
            yield ExamTaken(
                each.sitting.id,
                plan.date(each.started.wall).isoformat(),
                each.correct,
                len(each.sitting.items),
                each.passed,
            )


def _shifts(runs: Sequence[RunSummary], plan: Plan) -> Iterator[ShiftPlayed]:
    for run in runs:
        header = run.header
        score = score_of(run.score)
        total = None if score is None else float(score["total"])
        title = header.title or header.scenario
        yield ShiftPlayed(header.id, _begun(header.created, plan), title, total, header.mode)


def _unaided(done: Done) -> tuple[EvidenceRow, ...]:
    """What shifts have shown in which nobody named the next step."""
    guided = {run.header.id for run in done.runs if run.header.mode == GUIDED}
    return tuple(row for row in done.evidence if row.run not in guided)


def _begun(created: str, plan: Plan) -> str:
    """The learner's day of a moment as a run keeps it; what is no moment stays as it is."""
    try:
        return plan.date(int(dt.datetime.fromisoformat(created).timestamp())).isoformat()
    except (ValueError, OverflowError):
        return created[:10]


def _named(day: int) -> str:
    return date_of(day).isoformat()
